"""Nobody makes Jobr reach into its own network: OWASP ASVS V1.3.6, V13.2.4, CWE-918."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final

import pytest
from fetching_servers import (
    OTHER_PUBLIC,
    PUBLIC,
    PUBLIC_V6,
    Site,
    answer,
    body_of,
    fetcher_of,
    public_fetcher,
    quick,
    redirect,
    serving,
)
from hypothesis import given
from hypothesis import strategies as st

from jobr_adapters.fetching import addresses
from jobr_adapters.fetching.addresses import BOARD_HOSTS, AllowedHosts
from jobr_adapters.fetching.fetcher import HttpFetcher
from jobr_adapters.fetching.networks import is_internal, is_public
from jobr_adapters.fetching.resolving import system_addresses
from jobr_adapters.fetching.spelling import allowed_host, internal_host
from jobr_core.jobs.errors import AddressRefused, SourceFailed


@dataclass
class Canary:
    """Listens on this machine, on a port that is allowed; nobody may come."""

    port: int
    seen: int = 0

    def url(self, spelling: str) -> str:
        return spelling.replace("{port}", str(self.port))


@pytest.fixture
async def canary(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Canary]:
    canary = Canary(port=0)

    async def come(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        canary.seen += 1
        writer.close()

    hosts = ["127.0.0.1", "::1"] if socket.has_ipv6 and _has_v6_loopback() else ["127.0.0.1"]
    first = await asyncio.start_server(come, hosts[0], 0)
    canary.port = first.sockets[0].getsockname()[1]
    others = [await asyncio.start_server(come, host, canary.port) for host in hosts[1:]]
    monkeypatch.setattr(addresses, "_PORTS", {80, 443, 8080, 8443, canary.port})
    async with first:
        yield canary
        for other in others:
            other.close()


def _has_v6_loopback() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def _fetcher(resolve: Callable[[str, int], Sequence[str]] = system_addresses) -> HttpFetcher:
    return HttpFetcher(AllowedHosts(), quick(), resolve=resolve)


async def _refused(fetch: HttpFetcher, url: str, canary: Canary) -> str:
    with pytest.raises(AddressRefused) as refused:
        await body_of(fetch, url)
    await _let_in()
    assert canary.seen == 0
    return str(refused.value)


async def _let_in() -> None:
    """Who has come is seen."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_the_canary_sees_who_comes(canary: Canary) -> None:
    with socket.create_connection(("127.0.0.1", canary.port)):
        await _let_in()
    assert canary.seen == 1


async def test_the_canary_sings(canary: Canary) -> None:
    allowed = AllowedHosts(internal=(f"127.0.0.1:{canary.port}",))
    with pytest.raises(SourceFailed):
        await body_of(HttpFetcher(allowed, quick()), f"http://127.0.0.1:{canary.port}/")
    assert canary.seen == 2


