"""What titles say, in the words of many countries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobr_core.jobs.titles import plain_role, title_facts

ROLES = {
    "software engineer": [
        "Senior Software Engineer (m/w/d)", "Sr. Software Engineer II", "Software Engineer III", "Software Engineer, Level 2",
        "Software Engineer (L5)", "Software Engineer - Entry Level", "Staff Software Engineer", "SOFTWARE ENGINEER (M/F/D)",
        "Software Engineer (Remote, US only)", "Software Engineer – Remote (EMEA)", "Software Engineer, Remote - US, CA or UK",
        "Software Engineer | Full-time | Remote", "Software Engineer (12 month FTC)", "Software Engineer | 5+ yrs | Immediate Joiner",
        "Urgent Hiring!! Software Engineer", "Software Engineer (W2/C2C)", "Software Engineer (Hybrid – 2 days per week)", "Software Engineer Intern",
        "Sr. Software Engineer II - Remote (US)",
    ],
    "sales manager": [
        "Sales Manager (m/w/d)", "Sales Manager (f/m/x)", "Sales Manager m|w|d", "Sales Manager (d/f/m)", "Sales Manager mwd", "Sales Manager (mfd)",
        "Sales Manager (m,w,d)", "Sales Manager (m/w/divers)", "Sales Manager (f/m/div.)", "Sales Manager (gn)", "Sales Manager (all genders)",
        "Sales Manager (m/w/d/k.A.)", "M/F/D Sales Manager", "Sales Manager (male/female/diverse)", "Sales Manager H/F", "Sales Manager 80–100 %",
        "Sales Manager (k/m)", "Sales Manager (m/v)", "Sales Manager (H/M/D)", "Sales Manager (m/w/d) in Voll- oder Teilzeit", "Sales Manager (m/w/d) im Homeoffice",
    ],
    "buchhalter": ["Buchhalter:in", "Buchhalter*in (m/w/d)", "Buchhalter/in 60 - 80 %", "Buchhalter_in", "Buchhalter/-in", "BuchhalterIn", "Buchhalter(in)", "Buchhalter (m/w/d) in Teilzeit"],
    "lehrer": ["Lehrer:innen", "Lehrer/-innen", "LehrerInnen"],
    "desarrollador web": ["Desarrollador/a web", "Desarrollador(a) web", "Desarrollador/a Web Senior (Teletrabajo)", "Desarrollador web - jornada completa"],
    "developpeur web": ["Développeur·se web (H/F/X)", "Développeur.euse web", "Développeur(se) web - CDI", "Développeur web H/F - Stage 6 mois", "Développeur web en télétravail"],
    "analista de dados": ["Analista de Dados Jr", "Analista de Dados Pleno (Remoto)", "Analista de Dados Sênior - PJ - Home Office"],
    "impiegato amministrativo": ["Impiegato/a amministrativo/a", "Impiegato/a amministrativo/a part-time", "Impiegato amministrativo - sostituzione maternità"],
    "verpleegkundige": ["Verpleegkundige 24-36 uur", "Verpleegkundige (m/v/x) deeltijd"],
    "programista python": ["Starszy Programista Python (K/M/X) – praca zdalna", "Programista Python (k/m)", "Młodszy Programista Python"],
    "registered nurse texas": ["Remote Registered Nurse, Texas", "Registered Nurse, Texas (Remote)", "Remote, Registered Nurse, Texas"],
    "java developer": ["Java Developer - 3-5 Years", "Java Developer (Immediate Joiner)", "Java Developer – WFH", "Java Developer - W2 only", "Remote Java Developer"],
    "marketing": ["Praktikum im Bereich Marketing", "Stage en Marketing", "Estágio em Marketing", "Tirocinio Marketing", "Werkstudent (m/w/d) Marketing"],
    "हिंदी टाइपिसट": ["हिंदी टाइपिस्ट", "हिंदी टाइपिस्ट (Work From Home)"],
}  # fmt: skip
UNTOUCHED = [
    "Nurse, Texas", "Mobile Developer, Reading",
    "Plug-in Developer", "Live-in Caregiver", "Check-in Agent", "LinkedIn Specialist", "F/X Artist", "H/W Engineer", "SAP MM/SD Consultant", "A/V Technician",
    "Level 3 Support Engineer", "L2 Support Engineer", "Class 1 Driver", "Title I Teacher", "IV Therapist", "Tier 1 Support", "3D Artist", "Temporary Works Engineer",
    "Contract Manager", "Internal Auditor", "Stage Manager", "Volunteer Coordinator", "Permanent Makeup Artist", "B2B Sales Manager",
    "Remote Sensing Scientist", "Hybrid Cloud Engineer", "Home Office Manager", "Lead Generation Specialist", "Mid-Market Account Executive",
    "Chef de Partie", "Head of Marketing", "C++ Developer", "C# .NET Developer", "Node.js Developer", "UX/UI Designer", "Koch/Köchin",
]  # fmt: skip


@pytest.mark.parametrize(("role", "title"), [(role, t) for role, ts in ROLES.items() for t in ts])
def test_what_is_not_the_work_is_left_out(role: str, title: str) -> None:
    assert plain_role(title) == role
    assert not set("()") & set(title_facts(title).role)


@pytest.mark.parametrize("title", UNTOUCHED)
def test_words_of_the_work_stay(title: str) -> None:
    facts = title_facts(title)
    assert facts.role == title
    assert (facts.employment_types, facts.workplace, facts.steps) == ((), None, frozenset())


@pytest.mark.parametrize(
    ("title", "forms"),
    [
        ("Nurse, part-time", "part_time"), ("Verkäufer in Teilzeit", "part_time"), ("Enfermero a tiempo parcial", "part_time"),
        ("Nurse (Full Time)", "full_time"), ("Comptable - CDI", "full_time"), ("Cocinero, jornada completa", "full_time"),
        ("Accountant - FTC", "temporary"), ("Manager - 12 Month Fixed Term Contract", "temporary"), ("Comptable CDD 6 mois", "temporary"),
        ("HR Manager (Maternity Cover)", "temporary"), ("Project Manager - 6 month contract", "contract"), ("Freelance Designer", "contract"),
        ("Werkstudent IT", "intern"), ("Stage - Chef de projet", "intern"), ("Marketing Internship", "intern"), ("RN PRN", "per_diem"),
        ("Volunteer - Dog Walker", "volunteer"), ("Early Stage Startup Engineer", ""), ("Contracts Administrator - Remote", ""),
        ("Koch (Vollzeit/Teilzeit)", "full_time part_time"), ("Koch in Voll- oder Teilzeit", "full_time part_time"),
        ("Nurse - Full or Part-Time", "full_time part_time"), ("Clerk, Permanent Contract", "full_time"),
        ("Marketing Internship, full-time", "intern full_time"),
    ],
)  # fmt: skip
def test_the_forms_of_employment(title: str, forms: str) -> None:
    assert " ".join(title_facts(title).employment_types) == forms


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Nurse (Remote)", "remote"), ("Contracts Administrator - Remote", "remote"), ("Entwickler, 100% Remote", "remote"), ("Dev Pleno (Remoto)", "remote"),
        ("Dev - Home Office", "remote"), ("Telecaller - Work at Home", "remote"), ("Dev (Full Remote)", "remote"), ("Nurse (Hybrid)", "hybrid"),
        ("Dev | Hybrid – 2 days Berlin", "hybrid"), ("Dev Remote/Hybrid", "hybrid"), ("Dev, teilweise Home-Office", "hybrid"),
        ("Support On-Site", "onsite"), ("Non-Remote Analyst", "onsite"), ("Remote Sensing Engineer", "None"), ("Hybrid Vehicle Engineer", "None"),
    ],
)  # fmt: skip
def test_the_workplace(title: str, place: str) -> None:
    assert str(title_facts(title).workplace) == place


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Sr. Engineer", "senior"), ("Programador Sênior", "senior"), ("Starszy Programista", "senior"), ("Medior Developer", "mid"), ("Dev Pleno", "mid"),
        ("Młodszy Specjalista", "junior"), ("Ausbildung zum Koch", "intern"), ("Principal Engineer", "lead"), ("Lead Generation Specialist", "None"),
        ("Account Executive, Mid-Market", "None"), ("Expert Comptable", "None"), ("Experienced Hire Recruiter", "None"), ("VP, Sales", "executive"),
    ],
)  # fmt: skip
def test_the_step(title: str, level: str) -> None:
    assert str(title_facts(title).seniority) == level


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sr. Cook", "Senior Cook (m/w/d)"), ("Engineer II", "Engineer 2"), ("Engineer, Level 2", "Engineer II - Remote"),
        ("Jr Cook", "Junior Cook, full-time"), ("Praktikum Marketing", "Praktikant Marketing"), ("Cook", "Cook (f/m/x)"),
    ],
)  # fmt: skip
def test_one_step_in_two_spellings(one: str, other: str) -> None:
    assert title_facts(one).steps == title_facts(other).steps


@pytest.mark.parametrize(
    ("one", "other"),
    [("Engineer II", "Engineer III"), ("Staff Engineer", "Principal Engineer"), ("Senior Cook", "Cook"),
     ("Marketing", "Praktikum Marketing"), ("Werkstudent Marketing", "Praktikum Marketing")],
)  # fmt: skip
def test_two_steps(one: str, other: str) -> None:
    assert title_facts(one).steps != title_facts(other).steps


PIECES = st.sampled_from(
    "Senior,Engineer,II,(m/w/d),Remote,Remote (EMEA),-,–,|,(,),Intern,/a,:in,Teilzeit,80-100%,Köchin,टाइपिस्ट,US,,Part,Time".split(",")
)  # fmt: skip
APART = st.sampled_from("Senior,Engineer,(m/w/d),Remote (EMEA),|,Intern,Teilzeit,80-100%,Köchin,टाइपिस्ट".split(","))  # fmt: skip


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=9).map(" ".join)))
def test_any_title_has_a_role(title: str) -> None:
    assert bool(title_facts(title).role) == bool(title)
    assert plain_role(title) == " ".join(plain_role(title).split())


@given(st.lists(APART, max_size=9).map(" ".join))
def test_the_role_of_a_role_is_itself(title: str) -> None:
    role = plain_role(f"Cook {title}")
    assert plain_role(role) == role


@given(st.lists(PIECES, max_size=9).map(" ".join))
def test_a_gender_tag_changes_nothing(title: str) -> None:
    assert plain_role(f"Cook {title}") == plain_role(f"Cook {title} (m/w/d)")
