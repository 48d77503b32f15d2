"""`jobr tasks`: background work, for operators."""

from collections.abc import Sequence
from typing import Annotated

import typer

from jobr_cli.output import print_json
from jobr_cli.session import ask_jobr
from jobr_core.tasks.model import TaskRecord, TaskState

app = typer.Typer(help="Look after background tasks.", no_args_is_help=True)

TaskId = Annotated[int, typer.Argument(min=1, max=2**63 - 1, help="see `jobr tasks list`")]


@app.command("list")
def list_(
    state: Annotated[list[TaskState] | None, typer.Option(help="only these")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="how many")] = 100,
    json: Annotated[bool, typer.Option("--json", help="as JSON")] = False,  # noqa: FBT002
) -> None:
    """List tasks that are queued, running, failed or cancelled, the oldest first.

    Example: jobr tasks list --state failed
    """
    found: Sequence[TaskRecord] = ask_jobr(
        lambda jobr: jobr.storage.tasks().listed(states=state or tuple(TaskState), limit=limit)
    )
    if json:
        print_json([_facts(task) for task in found])
        return
    for task in found:
        typer.echo(_line(task))
    if not found:
        typer.echo("No tasks.")


@app.command()
def retry(
    task_id: Annotated[
        int | None, typer.Argument(min=1, max=2**63 - 1, help="see `jobr tasks list`")
    ] = None,
    failed: Annotated[bool, typer.Option("--failed", help="all that failed")] = False,  # noqa: FBT002
    name: Annotated[str | None, typer.Option(help="with --failed: only these")] = None,
) -> None:
    """Queue a task again that failed or was cancelled, or let a waiting one start at once.

    Example: jobr tasks retry --failed --name send_welcome
    """
    if (task_id is None) is not failed:
        raise typer.BadParameter("Give a task's number, or --failed.")
    if failed:
        count: int = ask_jobr(lambda jobr: jobr.storage.tasks().retry_failed(name))
        typer.echo(f"{count} tasks are queued again.")
    else:
        ask_jobr(lambda jobr: jobr.storage.tasks().retry(task_id))
        typer.echo(f"Task {task_id} is queued again.")


@app.command()
def cancel(task_id: TaskId) -> None:
    """Keep a task from starting, or interrupt it.

    Example: jobr tasks cancel 42
    """
    ask_jobr(lambda jobr: jobr.storage.tasks().cancel(task_id))
    typer.echo(f"Task {task_id} is cancelled; if it runs, it is being interrupted.")


def _line(task: TaskRecord) -> str:
    ids = " ".join(f"{name}={value}" for name, value in task.ids.items())
    due = f"  due {task.due_at:%Y-%m-%d %H:%M:%S}" if task.due_at else ""
    reason = f"\n    {task.reason}" if task.reason else ""
    return (
        f"{task.id:>8}  {task.state:<9}  {task.urgency:<4}  {task.name}  {ids}"
        f"  attempts {task.attempts}{due}{reason}"
    )


def _facts(task: TaskRecord) -> dict[str, object]:
    return {
        "id": task.id,
        "name": task.name,
        "urgency": task.urgency.value,
        "state": task.state.value,
        "ids": dict(task.ids),
        "attempts": task.attempts,
        "due_at": task.due_at.isoformat() if task.due_at else None,
        "reason": task.reason,
    }
