"""What people write for a place that has postings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobr_core.jobs.addresses import Board, BoardAddresses, PostingsAddress, is_address
from jobr_core.jobs.errors import PostingsUnreadable

BOARDS = BoardAddresses(
    greenhouse="https://g.example", lever="https://l.example", lever_eu="https://eu.example", ashby="https://a.example"
)  # fmt: skip
GREENHOUSE = "https://g.example/{}/jobs?content=true&pay_transparency=true"


@pytest.mark.parametrize(
    ("source", "urls"),
    [
        ("greenhouse:acme", [GREENHOUSE.format("acme")]), ("greenhouse: acme ", [GREENHOUSE.format("acme")]),
        ("https://boards.greenhouse.io/acme", [GREENHOUSE.format("acme")]), ("https://job-boards.eu.greenhouse.io/acme/", [GREENHOUSE.format("acme")]),
        ("Greenhouse:Acme", [GREENHOUSE.format("Acme")]),
        ("lever:acme", ["https://l.example/acme?mode=json", "https://eu.example/acme?mode=json"]),
        ("https://jobs.eu.lever.co/acme", ["https://l.example/acme?mode=json", "https://eu.example/acme?mode=json"]),
        ("ashby:Acme Co", ["https://a.example/Acme%20Co?includeCompensation=true"]), ("https://jobs.ashbyhq.com/Acme%20Co", ["https://a.example/Acme%20Co?includeCompensation=true"]),
        ("ashby:../x?y#z", ["https://a.example/..%2Fx%3Fy%23z?includeCompensation=true"]), ("https://acme.example/jobs.json", ["https://acme.example/jobs.json"]),
        ("https://jobs.lever.co/acme/0123-one-posting", ["https://jobs.lever.co/acme/0123-one-posting"]),
        ("https://jobs.lever.co.evil.example/acme", ["https://jobs.lever.co.evil.example/acme"]),
    ],
)  # fmt: skip
def test_the_addresses_behind_what_people_write(source: str, urls: list[str]) -> None:
    assert [found.url for found in BOARDS.asked_for(source)] == urls
    assert is_address(source)


@pytest.mark.parametrize("source", ["", "acme", "workday:acme", "jobs.json", "/tmp/jobs.json", "C:\\jobs.json", "greenhouse"])  # fmt: skip
def test_anything_else_is_refused(source: str) -> None:
    with pytest.raises(PostingsUnreadable):
        BOARDS.asked_for(source)
    assert not is_address(source)


@pytest.mark.parametrize(
    ("source", "example"),
    [("greenhouse:", "greenhouse:acme"), ("lever:", "lever:acme"), ("ashby: \n", "ashby:acme"), ("Ashby:", "ashby:acme")],
)  # fmt: skip
def test_a_board_without_name_is_told_what_is_missing(source: str, example: str) -> None:
    for ask in (BOARDS.asked_for, is_address):
        with pytest.raises(
            PostingsUnreadable, match=f"“{source.strip().lower()}” lacks .* {example}"
        ):
            ask(source)


@pytest.mark.parametrize(
    ("url", "is_whole"),
    [("https://a.example/jobs", True), ("https://a.example/jobs?page=2", False), ("https://a.example/jobs?q=x&offset=10", False), ("https://a.example/page=1", True)],
)  # fmt: skip
def test_a_list_by_pages_is_not_whole(url: str, is_whole: object) -> None:
    assert PostingsAddress(url=url).is_whole is is_whole


@given(st.sampled_from(["greenhouse", "lever", "ashby"]), st.text("abcXYZ019-_ .é/?#%", min_size=1, max_size=50).map(str.strip).filter(lambda name: name and name[:2] != "//"))  # fmt: skip
def test_a_board_is_asked_at_its_own_site(source: str, name: str) -> None:
    hosts = {"greenhouse": "g", "lever": "le", "ashby": "a"}
    for found in BOARDS.asked_for(f"{source}:{name}"):
        assert found.board == Board(source, name)
        assert found.url.startswith("https://")
        assert found.url.split(".example/")[0][8] in hosts[source]
        assert found.url.count("?") == 1
