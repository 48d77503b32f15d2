"""The plans and what each allows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

UNLIMITED: Final = -1
_MEGABYTE: Final = 1024 * 1024


class Plan(StrEnum):
    """What a person has subscribed to."""

    FREE = "Free"
    PREMIUM = "Premium"
    PRO = "Pro"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLimits:
    """What a plan allows; `monthly_applications` counts submissions, -1 is unlimited.

    `stored_cvs` and `stored_bytes` keep one person from filling the file store (ASVS V5.2.4).
    """

    monthly_applications: int
    stored_cvs: int
    stored_bytes: int
    ai_features: bool = False
    priority_support: bool = False
    advanced_analytics: bool = False
    interview_prep: bool = False
    premium_templates: bool = False


PLAN_LIMITS: Final[Mapping[Plan, PlanLimits]] = MappingProxyType(
    {
        Plan.FREE: PlanLimits(
            monthly_applications=5, stored_cvs=500, stored_bytes=1_000 * _MEGABYTE
        ),
        Plan.PREMIUM: PlanLimits(
            monthly_applications=UNLIMITED,
            stored_cvs=2_000,
            stored_bytes=5_000 * _MEGABYTE,
            ai_features=True,
            priority_support=True,
        ),
        Plan.PRO: PlanLimits(
            monthly_applications=UNLIMITED,
            stored_cvs=2_000,
            stored_bytes=5_000 * _MEGABYTE,
            ai_features=True,
            priority_support=True,
            advanced_analytics=True,
            interview_prep=True,
            premium_templates=True,
        ),
    }
)


def is_within(used: int, limit: int) -> bool:
    """Whether a limit allows that much."""
    return limit == UNLIMITED or used <= limit
