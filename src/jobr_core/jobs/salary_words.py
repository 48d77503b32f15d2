"""Words that speak of pay, and words that speak of other money; all in lower case."""

import re
from functools import cache
from typing import Final


def _any(patterns: str) -> str:
    """One alternative of a group a line."""
    return "(?:" + "|".join(patterns.strip().splitlines()) + ")"


# “Grant Writer”, “Budget and Revenue Manager” are work, not money.
_TITLE: Final = r"(?: (?:and|&|of) \w+| \w+)? (?:manager|analyst|engineer|writer|specialist|executive|accountant|director|developer|officer|coordinator|consultant|lead|associate|administrator|clerk|assistant|advis[eo]r|agent|representative|planner|buyer|architect|scientist|designer|strategist|controller|partner|professional|technician|operator|supervisor|auditor|counsel|bank\w*)s?\b"

_EXTRAS: Final = r"(?:bonus\w*|boni\b|commissions?|provision\w*|equity|benefits|stock|shares|rsus?|options|super\w*|pension|tips|ote|overtime|car\b|package|perks|incentives?|profit|13th)"

# What a salary may be said to include: “salary plus bonus: …” is pay. A stipend is pay where it
# is not for something.
_INCLUDED: Final = _any(rf"""
(?:incl\w*\.?|excl\w*\.?|plus|with|and|&|\+|inkl\.?|zzgl\.?|not including|before|without)\s+(?:\w+\s){{0,2}}?{_EXTRAS}(?=\s*(?:[:)–-]|is\b|(?:of|for) this|for the (?:role|position)|range))
(?:^\W*|(?:intern\w*|monthly|weekly|research|phd|fellowship) )stipend(?= (?:of|range|is)\b|:)
""")
_SALARY: Final = _any(r"""
(?<!workers' )(?:salar(?:y|ies|ied|is|ial|iu)|salaire\w*|sal[aá]rio\w*|salari\w*)
base\b|basic\b|wages?\b|pay (?:range|rate|scale|band|grade)s?|(?:pay|hiring|compensation) range
(?:hourly|daily|day|weekly|monthly|annual|yearly|pay|bill) rate
\w*gehalt\w*|\w*lohn\b|\w*vergütung|\w*entgelt|\w*jahresbrutto|bruttojahr\w*|\w*verdienst|stundensatz|tagessatz
rémunération|remuner\w+|retribu\w+|sueldo|tjm|\bral\b|stipendio|vencimento|\bctc\b
lönn?\b|lønn?\b|\w*lønn?\b|\w*lön\b|palkka\w*|\bloon\b|wynagrodzeni\w*|stawka|zarobki|mzd[auy]\b|\bplat\b|fizetés\w*
gaji|maaş\w*|зарплат\w+|оклад\w*|年収|年俸|月給|時給|給与|給料|薪|연봉|월급
""")
_PAID_FOR_OTHER: Final = (
    r"pays? for\b(?! (?:this|the|an?) (?:\w+ )?(?:role|position|job|opening|opportunity))"
)
_PAY: Final = _any(r"""
\bpay(?:s|ing)?\b|(?<!-)paid\b(?! (?:holidays?|time|leave|vacations?|pto|parental|sick|days?|lunch\w*|training|volunteer))|compensation|\bcomp\b|\brates?\b|\bcash\b|\bearn(?:s|ing|ings)?\b|you will receive
\bgross\b(?! (?:revenue|profit|margin|sales|merch\w+))|\bbrutto|\bbruttó|\bbruto?\b|\bbrut\b|netto\b
bezahlung|verdienen|gratification|\bbeca\b|\bbolsa\b|widełki|package(?! worth)|w2\b|c2c\b|1099\b|b2b\b
""")
# Words of pay that are other money together.
_SPECIAL: Final = _any(rf"""
(?:salary|wage|salaire) (?:sacrifice|packaging|advance|increase|threshold)
(?:benefits?|relocation|severance|bonus|signing|sign-on|equity|stock) (?:package|pay|compensation)\b(?! range)
(?:sick|holiday|vacation|leave|overtime|premium) pay\b|workers'? comp\w*
(?:customers|clients|users|students|patients|they|disability|insurance|plan|policy|coverage) pays?\b|pays? us\b|{_PAID_FOR_OTHER}
\bpay(?:s|ing)? (?:(?:the|our|their|for|your|all|out) )*(?:invoices?|bills?|suppliers?|vendors?|claims?|rent\b|tax\w*|creators?|merchants?)
""")
_TOTAL: Final = r"(?:\bote\b|on[- ]target|total (?:(?:cash|target|annual) )*(?:comp\w*|rewards?|cash|remuneration)|\btc\b)"
_OTHER: Final = _any(r"""
rais(?:e|ed|es|ing)\b|fund(?:s|ed|ing|raising|raise)?\b|seed\b|series [a-k]\b|backed\b|grants?\b|venture\b|acqui(?:red|sitions?)\b
invest(?:ed|ing|ors?|ments?|issements?|ition\w*)?\b|inversi[oó]n\w*|finanzierung\w*
valu(?:ed|ation|ations)\b|capital(?:i[sz]\w+)?\b|revenues?\b|umsatz|turnover\b|chiffre d'affaires|facturaci\w+|ebitda\b|p&l\b|profits?\b
\b[ma]rr\b|\baum\b|\bacv\b|\bgmv\b|\btcv\b|under management|\w*budgets?\b|presupuesto|orçamento|portfolios?\b|assets?\b|spend(?:s|ing)?\b
sav(?:e|es|ed|ings?)\b|ahorr\w+|économis\w+|risparmi\w+|sparen\b|transact\w*|payments?\b|billing\b|headcount\b|rent\b
deals?\b|contracts? (?:value|size|worth|of|from|up)\w*|quotas?\b|pipeline\b|generat\w+|clos(?:e|es|ed|ing)\b|sell(?:s|ing)?\b|sold\b
sales (?:targets?|goals?|volume|of)|in (?:annual |new |gross )?sales\b|targets? of|project (?:value|volume|size)s?|projects (?:worth|of|from|up)
purchas\w*|price[sd]?\b|pricing\b|preis\w*|costs?\b|fees?\b|worth\b|opportunity in|market (?:size|cap|opportunity)|(?:order|lifetime|deal|home|property|market) values?
donat\w+|wins?\b|bills? (?=of)|ad&d|commissions? (?=of|up)|fines?\b|penalt\w+|damages?\b|loss(?:es)?\b|debts?\b|loans?\b|mortgages?\b|policy\b|deductible\b|life insurance
bonus(?:es)?\b|bono\b|sign(?:ing)?[- ]?on\b|signing\b|referr?(?:als?|ing)?\b|retention\b|relocation\b|one[- ]time|equity\b|\bstock\b|\brsus?\b|shares\b|espp\b
allowances?\b|reimburs\w+|stipends?\b|tuition\b|scholarships?\b|awards?\b|prizes?\b|vouchers?\b|gift\b|discounts?\b|per diem\b|perks?\b
contribut\w+|match(?:ing|ed|es)?\b|deposit\b|(?:professional|personal|career) (?:development|growth)|down payment|differential\b|credits?\b|subsid\w+|\w*zuschuss|\w*zulage|prämie|primes?\b|vale\b|tickets?\b|trips?\b
(?:home|private|new) office|lunch\w*|meals?\b|snacks?\b|gym\b|wellness\b|well-?being\b|401|commut\w+|parking\b|childcare\b|fertility\b|adoption\b|daycare\b
""")
# Words that also name work (Sales Executive, manage a team): they count beside the sum only.
_TOPIC: Final = _any(r"""
training|learning|education(?:al)?|development|certifications?|conferences?|courses?|memberships?|subscriptions?|books?
travel|transit|transport\w*|phone|internet|equipment|hardware|housing|moving|accommodation|food|fitness|health\w*
insurance|coverage|cover|premiums?|claims?|retirement|pension|hsa|fsa|tax(?:es)?|sales|freelancer|advertis\w+|marketing|media|inventory
manag(?:e|es|ed|ing)|handl(?:e|es|ed|ing)|distribut(?:e|es|ed|ing)|oversee(?:s|ing)?|process(?:es|ed|ing)?|deliver(?:s|ed|ing)?
""")
_LINK: Final = r"(?:up|to|of|at|an?|worth|over|total\w*|in|from|between|with|is|are|about|around|approx\w*|maximum|max|the)"
# What a sum may be paid for besides work, or so often that no period fits.
_NO_PERIOD: Final = r"(?:two|2|other|quarter|fortnight|miles?|km|child|children|hire|person|user|seat|licen[cs]e|customer|client|session|visit|class|article|item|order|night)"


