"""Certificates are held against the name that was typed, although an IP address is asked."""

import asyncio
import ssl
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from fetching_servers import (
    OTHER_PUBLIC,
    PUBLIC,
    PUBLIC_V6,
    Site,
    answer,
    body_of,
    public_fetcher,
    redirect,
    serving,
)

from jobr_adapters.fetching.fetcher import HttpFetcher
from jobr_adapters.https.certificates import certificates
from jobr_core.jobs.errors import AddressRefused, SourceFailed

JOBS: Final = b'{"jobs": []}'
MEGABYTE: Final = 1024 * 1024
NAME: Final = "jobs.example.com"


class Authority:
    """Signs certificates; its own one is in `file`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "An authority")])
        self.file = folder / "authority.pem"
        self.file.write_bytes(_pem(self._signed(self._name, self._key, [], days=2, may_sign=True)))

    def server(self, *names: str, days: int = 1, itself: bool = False) -> ssl.SSLContext:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
        if itself:
            self._key, self._name = key, subject
        certificate = self._signed(subject, key, [_general_name(name) for name in names], days)
        file = self._folder / "server.pem"
        file.write_bytes(_pem(certificate) + _key_pem(key))
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(file)
        return context

    def _signed(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        names: Sequence[x509.GeneralName],
        days: int,
        *,
        may_sign: bool = False,
    ) -> x509.Certificate:
        until = datetime.now(UTC) + timedelta(days=days)
        building = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(until - timedelta(days=3))
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca=may_sign, path_length=None), critical=True)
        )
        if names:
            building = building.add_extension(x509.SubjectAlternativeName(names), critical=False)
        return building.sign(self._key, hashes.SHA256())


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Authority]:
    """Trusted, as an operator would have it."""
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    certificates.cache_clear()
    yield authority
    certificates.cache_clear()


@asynccontextmanager
async def _secure(tls: ssl.SSLContext, *answers: bytes) -> AsyncIterator[tuple[Site, list[object]]]:
    """And the names it was greeted with."""
    greeted: list[object] = []

    def greet(_: ssl.SSLObject, name: object, __: ssl.SSLContext) -> None:
        greeted.append(name)

    tls.sni_callback = greet
    async with serving(*answers or [answer(JOBS)], tls=tls) as site:
        yield site, greeted


def _fetcher(site: Site, **limits: Any) -> HttpFetcher:
    return public_fetcher({NAME: [PUBLIC]}, {PUBLIC: site, PUBLIC_V6: site}, **limits)


@pytest.mark.parametrize("name", [NAME, "*.example.com"])
async def test_the_name_is_kept(authority: Authority, name: str) -> None:
    async with _secure(authority.server(name)) as (site, greeted):
        assert await body_of(_fetcher(site), f"https://{NAME}/jobs.json") == JOBS
    assert greeted == [NAME]
    assert site.headers["host"] == NAME


@pytest.mark.parametrize("address", [PUBLIC, PUBLIC_V6])
async def test_an_address_has_no_other_name(authority: Authority, address: str) -> None:
    host = f"[{address}]" if ":" in address else address
    async with _secure(authority.server(address)) as (site, greeted):
        assert await body_of(_fetcher(site), f"https://{host}/jobs.json") == JOBS
    assert greeted == [None]


DOUBTFUL: Final[dict[str, Callable[[Authority], ssl.SSLContext]]] = {
    "of another name": lambda authority: authority.server("other.example.com"),
    "of a name above": lambda authority: authority.server("example.com", "*.com"),
    "of a name below": lambda authority: authority.server("*.jobs.example.com"),
    "of the address": lambda authority: authority.server(PUBLIC, "127.0.0.1"),
    "of yesterday": lambda authority: authority.server(NAME, days=-1),
    "of tomorrow": lambda authority: authority.server(NAME, days=5),
    "of its own making": lambda authority: authority.server(NAME, itself=True),
}


@pytest.mark.parametrize("doubtful", DOUBTFUL)
async def test_a_doubtful_certificate_ends_it(authority: Authority, doubtful: str) -> None:
    async with _secure(DOUBTFUL[doubtful](authority)) as (site, greeted):
        with pytest.raises(SourceFailed) as failed:
            await body_of(_fetcher(site), f"https://{NAME}/")
    said = str(failed.value)
    assert said.startswith(f"There is no secure connection to {NAME}, for its certificate: ")
    assert not any(address in said for address in ("127.0.0.1", PUBLIC))
    assert (len(greeted), site.requests) == (1, [])


async def test_what_is_not_encrypted_is_not_asked(authority: Authority) -> None:
    heard: list[bytes] = []

    async def talk(reader: StreamReader, writer: StreamWriter) -> None:
        heard.append(await reader.read(MEGABYTE))
        writer.write(answer(JOBS))
        writer.close()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        site = Site()
        site.port = server.sockets[0].getsockname()[1]
        with pytest.raises(SourceFailed, match=f"no secure connection to {NAME}: it speaks no"):
            await body_of(_fetcher(site), f"https://{NAME}/")
    assert [b"GET" in said for said in heard] == [False]


async def test_who_says_nothing_is_not_waited_for(authority: Authority) -> None:
    async with serving(answer(JOBS)) as site:  # which waits for the end of a head
        with pytest.raises(SourceFailed, match=f"^{NAME} cannot be reached: it does not react"):
            await body_of(_fetcher(site, connecting=0.3), f"https://{NAME}/")


async def test_half_a_body_is_nothing_here_either(authority: Authority) -> None:
    said = answer(JOBS, length=len(JOBS) + 1)
    async with _secure(authority.server(NAME), said) as (site, _):
        with pytest.raises(SourceFailed, match="hung up before the end"):
            await body_of(_fetcher(site), f"https://{NAME}/")
    assert len(site.requests) == 1


@pytest.mark.parametrize("proxy", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
async def test_no_proxy_hears_of_it(
    authority: Authority, monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    async with serving(answer(b"proxy")) as listener, _secure(authority.server(NAME)) as (site, _):
        monkeypatch.setenv(proxy, f"http://127.0.0.1:{listener.port}")
        assert await body_of(_fetcher(site), f"https://{NAME}/") == JOBS
    assert listener.connections == 0


@pytest.mark.parametrize("location", [f"http://{NAME}/", "http://other.example.com:8443/"])
async def test_no_redirect_leads_out_of_it(authority: Authority, location: str) -> None:
    async with (
        _secure(authority.server(NAME), redirect(location)) as (site, _),
        serving(answer(b"readable by all")) as other,
    ):
        names = {NAME: [PUBLIC], "other.example.com": [OTHER_PUBLIC]}
        fetch = public_fetcher(names, {PUBLIC: site, OTHER_PUBLIC: other})
        with pytest.raises(AddressRefused, match=f"{NAME} redirects to an unencrypted address"):
            await body_of(fetch, f"https://{NAME}/")
    assert (len(site.requests), other.connections) == (1, 0)


async def test_one_may_lead_into_it(authority: Authority) -> None:
    async with (
        serving(redirect(f"https://{NAME}/jobs.json")) as first,
        _secure(authority.server(NAME)) as (site, greeted),
    ):
        names = {"old.example.com": [OTHER_PUBLIC], NAME: [PUBLIC]}
        fetch = public_fetcher(names, {OTHER_PUBLIC: first, PUBLIC: site})
        assert await body_of(fetch, "http://old.example.com/") == JOBS
    assert greeted == [NAME]
