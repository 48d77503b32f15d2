"""What a sensible recruiter would say, one line each.

A case is a CV beside a posting and what must come of it. The sign ¦ parts lines. What is not told is not asked: a row says what it is about, no more.
"""

from dataclasses import dataclass
from typing import Final

from jobr_core.matching.report import Verdict

ANY: Final = -1
"""A cap whose value does not matter here, or a number that may be any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The CV: lines `did` in one job (`role`, `when`), or a whole `life` instead; then a list of
    `skills` and further sections, `cv`. The posting: its `title`, what it `says`, and a list of
    what one `must` have. Then what is expected.
    """

    name: str
    role: str = "Software developer"
    when: str = "2018 - 2023"
    did: str = ""
    life: str = ""
    skills: str = ""
    cv: str = ""
    title: str = "Software developer"
    must: str = ""
    says: str = ""

    shown: str = ""
    """Requirements that earn points, by their labels, commas between."""
    missing: str = ""
    """Requirements of which the CV shows nothing."""
    unasked: str = ""
    """What no line of the report may be about: part of a label, or a kind of line."""
    rule: str = ""
    """Words that stand in the rule of some line."""
    cap: int | None = ANY
    """The value of the cap, None where there may be none."""
    verdict: Verdict | None = None
    above: str = ""
    """The case whose score this one's beats."""
    level_with: str = ""
    """The case whose score this one's is at most 2 points away from."""
    wrong: str = ""
    """Why the program does not do this yet."""


# A CV of a whole life each, told as people tell it.
DEV: Final = "Experience¦Software developer, Acme GmbH¦2018 - 2023¦- Built web services in Python and PostgreSQL¦- Wrote unit tests and reviewed code"
NURSE: Final = "Experience¦Staff nurse, St Mary's Hospital¦2009 - 2017¦- Cared for patients on a surgical ward¦- Gave medication, changed dressings"
CHANGED: Final = "Experience¦Software developer, Acme GmbH¦2018 - 2023¦- Built web services in Python and PostgreSQL¦Staff nurse, St Mary's Hospital¦2009 - 2017¦- Cared for patients on a surgical ward"
RETRAINED: Final = "Experience¦Secondary school teacher, Hill School¦2010 - 2021¦- Taught mathematics and science¦Projects¦- Web shop in Python and PostgreSQL¦Education¦Web development bootcamp, 2022"
TEACHER: Final = "Experience¦Secondary school teacher, Hill School¦2010 - 2021¦- Taught mathematics and science¦- Marked exams, met parents"
RETURNER: Final = "Experience¦Software developer, Beta Ltd¦2020 - 2022¦- Built web services in Python¦Software developer, Acme GmbH¦2010 - 2012¦- Built web services in Python"
NO_GAP: Final = "Experience¦Software developer, Beta Ltd¦2020 - 2022¦- Built web services in Python¦Software developer, Acme GmbH¦2017 - 2019¦- Built web services in Python"
BREAK: Final = "Experience¦Software developer, Beta Ltd¦2020 - 2022¦- Built web services in Python¦Career break, full-time parent¦2013 - 2019¦Software developer, Acme GmbH¦2010 - 2012¦- Built web services in Python"
SENIOR: Final = "Experience¦Senior software developer, Acme GmbH¦2014 - 2026¦- Built web services in Python and PostgreSQL¦- Led the design of the payment platform"
JUNIOR: Final = "Experience¦Junior software developer, Acme GmbH¦2025 - 2026¦- Built web services in Python and PostgreSQL¦- Fixed bugs in the payment platform"
HINDI_DEV: Final = "अनुभव¦सॉफ्टवेयर डेवलपर, Infosys, पुणे¦2018 - 2023¦- Python और PostgreSQL में भुगतान सेवा बनाई¦- टीम के साथ कोड की समीक्षा की¦कौशल¦Python, PostgreSQL, Docker"
HINDI_NURSE: Final = "अनुभव¦स्टाफ नर्स, Apollo Hospital, पुणे¦2018 - 2023¦- वार्ड में मरीजों की देखभाल की¦- दवा दी और पट्टी बदली"
HINDI_ACCOUNTANT: Final = "अनुभव¦लेखाकार (Accountant), Tata Motors, पुणे¦2018 - 2023¦- खातों का मिलान और जीएसटी रिटर्न¦- Tally में बहीखाता¦कौशल¦Tally, GST, Excel"
GERMAN_DEV: Final = "Berufserfahrung¦Softwareentwickler, Acme GmbH, Berlin¦2018 - 2023¦- Entwicklung von Webdiensten mit Python und PostgreSQL¦- Tests und Code-Reviews im Team¦Kenntnisse¦Python, PostgreSQL, Docker"
GERMAN_NURSE: Final = "Berufserfahrung¦Krankenpfleger, Charité, Berlin¦2018 - 2023¦- Pflege der Patienten auf der chirurgischen Station¦- Gabe von Medikamenten, Verbandswechsel"
GERMAN_COOK: Final = "Berufserfahrung¦Koch, Hotel Adler, München¦2018 - 2023¦- Zubereitung von Speisen in der warmen Küche¦- Wareneinkauf und Hygiene nach HACCP"

