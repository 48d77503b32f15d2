"""The right to work, as CVs state it."""

import pytest

from jobr_core.vocabulary.permits import permits_asked, permits_held


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("Full right to work in the UK", [("GB", "right to work")]),
        ("Authorized to work in the U.S.", [("US", "right to work")]),
        ("Eligible to work in Canada without sponsorship", [("CA", "right to work")]),
        ("work permit for Switzerland", [("CH", "right to work")]),
        ("US Citizen, no sponsorship required", [("US", "citizenship"), (None, "right to work")]),
        ("Active TS/SCI clearance", [(None, "security clearance")]),
        ("British citizen", [("GB", "citizenship")]),
        ("Irish passport holder", [("IE", "citizenship")]),
        ("Right to work: UK", [("GB", "right to work")]),
        ("Right to live and work in the UK", [("GB", "right to work")]),
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
        "I don't have the right to work in the UK", "I do not currently have the right to work in the UK", "Keine Arbeitserlaubnis",
        "I would need sponsorship to be authorized to work in the US", "Work permit for Germany until 2019", "Secret clearance (expired 2015)",
        "Held SC clearance until 2018", "Eligible for SC clearance", "Married to a US citizen", "right to work in Atlantis", "a customer of Citizen Bank",
    ],
)  # fmt: skip
def test_what_is_not(said: str) -> None:
    assert not list(permits_held(said, 0, len(said)))


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("We sponsor work permits for the right candidate", []),
        ("US citizen or green card holder", [("US", "right to work")]),
        ("U.S. citizen or permanent resident", [("US", "right to work")]),
        ("Canadian citizen", [("CA", "citizenship")]),
        ("Entitled to work in the UK", [("GB", "right to work")]),
        ("Right to live and work in the UK", [("GB", "right to work")]),
        ("Right to work in ANY country", [(None, "right to work")]),
    ],
)
def test_what_is_asked(said: str, asked: list[tuple[str | None, str]]) -> None:
    found = permits_asked(said, 0, len(said))
    assert [(mention.country, str(mention.permit)) for mention in found] == asked
