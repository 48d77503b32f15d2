"""Words that name what a person does: the heads of job titles, in several languages."""

import re
from functools import cache
from typing import Final

from jobr_core.shared.text import folded

# The noun a title ends in or turns on; singular, folded.
_HEADS: Final = frozenset(
    """
    accountant actor actress actuary adjuster administrator adviser advisor advocate agent agronomist aide
    ambassador analyst anaesthetist anesthesiologist animator announcer apprentice arborist archaeologist architect
    archivist artist assembler assessor assistant associate astronomer attendant attorney auctioneer audiologist
    auditor author babysitter baker banker barber barista barrister bartender beautician biochemist biologist
    blacksmith boilermaker bookkeeper bookseller botanist bricklayer brewer broker builder bursar butcher butler buyer
    cameraman cameraperson captain cardiologist caregiver carer caretaker carpenter cartographer cashier caterer ceo
    cfo chairman chairperson chairwoman chambermaid chancellor chaplain chauffeur checker chef chemist chiropractor
    choreographer cio ciso claimant cleaner clerk clinician cmo coach coachman coder cofounder co-founder collector
    columnist commander commissioner composer comptroller concierge conductor conservator constable consultant
    contractor controller cook coo coordinator copywriter coroner corporal correspondent counsel counsellor counselor
    courier crew crewmember croupier cto curator custodian cutter dancer data-scientist dealer dean dentist
    dermatologist designer detailer detective developer devops dietician dietitian director dishwasher dispatcher
    doctor docent draftsman drafter draughtsman driller driver ecologist economist editor educator electrician
    embryologist employee engineer enumerator entrepreneur epidemiologist estimator executive expediter expert
    facilitator farmer farmhand fellow fellowship fieldworker filmmaker firefighter fisherman fitter florist foreman
    forester founder freelancer fundraiser furnisher gamekeeper gardener general generalist geochemist geologist
    geophysicist glazier goldsmith grader groom groundskeeper groundsman guard guide gynaecologist hairdresser
    hairstylist handler handyman head headmaster headmistress headteacher helper herdsman historian homemaker host
    hostess houseman housekeeper hygienist illustrator immunologist inspector installer instructor intern internee
    internship interpreter interviewer inventor investigator invigilator janitor jeweller jeweler journalist judge
    juggler keeper labeler laborer labourer landscaper lawyer lead leader lecturer lectureship legislator librarian
    lieutenant lifeguard linguist logistician machinist magistrate maid maintainer major maker manager management-trainee
    manageress manicurist marketer marshal mason masseur masseuse mate mathematician matron mechanic mediator member
    merchandiser merchandizer merchant messenger metallurgist meteorologist microbiologist midwife milkman miller
    miner minister model moderator mortician musician nanny navigator negotiator neurologist neurosurgeon newsreader
    notary novelist nurse nutritionist obstetrician officer oncologist operative operator ophthalmologist optician
    optometrist orderly organiser organizer orthodontist orthopaedist owner packager packer painter paralegal paramedic
    partner pastor pathologist pathologist pediatrician paediatrician personnel pharmacist pharmacologist phlebotomist
    photographer photojournalist physician physicist physiologist physiotherapist pianist picker pilot pipefitter
    planner plasterer player plumber podiatrist poet policeman policewoman policymaker porter postdoc postman postmaster
    practitioner preacher preparer presenter president presser priest principal printer prison-officer proctor producer
    professional professor programmer promoter proofreader proprietor prosecutor psychiatrist psychologist
    psychotherapist publicist publisher purchaser radiographer radiologist ranger realtor receptionist recruiter rector
    referee registrar rep repairer repairman reporter representative researcher reservist resident restorer retailer
    reviewer rigger roofer sailor salesman salesperson saleswoman sapper sawyer scaffolder scheduler scholar
    schoolteacher scientist scrum-master sculptor seaman seamstress secretary seller senator sergeant server setter
    shepherd sheriff shipper shoemaker shopkeeper signaller silversmith singer smith social-worker sociologist soldier
    solicitor sommelier sonographer specialist staff statistician steward stewardess stocker storekeeper stoker
    storeman strategist student stylist sub-editor subeditor superintendent supervisor supplier surgeon surveyor
    sweeper sysadmin tailor tattooist tax-preparer taxidermist teacher technician technologist telecaller telemarketer
    teller tester therapist tiler tinsmith toolmaker trader trainee trainer traineeship translator treasurer trucker
    trustee tutor typist underwriter undertaker upholsterer usher valet valuer vendor verger vet veterinarian vicar
    videographer volunteer vp waiter waitress warden warehouseman watchman watchmaker weaver weigher welder woodworker
    worker wrangler writer zookeeper zoologist
    sde sre swe sdet qa dba hod mts bde cna rn lpn emt svp avp evp gm md pm ta ra
    entwickler entwicklerin ingenieur ingenieurin leiter leiterin referent referentin kaufmann kauffrau sachbearbeiter
    sachbearbeiterin berater beraterin lehrer lehrerin krankenpfleger krankenschwester pflegefachkraft pflegefachmann
    pflegefachfrau pfleger pflegerin verkaufer verkauferin fahrer fahrerin koch kochin mechaniker mechanikerin
    mechatroniker mechatronikerin elektriker elektrikerin elektroniker techniker technikerin assistent assistentin
    praktikant praktikantin werkstudent werkstudentin auszubildende auszubildender azubi buchhalter buchhalterin
    mitarbeiter mitarbeiterin geschaftsfuhrer geschaftsfuhrerin arzt arztin anwalt anwaltin projektleiter
    projektleiterin teamleiter teamleiterin abteilungsleiter bauleiter bauleiterin disponent disponentin lagerist
    fachkraft fachinformatiker fachinformatikerin erzieher erzieherin tischler schlosser schweisser maler gestalter
    ingenieure developpeur developpeuse responsable chargee charge comptable infirmier infirmiere vendeur vendeuse
    directeur directrice assistante conseiller conseillere technicien technicienne stagiaire enseignant enseignante
    professeur professeure chauffeuse cuisinier cuisiniere serveur serveuse avocat avocate medecin aide-soignante
    aide-soignant gestionnaire chef-de-projet alternant alternante apprenti commercial commerciale formateur formatrice
    coiffeur magasinier caissier caissiere redacteur redactrice traducteur traductrice charge-e
    ingeniero ingeniera desarrollador desarrolladora programador programadora gerente contador contadora contable
    enfermero enfermera vendedor vendedora profesor profesora maestro maestra abogado abogada medico medica tecnico
    tecnica auxiliar administrativo administrativa asistente encargado encargada jefe jefa becario becaria practicante
    camarero camarera cocinero cocinera conductor conductora analista consultor consultora coordinador coordinadora
    disenador disenadora directora dependiente dependienta recepcionista asesor asesora operario operaria
    engenheiro engenheira desenvolvedor desenvolvedora enfermeiro enfermeira professora advogado advogada
    estagiario estagiaria motorista cozinheiro cozinheira atendente diretor diretora coordenador coordenadora
    contabilista assessor assessora supervisora operador operadora
    """.split()
)
# Ordinary words too: they make a title only at its end, or with “of” behind.
_WEAK: Final = frozenset(
    "associate associates head lead general member partner professional staff crew expert model major guide keeper "
    "host mate commercial auxiliar charge chargee resident fellow student scholar volunteer owner intern management "
    "executive personnel principal server player maker vendor supplier merchant smith".split()
)
_HINDI: Final = re.compile(
    "इंजीनियर|अभियंता|प्रबंधक|शिक्षक|शिक्षिका|नर्स|लेखाकार|सहायक|अधिकारी|विकासकर्ता|डेवलपर|चालक|विश्लेषक|"
    "पर्यवेक्षक|तकनीशियन|क्लर्क|लिपिक|विक्रेता|कार्यकारी|मैनेजर|प्रशिक्षु|संचालक|रसोइया|सुपरवाइजर|प्रधानाचार्य|अध्यापक|"
    "अध्यापिका|परिचारिका|डॉक्टर|चिकित्सक|वकील|प्रतिनिधि|डिज़ाइनर|प्रशासक"
)
# What stands beside the head of a title; a name has none of them.
_QUALIFIERS: Final = frozenset(
    """
    senior junior lead chief head principal staff registered certified chartered licensed qualified software hardware
    web mobile data backend front-end frontend back-end full stack full-stack fullstack cloud devops site reliability
    network networking systems system security information it project product program programme business sales account
    accounts marketing digital financial finance management human resources hr customer client service services support
    office administrative administration executive general operations operation warehouse logistics line pastry sous care
    healthcare health social civil mechanical electrical electronics chemical structural process design graphic ui ux
    quality assurance test testing automation machine learning artificial intelligence ai ml python java javascript php
    c++ .net android ios research medical clinical dental legal primary secondary elementary school teaching bank banking
    investment insurance real estate restaurant hotel store retail shift delivery truck bus forklift industrial
    production manufacturing maintenance construction field technical application applications solutions solution
    enterprise personal creative content public relations event events assistant associate freelance trainee intern
    deputy vice regional national area zonal branch district territory global international group team supply chain
    procurement purchase purchasing inventory stores materials export import tax audit payroll billing credit risk
    compliance internal external cost management-accountant guest front desk food beverage kitchen house room night day
    part-time full-time temporary contract interim acting co visiting adjunct postdoctoral doctoral graduate undergraduate
    chief-executive managing executive-director non-executive media communications communication brand advertising seo
    social-media copy video photo interior fashion landscape environmental safety fire mining petroleum oil gas power
    energy automotive aircraft aviation marine telecom telecommunications embedded firmware database etl bi analytics
    integration implementation deployment release scrum agile technology
    emergency intensive icu nursing ward theatre pharmacy laboratory lab radiology physical occupational speech
    child children early years special education needs mathematics math maths science english physics chemistry biology
    history geography music art pe computer talent acquisition recruitment training learning development
    """.split()
)
_WORD = re.compile(r"[^\W_][\w.+#-]*", re.UNICODE)
_MOST_WORDS: Final = 12


