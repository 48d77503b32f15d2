"""Which occupations texts are about, and what may not change it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobr_core.cvs import parse
from jobr_core.cvs.stuffing import stuffed_lines
from jobr_core.jobs import JobPosting
from jobr_core.matching import MatchLine, rank, score
from jobr_core.matching.evidence import evidence_of
from jobr_core.matching.occupation_space import (
    likeness,
    main_occupation,
    occupation_vector,
    skills_speak_for,
    title_grams,
)
from jobr_core.matching.occupation_vectors import posting_vector
from jobr_core.vocabulary.word_grams import grams_of


def a_posting(title: str, description: str = "") -> JobPosting:
    return JobPosting.from_record(
        {"id": title, "title": title, "company": "Acme", "description": description}
    )


@pytest.mark.parametrize(
    ("title", "description", "occupation"),
    [
        ("Staff Nurse, ITU", "Ventilated patients, inotropes, arterial lines", "Critical care nurse"),
        ("Krankenpfleger (m/w/d)", "Sie pflegen unsere Patienten auf der chirurgischen Station.", "Registered nurse"),
        ("नर्स", "मरीजों की देखभाल nurse ward", "Registered nurse"),
        ("Lorry driver", "Class 1 HGV, tachograph, curtain sider trailers", "Truck driver"),
        ("Maler und Lackierer", "Wir suchen einen erfahrenen Kollegen für unsere Baustellen.", "Painter and decorator"),
        ("Backend Engineer", "Go, gRPC, PostgreSQL, Kafka", "Backend developer"),
        ("Comptable", "Vous tenez les comptes de nos clients et préparez leurs bilans.", "Accountant"),
        ("Groom", "Mucks out stables, exercises the horses, tack cleaning", "Horse breeder and stud groom"),
        ("Commis chef", "Prep for the larder section, mise en place", "Cook"),
        ("Contadora", "Llevarás las cuentas de nuestros clientes y sus impuestos.", "Accountant"),
        ("SOC analyst", "Triages SIEM alerts, phishing, EDR", "SOC analyst"),
        ("Early years practitioner", "EYFS, key children, nappy changing", "Early years teacher"),
    ],
)  # fmt: skip
def test_a_posting_is_about(title: str, description: str, occupation: str) -> None:
    vector = posting_vector(a_posting(title, description))
    assert main_occupation(vector) == occupation


@pytest.mark.parametrize(
    "description",
    [
        "",
        "We are an equal opportunity employer.",
        "Benefits:\n- 401(k), dental and vision\n- paid holidays",
    ],
)
def test_what_any_advertisement_says_is_about_nothing(description: str) -> None:
    assert posting_vector(a_posting("Colleague", description)).occupations == {}


CV = """{name}
{name2}@example.com

Experience
Baker, Crumb Ltd\t2019 - 2024
- Shaped and baked sourdough loaves in a deck oven
- Led a team of 4 on the night shift

