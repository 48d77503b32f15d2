"""How much of what a posting says a CV says too."""

from hypothesis import given
from hypothesis import strategies as st

from builders import a_cv, a_posting
from jobr_core.matching import score
from jobr_core.matching.features import features_of
from jobr_core.matching.report import MatchLine, MatchReport
from jobr_core.matching.wording import heaviest_shared, part_said, words_said
from jobr_core.matching.wording_rules import WORDING

INSTALLER = a_posting(
    title="Plumber",
    description="You install underfloor heating, heat pumps and manifolds, and flush radiators.",
)
WORDS = ("boiler", "radiator", "manifold", "flush", "heating", "underfloor", "and", "zzyzx", "pump")
ASKED = features_of(INSTALLER).wording


def wording(report: MatchReport) -> MatchLine:
    return next(line for line in report.lines if line.requirement == WORDING)


def plumber(did: str) -> MatchLine:
    cv = a_cv(f"Ada King\n\nExperience\nPlumber, Pipes Ltd\t2015 - 2020\n- {did}")
    return wording(score(cv, INSTALLER))


def test_who_did_what_is_asked_says_so_in_the_same_words() -> None:
    near = plumber("Commissioned underfloor heating with manifolds and heat pumps")
    far = plumber("Cleared drains and mended taps")
    assert near.points > far.points
    assert near.rule.startswith("both speak of ")
    assert "manifold" in near.rule
    assert near.cv is not None


def test_the_words_a_posting_tells_most_by_are_told_first() -> None:
    said = words_said(["heat pumps and manifolds"])
    first, *_ = heaviest_shared(ASKED, said, 5)
    assert first in {"manifold", "pump"}
    assert heaviest_shared(ASKED, words_said(["taps"]), 5) == []


def test_a_posting_that_says_nothing_is_not_judged() -> None:
    line = wording(score(a_cv(), a_posting(title="Zzyzx", description="")))
    assert not line.judged


def test_parts_are_thousandths_of_a_whole() -> None:
    assert 950 <= sum(ASKED.values()) <= 1_050
    assert part_said(ASKED, frozenset(ASKED)) > 0.95


@given(st.lists(st.sampled_from(WORDS)), st.lists(st.sampled_from(WORDS)))
def test_more_words_never_lower_it_and_repeating_them_adds_nothing(
    said: list[str], further: list[str]
) -> None:
    alone, both = words_said(said), words_said([*said, *further])
    assert part_said(ASKED, alone) <= part_said(ASKED, both) <= 1
    assert words_said(said * 30) == alone
