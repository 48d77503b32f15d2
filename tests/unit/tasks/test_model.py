"""When a task is tried again."""

import pytest

from jobr_core.messages.errors import MailRefused, MailUnavailable
from jobr_core.shared.errors import Conflict, NotFound
from jobr_core.tasks.errors import TaskTimedOut
from jobr_core.tasks.model import TaskKind, Urgency

KIND = TaskKind(name="test", urgency=Urgency.SOON, most_attempts=4)


@pytest.mark.parametrize(
    "error", [MailUnavailable(), TaskTimedOut(), Conflict(), ZeroDivisionError()]
)
def test_what_may_pass_is_tried_again_ever_later(error: Exception) -> None:
    assert [KIND.pause_after(failures, error) for failures in (1, 2, 3, 4)] == [1, 2, 4, None]


@pytest.mark.parametrize("error", [MailRefused(), NotFound()])
def test_what_was_refused_is_not(error: Exception) -> None:
    assert KIND.pause_after(1, error) is None
