"""schema.org JobPosting: in JSON-LD, in pages, in microdata."""

import json
from datetime import UTC, datetime

import pytest
from boards_reading import SCHEMA_ORG, Json, only, places, rows, told

from jobr_adapters.job_boards.row import Broken


def page(*documents: object) -> str:
    scripts = (f'<script type="application/ld+json">{json.dumps(d)}</script>' for d in documents)
    return "<!DOCTYPE html><html><head>" + "".join(scripts) + "</head><body></body></html>"


def posting(**changed: object) -> Json:
    return {**SCHEMA_ORG, **changed}


LISTED = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": SCHEMA_ORG}]}


@pytest.mark.parametrize(
    "document",
    [
        SCHEMA_ORG,
        [SCHEMA_ORG],
        {"@graph": [{"@type": "WebPage", "name": "x"}, SCHEMA_ORG]},
        LISTED,
        {"@type": "WebPage", "mainEntity": SCHEMA_ORG},
        page({"@type": "Organization"}, {"@graph": [{"@type": "WebPage"}, SCHEMA_ORG]}),
        {key: [value] for key, value in SCHEMA_ORG.items()},
        {**SCHEMA_ORG, "@type": ["Thing", "https://schema.org/JobPosting"]},
    ],
)
def test_wherever_it_stands(document: object) -> None:
    name, found = told(document)
    assert (name, found.source, found.external_id) == ("schema.org", "schema.org", "R-123")
    assert (found.title, found.company, found.description) == ("Data Engineer", "Acme", "SQL")
    assert (str(found.workplace), places(found)) == ("remote", ["-/-/IN"])
    assert str(found.salary) == "INR 2,000,000–3,000,000 a year"
    assert (str(found.employment_type), found.posted_at) == (
        "full_time",
        datetime(2026, 8, 1, tzinfo=UTC),
    )
    assert found.expires_at == datetime(2026, 9, 30, 23, 59, tzinfo=UTC)


def test_all_employment_types_of_a_list_are_kept() -> None:
    _, found = told({**SCHEMA_ORG, "employmentType": ["FULL_TIME", "CONTRACTOR", "FULL_TIME"]})
    assert found.employment_types == ("full_time", "contract")


def test_references_are_followed() -> None:
    graph = [
        {"@type": "Organization", "@id": "#org", "name": "Acme", "sameAs": "https://acme.example"},
        {"@type": "Place", "@id": "#place", "address": {"addressLocality": "Oslo", "addressCountry": {"@id": "#no"}}},
        {"@type": "Country", "@id": "#no", "name": "Norway"},
        posting(hiringOrganization={"@id": "#org"}, jobLocation={"@id": "#place"}, applicantLocationRequirements=None),
    ]  # fmt: skip
    for document in ({"@graph": graph}, page({"@graph": graph}), page(*graph)):
        found = only(document)
        assert (found.company, found.board, places(found)) == (
            "Acme",
            "https://acme.example",
            ["Oslo/-/NO"],
        )


def test_references_in_circles_end() -> None:
    circle = [
        {"@id": "#a", "name": "Acme", "parent": {"@id": "#b"}},
        {"@id": "#b", "parent": {"@id": "#a"}},
    ]
    assert only({"@graph": [*circle, posting(hiringOrganization={"@id": "#a"})]}).company == "Acme"


@pytest.mark.parametrize(
    ("pay", "salary"),
    [
        (50000, "USD 50,000 a year"),
        ("$50,000 - $60,000 a year", "USD 50,000–60,000 a year"),
        ({"currency": "USD", "value": {"value": 30, "unitText": "HOUR"}}, "USD 30 an hour"),
        ({"currency": "EUR", "value": "60000", "unitText": "YEAR"}, "EUR 60,000 a year"),
        ({"currency": "EUR", "minValue": "50,000", "maxValue": "60,000", "unitText": "ANNUAL"}, "EUR 50,000–60,000 a year"),
        ({"@type": "UnitPriceSpecification", "price": 40, "priceCurrency": "GBP", "unitCode": "HUR"}, "GBP 40 an hour"),
        ([{"currency": "EUR", "value": [{"minValue": 4000, "maxValue": 5000, "unitText": "Month"}]}], "EUR 4,000–5,000 a month"),
        ({"currency": "USD", "value": {"minValue": 90000, "maxValue": 120000}}, "USD 90,000–120,000 a year"),
        ({"currency": "USD", "value": {"minValue": 90000, "maxValue": 0, "unitText": "YEAR"}}, "USD from 90,000 a year"),
        ({"value": {"maxValue": 90000, "unitText": "YEAR"}}, "USD up to 90,000 a year"),
        ({"currency": "USD", "value": {"value": "80000-95000", "unitText": "YEAR"}}, "USD 80,000–95,000 a year"),
        ({"currency": "USD", "value": {"minValue": 9, "maxValue": 8, "unitText": "HOUR"}}, "USD 8–9 an hour"),
        ({"currency": "USD", "value": {"value": True, "unitText": "YEAR"}}, "None"),
        ("competitive", "None"),
        ({}, "None"),
    ],
)  # fmt: skip
def test_shapes_of_base_salary(pay: object, salary: str) -> None:
    assert str(only(posting(baseSalary=pay, salaryCurrency="USD")).salary) == salary


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"address": {"addressLocality": ["Berlin"], "addressCountry": {"@type": "Country", "name": "Germany"}}}, ["Berlin/-/DE"]),
        ([{"address": "Austin, TX"}, {"address": [{"addressLocality": "Paris", "addressCountry": "FR"}]}], ["Austin/TX/US", "Paris/-/FR"]),
        ("Pune, India", ["Pune/-/IN"]),
        ({"name": "HQ", "address": {"addressRegion": "CA", "addressCountry": "US"}}, ["-/CA/US"]),
        ({"address": {"addressLocality": "Berlin, Germany"}}, ["Berlin/-/DE"]),
        ([True, None, {"address": None}, {}, ""], []),
    ],
)  # fmt: skip
def test_shapes_of_job_location(where: object, found: list[str]) -> None:
    onsite = posting(jobLocation=where, jobLocationType=None, applicantLocationRequirements=None)
    assert places(only(onsite)) == found


