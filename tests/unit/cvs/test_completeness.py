"""What a profile lacks, and what adding it gains."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from builders import a_cv
from jobr_core.cvs.completeness import completeness
from jobr_core.cvs.profile import Profile


@given(st.sets(st.sampled_from(["basics", "work", "education", "skills", "languages"])))
def test_the_score_and_the_gains_are_a_hundred(left_out: set[str]) -> None:
    profile = replace(a_cv().profile, **{name: getattr(Profile(), name) for name in left_out})
    found = completeness(profile)
    assert found.score + sum(gap.gain for gap in found.missing) == 100
    assert [gap.gain for gap in found.missing] == sorted(
        (g.gain for g in found.missing), reverse=True
    )


def test_adding_what_is_missing_gains_what_it_says() -> None:
    without = replace(a_cv().profile, languages=())
    gap = next(gap for gap in completeness(without).missing if gap.path == "languages")
    assert completeness(a_cv().profile).score == completeness(without).score + gap.gain


def test_a_good_cv_lacks_little() -> None:
    found = completeness(a_cv().profile)
    assert {gap.path for gap in found.missing} == {"basics.summary", "basics.profiles"}
