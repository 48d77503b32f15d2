"""The published collections the quality benchmark reads: DIR/NAME/SPLIT/FILE, taxonomies in DIR/NAME/resource.

A file may stand there packed, with `.gz` behind its name.
"""

import csv
import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import Any


class DatasetMissing(Exception):
    """What a task reads is not there."""


@dataclass(frozen=True)
class Resume:
    id: str
    category: str
    text: str


@dataclass(frozen=True)
class Posting:
    """`category` is what the posting is graded by; no scorer may look at it."""

    id: str
    title: str
    description: str = ""
    company: str = ""
    location: str = ""
    category: str = ""

    @cached_property
    def text(self) -> str:
        return f"{self.title}\n{self.company}\n{self.location}\n{self.description}".strip()


@dataclass(frozen=True)
class Occupation:
    code: str
    title: str
    description: str
    tasks: tuple[str, ...]
    technologies: tuple[str, ...]
    other_titles: tuple[str, ...]


@dataclass(frozen=True)
class Technology:
    """`hot` where many postings ask for it."""

    name: str
    hot: bool


@dataclass(frozen=True)
class Marked:
    """A text and the skills people marked in it."""

    text: str
    skills: tuple[str, ...]


def drawn(*parts: str) -> str:
    """Of sorting by this, a sample that is the same everywhere: no order of lines decides it."""
    return hashlib.sha256("|".join(("jobr-eval-v1", *parts)).encode()).hexdigest()


@dataclass(frozen=True)
class Collections:
    folder: Path
    split: str

    def resumes(self, name: str) -> list[Resume]:
        rows = self._lines(name, self.split, "resumes.jsonl")
        return [Resume(row["id"], row["category"], row["text"]) for row in rows]

    def google_postings(self) -> list[Posting]:
        return [_posting(row) for row in self._lines("google_jobs", self.split, "jobs.jsonl")]

    def wanted_postings(self) -> list[tuple[Posting, bool]]:
        """Postings, and whether the one person who was asked wanted them."""
        rows = self._lines("panoslin_jobs", self.split, "jobs.jsonl")
        return [(_posting(row), bool(row["label"])) for row in rows]

    def asked_person(self) -> Resume:
        """The CV of who was asked."""
        return Resume("panoslin", "", self._text("panoslin_jobs", self.split, "cv.txt"))

    def titles(self) -> list[tuple[str, str]]:
        """Titles of real vacancies with the label of each."""
        rows = csv.DictReader(StringIO(self._text("jobbert_titles", self.split, "titles.csv")))
        return [(row["text"], row["label"]) for row in rows]

    def title_labels(self) -> list[str]:
        labels = self._text("jobbert_titles", self.split, "labels.txt").split("\n")
        return [label for label in labels if label]

    def marked_postings(self) -> list[Marked]:
        """Postings with the names of tools and fields experts marked."""
        return [
            Marked(
                "\n".join(sentence["text"] for sentence in row["sentences"]),
                tuple(name for sentence in row["sentences"] for name in sentence["knowledge"]),
            )
            for row in self._lines("skillspan", self.split, "postings.jsonl")
        ]

    def technologies(self) -> list[Technology]:
        rows = self._table("onet", "resource", "technology_skills.tsv")
        return [Technology(row["Example"], row["hot"] == "Y") for row in rows]

    @cached_property
    def occupations(self) -> tuple[Occupation, ...]:
        """Those of which it is told what one does in them."""
        titles = defaultdict(list)
        for row in self._table("onet", "resource", "alternate_titles.tsv"):
            titles[row["O*NET-SOC Code"]].append(row["title"])
        return tuple(
            Occupation(
                row["id"],
                row["title"],
                row["description"],
                tuple(row["tasks"]),
                tuple(row["technology"]),
                tuple(titles[row["id"]]),
            )
            for row in self._lines("onet", "resource", "occupations.jsonl")
            if row["tasks"]
        )

    def occupation_postings(self) -> list[Posting]:
        """Every occupation as a posting, its code for a category."""
        return [_as_posting(occupation) for occupation in self.occupations]

    def _lines(self, *path: str) -> Iterator[dict[str, Any]]:
        for line in self._text(*path).split("\n"):
            if line.strip():
                yield json.loads(line)

    def _table(self, *path: str) -> Iterator[dict[str, str]]:
        return csv.DictReader(StringIO(self._text(*path)), delimiter="\t")

    def _text(self, *path: str) -> str:
        file = self._path(*path)
        if file.suffix == ".gz":
            return gzip.decompress(file.read_bytes()).decode()
        return file.read_text(encoding="utf-8")

    def _path(self, *path: str) -> Path:
        file = self.folder.joinpath(*path)
        for there in (file, file.with_name(file.name + ".gz")):
            if there.is_file():
                return there
        raise DatasetMissing(f"{file} is not there.")


def _posting(row: dict[str, Any]) -> Posting:
    fields = ("id", "title", "description", "company", "location", "category")
    return Posting(**{field: str(row.get(field) or "") for field in fields})


def _as_posting(occupation: Occupation) -> Posting:
    tools = ", ".join(occupation.technologies)
    parts = (occupation.description, *occupation.tasks, f"Tools and technology: {tools}")
    return Posting(
        id=occupation.code,
        title=occupation.title,
        description="\n".join(parts if tools else parts[:-1]),
        category=occupation.code,
    )
