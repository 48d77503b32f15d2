"""What Greenhouse, Lever and Ashby boards say, with the traps of each."""

from datetime import UTC, datetime

import pytest
from boards_reading import ASHBY, GREENHOUSE, LEVER, Json, only, places, told

from jobr_core.jobs.errors import PostingInvalid


def greenhouse(**changed: object) -> Json:
    return {**GREENHOUSE, **changed}


def lever(**changed: object) -> Json:
    return {**LEVER, **changed}


def ashby(**changed: object) -> Json:
    return {**ASHBY, **changed}


def test_greenhouse() -> None:
    name, posting = told({"jobs": [GREENHOUSE], "meta": {"total": 1}})
    assert (name, posting.source, posting.board) == ("greenhouse", "greenhouse", "vaulttec")
    assert (posting.external_id, posting.company) == ("127817", "vaulttec")
    assert posting.url == "https://boards.greenhouse.io/vaulttec/jobs/127817"
    assert posting.description == "Design & build"
    assert (str(posting.workplace), places(posting)) == ("hybrid", ["New York/NY/US"])
    assert posting.posted_at == datetime(2016, 1, 2, 14, tzinfo=UTC)
    assert posting.language == "en"


def test_greenhouse_escapes_content_up_to_twice() -> None:
    twice = "&amp;lt;p&amp;gt;Go &amp;amp;amp; C&amp;lt;/p&amp;gt;"
    assert only(greenhouse(content=twice)).description == "Go & C"


def test_a_prospect_post_is_no_job() -> None:
    with pytest.raises(PostingInvalid, match="prospect"):
        only(greenhouse(internal_job_id=None))


@pytest.mark.parametrize(
    ("url", "board"),
    [
        ("https://job-boards.greenhouse.io/acme/jobs/1", "acme"),
        ("https://job-boards.eu.greenhouse.io/acme/jobs/1", "acme"),
        ("https://boards.greenhouse.io/embed/job_app?for=acme&token=1", "acme"),
        ("https://acme.example/careers?gh_jid=1", ""),
    ],
)
def test_greenhouse_boards_by_their_addresses(url: str, board: str) -> None:
    assert only(greenhouse(absolute_url=url, company_name="Acme")).board == board


def test_the_board_that_was_asked_is_the_board() -> None:
    posting = only(greenhouse(absolute_url="https://acme.example/careers?gh_jid=1"), board="acme")
    assert (posting.board, posting.company) == ("acme", "acme")


def test_a_named_company_beats_the_token() -> None:
    assert only(greenhouse(company_name="Vault-Tec")).company == "Vault-Tec"


def test_greenhouse_pay_is_in_cents_and_says_its_period_in_words() -> None:
    assert str(only(GREENHOUSE).salary) == "USD 50,000–75,000 a year"
    hourly = {"min_cents": 3000, "max_cents": 4500, "currency_type": "USD", "title": "Hourly range"}
    bonus = {"min_cents": 100, "max_cents": 200, "currency_type": "USD", "title": "Bonus"}
    assert str(only(greenhouse(pay_input_ranges=[bonus, hourly])).salary) == "USD 30–45 an hour"


def test_greenhouse_metadata_tell_what_it_has_no_field_for() -> None:
    metadata = [
        {
            "id": 1,
            "name": "Employment Type",
            "value_type": "single_select",
            "value": ["Part-time", "Contract"],
        },
        {"id": 2, "name": "Workplace type", "value_type": "multi_select", "value": ["Remote"]},
    ]
    posting = only(greenhouse(metadata=metadata, location={"name": "EMEA"}))
    assert (*posting.employment_types, posting.workplace) == ("part_time", "contract", "remote")
    assert places(posting)[0] == "-/EMEA/-"


def test_a_remote_limit_stays_a_location() -> None:
    posting = only(greenhouse(location={"name": "Remote - Canada"}, offices=[]))
    assert (str(posting.workplace), places(posting)) == ("remote", ["-/-/CA"])


