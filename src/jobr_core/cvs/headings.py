"""Section headings of CVs, in several languages."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from jobr_core.cvs.dates import date_ranges
from jobr_core.cvs.passages import PassageKind
from jobr_core.shared.text import Span, folded, lines
from jobr_core.vocabulary.languages import language_mentions
from jobr_core.vocabulary.organisations import names_employer
from jobr_core.vocabulary.places import is_place
from jobr_core.vocabulary.roles import role_strength

# As they are written, folded and with “and” for “&”; one-word plurals are understood.
_HEADINGS: Final = {
    PassageKind.SUMMARY: """
        summary, executive profile, professional summary, executive summary, career summary, profile,
        professional profile, personal profile, about, about me, objective, career
        objective, personal statement, overview, highlights, summary of qualifications,
        qualifications summary, profil, kurzprofil, uber mich, resume profil, a propos,
        perfil, perfil profesional, perfil profissional, resumen, resumen profesional, resumo,
        resumo profissional, sobre mi, sobre mim, uber mich, ziel, objectif, objetivo, objetivo
        profesional, career objectives, in a nutshell, who i am, what i do, hello, synopsis,
        professional synopsis, executive brief, brief, professional brief, career brief, career snapshot, snapshot, professional snapshot, professional
        overview, career overview, career profile, executive overview, summary of experience,
        experience summary, job objective, professional objective, introduction, सारांश, परिचय, उद्देश्य
    """,
    PassageKind.WORK: """
        experience, work experience, company details, professional experience, employment, employment
        history, work history, career history, career, relevant experience, professional
        background, experience and achievements, clinical experience, teaching experience,
        internship, internships, industry experience, berufserfahrung, beruflicher
        werdegang, werdegang, experience professionnelle, experiences professionnelles,
        parcours professionnel, parcours, where i've worked, where i worked, places i have worked, job history, jobs, my journey so far, my journey, professional journey, career path, career timeline, timeline, professional career,
        positions held, positions, appointments, academic appointments, employment record,
        employment details, employment experience, working experience, job experience, service
        record, praktische erfahrung, praktika, berufspraxis, berufliche stationen, berufliche tatigkeiten, tatigkeiten, praxiserfahrung, beruflicher hintergrund, beruf, stages,
        experiences, vida laboral, carrera profesional, percurso profissional, experiencia professional,
        emplois, historial laboral, trayectoria profesional, historico profissional, trajetoria
        profissional, military service, military experience, volunteer and work experience, experiencia, experiencia laboral, experiencia profesional,
        experiencia profissional, कार्य अनुभव, अनुभव
    """,
    PassageKind.EDUCATION: """
        education, education details, education and training, education and qualifications, academic
        background, academic qualifications, academic history, qualifications, training,
        studies, scholastics, scholastic record, academics, academia, academic record, academic credentials, academic details,
        academic profile, academic qualification, academic history, academic achievements and
        qualifications, educational background, educational details, educational profile,
        educational credentials, educational history, education details, education history,
        education qualification, education summary, schooling, degrees, where i studied, scolarite,
        cursus, diplomes, diplomes et formations, formation academique, formacao academica,
        estudios, ausbildung und studium, schule und studium, akademischer werdegang, schulische
        ausbildung, hochschulausbildung, bildungsweg, bildungsgang, schul- und berufsausbildung, schule und ausbildung, aus- und weiterbildung,
        akademische ausbildung, where i studied, what i studied, education and certifications, education background, educational qualification, educational
        qualifications, ausbildung, bildung, studium, schulbildung, formation, formations,
        etudes, educacion, formacion, formacion academica, educacao, formacao, formacao
        academica, शिक्षा
    """,
    PassageKind.SKILLS: """
        skills, skill details, core qualifications, technical skills, top skills, key skills, core skills, core competencies, competencies,
        areas of expertise, expertise, technologies, tools, tech stack, technical expertise,
        technical proficiency, skills and tools, skills and expertise, skill highlights, my toolbox, toolbox, tool box, what i am good at, areas of proficiency, proficiencies, technical
        proficiencies, technical competencies, technical knowledge, technical summary, technical
        profile, technical strengths, software skills, software proficiency, computer proficiency,
        computer literacy, it proficiency, it expertise, it skills and tools, programming skills,
        programming languages, key competencies, key competences, competences cles, competences
        informatiques, functional skills, professional competencies, core strengths, key
        strengths, strengths, skill summary, skills summary, summary of skills, digital skills,
        tools and technologies, technologies and tools, technical tools, stack, hard skills, soft
        skills, key expertise, expertise areas, domain expertise, domain knowledge, areas of
        strength, key areas, area of expertise, area of interest and skills, habilidades tecnicas,
        competencias tecnicas, conocimientos informaticos, informatica, informatique, logiciels,
        software kenntnisse, besondere kenntnisse, weitere kenntnisse, faehigkeiten, technische
        kenntnisse, कौशल और योग्यताएं, योग्यता, योग्यताएँ, योग्यताएं, तकनीकी कौशल, technical skills and competences, computer skills and competences, personal skills and competences,
        professional skills, additional skills, computer skills, it skills, software, skill
        set, clinical skills, kenntnisse, fahigkeiten, fachkenntnisse, edv-kenntnisse,
        it-kenntnisse, kompetenzen, competences, competences techniques, habilidades,
        aptitudes, competencias, conocimientos, कौशल
    """,
    PassageKind.LANGUAGES: """
        languages, language skills, spoken languages, languages known, known languages, language proficiency, linguistic skills, language knowledge,
        language competence, foreign languages, fremdsprachen, fremdsprachenkenntnisse, sprachen und, connaissances linguistiques, langues etrangeres, lenguas, conhecimentos linguisticos, sprachen, sprachkenntnisse, langues,
        idiomas, linguas, भाषाएँ, भाषाएं
    """,
    PassageKind.CERTIFICATES: """
        certificate, certificates, certification, certifications, licences, licenses,
        licences and certifications, licenses and certifications, certifications and
        licences, certifications and licenses, registration, registrations, registration and
        certifications, registration and certificates, registrations and certificates,
        professional registration, professional registrations, professional qualifications,
        professional
        certifications, professional certification, training and certifications, trainings, trainings and certifications,
        training and courses, trainings attended, training attended, training summary, courses, courses and
        certifications, courses and trainings, professional training, professional development,
        certifications and training, certifications and trainings, certifications and courses,
        certification and training, credentials, accreditations, accreditation, licensure, प्रमाणपत्र, license, licensures, weiterbildung,
        weiterbildungen, fortbildung, fortbildungen, formations complementaires, cursos,
        cursos y certificaciones, formacion complementaria, cursos complementares, zertifikate, zertifizierungen,
        certificats, certificaciones, certificados, certificacoes
    """,
    PassageKind.PROJECTS: """
        projects, personal projects, selected projects, key projects, side projects,
        academic projects, academic project, project details, project experience, projects handled, projects undertaken,
        major projects, major project, mini project, notable projects, research projects, project
        profile, project summary, project, final year project, thesis, open source projects, portfolio, open source, projekte, projets, proyectos, projetos
    """,
    PassageKind.VOLUNTEER: """
        volunteering, volunteer experience, volunteer work, voluntary work, community
        service, ehrenamt, benevolat, voluntariado
    """,
    PassageKind.AWARDS: """
        awards, honors, honours, awards and honors, awards and honours, achievements,
        accomplishments, key achievements, achievements and awards, awards and achievements, awards and recognition,
        honors and awards, honours and awards, scholarships, awards and scholarships, major
        achievements, professional achievements, career highlights, key accomplishments, distinctions, recognition, auszeichnungen, prix, premios
    """,
    PassageKind.PUBLICATIONS: """
        publications, selected publications, research publications, journal articles, conference papers, publications and
        presentations, conferences, presentations, papers, patents, talks, veroffentlichungen, publicaciones, publicacoes
    """,
    PassageKind.INTERESTS: """
        रुचियाँ, रुचियां, interests, hobbies, hobbies and interests, activities, interessen, hobbys, centres
        d'interet, loisirs, intereses, interesses
    """,
    PassageKind.REFERENCES: """
        references, referees, reference, references available upon request, professional references, referenzen, referencias
    """,
    PassageKind.IDENTITY: """
        angaben zur person, zur person, persoenliche daten, personliche angaben, etat civil, informations personnelles, datos de contacto, dados pessoais e contato, व्यक्तिगत विवरण, व्यक्तिगत जानकारी, personal minutiae, personal dossier, personal data, personal facts, personal particulars, particulars, contact, contact me, get in touch, personal, personal profile and details, personal dossier, personal vitae, bio-data,
        biodata, personal bio-data, contact info, contact information, reach me, contact details, contact information, personal details, personal
        information, personal data, kontakt, personliche daten, coordonnees, contacto, datos
        personales, dados pessoais
    """,
    PassageKind.OTHER: """
        additional information, other information, other, miscellaneous, affiliations,
        professional affiliations, declaration and signature, undertaking, co-curricular activities, extra-curricular
        activities, extracurricular activities, extra curricular activities, co curricular
        activities, leadership, leadership experience, additional details, additional, seminars,
        workshops, workshops attended, personal skills, personal qualities, personal strengths,
        willing to relocate, links, profiles, social, online profiles, engagement, memberships, professional memberships, declaration,
        availability, sonstiges
    """,
}
_AND = re.compile(r" (?:&|\+|/|und|et|y|e) ")
_KINDS: Final = {
    _AND.sub(" and ", folded(" ".join(name.split()))): kind
    for kind, listed in _HEADINGS.items()
    for name in listed.split(",")
}
# What a heading not listed turns on, the most telling first, and words that may stand beside it.
_NOUNS: Final = {
    PassageKind.SUMMARY: "summary synopsis objective objectives overview",
    PassageKind.REFERENCES: "references referees",
    PassageKind.LANGUAGES: "languages sprachkenntnisse",
    PassageKind.PUBLICATIONS: "publications patents",
    PassageKind.CERTIFICATES: "certifications certification certificates licenses licences trainings",
    PassageKind.SKILLS: "skills competencies competences proficiency proficiencies expertise toolkit skillset kenntnisse "
    "competencias habilidades technologies",
    PassageKind.AWARDS: "awards honors honours achievements accomplishments",
    PassageKind.PROJECTS: "projects",
    PassageKind.VOLUNTEER: "volunteering",
    PassageKind.EDUCATION: "education educational academic academics academia qualification qualifications scholastic "
    "scholastics schooling studies",
    PassageKind.WORK: "experience experiences employment career work internships internship",
}
_BESIDE: Final = frozenset(
    """
    a and or of the my in with at i as to for on professional work working employment career relevant previous past
    current recent other additional key core technical computer it soft hard personal major academic educational
    organizational organisational organization industry industrial practical field job details history background
    summary profile record records highlights snapshot chronology credentials section general related significant
    selected special specialized functional managerial management business clinical teaching research corporate
    international domestic full-time part-time total prior post basic formal higher extra areas area fields domain
    domains strengths knowledge abilities tools software digital analytical interpersonal communication language
    achieved held obtained obtained undertaken handled completed attended acquired certified chronological
    professionnelle professionnelles profesional laboral brief short overall years year
    """.split()
)
_SPACED = re.compile(r"(?:\w ){3,}\w")
_NUMBERED = re.compile(r"^(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)]\s+")
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
_EDGES: Final = " \t:;•*#_=-–—|.~>»«<◆■□▪●◦➢✓★☆▶►▼§+·/\\"
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the text under one heading; the first one (no heading) is identity."""

    kind: PassageKind
    span: Span


