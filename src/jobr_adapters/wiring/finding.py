"""Where candidates for matches come from.

What needs numpy is imported on use: that takes a tenth of a second, and most commands never come
here.
"""

from typing import Any

from dependency_injector import containers, providers

from jobr_core.matching.ports import Candidates


def _exact(**ports: Any) -> Candidates:
    from jobr_adapters.match_index.candidates import ExactCandidates

    return ExactCandidates(**ports)


def _indexed(**ports: Any) -> Candidates:
    from jobr_adapters.match_index.candidates import IndexedCandidates

    return IndexedCandidates(**ports)


def _keeper(**ports: Any) -> Any:
    from jobr_adapters.match_index.keeper import IndexKeeper

    return IndexKeeper(**ports)


class Finding(containers.DeclarativeContainer):
    """All rows of postings, or the index of them that this process keeps."""

    outside = providers.DependenciesContainer()
    storage = providers.DependenciesContainer()

    exact_candidates = providers.Singleton(_exact, features=storage.features, aside=outside.aside)
    index_keeper = providers.Singleton(
        _keeper,
        features=storage.features,
        log=storage.event_log,
        subscriptions=storage.subscriptions,
        aside=outside.aside,
        folder=outside.index_folder,
    )
    candidates: providers.Provider[Candidates] = providers.Singleton(
        _indexed,
        keeper=index_keeper,
        features=storage.features,
        exact=exact_candidates,
        aside=outside.aside,
    )
