"""The promise of PostingsReader: every format by its content, broken records by position."""

import json

import pytest

from jobr_adapters.job_boards.reader import ContentReader
from jobr_core.jobs.errors import FormatUnknown, NoPostings, PostingsUnreadable
from jobr_core.jobs.model import JobPosting

read = ContentReader()
OWN = {"title": "Cook", "company": "Inn", "description": "Cook."}

GREENHOUSE = {
    "jobs": [
        {
            "id": 127817, "internal_job_id": 144381, "title": "Vault Designer",
            "updated_at": "2016-01-14T10:55:28-05:00", "location": {"name": "Hybrid"},
            "absolute_url": "https://boards.greenhouse.io/vaulttec/jobs/127817", "metadata": None,
            "content": "&lt;p&gt;Design &amp;amp; build&lt;/p&gt;",
            "offices": [{"id": 8304, "name": "East Coast", "location": "New York, NY, United States"}],
            "pay_input_ranges": [{"min_cents": 5000000, "max_cents": 7500000, "currency_type": "USD"}],
        },
        {"id": 1, "internal_job_id": None, "title": "Prospects", "absolute_url": "https://x.example"},
    ],
    "meta": {"total": 2},
}  # fmt: skip
LEVER = [
    {
        "id": "9cb4c077", "text": "Compiler Lead", "country": "US", "workplaceType": "onsite", "createdAt": 1784172458969,
        "categories": {"commitment": "Full-time", "location": "Santa Clara, CA", "allLocations": ["Santa Clara, CA"]},
        "descriptionPlain": "Build compilers.", "lists": [{"text": "Requirements", "content": "<li>C++</li><li>LLVM</li>"}],
        "additionalPlain": "", "hostedUrl": "https://jobs.lever.co/velaura/9cb4c077",
        "applyUrl": "https://jobs.lever.co/velaura/9cb4c077/apply",
        "salaryRange": {"currency": "USD", "interval": "per-year-salary", "min": 200000, "max": 300000},
    }
]  # fmt: skip
ASHBY = {
    "apiVersion": "1",
    "jobs": [
        {
            "id": "a1", "title": "Product Manager", "location": "Houston, TX", "isListed": True, "isRemote": True,
            "workplaceType": "hybrid", "employmentType": "FullTime", "descriptionHtml": "<p>Join us</p>",
            "secondaryLocations": [{"location": "San Francisco", "address": {"postalAddress": {
                "addressLocality": "San Francisco", "addressRegion": "California", "addressCountry": "USA"}}}],
            "address": {"postalAddress": {"addressLocality": "Houston", "addressRegion": "Texas", "addressCountry": "USA"}},
            "publishedAt": "2021-04-30T16:21:55.393+00:00", "jobUrl": "https://jobs.ashbyhq.com/acme/a1",
            "compensation": {"summaryComponents": [
                {"compensationType": "EquityPercentage", "interval": "NONE", "minValue": 0.5, "maxValue": 1.75},
                {"compensationType": "Salary", "interval": "1 YEAR", "currencyCode": "USD", "minValue": 81000, "maxValue": 87000}]},
        },
        {"id": "a2", "title": "Hidden", "isListed": False, "jobUrl": "https://jobs.ashbyhq.com/acme/a2"},
    ],
}  # fmt: skip
SCHEMA_ORG = {
    "@context": "https://schema.org", "@type": "JobPosting", "title": "Data Engineer", "description": "<p>SQL</p>",
    "datePosted": "2026-08-01", "validThrough": "2026-09-30T23:59", "employmentType": ["FULL_TIME", "CONTRACTOR"],
    "identifier": {"@type": "PropertyValue", "name": "Acme", "value": "R-123"},
    "hiringOrganization": {"@type": "Organization", "name": "Acme"}, "jobLocationType": "TELECOMMUTE",
    "applicantLocationRequirements": {"@type": "Country", "name": "IN"},
    "baseSalary": {"@type": "MonetaryAmount", "currency": "INR",
                   "value": {"@type": "QuantitativeValue", "minValue": 2000000, "maxValue": 3000000, "unitText": "YEAR"}},
}  # fmt: skip
JOBSPY = (
    "id,site,job_url,title,company,location,date_posted,job_type,interval,min_amount,max_amount,currency,is_remote,description\n"
    'li-1,linkedin,https://x.example/1,Data Analyst,Acme,"Austin, TX, US",2026-10-01,"fulltime, contract",yearly,90000,110000,USD,True,"Line one\nline two"\n'
)

PAGE = f'<html><script type="application/ld+json">{json.dumps({"@graph": [{"@type": "WebPage"}, SCHEMA_ORG]})}</script></html>'


