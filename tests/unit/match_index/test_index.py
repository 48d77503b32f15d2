"""The index of postings: rows, closeness, snapshots, changes."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import BACKEND_CV, a_cv, a_posting
from jobr_adapters.match_index.closeness import Seeker, closeness, levels
from jobr_adapters.match_index.index import MatchIndex, index_of
from jobr_adapters.match_index.rows import (
    FIELDS,
    OCCUPATIONS,
    ROW,
    SECTORS,
    SKILLS,
    packed,
    unpacked,
)
from jobr_adapters.match_index.snapshot import Snapshot, best_of, ids_of, keys_of
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.requirements import (
    Analysis,
    ExperienceRequirement,
    Importance,
    SkillRequirement,
)
from jobr_core.matching import weights
from jobr_core.matching.evidence import CvEvidence, evidence_of
from jobr_core.matching.features import FeaturedPosting, PostingFeatures, featured, features_of
from jobr_core.matching.occupation_space import OccupationVector
from jobr_core.matching.scoring import score_featured
from jobr_core.shared.text import Span
from jobr_core.vocabulary.skills import all_skills

TODAY = date(2026, 11, 22)
NURSE_CV = """Meera Nair
Registered Nurse

Experience
Staff Nurse, City Hospital\t2019 - Present
- Wound care and IV therapy for 40 patients
- Trained six nurses in Epic

Education
BSc Nursing, 2015 - 2019

Skills
Wound care, Patient care, Epic, BLS
"""
ACCOUNTANT_CV = """Ravi Shah
Senior Accountant

Experience
Accountant, Shah & Co\t2012 - 2024
- Closed the books each month in Tally and Excel
- Filed GST returns for 30 clients

