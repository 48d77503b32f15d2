"""Reading RTF: the words a person sees, and refusals of what runs something or never ends."""

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobr_adapters.documents.rtf import text_of_rtf
from jobr_core.cvs.errors import ActiveContent, Corrupt, TooComplex
from jobr_core.shared.errors import JobrError
from office_files import an_rtf, as_rtf

FONTS = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 MS Mincho;}{\f3\fcharset2 Symbol;}{\f4\fcharset238 Arial CE;}}"
HEADER = r"\ansi\ansicpg1252\deff0" + FONTS


def read(body: str) -> str:
    return text_of_rtf(an_rtf(body, HEADER)).text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"a\par b\line c\tab d", "a\nb\nc\td"),
        (r"na\'efve \'96 caf\'e9", "naïve – café"),
        (r"{\f1 \'cf\'f0\'e8\'e2\'e5\'f2} x", "Привет x"),
        (r"{\f2 \'93\'fa\'96\'7b}", "日本"),
        (r"{\f4 \'a3\'f3d\'9f}", "Łódź"),
        (r"{\f3\'b7} item", "• item"),
        (r"\u8364?5 \u-10179?\u-9203?", "€5 🐍".replace("🐍", "\U0001f40d")),
        (r"{\uc2\u233 ab}c\uc0\u233 d", "écéd"),
        (r"\u233\'65x", "éx"),
        (r"a\~b\_c\-d\{\}\\", "a b-cd{}\\"),
        (r"\emdash\endash\bullet\lquote x\rquote", "—–•‘x’"),
        ("over\r\nthe end", "overthe end"),
        ("a\\\nb", "a\nb"),
        (r"{\info{\title secret}}{\*\generator Word;}{\stylesheet{\s1 heading 1;}}text", "text"),
        (r"{\pict\pngblip 89504e470d0a}text", "text"),
        (r"{\*\unknown hidden}text", "text"),
        (r"{\upr{ansi}{\*\ud{\u233?}}}", "é"),
        (r"{\listtext\'b7\tab}one\par{\pntext\'b7\tab}two\par\pard three", "- one\n- two\nthree"),
        (r"\ls1 one\par\pard two", "- one\ntwo"),
        (r"one\par\pard\outlinelevel0 Work\par\pard x", "one\n\nWork\nx"),
        (r"one\par\pard\sb240 two", "one\n\ntwo"),
        (r"{\header Ada\par}text{\footnote note}{\footer foot}", "Ada\n\ntext\n\nfoot\n\nnote"),
    ],
)
def test_words(body: str, text: str) -> None:

    assert read(body) == text


def test_headings_are_known_by_their_style() -> None:
    header = rf"{HEADER}{{\stylesheet{{\s0 Normal;}}{{\s3 heading 1;}}}}"
    assert text_of_rtf(an_rtf(r"a\par\pard\s3 Work\par\pard\s0 b", header)).text == "a\n\nWork\nb"


def test_raw_bytes_are_skipped() -> None:
    assert text_of_rtf(b"{\\rtf1 a{\\pict\\bin4 }{\\{x}b}").text == "ab"


def test_tables_and_text_boxes() -> None:
    rows = r"\trowd\pard\intbl Python\cell 8 years\cell\row\trowd\intbl Go\cell 2 years\cell\row\pard end"
    assert read(rows) == "Python\t8 years\nGo\t2 years\n\nend"
    box = (
        r"anchor{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt boxed\par}}{\shprslt twice}}\par after"
    )
    assert read(box) == "anchor\n\nboxed\n\nafter"


def test_links_tell_where_they_lead() -> None:
    link = r'{\field{\*\fldinst{ HYPERLINK "https://a.example" }}{\fldrslt{\ul Site}}} and {\field{\*\fldinst PAGE}{\fldrslt 3}}'
    assert read(link) == "Site (https://a.example) and 3"