THIS_MACHINE: Final = """
127.0.0.1 127.1 127.0.1 127.000.000.001 127.0.0.1. 127.127.127.127 127.0.0.2 0177.0.0.1 0177.1
00000177.0.0.1 0x7f.1 0x7f.0.0.1 0x7F.0x0.0x0.0x1 0x7f000001 0X7F000001 2130706433 017700000001
127.0.0.0x1 127.0x1 0x7f000001. 4294967297 18446744071562067969 0 0. 0x0 00 0.0.0.0 0.0 0x0.0
127.0.0.1%00 127.0.0.1%2e 127%2e0%2e0%2e1 %31%32%37.0.0.1 127。0。0。1 127．0．0．1 127｡0｡0｡1
１２７.０.０.１ ①②⑦.⓪.⓪.① 𝟏𝟐𝟕.𝟎.𝟎.𝟏 ２１３０７０６４３３ 127.0.0.1\u200b 127\u00ad.0.0.1
localhost localhost. LOCALHOST LocalHost.LocalDomain ⓛⓞⓒⓐⓛⓗⓞⓢⓣ ｌｏｃａｌｈｏｓｔ loc%61lhost a.localhost
x.y.localhost. ip6-localhost ip6-loopback
[::1] [0:0:0:0:0:0:0:1] [0000::0001] [::] [0::0] [::1%lo] [::1%25lo] [::127.0.0.1] [::7f00:1]
[::ffff:127.0.0.1] [::ffff:7f00:1] [::FFFF:7F00:0001] [0:0:0:0:0:ffff:127.0.0.1] [::ffff:0:7f00:1]
[64:ff9b::7f00:1] [64:ff9b::127.0.0.1] [64:ff9b:1::7f00:1] [2002:7f00:1::] [2002:7f00:1::1]
[2001:0:7f00:1::] [2001::80ff:fffe] [::ffff:0.0.0.0]
""".split()
ELSEWHERE_INSIDE: Final = """
10.0.0.1 10.255.255.255 012.0.0.1 0xa.1 167772161 172.16.0.1 172.31.255.255 192.168.0.1 192.168.1
100.64.0.1 100.127.255.255 192.0.0.1 192.0.0.192 192.0.2.1 198.18.0.1 198.19.255.255 198.51.100.1
203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 192.88.99.1 169.254.0.1
169.254.169.254 169.254.169.254. 2852039166 0xa9fea9fe 0xa9.0xfe.0xa9.0xfe 0251.0376.0251.0376
169.254.43518 169.16689662 169。254。169。254 169.254.169.253 169.254.170.2 100.100.100.200
168.63.129.16 [::ffff:169.254.169.254] [::ffff:a9fe:a9fe] [64:ff9b::a9fe:a9fe] [2002:a9fe:a9fe::]
[fd00:ec2::254] [fd20:ce::254] [fe80::1] [fe80::1%25eth0] [fe80::a9fe:a9fe] [fc00::1] [fdff::1]
[fec0::1] [ff02::1] [ff0e::1] [100::1] [2001:db8::1] [3fff::1] [2001:2::1] [2001:10::1] [5f00::1]
[64:ff9b:1:fffe::a00:1] [::10.0.0.1] [::ffff:10.0.0.1] [::ffff:192.168.0.1] [2002:c0a8:1::]
metadata metadata.google.internal METADATA.google.internal. instance-data.ec2.internal
kubernetes.default.svc.cluster.local printer.local router.lan wiki.corp db.home nas.home.arpa
1.0.0.127.in-addr.arpa facebookcorewwwi.onion intranet
""".split()


@pytest.mark.parametrize("host", [*THIS_MACHINE, *ELSEWHERE_INSIDE])
async def test_no_spelling_leads_inside(canary: Canary, host: str) -> None:
    """As this machine reads it; without a name server."""
    asked: list[str] = []

    def resolve(name: str, port: int) -> Sequence[str]:
        asked.append(name)
        return [*system_addresses("127.0.0.1", port)]

    for scheme in ("http", "https"):
        await _refused(_fetcher(resolve), canary.url(f"{scheme}://{host}:{{port}}/x"), canary)
    assert asked == []