@dataclass(frozen=True, slots=True)
class _Heading:
    """A line that may open a section: what, and where the words behind it begin."""

    kind: PassageKind
    line: Span
    start: int
    style: tuple[bool, bool]


def sections(text: str) -> Iterator[Section]:
    """The whole text cut at its headings, in order; headings themselves belong to none."""
    kind, start, end = PassageKind.IDENTITY, 0, 0
    style: tuple[bool, bool] | None = None
    opened = _openings(text)
    often = Counter(line.quote(text) for line, found in opened if found)
    for line, found in opened:
        goes_on = found is not None and found.start < line.end and found.kind is kind
        if (
            found is None
            or goes_on
            or _is_within_entry(found, kind, style, often[line.quote(text)])
        ):
            end = line.end
            continue
        if end > start:
            yield Section(kind, Span(start, end))
        if found.start < line.end and (found.kind in _ONE_LINE or kind is PassageKind.IDENTITY):
            # One line among others (“Languages known: …”), and what it was among goes on.
            yield Section(found.kind, Span(found.start, line.end))
            start = end = line.end
            continue
        if found.kind is PassageKind.WORK:
            style = found.style
        kind, start, end = found.kind, found.start, line.end
    if end > start:
        yield Section(kind, Span(start, end))


def _opened_by(text: str, line: Span) -> _Heading | None:
    """Also behind a heading that shares its line with its words (“Skills: Python, SQL”), or is
    glued to them (“SummaryHighly skilled …”)."""
    words = line.quote(text)
    style = (words.isupper(), words.endswith(":"))
    kind = heading_kind(words)
    if kind is not None:
        return _Heading(kind, line, line.end, style)
    shared = _SHARED.match(words)
    if shared and (kind := _KINDS.get(_plain(shared[1]))) in _SHARING:
        if kind is PassageKind.LANGUAGES and not any(language_mentions(text, [line])):
            return None  # “Languages: Java, C”
        return _Heading(kind, line, line.start + shared.end(), (shared[1].isupper(), True))
    glued = _GLUED.match(words)
    if glued:
        return _Heading(_KINDS[folded(glued[1])], line, line.start + glued.end(1), style)
    return None