def test_remote_limits_stay_locations() -> None:
    limits = [
        {"@type": "State", "name": "Texas, USA"}, {"@type": "Country", "name": "Canada"}, "EMEA",
        {"@type": "Country", "name": "Anywhere"}, {"@type": "City", "name": "Lisbon, Portugal"},
    ]  # fmt: skip
    found = only(posting(applicantLocationRequirements=limits))
    assert places(found) == ["-/Texas/US", "-/-/CA", "-/EMEA/-", "-/Anywhere/-", "Lisbon/-/PT"]


@pytest.mark.parametrize(
    ("kind", "limit", "found"),
    [
        ("TELECOMMUTE", [{"@type": "Country", "name": "DE"}, {"@type": "Country", "name": "AT"}], ["-/-/DE", "-/-/AT", "Berlin/-/DE"]),
        ("TELECOMMUTE", "EU", ["-/EU/-", "Berlin/-/DE"]), ("TELECOMMUTE", "USA", ["-/-/US", "New York/NY/US"]),
        ("TELECOMMUTE", "Worldwide", ["-/Worldwide/-", "New York/NY/US", "Berlin/-/DE"]), ("TELECOMMUTE", None, ["New York/NY/US", "Berlin/-/DE"]), ("HYBRID", "EU", ["-/EU/-", "New York/NY/US", "Berlin/-/DE"]),
    ],
)  # fmt: skip
def test_sites_do_not_widen_the_limits_of_remote_work(
    kind: str, limit: object, found: list[str]
) -> None:
    sites = [
        {"address": {"addressLocality": "New York", "addressRegion": "NY", "addressCountry": "US"}},
        {"address": {"addressLocality": "Berlin", "addressCountry": "DE"}},
    ]
    told = posting(jobLocationType=kind, applicantLocationRequirements=limit, jobLocation=sites)
    assert places(only(told)) == found


@pytest.mark.parametrize(
    ("kind", "where", "workplace"),
    [
        ("TELECOMMUTE", None, "remote"), (["telecommute"], None, "remote"), ("HYBRID", None, "hybrid"),
        (None, {"@type": "VirtualLocation"}, "remote"), (None, "Pune", "None"),
    ],
)  # fmt: skip
def test_workplaces(kind: object, where: object, workplace: str) -> None:
    assert str(only(posting(jobLocationType=kind, jobLocation=where)).workplace) == workplace


@pytest.mark.parametrize(
    "identifier", ["R-1", {"value": "R-1"}, [{"value": ["R-1"]}], {"@value": "R-1"}]
)
def test_identifiers(identifier: object) -> None:
    assert only(posting(identifier=identifier)).external_id == "R-1"