# Postings said the same way in several lines.
DEV_AD: Final = "You build web services and APIs with our team of developers."
NURSE_AD: Final = "You care for patients on a surgical ward, give medication and change dressings."
ACCOUNTS_AD: Final = "You keep the ledgers, reconcile accounts and file tax returns."
KITCHEN_AD: Final = "You cook in our hotel kitchen, prepare dishes and keep to food hygiene."
BLURB: Final = "We are an equal opportunity employer.¦Apply now and send us your CV."

GOLDEN: Final = (
    # Go is a language and a word.
    Case(name="'ready to go' is no Go", did="Always ready to go the extra mile¦Wrote Python", must="Go¦Python", shown="Python", missing="Go"),
    Case(name="'going' and 'go-live' are no Go", did="Kept the shop going, led the go-live of the Python service", must="Go¦Python", shown="Python", missing="Go"),
    Case(name="a go-getter is no Go", cv="Summary¦A go-getter, always on the go, who writes Python", must="Go¦Python", shown="Python", missing="Go"),
    Case(name="'go-to-market' is no Go", did="Wrote the go-to-market plan, with SQL reports", must="Go¦SQL", shown="SQL", missing="Go"),
    Case(name="Golang is Go", skills="Golang", must="Go", shown="Go"),
    Case(name="Go in a list is Go", skills="Python, Go, Rust", must="Go", shown="Go"),
    Case(name="'services in Go and gRPC' is Go", did="Wrote services in Go and gRPC", must="Go", shown="Go", rule="used in dated work"),
    Case(name="a posting that goes fast asks no Go", skills="Python", must="Python¦You go fast and are ready to go", shown="Python", unasked="Go"),
    Case(name="a Go developer is asked for Go", title="Go developer", skills="Python", must="Python", shown="Python", missing="Go"),
    Case(name="Google and Django are no Go", skills="Google Analytics, Django, MongoDB", must="Go", missing="Go"),
    # Java and JavaScript share four letters.
    Case(name="JavaScript is no Java", skills="JavaScript, TypeScript", must="Java", missing="Java"),
    Case(name="Java is no JavaScript", skills="Java, Spring", must="JavaScript", missing="JavaScript"),
    Case(name="'Java Script' is JavaScript", skills="Java Script, HTML", must="Java¦JavaScript", shown="JavaScript", missing="Java"),
    Case(name="JS is JavaScript", skills="JS, HTML", must="JavaScript¦Java", shown="JavaScript", missing="Java"),
    Case(name="TypeScript speaks for JavaScript", skills="TypeScript", must="JavaScript", shown="JavaScript", rule="implied by TypeScript"),
    Case(name="Spring Boot speaks for Java", skills="Spring Boot", must="Java", shown="Java"),
    Case(name="Next.js speaks for React and so for JavaScript", skills="Next.js", must="React¦JavaScript", shown="React, JavaScript"),
    Case(name="'Java/JavaScript' asks for either", skills="JavaScript", must="Java/JavaScript", shown="Java or JavaScript"),
    Case(name="'Java and JavaScript' asks for both", skills="JavaScript", must="Java and JavaScript", shown="JavaScript", missing="Java"),
    # C, C++, C#, Objective-C.
    Case(name="C++ is no C#", skills="C++", must="C#", missing="C#"),
    Case(name="C# is no C++ and no C", skills="C#", must="C++¦C", missing="C++, C"),
    Case(name="C beside C++ is C", skills="C, C++, Linux", must="C¦C++", shown="C, C++"),
    Case(name="'C & C++' is C", skills="C & C++", must="C¦C++", shown="C, C++"),
    Case(name="'C / C++ / C#' is all three", skills="C / C++ / C#", must="C¦C++¦C#", shown="C, C++, C#"),
    Case(name="hepatitis C is no C", did="Treated hepatitis C and kept records in SQL", must="C¦SQL", shown="SQL", missing="C"),
    Case(name="a category C licence is no C", cv="Certificates¦Category C licence", skills="Excel", must="C", missing="C"),
    Case(name="Vitamin C is no C", did="Sold vitamin C, zinc and iron", skills="Excel, SQL", must="C¦SQL", shown="SQL", missing="C"),
    Case(name="C-level people are no C", did="Presented SQL reports to C-level managers", must="C¦SQL", shown="SQL", missing="C"),
    Case(name="Vitamin C between skills is no C", did="Sold zinc, vitamin C, SQL reports", must="C¦SQL", shown="SQL", missing="C"),
    Case(name="Vitamin C among skills is no C", skills="Excel, Vitamin C, SQL", must="C¦SQL", shown="SQL", missing="C"),
    Case(name="a Series C is no C", did="Raised a Series C, and built the Python team", must="C¦Python", shown="Python", missing="C"),
    Case(name="Objective-C is no C", skills="Objective-C, Swift", must="C", missing="C"),
    Case(name="'C/C++' asks for either", skills="C++", must="C/C++", shown="C or C++"),
    Case(name="'C#/.NET' and C# in work", did="Built the shop in C# with 200 users", must="C#", shown="C#", rule="with a result"),
    # .NET is a platform, an ending of addresses and a word of accountants.
    Case(name="ASP.NET speaks for .NET", skills="ASP.NET", must=".NET", shown=".NET"),
    Case(name="ASP.NET Core speaks for .NET", skills="ASP.NET Core", must=".NET", shown=".NET"),
    Case(name="ASP.NET MVC speaks for ASP.NET and .NET", skills="ASP.NET MVC", must=".NET¦ASP.NET", shown=".NET, ASP.NET"),
    Case(name="C# speaks for .NET", skills="C#", must=".NET", shown=".NET"),
    Case(name=".NET is not yet ASP.NET", skills=".NET", must="ASP.NET", missing="ASP.NET"),
    Case(name="dotnet is .NET", skills="dotnet, SQL", must=".NET", shown=".NET"),
    Case(name="asp.net in small letters is ASP.NET", did="Built shops in asp.net and SQL", must="ASP.NET", shown="ASP.NET"),
    Case(name="'.NET Framework' is .NET", skills=".NET Framework 4.8", must=".NET", shown=".NET"),
    Case(name="an address in .net is no .NET", did="Ran shop.example.net in Python", must=".NET¦Python", shown="Python", missing=".NET"),
    Case(name="net profit is no .NET", did="Raised net profit by 5%¦Wrote SQL reports", must=".NET¦SQL", shown="SQL", missing=".NET"),
    # R is a language and a letter.
    Case(name="'R&D' is no R", did="Worked in R&D on Python tools", must="R¦Python", shown="Python", missing="R"),
    Case(name="'R & D' in a list is no R", skills="Python, R & D, SQL", must="R¦SQL", shown="SQL", missing="R"),
    Case(name="R beside Python is R", skills="Python, R, SQL", must="R", shown="R"),
    Case(name="RStudio and tidyverse are R", skills="RStudio, tidyverse", must="R", shown="R"),
    Case(name="an initial is no R", did="Wrote Python for Dr R Sharma", must="R¦Python", shown="Python", missing="R"),
    Case(name="Go in a sentence", did="Moved services from Java to Go on Kubernetes", must="Golang", shown="Go"),
    Case(name="an initial before a name is no R", did="Reported to R. Sharma, Python lead", must="R¦Python", shown="Python", missing="R"),
    Case(name="Toys R Us is no R", did="Wrote SQL for Toys R Us", must="R¦SQL", shown="SQL", missing="R"),
    Case(name="an R&D department asks for no R", skills="Python", must="Python¦Experience in an R&D department", shown="Python", unasked="R"),
    # Kubernetes has eight letters in the middle.
    Case(name="k8s is Kubernetes", did="Ran it on k8s for 40 customers", must="Kubernetes", shown="Kubernetes", rule="with a result"),
    Case(name="Kubernetes is k8s", skills="Kubernetes", must="k8s", shown="Kubernetes"),
    Case(name="'K8S' shouted is Kubernetes", skills="K8S, Docker", must="Kubernetes (k8s)", shown="Kubernetes"),
    Case(name="Docker alone is no Kubernetes", skills="Docker", must="k8s", missing="Kubernetes"),
    Case(name="EKS speaks for AWS and Kubernetes", skills="Amazon EKS", must="AWS¦Kubernetes", shown="AWS, Kubernetes"),
    # REST APIs, one or many.
    Case(name="REST APIs are a REST API", skills="REST APIs", must="REST API", shown="REST API"),
    Case(name="a REST API is REST APIs", did="Built a REST API in Python", must="REST APIs", shown="REST API"),
    Case(name="RESTful services are a REST API", did="Built RESTful services in Java", must="REST API", shown="REST API"),
    Case(name="RESTful APIs are REST APIs", skills="REST APIs", must="Experience with RESTful APIs", shown="REST API"),
    Case(name="RESTful is a REST API", skills="RESTful, SQL", must="REST APIs", shown="REST API"),
    Case(name="REST APIs are RESTful", skills="REST APIs, SQL", must="RESTful design, SQL", shown="REST, SQL"),
    Case(name="REST beside SOAP is a REST API", did="Built REST and SOAP services", must="REST API", shown="REST API"),
    Case(name="bed rest is no REST", did="Advised bed rest, wrote SQL", must="REST API¦SQL", shown="SQL", missing="REST API"),
    Case(name="the rest of the team is no REST", did="Helped the rest of the team with SQL", must="REST API¦SQL", shown="SQL", missing="REST API"),
    Case(name="GraphQL is no REST API", skills="GraphQL", must="REST API", missing="REST API"),
    # Either, or.
    Case(name="one of three frameworks", did="Built a shop in Vue with TypeScript", must="A frontend framework (React, Vue, Angular)", shown="React or Vue or Angular"),
    Case(name="one of three clouds will do", skills="Azure", must="AWS, GCP or Azure", shown="AWS or GCP or Azure"),
    Case(name="no cloud is one thing missing", skills="Python", must="AWS, GCP or Azure¦Python", shown="Python", missing="AWS or GCP or Azure"),
    Case(name="a slash is an or", skills="MySQL", must="PostgreSQL/MySQL", shown="PostgreSQL or MySQL"),
    Case(name="the rest of the list stays asked", skills="AWS", must="AWS or Azure, Python and SQL", shown="AWS or Azure", missing="Python, SQL"),
    Case(name="'oder' is an or", skills="Azure", must="Erfahrung mit AWS oder Azure", shown="AWS or Azure"),
    Case(name="'one of' a list is an or", skills="Kotlin", must="At least one of: Java, Kotlin, Scala", shown="Java or Kotlin or Scala"),
    Case(name="'one or more of the following' is an or", skills="Scala", must="One or more of the following languages: Java, Kotlin, Scala", shown="Java or Kotlin or Scala"),
    Case(name="'one of' with 'and' before the last is an or", skills="Scala", must="Experience with one of the following: Java, Kotlin, and Scala", shown="Java or Kotlin or Scala"),
    Case(name="'such as' behind 'one or more' is an or", skills="GCP", must="One or more cloud platforms such as AWS, GCP, Azure", shown="AWS or GCP or Azure"),
    Case(name="what stands in brackets behind 'at least one' is an or", skills="Azure", must="Experience in at least one cloud (AWS, Azure, GCP)", shown="AWS or Azure or GCP"),
    Case(name="'e.g.' gives examples", skills="Kotlin", must="A modern language (e.g. Java, Kotlin)", shown="Java or Kotlin"),
    Case(name="a framework of three is no language", skills="Python", must="Python (Django, Flask or FastAPI)", shown="Python", missing="Django or Flask or FastAPI"),
    Case(name="an or in brackets is an or", skills="Kotlin", must="Java (or Kotlin)", shown="Java or Kotlin"),
    Case(name="'at least one year' is no or", skills="Python", must="At least one year of experience with Python, SQL", shown="Python", missing="SQL"),
    Case(name="'one of our' is no or", skills="Python", must="Be one of our experts in: Python, SQL", shown="Python", missing="SQL"),
    Case(name="'either' is an or", skills="Java", must="Either Java or Kotlin", shown="Java or Kotlin"),
    Case(name="'and/or' is an or", skills="Ansible", must="Terraform and/or Ansible", shown="Terraform or Ansible"),
    Case(name="one of three registers will do", role="Accountant", title="Accountant", cv="Certificates¦ACCA", must="ACA, ACCA or CIMA", shown="ACA or ACCA or CIMA", cap=None),
    Case(name="no register of three is one thing missing", role="Accountant", title="Accountant", skills="Excel", must="ACA, ACCA or CIMA", missing="ACA or ACCA or CIMA", cap=60),
    Case(name="'and' is no or", skills="Python", must="Python and Java", shown="Python", missing="Java"),
    # Words that look like a level.
    Case(name="principal responsibilities are no level", title="Analyst", says="Principal responsibilities¦- Write reports in SQL", skills="SQL", unasked="lead level", shown="SQL"),
    Case(name="a principal engineer is a level", title="Principal engineer", must="Python", skills="Python", rule="developer"),
    Case(name="a vice principal is no vice president", role="Teacher", title="Vice principal", did="Taught 30 pupils", unasked="level"),
    Case(name="a school principal is no level", role="School principal", title="School principal", did="Ran a school of 400 pupils", unasked="level"),
    Case(name="lead generation is no level", role="Sales representative", title="Lead generation specialist", did="Won new customers", unasked="level"),
    Case(name="senior living is no level", role="Cook", title="Cook, senior living", did="Cooked for 60 residents", unasked="level"),
    Case(name="a senior team makes no senior post", title="Developer", says="You support our senior architects.", skills="Python", must="Python", unasked="level"),
    Case(name="an executive assistant is no executive", role="Executive assistant", title="Executive assistant to the CEO", did="Kept the diary of two directors", unasked="level"),
    Case(name="a managing director's assistant is no director", role="Secretary", title="PA to the Managing Director", did="Kept the diary", unasked="level"),
    Case(name="a director is one", role="Director of sales", title="Director of sales", did="Led sales", shown="executive level"),
    Case(name="a principal's secretary is no principal", role="Secretary", title="Principal's secretary", did="Kept the diary", unasked="level"),
    Case(name="a lead developer is a level", title="Lead developer", skills="Python", must="Python", rule="years of work", shown="lead level"),
    # Perks are no requirements, wherever they stand.
    Case(name="'perks' within 'must have' end it", says="Must have¦- Python¦Perks¦- Excel courses", skills="Python", shown="Python", unasked="Excel"),
    Case(name="perks under 'must have' ask nothing", says="Must have¦- Python¦- Free parking, gym", skills="Python", unasked="parking, gym", cap=None),
    Case(name="'must have: free parking, gym' asks nothing", says="Must have: free parking, gym¦Requirements¦- Python", skills="Python", unasked="parking, gym", shown="Python", cap=None),
    Case(name="free courses under 'must have' are a perk", says="Must have¦- Python¦- We offer free Excel courses and a gym", skills="Python", shown="Python", unasked="Excel"),
    Case(name="a bare free course under 'must have' is a perk", says="Must have¦- Python¦- Free Excel courses", skills="Python", shown="Python", unasked="Excel"),
    Case(name="a free cash flow is no perk", says="Must have¦- Python¦- Free cash flow models in Excel", skills="Python", shown="Python", missing="Excel"),
    Case(name="'free to travel' is no perk", says="Must have¦- Free to travel, to train users of Python and SQL", skills="Python", shown="Python", missing="SQL"),
    Case(name="perks in their own part ask nothing", says="Requirements¦- Python¦Benefits¦- Free Excel courses¦- English lessons", skills="Python", shown="Python", unasked="Excel, English"),
    Case(name="bare perks amid musts ask nothing", says="Must have¦- Python¦- Free German lessons", skills="Python", cv="Languages¦English (native)", shown="Python", unasked="German", cap=None),
    Case(name="vesting years are no experience", says="Requirements¦- Python¦Benefits¦- Stock options with 4 years of vesting", skills="Python", unasked="experience"),
    Case(name="the age of the firm is no experience", says="We have been in business for 25 years.", skills="Python", must="Python", unasked="experience"),
    # Years are counted on the calendar.
    Case(name="overlapping jobs count once", life="Experience¦Developer, A Ltd¦2018 - 2021¦- Wrote Python¦Developer, B Ltd¦2019 - 2021¦- Wrote SQL", must="5+ years of experience", rule="4 years of dated work"),
    Case(name="a job within a job counts once", life="Experience¦Developer, A Ltd¦2015 - 2020¦- Wrote Python¦Tutor, B Ltd¦2017 - 2018¦- Taught SQL", must="6+ years of experience", rule="6 years of dated work", cap=None),
    Case(name="jobs in a row add up", life="Experience¦Developer, A Ltd¦2018 - 2020¦- Wrote Python¦Developer, B Ltd¦2015 - 2017¦- Wrote SQL", must="5+ years of experience", rule="6 years of dated work", cap=None),
    Case(name="three clients at once are one year", life="Experience¦Developer, A Ltd¦2022 - 2022¦- Wrote Python¦Developer, B Ltd¦2022 - 2022¦- Wrote SQL¦Developer, C Ltd¦2022 - 2022¦- Wrote Java", must="5+ years of experience", rule="1 years of dated work", cap=65),
    Case(name="years at school are no work", when="2022 - 2023", cv="Education¦BSc Computer Science, University of Leeds, 2015 - 2019", must="5+ years of experience", rule="2 years of dated work", cap=65),
    Case(name="work that goes on counts until today", when="01/2021 - Present", must="5+ years of experience", rule="5.9 years of dated work", cap=None),
    Case(name="four years of five are nearly enough", when="2018 - 2021", must="5+ years of experience", shown="5+ years of experience", cap=None),
    # Career change.
    Case(name="developer, once a nurse, for a developer", life=CHANGED, says=DEV_AD, must="Python", above="nurse for a developer", cap=None),
    Case(name="developer, always, for a developer", life=DEV, says=DEV_AD, must="Python", above="developer, once a nurse, for a developer", verdict=Verdict.STRONG),
    Case(name="nurse for a developer", life=NURSE, says=DEV_AD, must="Python", missing="Python", verdict=Verdict.WEAK),
    Case(name="retrained teacher for a developer", life=RETRAINED, says=DEV_AD, must="Python", shown="Python", above="teacher for a developer"),
    Case(name="teacher for a developer", life=TEACHER, says=DEV_AD, must="Python", missing="Python", verdict=Verdict.WEAK),
    Case(name="developer, once a nurse, for a nurse", life=CHANGED, title="Staff nurse", says=NURSE_AD, above="developer for a nurse"),
    Case(name="developer for a nurse", life=DEV, title="Staff nurse", says=NURSE_AD, verdict=Verdict.WEAK),
    # A gap is no fault.
    Case(name="returner after eight years", life=RETURNER, says=DEV_AD, must="Python¦5+ years of experience", rule="6 years of dated work", cap=None, level_with="the same without a gap"),
    Case(name="the same without a gap", life=NO_GAP, says=DEV_AD, must="Python¦5+ years of experience", rule="6 years of dated work", verdict=Verdict.STRONG),
    Case(name="a career break is told and not counted", life=BREAK, says=DEV_AD, must="Python¦5+ years of experience", rule="6 years of dated work", cap=None),
    # Levels.
    Case(name="senior for a senior post", life=SENIOR, title="Senior software developer", says=DEV_AD, must="Python¦5+ years of experience", verdict=Verdict.STRONG, above="junior for a senior post"),
    Case(name="junior for a senior post", life=JUNIOR, title="Senior software developer", says=DEV_AD, must="Python¦5+ years of experience", cap=65),
    Case(name="junior for a junior post", life=JUNIOR, title="Junior software developer", says=DEV_AD, must="Python", verdict=Verdict.STRONG, above="senior for a junior post"),
    Case(name="senior for a junior post", life=SENIOR, title="Junior software developer", says=DEV_AD, must="Python", shown="Python", rule="senior level by"),
    # CVs in other languages.
    Case(name="Hindi developer for a developer", life=HINDI_DEV, says=DEV_AD, must="Python", shown="Python", above="Hindi developer for a nurse"),
    Case(name="Hindi developer for a nurse", life=HINDI_DEV, title="Staff nurse", says=NURSE_AD, verdict=Verdict.WEAK),
    Case(name="Hindi nurse for a nurse", life=HINDI_NURSE, title="Staff nurse", says=NURSE_AD, above="Hindi nurse for a developer"),
    Case(name="Hindi nurse for a developer", life=HINDI_NURSE, says=DEV_AD, must="Python", missing="Python", verdict=Verdict.WEAK),
    Case(name="Hindi accountant for an accountant", life=HINDI_ACCOUNTANT, title="Accountant", says=ACCOUNTS_AD, must="Tally", shown="Tally", above="Hindi accountant for a developer"),
    Case(name="Hindi accountant for a developer", life=HINDI_ACCOUNTANT, says=DEV_AD, must="Python", missing="Python", verdict=Verdict.WEAK),
    Case(name="German developer for a developer", life=GERMAN_DEV, says=DEV_AD, must="Python", shown="Python", above="German developer for a cook"),
    Case(name="German developer for a cook", life=GERMAN_DEV, title="Cook", says=KITCHEN_AD, verdict=Verdict.WEAK),
    Case(name="German nurse for a nurse", life=GERMAN_NURSE, title="Staff nurse", says=NURSE_AD, above="German nurse for a developer"),
    Case(name="German nurse for a developer", life=GERMAN_NURSE, says=DEV_AD, must="Python", missing="Python", verdict=Verdict.WEAK),
    Case(name="German cook for a cook", life=GERMAN_COOK, title="Cook", says=KITCHEN_AD, above="German cook for a nurse"),
    Case(name="German cook for a nurse", life=GERMAN_COOK, title="Staff nurse", says=NURSE_AD, verdict=Verdict.WEAK),
    # Not held, not asked for, given.
    Case(name="a skill somebody says to lack", did="Built Python services; no experience with Kubernetes", must="Kubernetes", missing="Kubernetes"),
    Case(name="a skill somebody wants to learn", did="Built Python services. Want to learn Rust", must="Rust", missing="Rust"),
    Case(name="not only one skill", did="Used not only Java but also Kotlin", must="Java", shown="Java"),
    Case(name="no trouble with a skill", did="Ran releases with no downtime on Kubernetes", must="Kubernetes", shown="Kubernetes"),
    Case(name="a certificate in progress", did="Led projects", cv="Certificates¦PMP (in progress)", must="PMP certification", missing="PMP"),
    Case(name="a certificate held", did="Led projects", cv="Certificates¦PMP, 2020", must="PMP certification", shown="PMP"),
    Case(name="a certificate not held yet", did="Led projects. No PMP certification yet", must="PMP certification", missing="PMP"),
    Case(name="a certificate beside one in progress", did="Led projects", cv="Certificates¦PMP; CISM in progress", must="PMP certification", shown="PMP"),
    Case(name="a degree not completed", did="Led projects", cv="Education¦BSc Economics, Hill College (not completed)", must="Bachelor's degree", rule="names no degree"),
    Case(name="a skill that is not required", did="Wrote Python", must="Python¦Terraform is not required", unasked="Terraform"),
    Case(name="skills a posting says it does without", did="Wrote Python", must="Python (not Terraform)¦You don't need Terraform¦No Terraform¦We do not use Terraform", unasked="Terraform"),
    Case(name="a skill that needs no experience", did="Wrote Python", must="Python¦No prior Terraform experience needed", unasked="Terraform"),
    Case(name="perks under what one must have", did="Wrote Python", must="Python¦Company laptop with Linux¦AWS certification paid by us¦You will learn Kubernetes", unasked="Linux", cap=None),
    Case(name="five (5) years", did="Wrote Python", when="2021 - 2022", must="Python¦At least five (5) years of experience", rule="years of dated work"),
    Case(name="a clearance one has to be able to get", did="Wrote Python", must="Python¦Able to obtain a security clearance", unasked="permit"),
    Case(name="skills denied in sentences of their own", did="Wrote Python. I don't know Kubernetes. Not familiar with Docker. Keine Kenntnisse in Rust. Python but not Java", must="Kubernetes¦Docker¦Rust¦Java", missing="Kubernetes, Docker, Rust, Java"),
    Case(name="skills somebody is only getting", did="Wrote Python. Currently learning Kubernetes. Would love to work with Docker", skills="Python, Kotlin (none), Rust (learning)", must="Python¦Kubernetes¦Docker¦Kotlin¦Rust", shown="Python", missing="Kubernetes, Docker, Kotlin, Rust"),
    Case(name="a skill beside a denied one", did="Don't just use Java: write Kotlin without Spring. I do not have Rust experience", must="Java¦Kotlin¦Rust", shown="Java, Kotlin", missing="Rust"),
    Case(name="a skill somebody likes", did="I like to work with Java, with or without Docker", must="Java¦Docker", shown="Java, Docker"),
    Case(name="a doctorate in progress behind a full stop", cv="Education¦Ph.D. Physics, St. Mary's (in progress)¦B.Sc. Physics, 2012", must="Bachelor's degree", rule="bachelor's degree", cap=None),
    Case(name="a driving licence denied", cv="Other¦I do not have a driving licence", must="Driving licence", rule="many CVs leave it out"),
    Case(name="a driving licence: none", cv="Other¦Driving licence: none", must="Driving licence", rule="many CVs leave it out"),
    Case(name="a driving licence without points", cv="Other¦Driving licence (no points)", must="Driving licence", shown="Driving licence"),
    Case(name="cards and licences denied", cv="Other¦No CSCS card. I don't hold a forklift licence", must="CSCS card¦Forklift licence", missing="CSCS card, Forklift licence"),
    Case(name="a certificate to come", cv="Certificates¦Not yet CISSP certified¦PMP exam scheduled for June", must="CISSP¦PMP certification", missing="CISSP, PMP"),
    Case(name="certificates of people who work for somebody and plan", did="ACCA qualified accountant working for a Big 4 firm¦PMP certified project manager who planned 20 projects", cv="Summary¦PRINCE2 practitioner. Planned and ran 5 programmes", must="ACCA¦PMP certification¦PRINCE2", shown="ACCA, PMP, PRINCE2"),
    Case(name="a certificate a sentence away from one studied for", did="ACCA qualified accountant. Excel to advanced level. Currently studying for CIMA", must="ACCA¦CIMA", shown="ACCA", missing="CIMA"),
    Case(name="a degree of somebody who works for a bank", cv="Education¦MBA graduate with 10 years working for banks", must="Master's degree", rule="master's degree", cap=None),
    Case(name="a degree beside one in progress", cv="Education¦BSc Physics 2012, MSc in progress", must="Master's degree", rule="bachelor's degree, below"),
    Case(name="a degree beside one that is planned", cv="Education¦MSc Physics 2012 (PhD planned)", must="Master's degree", rule="master's degree", cap=None),
    Case(name="a degree being worked towards", cv="Education¦Working towards an MSc in Physics, BSc Physics 2012", must="Master's degree", rule="bachelor's degree, below"),
    # What other people have.
    Case(name="certificates of people supervised", role="Accountant", did="Supervised five CPA candidates¦Managed a team of ACCA and CIMA students", must="CPA¦ACCA¦CIMA", missing="CPA, ACCA, CIMA"),
    Case(name="certificates of people recruited or worked under", did="Recruited CISSP-certified engineers for clients¦Worked under a licensed professional engineer", must="CISSP¦PE licence", missing="CISSP, PE licence"),
    Case(name="a certificate of people trained", did="Trained new drivers for their HGV Class 1 licence", must="HGV Class 1", missing="HGV Class 1"),
    Case(name="a certificate of somebody who is named", cv="References¦Jane Doe, CPA", must="CPA", missing="CPA"),
    Case(name="the cost per acquisition is no certificate", did="Cut CPA (cost per acquisition) by 40%¦Cost per action (CPA) down¦Lower CPA by 12%", must="CPA", missing="CPA"),
    Case(name="certificates got at work", role="Accountant", did="Passed ACCA and obtained PMP in one year¦Hired as a CPA to manage a team", must="ACCA¦PMP certification¦CPA", shown="ACCA, PMP, CPA"),
    Case(name="skills of people recruited", role="Recruiter", did="Recruited 20 Java developers", must="Java", rule="mentioned in passing"),
    Case(name="skills of people led are used", did="Led 5 Java developers", must="Java", rule="used in dated work"),
    # Where one may work, by the CV's own word.
    Case(name="a right to work that is stated", did="Wrote Python", cv="Other¦Full right to work in the UK", must="Python¦Right to work in the UK", shown="right to work in UK"),
    Case(name="a right to work that is lacking", did="Wrote Python", cv="Other¦No right to work in the UK", must="Python¦Right to work in the UK", rule="you have not said where you may work"),
    Case(name="a right to work got for others", did="Wrote Python. Got clients a work permit for Norway", must="Python¦Work permit for Norway", rule="you have not said where you may work"),
    Case(name="a citizen", did="Wrote Python", cv="Other¦US citizen", must="Python¦US citizenship required", shown="US citizenship"),
    Case(name="no citizen", did="Wrote Python", cv="Other¦Authorized to work in the US", must="Python¦Must be a US citizen", rule="you have not said where you may work"),
    Case(name="a clearance held", did="Wrote Python", cv="Certificates¦Active TS/SCI clearance", must="Python¦Security clearance", shown="security clearance"),
    Case(name="a clearance nothing is said of", did="Wrote Python", must="Python¦Security clearance", rule="the CV does not say that you have one", cap=None),
    # Languages.
    Case(name="a language far below what is asked for", did="Wrote Python", cv="Languages¦English (native), German (A2)", must="Python¦Fluent German (C1)", rule="A2 by the CV", cap=70),
    Case(name="a language a step below what is asked for", did="Wrote Python", cv="Languages¦English (native), German (B2)", must="Python¦Fluent German (C1)", rule="B2 by the CV", cap=None),
    Case(name="one of several languages will do", did="Wrote Python", cv="Languages¦English (native), Swedish (C1)", must="Python¦Fluent in one of: Dutch, Swedish or Finnish", shown="Dutch or Swedish or Finnish (C1)", rule="C1 by the CV", cap=None),
    Case(name="none of several languages", did="Wrote Python", cv="Languages¦English (native)", must="Python¦Fluent Dutch or Swedish", missing="Dutch or Swedish (C1)", cap=70),
    Case(name="a level of its own for each language", did="Wrote Python", cv="Languages¦Fluent English, basic German", must="Python¦Fluent English", shown="English (C1)", rule="C1 by the CV", cap=None),
    Case(name="a kitchen is no language", did="Wrote Python", cv="Languages¦English (native)", must="Python¦Excellent French pastry skills", unasked="French", cap=None),
    # Too little to judge.
    Case(name="an empty posting", life=DEV, title="Colleague", verdict=Verdict.NOT_ENOUGH_TO_JUDGE),
    Case(name="a posting of blurb", life=DEV, title="Colleague", says=BLURB, verdict=Verdict.NOT_ENOUGH_TO_JUDGE),
    Case(name="a posting of benefits", life=DEV, title="Join us!", says="Benefits:¦- 401(k), dental and vision¦- Paid holidays, pension", verdict=Verdict.NOT_ENOUGH_TO_JUDGE),
    Case(name="a posting of a title alone", life=DEV, verdict=Verdict.NOT_ENOUGH_TO_JUDGE),
    Case(name="a posting of a title and blurb", life=DEV, says=BLURB, verdict=Verdict.NOT_ENOUGH_TO_JUDGE),
    Case(name="a posting of a title and of how good it is there", life=DEV, says="Join our great team! Competitive salary. Apply now at our website.", verdict=Verdict.NOT_ENOUGH_TO_JUDGE),
    # A title in either gender.
    Case(name="waiter for a waitress", life="Experience¦Waiter, Hotel Adler¦2018 - 2023¦- Served guests at twenty tables", title="Waitress", says="You will serve guests.", verdict=Verdict.STRONG),
    Case(name="waitress for a waiter", life="Experience¦Waitress, Hotel Adler¦2018 - 2023¦- Served guests at twenty tables", title="Waiter", says="You will serve guests.", level_with="waiter for a waitress"),
    # Degrees, and states of the same letters.
    Case(name="a degree above a school", cv="Education¦BSN, University of Texas, 2014¦High school diploma, Boston, MA, 2010", must="Bachelor's degree", rule="bachelor's degree", cap=None),
    Case(name="a state is no degree", cv="Education¦High School, Boston, MA, 2006", must="Bachelor's degree", rule="secondary school, below"),
    Case(name="a state asks for no degree", says="Based in Boston, MA, in the office", must="Python", unasked="master's degree"),
    Case(name="a posting of a title and little more", life=DEV, says="You will write software.", verdict=Verdict.STRONG),
    Case(name="a posting of signs", life=DEV, title="???", says="*** --- ***", verdict=Verdict.NOT_ENOUGH_TO_JUDGE),
    Case(name="an empty CV", when="", title="Colleague", verdict=Verdict.NOT_ENOUGH_TO_JUDGE),
    Case(name="an empty CV for a full posting", when="", says=DEV_AD, must="Python", verdict=Verdict.NOT_ENOUGH_TO_JUDGE),
)  # fmt: skip
