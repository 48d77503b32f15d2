"""`jobr score`: scores and their receipts."""

import json as jsons
import sys
from pathlib import Path
from typing import Annotated

import typer

from jobr_cli.files import content_of
from jobr_cli.output import print_json
from jobr_cli.session import ask_jobr
from jobr_core.matching.model import ReceiptOfMatch
from jobr_core.matching.receipts import ReceiptInvalid
from jobr_core.matching.verification import Verification

app = typer.Typer(help="Check scores by their receipts.", no_args_is_help=True)


@app.callback()
def scores() -> None:
    """Check scores by their receipts."""


@app.command()
def verify(
    receipt: Annotated[Path, typer.Argument(help="as GET /api/matches/{job_id}/receipt gave it")],
    json: Annotated[bool, typer.Option("--json", help="as JSON")] = False,  # noqa: FBT002
) -> None:
    """Compute a score again and say whether it is the same, or why not. Exit code 1 if not.

    Example: jobr score verify receipt.json
    """
    told = _receipt(receipt)
    found: Verification = ask_jobr(lambda jobr: jobr.matching.verify_receipt()(told))
    if json:
        reasons = [{"cause": one.cause.value, "detail": str(one)} for one in found.differences]
        print_json({"equal": found.equal, "differences": reasons})
    elif found.equal:
        typer.echo(f"Equal: computed again, the score is {_score(told)}, for the same reasons.")
    else:
        typer.echo("Not equal: " + "; ".join(map(str, found.differences)) + ".")
    sys.exit(0 if found.equal else 1)


def _receipt(path: Path) -> ReceiptOfMatch:
    try:
        document = jsons.loads(content_of(path))
    except (ValueError, RecursionError) as error:
        raise ReceiptInvalid from error
    if not isinstance(document, dict):
        raise ReceiptInvalid
    return ReceiptOfMatch.from_json(document)


def _score(told: ReceiptOfMatch) -> str:
    return "none" if told.receipt.score is None else str(told.receipt.score)
