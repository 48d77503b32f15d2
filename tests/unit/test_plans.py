"""The plans."""

from jobr_core.billing import PLAN_LIMITS, UNLIMITED, Plan


def test_every_plan_has_limits_and_a_dearer_one_never_allows_less() -> None:
    free, premium, pro = (PLAN_LIMITS[plan] for plan in Plan)
    assert free.monthly_applications == 5
    assert premium.monthly_applications == pro.monthly_applications == UNLIMITED
    assert not free.ai_features
    assert premium.ai_features
    assert (pro.interview_prep, pro.advanced_analytics, pro.premium_templates) == (True, True, True)