def _openings(text: str) -> list[tuple[Span, _Heading | None]]:
    """Every line, and what it opens. Once three headings are written in capitals, or with a colon,
    other lines written so are headings too, of we do not know what."""
    opened = [(line, _opened_by(text, line)) for line in lines(text)]
    styles = Counter(found.style for _, found in opened if found)
    first = next((line.start for line, found in opened if found), len(text))
    common = {style for style, count in styles.items() if count > 2 and any(style)}
    openings: list[tuple[Span, _Heading | None]] = []
    kind: PassageKind | None = None
    for line, found in opened:
        heading = found or (_unknown(text, line, common, kind) if line.start > first else None)
        kind = heading.kind if heading else kind
        openings.append((line, heading))
    return openings


_OF_ENTRIES: Final = frozenset((PassageKind.WORK, PassageKind.EDUCATION))


def _unknown(
    text: str, line: Span, styles: set[tuple[bool, bool]], kind: PassageKind | None
) -> _Heading | None:
    words = line.quote(text)
    style = (words.isupper(), words.endswith(":"))
    plain = style in styles and len(words) > 5 and len(words.split()) <= 5
    apart = text[max(0, line.start - 2) : line.start] == "\n\n"
    if not plain or not apart or any(map(str.isdigit, words)) or _names_something(words):
        return None
    if words[-1] in "-–." or re.search(r"(?i)responsibilit|duties|environment", words):
        return None
    behind = Span(line.end, min(len(text), line.end + 150))
    if kind in _OF_ENTRIES and any(date_ranges(text, behind)):
        return None  # an entry, whose dates come next
    return _Heading(PassageKind.OTHER, line, line.end, style)