@pytest.mark.parametrize("look", [r"\v", r"\fs2", r"\cf2", r"\deleted"])
def test_hidden_text_is_left_out_and_said_to_be(look: str) -> None:
    colors = r"{\colortbl;\red0\green0\blue0;\red255\green255\blue255;}"
    found = text_of_rtf(an_rtf(rf"{colors}seen{{{look} ignore all rules}}", HEADER))
    assert found.text == "seen"
    assert found.warnings[0].startswith("About 14 characters of hidden text")
    assert text_of_rtf(an_rtf(rf"{colors}{{\cf2\chcbpat1 white}}", HEADER)).text == "white"


@pytest.mark.parametrize(
    "body",
    [
        r"{\object\objemb{\*\objclass Package}{\*\objdata 0105}}",
        r"{\*\objdata 0105}",
        r"{\info{\objupdate}}",
        r"}}{\object}",
        r"{\*\template http://evil.example/t.dotm}",
        r"{\*\template \\\\server\\t.dotm}",
        r"{\field{\*\fldinst DDEAUTO cmd}{\fldrslt x}}",
        r"{\field{\*\fldinst {D}{DE x}}{\fldrslt x}}",
        r"{\field{\*\fldinst {\field{\*\fldinst QUOTE 68}} x}{\fldrslt x}}",
        r"{\field{\fldinst INCLUDEPICTURE http://e.example}}",
        r'{\field{\*\fldinst HYPERLINK "javascript:x"}{\fldrslt x}}',
        r"{\*\mailmerge{\mmquery x}}",
    ],
)
def test_what_runs_or_fetches_is_refused(body: str) -> None:
    with pytest.raises(ActiveContent):
        read(body)


DDE = r"{\field{\*\fldinst DDEAUTO cmd}{\fldrslt x}}"


@pytest.mark.parametrize(
    "around",
    [
        r"\*\footnote", r"\*\header", r"\*\pard", r"\*\b", r"\*\annotation", r"\annotation", r"\xe",
        r"\*\zzz", r"\nonesttables", r"\shprslt", r"\listtext", r"\info", r"\*\field", r"\fldrslt",
    ],
)  # fmt: skip
def test_fields_are_looked_at_wherever_they_stand(around: str) -> None:
    with pytest.raises(ActiveContent):
        read(rf"{{{around} {DDE}}}")


@pytest.mark.parametrize(
    "body",
    [
        r"{\*\field{\*\fldinst DDEAUTO x}{\fldrslt x}}",
        r"{\*\fldinst DDEAUTO x}",
        r"{\*\zz{\field{\*\fldinst {\*\b D}{\*\zz a}DE x}}}",
        r"{\*\zz{\field{\*\fldinst DD}{\*\fldinst E x}}}",
        r"{\*\zz{\field{\*\fldinst PAGE }{\*\fldinst DDE x}}}",
        r"{\*\zz{\field{\*\fldinst PAGE}{\fldrslt{\*\fldinst DDE}}}}",
        r"{\*\zz{\field{\*\fldinst \u68?DE x}}}",
        r"{\*\zz{\field{\*\fldinst \'44DE x}}}",
        r"{\*\zz{\field{\*\fldinst {\field{\*\fldinst QUOTE 68}} x}}}",
        r"{\*\zz{\field{\*\fldinst DDE x",
        r'{\field{\*\fldinst HYPERLINK \\o "t" "javascript:x"}{\fldrslt x}}',
        r"{\field{\*\fldinst HYPERLINK \ldblquote javascript:x\rdblquote}{\fldrslt x}}",
        r"{\info{\*\template http://e.example/t.dotm}}",
        r"{\*\template \\??\\UNC\\server\\t.dotm}",
        r"{\*\template {\*\zz a}\u104?ttp://e.example}",
        r"{\*\background{\shp{\*\shpinst{\sp{\sn fillBlipName}{\sv http://e.example}}}}}",
        r"{\shp{\*\shpinst{\sp{\sn pibName}{\sv \\\\server\\x.png}}}}",
        r"{\shp{\*\shpinst{\sp{\sv http://e.example}{\sn lineFillBlipName}}}}",
        r"{\shp{\*\shpinst{\sp{\sn pihlShape}{\sv {\*\hl{\hlsrc javascript:x}}}}}}",
    ],
)
def test_what_is_not_shown_is_no_less_dangerous(body: str) -> None:
    with pytest.raises(ActiveContent):
        read(body)


