"""Licences, registrations and certificates postings ask for by name."""

import re
from collections.abc import Iterator
from typing import Final

from jobr_core.shared.text import Span
from jobr_core.vocabulary.phrases import Phrases, canonical_names

_NAMES: Final = """
Driving licence: driving license, driver's licence, driver's license, drivers license, drivers licence, full uk licence, führerschein, permis b, clean licence
HGV Class 1: class 1 licence, category c+e, c+e licence, lgv class 1, hgv class one, cat c+e, hgv 1
HGV Class 2: class 2 licence, lgv class 2, category c licence, cat c licence
CDL Class A: class a cdl, cdl-a, cdl a
Driver CPC: driver certificate of professional competence
Forklift licence: forklift license, forklift certification, forklift certificate, fork lift licence, counterbalance licence, rtitb
NMC registration: nmc registered, nmc pin, registered with the nmc, nursing and midwifery council, nmc
NMBI registration: nmbi registered, nmbi
RN licence: rn license, registered nurse license, registered nurse licence, licensed registered nurse, nclex-rn, nclex, active rn, ahpra registration, ahpra
LPN licence: lpn license, licensed practical nurse license
HCPC registration: hcpc registered, hcpc
GMC registration: gmc registered, general medical council
BLS: basic life support
ACLS: advanced cardiac life support
ILS: immediate life support
ALS: advanced life support
PALS: pediatric advanced life support
First aid certificate: first aider, first aid at work, paediatric first aid
Care Certificate
DBS check: enhanced dbs, dbs clearance
Working with Children Check: wwcc
QTS: qualified teacher status
PGCE
Teaching licence: teaching license, teaching certificate, state teaching credential, teaching council registration
TEFL: tesol, celta
ACCA
ACA
CIMA
CPA: certified public accountant
Chartered Accountant: ca qualified, icai
AAT
CFA: chartered financial analyst
FRM: financial risk manager
PMP: project management professional
PRINCE2
Certified ScrumMaster: csm, certified scrum master, psm i, professional scrum master
ITIL: itil 4, itil v4, itil foundation
CISSP
CISM
CEH: certified ethical hacker
CompTIA Security+: security+
CompTIA Network+: network+
CompTIA A+: comptia a+
CCNA
CCNP
AWS certification: aws certified, aws certified solutions architect, aws certified developer, aws certified devops engineer, aws solutions architect
Azure certification: azure certified, az-104, az-900, azure administrator associate
Google Cloud certification: google cloud certified, gcp certified, professional cloud architect
CKA: certified kubernetes administrator
CKAD
Terraform Associate
SHRM-CP: shrm certified, shrm-scp
PHR
CIPD: cipd level 5, cipd level 3, cipd level 7, cipd qualified
Gas Safe registration: gas safe registered, gas safe
18th Edition: 18th edition wiring regulations, bs 7671, 18th edition wiring
ECS card: ecs gold card
JIB
CSCS card: cscs
IPAF
PASMA
NEBOSH: nebosh general certificate
IOSH
OSHA 10
OSHA 30
F-Gas: f-gas certification, f gas
EPA 608: epa section 608, epa universal
Journeyman licence: journeyman license, journeyman electrician license
Red Seal
White Card
PE licence: pe license, professional engineer license, licensed professional engineer, p.eng
EIT: fe exam
Chartered Engineer: ceng
SIA licence: sia license, sia door supervisor
Food hygiene certificate: food hygiene level 2, food safety level 2, level 2 food hygiene, food hygiene level 3, food handler certificate, food handler card
ServSafe
HACCP certificate: haccp certification
Personal licence: personal license holder
RSA certificate: responsible service of alcohol
Six Sigma Green Belt: green belt
Six Sigma Black Belt: black belt
Google Ads certification: google ads certified
HubSpot certification: hubspot certified
Salesforce Administrator: salesforce certified administrator, salesforce certified
Real estate licence: real estate license
Bar admission: admitted to the bar, state bar
Series 7
"""


_PHRASES: Final = Phrases.of(canonical_names(_NAMES))
_LONGEST_ACRONYM: Final = 5
_COST_BEFORE = re.compile(r"\bcost[ -]per[ -]\w+ \($", re.I)
_COST_BEHIND = re.compile(r" ?\(cost\b| (?:by|from|of|to|below|under) [$€£]?\d| campaigns?\b", re.I)


def certificate_names() -> frozenset[str]:
    """Every canonical name."""
    return frozenset(_PHRASES.meanings.values())


def certificates_named(text: str) -> Iterator[tuple[str, Span]]:
    """Certificates a text names, by canonical name; short ones only in capitals (ALS, not als)."""

    def fits(name: str, start: int, end: int) -> bool:
        word = text[start:end]
        if name == "CPA" and _is_cost(text, start, end):
            return False
        return len(word) > _LONGEST_ACRONYM or not word.isalpha() or word.isupper()

    for name, start, end in _PHRASES.found_in(text, fits):
        yield name, Span(start, end)


def _is_cost(text: str, start: int, end: int) -> bool:
    """What advertisers pay per acquisition is a CPA too."""
    before = text[max(0, start - 30) : start]
    return bool(_COST_BEFORE.search(before) or _COST_BEHIND.match(text, end))