def test_lever() -> None:
    name, posting = told([LEVER])
    assert (name, posting.source, posting.board) == ("lever", "lever", "velaura")
    assert (posting.title, posting.company) == ("Compiler Lead", "velaura")
    assert posting.url == "https://jobs.lever.co/velaura/9cb4c077"
    assert posting.apply_url == "https://jobs.lever.co/velaura/9cb4c077/apply"
    assert posting.description == "Build compilers.\n\nRequirements\n\n- C++\n- LLVM"
    assert str(posting.salary) == "USD 200,000–300,000 a year"
    assert (places(posting), str(posting.workplace)) == (["Santa Clara/CA/US"], "onsite")
    assert str(posting.employment_type) == "full_time"
    assert posting.posted_at == datetime(2026, 7, 16, 3, 27, 38, 969000, tzinfo=UTC)


def test_lever_in_europe_is_another_deployment() -> None:
    assert only([lever(hostedUrl="https://jobs.eu.lever.co/acme/1")]).board == "acme"


@pytest.mark.parametrize(
    ("interval", "period"),
    [
        ("per-month-salary", "a month"), ("per-week-salary", "a week"), ("per-day-wage", "a day"),
        ("per-hour-wage", "an hour"),
    ],
)  # fmt: skip
def test_lever_intervals(interval: str, period: str) -> None:
    pay = {"currency": "EUR", "interval": interval, "min": 40, "max": 50}
    assert str(only([lever(salaryRange=pay)]).salary) == f"EUR 40–50 {period}"


def test_a_payment_made_once_is_no_salary() -> None:
    pay = {"currency": "EUR", "interval": "one-time", "min": 40, "max": 50}
    assert only([lever(salaryRange=pay)]).salary is None


def test_every_lever_location() -> None:
    categories = {
        "location": "Berlin",
        "allLocations": ["Berlin", "Paris, France", "Remote - EMEA"],
    }
    posting = only([lever(country="DE", categories=categories, workplaceType="hybrid")])
    assert places(posting) == ["Berlin/-/DE", "Paris/-/FR", "-/EMEA/-"]


def test_lever_parts_of_a_description() -> None:
    parts = {
        "descriptionPlain": None,
        "openingPlain": "We are A < B.",
        "descriptionBodyPlain": "Do it.",
        "additional": "<p>EOE</p>",
    }
    words = only([lever(**parts)]).description
    assert words.startswith("We are A < B.\n\nDo it.")
    assert words.endswith("EOE")


@pytest.mark.parametrize("kind", ["unspecified", None, 7])
def test_an_unspecified_workplace_is_none(kind: object) -> None:
    assert only([lever(workplaceType=kind)]).workplace is None


def test_odd_moments_are_left_out() -> None:
    assert only([lever(createdAt=-99999999999999)]).posted_at is None


def test_ashby() -> None:
    name, posting = told({"apiVersion": "1", "jobs": [ASHBY]})
    assert (name, posting.source, posting.board) == ("ashby", "ashby", "acme")
    assert (posting.company, posting.external_id) == ("acme", "a1")
    assert str(posting.workplace) == "hybrid", "workplaceType wins over isRemote"
    assert places(posting) == ["Houston/Texas/US", "San Francisco/California/US"]
    assert (str(posting.salary), str(posting.employment_type)) == (
        "USD 81,000–87,000 a year",
        "full_time",
    )
    assert posting.posted_at == datetime(2021, 4, 30, 16, 21, 55, 393000, tzinfo=UTC)


def test_an_unlisted_ashby_posting_is_not_shown() -> None:
    with pytest.raises(PostingInvalid, match="not listed"):
        only({"jobs": [ashby(isListed=False)]})


def test_ashby_addresses_may_be_flat() -> None:
    flat = [
        {
            "location": "SF",
            "address": {
                "addressLocality": "San Francisco",
                "addressRegion": "California",
                "addressCountry": "USA",
            },
        }
    ]
    assert (
        places(only({"jobs": [ashby(secondaryLocations=flat)]}))[1] == "San Francisco/California/US"
    )


