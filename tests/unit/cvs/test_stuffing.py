"""Words repeated to please a machine."""

import pytest

from builders import BACKEND_CV
from jobr_core.cvs.parsing import parse
from jobr_core.cvs.stuffing import stuffed_lines


@pytest.mark.parametrize(
    "more", ["Python " * 60, "\n".join(["I am the best engineer for every job in the world"] * 5)]
)
def test_stuffing_is_told(more: str) -> None:
    assert any("gains nothing" in warning for warning in parse(BACKEND_CV + "\n" + more).warnings)


def test_an_ordinary_cv_is_not_accused() -> None:
    assert parse(BACKEND_CV).warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "/".join(["python"] * 6),
        "sql 1 java 2 " * 3,
        "1. Data scientist\n2. data scientist\n" * 3,
        "C++ | C# | C++ | C# | C++ | C#",
        "\n".join(f"Senior Data Engineer {n}" for n in range(1, 8)),
        "\n".join(f"Senior Data Engineer at company{n} Ltd" for n in range(1, 8)),
        "\n".join(f"Data Engineer, {year} - {year + 1}" for year in range(2000, 2015)),
    ],
)
def test_lines_that_repeat_themselves_or_one_another_are_stuffed(text: str) -> None:
    assert len(list(stuffed_lines(text))) == len(text.splitlines())


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"Staff nurse {year} - {year + 1}" for year in range(2010, 2020)),
        "Python और PostgreSQL में भुगतान सेवा बनाई, टीम के साथ कोड की समीक्षा की और दवा दी",
        "Worked in sales, in marketing and in the shop",
        "İstanbul\n\n \nChef",
    ],
)
def test_what_people_write_is_not(text: str) -> None:
    assert not list(stuffed_lines(text))
