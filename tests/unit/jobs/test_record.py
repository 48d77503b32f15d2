"""The public record → JobPosting."""

import pytest

from builders import BACKEND_POSTING, a_posting
from jobr_core.jobs.analysis import analyze
from jobr_core.jobs.errors import PostingInvalid
from jobr_core.jobs.html import text_of
from jobr_core.jobs.model import JobPosting


def test_the_text_is_the_whole_posting() -> None:
    posting = a_posting(
        salary={"min": 50000, "max": 60000, "currency": "eur", "period": "year"}, workplace="hybrid"
    )
    assert posting.text.startswith(
        "Senior Backend Engineer\nAcme\nPune, IN\nhybrid · EUR 50,000–60,000 a year\n\nWe build payments."
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"title": ""}, "`title` is missing"),
        ({"title": 5}, "`title` must be text"),
        ({"company": None}, "`company` is missing"),
        ({"workplace": "moon"}, "`workplace` is “moon”"),
        ({"locations": "Pune"}, "`locations` must be a list"),
        ({"salary": {"min": 1, "max": 0, "currency": "EUR"}}, "`salary`"),
        ({"salary": {"min": "x", "currency": "EUR"}}, "`salary.min` must be a number"),
        ({"posted_at": "yesterday"}, "`posted_at` is “yesterday”"),
        ({"expires_at": "9999-12-31T23:59:59-12:00"}, "`expires_at` is"),
        ({"salary": {"min": 10**400, "currency": "EUR"}}, "`salary.min` is too large"),
        ({"title": "<b>"}, "`title` is missing"),
        ({"external_id": "x" * 301}, "`external_id` is longer than 300 characters"),
        ({"description": "x" * 200_001}, "`description` is longer than 200,000 characters"),
        ({"skills": "Python"}, "`skills` must be a list"),
        ({"further_employment_types": "intern"}, "`further_employment_types` must be a list"),
        ({"further_employment_types": ["x"]}, "`further_employment_types` is “x”"),
    ],
)
def test_a_wrong_value_is_named(change: dict[str, object], message: str) -> None:
    with pytest.raises(PostingInvalid) as refusal:
        JobPosting.from_record({**BACKEND_POSTING, **change})
    assert message in str(refusal.value)


@pytest.mark.parametrize(
    "description",
    ["Python " * 28_000, "a" + "\u0301\u0316" * 99_000, "<p>" + "<!--" * 49_000, "<a " * 66_000, "$1 " * 66_000,
     "(" * 200_000, "a." * 99_000 + "@", "- " * 99_000],
    ids=["words", "marks", "comments", "tags", "sums", "brackets", "address", "bullets"],
)  # fmt: skip
def test_hostile_descriptions_are_read_in_linear_time(description: str) -> None:
    analyze(JobPosting.from_record({**BACKEND_POSTING, "description": description}))


def test_work_may_be_offered_in_several_forms() -> None:
    several = a_posting(
        employment_type="full_time", further_employment_types=["Part-time", "full_time"]
    )
    assert several.employment_types == ("full_time", "part_time")
    assert "full time · part time" in several.text
    assert several.content_hash != a_posting(employment_type="full_time").content_hash
    assert JobPosting.from_record(several.to_record()) == several
    assert a_posting(further_employment_types=["intern"]).employment_type == "intern"


def test_what_is_no_object_is_refused() -> None:
    with pytest.raises(PostingInvalid):
        JobPosting.from_record([])  # type: ignore[arg-type]


def test_without_an_id_the_content_names_the_posting() -> None:
    one = {k: v for k, v in BACKEND_POSTING.items() if k != "id"}
    assert JobPosting.from_record(one).id == JobPosting.from_record(dict(one)).id
    assert JobPosting.from_record(one).id != JobPosting.from_record({**one, "title": "Other"}).id


def test_the_hash_changes_with_what_a_person_would_notice() -> None:
    assert a_posting().content_hash == a_posting(id="another").content_hash
    assert a_posting().content_hash != a_posting(title="Another").content_hash


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<ul><li>A</li><li><p>B</p></li></ul>", "- A\n- B"),
        ("&lt;p&gt;R&amp;amp;D&lt;/p&gt;", "R&D"),
        ("&amp;lt;p&amp;gt;twice&amp;lt;/p&amp;gt;", "twice"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("<script>alert(1)</script>plain", "plain"),
        ("a &amp; b", "a & b"),
        ("<p>a<!-- b --><![CDATA[c]]></p>", "a [CDATA[c]]>"),
        ("<p>a<!-- never closed", "a"),
        (
            "<p>Write List&lt;String&gt; and the &lt;div&gt; tag</p>",
            "Write List<String> and the <div> tag",
        ),
        ("&lt;p&gt;Build &amp;lt;canvas&amp;gt; apps&lt;/p&gt;", "Build <canvas> apps"),
        ("Must:\n- Java Map<String, Integer>\n- Go", "Must:\n- Java Map<String, Integer>\n- Go"),
        ("Must:\n- <b>Java</b>\n- Go", "Must:\n- Java\n- Go"),
        (
            "<div>Run</div><pre>make\nmake test</pre>\n<p>and\nwait</p>",
            "Run\nmake\nmake test\nand wait",
        ),
        ("Salary < 50,000 and > 40,000", "Salary < 50,000 and > 40,000"),
    ],
)
def test_html_becomes_text(html: str, text: str) -> None:
    assert text_of(html) == text
