"""Stories of events, wired, and what they show."""

from dependency_injector import containers, providers

from jobr_adapters.wiring.settings import Settings
from jobr_adapters.wiring.subscribers import subscribers
from jobr_core.events.use_cases.delivery import Subscribe
from jobr_core.events.use_cases.replay import (
    CountReplay,
    RetryParked,
    ReviewSubscribers,
    StartReplay,
)
from jobr_core.events.use_cases.upkeep import PrepareEventMonths
from jobr_core.insight.use_cases.reviewing_sign_ins import ReviewSignIns


class Events(containers.DeclarativeContainer):
    """Who hears of what happened, again where that is wanted, and what it says about sign-ins."""

    settings = providers.Dependency(instance_of=Settings)
    outside = providers.DependenciesContainer()
    storage = providers.DependenciesContainer()
    matching = providers.DependenciesContainer()

    subscribers = providers.Singleton(subscribers, settings, matching.compute_new_features)
    subscribe = providers.Singleton(
        Subscribe,
        begin=storage.work.provider,
        log=storage.event_log,
        subscriptions=storage.subscriptions,
        subscribers=subscribers,
    )
    start_replay = providers.Singleton(
        StartReplay,
        begin=storage.work.provider,
        subscribers=subscribers,
        now=outside.now,
    )
    count_replay = providers.Singleton(
        CountReplay,
        log=storage.event_log,
        subscriptions=storage.subscriptions,
        subscribers=subscribers,
    )
    review_subscribers = providers.Singleton(
        ReviewSubscribers,
        log=storage.event_log,
        subscriptions=storage.subscriptions,
        subscribers=subscribers,
    )
    retry_parked = providers.Singleton(
        RetryParked,
        begin=storage.work.provider,
        subscribers=subscribers,
        now=outside.now,
    )
    review_sign_ins = providers.Singleton(
        ReviewSignIns, log=storage.event_log, aside=outside.aside, now=outside.now
    )
    prepare_event_months = providers.Singleton(PrepareEventMonths, store=storage.event_log)
