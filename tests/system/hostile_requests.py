"""Requests no client of good will sends, as bytes for a socket: at least 60 for each body route."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final


@dataclass(frozen=True)
class Target:
    """A route, and what its requests need."""

    method: str
    path: str
    token: str = ""

    def head(self, *more: str, type_: str | None = "application/json", query: str = "") -> bytes:
        headers = [
            "Host: jobr.test",
            *([f"Authorization: Bearer {self.token}"] if self.token else []),
        ]
        if type_ is not None:
            headers.append(f"Content-Type: {type_}")
        lines = [f"{self.method} {self.path}{query} HTTP/1.1", *headers, *more, "", ""]
        return "\r\n".join(lines).encode("latin-1")


@dataclass(frozen=True)
class Hostile:
    """Bytes in the pieces they are sent in; `half_closed`: nothing more will come, and that is
    said; `statuses`: what may be answered, any below 500 if empty."""

    name: str
    pieces: tuple[bytes, ...]
    half_closed: bool = False
    statuses: frozenset[int] = field(default_factory=frozenset)


def sized(target: Target, body: bytes, *more: str, type_: str | None = "application/json") -> bytes:
    return target.head(f"Content-Length: {len(body)}", *more, type_=type_) + body


def chunked(target: Target, *raw: bytes) -> bytes:
    return target.head("Transfer-Encoding: chunked") + b"".join(raw)


def form(*parts: bytes, end: bytes = b"--b--\r\n") -> bytes:
    return b"".join(b"--b\r\n" + part + b"\r\n" for part in parts) + end


FILE = b'Content-Disposition: form-data; name="file"; filename="cv.txt"\r\n\r\n'

JSON: Final[dict[str, bytes]] = {
    "no body": b"",
    "blanks": b" \r\n\t ",
    "half an object": b'{"email": "a',
    "nonsense": b"\x80\x81\xfe\xff",
    "invalid UTF-8 in a text": b'{"email": "\xff\xfe"}',
    "invalid UTF-8 in a name": b'{"\xc3\x28": 1}',
    "an overlong encoding": b'{"email": "\xc0\xaf"}',
    "a surrogate in UTF-8": b'{"email": "\xed\xa0\x80"}',
    "a byte order mark": b'\xef\xbb\xbf{"email": "a"}',
    "UTF-16": '{"email": "a"}'.encode("utf-16"),
    "UTF-32": '{"email": "a"}'.encode("utf-32"),
    "100,000 lists": b"[" * 100_000,
    "100,000 lists, closed": b"[" * 100_000 + b"]" * 100_000,
    "50,000 objects": b'{"a":' * 50_000,
    "65 levels": b'{"a":' * 65 + b"1" + b"}" * 65,
    "500 levels in a text": b'{"email": ' + b"[" * 500 + b"]" * 500 + b"}",
    "a name twice": b'{"email": "a@example.org", "email": "b@example.org"}',
    "a name twice, deep inside": b'{"profile": {"basics": {"name": "a", "name": "b"}}}',
    "an escaped NUL": b'{"email": "a\\u0000b", "password": "\\u0000", "q": "\\u0000", "title": "\\u0000"}',
    "a NUL as it is": b'{"email": "\x00"}',
    "a NUL in a name": b'{"e\\u0000": 1}',
    "a lone high surrogate": b'{"email": "\\ud800", "q": "\\ud800", "title": "\\ud800"}',
    "a lone low surrogate": b'{"email": "\\udc00x", "profile": {"a": "\\udc00"}}',
    "surrogates turned around": b'{"email": "\\udc00\\ud800"}',
    "a surrogate in a name": b'{"\\udbff": 1}',
    "NaN": b'{"salary_min": NaN, "limit": NaN}',
    "infinity": b'{"salary_min": -Infinity}',
    "1e400": b'{"salary_min": 1e400, "min": 1e400}',
    "a whole number of 5,000 digits": b'{"limit": ' + b"9" * 5_000 + b"}",
    "a whole number of 400 digits": b'{"salary_min": ' + b"9" * 400 + b', "limit": -' + b"9" * 400 + b"}",
    "100,000 digits behind the point": b'{"salary_min": 0.' + b"1" * 100_000 + b"}",
    "2 to the 63": b'{"version": 9223372036854775808, "limit": 9223372036854775808}',
    "a list": b"[]",
    "a number": b"5",
    "null": b"null",
    "a text": b'"x"',
    "true": b"true",
    "two documents": b"{}{}",
    "a comment": b"{/* x */}",
    "a comma too many": b'{"a": 1,}',
    "single quotes": b"{'email': 'a'}",
    "100,000 names": b"{" + b",".join(b'"n%d":1' % n for n in range(100_000)) + b"}",
    "100,000 numbers": b"[" + b"1," * 100_000 + b"1]",
    "a text of 900 kB": b'{"email": "' + b"x" * 900_000 + b'", "q": "x"}',
    "a name of 900 kB": b'{"' + b"x" * 900_000 + b'": 1}',
    "more than a megabyte": b'{"email": "' + b"x" * 1_100_000 + b'"}',
    "every type wrong": b'{"email": {}, "password": [], "profile": 1, "jobs": {}, "cv": [], "url": {}, "verdict": 1, "titles": 5}',
    "python's names": b'{"__class__": 1, "__init__": {}, "__proto__": {}, "constructor": 1}',
    "a CV that is none": b'{"cv": {"json_resume": {"basics": [], "work": 5}}, "job": {"title": null}}',
    "a posting that is none": b'{"title": {}, "company": [], "description": 5, "salary": {"min": "x"}, "locations": [5]}',
    "a salary beyond all": b'{"title": "a", "company": "b", "description": "c", "salary": {"min": 1e308, "max": 1e308, "currency": "EUR", "period": "year"}}',
    "times beyond all": b'{"title": "a", "company": "b", "description": "c", "posted_at": "9999-12-31T23:59:59-23:59", "expires_at": "0001-01-01T00:00:00+23:59"}',
    "a NUL in a CV": b'{"basics": {"name": "a\\u0000b", "summary": "\\ud800"}, "profile": {"basics": {"name": "\\u0000"}}}',
}  # fmt: skip

TYPED: Final[dict[str, tuple[str | None, bytes]]] = {
    "JSON as text/plain": ("text/plain", b"{}"),
    "JSON without a type": (None, b"{}"),
    "JSON as a form": ("application/x-www-form-urlencoded", b"email=a&password=%00&x=%ff"),
    "JSON in UTF-16": ("application/json; charset=utf-16", '{"a": 1}'.encode("utf-16")),
    "JSON in an unknown charset": ("application/json; charset=nonsense", b"{}"),
    "JSON in two charsets": ("application/json; charset=utf-8; charset=latin-1", b"{}"),
    "an empty type": ("", b"{}"),
    "a type of noise": (";;;=,;/;\xff\xfe", b"{}"),
    "MessagePack": ("application/msgpack", b"\x81\xa1a\x01"),
    "XML": ("application/xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    "a type of 50,000 parameters": ("application/json" + ";a=b" * 10_000, b"{}"),
    "a form without a boundary": ("multipart/form-data", form(FILE + b"x")),
    "an empty boundary": ("multipart/form-data; boundary=", form(FILE + b"x")),
    "a boundary of 5,000": (f"multipart/form-data; boundary={'b' * 5_000}", form(FILE + b"x")),
    "a boundary of Latin-1": ("multipart/form-data; boundary=\xe9\xff", form(FILE + b"x")),
    "the wrong boundary": ("multipart/form-data; boundary=c", form(FILE + b"x")),
    "a form that ends early": ("multipart/form-data; boundary=b", form(FILE + b"x", end=b"")),
    "a form cut in a head": ("multipart/form-data; boundary=b", b"--b\r\nContent-Dispo"),
    "an empty form": ("multipart/form-data; boundary=b", b""),
    "a form of nothing": ("multipart/form-data; boundary=b", b"--b--\r\n"),
    "a name that is no UTF-8": (
        "multipart/form-data; boundary=b",
        form(b'Content-Disposition: form-data; name="\xff\xfe"; filename="\xc3\x28"\r\n\r\nx'),
    ),
    "a field that is no UTF-8": (
        "multipart/form-data; boundary=b",
        form(b'Content-Disposition: form-data; name="file"\r\n\r\n\xff\xfe\x80'),
    ),
    "an empty file name and bytes": (
        "multipart/form-data; boundary=b",
        form(b'Content-Disposition: form-data; name="file"; filename=""\r\n\r\n' + bytes(range(256))),
    ),
    "a field of an unknown charset": (
        "multipart/form-data; boundary=b",
        form(
            b'Content-Disposition: form-data; name="file"\r\nContent-Type: text/plain; charset=nonsense\r\n\r\nx'
        ),
    ),
    "a part without a disposition": (
        "multipart/form-data; boundary=b", form(b"Content-Type: text/plain\r\n\r\nx"),
    ),
    "a part without a head": ("multipart/form-data; boundary=b", form(b"\r\n\r\nx")),
    "a form in a form": (
        "multipart/form-data; boundary=b",
        form(
            b'Content-Disposition: form-data; name="file"; filename="a"\r\n'
            b"Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--"
        ),
    ),
    "10,000 parts": (
        "multipart/form-data; boundary=b",
        form(*[b'Content-Disposition: form-data; name="a"\r\n\r\nx'] * 10_000),
    ),
    "a part with 5,000 headers": (
        "multipart/form-data; boundary=b", form(b"X-A: b\r\n" * 5_000 + FILE + b"x"),
    ),
    "a file name with NUL and folders": (
        "multipart/form-data; boundary=b",
        form(
            b'Content-Disposition: form-data; name="file"; filename="../../\x00/etc/passwd%00.txt"\r\n\r\nhello'
        ),
    ),
    "a file twice": ("multipart/form-data; boundary=b", form(FILE + b"x", FILE + b"y")),
}  # fmt: skip


def bodies(target: Target) -> Iterator[Hostile]:
    for name, body in JSON.items():
        yield Hostile(name, (sized(target, body),))
    for name, (type_, body) in TYPED.items():
        yield Hostile(name, (sized(target, body, type_=type_),))


Framing = Callable[[Target], bytes]
_C: Final = "Transfer-Encoding: chunked"
FRAMED: Final[dict[str, Framing]] = {
    "both lengths": lambda t: t.head("Content-Length: 2", _C) + b"2\r\n{}\r\n0\r\n\r\n",
    "both lengths, turned around": lambda t: t.head(_C, "Content-Length: 2") + b"0\r\n\r\nGET /health HTTP/1.1\r\n\r\n",
    "two lengths": lambda t: t.head("Content-Length: 2", "Content-Length: 3") + b"{} ",
    "the same length twice": lambda t: t.head("Content-Length: 2", "Content-Length: 2") + b"{}",
    "a list of lengths": lambda t: t.head("Content-Length: 2, 2") + b"{}",
    "a length with a plus": lambda t: t.head("Content-Length: +2") + b"{}",
    "a negative length": lambda t: t.head("Content-Length: -2") + b"{}",
    "a length in hex": lambda t: t.head("Content-Length: 0x2") + b"{}",
    "an empty length": lambda t: t.head("Content-Length:") + b"{}",
    "a length of letters": lambda t: t.head("Content-Length: two") + b"{}",
    "a length with a blank inside": lambda t: t.head("Content-Length: 1 0") + b"{}",
    "a blank before the colon": lambda t: t.head("Content-Length : 2") + b"{}",
    "a length of 10 to the 30": lambda t: t.head("Content-Length: 1" + "0" * 30) + b"{}",
    "a length of 2 to the 62": lambda t: t.head(f"Content-Length: {2**62}"),
    "an encoding hidden by case": lambda t: t.head("tRANSFER-eNCODING: cHUNKED") + b"2\r\n{}\r\n0\r\n\r\n",
    "an encoding hidden by a tab": lambda t: t.head("Transfer-Encoding:\tchunked\t") + b"2\r\n{}\r\n0\r\n\r\n",
    "an encoding that is none": lambda t: t.head("Transfer-Encoding: xchunked") + b"2\r\n{}\r\n0\r\n\r\n",
    "chunked, then something else": lambda t: t.head("Transfer-Encoding: chunked, identity") + b"0\r\n\r\n",
    "chunked twice": lambda t: t.head(_C, _C) + b"0\r\n\r\n",
    "gzip and chunked": lambda t: t.head("Transfer-Encoding: gzip, chunked") + b"2\r\n\x1f\x8b\r\n0\r\n\r\n",
    "an encoding folded": lambda t: t.head("Transfer-Encoding:\r\n chunked") + b"0\r\n\r\n",
    "content that says gzip": lambda t: sized(t, b"\x1f\x8b\x08garbage", "Content-Encoding: gzip"),
    "chunks of garbage": lambda t: chunked(t, b"zz\r\n{}\r\n0\r\n\r\n"),
    "a negative chunk": lambda t: chunked(t, b"-2\r\n{}\r\n0\r\n\r\n"),
    "a chunk of 2 to the 64": lambda t: chunked(t, b"FFFFFFFFFFFFFFFFF\r\n{}"),
    "a chunk shorter than it says": lambda t: chunked(t, b"2\r\n{\r\n0\r\n\r\n"),
    "chunks ended by line feeds": lambda t: chunked(t, b"2\n{}\n0\n\n"),
    "a chunk extension of a megabyte": lambda t: chunked(t, b"2;a=" + b"x" * 1_000_000 + b"\r\n{}\r\n0\r\n\r\n"),
    "trailers of a megabyte": lambda t: chunked(t, b"2\r\n{}\r\n0\r\n" + b"X-A: b\r\n" * 125_000 + b"\r\n"),
    "trailers that say a length": lambda t: chunked(t, b"2\r\n{}\r\n0\r\nContent-Length: 5\r\n\r\n"),
    "10,000 chunks of a byte": lambda t: chunked(t, *[b"1\r\n[\r\n"] * 10_000, b"0\r\n\r\n"),
}  # fmt: skip
AMBIGUOUS: Final = (
    "both lengths", "both lengths, turned around", "two lengths", "a list of lengths",
    "a length with a plus", "a negative length", "a length in hex", "an empty length",
    "a length of letters", "a length with a blank inside", "a blank before the colon",
    "a length of 10 to the 30", "an encoding that is none", "chunked, then something else",
    "chunks of garbage", "a negative chunk", "a chunk of 2 to the 64", "a chunk shorter than it says",
    "chunks ended by line feeds", "the same length twice", "chunked twice", "gzip and chunked", "an encoding folded",
)  # fmt: skip
HEADED: Final[dict[str, Framing]] = {
    "20,000 headers": lambda t: sized(t, b"{}", *[f"X-{n}: y" for n in range(20_000)]),
    "101 headers": lambda t: sized(t, b"{}", *[f"X-{n}: y" for n in range(101)]),
    "a header of 200 kB": lambda t: sized(t, b"{}", "X-A: " + "x" * 200_000),
    "a header's name of 100 kB": lambda t: sized(t, b"{}", "X" * 100_000 + ": y"),
    "a header of Latin-1": lambda t: sized(t, b"{}", "X-A: \xe9\xff\x80", "User-Agent: \xff", "Accept-Language: \xff"),
    "a header with NUL": lambda t: sized(t, b"{}", "X-A: a\x00b"),
    "a header with a line feed": lambda t: sized(t, b"{}", "X-A: a\nX-B: c"),
    "a header with a bare return": lambda t: sized(t, b"{}", "X-A: a\rb"),
    "a header without a name": lambda t: sized(t, b"{}", ": x"),
    "a header without a colon": lambda t: sized(t, b"{}", "nonsense"),
    "no host": lambda t: sized(t, b"{}").replace(b"Host: jobr.test\r\n", b""),
    "two hosts": lambda t: sized(t, b"{}", "Host: evil.test"),
    "a host of noise": lambda t: sized(t, b"{}").replace(b"jobr.test", b"[::1]:99999\xff"),
    "two tokens": lambda t: sized(t, b"{}", "Authorization: Bearer x", "Authorization: Basic \xff"),
    "a token of 60 kB": lambda t: sized(t, b"{}", "Authorization: Bearer " + "x." * 30_000),
    "ids of noise": lambda t: sized(t, b"{}", "X-Request-ID: \xff" * 2, "traceparent: 00-\xff-\xff-zz"),
    "cookies of noise": lambda t: sized(t, b"{}", 'Cookie: a=\xff; ;;=; b="\\777"', "Cookie: =;"),
    "an accept of noise": lambda t: sized(t, b"{}", "Accept: ;;q=x,/,*/;q=nan,text/*;q=1e400"),
    "a forwarded address of noise": lambda t: sized(t, b"{}", "X-Forwarded-For: \xff, ::, 1.2.3", "X-Forwarded-Proto: \xff"),
    "an idempotency key of noise": lambda t: sized(t, b"{}", 'Idempotency-Key: "\\\xff', "Idempotency-Key: b"),
    "a range": lambda t: sized(t, b"{}", "Range: bytes=-1,5-2,x", "If-Match: \xff", "If-Modified-Since: x"),
    "an upgrade to WebSocket": lambda t: sized(t, b"{}", "Connection: Upgrade", "Upgrade: websocket"),
    "an upgrade to HTTP/2": lambda t: sized(t, b"{}", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AA"),
    "an expectation": lambda t: t.head("Expect: 100-continue", "Content-Length: 2") + b"{}",
    "an expectation of noise": lambda t: sized(t, b"{}", "Expect: \xff"),
    "HTTP/1.0": lambda t: sized(t, b"{}").replace(b"HTTP/1.1", b"HTTP/1.0"),
    "HTTP/9.9": lambda t: sized(t, b"{}").replace(b"HTTP/1.1", b"HTTP/9.9"),
    "HTTP/0.9": lambda t: f"{t.method} {t.path}\r\n".encode(),
    "HTTP/2": lambda t: b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "TLS": lambda t: b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64),
    "an unknown method": lambda t: sized(t, b"{}").replace(t.method.encode(), b"BREW", 1),
    "a method of noise": lambda t: sized(t, b"{}").replace(t.method.encode(), b"\xff{}", 1),
    "HEAD": lambda t: sized(t, b"{}").replace(t.method.encode(), b"HEAD", 1),
    "OPTIONS": lambda t: sized(t, b"{}").replace(t.method.encode(), b"OPTIONS", 1),
    "OPTIONS of a page elsewhere": lambda t: sized(t, b"", "Origin: null", "Access-Control-Request-Method: \xff").replace(t.method.encode(), b"OPTIONS", 1),
    "TRACE": lambda t: sized(t, b"{}").replace(t.method.encode(), b"TRACE", 1),
    "CONNECT": lambda t: sized(t, b"{}").replace(f"{t.method} {t.path}".encode(), b"CONNECT a:1", 1),
    "a whole address": lambda t: sized(t, b"{}").replace(t.path.encode(), b"http://evil.test" + t.path.encode(), 1),
    "an address of another scheme": lambda t: sized(t, b"{}").replace(t.path.encode(), b"file:///etc/passwd", 1),
    "an asterisk": lambda t: sized(t, b"{}").replace(t.path.encode(), b"*", 1),
    "a path with NUL": lambda t: sized(t, b"{}").replace(t.path.encode(), t.path.encode() + b"%00", 1),
    "a path that is no UTF-8": lambda t: sized(t, b"{}").replace(t.path.encode(), t.path.encode() + b"/%ff%fe", 1),
    "a path of raw bytes": lambda t: sized(t, b"{}").replace(t.path.encode(), t.path.encode() + b"\xff\xfe", 1),
    "a path with bad percents": lambda t: sized(t, b"{}").replace(t.path.encode(), t.path.encode() + b"/%zz%", 1),
    "a path out of here": lambda t: sized(t, b"{}").replace(t.path.encode(), b"/../../" + t.path.encode() + b"/..;/%2e%2e", 1),
    "a path of 100 kB": lambda t: sized(t, b"{}").replace(t.path.encode(), b"/" + b"a" * 100_000, 1),
    "a query of 100 kB": lambda t: sized(t, b"{}").replace(b" HTTP", b"?a=" + b"b" * 100_000 + b" HTTP", 1),
    "a query of 30 kB": lambda t: sized(t, b"{}").replace(b" HTTP", b"?a=" + b"b" * 30_000 + b" HTTP", 1),
    "a query of 5,000 fields": lambda t: sized(t, b"{}").replace(b" HTTP", b"?" + b"&".join([b"a=b"] * 5_000)[:16_000] + b" HTTP", 1),
    "a query with NUL": lambda t: sized(t, b"{}").replace(b" HTTP", b"?format=%00&cursor=%00 HTTP", 1),
    "a query that is no UTF-8": lambda t: sized(t, b"{}").replace(b" HTTP", b"?format=%ff&limit=%ed%a0%80 HTTP", 1),
    "a query of raw bytes": lambda t: sized(t, b"{}").replace(b" HTTP", b"?format=\xff HTTP", 1),
    "a query with bad percents": lambda t: sized(t, b"{}").replace(b" HTTP", b"?format=%u0041%&a HTTP", 1),
}  # fmt: skip


def framings(target: Target) -> Iterator[Hostile]:
    for name, made in {**FRAMED, **HEADED}.items():
        yield Hostile(name, (made(target),), half_closed=name == "a length of 2 to the 62")
    whole = sized(target, b"{}")
    yield Hostile("three at once", (whole * 3,))
    yield Hostile("one and half of another", (whole + whole[:40],), half_closed=True)
    yield Hostile("one and garbage", (whole + b"\x00\xff garbage\r\n\r\n",))
    yield Hostile("blank lines before", (b"\r\n" * 5_000 + whole,))
    yield Hostile("byte by byte", tuple(bytes([one]) for one in whole[:600]), half_closed=True)
    yield Hostile(
        "a body that does not come", (target.head("Content-Length: 10"),), half_closed=True
    )
    yield Hostile("half a body", (target.head("Content-Length: 10") + b"{",), half_closed=True)
    yield Hostile("half a chunk", (chunked(target, b"5\r\n{"),), half_closed=True)
    yield Hostile("half a head", (target.head()[:30],), half_closed=True)
    yield Hostile("nothing", (b"",), half_closed=True)


def slow(target: Target) -> Iterator[Hostile]:
    """Those the server gives up on: nothing more comes, and the connection stays open."""
    late = frozenset({401, 408, 415})
    yield Hostile("a head that stops", (target.head()[:-10],), statuses=late)
    yield Hostile("a body that stops", (target.head("Content-Length: 10"), b"{"), statuses=late)
    yield Hostile("chunks that stop", (chunked(target), b"1\r\n{\r\n"), statuses=late)


def body_targets(document: dict[str, Any], tokens: dict[str, str]) -> list[Target]:
    """Every operation of an OpenAPI document that takes a body, by whom it is for: `user`, `admin`,
    and `leaver` for the one that ends an account."""
    return [
        Target(method.upper(), _filled(path), tokens.get(_role(method, path, operation), ""))
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if "requestBody" in operation
    ]


def _filled(path: str) -> str:
    missing = "01a206eb-78cd-713e-9353-9b48d99ab453"
    return "/".join(missing if part.startswith("{") else part for part in path.split("/"))


def _role(method: str, path: str, operation: dict[str, Any]) -> str:
    if (method, path) == ("delete", "/api/me"):
        return "leaver"
    scopes = [one.get("bearer") for one in operation.get("security", ())]
    return "admin" if ["admin"] in scopes else "user" if scopes else "nobody"
