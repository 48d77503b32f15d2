"""Whatever a file was called, it can be unpacked anywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobr_core.cvs.personal_data import safe_name


@given(st.text(st.characters(), max_size=400))
def test_every_name_becomes_one_every_system_takes(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe.encode()) <= 200
    assert safe.isprintable()
    assert not set('/\\<>:"|?*') & set(safe)
    assert safe == safe.strip(" .")
    assert safe not in (".", "..")
    assert safe_name(safe) == safe


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("My CV.pdf", "My CV.pdf"),
        ("Lebenslauf Jürgen – 2026.docx", "Lebenslauf Jürgen – 2026.docx"),
        ("C:\\Users\\ada\\cv.doc", "cv.doc"),
        ("\ud800.txt", "txt"),
        ("LPT1", "_LPT1"),
        ("é" * 300 + ".docx", "é" * 97 + ".docx"),
        (" . . ", "cv"),
        ("nul." + "x" * 300, "_nul." + "x" * 195),
        ("x" * 199 + " y", "x" * 199),
    ],
)
def test_the_name_stays_as_far_as_it_can(name: str, safe: str) -> None:
    assert safe_name(name) == safe