def _names_something(words: str) -> bool:
    """An employer, a job or a place in capitals is no heading."""
    return "," in words or is_place(words) or names_employer(words) or role_strength(words) > 0


def _is_within_entry(
    found: _Heading, kind: PassageKind, style: tuple[bool, bool] | None, times: int
) -> bool:
    """“Achievements:” within a job is no section: it comes again, or is not written as the job
    section's heading is."""
    return (
        kind in (PassageKind.WORK, PassageKind.PROJECTS)
        and found.kind in _ALSO_WITHIN
        and (times > 1 or (found.style != style and (found.style[1] or not found.style[0])))
    )


_ALSO_WITHIN: Final = frozenset(
    (
        PassageKind.AWARDS,
        PassageKind.PROJECTS,
        PassageKind.SUMMARY,
        PassageKind.SKILLS,
        PassageKind.OTHER,
    )
)
# Headings that stand before their words often enough, and mean nothing else there.
_SHARING: Final = frozenset(
    (
        PassageKind.SKILLS,
        PassageKind.LANGUAGES,
        PassageKind.SUMMARY,
        PassageKind.INTERESTS,
        PassageKind.CERTIFICATES,
        PassageKind.EDUCATION,
    )
)
_ONE_LINE: Final = frozenset((PassageKind.SKILLS, PassageKind.LANGUAGES, PassageKind.INTERESTS))
_SHARED = re.compile(r"^([^\W\d_][^:\n]{3,40}?)\s*:\s*(?=\S)")
_GLUED = re.compile(
    r"^(Summary|Experience|Education|Skills|Highlights|Objective|Profile)(?=[A-Z][a-z])"
)


