"""The readers compared: Jobr, and the first line with regular expressions."""

import importlib
import io
import re
from collections.abc import Iterable

from jobr_core.cvs.ports import DocumentReader
from jobr_core.cvs.profile import Education, Profile
from parsing_corpus.model import Facts, worked_years

EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
PHONE = re.compile(r"\+?\(?\d[\d\s().\-/]{7,16}\d")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
EXPERIENCE = re.compile(r"(\d{1,2})\+?\s*(?:years?|yrs?)\b", re.I)
DEGREE = re.compile(
    r"\b(?:B\.?\s?Tech|M\.?\s?Tech|B\.?E\.|B\.?\s?Sc|M\.?\s?Sc|B\.?\s?Com|MBA|BBA|Ph\.?D|Bachelor|Master|Diploma)\b[^\n,]{0,60}"
)


async def read_by_jobr(read: DocumentReader, content: bytes, file_name: str) -> Facts:
    """Raises what Jobr raises."""
    return facts_in((await read(content, file_name=file_name)).cv.profile)


def facts_in(profile: Profile) -> Facts:
    basics, work = profile.basics, profile.work
    studies = profile.education
    return Facts(
        name=basics.name, email=basics.email, phones=_some([basics.phone]), headline=basics.label,
        city=basics.location.city, country=basics.location.country_code,
        positions=_some(job.position for job in work), employers=_some(job.name for job in work),
        schools=_some(study.institution for study in studies), degrees=_some(map(_degree, studies)),
        skills=_some(word for group in profile.skills for word in group.keywords or (group.name,)),
        locations=_some([basics.location.city, *(job.location for job in work)]),
        graduation_years=tuple(dict.fromkeys(date[:4] for study in studies if (date := study.end_date or study.start_date))),
        certificates=_some(certificate.name for certificate in profile.certificates), projects=_some(project.name for project in profile.projects),
        publications=_some(publication.name for publication in profile.publications),
        languages=_some(language.language for language in profile.languages),
        language_levels=_some(f"{language.language}: {language.fluency}" for language in profile.languages if language.fluency),
        work_dates=tuple(f"{job.start_date[:7]}/{job.end_date[:7]}" for job in work if job.start_date),
        years=worked_years([(job.start_date, job.end_date) for job in work]) or None,
        highlights=sum(len(job.highlights) for job in work), links=_some([basics.url, *(link.url or link.username for link in basics.profiles)]),
    )  # fmt: skip


def _degree(study: Education) -> str:
    return (
        study.study_type if study.area in study.study_type else f"{study.study_type} {study.area}"
    )


def _some(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in values if value and value.strip()))


def read_by_first_line(content: bytes, file_name: str) -> Facts:
    """What many tutorials do: name = first line that is not empty, everything else one pattern."""
    text = plain_text(content, file_name)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    years = EXPERIENCE.search(text)
    return Facts(
        name=lines[0] if lines else "", email=next(iter(EMAIL.findall(text)), ""), phones=tuple(PHONE.findall(text)[:1]),
        degrees=tuple(DEGREE.findall(text)), graduation_years=tuple(dict.fromkeys(YEAR.findall(text))),
        years=float(years[1]) if years else None,
    )  # fmt: skip


def plain_text(content: bytes, file_name: str) -> str:
    if file_name.endswith(".pdf"):
        return _pdf_text(content)
    if file_name.endswith(".docx"):
        document = importlib.import_module("docx").Document(io.BytesIO(content))
        return "\n".join(paragraph.text for paragraph in document.paragraphs)
    return content.decode("utf-8", "replace")


def _pdf_text(content: bytes) -> str:
    """By pypdf where it is installed, else by pdfium."""
    try:
        pypdf = importlib.import_module("pypdf")
    except ModuleNotFoundError:
        pages = importlib.import_module("pypdfium2").PdfDocument(content)
        return "\n".join(page.get_textpage().get_text_range() for page in pages)
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
