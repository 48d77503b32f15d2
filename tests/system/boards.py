"""Job boards as they answer on the wire, played on this machine, and what must never be asked."""

import json
import select
import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

_MEGABYTE: Final = 1024 * 1024
MAINTENANCE: Final = (
    b"<!DOCTYPE html><html><head><title>Back soon</title></head><body><h1>We are down for "
    b"maintenance</h1><p>Our jobs will be back in a few minutes.</p></body></html>"
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What an address answers."""

    body: bytes = b""
    status: int = 200
    media_type: str = "application/json; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    announced: int | None = None
    """Content-Length; the true one unless given, none at all for -1."""
    megabytes: int = 0
    """Of blanks behind the body, as long as somebody listens."""

    @property
    def length(self) -> int:
        return len(self.body) if self.announced is None else self.announced


def documents(*found: object, etag: str | None = None) -> Reply:
    """JSON, one document after the other."""
    body = b"\n".join(json.dumps(document).encode() for document in found)
    return Reply(body, headers={"ETag": etag} if etag else {})


def redirect(location: str) -> Reply:
    return Reply(b"", 302, headers={"Location": location})


def half(reply: Reply, *, told: bool) -> Reply:
    """As much as came before the other side hung up; `told`: its length had been announced."""
    length = len(reply.body) if told else -1
    return replace(reply, body=reply.body[: len(reply.body) * 3 // 5], announced=length)


def too_much(reply: Reply, *, told: bool) -> Reply:
    """200 MB that begin like any answer."""
    return replace(reply, announced=200 * _MEGABYTE if told else -1, megabytes=200)


class Boards:
    """Answers what it was told to; 404 elsewhere, in the words of each board."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply] = {}
        self.asked: list[str] = []
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.boards = self
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        """Settings that lead here."""
        return {
            "GREENHOUSE_API_BASE": f"{self.url}/v1/boards",
            "LEVER_API_BASE": f"{self.url}/global/v0/postings",
            "LEVER_EU_API_BASE": f"{self.url}/eu/v0/postings",
            "ASHBY_API_BASE": f"{self.url}/posting-api/job-board",
        }

    def greenhouse(self, token: str, reply: Reply, *, base: str = "/v1/boards") -> None:
        self.replies[f"{base}/{token}/jobs?content=true&pay_transparency=true"] = reply

    def lever(self, site: str, reply: Reply, *, deployment: str = "global") -> None:
        self.replies[f"/{deployment}/v0/postings/{site}?mode=json"] = reply

    def ashby(self, name: str, reply: Reply) -> None:
        self.replies[f"/posting-api/job-board/{name}?includeCompensation=true"] = reply

    def page(self, path: str, reply: Reply) -> str:
        """Its address."""
        self.replies[path] = reply
        return self.url + path

    @contextmanager
    def open(self) -> Iterator["Boards"]:
        thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    boards: Boards


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        boards = self.server.boards
        boards.asked.append(self.path)
        reply = boards.replies.get(self.path) or _missing(self.path)
        etag = reply.headers.get("ETag")
        if etag and self.headers.get("If-None-Match") == etag:
            reply = Reply(status=304, headers={"ETag": etag})
        with suppress(ConnectionError):
            self._send(reply)

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.media_type)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.length >= 0:
            self.send_header("Content-Length", str(reply.length))
        self.end_headers()
        self.wfile.write(reply.body)
        for _ in range(reply.megabytes):
            self.wfile.write(b" " * _MEGABYTE)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def _missing(path: str) -> Reply:
    said: object = {"status": 404, "error": "Job not found"}
    if "/v0/postings/" in path:
        said = {"ok": False, "error": "Document not found"}
    if "/posting-api/" in path:
        return Reply(b"Not Found", 404, "text/plain; charset=utf-8")
    return replace(documents(said), status=404)