def heading_kind(line: str) -> PassageKind | None:
    """What a line opens if it is nothing but a heading.

    >>> heading_kind("S K I L L S"), heading_kind("Berufserfahrung:"), heading_kind("I like skills")
    (<PassageKind.SKILLS: 'skills'>, <PassageKind.WORK: 'work'>, None)
    >>> heading_kind("2. PROFESSIONAL WORK EXPERIENCE (5 years)"), heading_kind("Areas of Proficiency")
    (<PassageKind.WORK: 'work'>, <PassageKind.SKILLS: 'skills'>)
    """
    if len(line) > _LONGEST or not line.strip():
        return None
    bare = _plain(line)
    found = _KINDS.get(bare) or _KINDS.get(bare.removesuffix("s")) or _KINDS.get(f"{bare}s")
    if found is not None:
        return found
    halves = bare.split(" and ")
    if len(halves) == 2 and all(half in _KINDS for half in halves):
        return _KINDS[halves[0]]
    if re.fullmatch(r"[\w/&+-]{2,15} skills?", bare) and _looks_like_heading(line):
        return PassageKind.SKILLS
    return _by_nouns(line, bare)


def _plain(line: str) -> str:
    """Folded, without decoration, numbers in front and remarks behind."""
    bare = line.replace(" ", "") if _SPACED.fullmatch(line.strip(_EDGES)) else line
    bare = _REMARK.sub("", folded(bare).replace("’", "'").strip(_EDGES))
    bare = _NUMBERED.sub("", bare)
    bare = _without_symbols(bare)
    return _AND.sub(" and ", re.sub(r"\s+", " ", bare)).strip()


def _without_symbols(words: str) -> str:
    """Without signs and pictures around; vowel signs of Indian scripts are no `\\w` in Python."""
    start, end = 0, len(words)
    while start < end and unicodedata.category(words[start])[0] in "SPZC":
        start += 1
    while start < end and unicodedata.category(words[end - 1])[0] in "SPZC":
        end -= 1
    return words[start:end]


def _by_nouns(line: str, bare: str) -> PassageKind | None:
    """A heading made of words headings are made of, as only headings are written."""
    words = re.findall(r"[\w'-]+", bare)
    if not 1 < len(words) <= 5 or not _looks_like_heading(line):
        return None
    for kind, nouns in _NOUN_SETS.items():
        if any(word in nouns for word in words) and all(
            word in nouns or word in _BESIDE or word in _ALL_NOUNS for word in words
        ):
            return kind
    return None


_NOUN_SETS: Final = {kind: frozenset(words.split()) for kind, words in _NOUNS.items()}
_ALL_NOUNS: Final = frozenset().union(*_NOUN_SETS.values())


def _looks_like_heading(line: str) -> bool:
    """Capital letters throughout, a capital at each longer word, or a colon at the end."""
    bare = _REMARK.sub("", line.strip(" \t*#_=-–—|.•"))
    words = [word for word in re.findall(r"[^\W\d_]+", bare) if len(word) > 3]
    return bare.endswith(":") or bare.isupper() or all(word[0].isupper() for word in words)