ODD: Final = [
    "", " ", "x", "//127.0.0.1:{port}/", "127.0.0.1:{port}", "localhost:{port}/x", "http:", "http:/",
    "http://", "http:///", "http:///127.0.0.1:{port}/", "http:////127.0.0.1:{port}", "http://:{port}/",
    "http:127.0.0.1:{port}", "http:/127.0.0.1:{port}", "http:\\\\127.0.0.1:{port}\\",
    "http://[]:{port}/", "http://[::1:{port}/", "http://::1:{port}/", "http://[::1]x:{port}/",
    "http://[127.0.0.1]:{port}/", "http://[jobs.example.com]/", "http://[::1].example.com/",
    "file:///etc/passwd", "file://127.0.0.1/etc/passwd", "FILE:///etc/passwd", "data:text/csv,title",
    "gopher://127.0.0.1:{port}/_GET", "ftp://127.0.0.1:{port}/", "dict://127.0.0.1:{port}/stat",
    "ldap://127.0.0.1:{port}/", "ws://127.0.0.1:{port}/", "wss://127.0.0.1:{port}/",
    "javascript:alert(1)", "jar:http://127.0.0.1:{port}/!/", "unix:///run/docker.sock",
    "http+unix://%2Frun%2Fdocker.sock/", "ｈttp://127.0.0.1:{port}/", "http：//127.0.0.1:{port}/",
    "http://jobs.example.com@127.0.0.1:{port}/", "http://jobs.example.com:80@127.0.0.1:{port}/",
    "http://jobs.example.com%40127.0.0.1:{port}/", "http://1.1.1.1 @127.0.0.1:{port}/", "http://1.1.1.1%20@127.0.0.1:{port}/",
    "http://1.1.1.1&@127.0.0.1:{port}#@jobs.example.com/", "http://@jobs.example.com/", "http://a:b@jobs.example.com/",
    "http://127.0.0.1:{port}@jobs.example.com/", "http://127.0.0.1:{port}\\@jobs.example.com/",
    "http://jobs.example.com\\@127.0.0.1:{port}/", "http://jobs.example.com\\.127.0.0.1:{port}/",
    "http://jobs.example.com\n.127.0.0.1/", "http://jobs.example.com/\r\nHost: 127.0.0.1",
    "http://jobs.example.com/ HTTP/1.1\r\nX: y", "http://jobs.example.com/a b", "http://jobs.example.com/\t",
    "\thttp://127.0.0.1:{port}/", " http://127.0.0.1:{port}/", "http://127.0.0.1\t:{port}/", "h\nttp://127.0.0.1:{port}/",
    "http://jobs.example.com/\x00", "http://jobs.example.com\x00.evil.com/", "http://jobs.example.com/\u2028",
    "http://jobs.example.com /", "http://jobs..example.com/", "http://.example.com/", "http://-a.example.com/",
    "http://jobs.example.com../", "http://jobs!.example.com/", "http://jobs,example.com/", "http://*.example.com/",
    "http://jobs.example.1/", "http://jobs.example.0x1/", f"http://{'a' * 64}.example.com/",
    f"http://{'a.' * 130}com/", "http://jobs.example.com/" + "a" * 3_000, "http://xn--.com/?" + "a" * 3_000,
    "http://jobs.example.com:22/", "http://jobs.example.com:25/", "http://jobs.example.com:6379/",
    "http://jobs.example.com:0/", "http://jobs.example.com:65536/", "http://jobs.example.com:99999/",
    "http://jobs.example.com:-80/", "http://jobs.example.com:+80/", "http://jobs.example.com:８０/",
    "http://jobs.example.com:8_0/", "http://jobs.example.com:0x50/", "http://jobs.example.com:80:80/",
    "http://jobs.example.com:/", "http://jobs.example.com:http/", "https://jobs.example.com:5432/",
    "http://jobs.example.com:80a/", "http://jobs.example.com:000022/", "http://jobs.example.com:81/",
]  # fmt: skip


@pytest.mark.parametrize("url", ODD)
async def test_what_is_no_address_of_the_web(canary: Canary, url: str) -> None:
    asked: list[str] = []

    def resolve(name: str, _: int) -> Sequence[str]:
        asked.append(name)
        return ["127.0.0.1"]

    await _refused(_fetcher(resolve), canary.url(url), canary)
    assert asked == []


@given(text=st.one_of(st.text(), st.from_regex(r"https?://[^/]{0,30}(:[0-9]{0,6})?(/.*)?")))
def test_whatever_is_typed_is_an_address_or_refused(text: str) -> None:
    try:
        read = AllowedHosts().destination(text)
    except AddressRefused:
        return
    assert read.url.scheme in ("http", "https")
    assert read.port in (80, 443, 8080, 8443)
    assert not read.url.userinfo
    assert read.host in (read.url.raw_host.decode(), str(ip_address(read.url.raw_host.decode())))


