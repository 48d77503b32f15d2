"""What JobSpy tables, Indeed's XML feeds and the JSON Resume job schema say."""

from datetime import UTC, datetime

import pytest
from boards_reading import INDEED, JOBSPY, JSON_RESUME, OWN, Json, only, places, rows, told

from jobr_adapters.job_boards.recognition import external_id_of, posting_of
from jobr_adapters.job_boards.row import Broken
from jobr_core.jobs.errors import PostingInvalid, PostingsUnreadable

TABLE = (
    "id,site,job_url,title,company,location,date_posted,job_type,interval,min_amount,max_amount,currency,is_remote,description\n"
    'li-1,linkedin,https://x.example/1,Data Analyst,Acme,"Austin, TX, US",2026-10-01,"fulltime, contract",yearly,90000,110000,USD,True,"Line one\nline two"\n'
)


def jobspy(**changed: object) -> Json:
    return {**JOBSPY, **changed}


def test_jobspy_table() -> None:
    name, posting = told(TABLE)
    assert (name, posting.source, posting.external_id) == ("jobspy", "linkedin", "li-1")
    assert (str(posting.workplace), places(posting)) == ("remote", ["Austin/TX/US"])
    assert (str(posting.employment_type), str(posting.salary)) == (
        "full_time",
        "USD 90,000–110,000 a year",
    )
    assert posting.description == "Line one\nline two"
    assert posting.posted_at == datetime(2026, 10, 1, tzinfo=UTC)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\n"])
def test_tables_as_programs_write_them(delimiter: str, start: str) -> None:
    table = f'{start},"title",Company,JOB_URL\r\n0,Cook,Inn,https://x.example\r\n'
    posting = only(table.replace(",", delimiter))
    assert (posting.title, posting.external_id) == ("Cook", "https://x.example")


def test_jobspy_json() -> None:
    posting = only([JOBSPY])
    assert (posting.external_id, str(posting.salary)) == ("li-1", "USD 90,000–110,000 a year")


@pytest.mark.parametrize("empty", ["", "nan", "<NA>", "NaT", None])
def test_empty_cells(empty: object) -> None:
    cells = dict.fromkeys(
        ("location", "date_posted", "job_type", "currency", "is_remote", "job_url_direct"), empty
    )
    posting = only([jobspy(**cells)])
    assert (posting.locations, posting.posted_at, posting.employment_type) == ((), None, None)
    assert (posting.salary, posting.workplace, posting.apply_url) == (None, None, None)


@pytest.mark.parametrize(
    ("interval", "period"),
    [("yearly", "a year"), ("monthly", "a month"), ("weekly", "a week"), ("daily", "a day"), ("hourly", "an hour")],
)  # fmt: skip
def test_jobspy_intervals(interval: str, period: str) -> None:
    assert str(only([jobspy(interval=interval)]).salary) == f"USD 90,000–110,000 {period}"


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [(90_000, 110_000, "USD 90,000–110,000 a year"), (30, None, "USD from 30 an hour"), (3, 3e11, "None")],
)  # fmt: skip
def test_the_size_of_pay_without_an_interval_tells_it(
    low: float, high: float | None, told: str
) -> None:
    posting = only([jobspy(interval="", min_amount=low, max_amount=high)])
    assert str(posting.salary) == told


@pytest.mark.parametrize("remote", [True, "TRUE", 1.0])
def test_jobspy_remote(remote: object) -> None:
    assert str(only([jobspy(is_remote=remote)]).workplace) == "remote"
    assert str(only([jobspy(is_remote=remote, work_from_home_type="Hybrid")]).workplace) == "hybrid"


@pytest.mark.parametrize("skills", ["Python, SQL", ["Python", "SQL"], "['Python', 'SQL']"])
def test_jobspy_skills(skills: object) -> None:
    assert only([jobspy(skills=skills)]).skills == ("Python", "SQL")


def test_markdown_is_read_as_words() -> None:
    marked = "## About\n\n**Build** things\\.\n\n* Python\n* C\\+\\+"
    assert (
        only([jobspy(description=marked)]).description
        == "About\n\nBuild things.\n\n- Python\n- C++"
    )


