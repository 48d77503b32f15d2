"""The skills Jobr knows."""

import pytest

from jobr_core.vocabulary.phrases import keys_of, singular
from jobr_core.vocabulary.skills import all_skills, read_skills


def test_every_parent_is_a_skill() -> None:
    known = all_skills()
    assert not [(s.name, p) for s in known.values() for p in s.parents if p not in known]


def test_no_name_or_alias_means_two_skills() -> None:
    meanings: dict[tuple[str, ...], set[str]] = {}
    for skill in all_skills().values():
        for name in (skill.name, *skill.aliases):
            meanings.setdefault(keys_of(name), set()).add(skill.name)
    assert not {keys: names for keys, names in meanings.items() if len(names) > 1}


def test_the_vocabulary_reaches_beyond_software() -> None:
    categories = {skill.category for skill in all_skills().values()}
    assert len(categories) > 90
    assert len(all_skills()) > 7000


def test_a_line_of_the_format_is_read_whole() -> None:
    (skill,) = read_skills("## framework\nSpring Boot ~: springboot, boot 3 > Java, Spring\n")
    assert (skill.name, skill.category, skill.ambiguous) == ("Spring Boot", "framework", True)
    assert (skill.aliases, skill.parents) == (("springboot", "boot 3"), ("Java", "Spring"))


@pytest.mark.parametrize(
    ("mark", "meaning"), [("~", (False, False)), ("?", (True, False)), ("^", (False, True))]
)
def test_the_marks_of_ordinary_words(mark: str, meaning: tuple[bool, bool]) -> None:
    (skill,) = read_skills(f"## tool\nThing {mark}\n")
    assert skill.ambiguous
    assert (skill.field, skill.capital) == meaning


@pytest.mark.parametrize(
    "name",
    [
        *("Computer science", "Mathematics", "Biology", "Mechanical engineering", "Finance"),
        *("Marketing", "Machine learning", "Databases", "Cloud", "Data structures", "Algorithms"),
        *("Distributed systems", "Web development", "Project management", "Accounting"),
    ],
)
def test_fields_of_knowledge_are_skills(name: str) -> None:
    assert name in all_skills()


def test_a_line_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not a skill"):
        list(read_skills(": alias without a name"))


@pytest.mark.parametrize(
    ("plural", "single"), [("apis", "api"), ("class", "class"), ("aws", "aws")]
)
def test_plurals(plural: str, single: str) -> None:
    assert singular(plural) == single
