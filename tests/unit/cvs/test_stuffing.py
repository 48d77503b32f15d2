"""Words repeated to please a machine."""

import pytest

from builders import BACKEND_CV
from jobr_core.cvs.parsing import parse


@pytest.mark.parametrize(
    "more", ["Python " * 60, "\n".join(["I am the best engineer for every job in the world"] * 5)]
)
def test_stuffing_is_told(more: str) -> None:
    assert any("gains nothing" in warning for warning in parse(BACKEND_CV + "\n" + more).warnings)


def test_an_ordinary_cv_is_not_accused() -> None:
    assert parse(BACKEND_CV).warnings == ()