@cache
def mention() -> re.Pattern[str]:
    """Words about money: `included` says nothing, `other` and `special` are no pay, the rest is."""
    return re.compile(
        rf"(?<![^\W\d_])(?:(?P<included>{_INCLUDED})|(?P<total>{_TOTAL})|(?P<special>{_SPECIAL})|(?P<salary>{_SALARY})|(?P<other>{_OTHER})(?!{_TITLE})|(?P<pay>{_PAY})|(?P<offer>offer(?:s|ing)?(?=\s(?:{_LINK}\s)*$)))"
    )


@cache
def of_something() -> re.Pattern[str]:
    """A sum of something nobody knows, as written: “an AWS bill of”, “handles files from”."""
    return re.compile(
        rf"(?:\b[a-zß-ÿ][\w'’-]*\s+){{3}}(?:{_LINK}\s+)*$|\b[a-zß-ÿ][\w'’-]*\s+(?:of|over|above|below|than|by|between|under|with)\s+$"
    )


@cache
def own_word() -> re.Pattern[str]:
    """A word that says more than “is expected to be between”."""
    return re.compile(
        rf"(?<![^\W\d_])(?!(?:{_LINK}|will|be|can|may|this|or|and|rang\w+|expected|currently)\b)[^\W\d_]{{2}}"
    )


