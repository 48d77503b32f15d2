"""The words section headings are made of, in several languages."""

import re
from typing import Final

from jobr_core.cvs.passages import PassageKind
from jobr_core.shared.text import folded

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
AND = re.compile(r" (?:&|\+|/|und|et|y|e) ")
KINDS: Final = {
    AND.sub(" and ", folded(" ".join(name.split()))): kind
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
BESIDE: Final = frozenset(
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
NOUN_SETS: Final = {kind: frozenset(words.split()) for kind, words in _NOUNS.items()}
ALL_NOUNS: Final = frozenset().union(*NOUN_SETS.values())