# What a name leads to

INSIDE: Final = [
    ["127.0.0.1"], ["::1"], ["0.0.0.0"], ["::"], ["10.0.0.1"], ["169.254.169.254"],
    ["fd00:ec2::254"], ["fe80::1%eth0"], [f"{PUBLIC_V6}%lo"], ["::ffff:127.0.0.1"],
    ["64:ff9b::7f00:1"], ["100.100.100.200"], ["168.63.129.16"], ["255.255.255.255"],
    [PUBLIC, "127.0.0.1"], ["127.0.0.1", PUBLIC], [PUBLIC, PUBLIC_V6, "::1"],
    [PUBLIC, OTHER_PUBLIC, PUBLIC_V6, "151.101.1.70", "151.101.1.71", "10.0.0.1"],
    ["not an address"], [PUBLIC, ""], ["127.1"],
]  # fmt: skip


@pytest.mark.parametrize("answers", INSIDE, ids=" ".join)
async def test_no_name_leads_inside(canary: Canary, answers: list[str]) -> None:
    fetch = _fetcher(lambda *_: answers)
    message = await _refused(fetch, canary.url("http://jobs.example.com:{port}/"), canary)
    assert message.startswith("jobs.example.com is not a public address.")
    assert not any(address in message for address in answers if address)


async def test_a_name_that_moves_inside_is_not_followed(canary: Canary) -> None:
    """DNS rebinding: public when it is checked, this machine when it is asked again."""
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    names = {"jobs.example.com": next(answers)}
    resolved: list[str] = []

    async with serving(answer(b"first")) as site:
        outside = public_fetcher(names, {PUBLIC: site})

        def rebind(host: str, port: int) -> Sequence[str]:
            resolved.append(host)
            return [PUBLIC] if len(resolved) == 1 else ["127.0.0.1"]

        fetch = HttpFetcher(
            AllowedHosts(), quick(), resolve=rebind, transport=outside._ask._transport
        )
        url = canary.url("http://jobs.example.com:{port}/")
        assert await body_of(fetch, url) == b"first"
        assert resolved == ["jobs.example.com"]
        await _refused(fetch, url, canary)


async def test_not_even_at_the_second_try(canary: Canary) -> None:
    resolved: list[str] = []

    def rebind(host: str, _: int) -> Sequence[str]:
        resolved.append(host)
        return [PUBLIC] if len(resolved) == 1 else ["127.0.0.1"]

    async with serving(b"", answer(b"first")) as site:
        to = public_fetcher({}, {PUBLIC: site})._ask._transport
        fetch = HttpFetcher(AllowedHosts(), quick(), resolve=rebind, transport=to)
        assert await body_of(fetch, canary.url("http://jobs.example.com:{port}/")) == b"first"
    assert (len(resolved), canary.seen) == (1, 0)


# Redirects

TARGETS: Final = [
    "http://127.0.0.1:{port}/", "//127.0.0.1:{port}/", "http://localhost:{port}/", "http://[::1]:{port}/",
    "http://0.0.0.0:{port}/", "//0:{port}/", "http://2130706433:{port}/", "http://0x7f.1:{port}/",
    "http://[::ffff:7f00:1]:{port}/", "http://169.254.169.254/latest/meta-data/", "http://inside.example.com:{port}/",
    "//inside.example.com:{port}/", "http://mixed.example.com:{port}/", "file:///etc/passwd", "FILE:/etc/passwd",
    "gopher://127.0.0.1:{port}/", "ftp://127.0.0.1:{port}/", "data:text/csv,title", "javascript:alert(1)",
    "http://jobs.example.com@127.0.0.1:{port}/", "http://a:b@jobs.example.com/", "http://jobs.example.com:22/",
    "http:\\\\127.0.0.1:{port}/", "\\\\127.0.0.1:{port}/", "http://:{port}/",  "http://jobs.example.com/" + "a" * 3_000, "http://[", "http://127。0。0。1:{port}/",
]  # fmt: skip


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("hops", [1, 4])
async def test_no_redirect_leads_inside(canary: Canary, target: str, hops: int) -> None:
    names = {
        "jobs.example.com": [PUBLIC],
        "inside.example.com": ["127.0.0.1"],
        "mixed.example.com": [PUBLIC, "127.0.0.1"],
    }
    location = canary.url(target).encode().decode("latin-1")
    steps = [redirect("/next") for _ in range(hops - 1)]
    async with serving(*steps, redirect(location), answer(b"inside")) as site:
        fetch = public_fetcher(names, {PUBLIC: site})
        message = await _refused(fetch, "http://jobs.example.com/", canary)
    assert len(site.requests) == hops
    assert not re.search(r"127|169\.254|::1|passwd", message)


