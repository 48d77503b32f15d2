"""Jobs: postings from every board, what they ask for and what they pay."""

from jobr_core.jobs.analysis import analyze
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.requirements import Analysis, Importance, Requirement
from jobr_core.jobs.salary import PayPeriod, Salary
from jobr_core.jobs.salary_text import parse_salary
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
