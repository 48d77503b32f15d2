"""Things of the domain, everything irrelevant filled in."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

from jobr_core.accounts.model import Role, User, UserId
from jobr_core.cvs.model import Cv
from jobr_core.cvs.parsing import parse
from jobr_core.cvs.stored import CvId, StoredCv
from jobr_core.jobs.facts import DescribedPosting, described
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.places import no_city

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
_numbers = count(1)

BACKEND_CV = """Asha Verma
Senior Python Engineer
Pune, India | asha@example.com | +91 98765 43210

Experience
Backend Engineer, Example Pvt Ltd\tMar 2021 – Present
- Built a payment service in Python for 2 million users
- Cut latency by 40% with Redis
Software Developer, Acme GmbH\t06/2018 - 02/2021
- Django and PostgreSQL behind a shop

Education
B.E. in Computer Engineering, University of Pune, 2014 - 2018

Skills
Python, Go, SQL, Docker, Kubernetes

Languages
English (fluent), Hindi (native), German (B1)
"""

BACKEND_POSTING = {
    "id": "backend",
    "title": "Senior Backend Engineer",
    "company": "Acme",
    "locations": [{"city": "Pune", "country": "IN"}],
    "description": """We build payments.

Requirements
- 5+ years of experience with Python
- PostgreSQL or MySQL
- Bachelor's degree in computer science
- Fluent English

Nice to have
- Kubernetes
- Kafka

Benefits
- Free Excel courses and a gym
""",
}


def a_moment(number: int | None = None) -> datetime:
    """Moments in order."""
    return NOON + timedelta(seconds=next(_numbers) if number is None else number)


def an_id() -> UUID:
    """Ids in order, like UUIDv7."""
    return UUID(int=(0x7 << 76) + (0x8 << 62) + next(_numbers))


def address_of(user: User) -> str:
    """Of somebody who has one."""
    assert user.email is not None
    return user.email


def a_user(email: str | None = None, role: Role = Role.USER) -> User:
    number = next(_numbers)
    return User(
        id=UserId(an_id()),
        email=email or f"person{number}@example.org",
        full_name="A Person",
        password_hash="a hash",
        role=role,
        created_at=NOON,
    )


def a_cv(text: str = BACKEND_CV) -> Cv:
    return parse(text)


def a_stored_cv(owner: UserId, text: str = BACKEND_CV) -> StoredCv:
    return StoredCv(
        id=CvId(an_id()),
        owner=owner,
        file_name="cv.txt",
        media_type="text/plain",
        engine="rules@1",
        cv=a_cv(text),
        created_at=NOON,
        updated_at=NOON,
    )


def a_posting(**changes: object) -> JobPosting:
    return JobPosting.from_record({**BACKEND_POSTING, **changes})


def a_described(**changes: object) -> DescribedPosting:
    """Cities are known by name only, a unit of every currency is a euro."""
    return described(
        a_posting(**changes), find_city=no_city, in_euro=lambda amount, _currency: amount
    )


def a_clock_at(moment: datetime = NOON) -> Callable[[], datetime]:
    return lambda: moment
