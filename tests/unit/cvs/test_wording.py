"""Words are found again, and never at the price of a hang."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobr_core.cvs.wording import Wording
from jobr_core.shared.text import Span


def _found(words: str, text: str, area: Span | None = None) -> str | None:
    span = Wording.of(text).find(words, area or Span(0, len(text)))
    return span.quote(text) if span else None


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("Acme GmbH", "bei Acme GmbH, Köln", "Acme GmbH"),
        ("built a shop", "Built a\n  • shop", "Built a\n  • shop"),
        ("Python SQL", "Python, SQL", "Python, SQL"),
        ("C", "C# and C++, C", "C"),
        ("C++", "C, C++, C#", "C++"),
        ("Java", "JavaScript", None),
        ("Script", "JavaScript", None),
        ("Acme Inc.", "at Acme Inc. since", "Acme Inc."),
        ("Acme", "(Acme)", "Acme"),
        ("Berlin", "Paris/Berlin", "Berlin"),
        ("İstanbul", "in İstanbul.", "İstanbul"),
        ("•", "• one", None),
        ("", "one", None),
    ],
)
def test_words_in_a_text(words: str, text: str, expected: str | None) -> None:
    assert _found(words, text) == expected


def test_the_second_area_counts_alone() -> None:
    text = "Go here. Go there."
    assert Wording.of(text).find("Go", Span(1, len(text))) == Span(9, 11)
    assert Wording.of(text).find("there", Span(0, 12)) is None


_WORDS = st.lists(st.from_regex(r"[a-z]{1,8}[+#]?", fullmatch=True), min_size=1, max_size=8)
_GAPS = st.sampled_from([" ", "\n", "  ", " - ", "\n• ", ", ", ",\n– ", " - - - "])


@given(words=_WORDS, data=st.data())
def test_whatever_stands_between(words: list[str], data: st.DataObject) -> None:
    text = "Ø " + "".join(word + data.draw(_GAPS) for word in words) + "."
    found = _found(" ".join(words), text)
    assert found is not None
    assert [piece.strip(",") for piece in found.split() if piece.strip("•–,-")] == words


@given(words=st.text(max_size=30), text=st.text(max_size=200), data=st.data())
def test_any_text(words: str, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = Wording.of(text).find(words, Span(start, end))
    assert span is None or start <= span.start < span.end <= end


def test_signs_without_end_end() -> None:
    """As patterns, these tried every way to leave out a sign: seconds for 30 of them."""
    signs = "- • " * 200
    assert _found(f"Led {signs}teams", f"Led {signs}people") is None
    assert _found("a " * 2_000 + "b", "a " * 20_000) is None
