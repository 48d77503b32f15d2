"""How one CV writes things: headings, dates, signs."""

from dataclasses import dataclass
from random import Random

from parsing_corpus.dates import NOTATIONS, Notation
from parsing_corpus.sheet import Block, Heading

HEADINGS = {
    "en": {
        "summary": "Summary; Professional Summary; Profile; Career Objective; Objective; About Me; Career Summary; Professional Profile",
        "work": "Work Experience; Experience; Professional Experience; Employment History; Work History; Career History; Relevant Experience",
        "education": "Education; Education and Training; Academic Qualifications; Educational Background; Academic Background; Qualifications",
        "skills": "Skills; Technical Skills; Key Skills; Core Competencies; Areas of Expertise; Skills & Abilities",
        "languages": "Languages; Language Skills; Languages Known", "certificates": "Certifications; Certificates; Licenses & Certifications; Training and Certifications",
        "projects": "Projects; Key Projects; Academic Projects", "interests": "Interests; Hobbies; Hobbies & Interests", "references": "References; Referees",
        "contact": "Contact; Contact Details; Get in touch", "personal": "Personal Details; Personal Information; Personal Profile", "publications": "Publications; Selected Publications", "links": "Links; Online",
    },
    "odd": {
        "summary": "Professional Synopsis; Who I am; Executive Brief; In a nutshell", "work": "Where I've worked; Career Snapshot; Organisational Experience; My journey so far; Professional Chronicle; Appointments Held",
        "education": "Academic Credentials; Scholastics; Where I studied; Educational Credentials; Academia", "skills": "My toolbox; Areas of Proficiency; Technical Proficiencies; What I'm good at; IT Forte; Skill Set",
        "languages": "I speak; Linguistic Proficiency; Tongues", "certificates": "Accreditations; Professional Development; Badges I earned", "projects": "Things I built; Assignments Undertaken; Project Snapshot",
        "interests": "When I'm not working; Beyond work", "references": "Who will vouch for me; Referees", "contact": "Find me; Say hello; Reach me at", "personal": "Personal Dossier; Personal Vitae; Personal Minutiae", "publications": "Things I wrote; Research Output", "links": "Elsewhere",
    },
    "de": {"summary": "Profil; Kurzprofil; Über mich", "work": "Berufserfahrung; Beruflicher Werdegang; Berufliche Tätigkeiten; Praxiserfahrung", "education": "Ausbildung; Bildungsweg; Schul- und Berufsausbildung; Studium", "skills": "Kenntnisse; EDV-Kenntnisse; Fähigkeiten; Fachkenntnisse", "languages": "Sprachen; Sprachkenntnisse; Fremdsprachen", "certificates": "Zertifikate; Weiterbildung; Fortbildungen", "projects": "Projekte; Ausgewählte Projekte", "interests": "Hobbys; Interessen", "references": "Referenzen", "contact": "Kontakt", "personal": "Persönliche Daten; Angaben zur Person", "publications": "Veröffentlichungen", "links": "Profile"},
    "fr": {"summary": "Profil; À propos; Objectif", "work": "Expérience professionnelle; Expériences professionnelles; Parcours professionnel; Expériences", "education": "Formation; Formations; Études et diplômes; Diplômes", "skills": "Compétences; Compétences techniques; Savoir-faire", "languages": "Langues; Langues étrangères", "certificates": "Certifications; Formations complémentaires", "projects": "Projets", "interests": "Centres d’intérêt; Loisirs", "references": "Références", "contact": "Contact; Coordonnées", "personal": "État civil; Informations personnelles", "publications": "Publications", "links": "Liens"},
    "es": {"summary": "Perfil; Perfil profesional; Objetivo; Sobre mí", "work": "Experiencia laboral; Experiencia profesional; Trayectoria profesional", "education": "Formación académica; Formación; Estudios; Educación", "skills": "Competencias; Habilidades; Conocimientos informáticos; Aptitudes", "languages": "Idiomas", "certificates": "Cursos; Certificaciones; Formación complementaria", "projects": "Proyectos", "interests": "Intereses; Aficiones", "references": "Referencias", "contact": "Contacto; Datos de contacto", "personal": "Datos personales", "publications": "Publicaciones", "links": "Enlaces"},
    "pt": {"summary": "Resumo; Perfil; Objetivo; Resumo profissional", "work": "Experiência profissional; Experiência; Histórico profissional", "education": "Formação acadêmica; Formação; Escolaridade; Educação e formação", "skills": "Competências; Habilidades; Conhecimentos; Informática", "languages": "Idiomas; Línguas", "certificates": "Cursos; Certificações; Cursos complementares", "projects": "Projetos", "interests": "Interesses", "references": "Referências", "contact": "Contato; Contacto", "personal": "Dados pessoais", "publications": "Publicações", "links": "Links"},
    "hi": {"summary": "उद्देश्य; परिचय", "work": "कार्य अनुभव; अनुभव", "education": "शैक्षणिक योग्यता; शिक्षा", "skills": "कौशल; योग्यताएँ", "languages": "भाषाएँ; भाषा ज्ञान", "certificates": "प्रमाणपत्र", "projects": "परियोजनाएँ", "interests": "रुचियाँ", "references": "संदर्भ", "contact": "संपर्क", "personal": "व्यक्तिगत विवरण", "publications": "प्रकाशन", "links": "लिंक"},
}  # fmt: skip
EMOJI = {
    "summary": "👤",
    "work": "💼",
    "education": "🎓",
    "skills": "🛠",
    "languages": "🌍",
    "certificates": "📜",
    "projects": "🚀",
    "contact": "📞",
    "interests": "🎯",
    "references": "🤝",
    "personal": "🧾",
    "publications": "📚",
    "links": "🔗",
}
LABELS = (
    "",
    "",
    "",
    "Responsibilities:",
    "Key Achievements:",
    "Roles & Responsibilities:",
    "Duties included:",
)
TOLD = (
    "",
    "",
    "",
    "",
    "",
    "Family-owned company with 240 employees on three sites.",
    "(A leading company of its field in the region)",
)
NUMBERED = "\0"
"""Becomes the number of the heading when the sheet is complete."""
ROMAN = "I II III IV V VI VII VIII IX X".split()
LOOKS = {
    "plain": "{0}", "caps": "{1}", "colon": "{0}:", "caps colon": "{1}:", "dash": "{0} :-", "spaced": "{2}", "emoji": "{3} {0}", "boxed": "▌ {1}", "starred": "*** {1} ***", "ruled": "----- {1} -----", "lower": "{4}", "bracketed": "[ {0} ]", "roman": NUMBERED + " {0}", "number": NUMBERED + " {1}",
}  # fmt: skip