Skills
Dough mixing, Food hygiene"""

NAMES = ("Lakisha Washington", "Greg Baker", "Emily Walsh", "Mason Porter", "Mason Carpenter", "Jamal Cook", "Wei Zhang", "राम कुमार")  # fmt: skip
BAKERY = a_posting("Baker", "You shape and bake sourdough.\nRequirements\n- Food hygiene")


def occupation_of(text: str, posting: JobPosting) -> MatchLine:
    return score(parse(text), posting).lines[0]


def test_a_name_changes_nothing() -> None:
    lines = {
        occupation_of(CV.format(name=name, name2=name.split()[0].lower()), BAKERY).points
        for name in NAMES
    }
    assert len(lines) == 1


@pytest.mark.parametrize("name", ["Farokh Engineer", "Sohail Contractor", "Hawa Driver"])
def test_nor_does_one_that_is_a_trade_above_a_headline(name: str) -> None:
    cv = CV.replace("{name2}", "Pastry Chef\nx")
    points = [
        [line.points for line in score(parse(cv.format(name=one)), BAKERY).lines]
        for one in (name, "Emily Walsh")
    ]
    assert points[0] == points[1]


def test_neither_do_pronouns() -> None:
    cv = CV.format(name="Sam Hill", name2="sam")
    hers = occupation_of(cv + "\n\nOther\nShe led her team.", BAKERY)
    his = occupation_of(cv + "\n\nOther\nHe led his team.", BAKERY)
    assert hers.points == his.points


@pytest.mark.parametrize(
    "pasted",
    [
        *(glue.join(["Data Scientist"] * 30) for glue in (" ", "\n", ", ")),
        *(
            "\n".join(form.format(n) for n in range(1, 31))
            for form in ("Data Scientist {}", "{}. Data Scientist", "Data Scientist at firm{}")
        ),
        "\n".join(f"Data Scientist, {year} - {year + 1}" for year in range(1985, 2015)),
    ],
)
def test_a_title_pasted_thirty_times_gains_nothing(pasted: str) -> None:
    cv = CV.format(name="Sam Hill", name2="sam")
    wanted = a_posting("Data Scientist", "Machine learning models in Python")
    stuffed = f"{cv}\n{pasted}"
    assert score(parse(stuffed), wanted).exact <= score(parse(cv), wanted).exact + 0.5


def test_titles_that_differ_by_their_number_are_one() -> None:
    cv = CV.format(name="Sam Hill", name2="sam")
    wanted = a_posting("Data Scientist", "Machine learning models in Python")
    numbered, plain = (
        score(parse(f"{cv}\n" + "\n".join(lines)), wanted).exact
        for lines in ((f"Data Scientist {n}" for n in range(5)), ["Data Scientist"] * 5)
    )
    assert numbered == plain


def test_stuffed_lines_are_told_apart_from_titles_held_often() -> None:
    assert list(stuffed_lines("Chef\nA\nChef\nB\nChef")) == []
    assert len(list(stuffed_lines("\n".join(["Chef"] * 30)))) == 30


WORDS = sorted({word for word in grams_of(BAKERY.text + CV) if word.isalpha()})


@given(st.permutations(WORDS))
def test_the_order_of_words_and_texts_does_not_matter(words: list[str]) -> None:
    known = dict.fromkeys(words, 1)
    titles = title_grams([(grams_of("Baker"), 1.0)])
    assert occupation_vector(known, titles) == occupation_vector(dict.fromkeys(WORDS, 1), titles)


@given(st.sets(st.sampled_from(["python", "sql", "welding", "phlebotomy", "tally", "aws"])),
       st.sampled_from(["excel", "docker", "first aid", "xero"]))  # fmt: skip
def test_one_more_skill_speaks_for_no_occupation_less(known: set[str], more: str) -> None:
    before = skills_speak_for(known)
    after = skills_speak_for({*known, more})
    assert all(after[number] >= weight for number, weight in before.items())


def test_a_text_is_most_like_itself() -> None:
    nurse = posting_vector(a_posting("Critical care nurse", "Ventilators and inotropes on ITU"))
    driver = posting_vector(a_posting("Truck driver", "Tachograph, HGV trailers"))
    same, other = likeness(nurse, nurse), likeness(nurse, driver)
    assert (round(same.occupation, 6), round(same.field, 6), round(same.sector, 6)) == (1, 1, 1)
    assert other.occupation < 0.05


def test_the_skills_of_a_cv_only_raise_its_occupation() -> None:
    cv = CV.format(name="Sam Hill", name2="sam")
    before = occupation_of(cv, BAKERY).points
    after = occupation_of(cv.replace("Dough mixing", "Dough mixing, Python, Welding"), BAKERY)
    assert after.points >= before


def test_what_is_shared_is_told() -> None:
    line = occupation_of(CV.format(name="Sam Hill", name2="sam"), BAKERY)
    assert line.requirement == "occupation: Baker"
    assert line.rule.startswith("both are about Baker")
    assert line.cv
    assert "sourdough" in line.cv.quote


def test_the_better_fit_comes_first_whatever_the_order() -> None:
    cv = parse(CV.format(name="Sam Hill", name2="sam"))
    jobs = [BAKERY, a_posting("Pastry chef", "Cakes and desserts"), a_posting("Welder", "MIG, TIG")]
    expected = [report.job_id for report in rank(cv, jobs)]
    assert expected == ["Baker", "Pastry chef", "Welder"]
    assert [report.job_id for report in rank(cv, jobs[::-1])] == expected


def test_a_cv_without_work_stands_nowhere() -> None:
    evidence = evidence_of(parse("Ada King\nada@example.com"))
    assert evidence.standing.about.occupations == {}
