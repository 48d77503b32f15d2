"""`jobr reset-lockout` on memory."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from typer.testing import CliRunner

from jobr_cli import lockout
from jobr_cli.main import app, main
from jobr_core.accounts.errors import WrongCredentials
from jobr_core.accounts.model import Client

ADA, RIGHT = "ada@example.org", "long enough"


@pytest.fixture
def locked(jobr: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Jobr with Ada's account locked; commands ask it."""

    def ask(question: Callable[[Any], Awaitable[object]]) -> object:
        async def answer() -> object:
            return await question(jobr)

        return asyncio.run(answer())

    async def fail(_: Any) -> None:
        await jobr.accounts.register()(email=ADA, password=RIGHT)
        for _ in range(5):
            with pytest.raises(WrongCredentials):
                await jobr.sign_in.log_in()(email=ADA, password="wrong password", client=Client())

    monkeypatch.setattr(lockout, "ask_jobr", ask)
    ask(fail)
    return jobr


def _run(*words: str) -> str:
    result = CliRunner().invoke(app, ["reset-lockout", *words], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_it_says_whether_the_account_was_locked(locked: Any) -> None:
    assert _run(ADA) == "ada@example.org was locked and can sign in again.\n"
    assert _run(ADA) == "ada@example.org was not locked; its failed attempts are forgotten.\n"
    assert (
        asyncio.run(locked.sign_in.log_in()(email=ADA, password=RIGHT, client=Client())).email
        == ADA
    )


def test_programs_read_json(locked: Any) -> None:
    assert [json.loads(_run(ADA, "--json")) for _ in range(2)] == [
        {"email": ADA, "was_locked": True},
        {"email": ADA, "was_locked": False},
    ]


def test_nobody_cannot_be_unlocked(
    locked: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["jobr", "reset-lockout", "eve@example.org"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert capsys.readouterr().err == "Error: There is no such account.\n"
