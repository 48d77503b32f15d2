"""Every fact stands in the text."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from builders import BACKEND_CV, a_cv
from jobr_core.cvs.grounding import grounded, spans_of
from jobr_core.cvs.parsing import parse


def test_each_fact_of_a_cv_quotes_the_words_it_came_from() -> None:
    cv = a_cv()
    quotes = {path: " ".join(span.quote(cv.text).split()) for path, span in spans_of(cv).items()}
    assert quotes["basics.name"] == "Asha Verma"
    assert quotes["basics.location.country_code"] == "India"
    assert quotes["work[0].position"] == "Backend Engineer"
    assert quotes["work[0].start_date"] == "Mar 2021 – Present"
    assert quotes["work[1].end_date"] == "06/2018 - 02/2021"
    assert quotes["work[1].highlights[0]"] == "Django and PostgreSQL behind a shop"
    assert quotes["education[0].study_type"] == "B.E."
    assert quotes["skills[0].keywords[2]"] == "SQL"
    assert quotes["languages[2].language"] == "German"


_rows = st.lists(
    st.sampled_from(
        [*BACKEND_CV.splitlines(), "2019 - 2020", "Nurse", "- Ran 3 wards", "Projects"]
    ),
    max_size=25,
)


@given(_rows)
def test_what_the_rules_read_is_found_again(rows: list[str]) -> None:
    cv = parse("\n".join(rows))
    found = grounded(cv.profile, cv)
    assert found.profile == cv.profile
    assert found.warnings == cv.warnings


@given(_rows, st.text(alphabet="QXZ", min_size=5, max_size=8))
def test_an_invented_word_never_stays(rows: list[str], invented: str) -> None:
    cv = parse("\n".join(rows))
    said = replace(cv.profile, basics=replace(cv.profile.basics, label=invented))
    found = grounded(said, cv)
    assert found.profile.basics.label == ""
    assert any("`basics.label`" in warning for warning in found.warnings)


def test_entries_keep_their_passages_whatever_order_they_are_told_in() -> None:
    cv = a_cv()
    found = grounded(replace(cv.profile, work=cv.profile.work[::-1]), cv)
    quoted = {p.entry: p.span.quote(cv.text) for p in found.passages if p.kind.value == "work"}
    assert "Acme GmbH" in quoted[0]
    assert "Example Pvt Ltd" in quoted[1]
