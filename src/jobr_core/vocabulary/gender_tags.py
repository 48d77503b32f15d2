"""How titles say that they mean everybody."""

import re
from typing import Final

_MALE_AND_FEMALE = (
    r"(?:m(?:ale|änn(?:lich)?|ann)?{0}(?:w(?:eiblich)?|f(?:emale|rau|emme)?|v|k|h)"
    r"|(?:w(?:eiblich)?|f(?:emale|rau|emme)?|v|k|h){0}m(?:ale|änn(?:lich)?|ann)?"
    r"|h(?:omme|ombre)?{0}(?:f(?:emme)?|mujer)|f(?:emme)?{0}h(?:omme)?)"
).format(r"\s?[/|,.*-]\s?(?:(?:d(?:iv(?:ers)?)?|x|i)\s?[/|,.*-]\s?)?")
_OTHERS = r"(?:div(?:ers?e?)?|d|x|n(?:b)?|i(?:nter)?|a(?:ll)?|t|gn|k\.?\s?a\.?|\*|[mwf])"
GENDER_TAG: Final = re.compile(
    rf"[(\[]?\s?(?<![\w/&])(?:{_OTHERS}\s?[/|,]\s?){{0,2}}{_MALE_AND_FEMALE}(?:\s?[/|,]\s?{_OTHERS}\.?){{0,3}}(?![\w/&])\s?[)\]]?"
    r"|[(\[](?:(?=[wfdx]{0,3}m)[mwfdx]{3,4}|gn|all(?:e)?|(?:all|any|alle)\s(?:genders?|geschlechter)(?:\swelcome)?|divers)[)\]]"
    r"|\b(?:mwd|all genders?)\b"
    r"|(?<=\w)(?:[:*_/]-?in(?:nen)?|/-(?:frau|mann))\b|(?<=\w)\(in(?:nen)?\)|(?-i:(?<=er|or|nt|st)In(?:nen)?\b)"
    r"|(?-i:(?<=[a-zà-ÿ]{2})(?:/-?|\()(?:as?|ra|es?|ne|se|euse|rice|trice|ère|ière|enne|ive)(?:\)|(?![\wà-ÿ)])))"
    r"|(?-i:(?<=[a-zà-ÿ]{2})[·•.](?:e|se|ne|euse|rice|trice|ère|ière|ive)(?:[·•.]?s)?(?!\w))"
    r"|(?-i:(?<=[OR]{1})[/(]A\b\)?)",
    re.I,
)
"""(m/w/d), H/F, (k/m), m|f|x, and endings that stand for both: Lehrer/-innen, LeiterIn, Chargé(e),
Développeur·se, Addetto/a. Koch/Köchin keeps both words; Plug-in and LinkedIn are no such."""