def test_a_date_is_over_with_its_last_second() -> None:
    found = only(posting(validThrough="2026-09-30"))
    assert found.expires_at == datetime(2026, 9, 30, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize("moment", ["soon", "", 7, None, ["x"], "9999-99-99"])
def test_odd_dates_are_left_out(moment: object) -> None:
    assert only(posting(validThrough=moment)).expires_at is None


def test_properties_of_their_own_follow_the_description() -> None:
    found = only(
        posting(
            description="Build pipelines.",
            responsibilities=["Own A", "Own B"],
            experienceRequirements={
                "@type": "OccupationalExperienceRequirements",
                "monthsOfExperience": 36,
            },
            educationRequirements={"credentialCategory": "bachelor degree"},
            qualifications="no requirements",
            skills=["SQL", {"@type": "DefinedTerm", "name": "Python"}],
        )
    )
    assert found.description == (
        "Build pipelines.\n\nResponsibilities\n\n- Own A\n- Own B\n\nExperience\n\n"
        "At least 3 years of experience\n\nEducation\n\nbachelor degree"
    )
    assert found.skills == ("SQL", "Python")


def test_skills_in_sentences_are_words_of_the_description() -> None:
    sentence = (
        "You have worked with large teams for many years; you know how databases behave under load."
    )
    found = only(posting(skills=sentence))
    assert found.skills == ()
    assert sentence in found.description


def test_addresses_to_apply() -> None:
    assert (
        only(posting(url="https://a.example/1", directApply=True)).apply_url
        == "https://a.example/1"
    )
    contact = {"@type": "ContactPoint", "url": "https://a.example/apply"}
    assert only(posting(applicationContact=contact)).apply_url == "https://a.example/apply"
    assert (
        only(posting(mainEntityOfPage={"@id": "https://a.example/2"})).url == "https://a.example/2"
    )


MICRODATA = """<html><body><div itemscope itemtype="http://schema.org/JobPosting">
<h1 itemprop="title">Cook &amp; <b>Baker</b></h1><meta itemprop="datePosted" content="2026-10-01">
<div itemprop="identifier" itemscope itemtype="http://schema.org/PropertyValue"><span itemprop="value">C-1</span></div>
<span itemprop="hiringOrganization" itemscope itemtype="http://schema.org/Organization"><span itemprop="name">Inn</span></span>
<div itemprop="jobLocation" itemscope itemtype="http://schema.org/Place"><div itemprop="address" itemscope
 itemtype="http://schema.org/PostalAddress"><span itemprop="addressLocality">Graz</span>, <span itemprop="addressCountry">AT</span></div></div>
<span itemprop="baseSalary" itemscope itemtype="http://schema.org/MonetaryAmount"><meta itemprop="currency" content="EUR">
<span itemprop="value" itemscope itemtype="http://schema.org/QuantitativeValue"><meta itemprop="minValue" content="2500">
<meta itemprop="unitText" content="MONTH"></span></span>
<a itemprop="url" href="https://inn.example/jobs/1">more</a><time itemprop="validThrough" datetime="2026-12-01">soon</time>
<div itemprop="description"><p>Cook.</p><ul><li>Soup<li>Bread</ul></div></div></body></html>"""


def test_microdata() -> None:
    name, found = told(MICRODATA)
    assert (name, found.external_id, found.title, found.company) == (
        "schema.org",
        "C-1",
        "Cook & Baker",
        "Inn",
    )
    assert (places(found), str(found.salary)) == (["Graz/-/AT"], "EUR from 2,500 a month")
    assert found.description == "Cook.\n\n- Soup\n- Bread"
    assert (found.url, found.posted_at) == (
        "https://inn.example/jobs/1",
        datetime(2026, 10, 1, tzinfo=UTC),
    )
    assert found.expires_at == datetime(2026, 12, 1, 23, 59, 59, tzinfo=UTC)


def test_a_page_that_says_it_twice_says_it_once() -> None:
    both = MICRODATA.replace(
        "<body>", f'<script type="application/ld+json">{json.dumps(SCHEMA_ORG)}</script><body>'
    )
    assert only(both).external_id == "R-123"


@pytest.mark.parametrize(
    "script",
    [
        "<script type=application/ld+json>%s</script>",
        "<script data-x='>' type='application/ld+json; charset=utf-8'>\n<!--\n%s\n-->\n</script>",
        '<SCRIPT TYPE="application/ld+json">//<![CDATA[\n%s\n//]]></SCRIPT>',
        '<!-- <script type="application/ld+json">{}</script> --><script type="application/ld+json">%s',
    ],
)  # fmt: skip
def test_scripts_as_pages_write_them(script: str) -> None:
    assert only("<html>" + script % json.dumps(SCHEMA_ORG)).title == "Data Engineer"


def test_line_breaks_inside_of_texts() -> None:
    raw = json.dumps(posting(title="Data Engineer")).replace("Data Engineer", "Data\n\tEngineer")
    assert only(f'<html><script type="application/ld+json">{raw}</script>').title == "Data Engineer"


def test_a_broken_script_does_not_hide_the_others() -> None:
    broken = '<script type="application/ld+json">{"@type": "JobPosting", </script>'
    first, second = rows(f"<html>{broken}" + page(SCHEMA_ORG))
    assert isinstance(first.content, Broken)
    assert isinstance(second.content, dict)


def test_pages_in_other_encodings() -> None:
    said = MICRODATA.replace("Graz", "Köln").replace("<body>", "<meta charset=iso-8859-1><body>")
    (row,) = rows(said.encode("latin-1"))
    assert "Köln" in str(row.content)