@pytest.mark.parametrize(
    ("interval", "salary"),
    [
        ("1 HOUR", "EUR 40–60 an hour"), ("1 DAY", "EUR 40–60 a day"), ("2 WEEK", "EUR 20–30 a week"),
        ("0.5 MONTH", "EUR 80–120 a month"), ("3 MONTH", "EUR 13.33–20 a month"), ("NONE", "None"),
    ],
)  # fmt: skip
def test_ashby_intervals(interval: str, salary: str) -> None:
    part = {
        "compensationType": "Salary",
        "interval": interval,
        "currencyCode": "EUR",
        "minValue": 40,
        "maxValue": 60,
    }
    posting = only({"jobs": [ashby(compensation={"summaryComponents": [part]})]})
    assert str(posting.salary) == salary


def test_ashby_pay_that_is_not_to_be_shown() -> None:
    assert only({"jobs": [ashby(shouldDisplayCompensationOnJobPostings=False)]}).salary is None


def test_ashby_pay_by_tier() -> None:
    tiers = [
        {
            "title": "A",
            "components": [
                {
                    "compensationType": "Salary",
                    "interval": "1 YEAR",
                    "currencyCode": "USD",
                    "minValue": low,
                    "maxValue": high,
                }
            ],
        }
        for low, high in ((80000, 90000), (95000, 99000))
    ]
    posting = only({"jobs": [ashby(compensation={"compensationTiers": tiers})]})
    assert str(posting.salary) == "USD 80,000–99,000 a year"


def test_remote_in_one_country() -> None:
    alone = ashby(
        workplaceType="Remote", location="Remote - US", address=None, secondaryLocations=[]
    )
    posting = only({"jobs": [alone]})
    assert (str(posting.workplace), places(posting)) == ("remote", ["-/-/US"])


@pytest.mark.parametrize(
    ("address", "others", "found"),
    [
        (("Québec", "Québec", "Canada"), ["Quebec, Canada", "Québec"], ["Québec/Québec/CA"]),
        (("Québec", "Québec", "Canada"), [("Montréal", "Québec", "Canada"), "Remote - Canada"], ["Québec/Québec/CA", "Montréal/Québec/CA", "-/-/CA"]),
        ((None, "Québec", "Canada"), ["Quebec, Canada", ("Québec", "Quebec", "CA")], ["Québec/Quebec/CA"]),
        ((None, None, "Canada"), ["Remote - Canada", "Quebec, Canada"], ["-/-/CA", "-/Quebec/CA"]),
        (("Toronto", "Ontario", "Canada"), ["Remote - Ontario"], ["Toronto/Ontario/CA", "-/Ontario/CA"]),
        (("Houston", "TX", "USA"), ["Houston, Texas", "Houston", ("HOUSTON", "Texas", "US")], ["Houston/TX/US"]),
        (("Portland", "Oregon", "US"), ["Portland, ME"], ["Portland/Oregon/US", "Portland/ME/US"]),
        (("London", None, None), [("London", "Ontario", "Canada")], ["London/Ontario/CA"]),
        (("Ontario", "California", "USA"), [], ["Ontario/California/US"]),
        (("Singapore", "Singapore", "Singapore"), ["Singapore"], ["Singapore/Singapore/SG"]),
        (("Remote - Europe", "Europe", None), ["Remote (UTC±2)"], ["-/Europe/-"]),
    ],
)  # fmt: skip
def test_ashby_names_a_place_once(
    address: tuple[str | None, ...],
    others: list[str | tuple[str, ...]],
    found: list[str],
) -> None:
    keys = ("addressLocality", "addressRegion", "addressCountry")
    secondary = [
        {"location": other} if isinstance(other, str) else {"address": dict(zip(keys, other, strict=True))}
        for other in others
    ]  # fmt: skip
    posting = ashby(address=dict(zip(keys, address, strict=True)), secondaryLocations=secondary)
    assert places(only({"jobs": [{**posting, "location": "Remote - Canada"}]})) == found


