"""Every error is an HTTP status and an exit code."""

import importlib
import pkgutil

import pytest

import jobr_adapters
import jobr_cli
import jobr_core
import jobr_http
from jobr_cli.errors import EXIT_CODES, exit_code
from jobr_core.shared.errors import JobrError, Unavailable
from jobr_http.errors import STATUS, status_of

for package in (jobr_core, jobr_adapters, jobr_http, jobr_cli):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if ".migrations" not in module.name:
            importlib.import_module(module.name)


def _leaves(kind: type[JobrError]) -> list[type[JobrError]]:
    below = kind.__subclasses__()
    return [leaf for sub in below for leaf in _leaves(sub)] if below else [kind]


LEAVES = sorted(_leaves(JobrError), key=lambda leaf: leaf.__name__)


def test_both_tables_name_the_same_categories() -> None:
    assert STATUS.keys() == EXIT_CODES.keys() == set(JobrError.__subclasses__())


@pytest.mark.parametrize("leaf", LEAVES)
def test_every_leaf_has_a_status_and_an_exit_code(leaf: type[JobrError]) -> None:
    assert 400 <= status_of(leaf()) <= 503
    assert exit_code(leaf()) in (1, 2)


@pytest.mark.parametrize("leaf", LEAVES)
def test_every_leaf_speaks_to_a_person(leaf: type[JobrError]) -> None:
    message = str(leaf())
    assert message[0].isupper()
    assert len(message.split()) >= 4
    assert "\n" not in message
    assert leaf().code == leaf().code.lower()


def test_codes_are_told_apart() -> None:
    codes = [leaf().code for leaf in LEAVES]
    assert len(codes) == len(set(codes))


def test_what_is_away_says_when_to_come_back() -> None:
    assert Unavailable(retry_after=7).retry_after == 7
