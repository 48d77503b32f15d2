"""Jobs: postings from every board, what they ask for and what they pay."""

from jobr_core.jobs.analysis import analyze
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.requirements import Analysis, Importance, Requirement
from jobr_core.jobs.salary import PayPeriod, Salary
from jobr_core.jobs.terms import EmploymentType, Location, Workplace

__all__ = [
    "Analysis",
    "EmploymentType",
    "Importance",
    "JobPosting",
    "Location",
    "PayPeriod",
    "Requirement",
    "Salary",
    "Workplace",
    "analyze",
    "parse_salary",
]


def parse_salary(text: str) -> Salary | None:
    """The pay a text states, or None; other money (funding, budgets, bonuses) is left alone.

    >>> str(parse_salary("Salary: £32,000 - £38,000 a year"))
    'GBP 32,000–38,000 a year'
    """
    # Its rules take long to import, and postings out of a database have been read.
    from jobr_core.jobs.salary_text import parse_salary as parsed

    return parsed(text)
