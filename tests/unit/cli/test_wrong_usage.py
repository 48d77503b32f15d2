"""What the CLI refuses before it does anything."""

import io
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jobr_cli.errors import FileUnreadable
from jobr_cli.files import content_of
from jobr_cli.main import app


def _refused(*words: str) -> str:
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2, result.output
    return " ".join(result.output.split())


@pytest.mark.parametrize("pay", ["-5", "0", "nan", "inf", "-inf", "1e400", "1e12"])
def test_the_least_pay_is_an_amount_of_money(pay: str) -> None:
    said = _refused("jobs", "search", "--salary-min", pay)
    assert "--salary-min" in said
    assert "more than 0 and less than 10^12" in said


@pytest.mark.parametrize("currency", ["", "EURO", "€", "E1R"])
def test_a_currency_is_a_code(currency: str) -> None:
    said = _refused("jobs", "search", "--salary-min", "5", "--currency", currency)
    assert "--currency" in said
    assert "three letters, such as EUR" in said


@pytest.mark.parametrize("hours", ["-5", "nan", "inf", "1e9"])
def test_hours_are_of_the_past(hours: str) -> None:
    assert "a number from 0 to 876,000" in _refused("cv", "sweep", "--older-than", hours)


@pytest.mark.parametrize("day", ["", "soon", "2026-13-01", "12345"])
def test_a_day_is_one_of_the_calendar(day: str) -> None:
    said = _refused("jobs", "search", "--posted-since", day)
    assert "--posted-since" in said
    assert "such as 2026-01-31" in said


@pytest.mark.parametrize("source", ["", " "])
def test_an_import_without_source_says_what_it_takes(source: str) -> None:
    said = _refused("jobs", "import", source)
    assert "greenhouse:acme" in said
    assert "jobs.json" in said


def test_only_one_file_is_standard_input() -> None:
    assert "only one of them" in _refused("match", "-", "--jobs", "-")


@pytest.mark.parametrize(
    ("path", "why"),
    [(Path(), "an empty name"), (Path("/"), "/ cannot be read: it is a folder\\."), (Path("/nowhere"), "no such file")],
)  # fmt: skip
def test_what_is_no_file_is_told(path: Path, why: str) -> None:
    with pytest.raises(FileUnreadable, match=why):
        content_of(path)


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a CV")))
    assert content_of(Path("-")) == b"a CV"
