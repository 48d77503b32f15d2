"""Stories of tasks and of idempotency keys, of which there is nothing to tell but upkeep."""

from dependency_injector import containers, providers

from jobr_core.idempotency.use_cases.upkeep import ForgetIdempotencyKeys
from jobr_core.tasks.use_cases.upkeep import ForgetEndedTasks


class Upkeep(containers.DeclarativeContainer):
    """What is forgotten in time."""

    outside = providers.DependenciesContainer()
    storage = providers.DependenciesContainer()

    forget_ended_tasks = providers.Singleton(ForgetEndedTasks, tasks=storage.tasks)
    forget_idempotency_keys = providers.Singleton(
        ForgetIdempotencyKeys, keys=storage.idempotency_keys, now=outside.now
    )