@pytest.mark.parametrize(
    "target", ["http:", "http://", "//", "///", "http:///127.0.0.1:{port}/", "////127.0.0.1:{port}/", "/@127.0.0.1:{port}",
               "?@127.0.0.1:{port}", "http://jobs.example.com/a b", ".127.0.0.1:{port}", "@127.0.0.1:{port}"],
)  # fmt: skip
async def test_what_only_looks_like_it_stays_where_it_was(canary: Canary, target: str) -> None:
    """Or is refused: releases of Python differ in what they make of so many slashes."""
    async with serving(redirect(canary.url(target)), answer(b"here")) as site:
        fetch = public_fetcher({"jobs.example.com": [PUBLIC]}, {PUBLIC: site})
        with suppress(AddressRefused):
            assert await body_of(fetch, "http://jobs.example.com/") == b"here"
    assert site.headers["host"] == "jobs.example.com"
    assert canary.seen == 0


@pytest.mark.parametrize(
    "location", ["http:////a.com[", "http:////a][9..", "//[x]/", "http://[::1"]
)
async def test_a_redirect_to_nonsense_is_refused(location: str) -> None:
    async with serving(redirect(location)) as site:
        fetch = public_fetcher({"jobs.example.com": [PUBLIC]}, {PUBLIC: site})
        with pytest.raises(AddressRefused, match=r"^jobs\.example\.com redirects to an address"):
            await body_of(fetch, "http://jobs.example.com/")


@given(location=st.one_of(st.text(), st.from_regex(r"(https?:)?/{0,4}[\[\]@:.a-z0-9/%]{0,30}")))
def test_wherever_it_redirects_is_an_address_or_refused(location: str) -> None:
    allowed = AllowedHosts()
    origin = allowed.destination("https://jobs.example.com/a/b?c")
    with suppress(AddressRefused):
        assert allowed.redirected(origin, location).port in (80, 443, 8080, 8443)


@pytest.mark.parametrize("status", ["301 A", "302 B", "303 C", "307 D", "308 E"])
async def test_each_hop_is_asked_by_its_own_name(status: str) -> None:
    async with (
        serving(redirect("//b.example.com:8080/x?y", status)) as first,
        serving(redirect("z", status), answer(b"here")) as second,
    ):
        names = {"a.example.com": [PUBLIC], "b.example.com": [OTHER_PUBLIC]}
        fetch = public_fetcher(names, {PUBLIC: first, OTHER_PUBLIC: second})
        async with fetch("http://a.example.com/", etag='"1"') as fetched:
            assert getattr(fetched, "url", None) == "http://b.example.com:8080/z"
    assert first.headers["host"] == "a.example.com"
    assert second.asked_for == ["/x?y", "/z"]
    assert second.headers["host"] == "b.example.com:8080"
    assert not {"cookie", "referer", "authorization"} & second.headers.keys()


