"""How to reach the person."""

import pytest

from jobr_core.cvs.parsing import parse
from jobr_core.cvs.profile import Place


@pytest.mark.parametrize(
    ("line", "email"),
    [
        ("Email:ada@example.org", "ada@example.org"),
        ("E-mail ID-ada.king@example.org", "ada.king@example.org"),
        ("ada@example.orgMobile: 017", "ada@example.org"),
        ("Email : ada @ example.org", "ada@example.org"),
        ("a@b.example , c@d.example", "a@b.example"),
        ("mail -ada_k@example.co.uk |", "ada_k@example.co.uk"),
    ],
)
def test_addresses_however_they_are_glued(line: str, email: str) -> None:
    assert parse(f"Ada King\n{line}").profile.basics.email == email


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        ("Cell: +88 01712-345678, 01812-345678", "+88 01712-345678"),
        ("Mobile: 01711-111111/01811-222222", "01711-111111"),
        ("Telefon: 0171 / 2478282 / 0171 / 6643528", "0171 / 2478282"),
        ("(555) 010-1234", "(555) 010-1234"),
        ("Tél. 07.38.96.21.18", "07.38.96.21.18"),
        ("Passport No: 123456789\nPhone +44 20 7946 0000", "+44 20 7946 0000"),
        ("Date of Birth: 01.03.1990", ""),
        ("2014 - 2018", ""),
        ("NID: 19901234567890123", ""),
    ],
)
def test_phones_and_what_only_looks_like_one(line: str, phone: str) -> None:
    assert parse(f"Ada King\n{line}").profile.basics.phone == phone


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("House 12, Road 5, Dhanmondi, Dhaka-1209, Bangladesh", Place(city="Dhaka", country_code="BD", postal_code="1209")),
        ("Anschrift: Lindenstraße 14, 10115 Berlin", Place(city="Berlin", country_code="DE", postal_code="10115")),
        ("Bengaluru, Karnataka - Email me on Indeed: indeed.com/r/Ada", Place(city="Bengaluru", region="Karnataka", country_code="IN")),
        ("Austin, TX 78701 | ada@example.org", Place(city="Austin", region="TX", country_code="US", postal_code="78701")),
        ("P.O. Box 48211, Abu Dhabi, United Arab Emirates", Place(city="Abu Dhabi", country_code="AE")),
    ],
)  # fmt: skip
def test_places_in_addresses(line: str, place: Place) -> None:
    assert parse(f"Ada King\n{line}").profile.basics.location == place


def test_links() -> None:
    basics = parse(
        "Ada King\nlinkedin.com/in/ada-king | github.com/ada | https://ada.example"
    ).profile.basics
    assert [(p.network, p.username) for p in basics.profiles] == [
        ("LinkedIn", "ada-king"),
        ("GitHub", "ada"),
    ]
    assert basics.url == "https://ada.example"