@dataclass
class Style:
    """One CV's habits."""

    rng: Random
    notation: Notation
    words: dict[str, str]
    look: str = "plain"
    bullet: str = "•"
    font: str = "Liberation Sans"
    accent: str = "1F4E79"
    language: str = "en"
    gap: bool = False
    """Whether an empty line stands between jobs."""
    label: str = ""
    """Stands above what was done."""
    employer_told: str = ""
    """A line about each employer."""

    def heading(self, key: str) -> Heading:
        word = self.words[key]
        spaced = "   ".join(" ".join(part) for part in word.upper().split())
        return Heading(
            LOOKS[self.look].format(word, word.upper(), spaced, EMOJI[key], word.lower())
        )

    def section(self, key: str, *blocks: Block) -> tuple[Block, ...]:
        return (self.heading(key), *blocks) if blocks else ()


def style_of(
    rng: Random,
    *,
    language: str,
    notation: str,
    words: str = "",
    look: str = "",
    bullet: str | None = None,
) -> Style:
    """What is not asked for is left to chance."""
    chosen = {
        key: rng.choice(value.split("; ")) for key, value in HEADINGS[words or language].items()
    }
    return Style(
        rng=rng, notation=NOTATIONS[notation], words=chosen, look=look or rng.choice(("plain", "caps", "caps", "colon")),
        bullet=rng.choice(("•", "-", "list", "●", "▪", "*", "➢", "·", "o", "")) if bullet is None else bullet,
        font=rng.choice(("Liberation Sans", "Liberation Serif", "DejaVu Sans", "Libertinus Serif", "New Computer Modern", "Liberation Sans Narrow")),
        accent=rng.choice(("1F4E79", "333333", "00666B", "7A1F3D")), language=language, gap=rng.random() < 0.5,
        label=rng.choice(LABELS) if language == "en" else "", employer_told=rng.choice(TOLD) if language == "en" else "",
    )  # fmt: skip


def numbered(blocks: tuple[Block, ...], look: str) -> tuple[Block, ...]:
    """With the numbers of headings where they stand."""
    numbers = iter(ROMAN if look == "roman" else map(str, range(1, 20)))
    return tuple(
        Heading(block.text.replace(NUMBERED, f"{next(numbers)}."))
        if isinstance(block, Heading) and NUMBERED in block.text
        else block
        for block in blocks
    )
