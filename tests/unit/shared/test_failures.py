"""What an operator reads about a failure."""

from jobr_core.shared.errors import Conflict
from jobr_core.shared.failures import reason_of


def raised(error: Exception) -> Exception:
    try:
        raise error
    except Exception as caught:  # noqa: BLE001
        return caught


def test_our_own_errors_speak_for_themselves() -> None:
    assert reason_of(raised(Conflict("Taken."))) == "conflict: Taken."


def test_of_others_only_kind_and_place_are_told() -> None:
    reason = reason_of(raised(ValueError("ada@example.org")))
    assert reason.startswith("ValueError at ")
    assert "ada" not in reason
    assert reason_of(ValueError()) == "ValueError at an unknown place"