def test_a_posting_without_id_goes_by_its_address() -> None:
    assert only([jobspy(id=None)]).external_id == "https://x.example/1"
    long = "https://x.example/?" + "q" * 500
    assert len(only([jobspy(id=None, job_url=long)]).external_id) == 64


def test_a_row_that_is_not_utf_8_is_left_out_alone() -> None:
    first, second = rows(
        b"job_url,title,company\nhttps://x.example/1,K\xf6ch,Inn\nhttps://x.example/2,Cook,Inn\n"
    )
    assert isinstance(first.content, Broken)
    assert (second.position, posting_of(second)[1].title) == (3, "Cook")


def test_rows_are_numbered_by_their_first_line() -> None:
    table = (
        'job_url,title,company\nhttps://x.example/1,"Co\nok",Inn\n\nhttps://x.example/2,Cook,Inn\n'
    )
    assert [row.position for row in rows(table)] == [2, 5]


@pytest.mark.parametrize(
    ("said", "forms"),
    [
        ("fulltime, contract", "full_time contract"), ("['fulltime', 'internship']", "full_time intern"), ("Full-time/Part-time", "full_time part_time"),
        ("full or part-time", "full_time part_time"), ("Permanent contract", "full_time"), ("Permanent, part time", "part_time"),
        ("Contract, Permanent", "contract full_time"), ("Regular Full Time (Salary)", "full_time"), ("fixed-term contract", "contract temporary"),
        ("fulltime, Full-time", "full_time"), ("international", ""), ("nan", ""), ("Non-permanent", "temporary"), ("Vollzeit", "full_time"), ("Teilzeit", "part_time"), ("Vollzeit/Teilzeit", "full_time part_time"),
        ("Festanstellung / Vollzeit", "full_time"), ("Festanstellung, Teilzeit", "part_time"), ("unbefristet", "full_time"), ("befristet", "temporary"), ("Praktikum", "intern"), ("temps plein", "full_time"),
        ("CDI", "full_time"), ("CDI temps partiel", "part_time"), ("CDD", "temporary"), ("tiempo completo", "full_time"), ("Vollzeit oder Teilzeit", "full_time part_time"),
    ],
)  # fmt: skip
def test_every_form_of_employment_is_kept(said: str, forms: str) -> None:
    _, posting = told(f'job_url,title,company,job_type\nhttps://x.example/1,Cook,Inn,"{said}"\n')
    assert " ".join(posting.employment_types) == forms


def test_repeated_elements_of_a_feed_are_all_forms() -> None:
    twice = INDEED.replace("</jobtype>", "</jobtype><jobtype>fulltime</jobtype>")
    _, posting = told(twice)
    assert " ".join(posting.employment_types) == "part_time full_time"


def test_indeed() -> None:
    name, posting = told(INDEED)
    assert (name, posting.source, posting.board) == ("indeed", "indeed", "Acme Jobs")
    assert (posting.external_id, posting.title, posting.company) == (
        "unique123",
        "Nurse & Carer",
        "Acme Care",
    )
    assert posting.url == "https://acme.example/j/1?a=1&b=2"
    assert (places(posting), str(posting.workplace)) == (["Phoenix/AZ/US"], "remote")
    assert (str(posting.employment_type), str(posting.salary)) == ("part_time", "USD 30–35 an hour")
    assert posting.posted_at == datetime(2026, 11, 16, 22, 49, 39, tzinfo=UTC)
    assert posting.description.startswith("Care for people.")
    assert "Experience\n\n2+ years" in posting.description


def test_a_feed_needs_no_declaration_and_no_reference_numbers() -> None:
    posting = only(
        "<jobs><job><title>Cook</title><company>Inn</company><url>https://x.example/1</url></job></jobs>"
    )
    assert (posting.source, posting.external_id) == ("indeed", "https://x.example/1")


