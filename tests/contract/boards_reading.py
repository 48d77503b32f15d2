"""Documents of job boards, and reading them as an import does."""

import io
import json

from jobr_adapters.job_boards.recognition import posting_of
from jobr_adapters.job_boards.row import Row
from jobr_adapters.job_boards.rows import rows_of
from jobr_core.jobs.model import JobPosting
from jobr_core.jobs.terms import Location

Json = dict[str, object]

OWN: Json = {"title": "Cook", "company": "Inn", "description": "Cook."}
GREENHOUSE: Json = {
    "id": 127817, "internal_job_id": 144381, "title": "Vault Designer", "language": "en",
    "updated_at": "2016-01-14T10:55:28-05:00", "first_published": "2016-01-02T09:00:00-05:00",
    "location": {"name": "Hybrid"}, "requisition_id": "50", "metadata": None,
    "absolute_url": "https://boards.greenhouse.io/vaulttec/jobs/127817",
    "content": "&lt;p&gt;Design &amp;amp; build&lt;/p&gt;",
    "departments": [{"id": 13583, "name": "Design", "parent_id": None, "child_ids": []}],
    "offices": [{"id": 8304, "name": "East Coast", "location": "New York, NY, United States"}],
    "pay_input_ranges": [{"min_cents": 5000000, "max_cents": 7500000, "currency_type": "USD"}],
}  # fmt: skip
LEVER: Json = {
    "id": "9cb4c077", "text": "Compiler Lead", "country": "US", "workplaceType": "onsite", "createdAt": 1784172458969,
    "categories": {"commitment": "Full-time", "location": "Santa Clara, CA", "allLocations": ["Santa Clara, CA"]},
    "descriptionPlain": "Build compilers.", "lists": [{"text": "Requirements", "content": "<li>C++</li><li>LLVM</li>"}],
    "additionalPlain": "", "hostedUrl": "https://jobs.lever.co/velaura/9cb4c077",
    "applyUrl": "https://jobs.lever.co/velaura/9cb4c077/apply",
    "salaryRange": {"currency": "USD", "interval": "per-year-salary", "min": 200000, "max": 300000},
}  # fmt: skip
ASHBY: Json = {
    "id": "a1", "title": "Product Manager", "location": "Houston, TX", "isListed": True, "isRemote": True,
    "workplaceType": "hybrid", "employmentType": "FullTime", "descriptionHtml": "<p>Join us</p>",
    "secondaryLocations": [{"location": "San Francisco", "address": {"postalAddress": {
        "addressLocality": "San Francisco", "addressRegion": "California", "addressCountry": "USA"}}}],
    "address": {"postalAddress": {"addressLocality": "Houston", "addressRegion": "Texas", "addressCountry": "USA"}},
    "publishedAt": "2021-04-30T16:21:55.393+00:00", "jobUrl": "https://jobs.ashbyhq.com/acme/a1",
    "compensation": {"summaryComponents": [
        {"compensationType": "EquityPercentage", "interval": "NONE", "minValue": 0.5, "maxValue": 1.75},
        {"compensationType": "Salary", "interval": "1 YEAR", "currencyCode": "USD", "minValue": 81000, "maxValue": 87000}]},
}  # fmt: skip
SCHEMA_ORG: Json = {
    "@context": "https://schema.org", "@type": "JobPosting", "title": "Data Engineer", "description": "<p>SQL</p>",
    "datePosted": "2026-08-01", "validThrough": "2026-09-30T23:59", "employmentType": ["FULL_TIME", "CONTRACTOR"],
    "identifier": {"@type": "PropertyValue", "name": "Acme", "value": "R-123"},
    "hiringOrganization": {"@type": "Organization", "name": "Acme"}, "jobLocationType": "TELECOMMUTE",
    "applicantLocationRequirements": {"@type": "Country", "name": "IN"},
    "baseSalary": {"@type": "MonetaryAmount", "currency": "INR",
                   "value": {"@type": "QuantitativeValue", "minValue": 2000000, "maxValue": 3000000, "unitText": "YEAR"}},
}  # fmt: skip
JOBSPY: Json = {
    "id": "li-1", "site": "linkedin", "job_url": "https://x.example/1", "title": "Data Analyst", "company": "Acme",
    "location": "Austin, TX, US", "date_posted": "2026-10-01", "job_type": "fulltime, contract",
    "interval": "yearly", "min_amount": 90000.0, "max_amount": 110000.0, "currency": "USD", "is_remote": False,
    "description": "Plain words.",
}  # fmt: skip
JSON_RESUME: Json = {
    "title": "Senior Web Developer", "company": "Open Tools", "companyDescription": "We make tools.",
    "location": {"address": "1 Lane", "city": "Pune", "region": "Maharashtra", "countryCode": "IN"},
    "type": "Full-time", "remote": "Hybrid", "date": "2026-10-01", "url": "https://tools.example/jobs/1",
    "applicationUrl": "https://tools.example/apply", "description": "Lead the tools.",
    "responsibilities": ["Design features", "Review code"], "qualifications": ["5+ years of TypeScript"],
    "skills": [{"name": "Web", "level": "Expert", "keywords": ["TypeScript", "Next.js"]}],
    "compensation": {"currency": "EUR", "interval": "monthly", "minimum": 4000, "maximum": 5000},
    "experience": "Senior level", "benefits": ["Lunch"], "schemaVersion": "1.0.0",
}  # fmt: skip
INDEED = """<?xml version="1.0" encoding="utf-8"?>
<source><publisher>Acme Jobs</publisher><publisherurl>https://acme.example</publisherurl>
<job><title><![CDATA[Nurse & Carer]]></title><date><![CDATA[Mon, 16 Nov 2026 22:49:39 GMT]]></date>
<referencenumber><![CDATA[unique123]]></referencenumber><url><![CDATA[https://acme.example/j/1?a=1&b=2]]></url>
<company><![CDATA[Acme Care]]></company><city><![CDATA[Phoenix]]></city><state><![CDATA[AZ]]></state>
<country><![CDATA[US]]></country><postalcode>85003</postalcode><description><![CDATA[<p>Care for people.</p>]]></description>
<salary><![CDATA[$30 - $35 per hour]]></salary><education>Bachelors</education><jobtype>parttime</jobtype>
<experience>2+ years</experience><remotetype>Fully remote</remotetype></job></source>"""


def rows(content: object) -> list[Row]:
    """The records of a document."""
    raw = content if isinstance(content, bytes) else written(content)
    return list(rows_of(io.BytesIO(raw)))


def written(document: object) -> bytes:
    """A text as it is, anything else as JSON."""
    return (document if isinstance(document, str) else json.dumps(document)).encode()


def told(document: object, board: str | None = None) -> tuple[str, JobPosting]:
    """Its only posting, with the format."""
    (row,) = rows(document)
    return posting_of(row, board=board)


def only(document: object, board: str | None = None) -> JobPosting:
    """Its only posting."""
    return told(document, board)[1]


def places(posting: JobPosting) -> list[str]:
    """Its locations, parts that are missing as -."""
    return ["/".join(part or "-" for part in _parts(place)) for place in posting.locations]


def _parts(place: Location) -> tuple[str | None, ...]:
    return place.city, place.region, place.country
