"""Which language a text is written in, told by its commonest words and its script."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from jobr_core.shared.text import words_of

_COMMON: Final = """
en: the and of to in for with you your our we will is are on as an be or this that from at have their work experience who by not can
de: und der die das mit für von zu in den wir ist ein eine sie im bei auf als oder du dein ihre unser werden sowie deine auch nicht zur zum aus
fr: et de la le les des en un une pour vous nous dans du avec au sur est votre notre par qui que vos ou ce aux être sont nos plus
es: y de la el los en con para que las del un una por se al como tu nuestro es su más o nuestra experiencia trabajo son sus te
pt: e de da do em para com que os um uma na no as dos por ou se das ao você mais como nossa é nosso são seu sua experiência
it: e di il la per in del con che un una dei le nel si della alla al i o da nostro più sono sei come gli delle siamo
nl: en de het een van in met voor je is op aan te ons wij zijn jij bij als of om naar ook jouw onze dat niet hebt
sv: och att i en som för med av på är du vi till har ett din om det vår eller hos kan oss av så också våra
da: og at i en som for med af på er du vi til har et din om det vores eller hos kan os ikke de også vil søger dig vores arbejde vore
nb: og å i en som for med av på er du vi til har et din om det vår eller hos kan oss ikke vil være også vårt våre søker deg jobb
pl: i w z na do oraz się dla od jest lub o nie jak po za przez twoje nasz praca pracy są będzie które naszego naszej zespołu oferujemy szukamy pracę lat oraz przy
cs: a v na s se pro do je z nebo že jako od po ve za pracovní práce nabízíme máte jsou naše našeho týmu hledáme zkušenosti
ro: și de la în cu pentru o un din pe care sau să este ce mai al sunt vei noastre echipa
hu: és a az egy hogy nem vagy is van meg ha mint már csak munka tapasztalat elvárások
fi: ja on ei se että kanssa tai sekä ovat meillä työ sinulla olet osaaminen kokemusta etsimme tarjoamme tiimiimme työn sinun
tr: ve bir için ile bu olarak da de en veya olan gibi iş deneyim olmak çalışma
sk: a v na sa s pre je do za alebo ako od po pri nás práca ponúkame skúsenosti sme hľadáme nášho aby
hr: i u na za s se je od do ili kao te što sa tvoj naš tim iskustvo posao tražimo nudimo
ca: i de el la els les amb per que en un una és són del al dels o més com nostre nostra teu feina
vi: và của cho có các trong với là được người công việc kinh nghiệm
lt: ir į su mes tu yra ar kad savo mūsų darbo darbas ieškome už iš kaip siūlome komandą patirtis
id: dan yang di dengan untuk dari pada dalam atau ini kami anda pengalaman kerja
"""
_WORDS: Final = {line[:2]: line[3:].split() for line in _COMMON.strip().splitlines()}


def _languages() -> Mapping[str, Sequence[str]]:
    """Common word → the languages it is common in."""
    found: dict[str, list[str]] = defaultdict(list)
    for language, words in _WORDS.items():
        for word in dict.fromkeys(words):
            found[word].append(language)
    return found


_LANGUAGES: Final = _languages()
_SCRIPTS: Final = (  # patterns, compiled where a text has letters of another script
    ("ja", "[\u3040-\u30ff]"),
    ("zh", "[\u4e00-\u9fff]"),
    ("ko", "[\uac00-\ud7af]"),
    ("hi", "[\u0900-\u097f]"),
    ("ta", "[\u0b80-\u0bff]"),
    ("th", "[\u0e00-\u0e7f]"),
    ("ar", "[\u0600-\u06ff]"),
    ("he", "[\u0590-\u05ff]"),
    ("el", "[\u0370-\u03ff]"),
    ("uk", "[іїєґІЇЄҐ]"),
    ("sr", "[јљњћђџЈЉЊЋЂЏ]"),
    ("bg", "[ъЪ](?!е)"),
    ("ru", "[\u0400-\u04ff]"),
)
_OTHER_SCRIPT: Final = "[\u0370-\u07ff\u0900-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"
_SHARES: Final = {"uk": 20, "sr": 20, "bg": 125}
"""Letters of one Cyrillic language among those all of them have: one in so many tells."""
_FEWEST: Final = 3
_SAMPLE: Final = 2_000
"""Characters looked at for another script."""


def text_language(text: str) -> str | None:
    """The ISO 639-1 code of the language most of a text is written in; None where too little
    tells.

    >>> text_language("Wir suchen eine Köchin für unser Team und bieten dir viel.")
    'de'
    >>> text_language("हम एक अनुभवी रसोइया खोज रहे हैं"), text_language("Python, SQL")
    ('hi', None)
    """
    if not text.isascii() and (script := _by_script(text[:_SAMPLE])):
        return script
    common = words_of(text).distinct & _LANGUAGES.keys()
    counts = Counter(language for word in common for language in _LANGUAGES[word])
    best = max(_WORDS, key=counts.__getitem__)
    return best if counts[best] >= _FEWEST else None


def _by_script(sample: str) -> str | None:
    """A script of its own, if a third of the letters are of it."""
    if not re.search(_OTHER_SCRIPT, sample):
        return None
    letters = sum(map(str.isalpha, sample))
    for language, script in _SCRIPTS:
        found = len(re.findall(script, sample))
        if found * _SHARES.get(language, 3) > letters:
            return language
    return None
