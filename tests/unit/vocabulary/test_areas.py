"""Areas of several countries, countries, and skills by their other names."""

import pytest

from jobr_core.vocabulary.areas import area_named, areas_around, areas_with
from jobr_core.vocabulary.countries import country_code
from jobr_core.vocabulary.skills import all_skills, skill_called


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("EU", "eu"), ("the European Union", "eu"), ("EEA", "eea"), ("Europe.", "europe"), ("EMEA", "emea"), ("DACH", "dach"), ("LATAM", "latam"), ("Latin America", "latam"),
        ("North America", "north america"), ("US/Canada", "north america"), ("US and Canada", "north america"), ("APAC", "apac"), ("Asia", "apac"), ("Worldwide", "worldwide"),
        ("Anywhere", "worldwide"), ("UK & Ireland", "uk and ireland"), ("MENA", "middle east"), ("Pune", None), ("Germany", None), ("", None),
    ],
)  # fmt: skip
def test_an_area_is_known_by_its_names(words: str, area: str | None) -> None:
    assert area_named(words) == area


@pytest.mark.parametrize(
    ("country", "areas"),
    [("DE", {"eu", "eea", "europe", "emea", "dach"}), ("GB", {"europe", "emea", "uk and ireland"}), ("NO", {"eea", "europe", "emea", "nordics"}), ("US", {"north america", "americas"}), ("BR", {"latam", "americas"}), ("IN", {"apac"}), ("ZA", {"emea", "africa"}),
     ("IS", {"eea", "europe", "emea", "nordics"}), ("CR", {"latam", "americas"}), ("", set()), ("XX", set())],
)  # fmt: skip
def test_the_areas_a_country_lies_in(country: str, areas: set[str]) -> None:
    assert set(areas_around(country)) == areas


@pytest.mark.parametrize(
    ("area", "wider"),
    [("eu", {"eea", "europe", "emea"}), ("dach", {"europe", "emea"}), ("anz", {"apac"}), ("latam", {"americas"}), ("emea", set()), ("worldwide", set())],
)  # fmt: skip
def test_the_areas_an_area_lies_in(area: str, wider: set[str]) -> None:
    assert set(areas_with(area)) == wider


@pytest.mark.parametrize(
    ("name", "code"),
    [("Deutschland", "DE"), ("Allemagne", "DE"), ("Alemania", "DE"), ("España", "ES"), ("Frankreich", "FR"), ("Schweiz", "CH"), ("Niederlande", "NL"), ("U.S.A.", "US"),
     ("Estados Unidos", "US"), ("Reino Unido", "GB"), ("Großbritannien", "GB"), ("भारत", "IN"), ("Costa Rica", "CR"), ("Uruguay", "UY"), ("Atlantis", None)],
)  # fmt: skip
def test_a_country_is_known_by_its_names(name: str, code: str | None) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize(
    ("name", "skill"),
    [("postgres", "PostgreSQL"), ("POSTGRESQL", "PostgreSQL"), ("nodejs", "Node.js"), ("k8s", "Kubernetes"), ("c++", "C++"), ("Basket weaving", "Basket weaving"), ("", ""), (" ", " ")],
)  # fmt: skip
def test_a_skill_by_its_other_names(name: str, skill: str) -> None:
    assert skill_called(name) == skill


def test_every_skill_is_called_what_it_is() -> None:
    assert [name for name in all_skills() if skill_called(name) != name] == []
