"""Languages and levels under one name, whatever language they are told in."""

NAMES = {
    "english": "englisch anglais inglés inglês अंग्रेज़ी", "german": "deutsch allemand alemán alemão", "french": "französisch français francés francês", "spanish": "spanisch español castellano espagnol espanhol",
    "portuguese": "português portugais portugués", "turkish": "türkisch turc", "arabic": "arabe árabe", "catalan": "catalán català", "basque": "euskera", "hindi": "हिन्दी हिंदी", "urdu": "उर्दू",
    "bengali": "bangla", "chinese": "mandarin", "swahili": "kiswahili", "filipino": "tagalog",
}  # fmt: skip
LEVELS = {
    "C2": "native muttersprache nativo मातृभाषा", "C1": "fluent verhandlungssicher courant avanzado fluente अच्छा", "B1": "intermediate सामान्य", "A2": "basic grundkenntnisse notions básico",
}  # fmt: skip
NEAR = {"C2": "C", "C1": "C", "B2": "B", "B1": "B", "A2": "A", "A1": "A"}
"""Words are not as exact as CEFR levels: only the band is compared."""


def one_name(told: str) -> str:
    """`Language` or `Language: level`."""
    name, _, level = (part.strip() for part in told.partition(":"))
    known = next(
        (key for key, words in NAMES.items() if name.casefold() in words.split()), name.casefold()
    )
    return f"{known}: {_band(level)}" if level else known


def _band(level: str) -> str:
    first = (
        level.casefold().split()[-1]
        if level.casefold() == "langue maternelle"
        else level.casefold().split()[0]
    )
    exact = (
        "C2"
        if first == "maternelle"
        else next(
            (key for key, words in LEVELS.items() if first in words.split()), level.upper()[:2]
        )
    )
    return NEAR.get(exact, exact)
