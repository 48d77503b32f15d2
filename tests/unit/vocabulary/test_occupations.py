"""The vocabulary of occupations and the table made of it."""

import re
from collections import Counter

import pytest

from jobr_core.vocabulary.occupation_table import built, occupation_table, read, source_version
from jobr_core.vocabulary.occupations import (
    all_fields,
    all_occupations,
    field_of,
    fields_by_key,
    read_fields,
    read_occupations,
)

BLOCK = """\
# a comment
## 7126 Plumber
titles: pipe fitter, plumbing engineer
de: Klempner
fr: plombier
es: fontanero
pt: encanador
hi: प्लंबर
duties: repairs leaking pipes; fits boilers
terms: copper pipe, soldering
"""


def test_an_occupation_is_read() -> None:
    (plumber,) = read_occupations(BLOCK)
    assert (plumber.name, plumber.code) == ("Plumber", "7126")
    assert plumber.titles[0] == "pipe fitter"
    assert plumber.titles[-1] == "प्लंबर"
    assert plumber.duties == ("repairs leaking pipes", "fits boilers")
    assert plumber.terms == ("copper pipe", "soldering")


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("## 7126 Plumber", "## 71 Plumber", "71 Plumber"),
        ("hi: प्लंबर\n", "", "Plumber has no hi"),
        ("terms: ", "words: ", "words: copper"),
    ],
)
def test_what_is_not_of_the_format_is_named(right: str, wrong: str, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        list(read_occupations(BLOCK.replace(right, wrong)))


def test_a_field_needs_its_codes() -> None:
    with pytest.raises(ValueError, match="Plumbing"):
        list(read_fields("## Crafts\nPlumbing\n"))


def test_the_vocabulary_is_broad() -> None:
    occupations = all_occupations()
    assert len(occupations) >= 1_300
    assert {occupation.code[0] for occupation in occupations} == set("0123456789")
    assert len({o.code[:2] for o in occupations if o.code[0] != "0"}) == 40  # all of ISCO-08


def test_every_occupation_has_enough_to_be_known_by() -> None:
    for occupation in all_occupations():
        latin = [title for title in occupation.titles if title.isascii()]
        assert len(latin) >= 8, occupation.name
        assert len(occupation.terms) >= 30, occupation.name
        assert any(re.search("[ऀ-ॿ]", title) for title in occupation.titles), occupation.name


def test_names_are_unique() -> None:
    names = Counter(occupation.name.lower() for occupation in all_occupations())
    assert names.most_common(1)[0][1] == 1


def test_every_occupation_is_of_a_field_and_every_field_has_some() -> None:
    keys = fields_by_key()
    used = {field_of(occupation, keys).name for occupation in all_occupations()}
    assert used == {field.name for field in all_fields()}
    known = {occupation.name for occupation in all_occupations()}
    assert all(name in known for field in all_fields() for name in field.occupations)


def test_the_installed_table_is_of_these_texts() -> None:
    assert occupation_table().version == source_version(), "run: pip install -e . --no-deps"


def test_a_table_is_read_as_it_was_built() -> None:
    data = built()
    assert data == built()
    table = read(data)
    assert len(table.names) == len(all_occupations())
    plumber = table.names.index("Plumber")
    assert table.field_names[table.fields[plumber]] == "Civil engineering and construction"
    term = table.terms["plumber"]
    holders = table.titles.occupations[table.titles.starts[term] : table.titles.starts[term + 1]]
    assert plumber in holders


def test_words_of_english_titles_are_not_of_another_language() -> None:
    abroad = occupation_table().abroad
    assert {"krankenpfleger", "infirmier", "enfermero", "नर्स"} <= abroad
    assert abroad.isdisjoint({"nurse", "manager", "chef", "marketing"})
