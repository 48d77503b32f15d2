"""What words of job titles stand for: the same work in the broad, whatever the country."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from jobr_core.shared.text import folded
from jobr_core.vocabulary.gender_forms import in_one_gender

_WRITTEN: Final = """
    dev: engineer; programmer: developer; coder: developer; entwickler: developer; ingenieur: engineer;
    eng: engineer; engr: engineer; sw: software; swe: software; java: java software; python: python software;
    net: software; c#: software; c++: software; php: php web developer; javascript: web developer;
    frontend: web developer; backend: software; fullstack: software web; devops: ict software; sap: ict software;
    erp: ict; cloud: ict; linux: ict system; it: ict; cybersecurity: ict security; helpdesk: ict help desk;
    android: mobile application; ios: mobile application; ui: user interface; ux: user experience;
    seo: search engine online; ecommerce: online sale; commerce: online sale; digital: online; ml: machine learning;
    ai: artificial intelligence; hr: human resource; talent: human resource;
    recruitment: recruitment human resource; pa: personal assistant; asst: assistant; attendant: assistant;
    helper: assistant; aide: assistant; rep: representative; exec: executive; mgr: manager; tech: technician;
    ops: operation; admin: administrative; administrator: administrative; operative: operator; labourer: worker;
    laborer: worker; labor: worker; crew: crew worker; handyman: maintenance worker; mechanic: mechanic technician;
    accounts: accounting; accountant: accounting; acct: accounting; accts: accounting; buchhalter: accounting;
    bookkeeper: bookkeeper accounting; auditor: auditing; audit: auditing; procurement: purchasing; store: shop;
    retail: shop; outlet: shop; showroom: shop; boutique: shop; seller: salesman; promoter: promotion;
    telesales: call centre sale; telemarketer: call centre sale; telemarketing: call centre sale;
    cs: customer service; csr: customer service; crm: customer relation; bd: business development;
    marcom: marketing communication; f&b: food beverage; barber: hairdresser; koch: chef; hgv: cargo vehicle;
    lorry: cargo vehicle; truck: cargo vehicle; trailer: cargo vehicle; despatch: dispatch;
    rider: delivery motorcycle; courier: delivery courier; storekeeper: warehouse store; rn: registered nurse;
    krankenpfleger: nurse; pflegefachkraft: nurse; nursing: nurse; carer: care worker; caregiver: care worker;
    physician: doctor; surgeon: doctor surgeon; kindergarten: early year; preschool: early year;
    nursery: early year; childcare: early year child; teaching: teacher; lehrer: teacher; educator: teacher;
    instructor: teacher; trainer: trainer teacher; tutor: tutor teacher; professor: lecturer; faculty: lecturer;
    qc: quality control; qa: quality assurance; hse: health safety; ehs: health safety;
    hvac: heating ventilation air conditioning; m&e: mechanical electrical; cnc: numerical control machine;
    plc: automation; r&d: research development; av: audio visual;
"""
_ABROAD: Final = """
    nurse: krankenschwester krankenpfleger pflegekraft pflegefachkraft infirmier infirmière enfermero enfermera enfermeiro enfermeira नर्स;
    doctor: arzt médecin médico médica डॉक्टर; teacher: lehrer lehrkraft enseignant enseignante profesor profesora professora शिक्षक शिक्षिका अध्यापक अध्यापिका;
    software: सॉफ्टवेयर सॉफ़्टवेयर; developer: entwickler développeur développeuse desarrollador desarrolladora desenvolvedor desenvolvedora डेवलपर;
    programmer: programmierer programmeur programmeuse programador programadora प्रोग्रामर;
    engineer: ingenieur ingénieure ingeniero ingeniera engenheiro engenheira इंजीनियर अभियंता;
    accountant: buchhalter comptable contable contador contadora contabilista लेखाकार अकाउंटेंट एकाउंटेंट;
    chef: koch cuisinier cuisinière cocinero cocinera cozinheiro cozinheira रसोइया शेफ;
    waiter: kellner serveuse camarero camarera mesero mesera garçom garçonete वेटर; baker: bäcker boulanger boulangère panadero panadera padeiro padeira;
    driver: fahrer ड्राइवर; carpenter: tischler schreiner zimmerer; journalist: journalistin; police: policier policière policía पुलिस;
    software developer: softwareentwickler; web developer: webentwickler; primary school teacher: grundschullehrer;
    project manager: projektleiter; sales manager: vertriebsleiter; warehouse worker: lagerarbeiter; nursing assistant: pflegehelfer;
    manager: gerente प्रबंधक; analyst: analytiker analyste analista विश्लेषक;
"""
TELLS_NO_WORK: Final = frozenset(
    "cum vacancy opening wanted needed based speaking speaker company ltd sr jr senior junior fresh graduate".split()
)
STANDS_FOR: Final = {
    word.strip(): tuple(meant.split())
    for word, _, meant in (pair.partition(":") for pair in _WRITTEN.split(";"))
    if meant
}
"""Each word with those that are read in its place."""


@cache
def _english() -> Mapping[str, tuple[str, ...]]:
    """On first use: importing the core should not wait for it."""
    return {
        folded(word): tuple(english.split())
        for english, _, words in (pair.partition(":") for pair in _ABROAD.split(";"))
        for word in words.split()
    }


def in_english(words: Iterable[str]) -> Iterator[str]:
    """The folded words of a title in one gender, common ones of other languages as an English
    title has them. For the title line only: `match_titles`, which has all titles of the
    occupations, was measured no better with it.

    >>> list(in_english(["softwareentwicklerin", "admin", "actress"]))
    ['software', 'developer', 'admin', 'actor']
    """
    known = _english()
    for word in words:
        one = in_one_gender(word)
        yield from known.get(word) or known.get(one, (one,))
