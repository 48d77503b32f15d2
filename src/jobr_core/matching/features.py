"""What a posting is compared by, computed once for all CVs."""

from dataclasses import dataclass
from functools import cache

from jobr_core.jobs.analysis import analyze
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.requirements import Analysis
from jobr_core.matching import weights
from jobr_core.matching.occupation_space import OccupationVector
from jobr_core.matching.occupation_vectors import said_by
from jobr_core.matching.wording import Wording
from jobr_core.vocabulary.neighbours import neighbours
from jobr_core.vocabulary.occupation_table import occupation_table
from jobr_core.vocabulary.skills import all_skills


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingFeatures:
    """Everything of a posting that a score needs beside its facts: the occupations it is about,
    the words it says so in, and what it asks for. True for the `ruleset` that computed them."""

    wanted: OccupationVector
    wording: Wording
    asked: Analysis


@dataclass(frozen=True, slots=True)
class FeaturedPosting:
    """A posting ready to be compared."""

    posting: JobPosting
    features: PostingFeatures


def features_of(posting: JobPosting) -> PostingFeatures:
    wanted, wording = said_by(posting.title, posting.description, posting.skills)
    return PostingFeatures(wanted=wanted, wording=wording, asked=analyze(posting))


def featured(posting: JobPosting) -> FeaturedPosting:
    return FeaturedPosting(posting, features_of(posting))


@cache
def ruleset() -> str:
    """The engine and its vocabularies: features and scores of another ruleset are not ours.

    The same on every machine with the same Jobr.
    """
    from hashlib import sha256  # loads OpenSSL, which comparing needs not

    skills = "\n".join(f"{name}={skill}" for name, skill in sorted(all_skills().items()))
    near = "\n".join(f"{name}~{others}" for name, others in sorted(neighbours().items()))
    told = occupation_table().version + skills + near
    vocabulary = sha256(told.encode()).hexdigest()[:8]
    return f"{weights.ENGINE}+{vocabulary}"