def only(document: object, format: str = "auto") -> JobPosting:
    content = document if isinstance(document, str) else json.dumps(document)
    (posting,) = read(content.encode(), format=format).postings
    return posting


def test_greenhouse() -> None:
    found = read(json.dumps(GREENHOUSE).encode())
    (posting,) = found.postings
    assert (found.format, posting.board, posting.external_id) == (
        "greenhouse",
        "vaulttec",
        "127817",
    )
    assert posting.description == "Design & build"
    assert (str(posting.workplace), list(map(str, posting.locations))) == (
        "hybrid",
        ["New York, NY, US"],
    )
    assert str(posting.salary) == "USD 50,000–75,000 a year"
    assert [(b.position, "prospect" in b.reason) for b in found.broken] == [(2, True)]


def test_lever() -> None:
    posting = only(LEVER)
    assert (posting.source, posting.board, posting.title) == ("lever", "velaura", "Compiler Lead")
    assert posting.description == "Build compilers.\n\nRequirements\n\n- C++\n- LLVM"
    assert str(posting.salary) == "USD 200,000–300,000 a year"
    assert list(map(str, posting.locations)) == ["Santa Clara, CA, US"]
    assert posting.posted_at is not None
    assert posting.posted_at.year == 2026


def test_ashby() -> None:
    found = read(json.dumps(ASHBY).encode())
    (posting,) = found.postings
    assert (found.format, posting.board, str(posting.workplace)) == ("ashby", "acme", "hybrid")
    assert list(map(str, posting.locations)) == [
        "Houston, Texas, US",
        "San Francisco, California, US",
    ]
    assert str(posting.salary) == "USD 81,000–87,000 a year"
    assert [b.position for b in found.broken] == [2]


@pytest.mark.parametrize("document", [SCHEMA_ORG, [SCHEMA_ORG], {"@graph": [SCHEMA_ORG]}, PAGE])
def test_schema_org(document: object) -> None:
    posting = only(document)
    assert (posting.source, posting.external_id, posting.company) == ("schema.org", "R-123", "Acme")
    assert (str(posting.workplace), [p.country for p in posting.locations]) == ("remote", ["IN"])
    assert str(posting.salary) == "INR 2,000,000–3,000,000 a year"


def test_jobspy() -> None:
    posting = only(JOBSPY)
    assert (posting.source, posting.external_id, str(posting.workplace)) == (
        "linkedin",
        "li-1",
        "remote",
    )
    assert list(map(str, posting.locations)) == ["Austin, TX, US"]
    assert (str(posting.employment_type), str(posting.salary)) == (
        "full_time",
        "USD 90,000–110,000 a year",
    )
    assert posting.description == "Line one\nline two"


@pytest.mark.parametrize("document", [OWN, [OWN], {"jobs": [OWN]}, json.dumps(OWN) + "\n"])
def test_own_records(document: object) -> None:
    assert only(document).title == "Cook"


def test_an_item_list_is_unwrapped() -> None:
    listed = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": SCHEMA_ORG}]}
    assert only(listed).title == "Data Engineer"


def test_odd_moments_are_left_out() -> None:
    assert only([{**LEVER[0], "createdAt": -99999999999999}]).posted_at is None


def test_a_page_of_unclosed_scripts_is_read_in_linear_time() -> None:
    with pytest.raises(NoPostings):
        read(b"<html>" + b"<script " * 60_000)


def test_a_format_can_be_forced() -> None:
    assert only({**OWN, "job_url": "https://x.example"}, "jobr").source == "file"
    with pytest.raises(FormatUnknown):
        read(b"[]", format="monster")


def test_broken_lines_are_named_and_the_others_read() -> None:
    lines = [
        json.dumps(OWN),
        "{broken",
        json.dumps({"title": "No company"}),
        "",
        json.dumps({**OWN, "title": "Chef"}),
    ]
    found = read("\n".join(lines).encode())
    assert [posting.title for posting in found.postings] == ["Cook", "Chef"]
    assert [(b.position, b.reason) for b in found.broken] == [
        (2, "not a JSON object: it starts with “{broken”."),
        (3, "`company` is missing."),
    ]


def test_a_broken_first_line_does_not_hide_the_rest() -> None:
    assert only("oops\n" + json.dumps(OWN)).title == "Cook"


@pytest.mark.parametrize("content", [b"[]", b"{}", b"[1, 2]", b'{"title": "x"}', b"<html></html>"])
def test_a_file_without_a_posting_is_refused(content: bytes) -> None:
    with pytest.raises(NoPostings):
        read(content)


@pytest.mark.parametrize(
    "content", [b"", b"hello", bytes(range(256)), b"[" * 100_000, b'[{"title": "cut', b"\x00" * 9]
)
def test_a_file_that_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(PostingsUnreadable):
        read(content)
