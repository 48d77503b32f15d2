"""The right to work, as CVs state it."""

import pytest

from jobr_core.vocabulary.permits import permits_held


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("Full right to work in the UK", [("GB", "right to work")]),
        ("Authorized to work in the U.S.", [("US", "right to work")]),
        ("Eligible to work in Canada without sponsorship", [("CA", "right to work")]),
        ("work permit for Switzerland", [("CH", "right to work")]),
        ("US Citizen, no sponsorship required", [("US", "citizenship"), (None, "right to work")]),
        ("Active TS/SCI clearance", [(None, "security clearance")]),
        ("Citizen of India", [("IN", "citizenship")]),
        ("Green Card holder", [("US", "right to work")]),
        ("Indefinite leave to remain", [("GB", "right to work")]),
        ("I do not require visa sponsorship", [(None, "right to work")]),
    ],
)
def test_what_is_held(said: str, held: list[tuple[str | None, str]]) -> None:
    found = permits_held(said, 0, len(said))
    assert [(mention.country, str(mention.permit)) for mention in found] == held


@pytest.mark.parametrize(
    "said",
    [
        "I require visa sponsorship", "No right to work in Germany", "Needs a work permit for Norway", "Work permit required",
        "German work permit pending", "Right to work checks for staff", "Work authorization: H1B", "Citizens Advice, Leeds",
        "right to work in Atlantis", "a customer of Citizen Bank",
    ],
)  # fmt: skip
def test_what_is_not(said: str) -> None:
    assert not list(permits_held(said, 0, len(said)))
