"""Which use cases the container has."""

from dependency_injector import providers

from jobr_adapters.wiring.container import Container

_NO_STORIES = ("outside", "finding", "signing")
USE_CASES = tuple(
    (part, name)
    for part, wired in Container.providers.items()
    if isinstance(wired, providers.Container) and part not in _NO_STORIES
    for name in sorted(wired.container.providers.keys() - wired.container.dependencies.keys())
)
"""By the part of the container that has them, each with its name."""