@cache
def work() -> re.Pattern[str]:
    """Words of a clause that speaks of the work offered."""
    return re.compile(
        r"\b(?:role|positions?|jobs?|offer\w*|candidates?|hir(?:es?|ing)|start\w*|expect\w*|ranges?|intern\w*|graduates?|apprentice\w*|full[- ]time|part[- ]time|hourly|annual\w*|yearly|monthly|(?:you|employees?|nurses?|drivers?|teachers?)(?:'ll| will| can| could)? (?:get|make|receive))"
    )


@cache
def topic_before() -> re.Pattern[str]:
    """A topic right before a sum: “training up to”, “insurance of”."""
    return re.compile(rf"(?<![^\W\d_]){_TOPIC}\W+(?:{_LINK}\W+){{0,4}}$")


@cache
def topic_behind() -> re.Pattern[str]:
    """What a sum is meant for: “in life insurance”, “for your training”, “per mile”."""
    return re.compile(
        rf"\b(?:for|towards?|in|of|on)\s+(?:[\w-]+\s+){{0,3}}?{_TOPIC}(?![^\W\d_])"
        rf"|^\s*(?:(?:annual|yearly|monthly|per (?:year|month)|a (?:year|month))\s)?(?:of\s)?{_TOPIC} (?:budget|allowance|fund|stipend)"
        rf"|^\s*(?:/\s?|(?:per|an?|each|every)\s){_NO_PERIOD}\b|^\s*(?:bi-?weekly|fortnightly|quarterly)\b"
    )


@cache
def addition() -> re.Pattern[str]:
    """What is offered on top of pay, or said of pay alone: “+ equity”, “DOE”, “gross”."""
    return re.compile(
        rf"^\W{{0,3}}(?:\w+ ){{0,4}}?\W{{0,2}}(?:(?:\+|plus|&|and|with)\s*(?:[\w%.,–-]+\s){{0,4}}?{_EXTRAS}|(?:d\.?o\.?e\b|depend(?:ing|ent) (?:on|up)|based on (?:exp|your|skill|qual|loc)|commensurate|negotiable|je nach|selon|según|dependiendo))"
    )
