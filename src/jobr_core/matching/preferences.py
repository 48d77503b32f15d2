"""What a person wants from the next job."""

from dataclasses import dataclass

from jobr_core.jobs.salary import Salary


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Everything optional; what is absent is not judged.

    `countries` and `permits` are ISO 3166-1 alpha-2 codes: where the person wants to work and
    where they may. `salary` is the least that is acceptable (its `min`).
    """

    titles: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    remote: bool | None = None
    salary: Salary | None = None
    permits: tuple[str, ...] = ()
