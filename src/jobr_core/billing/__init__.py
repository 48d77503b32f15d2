"""Billing: the plans and their limits."""

from jobr_core.billing.plans import PLAN_LIMITS, UNLIMITED, Plan, PlanLimits

__all__ = ["PLAN_LIMITS", "UNLIMITED", "Plan", "PlanLimits"]
