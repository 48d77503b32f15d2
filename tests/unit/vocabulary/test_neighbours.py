"""The list of skills that do the work of one another."""

import itertools

import pytest

from jobr_core.vocabulary.neighbours import neighbours, read_neighbours
from jobr_core.vocabulary.skills import all_skills
from jobr_core.vocabulary.texts import vocabulary_text


def groups() -> list[tuple[str, ...]]:
    return list(read_neighbours(vocabulary_text("neighbours.txt")))


def test_all_are_skills_jobr_knows() -> None:
    assert {name for group in groups() for name in group} - all_skills().keys() == set()


def test_a_group_is_small_and_no_other_s() -> None:
    listed = groups()
    assert [group for group in listed if not 2 <= len(set(group)) == len(group) <= 8] == []
    assert len(set(map(frozenset, listed))) == len(listed)


def test_nobody_is_near_what_it_implies_or_to_a_field_of_work() -> None:
    known = all_skills()
    pairs = [pair for group in groups() for pair in itertools.permutations(group, 2)]
    assert [(one, other) for one, other in pairs if other in known[one].parents] == []
    assert [one for one, _ in pairs if known[one].field] == []


def test_being_near_is_mutual() -> None:
    near = neighbours()
    assert all(name in near[other] for name, others in near.items() for other in others)
    assert all(name not in others for name, others in near.items())


@pytest.mark.parametrize(
    ("one", "other"),
    [("PostgreSQL", "MySQL"), ("AutoCAD", "MicroStation"), ("Epic EHR", "Cerner"), ("Xero", "QuickBooks")],
)  # fmt: skip
def test_known_neighbours(one: str, other: str) -> None:
    assert other in neighbours()[one]