async def test_five_hops_and_no_more() -> None:
    async with serving(*[redirect("/next")] * 5, answer(b"here")) as site:
        fetch = public_fetcher({"a.example.com": [PUBLIC]}, {PUBLIC: site})
        assert await body_of(fetch, "http://a.example.com/") == b"here"
    async with serving(redirect("/round")) as site:
        fetch = public_fetcher({"a.example.com": [PUBLIC]}, {PUBLIC: site})
        with pytest.raises(SourceFailed, match="redirects more than 5 times"):
            await body_of(fetch, "http://a.example.com/")
    assert len(site.requests) == 6


# What the operator allows


def _reached(allowed: AllowedHosts, url: str) -> str:
    return allowed.destination(url).host


@pytest.mark.parametrize("host", [*BOARD_HOSTS, "jobs.example.com", "A.b.example.ORG", PUBLIC])
@pytest.mark.parametrize("hosts", [(), ("jobs.example.com", "*.example.org", PUBLIC)])
def test_hosts_that_are_allowed(host: str, hosts: tuple[str, ...]) -> None:
    for url in (f"https://{host}/x", f"http://{host}:8080", f"HTTPS://{host}.:443?x#y"):
        assert (
            _reached(AllowedHosts(hosts=hosts), url.replace(f"{PUBLIC}.", PUBLIC)) == host.lower()
        )


@pytest.mark.parametrize(
    "host", ["example.com", "x.jobs.example.com", "example.org", "notexample.org", "example.org.evil.com",
             "api.lever.co.evil.com", "xapi.lever.co", OTHER_PUBLIC, f"[{PUBLIC_V6}]"],
)  # fmt: skip
def test_hosts_that_are_not(host: str) -> None:
    allowed = AllowedHosts(hosts=("jobs.example.com", "*.example.org", PUBLIC))
    with pytest.raises(AddressRefused, match="IMPORT_HOSTS"):
        allowed.destination(f"https://{host}/")


@pytest.mark.parametrize(
    ("text", "read"),
    [("Jobs.Example.COM", "jobs.example.com"), ("*.Example.org", "*.example.org"), ("München.de", "xn--mnchen-3ya.de"),
     ("93.184.216.34", "93.184.216.34"), ("[2606:2800:0:0::1]", "2606:2800::1"), ("jobs.example.com.", "jobs.example.com")],
)  # fmt: skip
def test_a_host_in_its_one_form(text: str, read: str) -> None:
    assert allowed_host(text) == read


@pytest.mark.parametrize(
    "text", ["", "*", "*.", "a b", "https://jobs.example.com", "jobs.example.com:80", "jobs.example.com/x", "u@jobs.example.com",
             "**.example.com", "jobs.*.com", "jobs.example.com?x", "[::1", "::1", "0x7f.1", "jobs,example"],
)  # fmt: skip
def test_what_is_no_host(text: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        allowed_host(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [("127.0.0.1:8099", "127.0.0.1:8099"), ("[0:0::1]:80", "[::1]:80"), ("Boards:1", "boards:1"), ("localhost:65535", "localhost:65535")],
)  # fmt: skip
def test_an_internal_host_in_its_one_form(text: str, read: str) -> None:
    assert internal_host(text) == read


@pytest.mark.parametrize(
    "text", ["", "localhost", ":80", "localhost:", "localhost:0", "localhost:65536", "localhost:http", "::1:80x", "[::1]",
             "http://localhost:80", "*.corp:80", "u@localhost:80", "localhost:٨٠", "a/b:80"],
)  # fmt: skip
def test_what_is_no_internal_host(text: str) -> None:
    with pytest.raises(ValueError):
        internal_host(text)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8098/", "https://127.0.0.2:8099/", "http://localhost:8099/", "http://127.0.0.1/", "http://boards:8098/"]
)  # fmt: skip
async def test_only_that_very_host_and_port_is_trusted(url: str) -> None:
    allowed = AllowedHosts(internal=("127.0.0.1:8099", "boards:8099"))
    with pytest.raises(AddressRefused):
        await body_of(HttpFetcher(allowed, quick(), resolve=lambda *_: ["127.0.0.1"]), url)


