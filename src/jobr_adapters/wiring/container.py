"""Everything Jobr is made of, each thing named once.

Providers carry the port as their annotation, so that mypy holds each adapter to its port.
"""

from dependency_injector import containers, providers

from jobr_adapters.wiring.background import connect_inline
from jobr_adapters.wiring.finding import Finding
from jobr_adapters.wiring.limiting import FallingBackLimiter, limiting_stores
from jobr_adapters.wiring.outside import Outside
from jobr_adapters.wiring.settings import Settings
from jobr_adapters.wiring.signing import Signing
from jobr_adapters.wiring.storages import MemoryStorage, PostgresStorage
from jobr_adapters.wiring.use_cases.accounts import Accounts
from jobr_adapters.wiring.use_cases.cvs import Cvs
from jobr_adapters.wiring.use_cases.events import Events
from jobr_adapters.wiring.use_cases.jobs import Jobs
from jobr_adapters.wiring.use_cases.matching import Matching
from jobr_adapters.wiring.use_cases.messages import Messages
from jobr_adapters.wiring.use_cases.sign_in import SignIn
from jobr_adapters.wiring.use_cases.upkeep import Upkeep


class Container(containers.DeclarativeContainer):
    """All of it."""

    settings = providers.Dependency(instance_of=Settings)
    outside = providers.Container(Outside, settings=settings)
    storage = providers.DependenciesContainer()
    limiter: providers.Provider[FallingBackLimiter] = providers.Singleton(
        FallingBackLimiter,
        providers.Callable(limiting_stores, outside.redis_limiter, storage.rate_limiter),
        outside.own_limiter,
    )
    finding = providers.Container(Finding, outside=outside, storage=storage)
    signing = providers.Container(Signing, settings=settings, outside=outside, storage=storage)

    cvs = providers.Container(Cvs, outside=outside, storage=storage)
    jobs = providers.Container(Jobs, outside=outside, storage=storage)
    matching = providers.Container(Matching, outside=outside, storage=storage, finding=finding)
    sign_in = providers.Container(SignIn, outside=outside, storage=storage, signing=signing)
    accounts = providers.Container(
        Accounts, outside=outside, storage=storage, sign_in=sign_in, cvs=cvs, matching=matching
    )
    messages = providers.Container(Messages, outside=outside, storage=storage)
    events = providers.Container(
        Events, settings=settings, outside=outside, storage=storage, matching=matching
    )
    upkeep = providers.Container(Upkeep, outside=outside, storage=storage)


def memory_container(settings: Settings) -> Container:
    """Jobr without a database."""
    outside = Outside(settings=settings)
    storage = MemoryStorage(outside=outside)
    container = Container(settings=settings, outside=outside, storage=storage)
    connect_inline(container)
    return container


def postgres_container(settings: Settings, url: str) -> Container:
    """Jobr on a PostgreSQL whose schema is current."""
    outside = Outside(settings=settings)
    storage = PostgresStorage(outside=outside, url=url)
    return Container(settings=settings, outside=outside, storage=storage)