class Canary:
    """Listens where nobody must ask: a service of the machine Jobr runs on."""

    def __init__(self) -> None:
        self._listening = [_listener(socket.AF_INET, "127.0.0.1", 8080, 8443, 0)]
        self.port: int = self._listening[0].getsockname()[1]
        with suppress(OSError):
            self._listening.append(_listener(socket.AF_INET6, "::1", self.port))

    @property
    def was_asked(self) -> bool:
        """A connection would wait to be accepted."""
        return bool(select.select(self._listening, [], [], 0)[0])

    def close(self) -> None:
        for listening in self._listening:
            listening.close()


def _listener(family: socket.AddressFamily, host: str, *ports: int) -> socket.socket:
    """On the first port that is free."""
    *others, last = ports
    for port in others:
        with suppress(OSError):
            return _bound(family, host, port)
    return _bound(family, host, last)


def _bound(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    listening = socket.socket(family)
    try:
        listening.bind((host, port))
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


# Greenhouse


def greenhouse(*jobs: object, etag: str | None = None) -> Reply:
    return documents({"jobs": jobs, "meta": {"total": len(jobs)}}, etag=etag)


def greenhouse_job(token: str, number: int, title: str, **other: Any) -> dict[str, Any]:
    """`content=true&pay_transparency=true`."""
    return {
        "absolute_url": f"https://job-boards.greenhouse.io/{token}/jobs/{number}",
        "data_compliance": [
            {
                "type": "gdpr", "requires_consent": False, "requires_processing_consent": False,
                "requires_retention_consent": False, "retention_period": None,
                "demographic_data_consent_applies": False,
            }
        ],
        "internal_job_id": number + 1_000_000,
        "location": {"name": "Berlin, Germany"},
        "metadata": None,
        "id": number,
        "updated_at": "2026-10-14T10:55:28-04:00",
        "requisition_id": f"R-{number}",
        "title": title,
        "company_name": token.capitalize(),
        "first_published": "2026-10-01T09:00:00-04:00",
        "language": "en",
        "content": "&lt;p&gt;Requirements&lt;/p&gt;&lt;ul&gt;&lt;li&gt;PostgreSQL&lt;/li&gt;&lt;/ul&gt;",
        "departments": [{"id": 13583, "name": "Design", "parent_id": None, "child_ids": []}],
        "offices": [
            {"id": 8304, "name": "HQ", "location": "Berlin, Germany", "parent_id": None, "child_ids": []}
        ],
        **other,
    }  # fmt: skip


def greenhouse_traps(token: str) -> Sequence[dict[str, Any]]:
    """A remote job with pay, whose content is escaped twice and whose city is in its offices; a
    hybrid one; and a prospect post."""
    remote = greenhouse_job(
        token, 127817, "Vault Designer",
        location={"name": "Remote"},
        offices=[
            {"id": 8304, "name": "East Coast", "location": "New York, NY, United States", "parent_id": None, "child_ids": [8787]},
            {"id": 8787, "name": "Boston", "location": "Boston, MA, United States", "parent_id": 8304, "child_ids": []},
        ],
        content="&amp;lt;p&amp;gt;Design vaults &amp;amp;amp; doors in C++.&amp;lt;/p&amp;gt;&amp;lt;ul&amp;gt;&amp;lt;li&amp;gt;5+ years of AutoCAD&amp;lt;/li&amp;gt;&amp;lt;/ul&amp;gt;",
        pay_input_ranges=[
            {"min_cents": 9000000, "max_cents": 12000050, "currency_type": "USD", "title": "NYC Salary Range", "blurb": "<p>We pay fairly.</p>"},
            {"min_cents": 100000, "max_cents": 500000, "currency_type": "USD", "title": "Sign-on bonus", "blurb": None},
        ],
        metadata=[{"id": 4410, "name": "Employment Type", "value": "Full-time", "value_type": "single_select"}],
    )  # fmt: skip
    hybrid = greenhouse_job(token, 127818, "Door Fitter", location={"name": "Hybrid"})
    prospect = greenhouse_job(token, 127819, "Spontaneous application", internal_job_id=None)
    return remote, hybrid, prospect


# Lever


def lever_posting(site: str, number: str, title: str, **other: Any) -> dict[str, Any]:
    url = f"https://jobs.eu.lever.co/{site}/{number}"
    return {
        "additionalPlain": "We value curiosity.",
        "additional": "<div>We value curiosity.</div>",
        "categories": {
            "commitment": "Full-time", "department": "Software", "location": "Munich", "team": "Compiler",
            "allLocations": ["Munich", "Zürich, Switzerland", "Porto, Portugal"],
        },
        "createdAt": 1792425600000,
        "descriptionPlain": "Build compilers.\n",
        "description": "<div>Build compilers.</div>",
        "descriptionBody": "<div>Build compilers.</div>",
        "descriptionBodyPlain": "Build compilers.\n",
        "opening": "",
        "openingPlain": "",
        "id": number,
        "lists": [
            {"text": "Requirements", "content": "<li>C++ and LLVM</li><li>3+ years of experience</li>"},
            {"text": "Nice to have", "content": "<li>Rust</li>"},
        ],
        "text": title,
        "country": "DE",
        "workplaceType": "onsite",
        "hostedUrl": url,
        "applyUrl": f"{url}/apply",
        "salaryRange": {"currency": "EUR", "interval": "per-month-salary", "min": 6000, "max": 8000},
        **other,
    }  # fmt: skip


# Ashby


def ashby(*jobs: object, etag: str | None = None) -> Reply:
    return documents({"apiVersion": "1", "jobs": jobs}, etag=etag)


def ashby_job(name: str, number: str, title: str, **other: Any) -> dict[str, Any]:
    """`workplaceType` and `isRemote` disagree; one second place is nested, one is flat."""
    url = f"https://jobs.ashbyhq.com/{name}/{number}"
    salary = {
        "id": "c1", "summary": "$81K – $87K", "compensationType": "Salary", "interval": "1 YEAR",
        "currencyCode": "USD", "minValue": 81000, "maxValue": 87000,
    }  # fmt: skip
    equity = {
        "id": "c2", "summary": "0.5% – 1.75%", "compensationType": "EquityPercentage",
        "interval": "NONE", "currencyCode": None, "minValue": 0.5, "maxValue": 1.75,
    }  # fmt: skip
    return {
        "id": number,
        "title": title,
        "department": "Product",
        "team": "Growth",
        "employmentType": "FullTime",
        "location": "Houston, TX",
        "secondaryLocations": [
            {"location": "San Francisco", "address": {"postalAddress": {"addressLocality": "San Francisco", "addressRegion": "California", "addressCountry": "USA"}}},
            {"location": "Toronto", "address": {"addressLocality": "Toronto", "addressRegion": "Ontario", "addressCountry": "Canada"}},
        ],
        "publishedAt": "2026-10-30T16:21:55.393+00:00",
        "isListed": True,
        "isRemote": True,
        "workplaceType": "Hybrid",
        "address": {"postalAddress": {"addressLocality": "Houston", "addressRegion": "Texas", "addressCountry": "USA"}},
        "jobUrl": url,
        "applyUrl": f"{url}/application",
        "descriptionHtml": "<p>Join our team</p><ul><li>SQL is a must</li></ul>",
        "descriptionPlain": "Join our team\n- SQL is a must",
        "shouldDisplayCompensationOnJobPostings": True,
        "compensation": {
            "compensationTierSummary": "$81K – $87K • 0.5% – 1.75%",
            "scrapeableCompensationSalarySummary": "$81K - $87K",
            "compensationTiers": [
                {"id": "t1", "tierSummary": "$81K – $87K", "title": "Level 2", "additionalInformation": None, "components": [salary, equity]}
            ],
            "summaryComponents": [equity, salary],
        },
        **other,
    }  # fmt: skip


# Pages, feeds, tables, lines


def linked_page(word: str) -> bytes:
    """A page whose postings stand in a `@graph`, refer to their employer, and have arrays for
    most of what is one thing elsewhere."""
    employer = f"https://{word}.example/#organization"
    graph = [
        {"@type": "WebSite", "@id": f"https://{word}.example/#site", "name": word},
        {"@type": ["Organization"], "@id": employer, "name": word.capitalize(), "sameAs": f"https://{word}.example"},
        {
            "@type": ["JobPosting"],
            "title": ["Data Engineer"],
            "description": "&lt;p&gt;Pipelines in &lt;b&gt;Python&lt;/b&gt; and Kafka.&lt;/p&gt;",
            "datePosted": "2026-10-01",
            "validThrough": "2027-12-31T23:59",
            "employmentType": ["FULL_TIME", "CONTRACTOR"],
            "identifier": {"@type": "PropertyValue", "name": word, "value": "R-123"},
            "hiringOrganization": {"@id": employer},
            "jobLocation": [
                {"@type": "Place", "address": [{"@type": "PostalAddress", "addressLocality": "Pune", "addressRegion": "MH", "addressCountry": {"@type": "Country", "name": "IN"}}]},
                {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": "Berlin", "addressCountry": "DE"}},
            ],
            "baseSalary": {"@type": "MonetaryAmount", "currency": "INR", "value": {"@type": "QuantitativeValue", "minValue": 2000000, "maxValue": 3000000, "unitText": "YEAR"}},
        },
        {
            "@type": "JobPosting",
            "title": "Platform Engineer",
            "description": "<p>Kubernetes from anywhere in India.</p>",
            "datePosted": "2026-10-02T08:00:00+05:30",
            "identifier": "R-124",
            "hiringOrganization": {"@id": employer},
            "jobLocationType": "TELECOMMUTE",
            "applicantLocationRequirements": [{"@type": "Country", "name": "India"}],
        },
    ]  # fmt: skip
    script = json.dumps({"@context": "https://schema.org", "@graph": graph})
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Jobs at {word}</title>"
        '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": []}</script>'
        f'<script type="application/ld+json">{script}</script></head><body>…</body></html>'
    ).encode()


def indeed_feed(word: str) -> bytes:
    """Names in the order of the specification; one job is broken."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<source>
<publisher>{word}</publisher>
<publisherurl>https://{word}.example</publisherurl>
<lastBuildDate>Fri, 10 Oct 2026 22:49:39 GMT</lastBuildDate>
<job>
<title><![CDATA[Staff Nurse (Nights)]]></title>
<date><![CDATA[Fri, 09 Oct 2026 22:49:39 GMT]]></date>
<referencenumber><![CDATA[{word}-1]]></referencenumber>
<url><![CDATA[https://{word}.example/jobs/1?source=Indeed&x=1]]></url>
<company><![CDATA[{word.capitalize()} Hospital]]></company>
<city><![CDATA[Leeds]]></city>
<state><![CDATA[]]></state>
<country><![CDATA[GB]]></country>
<postalcode><![CDATA[LS1 1AA]]></postalcode>
<description><![CDATA[<p>Care on a <b>surgical</b> ward.</p><ul><li>NMC registration</li></ul>]]></description>
<salary><![CDATA[£32,000 - £38,000 per year]]></salary>
<education><![CDATA[Bachelors]]></education>
<jobtype><![CDATA[parttime]]></jobtype>
<category><![CDATA[Nursing]]></category>
<experience><![CDATA[2+ years]]></experience>
<remotetype></remotetype>
</job>
<job><title>No company</title><referencenumber>{word}-2</referencenumber></job>
<job>
<title>Ward Clerk</title><date>Sat, 10 Oct 2026 08:00:00 GMT</date><referencenumber>{word}-3</referencenumber>
<url>https://{word}.example/jobs/3</url><company>{word.capitalize()} Hospital</company><city>Leeds</city>
<country>GB</country><description>Keep records &amp; rotas.</description>
</job>
</source>
""".encode()


_JOBSPY: Final = (
    "id,site,job_url,job_url_direct,title,company,location,date_posted,job_type,salary_source,interval,min_amount,max_amount,currency,is_remote,job_level,job_function,listing_type,emails,description,company_industry,company_url,company_logo,company_url_direct,company_addresses,company_num_employees,company_revenue,company_description,skills,experience_range,company_rating,company_reviews_count,vacancy_count,work_from_home_type"
).split(",")


def jobspy_table(word: str) -> bytes:
    """As `scrape_jobs(…).to_csv()` writes it: empty cells, markdown over several lines."""
    import csv
    import io

    rows: list[dict[str, str]] = [
        {
            "id": f"in-{word}", "site": "indeed", "job_url": f"https://www.indeed.com/viewjob?jk={word}",
            "job_url_direct": f"https://{word}.example/apply", "title": "Line Cook", "company": word.capitalize(),
            "location": "Austin, TX, US", "date_posted": "2026-10-05", "job_type": "fulltime, parttime",
            "salary_source": "direct_data", "interval": "hourly", "min_amount": "18.5", "max_amount": "24.0",
            "currency": "USD", "is_remote": "False", "company_num_employees": "11 to 50",
            "description": "**About us**\n\nWe cook, \"slowly\".\n\n* Food handler's card\n* 2\\+ years",
        },
        {"id": f"li-{word}", "site": "linkedin", "job_url": f"https://www.linkedin.com/jobs/view/{word}", "title": "", "company": word},
        {
            "id": f"li-{word}-2", "site": "linkedin", "job_url": f"https://www.linkedin.com/jobs/view/{word}-2",
            "title": "Pastry Chef", "company": word.capitalize(), "location": "nan", "is_remote": "True",
        },
    ]  # fmt: skip
    table = io.StringIO()
    writer = csv.DictWriter(table, _JOBSPY, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return table.getvalue().encode()


def resume_job(word: str) -> dict[str, Any]:
    """JSON Resume's job schema 1.0.0."""
    return {
        "title": "Accountant",
        "company": word.capitalize(),
        "companyDescription": "Books for bakeries.",
        "location": {"address": "1 High St", "postalCode": "8001", "city": "Zürich", "countryCode": "CH"},
        "position": "Accountant",
        "type": "Part-time",
        "compensation": {"currency": "CHF", "interval": "yearly", "minimum": 70000, "maximum": 82000},
        "date": "2026-10-07",
        "remote": "Hybrid",
        "applicationUrl": f"https://{word}.example/apply",
        "description": "Close the books every month.",
        "responsibilities": ["Monthly closing"],
        "qualifications": ["3 years in accounting"],
        "skills": [{"name": "Ledgers", "level": "Advanced", "keywords": ["SAP"]}],
        "metadata": {"id": f"{word}-77"},
        "schemaVersion": "1.0.0",
    }  # fmt: skip


def own_lines(word: str) -> bytes:
    """Of ours; the second and third are broken."""
    good = {
        "id": f"{word}-1", "title": "Gärtner", "company": word.capitalize(), "workplace": "onsite",
        "locations": [{"city": "Köln", "country": "DE"}], "employment_type": "full_time",
        "salary": {"min": 3000, "currency": "EUR", "period": "month"}, "description": "Beete & Bäume",
    }  # fmt: skip
    bad = {"id": f"{word}-2", "title": "Florist", "company": word, "workplace": "moon"}
    other = {"id": f"{word}-3", "title": "Tree Surgeon", "company": word.capitalize()}
    lines = [json.dumps(good, ensure_ascii=False), json.dumps(bad), '{"title": "cut', json.dumps(other)]  # fmt: skip
    return ("\n".join(lines) + "\n").encode()
