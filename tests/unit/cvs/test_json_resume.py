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

words = st.text(min_size=1, max_size=12).map(cleaned)


def _values(kind: Any) -> st.SearchStrategy[Any]:
    if get_origin(kind) is tuple:
        return st.lists(_values(get_args(kind)[0]).filter(bool), max_size=2).map(tuple)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return st.builds(kind, **{f.name: _values(hints[f.name]) for f in fields(kind)})
    return words


@given(_values(Profile))
def test_what_is_written_is_read_back(profile: Profile) -> None:
    document = document_of(profile)
    assert document_of(profile_from(document)) == document


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