@pytest.mark.parametrize(
    ("job", "told"), [("job", ""), ("job", ' id="7"'), ("job", "\n"), ("JOB", ""), ("feed:job", "")]
)
def test_broken_xml_costs_one_job(job: str, told: str) -> None:
    feed = "<source>" + "".join(
        f"<{job}{told}><referencenumber>{n}</referencenumber><title>Cook</title><company>{name}</company></{job}>"
        for n, name in ((1, "Inn"), (2, "<b>Inn"), (3, "Q & A"), (4, "Inn"))
    )  # fmt: skip
    found = rows(feed + "</source>")
    assert [isinstance(row.content, Broken) for row in found] == [False, True, True, False]
    assert [external_id_of(row) for row in found] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE source [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE source SYSTEM "file:///etc/passwd">',
        '<?xml version="1.0"?><!DOCTYPE source [<!ENTITY x SYSTEM "http://x.example/">]>',
    ],
)
def test_document_types_are_refused(declared: str) -> None:
    with pytest.raises(PostingsUnreadable, match="document type"):
        rows(declared + "<source><job><title>&b;</title></job></source>")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "utf-8"), ("latin-1", "iso-8859-1"), ("cp1252", "windows-1252"), ("utf-16", "utf-16"), ("utf-8-sig", "iso-8859-1")],
)  # fmt: skip
def test_feeds_in_other_encodings(encoding: str, declared: str) -> None:
    feed = f'<?xml version="1.0" encoding="{declared}"?><source><job><title>Köchin</title><company>Inn</company></job></source>'
    (row,) = rows(feed.encode(encoding))
    assert posting_of(row)[1].title == "Köchin"


def test_json_resume() -> None:
    name, posting = told(JSON_RESUME)
    assert (name, posting.title, posting.company) == (
        "json-resume",
        "Senior Web Developer",
        "Open Tools",
    )
    assert (places(posting), str(posting.workplace)) == (["Pune/Maharashtra/IN"], "hybrid")
    assert (str(posting.employment_type), str(posting.salary)) == (
        "full_time",
        "EUR 4,000–5,000 a month",
    )
    assert posting.skills == ("Web", "TypeScript", "Next.js")
    assert posting.posted_at == datetime(2026, 10, 1, tzinfo=UTC)
    assert posting.description.startswith(
        "Lead the tools.\n\nResponsibilities\n\n- Design features"
    )
    assert (posting.url, posting.apply_url) == (
        "https://tools.example/jobs/1",
        "https://tools.example/apply",
    )


@pytest.mark.parametrize(
    ("changed", "workplace", "salary"),
    [
        ({"remote": "Full", "compensation": None, "salary": "$120,000 - $150,000"}, "remote", "USD 120,000–150,000 a year"),
        ({"remote": "None", "compensation": None, "salary": "100000"}, "onsite", "None"),
        ({"remote": "Remote-friendly", "compensation": {"minimum": 5}}, "remote", "None"),
    ],
)  # fmt: skip
def test_json_resume_words(changed: Json, workplace: str, salary: str) -> None:
    posting = only({**JSON_RESUME, **changed})
    assert (str(posting.workplace), str(posting.salary)) == (workplace, salary)


@pytest.mark.parametrize(("date", "day"), [("2026-10", "2026-10-01"), ("2026", "2026-01-01"), ("2026-13", "None"), ("soon", "None")])  # fmt: skip
def test_months_and_years_of_json_resume_begin_with_their_first_day(date: str, day: str) -> None:
    assert str(only({**JSON_RESUME, "date": date}).posted_at)[:10] == day


def test_own_records_are_not_taken_for_others() -> None:
    theirs = {"qualifications": ["none"], "city": "Graz", "state": "AT"}
    pay = {"min": 9, "currency": "EUR", "period": "hour"}
    for ours in ({"locations": [{"city": "Graz"}]}, {"id": 1}, {"salary": pay}):
        assert told({**OWN, **theirs, **ours})[0] == "jobr"
    with pytest.raises(PostingInvalid, match="company"):
        told({"title": "Cook"})


def test_an_endless_address_costs_itself_only() -> None:
    posting = only([jobspy(job_url_direct="https://x.example/?" + "q" * 3000)])
    assert (posting.url, posting.apply_url) == ("https://x.example/1", None)
