"""Plain text in the encodings people have, and Markdown as the text it describes."""

import time
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobr_adapters.documents.markdown import text_of_markdown
from jobr_adapters.documents.plain import text_of_plain
from jobr_core.cvs.errors import TooComplex

GERMAN = "Lebenslauf\nGeschäftsführer in Zürich, Größe “1,80”, Prüfung für Führungskräfte"
POLISH = "Życiorys\nInżynier oprogramowania, Łódź, współpraca z zespołem, język polski, obsługa klienta i sprzedaż"
RUSSIAN = "Резюме\nИнженер-программист, Москва, опыт работы пять лет, высшее образование"
GREEK = "Βιογραφικό σημείωμα\nΜηχανικός λογισμικού στην Αθήνα με πενταετή εμπειρία"
JAPANESE = "履歴書\nソフトウェア開発の経験が五年あります。東京都に住んでいます。"
CHINESE = "简历\n软件工程师,在北京工作五年,熟悉数据库和网络编程。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *product([GERMAN, RUSSIAN, CHINESE, "Ada"], ["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
        *product([GERMAN, RUSSIAN], ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]),
        (GERMAN, "cp1252"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (GREEK, "cp1253"),
        (JAPANESE, "cp932"),
        (CHINESE, "gb18030"),
    ],
)
def test_text_in_its_encoding(text: str, encoding: str) -> None:
    assert text_of_plain(text.encode(encoding)).text == text


def test_a_few_accents_are_western() -> None:
    assert text_of_plain("Zoë Müller".encode("cp1252")).text == "Zoë Müller"
    assert (
        text_of_plain(b"smart \x93quotes\x94 \x96 r\xe9sum\xe9").text == "smart “quotes” – résumé"
    )


def test_characters_nobody_sees_are_dropped() -> None:
    text = "A\x00d\u200ba\u202e x\U000e0041\ufeff\ud800y\r\nz\u2028\x0bend\xa0\u2011\n\n\n\nlast"
    found = text_of_plain(text.encode("utf-8", "surrogatepass")).text
    assert found == "Ada xy\nz\n\nend -\n\nlast" or "\ud800" not in found
    assert not set(found) & set("\x00\u200b\u202e\ufeff\U000e0041\r\x0b\xa0")


def test_joiners_of_indian_scripts_and_emoji_stay() -> None:
    for text in ("क्\u200dष", "می\u200cخواهم", "👩\u200d💻"):
        assert text_of_plain(text.encode()).text == text


@pytest.mark.parametrize("content", [b"A" * 4_000_000, b"a\n" * 150_000, "é".encode() * 200_001])
def test_more_than_any_cv_is_refused(content: bytes) -> None:
    for read in (text_of_plain, text_of_markdown):
        with pytest.raises(TooComplex):
            read(content)


def test_the_most_there_may_be_is_read_at_once() -> None:
    content = ("Größe und Prüfung für Führungskräfte\n" * 5_400).encode("cp1252")
    started = time.process_time()
    assert text_of_plain(content).text.startswith("Größe")
    assert time.process_time() - started < 1


@given(st.binary(max_size=200))
def test_any_bytes_are_some_text(content: bytes) -> None:
    text_of_plain(content).text.encode()
    text_of_markdown(content).text.encode()


@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_unicode_comes_back(text: str) -> None:
    assert text_of_plain(text.encode()).text == text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# Ada Lovelace\n## Skills ##\nPython", "Ada Lovelace\n\nSkills\nPython"),
        ("Ada\n===\nEngineer\n---\nx", "Ada\n\nEngineer\n\nx"),
        ("**Engineer**, _Acme_, `C++`, ~~no~~ __x__", "Engineer, Acme, C++, no x"),
        ("snake_case and 2 * 3 * 4", "snake_case and 2 * 3 * 4"),
        ("* one\n+ two\n- [x] three\n1. four", "- one\n- two\n- three\n1. four"),
        ("[GitHub](https://github.com/ada)", "GitHub (https://github.com/ada)"),
        ('[GitHub](<https://github.com/ada> "title")', "GitHub (https://github.com/ada)"),
        ("[github.com/ada](https://github.com/ada)", "github.com/ada"),
        ("[mail](mailto:ada@example.org)", "mail (ada@example.org)"),
        ("[x](javascript:alert(1))", "x"),
        ("[x](JAVASCRIPT:alert)", "x"),
        ("[Site][1]\n\n[1]: https://a.example", "Site (https://a.example)"),
        ("![Python](http://img.example/p.png) ok", "Python ok"),
        ("<https://a.example> <ada@example.org>", "https://a.example ada@example.org"),
        ("<script>alert(1)</script><b>Ada</b><br>x<!-- no -->", "Ada\nx"),
        ("a < b and c > d, List<String>", "a < b and c > d, List"),
        ("> quoted\n>> twice", "quoted\ntwice"),
        ("| Python | 8 |\n|---|:-:|\n| Go | 2 |", "Python\t8\nGo\t2"),
        ("```python\ncode\n```", "code"),
        (r"1\. A\*B &amp; C", "1. A*B & C"),
        ("a\n\n***\n\nb", "a\n\nb"),
    ],
)  # fmt: skip
def test_markdown(markdown: str, text: str) -> None:
    assert text_of_markdown(markdown.encode()).text == text


@pytest.mark.parametrize(
    "hostile",
    [
        ">" * 20_000 + "[" * 20_000 + "a" + "](u)" * 20_000,
        "<script>" * 20_000,
        "<!--" * 40_000,
        "*a " * 60_000,
        "[a]" * 60_000,
        "![" * 90_000,
        "<a " * 60_000,
        "[](" * 60_000,
        "|-" * 90_000,
        "[x]: " * 30_000,
        "- " * 90_000,
        " " * 180_000 + "x",
        "`" * 180_000,
        "\\" * 180_000,
        "a@" * 90_000,
        "<" * 180_000,
        "[a](" + "(" * 150_000,
        "[a](b" + " " * 150_000,
        "# " + "#" * 150_000,
        "_" * 180_000,
    ],
)
def test_markdown_takes_time_by_its_length_only(hostile: str) -> None:
    started = time.process_time()
    text_of_markdown(hostile.encode())
    assert time.process_time() - started < 1.5