Skills
Tally, Excel, Bookkeeping, QuickBooks
"""
NOTHING = PostingFeatures(
    wanted=OccupationVector(occupations={}, fields={}, sectors={}),
    wording={},
    asked=Analysis(seniority=None),
)


@cache
def samples() -> tuple[FeaturedPosting, ...]:
    lines = (Path(str(files("jobr_cli"))) / "samples" / "jobs.jsonl").read_text().splitlines()
    return tuple(featured(JobPosting.from_record(json.loads(line))) for line in lines)


@cache
def rows() -> tuple[bytes, ...]:
    return tuple(packed(one.features) for one in samples())


@cache
def evidence(text: str = BACKEND_CV) -> CvEvidence:
    return evidence_of(a_cv(text))


def seeker(text: str = BACKEND_CV) -> Seeker:
    return Seeker.of(evidence(text), TODAY)


def scored(row_bytes: list[bytes], by: Seeker) -> list[float]:
    unpacked_rows = unpacked(row_bytes)
    return [float(one) for one in closeness(unpacked_rows, levels(unpacked_rows, by), by)]


def an_own_id(number: int) -> str:
    return str(UUID(int=random.Random(number).getrandbits(128)))


# Rows


def _asked(*, skills: int, years: float = 0, importance: Importance = Importance.MUST) -> Analysis:
    span = Span(0, 1)
    names = sorted(all_skills())[:skills]
    experience = ExperienceRequirement(importance=importance, span=span, label="", years=years)
    return replace(
        Analysis(seniority=None),
        skills=tuple(
            SkillRequirement(importance=importance, span=span, label=name, any_of=(name,))
            for name in names
        ),
        experience=(experience,),
    )


@pytest.mark.parametrize("years", [0, 0.4, 40, 254.6, 300, 1e9])
@pytest.mark.parametrize("skills", [0, 1, SKILLS, 60, 300])
def test_no_features_are_too_much_for_a_row(years: float, skills: int) -> None:
    for importance in Importance:
        asked = _asked(skills=skills, years=years, importance=importance)
        [row] = unpacked([packed(replace(NOTHING, asked=asked))])
        assert row["years"] == min(round(years), 255)
        assert min(skills, 255) <= int(row["musts"]) + int(row["nices"]) <= skills
        assert np.count_nonzero(row["skills"]) == min(skills, SKILLS)


def test_the_strongest_coordinates_are_kept() -> None:
    def many(number: int) -> dict[int, float]:
        return {n: (n + 1) / number for n in range(number)}

    wanted = OccupationVector(occupations=many(100), fields=many(12), sectors=many(5))
    [row] = unpacked([packed(replace(NOTHING, wanted=wanted))])
    assert list(row["occupations"]) == list(range(99, 99 - OCCUPATIONS, -1))
    assert list(row["fields"]) == list(range(11, 11 - FIELDS, -1))
    assert list(row["sectors"]) == list(range(4, 4 - SECTORS, -1))
    assert row["occupation_weights"][0] == row["field_weights"][0] == 255


def test_weights_out_of_bounds_are_cut() -> None:
    wanted = OccupationVector(occupations={3: 1.0000001, 4: 1.5, 5: -0.2}, fields={}, sectors={})
    [row] = unpacked([packed(replace(NOTHING, wanted=wanted))])
    assert dict(zip(row["occupations"][:3], row["occupation_weights"][:3], strict=True)) == {
        4: 255, 3: 255, 5: 0,
    }  # fmt: skip


def test_a_skill_of_another_vocabulary_is_none() -> None:
    unknown = SkillRequirement(
        importance=Importance.MUST, span=Span(0, 1), label="x", any_of=("no such skill",)
    )
    asked = replace(Analysis(seniority=None), skills=(unknown,))
    [row] = unpacked([packed(replace(NOTHING, asked=asked))])
    assert (row["skills"][0], row["musts"]) == (0, 1)


@pytest.mark.parametrize("text", ["", "*", "Lorem ipsum " * 50, "Python " * 5000])
def test_every_posting_has_a_row(text: str) -> None:
    row = packed(features_of(a_posting(title="???", description=text)))
    assert len(row) == ROW.itemsize
    for cv in ("", "x", BACKEND_CV):
        [close] = scored([row], Seeker.of(evidence_of(a_cv(cv)), TODAY))
        assert 0 <= close <= 100


# Closeness


@pytest.mark.parametrize("cv", [BACKEND_CV, NURSE_CV, ACCOUNTANT_CV])
def test_closeness_orders_postings_as_the_score_does(cv: str) -> None:
    close = scored(list(rows()), seeker(cv))
    exact = [score_featured(evidence(cv), one, today=TODAY).exact for one in samples()]
    assert np.corrcoef(close, exact)[0, 1] > 0.95
    assert set(np.argsort(exact)[-10:]) <= set(np.argsort(close)[-15:])
    lost = [n for n in range(len(close)) if exact[n] > 80 and close[n] < exact[n] - 25]
    assert lost == []


def test_what_caps_the_score_caps_closeness() -> None:
    names = "Salesforce, QuickBooks, AutoCAD, Photoshop, Wound care, Terraform, SAP, Tableau"
    asks = "Requirements\n" + "\n".join(f"- {name}" for name in names.split(", "))
    for changes, cap in (
        ({"description": asks}, weights.CAP_SKILLS),
        (
            {"description": "Requirements\n- 20+ years of experience in Python"},
            weights.CAP_EXPERIENCE,
        ),
    ):
        capped = featured(a_posting(**changes))
        report = score_featured(evidence(), capped, today=TODAY)
        assert report.cap is not None
        assert report.cap.value == cap
        [close] = scored([packed(capped.features)], seeker())
        assert close <= cap


def test_somebody_without_dated_work_is_not_taken_for_a_beginner() -> None:
    row = packed(replace(features_of(a_posting()), asked=_asked(skills=0, years=30)))
    [close] = scored(
        [row], Seeker.of(evidence_of(a_cv("Python developer\n\nSkills\nPython")), TODAY)
    )
    assert close > weights.CAP_EXPERIENCE


def test_no_rows_have_no_closeness() -> None:
    assert scored([], seeker()) == []
    assert index_of([], []).nearest(seeker(), 5) == []
    assert index_of([], []).changed({an_own_id(1): None}).nearest(seeker(), 5) == []


# Index


def test_the_nearest_come_first_and_equals_by_id() -> None:
    ids = [an_own_id(n) for n in range(len(rows()))]
    close = dict(zip(ids, scored(list(rows()), seeker()), strict=True))
    expected = sorted(ids, key=lambda own: (-close[own], own))
    index = index_of(ids, list(rows()))
    assert index.nearest(seeker(), 100) == expected
    assert index.nearest(seeker(), 10) == expected[:10]
    same = index_of(ids, [rows()[0]] * len(ids))
    assert same.nearest(seeker(), 100) == sorted(ids)


def test_only_the_nearest_buckets_are_looked_through() -> None:
    ids = [an_own_id(n) for n in range(len(rows()))]
    index = index_of(ids, list(rows()))
    few = index.nearest(seeker(), 100, enough=10)
    assert 10 <= len(few) < len(ids)
    assert few[:3] == index.nearest(seeker(), 3)


CHANGES = st.lists(
    st.dictionaries(
        st.integers(0, 11).map(an_own_id),
        st.none() | st.integers(0, len(rows()) - 1).map(rows().__getitem__),
        max_size=5,
    ),
    max_size=8,
)


@given(
    before=st.dictionaries(st.integers(0, 11).map(an_own_id), st.sampled_from(rows()), max_size=12),
    changes=CHANGES,
    merged_after=st.integers(0, 8),
)
def test_a_changed_index_equals_one_built_from_scratch(
    before: dict[str, bytes], changes: list[dict[str, bytes | None]], merged_after: int
) -> None:
    index, now = index_of(list(before), list(before.values())), dict(before)
    for number, change in enumerate(changes):
        index = index.changed(change)
        now = {own: row for own, row in (now | change).items() if row is not None}
        _assert_same(index, now)
        if number == merged_after:
            index = MatchIndex.on(index.merged())
            _assert_same(index, now)
    _assert_same(MatchIndex.on(index.merged()), now)


def _assert_same(index: MatchIndex, now: dict[str, bytes]) -> None:
    scratch = index_of(list(now), list(now.values()))
    assert len(index) == len(now)
    for cv in (BACKEND_CV, NURSE_CV):
        found = index.nearest(seeker(cv), 20)
        assert found == scratch.nearest(seeker(cv), 20)
        assert set(found) == now.keys()
        assert index.nearest(seeker(cv), 3) == found[:3]


def test_an_index_is_never_changed_itself() -> None:
    ids = [an_own_id(n) for n in range(5)]
    index = index_of(ids, list(rows()[:5]))
    before = index.nearest(seeker(), 10)
    index.changed({ids[0]: None, ids[1]: rows()[9], an_own_id(99): rows()[0]})
    assert index.nearest(seeker(), 10) == before


def test_keys_find_their_rows_even_if_half_of_them_is_the_same() -> None:
    ids = [
        str(UUID(int=(high << 64) | low)) for high in (0, 2**64 - 1) for low in (0, 1, 2**64 - 1)
    ]
    snapshot = Snapshot.of(unpacked(rows()[: len(ids)]), keys_of(ids))
    places = snapshot.places(keys_of(ids))
    assert ids_of(snapshot.keys[places]) == ids
    assert list(snapshot.places(keys_of([str(UUID(int=7)), str(UUID(int=7 << 64))]))) == [-1, -1]


@given(st.lists(st.tuples(st.integers(0, 5), st.uuids()), max_size=30), st.integers(1, 40))
def test_the_best_are_the_highest_and_of_equals_those_of_the_lowest_ids(
    scored_ids: list[tuple[int, UUID]], most: int
) -> None:
    keys = keys_of([str(own) for _, own in scored_ids])
    found = best_of(np.array([score for score, _ in scored_ids], np.float32), keys, most)
    best = sorted(scored_ids, key=lambda one: (-one[0], one[1]))[:most]
    assert sorted(scored_ids[n] for n in found) == sorted(best)


# Snapshots on disk


@pytest.mark.parametrize("number", [0, 1, 72])
def test_a_snapshot_is_mapped_as_it_was_saved(tmp_path: Path, number: int) -> None:
    ids = [an_own_id(n) for n in range(number)]
    snapshot = Snapshot.of(unpacked(rows()[:number]), keys_of(ids))
    for head in ({"at": "0"}, {"at": "1-1", "event": "x"}):
        snapshot.saved(tmp_path / "index", head)
        mapped, found = Snapshot.mapped(tmp_path / "index")
        assert found == head
        assert len(mapped) == number
        before, after = MatchIndex.on(snapshot), MatchIndex.on(mapped)
        assert after.nearest(seeker(), 100) == before.nearest(seeker(), 100)
        changes: dict[str, bytes | None] = {an_own_id(0): None, an_own_id(500): rows()[3]}
        changed = after.changed(changes)
        assert changed.nearest(seeker(), 100) == before.changed(changes).nearest(seeker(), 100)
        assert len(changed.merged()) == max(number, 1)
    assert [one.name for one in tmp_path.iterdir()] == ["index"]


def test_what_is_mapped_stays_while_another_is_saved(tmp_path: Path) -> None:
    ids = [an_own_id(n) for n in range(72)]
    Snapshot.of(unpacked(rows()), keys_of(ids)).saved(tmp_path / "index", {})
    mapped, _ = Snapshot.mapped(tmp_path / "index")
    expected = MatchIndex.on(mapped).nearest(seeker(), 100)
    Snapshot.of(unpacked(rows()[:1]), keys_of(ids[:1])).saved(tmp_path / "index", {})
    assert MatchIndex.on(mapped).nearest(seeker(), 100) == expected


def test_a_snapshot_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file, where a folder is due")
    with pytest.raises(OSError):
        Snapshot.of(unpacked(rows()), keys_of([an_own_id(n) for n in range(72)])).saved(
            tmp_path / "index", {}
        )
    assert [one.name for one in tmp_path.iterdir()] == ["index"]


DAMAGES: dict[str, Callable[[Path], object]] = {
    "missing": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[: len(path.read_bytes()) // 2]),
    "other": lambda path: path.write_bytes(b"\x80\x04nonsense" * 40),
    "pickle": lambda path: np.save(path, np.array([{}, []], object), allow_pickle=True),
    "shorter": lambda path: np.save(path, np.load(path)[:-1]),
    "of another type": lambda path: np.save(path, np.zeros(72, np.float64)),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", ["rows", "keys", "order", "starts"])
def test_a_damaged_snapshot_is_refused(tmp_path: Path, name: str, damage: str) -> None:
    snapshot = Snapshot.of(unpacked(rows()), keys_of([an_own_id(n) for n in range(72)]))
    snapshot.saved(tmp_path / "index", {})
    DAMAGES[damage](tmp_path / "index" / f"{name}.npy")
    with pytest.raises((OSError, ValueError)):
        Snapshot.mapped(tmp_path / "index")


@pytest.mark.parametrize("head", ["", "[]", "5", "{", "\ud800"])
def test_a_damaged_head_is_refused(tmp_path: Path, head: str) -> None:
    snapshot = Snapshot.of(unpacked(rows()), keys_of([an_own_id(n) for n in range(72)]))
    snapshot.saved(tmp_path / "index", {})
    (tmp_path / "index" / "head.json").write_bytes(head.encode(errors="surrogatepass"))
    with pytest.raises((OSError, ValueError)):
        Snapshot.mapped(tmp_path / "index")
