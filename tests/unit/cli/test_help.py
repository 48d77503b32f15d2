"""What the CLI says of itself."""

import pytest
from typer.testing import CliRunner

from jobr_cli.main import app

COMMANDS = [
    ["match"], ["demo"], ["serve"], ["openapi"], ["reset-lockout"], ["cv", "parse"], ["jobs", "import"],
    ["users", "create"], ["users", "list"], ["users", "show"], ["users", "set-role"],
    ["db", "upgrade"], ["db", "downgrade"], ["db", "current"], ["db", "check"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_shows_an_example(command: list[str]) -> None:
    result = CliRunner().invoke(app, [*command, "--help"])
    assert result.exit_code == 0
    assert f"Example: jobr {' '.join(command)}" in result.output


def test_wrong_usage_exits_with_two() -> None:
    assert CliRunner().invoke(app, ["match"]).exit_code == 2
    assert CliRunner().invoke(app, ["fly"]).exit_code == 2
