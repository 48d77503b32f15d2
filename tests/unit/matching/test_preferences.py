"""What a person wants: how each wish counts, and that preferences of before are still read."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import BACKEND_CV, a_cv, a_posting
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.places import City
from jobr_core.jobs.terms import EmploymentType, Location
from jobr_core.matching.ai_judging import AiJudgement, asked_of, judged_by_ai
from jobr_core.matching.preferences import Preferences, PreferencesJson, RadiusImpossible
from jobr_core.matching.receipts import digest, premises_of
from jobr_core.matching.report import LineKind, MatchLine, MatchReport
from jobr_core.matching.scoring import rank, score
from jobr_core.vocabulary.seniority import Seniority
from told_people import FEW, Told, people, postings, read

TODAY: Final = date(2026, 11, 22)
CV: Final = a_cv()

_KNOWN: Final = {
    name: City(key=key, name=name, country=country, latitude=north, longitude=east)
    for key, name, country, north, east in (
        ("1", "Berlin", "DE", 52.52, 13.41), ("2", "Potsdam", "DE", 52.40, 13.06),
        ("3", "Leipzig", "DE", 51.34, 12.38), ("4", "Basel", "CH", 47.56, 7.57),
        ("5", "Lörrach", "DE", 47.62, 7.66), ("6", "Munich", "DE", 48.14, 11.58),
        ("7", "Pune", "IN", 18.52, 73.86), ("8", "Mumbai", "IN", 19.07, 72.88),
        ("9", "Cambridge", "GB", 52.20, 0.12), ("10", "Cambridge (US)", "US", 42.37, -71.11),
        ("11", "Boston", "US", 42.36, -71.06),
    )
}  # fmt: skip
CITIES: Final = (*sorted(_KNOWN), "Nirgendwo")


def find_city(name: str, country: str | None, _region: str | None) -> City | None:
    if name == "Cambridge" and country == "US":
        return _KNOWN["Cambridge (US)"]
    city = _KNOWN.get("Munich" if name == "München" else name)
    return city if city and country in (None, city.country) else None


def in_city(city: str, country: str | None, **changes: object) -> JobPosting:
    return a_posting(locations=[{"city": city, "country": country}], **changes)


def report_of(
    posting: JobPosting, wanted: Preferences | None = None, cv: str | None = None
) -> MatchReport:
    told = CV if cv is None else a_cv(cv)
    return score(told, posting, wanted, today=TODAY, find_city=find_city)


def line(report: MatchReport, kind: LineKind, about: str = "") -> MatchLine:
    [found] = [one for one in report.lines if one.kind is kind and about in one.requirement]
    return found


def location(posting: JobPosting, **wanted: Any) -> tuple[float | None, str]:
    """The share of the points, None where it is not judged, and why."""
    found = line(report_of(posting, Preferences(**wanted)), LineKind.LOCATION)
    return (round(found.points / found.weight, 3) if found.judged else None), found.rule


# A radius

POTSDAM: Final = in_city("Potsdam", "DE")


def test_within_the_radius_a_city_is_as_near_as_the_one_wanted() -> None:
    assert location(POTSDAM, cities=("Berlin",)) == (0.0, "another city than those you want")
    assert location(POTSDAM, cities=("Berlin",), radius_km=30) == (1.0, "27 km from Berlin")
    assert location(POTSDAM, cities=("Berlin",), radius_km=20) == (
        0.0, "27 km from Berlin, farther than you want",
    )  # fmt: skip
    assert location(POTSDAM, cities=("Leipzig", "Berlin"), radius_km=500)[1] == "27 km from Berlin"


def test_the_last_kilometre_counts_in_full() -> None:
    assert location(POTSDAM, cities=("Berlin",), radius_km=27)[0] == 1.0
    assert location(POTSDAM, cities=("Berlin",), radius_km=26)[0] == 0.0


def test_a_radius_knows_no_border() -> None:
    wanted: dict[str, Any] = {"cities": ("Basel",), "countries": ("CH",)}
    posting = in_city("Lörrach", "DE")
    assert location(posting, **wanted)[0] == 0.0
    assert location(posting, **wanted, radius_km=15) == (1.0, "9 km from Basel")
    assert report_of(posting, Preferences(**wanted)).cap
    assert not report_of(posting, Preferences(**wanted, radius_km=15)).cap


def test_beyond_the_radius_a_wanted_country_still_counts() -> None:
    found = location(in_city("Leipzig", "DE"), cities=("Berlin",), countries=("DE",), radius_km=50)
    assert found == (0.7, "a country you want")


def test_a_city_goes_by_all_its_names() -> None:
    posting = in_city("Munich", "DE")
    assert location(posting, cities=("München",))[0] == 0.0
    assert location(posting, cities=("München",), radius_km=1) == (1.0, "in München")


def test_of_cities_of_one_name_the_one_in_a_wanted_country_is_meant() -> None:
    wanted: dict[str, Any] = {"cities": ("Cambridge",), "radius_km": 10}
    assert location(in_city("Boston", "US"), **wanted)[0] == 0.0
    for countries in (("US",), ("FR", "US")):
        found = location(in_city("Boston", "US"), **wanted, countries=countries)
        assert found == (1.0, "4 km from Cambridge")


def test_without_wanted_places_the_radius_is_around_home() -> None:
    posting = in_city("Mumbai", "IN")
    assert location(posting) == (0.7, "the same country")
    share, rule = location(posting, radius_km=150)
    assert (share, rule) == (1.0, "120 km from Pune")
    found = line(report_of(posting, Preferences(radius_km=150)), LineKind.LOCATION)
    assert found.cv
    assert found.cv.quote == "Pune"


def test_where_the_gazetteer_knows_no_city_only_equal_names_count() -> None:
    wanted: dict[str, Any] = {"cities": ("Nirgendwo", "Berlin"), "radius_km": 500}
    assert location(in_city("Nirgendwo", None), **wanted)[0] == 1.0
    assert location(in_city("Anderswo", None), **wanted)[0] == 0.0
    without = score(CV, POTSDAM, Preferences(cities=("Berlin",), radius_km=500), today=TODAY)
    assert line(without, LineKind.LOCATION).points == 0.0


@pytest.mark.parametrize("radius", [0, -1, 501])
def test_a_radius_has_bounds(radius: int) -> None:
    with pytest.raises(RadiusImpossible):
        Preferences(radius_km=radius)


@FEW
@given(
    st.lists(st.sampled_from(CITIES), max_size=3),
    st.lists(st.sampled_from(["DE", "CH", "IN", "US"]), max_size=2),
    st.lists(st.sampled_from(CITIES), min_size=1, max_size=2),
    st.sampled_from([None, "DE", "US"]),
    st.none() | st.integers(1, 500),
    st.integers(1, 500),
)
def test_a_wider_radius_never_lowers_the_points(
    cities: list[str],
    countries: list[str],
    offered: list[str],
    country: str | None,
    radius: int | None,
    wider: int,
) -> None:
    posting = a_posting(locations=[{"city": city, "country": country} for city in offered])
    places: dict[str, Any] = {"cities": tuple(cities), "countries": tuple(countries)}
    wide = max(radius or 0, wider)
    before = report_of(posting, Preferences(**places, radius_km=radius))
    after = report_of(posting, Preferences(**places, radius_km=wide))
    assert line(after, LineKind.LOCATION).points >= line(before, LineKind.LOCATION).points
    assert not after.cap or after.cap == before.cap


# Seniority


@pytest.mark.parametrize(
    ("wanted", "share", "rule"),
    [
        (Seniority.SENIOR, 1.0, "a level you want"),
        (Seniority.LEAD, 0.4, "another level than those you want"),
        (Seniority.MID, 0.3, "another level than those you want"),
        (Seniority.INTERN, 0.0, "another level than those you want"),
    ],
)
def test_a_wanted_level_counts_whatever_the_cv_says(
    wanted: Seniority, share: float, rule: str
) -> None:
    for cv in (BACKEND_CV, "Ada King\n\nSkills\nPython, PostgreSQL"):
        report = report_of(a_posting(), Preferences(seniorities=(wanted,)), cv)
        found = line(report, LineKind.SENIORITY)
        assert found.points == pytest.approx(share * found.weight)
        assert found.rule == rule
        assert found.cv is None
        assert found.job
        assert found.job.quote == "Senior Backend Engineer"


def test_a_required_level_is_one_that_is_wanted() -> None:
    required = frozenset((LineKind.SENIORITY,))
    offered = [a_posting(id=title, title=title) for title in ("Senior Engineer", "Engineer")]

    def found(level: Seniority) -> set[str]:
        wanted = Preferences(seniorities=(level,), required=required)
        return {report.title for report in rank(CV, offered, 10, wanted, today=TODAY)}

    assert found(Seniority.SENIOR) == {"Senior Engineer", "Engineer"}
    assert found(Seniority.MID) == found(Seniority.LEAD) == {"Engineer"}


@settings(FEW, max_examples=50)
@given(
    st.sampled_from(Seniority),
    st.lists(st.sampled_from(Seniority), min_size=1, max_size=4),
    st.sampled_from(Seniority),
)
def test_one_more_wanted_level_never_lowers_the_points(
    offered: Seniority, levels: list[Seniority], more: Seniority
) -> None:
    posting = a_posting(seniority=str(offered))
    before = line(report_of(posting, Preferences(seniorities=tuple(levels))), LineKind.SENIORITY)
    wider = Preferences(seniorities=(*levels, more))
    assert line(report_of(posting, wider), LineKind.SENIORITY).points >= before.points


# Languages

GERMAN: Final = a_posting(
    title="Backend Engineer",
    description="Wir suchen für unser Team eine Person, die mit uns Software baut.\n\n"
    "Anforderungen\n- Python\n- Deutsch fließend in Wort und Schrift",
)


def test_a_posting_in_another_language_is_less_wanted() -> None:
    for wanted, share in ((("de",), 1.0), (("en", "de"), 1.0), (("en",), 0.0)):
        report = report_of(GERMAN, Preferences(languages=wanted))
        found = line(report, LineKind.LANGUAGE, "written in German")
        assert found.points == share * found.weight
        assert found.job
        assert found.job.quote.startswith("Wir suchen für unser Team")
    either = report_of(GERMAN, Preferences(languages=("de",)))
    assert either.uncapped > report_of(GERMAN, Preferences(languages=("en",))).uncapped


def test_who_wants_no_language_is_not_told_of_the_posting_s() -> None:
    assert not [one for one in report_of(GERMAN).lines if "written" in one.requirement]


def test_a_language_that_must_be_spoken_is_wanted_or_not() -> None:
    asking = a_posting(description="Requirements\n- Python\n- Fluent German")
    wanted = line(
        report_of(asking, Preferences(languages=("de", "en"))), LineKind.LANGUAGE, "German"
    )
    assert wanted == line(report_of(asking), LineKind.LANGUAGE, "German")
    unwanted = line(report_of(asking, Preferences(languages=("en",))), LineKind.LANGUAGE, "German")
    assert (unwanted.points, unwanted.rule) == (0.0, "not a language you want to work in")
    nice = a_posting(description="Requirements\n- Python\nNice to have\n- Fluent German")
    assert line(report_of(nice, Preferences(languages=("en",))), LineKind.LANGUAGE, "German").points


def test_wanting_a_language_is_not_speaking_it() -> None:
    asking = a_posting(description="Requirements\n- Python\n- Fluent Spanish")
    for languages in ((), ("en",), ("es",), ("es", "en")):
        cap = report_of(asking, Preferences(languages=languages)).cap
        assert cap
        assert cap.reason == "asks for Spanish, the CV does not list it"


@pytest.mark.parametrize(
    ("stated", "wanted", "share"),
    [
        ("en-GB", "en", 1.0), ("nb", "no", 1.0), ("no", "nn", 1.0), ("et", "et", 1.0),
        ("et", "en", 0.0), ("zh", "ja", 0.0),
    ],
)  # fmt: skip
def test_a_language_goes_by_its_codes(stated: str, wanted: str, share: float) -> None:
    report = report_of(a_posting(language=stated), Preferences(languages=(wanted,)))
    found = line(report, LineKind.LANGUAGE, "written in")
    assert found.points == share * found.weight


def test_what_tells_no_language_is_not_judged() -> None:
    posting = a_posting(description="Python, SQL", title="Developer")
    report = report_of(posting, Preferences(languages=("en",)))
    assert not [one for one in report.lines if "written" in one.requirement]


def test_no_language_model_has_a_say_in_wishes() -> None:
    report = report_of(GERMAN, Preferences(languages=("en",)))
    wishes = [n for n, one in enumerate(report.lines) if one.kind is LineKind.LANGUAGE]
    assert len(wishes) == 2
    assert not asked_of(report).keys() & set(wishes)
    said = AiJudgement(share=1.0, why="the CV is fine", quote="Python")
    after = judged_by_ai(report, dict.fromkeys(wishes, said), cv_text=CV.text, engine="ai:test")
    assert after.lines == report.lines


@FEW
@given(
    st.sampled_from(["en", "de", "fr"]),
    st.lists(st.sampled_from(["en", "de", "fr", "et"]), min_size=1, max_size=3),
    st.sampled_from(["en", "de", "fr", "hi"]),
)
def test_one_more_wanted_language_never_lowers_the_points(
    written: str, languages: list[str], more: str
) -> None:
    posting = a_posting(language=written)

    def points(wanted: tuple[str, ...]) -> float:
        lines = report_of(posting, Preferences(languages=wanted)).lines
        return sum(one.points for one in lines if one.kind is LineKind.LANGUAGE)

    assert points((*languages, more)) >= points(tuple(languages))


# Employment types

OFFERED: Final = [
    a_posting(id=str(number), employment_type=stated)
    for number, stated in enumerate((*EmploymentType, None))
]


def shown(*types: EmploymentType) -> set[EmploymentType | None]:
    wanted = Preferences(employment_types=types)
    found = {report.job_id for report in rank(CV, OFFERED, 100, wanted, today=TODAY)}
    return {one.employment_type for one in OFFERED if one.id in found}


def test_one_of_several_forms_is_enough() -> None:
    either = a_posting(employment_type="contract", further_employment_types=["part_time"])
    wanted = Preferences(employment_types=(EmploymentType.PART_TIME,))
    assert wanted.admit(either.employment_types)
    assert not Preferences(employment_types=(EmploymentType.INTERN,)).admit(either.employment_types)


def test_another_employment_type_is_not_shown() -> None:
    part_time, contract = EmploymentType.PART_TIME, EmploymentType.CONTRACT
    assert shown(part_time) == {part_time, None}
    assert shown(part_time, contract) == {part_time, contract, None}
    assert shown() == {*EmploymentType, None}


def test_what_is_asked_for_is_scored_all_the_same() -> None:
    wanted = Preferences(employment_types=(EmploymentType.PART_TIME,))
    for posting in OFFERED:
        assert report_of(posting, wanted) == report_of(posting)


@FEW
@given(st.sets(st.sampled_from(EmploymentType), min_size=1), st.sampled_from(EmploymentType))
def test_one_more_wanted_type_never_hides_more(
    types: set[EmploymentType], more: EmploymentType
) -> None:
    assert shown(*types) <= shown(*types, more)


# All of them

EACH: Final = st.builds(
    Preferences,
    titles=st.lists(st.sampled_from(["Data Engineer", "Nurse"]), max_size=2).map(tuple),
    cities=st.lists(st.sampled_from(CITIES), max_size=3).map(tuple),
    countries=st.lists(st.sampled_from(["DE", "IN"]), max_size=2).map(tuple),
    radius_km=st.none() | st.integers(1, 500),
    remote=st.none() | st.booleans(),
    employment_types=st.lists(st.sampled_from(EmploymentType), max_size=3).map(tuple),
    seniorities=st.lists(st.sampled_from(Seniority), max_size=3).map(tuple),
    languages=st.lists(st.sampled_from(["en", "de", "zh", "et"]), max_size=3).map(tuple),
    required=st.frozensets(st.sampled_from(LineKind), max_size=2),
    weights=st.dictionaries(st.sampled_from(LineKind), st.floats(0, 3), max_size=2),
)


@given(EACH)
def test_preferences_survive_json(wanted: Preferences) -> None:
    sent = json.loads(json.dumps(wanted.to_json()))
    assert Preferences.from_json(sent) == wanted
    assert sent.keys() == PreferencesJson.__annotations__.keys()


FORMER: Final[Mapping[str, object]] = {
    "titles": ["Data Engineer"], "cities": ["Pune"], "countries": ["IN"], "remote": False,
    "salary": {"min": 0.1, "max": None, "currency": "EUR", "period": "hour"}, "permits": ["IN"],
    "required": ["location"], "weights": {"title": 2.5},
}  # fmt: skip
"""As they were stored before there were radius, employment types, levels and languages."""


def test_preferences_of_before_are_read_and_hashed_as_they_were() -> None:
    wanted = Preferences.from_json(cast("PreferencesJson", FORMER))
    assert (wanted.cities, wanted.remote, wanted.weights) == (("Pune",), False, {"title": 2.5})
    assert (wanted.radius_km, wanted.employment_types) == (None, ())
    assert (wanted.seniorities, wanted.languages) == ((), ())
    assert wanted.premise() == FORMER
    hashed = premises_of(CV, a_posting(), Preferences(), taste_hash="", today=TODAY).preferences
    assert hashed == "8e718b8ec6f699021f39724ca5a2d11b0efe5265dce8c943dbdbda7a0bec51f9"


@pytest.mark.parametrize(
    "wish",
    [
        {"radius_km": 5}, {"employment_types": (EmploymentType.INTERN,)},
        {"seniorities": (Seniority.INTERN,)}, {"languages": ("en",)},
    ],
)  # fmt: skip
def test_every_wish_changes_the_hash(wish: dict[str, Any]) -> None:
    assert digest(Preferences(**wish).premise()) != digest(Preferences().premise())


def _with_facts(
    posting: JobPosting, city: str, language: str | None, stated: EmploymentType | None
) -> JobPosting:
    where = (Location(city=city, country="DE"),)
    return replace(posting, locations=where, language=language, employment_type=stated)


_SEVERAL: Final = st.lists(
    st.builds(
        _with_facts,
        postings,
        st.sampled_from(CITIES),
        st.sampled_from([None, "en", "de"]),
        st.sampled_from([None, *EmploymentType]),
    ),
    max_size=6,
    unique_by=lambda one: one.id,
)


@FEW
@given(people, _SEVERAL, EACH, st.integers(0, 3))
def test_the_best_are_the_first_of_all(
    told: Told, offered: list[JobPosting], wanted: Preferences, limit: int
) -> None:
    cv = read(told.text)
    whole = rank(cv, offered, len(offered), wanted, today=TODAY, find_city=find_city)
    assert rank(cv, offered, limit, wanted, today=TODAY, find_city=find_city) == whole[:limit]
    for report in whole:
        [posting] = [one for one in offered if one.id == report.job_id]
        assert score(cv, posting, wanted, today=TODAY, find_city=find_city) == report


@FEW
@given(EACH)
def test_every_point_can_be_read_back(wanted: Preferences) -> None:
    for posting in (GERMAN, POTSDAM):
        report = report_of(posting, wanted)
        assert all(0 <= one.points <= one.weight for one in report.lines)
        for one in report.lines:
            if one.job:
                assert posting.text[one.job.start : one.job.end] == one.job.quote
