"""Stories of postings, wired."""

from dependency_injector import containers, providers

from jobr_core.jobs.use_cases.administration import AddPosting, ChangePosting, RemovePosting
from jobr_core.jobs.use_cases.importing import ImportFromAddress, ImportPostings
from jobr_core.jobs.use_cases.searching import SearchPostings
from jobr_core.jobs.use_cases.upkeep import ExpirePostings, PrepareSearchMonths, ReindexPostings


class Jobs(containers.DeclarativeContainer):
    """Import, search and administration."""

    outside = providers.DependenciesContainer()
    storage = providers.DependenciesContainer()

    import_postings = providers.Singleton(
        ImportPostings,
        begin=storage.work.provider,
        stream=outside.stream,
        runs=storage.import_runs,
    )
    import_from_address = providers.Singleton(
        ImportFromAddress,
        begin=storage.work.provider,
        fetch=outside.fetch,
        import_postings=import_postings,
        runs=storage.import_runs,
        boards=outside.boards,
    )
    search_postings = providers.Singleton(
        SearchPostings,
        index=storage.posting_index,
        log=storage.event_log,
        find_city=outside.find_city,
        in_euro=outside.in_euro,
        cache=outside.page_cache,
    )
    add_posting = providers.Singleton(
        AddPosting, begin=storage.work.provider, describe=outside.describe
    )
    change_posting = providers.Singleton(
        ChangePosting,
        begin=storage.work.provider,
        postings=storage.postings,
        describe=outside.describe,
    )
    remove_posting = providers.Singleton(RemovePosting, begin=storage.work.provider)
    expire_postings = providers.Singleton(ExpirePostings, begin=storage.work.provider)
    reindex_postings = providers.Singleton(
        ReindexPostings,
        begin=storage.work.provider,
        postings=storage.postings,
        describe=outside.describe,
        aside=outside.aside,
    )
    prepare_search_months = providers.Singleton(PrepareSearchMonths, index=storage.posting_index)
