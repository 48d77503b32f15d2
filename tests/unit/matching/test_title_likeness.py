"""How alike titles are."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobr_core.matching.occupation_space import title_vector
from jobr_core.matching.title_reading import told_by
from jobr_core.matching.titles import bare_title, match_titles, titles_alike
from jobr_core.vocabulary.installed_titles import InstalledOccupation, InstalledTitles, use

LABELS = ("software developer", "nurse responsible for general care", "cargo vehicle driver",
          "accounting assistant", "early years teacher", "tiling supervisor")  # fmt: skip


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Senior Java Programmer (Remote, m/w/d)", "software developer"),
        ("Staff Nurse - Night Shift", "nurse responsible for general care"),
        ("HGV Class 1 Driver, Leeds", "cargo vehicle driver"),
        ("Accounts Assistant - 38752 (Contract)", "accounting assistant"),
        ("Kindergarten Teacher", "early years teacher"),
    ],
)
def test_a_title_means_the_label_of_its_work(title: str, label: str) -> None:
    likely = match_titles(title, LABELS)
    assert LABELS[likely.index(max(likely))] == label


def test_what_stands_behind_counts_less_than_the_name_of_the_job() -> None:
    read = told_by("Cook (school) - Leeds kitchen")
    assert read["cook"] > read["kitchen"] > read["school"]


def test_tasks_and_those_who_do_them_are_one() -> None:
    assert told_by("Teaching").keys() == told_by("Teacher").keys()


def test_what_nobody_calls_a_job_is_less_likely_meant() -> None:
    common, rare = match_titles(
        "Tiling supervisors", ["tiling supervisor", "zzyzx tiling supervisor"]
    )
    assert common > rare


ABROAD = {
    "Registered Nurse": "Krankenschwester; Gesundheits- und Krankenpfleger; infirmière; enfermera; नर्स",
    "Software Engineer": "Softwareentwicklerin; Senior Software-Entwickler (m/w/d); ingénieur logiciel; desarrollador de software;"
    " engenheiro de software; सॉफ्टवेयर इंजीनियर",
    "Accountant": "Buchhalterin; comptable; contadora; लेखाकार",
    "Teacher": "Lehrer; enseignante; profesora; शिक्षक; अध्यापिका",
    "Chef": "Koch; Köchin; cuisinier; cocinera; cozinheiro; रसोइया",
    "Truck Driver": "LKW-Fahrer; camionero; motorista de caminhão",
}  # fmt: skip
"""English titles and those of the same job."""
PAIRS = [(english, title.strip()) for english in ABROAD for title in ABROAD[english].split(";")]


@pytest.mark.parametrize(("english", "title"), PAIRS)
def test_the_same_job_is_alike_in_every_language(english: str, title: str) -> None:
    assert titles_alike(title, english) == titles_alike(english, title) >= 0.45
    assert max(titles_alike(title, other) for other in ABROAD if other != english) < 0.1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Waiter", "Waitress"),
        ("Actor", "Actress"),
        ("Foreman", "Forewoman"),
        ("Salesman", "Saleswoman"),
        ("Salesman", "Salesperson"),
        ("Host", "Hostess"),
        ("Steward", "Stewardess"),
        ("Koch", "Köchin"),
        ("Krankenpfleger", "Krankenschwester"),
        ("Kaufmann im Einzelhandel", "Kauffrau im Einzelhandel"),
        ("Cocinero", "Cocinera"),
        ("Vendedor", "Vendedora"),
        ("Serveur", "Serveuse"),
        ("Enfermeiro", "Enfermeira"),
    ],
)
def test_a_title_means_the_same_work_in_either_gender(one: str, other: str) -> None:
    assert titles_alike(one, other) == 1
    assert title_vector(bare_title(one)) == title_vector(bare_title(other))
    assert match_titles(one, LABELS) == match_titles(other, LABELS)


def test_two_titles_neither_of_which_is_english_are_alike_by_their_work() -> None:
    assert titles_alike("Krankenpfleger", "infirmière") > 0.9
    assert titles_alike("Hebamme", "comptable") == 0


def test_english_titles_are_compared_by_their_words_alone() -> None:
    assert titles_alike("Charge Nurse", "Ward Sister") == 0


@pytest.mark.parametrize("english", ["Registered Nurse", "Accountant", "Chef"])
def test_many_jobs_in_one_title_are_not_the_job(english: str) -> None:
    stuffed = "Koch Buchhalter Pflegefachmann Softwareentwickler"
    alone = max(titles_alike(title, english) for title in stuffed.split())
    assert titles_alike(stuffed, english) < min(0.5, alone)


@given(st.text(max_size=40), st.text(max_size=40))
@example("Koch", "Hebamme \ud800")
def test_any_two_titles_have_a_likeness(one: str, other: str) -> None:
    assert 0 <= titles_alike(one, other) == titles_alike(other, one) <= 1


@given(st.text(max_size=80), st.lists(st.text(max_size=40), max_size=4))
@example("(", ["("])
@example("- - -", ["(]", ""])
@example("İ ﷺ \ud800", ["🦄 engineer"])
def test_any_text_has_a_likeness_and_is_likest_to_itself(title: str, labels: list[str]) -> None:
    likely = match_titles(title, [*labels, title])
    assert len(likely) == len(labels) + 1
    assert all(0 <= share <= 1 for share in likely)
    assert likely[-1] == max(likely) == 1


@given(st.permutations(LABELS))
def test_each_label_is_judged_alone(labels: list[str]) -> None:
    alone = [match_titles("Sales and support driver", [label])[0] for label in labels]
    assert match_titles("Sales and support driver", labels) == alone


def _release(**titles: tuple[str, ...]) -> InstalledTitles:
    occupations = (InstalledOccupation(name, "", told) for name, told in titles.items())
    return InstalledTitles(
        name="Own", release="1", sha256="ab" * 32, occupations=tuple(occupations)
    )


@pytest.fixture
def install() -> Iterator[Callable[[InstalledTitles], None]]:
    yield use
    use(None)


def test_installed_titles_count_until_they_are_taken_away() -> None:
    ours = match_titles("Zibblewright", ["Driver"])
    use(_release(Driver=("Zibblewright",)))
    try:
        assert match_titles("Zibblewright", ["Driver"])[0] > 0.3 > ours[0]
    finally:
        use(None)
    assert match_titles("Zibblewright", ["Driver"]) == ours


def test_the_nearest_installed_titles_vote(install: Callable[[InstalledTitles], None]) -> None:
    """One title is as near as each of three others: what most of them mean is meant."""
    install(_release(Zorber=("flim zibble",), Quoxer=("flam zibble", "zibble flom", "flum zibble")))
    few, many, none = match_titles("Zibble", ["Zorber", "Quoxer", "Pastry chef"])
    assert many > few > none


def test_a_label_no_release_names_is_meant_by_what_is_called_alike(
    install: Callable[[InstalledTitles], None],
) -> None:
    ours = match_titles("Zibblewright", ["Quoxer"])
    install(_release(Zorber=("zibblewright", "quoxer"), Other=("something else",)))
    assert match_titles("Zibblewright", ["Quoxer"])[0] > ours[0]


def test_a_title_no_release_knows_means_what_it_did(
    install: Callable[[InstalledTitles], None],
) -> None:
    ours = match_titles("Truck driver", LABELS)
    install(_release(Zorber=("zibblewright",)))
    assert match_titles("Truck driver", LABELS) == ours
