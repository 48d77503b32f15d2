"""The plans and what each allows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

UNLIMITED: Final = -1


class Plan(StrEnum):
    """What a person has subscribed to."""

    FREE = "Free"
    PREMIUM = "Premium"
    PRO = "Pro"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLimits:
    """What a plan allows; `monthly_applications` counts submissions, -1 is unlimited."""

    monthly_applications: int
    ai_features: bool = False
    priority_support: bool = False
    advanced_analytics: bool = False
    interview_prep: bool = False
    premium_templates: bool = False


PLAN_LIMITS: Final[Mapping[Plan, PlanLimits]] = MappingProxyType(
    {
        Plan.FREE: PlanLimits(monthly_applications=5),
        Plan.PREMIUM: PlanLimits(
            monthly_applications=UNLIMITED, ai_features=True, priority_support=True
        ),
        Plan.PRO: PlanLimits(
            monthly_applications=UNLIMITED,
            ai_features=True,
            priority_support=True,
            advanced_analytics=True,
            interview_prep=True,
            premium_templates=True,
        ),
    }
)