@cache
def _is_head(word: str) -> bool:
    """Whether a folded word is the head of titles, in singular, plural or a compound."""
    return (
        word in _HEADS
        or (word.endswith("s") and word[:-1] in _HEADS)
        or (word.endswith("men") and f"{word[:-2]}an" in _HEADS)
        or any(len(word) > len(end) + 2 and word.endswith(end) for end in _COMPOUND_ENDS)
    )


_COMPOUND_ENDS: Final = (
    "ingenieur", "ingenieurin", "entwickler", "entwicklerin", "leiter", "leiterin", "berater",
    "beraterin", "techniker", "mechaniker", "kaufmann", "kauffrau", "lehrer", "lehrerin",
    "verkaufer", "verkauferin", "fahrer", "pfleger", "arbeiter", "meister", "helfer",
    "assistentin", "fachkraft", "referent", "manager", "managerin", "architekt", "sekretarin",
)  # fmt: skip


def role_strength(words: str) -> float:
    """How surely some words are a job title: 0 (no) to 1; 0.5 where a word may mean a title.

    >>> role_strength("Senior Software Engineer"), role_strength("Acme Ltd")
    (1.0, 0.0)
    >>> role_strength("Managed a team of engineers across sites"), role_strength("Head of Sales")
    (0.0, 1.0)
    """
    if _HINDI.search(words):
        return 1.0
    plain = [word.strip(".-") for word in _WORD.findall(folded(words))]
    if not plain or len(plain) > _MOST_WORDS:
        return 0.0
    at = [n for n, word in enumerate(plain) if _is_head(word)]
    strong = [n for n in at if plain[n] not in _WEAK]
    if strong and _begins_like_a_title(words, plain):
        return 1.0
    if at and (at[-1] == len(plain) - 1 or "of" in plain[at[0] + 1 : at[0] + 2]):
        return 1.0 if len(plain) <= 6 and plain[0] not in _VERBS else 0.5
    return 0.5 if strong and plain[0] not in _VERBS else 0.0


_VERBS: Final = frozenset(
    "managed led worked assisted supported developed designed built created responsible supervised trained coordinated "
    "handled provided maintained ensured performed conducted prepared reporting reported working helping helped served "
    "serve assist provide manage lead develop coordinate collaborate collaborated to the was were is i we with by and "
    "recruited hired mentored taught advised acted awarded received promoted liaised using ensure maintain "
    "having".split()
)


def _begins_like_a_title(words: str, plain: list[str]) -> bool:
    first = words.strip()[:1]
    return plain[0] not in _VERBS and (first.isupper() or not first.isascii() or first.isdigit())


def is_qualifier(word: str) -> bool:
    """Whether a word may stand in a title beside its head (“Senior”, “Sales”)."""
    return folded(word).strip("().,&") in _QUALIFIERS


def is_role_head(word: str) -> bool:
    """Whether a word is the head of titles: also many surnames (Cook, Baker, Driver) are.

    >>> is_role_head("Engineers"), is_role_head("Bauingenieur"), is_role_head("Acme")
    (True, True, False)
    """
    return _is_head(folded(word).strip("().,&"))
