"""What invented people do for a living: titles, skills, deeds, degrees and papers."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Trade:
    titles: str
    """From first job to last, one after `;`."""
    kind: str
    """Of degree: a key of `cultures.DEGREES`."""
    areas: str
    firms: str
    """What follows an employer's first word."""
    skills: str
    """`Group: item, item` one after `;`."""
    deeds: str
    """What the person did, one after `|`."""
    papers: str = ""
    """Certificates: `name, issuer`, one after `;`."""
    projects: str = ""
    """`name: what it was`, one after `;`."""
    writings: str = ""
    """Publications, one after `|`."""
    summary: str = "{headline} with {years} years of experience. Known for reliable work and for explaining things plainly."
    language: str = "en"


TRADES = {
    "nurse": Trade(
        titles="Staff Nurse; Registered Nurse; Senior Staff Nurse - ICU; Charge Nurse", kind="health", areas="Nursing; General Nursing and Midwifery", firms="Hospital; General Hospital; Medical Centre; Children's Clinic",
        skills="Clinical: Patient Assessment, IV Therapy, Wound Care, Medication Administration, Triage; Life support: BLS, ACLS; Systems: Epic, Patient Charting; Other: Infection Control, Patient Education",
        deeds="Cared for up to 12 patients per shift on a 32-bed surgical ward|Administered medication and monitored vital signs|Trained 9 newly qualified nurses in catheter care|Cut medication errors by 30% with a double-check chart|Coordinated discharge planning with physicians and families|Assisted doctors during emergency procedures|Kept the crash trolley checked and stocked",
        papers="Basic Life Support (BLS), Heart Council; Advanced Cardiac Life Support, Heart Council; Registered Nurse Licence, Nursing Board", projects="Falls Prevention Audit: reduced falls on the ward by a fifth",
        summary="Compassionate {headline} with over {years} years of experience in acute and surgical care."),
    "accountant": Trade(
        titles="Accounts Assistant; Junior Accountant; Accountant; Senior Accountant; Finance Manager", kind="com", areas="Accounting; Accounting & Finance; Commerce", firms="Textiles; Foods; Trading; Holdings; Packaging",
        skills="Accounting: Accounts Payable, Accounts Receivable, General Ledger, Bank Reconciliation, Payroll; Software: Tally ERP 9, QuickBooks, MS Excel, SAP FICO; Tax: VAT, GST Filing, Income Tax",
        deeds="Prepared monthly financial statements and variance reports|Reconciled 14 bank accounts every month|Processed payroll for 260 employees|Filed VAT and withholding tax returns on time|Reduced overdue receivables from 62 to 41 days|Supported external auditors during year-end audit|Maintained the fixed assets register",
        papers="Certified Public Accountant (CPA), Accountancy Board; ACCA Part Qualified, ACCA; Certified Management Accountant, IMA", projects="ERP Migration: moved ledgers of three plants to one system",
        summary="Detail-oriented {headline} with {years}+ years' experience in manufacturing and trading companies."),
    "driver": Trade(
        titles="Delivery Driver; Truck Driver; HGV Class 1 Driver; Fleet Supervisor", kind="voc", areas="Automobile Mechanics; Logistics Operations", firms="Logistics; Transport; Couriers; Freight",
        skills="Driving: Defensive Driving, Route Planning, Vehicle Inspection, Tachograph Rules; Other: Customer Service, Load Securing, GPS Navigation, Forklift Operation",
        deeds="Delivered 60-80 parcels daily across the city|Drove 18-tonne vehicles on long-distance routes without accidents|Carried out daily vehicle checks and reported defects|Kept delivery notes and log books|Loaded and secured palletised goods",
        papers="Commercial Driving Licence Class A, Road Authority; Forklift Licence, Safety Council; ADR Certificate, Road Authority", summary="Safe and punctual {headline}, {years} years on the road."),
    "chef": Trade(
        titles="Commis Chef; Chef de Partie; Sous Chef; Head Chef; Executive Chef", kind="voc", areas="Culinary Arts; Hotel Management", firms="Hotel; Bistro; Resort & Spa; Kitchen; Grand Hotel",
        skills="Kitchen: Menu Development, Butchery, Pastry, Food Costing, Stock Rotation; Safety: HACCP, Food Hygiene; People: Kitchen Management, Staff Training",
        deeds="Ran a brigade of 14 in a 120-seat restaurant|Lowered food cost from 34% to 28%|Designed seasonal menus with local growers|Catered banquets for up to 400 guests|Trained apprentices in sauces and fish|Kept five-star hygiene ratings",
        papers="Food Safety Level 3, Hygiene Institute; ServSafe Manager, Restaurant Association", summary="Creative {headline} with {years} years of experience in hotels and restaurants."),
    "teacher": Trade(
        titles="Teaching Assistant; Mathematics Teacher; Secondary School Teacher; Head of Department; Vice Principal", kind="edu", areas="Mathematics; English Language; Elementary Education", firms="International School; Academy; Public School; Primary School",
        skills="Teaching: Lesson Planning, Classroom Management, Curriculum Development, Differentiated Instruction; Tools: Google Classroom, Smartboard, Moodle; Other: Safeguarding, Pastoral Care",
        deeds="Taught mathematics to classes of 30 pupils aged 11 to 16|Raised the pass rate from 71% to 88% in two years|Organised the yearly science fair|Mentored four trainee teachers|Met parents every term to discuss progress|Prepared worksheets, tests and report cards",
        papers="TEFL Certificate, Language Institute; Professional Teaching Licence, Teachers' Council", summary="Dedicated {headline} with {years} years in the classroom."),
    "civil": Trade(
        titles="Junior Engineer; Site Engineer; Civil Engineer; Senior Site Engineer; Project Manager - Civil", kind="eng", areas="Civil Engineering; Structural Engineering", firms="Constructions; Infrastructure; Builders; Engineering",
        skills="Design: AutoCAD, STAAD Pro, Revit, ETABS; Site: Quantity Surveying, Bar Bending Schedule, Quality Control, Site Supervision; Planning: Primavera P6, MS Project, Cost Estimation",
        deeds="Supervised the construction of a G+12 residential tower|Prepared bar bending schedules and bills of quantities|Checked reinforcement and formwork before concreting|Managed 6 subcontractors and 140 workers|Finished a 22 km road package two months ahead of schedule|Carried out soil and concrete cube tests",
        papers="PMP, PMI; Primavera P6 Professional, Planning Academy", projects="River Bridge: four-span bridge of 180 m; Metro Depot: stabling yard and workshop",
        summary="{headline} having {years} years of experience in building and highway projects."),
    "sales": Trade(
        titles="Sales Executive; Senior Sales Executive; Area Sales Manager; Regional Sales Manager", kind="com", areas="Marketing; Business Administration; International Business", firms="Pharma; Consumer Products; Paints; Telecom; Electricals",
        skills="Sales: Key Account Management, Lead Generation, Negotiation, Channel Sales, Business Development; Tools: Salesforce, HubSpot, MS Office; Other: Market Research, Team Leadership",
        deeds="Exceeded the annual target by 18%|Opened 45 new dealer accounts across the region|Led a team of 11 field representatives|Negotiated yearly contracts worth $2.4 million|Organised product launches and trade fairs|Reported weekly forecasts to head office",
        papers="Certified Sales Professional, Sales Institute", summary="Result-driven {headline} with {years} years of experience in building territories."),
    "lawyer": Trade(
        titles="Legal Intern; Associate Advocate; Legal Counsel; Senior Legal Counsel", kind="law", areas="Law; Corporate Law; Constitutional Law", firms="Legal Associates; & Partners Advocates; Chambers; Insurance",
        skills="Law: Contract Drafting, Litigation, Legal Research, Due Diligence, Compliance; Fields: Corporate Law, Labour Law, Intellectual Property",
        deeds="Drafted and reviewed more than 300 commercial contracts|Represented clients before civil and labour courts|Advised the board on data protection|Conducted due diligence for two acquisitions|Briefed senior counsel and managed case files",
        papers="Bar Admission, Bar Council; Certificate in Mediation, Centre for Dispute Resolution", summary="{headline} with {years} years of practice in commercial and labour matters."),
    "developer": Trade(
        titles="Software Engineer Trainee; Software Developer; Java Developer; Senior Software Engineer; Technical Lead", kind="eng", areas="Computer Science; Information Technology; Computer Science and Engineering", firms="Technologies; Software; Infotech; Systems; Digital Labs",
        skills="Languages: Java, Python, JavaScript, SQL, C++; Frameworks: Spring Boot, Hibernate, React, Node.js; Databases: Oracle, MySQL, MongoDB; Tools: Git, Jenkins, Docker, JIRA, Maven",
        deeds="Built REST services for order processing with Spring Boot|Moved a monolith to containers on Kubernetes|Reduced page load time from 4.2 s to 1.3 s|Wrote unit and integration tests; coverage grew to 85%|Reviewed code and mentored three juniors|Fixed production issues within agreed service levels|Designed database schemas and stored procedures",
        papers="Oracle Certified Java Programmer, Oracle; AWS Certified Developer - Associate, Amazon; Certified Scrum Master, Scrum Alliance", projects="Library Management System: web application for lending and fines; Hotel Booking Portal: search and payment for 200 hotels; Attendance Tracker: face recognition with OpenCV",
        summary="{headline} with {years}+ years of experience in design, development and support of web applications."),
    "data": Trade(
        titles="Data Analyst Intern; Data Analyst; Business Intelligence Analyst; Data Scientist; Lead Data Scientist", kind="sci", areas="Statistics; Data Science; Applied Mathematics", firms="Analytics; Bank; Insights; Retail",
        skills="Programming: Python, R, SQL; Libraries: Pandas, NumPy, Scikit-learn, TensorFlow; Visualisation: Tableau, Power BI; Topics: Machine Learning, Regression, A/B Testing, Data Cleaning",
        deeds="Built churn models that saved $1.1 million a year|Automated 25 weekly reports in Power BI|Cleaned and joined data from nine sources|Designed A/B tests for the checkout page|Presented findings to senior management",
        papers="Google Data Analytics Certificate, Coursera; Tableau Desktop Specialist, Tableau", projects="House Price Prediction: gradient boosting on 80,000 sales; Tweet Sentiment: LSTM classifier for brand mentions",
        summary="Curious {headline} with {years} years of experience turning data into decisions."),
    "lab": Trade(
        titles="Laboratory Assistant; Medical Laboratory Technician; Quality Control Chemist; Laboratory Supervisor", kind="sci", areas="Microbiology; Chemistry; Biochemistry; Biotechnology", firms="Diagnostics; Laboratories; Biotech; Life Sciences",
        skills="Methods: HPLC, PCR, ELISA, Gas Chromatography, Cell Culture; Quality: GLP, GMP, ISO 17025, Documentation",
        deeds="Analysed up to 150 samples a day by HPLC and GC|Calibrated balances, pH meters and spectrophotometers|Wrote standard operating procedures|Kept the laboratory ready for accreditation audits|Cultured and identified pathogens",
        papers="ISO 17025 Internal Auditor, Quality Board; Phlebotomy Technician, Health Council", summary="{headline} with {years} years in clinical and industrial laboratories."),
    "warehouse": Trade(
        titles="Picker/Packer; Warehouse Associate; Forklift Operator; Warehouse Supervisor; Inventory Controller", kind="voc", areas="Supply Chain Management; Warehouse Operations", firms="Distribution; Logistics; Supermarkets; Cold Storage",
        skills="Warehouse: Order Picking, Inventory Control, Forklift Driving, Cycle Counting, Shipping and Receiving; Tools: RF Scanner, SAP WM, MS Excel",
        deeds="Picked and packed 180 order lines per hour|Loaded and unloaded trucks|Reduced stock differences to 0.2%|Supervised a shift of 24|Kept aisles safe and clean",
        papers="Forklift Licence, Safety Council; Manual Handling, Safety Council", summary="Hard-working {headline}, {years} years of experience in busy distribution centres."),
    "hr": Trade(
        titles="HR Assistant; HR Executive; Talent Acquisition Specialist; HR Business Partner; HR Manager", kind="com", areas="Human Resource Management; Psychology", firms="Consulting; Services; Industries; Group",
        skills="HR: Recruitment, Onboarding, Employee Relations, Performance Management, Payroll Administration; Tools: Workday, SAP SuccessFactors, LinkedIn Recruiter; Other: Labour Law, Training Needs Analysis",
        deeds="Filled 120 positions a year across four sites|Reduced time to hire from 48 to 29 days|Introduced an online induction for new joiners|Handled grievances and disciplinary hearings|Maintained employee files and leave records",
        papers="SHRM Certified Professional, SHRM; CIPD Level 5, CIPD", summary="People-oriented {headline} with {years} years of generalist experience."),
    "designer": Trade(
        titles="Graphic Design Intern; Graphic Designer; UI/UX Designer; Senior Product Designer; Art Director", kind="arts", areas="Graphic Design; Visual Communication; Fine Arts", firms="Studio; Creative; Media; Advertising",
        skills="Tools: Adobe Photoshop, Illustrator, InDesign, Figma, After Effects; Craft: Typography, Branding, Wireframing, User Research, Prototyping",
        deeds="Designed the visual identity of 20+ small brands|Built a design system with 140 components|Ran usability tests with 60 participants|Illustrated packaging for a tea company|Prepared files for print and web",
        papers="UX Design Certificate, Design Foundation", projects="Metro Map Redesign: wayfinding for a network of 6 lines; Open Type Specimen: a variable font and its booklet", summary="{headline} with {years} years of experience across print and screen."),
    "executive": Trade(
        titles="Operations Manager; General Manager; Director of Operations; Vice President, Operations; Chief Operating Officer", kind="com", areas="Business Administration; Finance; Strategic Management", firms="Holdings; Energy; Industries; Capital; Foods",
        skills="Leadership: Strategic Planning, P&L Management, Mergers & Acquisitions, Change Management, Corporate Governance; Operations: Lean Six Sigma, Supply Chain, Budgeting",
        deeds="Led 1,200 employees on three continents|Grew EBITDA from $18m to $41m in four years|Closed and integrated two acquisitions|Renegotiated supplier contracts, saving 11%|Reported to the board every quarter",
        papers="Lean Six Sigma Black Belt, Quality Board; Executive Leadership Programme, Lakeshore School", summary="Seasoned {headline} with more than {years} years of leading manufacturing and energy businesses."),
    "academic": Trade(
        titles="Research Assistant; Postdoctoral Fellow; Lecturer; Assistant Professor; Associate Professor", kind="sci", areas="Physics; Plant Biology; Linguistics; Environmental Science", firms="University; Institute of Advanced Research; College of Science",
        skills="Methods: Spectroscopy, Field Sampling, Statistical Modelling, Remote Sensing; Software: MATLAB, R, LaTeX, ArcGIS, Python",
        deeds="Taught undergraduate courses to 90 students|Supervised 6 master's theses|Won a research grant of 240,000|Built the measuring station at the river mouth|Reviewed articles for four journals",
        papers="Postgraduate Certificate in Academic Practice, Academy of Teaching", writings="Salt stress in estuarine grasses. Journal of Coastal Botany, 12(3), 2019|Low-noise detection of weak tremors. Letters in Applied Physics, 44, 2021|A corpus of market-place speech. Proceedings of the Speech Workshop, 2017|Carbon fluxes over drained peat. Annals of Soil Research, 2022",
        summary="{headline} with {years} years of research and teaching."),
    "military": Trade(
        titles="Infantry Squad Leader; Logistics Sergeant; Platoon Sergeant; Operations Officer", kind="voc", areas="Leadership Studies; Security Management", firms="Army Reserve; Air National Guard; Naval Base Command; Security Services",
        skills="Leadership: Team Leadership, Mission Planning, Risk Assessment, Training; Technical: Radio Communications, Vehicle Maintenance, First Aid, Inventory Management",
        deeds="Led a squad of 9 on two overseas deployments|Accounted for equipment worth $4.2 million without loss|Trained 160 recruits in map reading and first aid|Planned convoy movements over 3,000 miles|Awarded the Commendation Medal",
        papers="Secret Security Clearance, Department; Combat Lifesaver, Army School", summary="{headline} moving to civilian life after {years} years of service."),
    "admin": Trade(
        titles="Receptionist; Office Assistant; Administrative Assistant; Executive Assistant; Office Manager", kind="arts", areas="English; Public Administration; Office Administration", firms="Dental Care; Properties; Law Office; Insurance; Foundation",
        skills="Office: Calendar Management, Data Entry, Travel Arrangements, Filing, Minute Taking; Software: Microsoft Word, Microsoft Excel, Outlook, Google Workspace; Other: Customer Service, Typing 65 wpm",
        deeds="Answered a switchboard with 12 lines|Scheduled meetings for five directors|Ordered supplies and kept the petty cash|Prepared invoices and expense reports|Welcomed visitors and handled mail",
        papers="Microsoft Office Specialist, Microsoft", summary="Organised {headline} with {years} years of office experience."),
    "electrical": Trade(
        titles="Graduate Engineer Trainee; Electrical Engineer; Maintenance Engineer; Senior Electrical Engineer", kind="eng", areas="Electrical Engineering; Electrical and Electronics Engineering; Mechanical Engineering", firms="Power; Steel; Cement; Switchgear",
        skills="Electrical: PLC Programming, SCADA, Switchgear, Transformer Testing, Preventive Maintenance; Software: AutoCAD Electrical, ETAP, MATLAB",
        deeds="Maintained 33 kV substations and DG sets|Commissioned two 5 MVA transformers|Cut breakdown hours by 40% with a maintenance calendar|Prepared shutdown plans and spare lists|Ensured permit-to-work safety on site",
        papers="Electrical Supervisor Licence, Electricity Board; NEBOSH IGC, NEBOSH", projects="Solar Tracker: dual-axis tracker with Arduino", summary="{headline} with {years} years of experience in operation and maintenance of plants."),
    "customer": Trade(
        titles="Cashier; Customer Service Representative; Team Leader - Customer Service; Call Center Supervisor; Store Manager", kind="com", areas="Business Management; Communication", firms="Stores; Outsourcing; Supermarket; Telecom",
        skills="Service: Complaint Handling, Cash Handling, Upselling, Call Handling; Tools: Zendesk, POS Systems, MS Excel; Other: Conflict Resolution, Merchandising",
        deeds="Answered 70 calls a day with 94% satisfaction|Handled cash of up to $8,000 per shift|Coached 12 agents|Resolved complaints at first contact|Arranged displays and promotions",
        papers="Customer Service Excellence, Service Institute", summary="Friendly {headline} with {years} years in retail and call centres."),
}  # fmt: skip

DEEDS_OF_ALL = "Trained new colleagues during their first weeks|Prepared the weekly report for the management|Worked closely with three other departments to keep delivery dates|Received the Employee of the Quarter award in recognition of reliable work under pressure|Kept records complete and up to date|Helped to introduce a new software for planning and reporting across the whole site, including the training of users|Took over the duties of the team leader during holidays|Suggested changes to the daily routine that saved about five hours a week|Answered questions from customers and partners by telephone and e-mail|Took part in the yearly stocktaking and in internal audits|Made sure that health and safety rules were followed at all times by everybody on the premises|Organised the team's rota and holidays|Helped to win back two former clients after a personal visit|Wrote instructions for recurrent tasks so that new staff could begin on their own"
"""What people of any trade say they did."""