def _at(where: str) -> list[str]:
    return places(only(greenhouse(location={"name": where}, offices=[])))


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("Remote – Europe (UTC±2)", "-/Europe/-"), ("EMEA timezones", "-/EMEA/-"), ("Remote, US time zones", "-/-/US"), ("Remote (European time zones)", "-/Europe/-"),
        ("Remote - US Eastern Time", "-/-/US"), ("North America (EST/PST)", "-/North America/-"), ("Remote - Brazil (GMT-3)", "-/-/BR"), ("Berlin (CET)", "Berlin/-/-"),
        ("Multiple US Locations", "-/-/US"), ("Several offices in Europe", "-/Europe/-"), ("Remote - must be located in US", "-/-/US"), ("Germany-wide", "-/-/DE"),
        ("Berlin + 2 more", "Berlin/-/-"), ("London, UK & 3 others", "London/-/GB"), ("HQ - Berlin", "Berlin/-/-"), ("New York, NY (HQ)", "New York/NY/US"), ("Berlin office", "Berlin/-/-"),
        ("Hartford, CT", "Hartford/CT/US"), ("Lisbon, PT", "Lisbon/-/PT"), ("Dubai", "Dubai/-/AE"), ("Quebec, Canada", "-/Quebec/CA"), ("Amsterdam [NL]", "Amsterdam/-/NL"),
    ],
)  # fmt: skip
def test_what_stands_around_a_place_is_none(where: str, found: str) -> None:
    assert _at(where) == [found]


@pytest.mark.parametrize(
    "where",
    [
        "Remote (must be within CET ±2h)", "Remote - GMT+1 to GMT+3", "Remote, Eastern Time", "Remote (4+ hours overlap with EST)", "UTC−3 to UTC+3", "Remote - ET",
        "2 locations", "3+ Locations", "Multiple offices", "Several cities", "Any office", "Mehrere Standorte", "Headquarters", "To be determined", "Nationwide",
    ],
)  # fmt: skip
def test_words_that_are_nowhere(where: str) -> None:
    assert _at(where) == []


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("US-CA-San Diego", "San Diego/CA/US"), ("US - TX - Austin", "Austin/TX/US"), ("USA-NY-New York", "New York/NY/US"), ("GB-London", "London/-/GB"), ("DE - Berlin", "Berlin/-/DE"),
        ("US-NC-Winston-Salem", "Winston-Salem/NC/US"), ("US-MA-Cambridge-100 Main St", "Cambridge/MA/US"), ("US-TX-Austin-Remote", "Austin/TX/US"), ("US-CA-Remote", "-/CA/US"),
        ("CA-ON-Toronto", "Toronto/ON/CA"), ("CA - San Diego", "San Diego/CA/US"), ("IN-KA-Bangalore", "Bangalore/KA/IN"), ("GBR-London", "London/-/GB"), ("SG-Singapore", "Singapore/-/SG"),
        ("US, CA, San Diego", "San Diego/CA/US"), ("United States - California - San Diego", "San Diego/California/US"), ("India-Bangalore", "Bangalore/-/IN"), ("UK, London", "London/-/GB"),
        ("Austin - TX - USA", "Austin/TX/US"), ("Berlin-DE", "Berlin/-/DE"), ("USA - Austin, TX", "Austin/TX/US"), ("Tel Aviv, IL", "Tel Aviv/-/IL"), ("Chicago, IL", "Chicago/IL/US"),
        *((f"{city}{rest}", f"{city}/{found}") for city, rest, found in [
            ("Winston-Salem", ", NC", "NC/US"), ("Stratford-upon-Avon", "", "-/-"), ("Baden-Baden", "", "-/-"), ("Île-de-France", "", "-/-"), ("Wilkes-Barre", "", "-/-"), ("LA-ROCHELLE", "", "-/-"),
            ("Frankfurt (Oder)", "", "-/-"), ("Springfield", ", IL", "IL/-"), ("Luxembourg-Ville", "", "-/-"),
        ]),
    ],
)  # fmt: skip
def test_codes_before_a_city_and_cities_with_dashes(where: str, found: str) -> None:
    assert _at(where) == [found]


@pytest.mark.parametrize(
    ("where", "found"),
    [("Remote - US & Canada", ["-/-/US", "-/-/CA"]), ("USA/UK", ["-/-/US", "-/-/GB"]), ("Hong Kong, China", ["Hong Kong/-/CN"]), ("Luxembourg, Luxembourg", ["Luxembourg/-/LU"])],
)  # fmt: skip
def test_several_countries_are_several_places(where: str, found: list[str]) -> None:
    assert _at(where) == found


def test_board_names_with_spaces() -> None:
    assert only([ashby(jobUrl="https://jobs.ashbyhq.com/Acme%20Labs/1")]).board == "Acme Labs"