async def test_the_public_internet_does_not_lead_to_who_is_trusted() -> None:
    async with serving(answer(b"inside")) as inside:
        trusted = f"127.0.0.1:{inside.port}"
        async with serving(redirect(f"http://{trusted}/")) as site:
            fetch = public_fetcher(
                {"jobs.example.com": [PUBLIC]},
                {PUBLIC: site, "127.0.0.1": inside},
                allowed=AllowedHosts(internal=(trusted,)),
            )
            with pytest.raises(AddressRefused, match="redirects to an address Jobr does not"):
                await body_of(fetch, "http://jobs.example.com/")
            assert inside.connections == 0
            assert await body_of(fetch, f"http://{trusted}/") == b"inside"


async def test_one_who_is_trusted_leads_to_another_one() -> None:
    async with (
        serving(answer(b"there")) as second,
        serving(redirect(f"http://127.0.0.1:{second.port}/")) as first,
    ):
        assert await body_of(fetcher_of(first, second), first.url()) == b"there"
        with pytest.raises(AddressRefused):
            await body_of(fetcher_of(first), first.url())
    assert second.connections == 1


@pytest.mark.parametrize("internal", [(), ("boards:{port}",), ("boards.corp:{port}",)])
async def test_an_internal_name_leads_inside(internal: tuple[str, ...], canary: Canary) -> None:
    allowed = AllowedHosts(
        hosts=("jobs.example.com",), internal=tuple(canary.url(host) for host in internal)
    )
    fetch = HttpFetcher(allowed, quick(), resolve=lambda *_: ["127.0.0.1"])
    for host in allowed.internal:
        with pytest.raises(SourceFailed):
            await body_of(fetch, f"http://{host}/")
    assert canary.seen == 2 * len(internal)


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "fe80::1", "0.0.0.0", "::", "224.0.0.1", "ff02::1", "::ffff:169.254.169.254",
                "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254", "fd20:ce::254",
                "fd00:ec2::254%eth0", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "::169.254.169.254"],
)  # fmt: skip
async def test_metadata_is_not_even_for_those_who_are_trusted(address: str) -> None:
    allowed = AllowedHosts(internal=("intranet:80",))
    with pytest.raises(AddressRefused):
        await body_of(
            HttpFetcher(allowed, quick(), resolve=lambda *_: [address]), "http://intranet/"
        )


@pytest.mark.parametrize(
    "address", [PUBLIC, OTHER_PUBLIC, PUBLIC_V6, "1.1.1.1", "8.8.8.8", "172.15.255.255", "172.32.0.0", "223.255.255.255",
                "100.63.255.255", "100.128.0.0", "11.0.0.0", "126.255.255.255", "128.0.0.0", "2a00:1450:4001::200e", "2001:4860:4860::8888"],
)  # fmt: skip
def test_public_addresses(address: str) -> None:
    assert is_public(ip_address(address))


@given(st.ip_addresses())
def test_none_is_public_that_python_calls_private(address: Any) -> None:
    if is_public(address):
        assert address.is_global
        assert not address.is_multicast
        assert not address.is_reserved


@pytest.mark.parametrize(
    "address", ["10.0.0.1", "192.168.1.1", "127.0.0.1", "::1", "fd12::1", PUBLIC]
)
def test_what_a_trusted_host_may_have(address: str) -> None:
    assert is_internal(ip_address(address))


async def test_an_answer_says_nothing_of_what_lies_inside(canary: Canary) -> None:
    """Not even who is there: away, silent and refused read the same to whoever typed a name."""
    site = Site()
    names = {"a.example.com": ["10.0.0.1"], "b.example.com": ["127.0.0.1"]}
    fetch = public_fetcher(names, {PUBLIC: site})
    said = {
        (await _refused(fetch, f"http://{name}/", canary)).replace(name, "it") for name in names
    }
    assert len(said) == 1
