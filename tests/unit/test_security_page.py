"""The page of security names tests that exist."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
PAGE = (TESTS.parent / "docs" / "security.md").read_text()


def test_every_test_it_names_is_there() -> None:
    named = re.findall(r"`((?:unit|contract|system)/[\w/]+\.py)::(test_\w+)`", PAGE)
    assert len(named) > 20
    for file, function in named:
        assert f"def {function}(" in (TESTS / file).read_text(), (file, function)


def test_every_row_says_whether_it_is_held() -> None:
    rows = re.findall(r"^\| (V[\d.]+)[^|]*\| (\d) \| ([^|]+) \|", PAGE, re.M)
    assert len(rows) > 50
    assert {held for _, _, held in rows} <= {"yes", "partly", "no"}
