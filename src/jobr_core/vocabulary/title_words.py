"""What people write into titles beside the work: form of employment, workplace, the step."""

import re
from typing import Final

_IN = r"(?<![\w-])(?:(?:in|im|en|à|a|em|w|als|auf)\s+)?"
_FORMS = (
    r"(?P<intern>intern(?:ship)?s?|(?:pflicht)?praktikum|praktikant(?:in|en)?|werkstudent(?:in|en)?|working students?"
    r"|stagiaires?|stagiair|(?:afstudeer|meewerk)stage|tirocin(?:io|ante)|pr[áa]cticas|becari[oa]|est[áa]gio|estagi[áa]ri[oa]|staż(?:yst(?:a|ka))?|praktykant(?:ka)?"
    r"|(?<!early )(?<!late )(?<!growth )(?<!main )stage(?! (?:manag|direct|hand|crew|tech|design|light|door|produc|combat|school|\d+\b(?! m))))"
    r"|(?P<either>(?:voll|teil)-?\s?(?:und|oder|/|bzw\.?)\s?(?:teil|voll)zeit|full\s?(?:and|or|/|&)\s?part[- ]?time|part\s?(?:and|or|/|&)\s?full[- ]?time)"
    r"|(?P<part_time>teilzeit(?:kraft|stelle)?|part[- ]?time|temps partiel|mi-temps|tiempo parcial|tempo parcial|media jornada"
    r"|medio tiempo|meio período|deeltijds?|(?:część|pół) etatu|minijob)"
    r"|(?P<full_time>vollzeit(?:stelle)?|full[- ]?time|temps (?:plein|complet)|tiempo completo|jornada completa|tempo (?:integral|pieno|indeterminato)"
    r"|voltijds?|pełny etat|permanent(?! (?:way|make))(?: contract(?!or))?|cdi|unbefristet|indefinido|festanstellung)"
    r"|(?P<temporary>(?:\d+[- ]?months? )?(?:fixed[- ]term(?: contract)?|ftc)|temporary(?! works)|temp|befristet|cdd|seasonal|saisonnier|int[ée]rim(?:aire)?|(?:maternity|parental|paternity)(?: leave)? cover"
    r"|maternity leave|(?:elternzeit|schwangerschafts|mutterschafts)vertretung|sostituzione maternità|tempo determinato|contrato temporal|temporári[oa]|tijdelijk)"
    r"|(?P<contract>(?:\d+[- ]?months? )?contract(?:or)?(?!s? (?:manag|admin|special|offic|law|attorney|counsel|analyst|negotia|coordinat|support|sales|clean|cater|compliance|research|manufactur|review|associate))"
    r"|freelancer?|freiberuflich|c2c|corp[- ]to[- ]corp|w2(?: only)?|1099|b2b contract|kontrakt b2b|pj)"
    r"|(?P<months>\d+[- ]?(?:months?|mois|monate?|meses|mesi|maanden|miesi[ęe]cy))"
    r"|(?P<volunteer>volunteer(?:ing|s)?(?! (?:coord|manag|servic|engag|recruit|develop|program|cent|involve|offic|lead|support))|ehrenamt(?:lich(?:er?)?)?|bénévol(?:at|e)|voluntariado|vrijwilliger)"
    r"|(?P<per_diem>per[- ]diem|prn)"
)  # fmt: skip
_WORKPLACES = (
    r"(?P<hybrid>(?:partly|partial(?:ly)?|teilweise|partiell|semi)[- ]?(?:remote|home[- ]?office)|(?:remote|home[- ]?office)(?:work)? (?:möglich|possible|optional)|télétravail partiel"
    r"|hybrid(?! (?:cloud|vehicle|electric|car|power|energy|mobil|infra|app|integrat|event|securit|engine))|h[íi]brid[oa]|ibrid[oa]|hybride|hybrydow[aoy])"
    r"|(?P<onsite>(?:non|not|no)[- ]remote|on[- ]?site|in[- ]office|in[- ]person|vor ort|presencial|présentiel|in sede|stacjonarn[ae]|op (?:kantoor|locatie))"
    r"|(?P<remote>(?:100 ?% ?|fully[- ]|full[- ])?remot[eo](?:[- ](?:first|friendly|only|jobs?|position|role|opportunity))?(?! (?:sens|pilot|monitor|access|patient|site|area|communit|desktop|hands|control))"
    r"|(?:100 ?% ?)?(?:home[- ]?office(?! manag)|t[ée]l[ée]travail|teletrabajo|teletrabalho|distanciel)|work(?:ing)?[- ](?:from|at)[- ]home|wfh|home[- ]based|da remoto|smart[- ]working|(?:praca )?zdaln[aey]|thuiswerk(?:en)?)"
    r")(?: (?:work(?:ing)?|arbeit(?:en)?))?(?!\w)"
)  # fmt: skip
_DAYS = r"(?:\W{0,3}\d(?:\s?[-–]\s?\d)? (?:days?|tage|jours|días|dias|giorni|dagen)(?:\s?(?:a|per|pro|par|/)\s?(?:week|woche|semaine))?(?: in (?:the )?office)?)?"
TERMS: Final = re.compile(rf"{_IN}(?:(?:{_FORMS})(?!\w)|(?:{_WORKPLACES}{_DAYS})", re.I)
"""Form and workplace. Groups are named as these are; so many months alone make it temporary."""
_HOURS = r"(?:uur|std\.?|stunden|(?:h|hrs|hours)(?=\W{0,2}(?:/|per|pro|a|p/w|week)))(?:\s?(?:/|per|pro|a)\s?(?:week|woche))?"
NOISE: Final = re.compile(
    r"(?<![\w.,])(?:pensum:?\s?)?(?:\d{1,3}\s?%?\s?(?:[-–—/]|bis|to|à)\s?)?\d{1,3}\s?%(?!\w)"
    rf"|(?<!\w)\d{{1,2}}(?:[.,]5)?(?:\s?(?:[-–]|bis|to)\s?\d{{1,2}}(?:[.,]5)?)?\s?{_HOURS}(?!\w)"
    r"|(?<!\w)(?:\d{1,2}\s?(?:[-–]|to)\s?)?\d{1,2}\s?\+?\s?(?:years?|yrs?)(?:\s(?:of\s)?exp(?:erience)?)?(?!\w)"
    r"|(?<!\w)(?:urgent(?:ly)?\s(?:hiring|requir\w+|opening|need\w*)|(?:we are|now)\shiring|hiring\snow|immediate\s(?:joiners?|start\w*|hir\w+))(?!\w)[!\s]*",
    re.I,
)  # fmt: skip
"""80–100 %, 24-36 uur, 3-5 years, urgent hiring."""
_GRADE = r"(?:(?-i:I{1,3}|IV|V|VI)|ii|iii|[1-9])"
GRADE: Final = re.compile(
    rf"(?:(?<=\s)|(?<=\w-)|(?<=\())(?:(?:level|grade|band|lvl\.?)\s)?(?:(?:L|IC)?{_GRADE})(?:\s?[/&–-]\s?{_GRADE})?(?=\s*(?:$|[-–—,/|:;()\[\]]))",
    re.I,
)
"""Behind the name of a job: Engineer II, Nurse Band 5; not Level 3 Support, not Title I Teacher."""
STEPS: Final = re.compile(
    r"(?<!\w)(?:senior|snr\.?|sr\.?|s[êé]nior|junior|jr\.?|jnr\.?|entry[- ]level|graduate|trainee|newly qualified|early[- ]career|medior|pleno"
    r"|mid[- ]?(?:level|senior|weight)|mid(?=\s*(?:[/,)]|$)|\s(?!market))|intermediate|experienced(?! hire)|(?:lead(?! gen)|principal|staff(?! nurse))(?=\s+\w)|lead(?=/)"
    r"|expert(?=\s+\w)(?! (?:witness|comptable))|(?:młodsz|starsz)[yea])(?![\w+#])",
    re.I,
)  # fmt: skip
"""What tells the step, never the work: a head, a director, an architect stay what they are."""
