"""Section headings of CVs, in several languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from jobr_core.cvs.passages import PassageKind
from jobr_core.shared.text import Span, folded, lines

# As they are written, folded and with “and” for “&”; one-word plurals are understood.
_HEADINGS: Final = {
    PassageKind.SUMMARY: """
        summary, executive profile, professional summary, executive summary, career summary, profile,
        professional profile, personal profile, about, about me, objective, career
        objective, personal statement, overview, highlights, summary of qualifications,
        qualifications summary, profil, kurzprofil, uber mich, resume profil, a propos,
        perfil, perfil profesional, resumen, resumo, sobre mim, सारांश
    """,
    PassageKind.WORK: """
        experience, work experience, company details, professional experience, employment, employment
        history, work history, career history, career, relevant experience, professional
        background, experience and achievements, clinical experience, teaching experience,
        internship, internships, industry experience, berufserfahrung, beruflicher
        werdegang, werdegang, experience professionnelle, experiences professionnelles,
        parcours professionnel, experiencia, experiencia laboral, experiencia profesional,
        experiencia profissional, कार्य अनुभव, अनुभव
    """,
    PassageKind.EDUCATION: """
        education, education details, education and training, education and qualifications, academic
        background, academic qualifications, academic history, qualifications, training,
        studies, education background, educational qualification, educational
        qualifications, ausbildung, bildung, studium, schulbildung, formation, formations,
        etudes, educacion, formacion, formacion academica, educacao, formacao, formacao
        academica, शिक्षा
    """,
    PassageKind.SKILLS: """
        skills, skill details, core qualifications, technical skills, key skills, core skills, core competencies, competencies,
        areas of expertise, expertise, technologies, tools, tech stack, technical expertise,
        technical proficiency, skills and tools, skills and expertise, skill highlights,
        professional skills, additional skills, computer skills, it skills, software, skill
        set, clinical skills, kenntnisse, fahigkeiten, fachkenntnisse, edv-kenntnisse,
        it-kenntnisse, kompetenzen, competences, competences techniques, habilidades,
        aptitudes, competencias, conocimientos, कौशल
    """,
    PassageKind.LANGUAGES: """
        languages, language skills, spoken languages, sprachen, sprachkenntnisse, langues,
        idiomas, linguas, भाषाएँ, भाषाएं
    """,
    PassageKind.CERTIFICATES: """
        certificate, certificates, certification, certifications, licences, licenses,
        licences and certifications, licenses and certifications, certifications and
        licences, certifications and licenses, registration, registrations, registration and
        certifications, registration and certificates, registrations and certificates,
        professional registration, professional registrations, professional qualifications,
        professional
        certifications, training and certifications, zertifikate, zertifizierungen,
        certificats, certificaciones, certificados, certificacoes
    """,
    PassageKind.PROJECTS: """
        projects, personal projects, selected projects, key projects, side projects,
        academic projects, open source, projekte, projets, proyectos, projetos
    """,
    PassageKind.VOLUNTEER: """
        volunteering, volunteer experience, volunteer work, voluntary work, community
        service, ehrenamt, benevolat, voluntariado
    """,
    PassageKind.AWARDS: """
        awards, honors, honours, awards and honors, awards and honours, achievements,
        accomplishments, key achievements, recognition, auszeichnungen, prix, premios
    """,
    PassageKind.PUBLICATIONS: """
        publications, papers, patents, talks, veroffentlichungen, publicaciones, publicacoes
    """,
    PassageKind.INTERESTS: """
        interests, hobbies, hobbies and interests, activities, interessen, hobbys, centres
        d'interet, loisirs, intereses, interesses
    """,
    PassageKind.REFERENCES: """
        references, referees, referenzen, referencias
    """,
    PassageKind.IDENTITY: """
        contact, contact details, contact information, personal details, personal
        information, personal data, kontakt, personliche daten, coordonnees, contacto, datos
        personales, dados pessoais
    """,
    PassageKind.OTHER: """
        additional information, other information, other, miscellaneous, affiliations,
        professional affiliations, memberships, professional memberships, declaration,
        availability, sonstiges
    """,
}
_KINDS: Final = {
    folded(" ".join(name.split())): kind
    for kind, listed in _HEADINGS.items()
    for name in listed.split(",")
}
_AND = re.compile(r" (?:&|\+|und|et|y|e) ")
_SPACED = re.compile(r"(?:\w ){3,}\w")


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the text under one heading; the first one (no heading) is identity."""

    kind: PassageKind
    span: Span


def sections(text: str) -> Iterator[Section]:
    """The whole text cut at its headings, in order; headings themselves belong to none."""
    kind, start, end = PassageKind.IDENTITY, 0, 0
    for line in lines(text):
        found = heading_kind(line.quote(text))
        if found is None:
            end = line.end
            continue
        if end > start:
            yield Section(kind, Span(start, end))
        kind, start, end = found, line.end, line.end
    if end > start:
        yield Section(kind, Span(start, end))


def heading_kind(line: str) -> PassageKind | None:
    """What a line opens if it is nothing but a heading.

    >>> heading_kind("S K I L L S"), heading_kind("Berufserfahrung:"), heading_kind("I like skills")
    (<PassageKind.SKILLS: 'skills'>, <PassageKind.WORK: 'work'>, None)
    """
    if len(line) > 60:
        return None
    bare = line.replace(" ", "") if _SPACED.fullmatch(line.strip(" :")) else line
    bare = re.sub(r"\s+", " ", folded(bare).strip(" \t:•*#_=-–—|.")).strip()
    bare = _AND.sub(" and ", bare)
    return _KINDS.get(bare) or _KINDS.get(bare.removesuffix("s"))