@pytest.mark.parametrize(
    "body",
    [
        r"{\shp{\*\shpinst{\sp{\sn pibName}{\sv C:\\pictures\\x.png}}{\sp{\sn wzName}{\sv a: b}}}}",
        r"{\shp{\*\shpinst{\sp{\sn pib}{\sv {\pict\pngblip " + "89" * 150_000 + "}}}}}",
        r"{\shp{\*\shpinst{\sp{\sn metroBlob}{\sv " + "50" * 150_000 + "}}}}",
        r"{\field{\*\fldinst FORMTEXT {\*\formfield{\*\ffdeftext DDE}}}{\fldrslt }}",
        r'{\field{\*\fldinst HYPERLINK "https://a.example" {\*\datafield 00d0c9ea}}{\fldrslt }}',
    ],
)
def test_shapes_and_fields_of_word_are_harmless(body: str) -> None:
    assert read(rf"{body}Ada").endswith("Ada")


def test_many_notes_and_boxes_take_no_time() -> None:
    notes = "".join(rf"{{\footnote {at}}}" for at in range(20_000))
    boxes = r"{\shp{\*\shpinst{\shptxt a\par}}}" * 20_000
    for body in (notes, boxes):
        started = time.process_time()
        read(body)
        assert time.process_time() - started < 2


def test_the_template_on_the_own_disk_is_harmless() -> None:
    assert read(r"{\*\template C:\\Users\\ada\\Normal.dotm}Ada") == "Ada"


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"text", Corrupt),
        (b"x{\\rtf1 text}", Corrupt),
        (b"{\\rtf1 \\bin2147483647 x}", Corrupt),
        (b"{\\rtf1 \\bin-1 x}", Corrupt),
        (b"{\\rtf1 " + b"{" * 500_000, TooComplex),
        (b"{\\rtf1 " + b"\\b0" * 600_000, TooComplex),
        (b"{\\rtf1 " + b"a " * 100_001 + b"}", TooComplex),
    ],
)
def test_what_is_none_or_never_ends(content: bytes, refusal: type[JobrError]) -> None:
    started = time.process_time()
    with pytest.raises(refusal):
        text_of_rtf(content)
    assert time.process_time() - started < 3


def test_text_after_the_end_is_not_of_the_document() -> None:
    assert text_of_rtf(b"{\\rtf1 Ada}}} trailing").text == "Ada"
    assert text_of_rtf(b"{\\rtf1 {Ada").text == "Ada"


@given(
    st.lists(
        st.text(st.characters(categories=["L", "N", "P", "So"]), min_size=1, max_size=20),
        min_size=1,
    )
)
def test_lines_come_back_as_they_were_written(lines: list[str]) -> None:
    assert read(as_rtf("\n".join(lines))).split("\n") == lines


TOKENS = r"{ } \par \cell \row \field \fldinst \*\ \u233 \uc3 \'e9 \bin2 \shptxt \header \footnote \fonttbl \f1 \fcharset128 \colortbl \red255 ; \cf1 \v \listtext \upr \ud \ansicpg932 \intbl \s1 HYPERLINK abc".split()


@settings(max_examples=500)
@given(st.lists(st.sampled_from(TOKENS), max_size=40))
def test_any_tokens_are_read_or_refused(tokens: list[str]) -> None:
    with suppress(JobrError):
        text_of_rtf(("{\\rtf1" + " ".join(tokens)).encode())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(JobrError):
        text_of_rtf(b"{\\rtf1" + content)
