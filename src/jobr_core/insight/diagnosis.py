"""How something Jobr rests on stands."""

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """`missing` is no fault: Jobr does without, as the finding says."""

    OK = "ok"
    MISSING = "missing"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """`says` is what was found, `advice` what to do; neither holds a secret."""

    subject: str
    standing: Standing
    says: str
    advice: str = ""


def ok(subject: str, says: str) -> Diagnosis:
    return Diagnosis(subject=subject, standing=Standing.OK, says=says)


def missing(subject: str, says: str, advice: str) -> Diagnosis:
    return Diagnosis(subject=subject, standing=Standing.MISSING, says=says, advice=advice)


def broken(subject: str, says: str, advice: str) -> Diagnosis:
    return Diagnosis(subject=subject, standing=Standing.BROKEN, says=says, advice=advice)
