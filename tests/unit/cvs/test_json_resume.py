"""JSON Resume in and out."""

from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import BACKEND_CV
from jobr_core.cvs.errors import JsonResumeInvalid
from jobr_core.cvs.json_resume import document_of, profile_from
from jobr_core.cvs.model import Cv
from jobr_core.cvs.parsing import parse
from jobr_core.cvs.profile import Profile
from jobr_core.shared.text import cleaned
from json_resume_schema import VALIDATOR

words = st.text(min_size=1, max_size=12).map(lambda text: cleaned(f"a{text}"))
dates = st.from_regex(r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]))?)?", fullmatch=True)
FORMS: dict[str, st.SearchStrategy[str]] = {
    "email": st.from_regex(r"[a-z0-9.]{1,9}@[a-z0-9-]{1,9}\.[a-z]{2,4}", fullmatch=True),
    "url": st.from_regex(r"https://[a-z0-9-]{1,9}\.[a-z]{2,4}(/[a-z0-9~.-]{0,9})?", fullmatch=True),
    **dict.fromkeys(("start_date", "end_date", "date", "release_date"), dates),
}


def _values(kind: Any, name: str = "") -> st.SearchStrategy[Any]:
    if get_origin(kind) is tuple:
        item = get_args(kind)[0]
        return st.lists(words if item is str else _values(item), max_size=2).map(tuple)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return st.builds(kind, **{f.name: _values(hints[f.name], f.name) for f in fields(kind)})
    return st.just("") | FORMS.get(name, words)


@given(_values(Profile))
def test_what_is_written_is_read_back(profile: Profile) -> None:
    document = document_of(profile)
    assert document_of(profile_from(document)) == document


@given(_values(Profile))
def test_what_is_written_is_valid(profile: Profile) -> None:
    VALIDATOR.validate(document_of(profile))


@given(_values(Profile))
def test_export_and_import_lose_nothing(profile: Profile) -> None:
    cv = Cv.from_json_resume(document_of(profile))
    assert Cv.from_json_resume(cv.to_json_resume()) == cv


@given(st.lists(st.sampled_from([*BACKEND_CV.splitlines(), "Projects", "2019", "x@y.example"])))
def test_whatever_was_read_can_be_written_and_read_back(rows: list[str]) -> None:
    cv = parse("\n".join(rows))
    VALIDATOR.validate(cv.to_json_resume())
    assert Cv.from_json_resume(cv.to_json_resume()).profile == cv.profile


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ({"startDate": "March 2021", "endDate": "Present"}, ("2021-03", "")),
        ({"startDate": "2021-03-15", "endDate": "2022"}, ("2021-03-15", "2022")),
    ],
)
def test_dates_of_other_programs_are_understood(
    written: dict[str, str], understood: tuple[str, str]
) -> None:
    [work] = profile_from({"work": [written]}).work
    assert (work.start_date, work.end_date) == understood


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ({"work": [{"startDate": "soon"}]}, "`work[0].startDate` was left out: “soon” is no date"),
        ({"basics": {"email": "ada"}}, "`basics.email` was left out: “ada” is no e-mail address"),
        (
            {"basics": {"url": "no address"}},
            "`basics.url` was left out: “no address” is no address",
        ),
    ],
)
def test_what_the_schema_does_not_allow_is_left_out_and_told(
    document: dict[str, object], told: str
) -> None:
    cv = Cv.from_json_resume({"basics": {"name": "Ada"}, **document})
    [warning] = cv.warnings
    assert warning.startswith(told)
    VALIDATOR.validate(cv.to_json_resume())


def test_a_bare_domain_is_one_of_the_web() -> None:
    assert profile_from({"basics": {"url": "ada.example"}}).basics.url == "https://ada.example"


def test_a_cv_is_the_same_after_export_and_import() -> None:
    cv = parse(BACKEND_CV)
    assert Cv.from_json_resume(cv.to_json_resume()) == cv


def test_the_draft_of_2014_is_understood() -> None:
    profile = profile_from(
        {
            "basics": {"picture": "me.png"},
            "work": [{"company": "Acme", "website": "https://a.example"}],
        }
    )
    assert (profile.basics.image, profile.work[0].name) == ("me.png", "Acme")
    assert profile.work[0].url == "https://a.example"


@pytest.mark.parametrize(
    ("document", "key"),
    [
        ({"basics": []}, "`basics` must be an object"),
        ({"work": "Acme"}, "`work` must be a list"),
        ({"work": [{"highlights": [1]}]}, "`work[0].highlights[0]` must be text"),
        ({"basics": {"name": 5}}, "`basics.name` must be text"),
    ],
)
def test_a_wrong_value_is_named(document: dict[str, object], key: str) -> None:
    with pytest.raises(JsonResumeInvalid) as refusal:
        profile_from(document)
    assert key in str(refusal.value)


def test_a_cv_from_facts_has_a_text_and_knows_its_parts() -> None:
    cv = Cv.from_json_resume(
        {
            "basics": {"name": "Ada", "label": "Analyst", "email": "ada@example.org"},
            "work": [
                {"name": "Acme", "position": "Analyst", "startDate": "2020", "highlights": ["SQL"]}
            ],
        }
    )
    assert [(p.kind.value, p.span.quote(cv.text)) for p in cv.passages] == [
        ("identity", "Ada\nada@example.org"),
        ("headline", "Analyst"),
        ("work", "Analyst, Acme\n2020 – present\n- SQL"),
    ]
