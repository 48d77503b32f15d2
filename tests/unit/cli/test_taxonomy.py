"""`jobr taxonomy`."""

import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jobr_cli.main import app
from jobr_cli.taxonomy import TermUnknown

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


@pytest.mark.parametrize("command", ["install", "show", "remove"])
def test_every_command_shows_an_example(command: str) -> None:
    assert f"Example: jobr taxonomy {command}" in _run(command, "--help")
