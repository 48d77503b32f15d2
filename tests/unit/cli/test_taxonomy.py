"""`jobr taxonomy`."""

import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jobr_cli.main import app
from jobr_cli.taxonomy import TermUnknown
from jobr_core.matching.term_meanings import meanings

OCCUPATIONS = "O*NET-SOC Code\tTitle\tDescription\n53-3032.00\tHeavy Truck Drivers\tDrive.\n"
TITLES = "O*NET-SOC Code\tAlternate Title\n53-3032.00\tZibblewright\n"
TOOLS = "O*NET-SOC Code\tExample\n53-3032.00\tFleetomatic\n"


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JOBR_HOME", str(tmp_path / "home"))
    with zipfile.ZipFile(tmp_path / "db_29_3_text.zip", "w") as archive:
        archive.writestr("Occupation Data.txt", OCCUPATIONS)
        archive.writestr("Alternate Titles.txt", TITLES)
        archive.writestr("Technology Skills.txt", TOOLS)
    return tmp_path / "db_29_3_text.zip"


def _run(*words: str) -> str:
    result = CliRunner().invoke(app, ["taxonomy", *words], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_a_release_is_installed_shown_and_removed(release: Path) -> None:
    assert "1 occupations, 2 titles" in _run("install", str(release))
    (shown,) = json.loads(_run("show", "zibblewright", "--json"))["meanings"]
    assert shown["name"] == "Heavy Truck Drivers"
    assert shown["source"].startswith("O*NET 29.3")
    assert "skill" in _run("show", "fleetomatic")
    assert json.loads(_run("remove", "--json")) == {"removed": True}
    assert "Nothing is installed" in _run("remove")
    with pytest.raises(TermUnknown):
        _run("show", "zibblewright")


def test_own_terms_have_their_field_and_source(release: Path) -> None:
    assert release.exists()
    shown = _run("show", "ward sister")
    assert all(words in shown for words in ("occupation", "Charge nurse", "Nursing", "Jobr"))
    assert json.loads(_run("show", "postgres", "--json"))["meanings"][0]["name"] == "PostgreSQL"


def test_a_word_that_is_ordinary_too_is_said_to_need_company(release: Path) -> None:
    assert release.exists()
    assert "“Go” is an ordinary word too" in _run("show", "go")
    assert "ordinary" not in _run("show", "golang") + _run("show", "k8s")
    assert json.loads(_run("show", "R", "--json"))["meanings"] == [
        {"kind": "skill", "name": "R", "field": "programming language", "source": "Jobr",
         "near": 1.0, "ambiguous": True},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("term", "occupation"),
    [
        ("Krankenpfleger", "Registered nurse"), ("nurse", "Registered nurse"),
        ("senior nurse", "Registered nurse"), ("C++", "C++ developer"), ("react", "Front-end developer"),
        ("Senior Softwareentwickler (m/w/d)", "Software engineer"), ("software architecting", "Software architect"),
    ],
)  # fmt: skip
def test_the_nearest_occupation_comes_first(term: str, occupation: str) -> None:
    found = [one.name for one in meanings(term, None) if one.kind == "occupation"]
    assert found[0] == occupation
    assert "Nuclear engineer" not in found  # whose reactor is no React


def test_what_is_unknown_comes_with_what_is_written_nearly_so(release: Path) -> None:
    assert release.exists()
    for term, near in (("kubernets", "so: Kubernetes"), ("software engneer", "so: Software engineer")):  # fmt: skip
        with pytest.raises(TermUnknown, match=near):
            _run("show", term)
    with pytest.raises(TermUnknown, match=r"Jobr knows\.$"):
        _run("show", "zzgrob")
    refused = CliRunner().invoke(app, ["taxonomy", "show", " "])
    assert (refused.exit_code, "it is empty" in refused.output) == (2, True)


@pytest.mark.parametrize("command", ["install", "show", "remove"])
def test_every_command_shows_an_example(command: str) -> None:
    assert f"Example: jobr taxonomy {command}" in _run(command, "--help")
