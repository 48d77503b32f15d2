"""What lines of a report cite, whoever the person is and whatever the posting."""

from typing import Final

from hypothesis import assume, given

from jobr_core.jobs.model import JobPosting
from jobr_core.matching.report import LineKind, MatchLine, MatchReport, Quote
from jobr_core.matching.scoring import score
from told_people import FEW, FITTER, TODAY, Told, a_posting, people, postings, read, report_of

REQUIREMENTS: Final = (
    LineKind.SKILL, LineKind.CERTIFICATE, LineKind.LANGUAGE, LineKind.EDUCATION, LineKind.EXPERIENCE,
)  # fmt: skip


def without(text: str, quote: Quote) -> str:
    return text[: quote.start] + text[quote.end :]


def same_line(report: MatchReport, line: MatchLine) -> MatchLine:
    return next(
        other
        for other in report.lines
        if (other.kind, other.requirement, other.importance)
        == (line.kind, line.requirement, line.importance)
    )


def apart(one: Quote, other: Quote) -> bool:
    return one.end <= other.start or other.end <= one.start


def cited(report: MatchReport) -> list[tuple[MatchLine, Quote]]:
    """The lines about requirements that quote the CV."""
    return [(line, line.cv) for line in report.lines if line.kind in REQUIREMENTS and line.cv]


@FEW
@given(people, postings)
def test_without_the_words_it_cites_a_line_says_something_else(
    told: Told, posting: JobPosting
) -> None:
    """And earns no more than before: what it cited was the best proof."""
    report = report_of(told.text, posting)
    for line, quote in cited(report):
        after = same_line(report_of(without(report_text(told), quote), posting), line)
        assert after.points <= line.points
        assert (after.points, after.rule, words(after.cv)) != (line.points, line.rule, quote.quote)


def report_text(told: Told) -> str:
    """The text a report's spans count in."""
    return read(told.text).text


def words(quote: Quote | None) -> str:
    return quote.quote if quote else ""


@FEW
@given(people, postings)
def test_lines_that_cite_other_words_keep_their_points(told: Told, posting: JobPosting) -> None:
    """Of skills, certificates, languages and degrees, whichever of these goes."""
    report = report_of(told.text, posting)
    for gone, quote in cited(report):
        if gone.kind is LineKind.EXPERIENCE:
            continue
        after = report_of(without(report_text(told), quote), posting)
        for line, other in cited(report):
            if apart(quote, other):
                assert same_line(after, line).points == line.points, (gone.requirement, line)


@FEW
@given(people, postings)
def test_without_its_dates_a_job_still_proves_what_is_told_elsewhere(
    told: Told, posting: JobPosting
) -> None:
    """A line about years cites the head of the job: without it nothing there is dated work, and
    what is proven there is worth less. Everything else keeps its points."""
    report = report_of(told.text, posting)
    heads = [quote for line, quote in cited(report) if line.kind is LineKind.EXPERIENCE]
    assume(heads)
    after = report_of(without(report_text(told), heads[0]), posting)
    for line, other in cited(report):
        if apart(heads[0], other):
            kept = same_line(after, line).points
            in_the_job = "\n\n" not in report_text(told)[heads[0].end : other.start]
            assert kept < line.points if in_the_job else kept == line.points


def test_a_line_about_years_cites_the_dates_below_the_title_too() -> None:
    text = FITTER.text.replace("\t", "\n")
    posting = a_posting(0, "Electrician", ("5+ years of experience",), ("AutoCAD",))
    (years,) = [x for x in report_of(text, posting).lines if x.kind is LineKind.EXPERIENCE]
    assert "2014 - 2022" in words(years.cv)


@FEW
@given(people, postings)
def test_spans_quote_the_texts(told: Told, posting: JobPosting) -> None:
    cv = read(told.text)
    for line in score(cv, posting, today=TODAY).lines:
        for quote, text in ((line.cv, cv.text), (line.job, posting.text)):
            assert quote is None or (quote.quote and text[quote.start : quote.end] == quote.quote)
