"""How well somebody speaks a language, by the words that tell it."""

import re
from enum import IntEnum
from typing import Final


class Fluency(IntEnum):
    """The steps of the Common European Framework (CEFR), C2 also for native speakers."""

    A1 = 1
    A2 = 2
    B1 = 3
    B2 = 4
    C1 = 5
    C2 = 6


_LEVELS: Final = (
    (Fluency.C2, r"native|mother tongue|biling|muttersprach|zweisprachig|langue maternelle|lengua materna|língua materna|nativ[oa]\b|मातृ ?भाषा"),
    (Fluency.C1, r"fluent|full professional|verhandlungssicher|flie(?:ß|ss)end|couramment|courant|proficient|excellent|fluente|fluência|fluid[oa]|fluidez|excelente|धाराप्रवाह|पूर्ण व्यावसायिक|उत्कृष्ट|प्रवीण"),
    (Fluency.B2, (r"profession|profesional|profissional|upper.intermediate|very good|advanced|business|strong|sehr gut|fortgeschritten|konversationssicher"
                 r"|wort und schrift|très bon|avancé|avanzad[oa]|avançad[oa]|nivel alto|muy buen|muito bo[am]|व्यावसायिक|पेशेवर|उन्नत|बहुत अच्छ")),
    (Fluency.B1, r"interm[ée]di|conversational|working(?: knowledge| proficien| level| command| language|\W*$)|\bgood\b|gute[mnrs]?\b|gut\b|medio|bon niveau|bonnes? (?:connaissance|maîtrise)|buen[oa]?\b|\bbo[am]\b|कार्यसाधक|मध्यम|अच्छ"),
    (Fluency.A2, r"elementary|basic|grundkenntnisse|schulkenntnisse|notions|scolaire|élémentaire|básic[oa]|elemental|noções|बुनियादी|कामचलाऊ"),
    (Fluency.A1, r"beginner|anfänger|débutant|principiante|iniciante|प्रारंभिक|शुरुआती"),
)  # fmt: skip
_DENIED = re.compile(r"\b(?:not|nicht|non|pas|nao|não|no)\s+(?:yet\s+|very\s+)?\w+", re.I)


def fluency_of(words: str) -> Fluency | None:
    """The level some words describe (“Fluent”, “B2”, “native speaker”), or None.

    >>> fluency_of("native speaker"), fluency_of("not fluent")
    (<Fluency.C2: 6>, None)
    """
    said = _DENIED.sub("", words)
    code = re.search(r"\b[ABC][12]\b", said)
    if code:
        return Fluency[code.group()]
    return next((level for level, pattern in _LEVELS if re.search(pattern, said, re.I)), None)
