"""Which language a text is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobr_core.vocabulary.text_language import text_language

TEXTS = {
    "en": ["We are looking for a nurse to join our team.", "We are hiring टेलीकॉलर for our Delhi office", "You will work with Python, SQL and the cloud"],
    "de": ["Wir suchen eine Köchin für unser Team und bieten dir viel.", "Deine Aufgaben: Entwicklung von APIs mit Python; Mitarbeit im Team"],
    "fr": ["Nous recherchons un développeur pour notre équipe."],
    "es": ["Buscamos un desarrollador para nuestro equipo en Madrid."],
    "pt": ["Procuramos um desenvolvedor para a nossa equipa em Lisboa."],
    "it": ["Cerchiamo uno sviluppatore per il nostro team di Milano."],
    "nl": ["Wij zoeken een verpleegkundige voor ons team in Utrecht."],
    "sv": ["Vi söker en utvecklare till vårt team i Stockholm."],
    "da": ["Vi søger en udvikler til vores team i København."],
    "nb": ["Vi søker en utvikler til vårt team i Oslo."],
    "pl": ["Poszukujemy programisty do naszego zespołu w Krakowie."],
    "cs": ["Hledáme vývojáře do našeho týmu v Praze."],
    "ro": ["Căutăm un programator pentru echipa noastră din Cluj."],
    "fi": ["Etsimme ohjelmistokehittäjää tiimiimme ja tarjoamme sinulle työn."],
    "ca": ["Busquem un desenvolupador per al nostre equip a Barcelona"],
    "tr": ["Ekibimize yazılım geliştirici arıyoruz ve iyi bir iş ortamı için bize katıl."],
    "hi": ["हमें एक अनुभवी शिक्षक चाहिए"], "ja": ["モバイル開発者を募集しています"], "zh": ["我们正在招聘软件工程师"], "ko": ["소프트웨어 엔지니어를 찾습니다"],
    "ru": ["Мы ищем разработчика в нашу команду"], "uk": ["Ми шукаємо розробника до нашої команди"], "bg": ["Търсим разработчик за нашия екип"], "el": ["Ψάχνουμε προγραμματιστή"],
    "he": ["אנחנו מחפשים מפתח"], "ar": ["نبحث عن مطور"], "ta": ["நாங்கள் பொறியாளரை தேடுகிறோம்"], "th": ["กำลังมองหานักพัฒนา"],
}  # fmt: skip


@pytest.mark.parametrize(("language", "text"), [(code, t) for code, ts in TEXTS.items() for t in ts])  # fmt: skip
def test_the_language_of_a_text(language: str, text: str) -> None:
    assert text_language(text) == language


@pytest.mark.parametrize("text", ["", "Python, SQL", "Java Developer", "de la", "Senior Consultant SAP (m/w/d) in Berlin", "★★★", "12 345"])  # fmt: skip
def test_too_little_tells_nothing(text: str) -> None:
    assert text_language(text) is None


def test_most_of_a_text_counts() -> None:
    german, english = (
        TEXTS["de"][0],
        "We are looking for you and your friends, who will be with us on the team.",
    )
    assert text_language(f"Wir sind da. {english}") == "en"
    assert text_language(f"Hello to our team! {german * 2}") == "de"


@given(st.text())
def test_any_text_has_one_or_none(text: str) -> None:
    found = text_language(text)
    assert found is None or (len(found) == 2 and found.islower())
