"""Where the work may be done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_posting
from jobr_core.jobs.limits import limits_named
from jobr_core.jobs.terms import Workplace
from jobr_core.jobs.workplaces import WorkplaceFacts, workplace_facts


def _facts(title: str = "Engineer", description: str = "", **more: object) -> WorkplaceFacts:
    return workplace_facts(a_posting(title=title, description=description, **more))


@pytest.mark.parametrize(
    ("title", "limits"),
    [
        ("Engineer - Remote (EMEA)", "emea"), ("Engineer (Remote - US only)", "US"), ("Engineer, Remote, US, CA or UK", "US CA GB"), ("Engineer | Remote US", "US"),
        ("Engineer (US Remote)", "US"), ("EMEA Remote Engineer", "emea"), ("Engineer (Remote, Germany)", "DE"), ("Engineer (Remote in the USA)", "US"),
        ("Engineer [Remote - Ireland or UK]", "IE GB"), ("Engineer (100% Remote, Spain)", "ES"), ("Engineer (Remote US/Canada)", "north america"),
        ("Sales Remote - Texas", "US"), ("Sales (Remote, California)", "US"), ("Engineer - Remote Europe", "europe"), ("Remote India Java Developer", "IN"),
        ("Engineer (Remote - LATAM)", "latam"), ("Engineer (Remote - Anywhere)", "worldwide"), ("Engineer (Remote)", ""), ("Remote Java Developer", ""),
    ],
)  # fmt: skip
def test_limits_in_titles(title: str, limits: str) -> None:
    facts = _facts(title)
    assert facts.workplace is Workplace.REMOTE
    assert " ".join(map(str, facts.limits)) == limits


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("This role is remote within the United States.", "US"), ("This is a fully remote position. You must be based in the UK.", "GB"), ("Remote (US, Canada)", "US CA"),
        ("Candidates must reside in the United States. This role is 100% remote.", "US"), ("You can work remotely from anywhere in the EU. Fully remote.", "eu"),
        ("100 % Remote aus Deutschland", "DE"), ("Location: Remote (Europe only)", "europe"), ("Location: Remote, India", "IN"),
        ("Fully remote across the US and Canada", "north america"), ("Fully remote: Java, Python", ""), ("Fully remote. You assist customers remotely in Germany.", ""),
    ],
)  # fmt: skip
def test_limits_in_descriptions(text: str, limits: str) -> None:
    facts = _facts(description=text)
    assert facts.workplace is Workplace.REMOTE
    assert " ".join(map(str, facts.limits)) == limits


@pytest.mark.parametrize(
    ("text", "place", "days"),
    [
        ("We work hybrid: 3 days in the office.", "hybrid", 3), ("You will be in our Berlin office 2 days per week.", "hybrid", 2), ("at least 3 days/week on site", "hybrid", 3),
        ("2-3 days a week in our London office", "hybrid", 3), ("Hybrid working, two days per week in the office", "hybrid", 2), ("Onsite 4 days/week, remote on Fridays", "hybrid", 4),
        ("Our hybrid model", "hybrid", None), ("You can work from home two days a week", "hybrid", None), ("2 Tage Homeoffice pro Woche", "hybrid", None),
        ("Télétravail 3 jours par semaine", "hybrid", None), ("Modelo de trabajo híbrido", "hybrid", None), ("Location: Austin, TX (hybrid)", "hybrid", None),
        ("This is a full-time on-site role in Austin.", "onsite", None), ("Working in-person from our NYC office 5 days per week", "onsite", None),
        ("Wir arbeiten zu 100% remote.", "remote", None), ("Poste en full remote", "remote", None), ("Teletrabajo 100%", "remote", None), ("Praca zdalna 100%", "remote", None),
        ("FULLY REMOTE ROLE", "remote", None), ("We are a remote-first company", "remote", None),
    ],
)  # fmt: skip
def test_what_descriptions_tell(text: str, place: str, days: int | None) -> None:
    facts = _facts(description=text)
    assert (str(facts.workplace), facts.office_days) == (
        place,
        days if place == "hybrid" else None,
    )


@pytest.mark.parametrize(
    "text",
    ["This role is not remote.", "Remote work is not possible", "Experience with hybrid cloud and remote sensing", "You will manage a remote team in India.",
     "a work from home allowance", "Microsoft Office, 5 days of training on a website", "10 paid holidays and 2 days off", "remote administration of servers", ""],
)  # fmt: skip
def test_what_tells_nothing(text: str) -> None:
    assert _facts(description=text).workplace is None


@pytest.mark.parametrize(
    ("where", "workplace"),
    [
        ([{"city": "Remote"}], "remote"), ([{"region": "REMOTE"}], "remote"), ([{"city": "Remote", "country": "US"}], "remote"), ([{"city": "Graz"}, {"city": "Home Office"}], "remote"),
        ([{"city": "Hybrid"}], "hybrid"), ([{"city": "Remote", "region": "OR"}], "None"), ([{"city": "Graz"}], "None"), ([{"country": "AT"}], "None"), ([], "None"),
    ],
)  # fmt: skip
def test_what_places_tell(where: list[dict[str, str]], workplace: str) -> None:
    assert str(_facts(locations=where).workplace) == workplace


def test_the_board_s_word_stands_before_title_and_title_before_text() -> None:
    text = "This is a fully remote position."
    assert _facts("Cook (Hybrid)", text, workplace="onsite").workplace is Workplace.ONSITE
    assert _facts("Cook (Hybrid)", text).workplace is Workplace.HYBRID


@pytest.mark.parametrize(
    ("words", "limits"),
    [("US, CA or UK", "US CA GB"), ("the EU", "eu"), ("CA", ""), ("TX", ""), ("DE, AT, CH", "DE AT CH"), ("Austin, TX", "US"), ("Germany only", "DE"),
     ("US-based", "US"), ("North America", "north america"), ("Java", ""), ("US, Java", ""), ("", "")],
)  # fmt: skip
def test_words_that_are_limits(words: str, limits: str) -> None:
    assert " ".join(map(str, limits_named(words))) == limits


@pytest.mark.parametrize(
    "text",
    ["remote A " * 22_000, "A.A" * 66_000, "1 day " * 33_000, "-\n" * 99_000, "Remote, " * 25_000, "must be based in " * 11_000, "office " * 28_000, "Location: " * 20_000],
    ids=["places", "dots", "days", "dashes", "commas", "musts", "offices", "lines"],
)  # fmt: skip
def test_hostile_texts_are_read_in_linear_time(text: str) -> None:
    _facts("Cook (Remote)", text)
    _facts("Cook", text)


@given(st.text(max_size=200), st.text(max_size=60))
def test_any_text_can_be_read(text: str, title: str) -> None:
    facts = _facts(f"Cook {title}", text)
    assert facts.office_days in {None, 1, 2, 3, 4}
    assert not facts.limits or facts.workplace is Workplace.REMOTE
