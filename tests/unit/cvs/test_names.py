"""Whose CV it is."""

import pytest

from jobr_core.cvs.parsing import parse


def name_in(text: str) -> str:
    return parse(text).profile.basics.name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CURRICULUM VITAE\nMd. Abdul Karim\nCell: 01712-345678", "Md. Abdul Karim"),
        ("Curriculum Vitae of Rafiqul Islam\nDhaka", "Rafiqul Islam"),
        ("Dr. Anna Weiß, PhD\nPhysicist", "Anna Weiß"),
        ("María-José de la Fuente\nEnfermera", "María-José de la Fuente"),
        ("J O H N   D O E\nEngineer", "JOHN DOE"),
        ("Résumé\nÉtienne d'Aubigny\nComptable", "Étienne d'Aubigny"),
        ("नाम: प्रिया गुप्ता\nमोबाइल: 9421586621", "प्रिया गुप्ता"),
        ("Jordan Cook\nLine Cook", "Jordan Cook"),
        ("Nguyễn Thị Hoa\nKế toán", "Nguyễn Thị Hoa"),
        ("Mason Carpenter\nPune", "Mason Carpenter"),
        ("Farokh Engineer\nfarokh.engineer@example.org", "Farokh Engineer"),
        ("Sohail Contractor\ncontractorsohail@example.org", "Sohail Contractor"),
        ("Farokh Engineer\nx@example.org\nSoftware Engineer", "Farokh Engineer"),
        ("FAROKH ENGINEER\nSenior Nurse", "FAROKH ENGINEER"),
        ("Hawa Driver\nForklift Operator", "Hawa Driver"),
        ("Jamal COOK\nPune", "Jamal COOK"),
        ("Farokh Engineer\nJohn Hill\nSoftware Engineer", "John Hill"),
    ],
)
def test_names_of_many_cultures(text: str, name: str) -> None:
    assert name_in(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Victim Advocate\nVictim Advocate, City Shelter, 2019 - 2020",
        "SENIOR ACCOUNTANT\nSummary\nBooks and ledgers.",
        "Impact\nExperience\nNurse, Acme, 2019 - 2020",
        "Pune, Maharashtra\nSkills\nPython",
        "Acme Solutions Ltd\nSkills\nPython",
        "Project Management\nSkills\nPython",
        "Line Cook\ncook@example.org",
        "Sales Manager\nmanager@example.org",
        "HGV Driver\nForklift Operator",
        "MSBI Developer\nTeam Leader",
        "Sous Chef\nLine Cook",
        "Lead Carpenter\nSite Supervisor",
        "Registered Nurse\nWard Manager",
        "Structural Engineer\nProject Manager",
        "Kubernetes Engineer\nTeam Leader",
        "Algology Teacher\nWhat pain is, and what helps",
        "Algology Teacher\nAlgology Teacher, City School",
    ],
)
def test_what_is_no_name_is_not_taken_for_one(text: str) -> None:
    assert name_in(text) == ""


@pytest.mark.parametrize("name", ["Hunter Cook", "Mason Carpenter", "Parker Mason"])
def test_a_name_that_could_be_a_title_is_no_headline(name: str) -> None:
    basics = parse(f"{name}\nBerlin\n\nExperience\nEngineer, Acme\t2015 - 2020").profile.basics
    assert (basics.name, basics.label) == (name, "")


def test_a_label_at_the_end_beats_what_stands_at_the_top() -> None:
    text = "Career Objective\nTo grow.\n\nPersonal Details\nName: Kamal Hossain\nFather's Name: Abdul Hossain"
    assert name_in(text) == "Kamal Hossain"


def test_referees_and_parents_are_somebody_else() -> None:
    text = (
        "Nadia Rahman\nnadia.rahman@example.org\n\nPersonal Information\nFather's Name: Aziz Rahman\n"
        "\nReferences\nProf. Selim Khan\nCell: 01700-000000\nselim@example.org"
    )
    basics = parse(text).profile.basics
    assert (basics.name, basics.email, basics.phone) == (
        "Nadia Rahman",
        "nadia.rahman@example.org",
        "",
    )


def test_behind_a_side_column_the_name_stands_before_the_title() -> None:
    text = "Contact\nsomebody17@example.org\nTop Skills\nForklift Driving\n\nMaria Gonzalez\nInventory Controller at Cobalt\n\nExperience\n"
    assert name_in(text) == "Maria Gonzalez"
