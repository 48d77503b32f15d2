"""Messages in words: all there, in both languages and forms, whatever people have typed."""

import re
from importlib.resources import files
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mail_servers import LINK, Page, a_message

from jobr_adapters.mail.facts import client, harmless
from jobr_adapters.mail.rendering import Rendered, render
from jobr_core.accounts.lockout import LOCKOUT
from jobr_core.accounts.model import Language
from jobr_core.accounts.one_time_tokens import LIFETIME, Purpose
from jobr_core.messages.model import Template
from jobr_core.messages.occasions import PURPOSES

TEMPLATES: Final = files("jobr_adapters.mail") / "templates"
AGENT: Final = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
TYPED: Final = st.text() | st.text(st.sampled_from("<>&\"'/:.@{}% \n\r\x1b\u202e\u200d\ud800aéw"))
every_message = pytest.mark.parametrize(
    ("template", "language"),
    [(template, language) for template in Template for language in Language],
)


def _rendered(
    template: Template, language: Language, name: str = "Ada", agent: str = AGENT
) -> Rendered:
    link = LINK if template in PURPOSES else ""
    return render(a_message(name, template=template, language=language, agent=agent, link=link))


def _wordings() -> dict[str, str]:
    return {
        f"{language.value}/{file.name}": file.read_text()
        for language in Language
        for file in (TEMPLATES / language.value).iterdir()
    }


def test_every_language_has_every_wording_and_no_other() -> None:
    names = {"frame", *(template.value for template in Template)}
    assert _wordings().keys() == {
        f"{each.value}/{name}.jinja" for each in Language for name in names
    }


@pytest.mark.parametrize("name", sorted(_wordings()))
def test_a_wording_holds_nothing_html_would_read_otherwise(name: str) -> None:
    words = re.sub(r"{%.*?%}|{{.*?}}", "", _wordings()[name])
    assert not set("<>&{}") & set(words)
    assert max(map(len, words.splitlines())) <= 78


@every_message
def test_it_reads_the_same_as_text_and_as_html(template: Template, language: Language) -> None:
    rendered = _rendered(template, language)
    page = Page(rendered.html)
    text, html = rendered.text.split(), page.words.split()
    assert not set("{}") & set(rendered.text + page.words.partition("}")[2])
    assert rendered.subject == rendered.subject.strip()
    assert rendered.subject.isprintable()
    assert f'<html lang="{language.value}">' in rendered.html
    assert set(text) - {f"{word}:" for word in html} <= {*html, LINK}
    assert set(page.tags) <= {
        "html", "head", "meta", "title", "style", "body", "div", "p", "a", "br", "bdi"
    }  # fmt: skip
    assert set(page.links) == ({LINK} if template in PURPOSES else set())
    assert rendered.text.count(LINK) == (template in PURPOSES)
    assert "\n\n\n" not in rendered.text


@every_message
def test_a_link_is_never_in_a_query(template: Template, language: Language) -> None:
    assert "?" not in "".join(map(str, Page(_rendered(template, language).html).links))


@every_message
@settings(max_examples=20)
@given(name=TYPED, agent=TYPED)
@example(name="</p><script>alert(1)</script>", agent="<img src=//evil.example>")
@example(name="http://evil.example www.evil.example a@evil.example", agent="")
@example(name="{{ 7 * 7 }}{% raw %}", agent="\x1b[2J")
def test_what_is_typed_adds_neither_headers_nor_tags_nor_links(
    template: Template, language: Language, name: str, agent: str
) -> None:
    plain, hostile = (
        _rendered(template, language),
        _rendered(template, language, name=name, agent=agent),
    )
    seen, expected = Page(hostile.html), Page(plain.html)
    assert hostile.subject == plain.subject
    assert [tag for tag in seen.tags if tag != "bdi"] == [t for t in expected.tags if t != "bdi"]
    assert seen.links == expected.links
    assert all(c.isprintable() or c in "\n\u200c\u200d" or c > "\u00ff" for c in hostile.text)
    assert not re.search(r"[\ud800-\udfff\u202a-\u202e\u2066-\u2069]", hostile.text + hostile.html)
    assert hostile.text.count("\n\n") == plain.text.count("\n\n")


@given(TYPED)
def test_a_fact_is_one_short_line_and_no_address(typed: str) -> None:
    fact = harmless(typed)
    assert len(fact) <= 120
    assert fact == " ".join(fact.split())
    assert "@" not in fact
    assert not re.search(r"\w\.[^\W\d_]|://", fact)
    assert harmless(fact) == fact


@pytest.mark.parametrize(
    "name",
    ["Zoë 陳大文", "Jean-Luc O’Neill", "J. R. R. Tolkien", "علی‌رضا", "שרה לוי", "ශ්‍රී", "李·小龙"],
)
def test_a_name_is_left_as_it_is(name: str) -> None:
    assert harmless(name) == name


def test_a_name_nobody_can_see_is_none() -> None:
    assert _rendered(Template.WELCOME, Language.ENGLISH, name="\u202e\u200d\x00 ").text.startswith(
        "Hello,\n"
    )


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (AGENT, "Firefox (Windows)"),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
            "Edge (Mac)",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari (iPhone)",
        ),
        (
            "python-httpx2/2.16 (+https://evil.example)",
            "python-httpx2/2.16 (+https: //evil. example)",
        ),
        ("", ""),
    ],
)
def test_a_client_is_called_what_a_person_would_call_it(agent: str, said: str) -> None:
    assert client(agent) == said


@pytest.mark.parametrize("language", Language)
def test_the_words_say_what_the_rules_say(language: Language) -> None:
    hours = f"{LIFETIME[Purpose.VERIFY_EMAIL].total_seconds() / 3600:g}"
    minutes = f"{LIFETIME[Purpose.RESET_PASSWORD].total_seconds() / 60:g}"
    for template in (Template.WELCOME, Template.VERIFY_EMAIL):
        assert re.search(rf"\b{hours}\s+(?:hours|Stunden)", _rendered(template, language).text)
    reset = _rendered(Template.RESET_PASSWORD, language).text
    assert re.search(rf"\b{minutes}\s+(?:minutes|Minuten)", reset)
    locked = _rendered(Template.ACCOUNT_LOCKED, language)
    closed = str(LOCKOUT.duration.seconds // 60)
    assert closed in locked.subject
    assert closed in locked.text
    assert (LOCKOUT.threshold, bool(re.search("five|fünf", locked.text))) == (5, True)
