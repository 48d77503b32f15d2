"""Where invented people come from: names, places, telephone notations, schools, employers."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Culture:
    country: str
    code: str
    names: str
    """`Name as it is` or `Name as it is = Name as the CV shows it`, one after `;`."""
    cities: str
    """`City, Region as written`."""
    streets: str
    phones: str
    """`#` is any digit."""
    schools: str
    """Universities and colleges."""
    school: str
    """What stands for the years before university; empty: not told."""
    stems: str
    """First words of employers' names."""
    legal: str
    languages: str
    mail: str = "gmail.com outlook.com yahoo.com hotmail.com"
    degrees: str = "world"
    speaks: str = "en"


CULTURES = {
    "india": Culture(
        country="India", code="IN",
        names="K. R. Meera; Rohan Deshpande; Priyanka Venkataraman; Harpreet Singh Gill; Ayesha Siddiqui; P.V. Narayanan; Sneha Kulkarni; Abhishek Kumar Mishra; Tejaswini Rao; Mohd Faizan Ansari; Dr. Lakshmi Subramaniam = Dr. Lakshmi Subramaniam, Ph.D.; Sourav Chatterjee = SOURAV CHATTERJEE; Anjali; Vikram Rathore = Mr. Vikram Rathore; Deepa Baker; Jignesh Bhai Patel; Nandini G; CA Rahul Agarwal = CA Rahul Agarwal",
        cities="Pune, Maharashtra; Bengaluru, Karnataka; Hyderabad, Telangana; Chennai, Tamil Nadu; Noida, Uttar Pradesh; Gurgaon, Haryana; Kochi, Kerala; Indore, Madhya Pradesh; Ahmedabad, Gujarat; Kolkata, West Bengal",
        streets="Flat No. 302, Shanti Residency, Baner Road; H.No. 4-1-22/A, Street No. 5; #17, 2nd Cross, 5th Main; C/o Ramesh, Plot 45, Sector 12; Door No 8/214, Gandhi Nagar",
        phones="+91 98########; +91-9#########; 0091 97## ### ###; 98########; +91 (0) 9#### #####; 91 8#### #####",
        schools="Sahyadri College of Engineering; Kaveri Institute of Technology; Deccan Valley University; St. Aloysia College for Women; Narmada Institute of Management Studies; Jnana Deepa University; Vindhya Polytechnic",
        school="SSC, HSC at Modern Vidyalaya; Class X, Class XII at Xavier Convent School; SSLC, PUC at Kendriya Bal Mandir",
        stems="Sahyadri; Lotusbay; Indus Peak; Neelgiri; Vistaar; Chandan & Sons; Aarohan; Blue Banyan",
        legal="Pvt. Ltd.; Private Limited; Ltd; ",
        languages="English, Hindi, Marathi; English, Tamil, Telugu; English, Hindi, Punjabi; English, Malayalam, Hindi",
        mail="gmail.com rediffmail.com yahoo.co.in outlook.com", degrees="india",
    ),
    "bangladesh": Culture(
        country="Bangladesh", code="BD",
        names="Md. Abdul Karim; S.M. Rafiqul Islam; Farhana Akter; Md. Shahriar Hossain = MD. SHAHRIAR HOSSAIN; Tahmina Begum; A.K.M. Nurul Huda; Nusrat Jahan Mim; Sharmin Sultana; Engr. Tanvir Ahmed = Engr. Tanvir Ahmed; Kazi Mahbub Alam",
        cities="Dhaka, Bangladesh; Chattogram, Bangladesh; Sylhet, Bangladesh; Khulna, Bangladesh; Gazipur, Dhaka",
        streets="House # 12, Road # 5, Dhanmondi; Vill: Char Alpur, P.O: Bagha, P.S: Sadar; 45/B Green Lane, Mirpur-10",
        phones="+880 1712-######; 01817######; +88 019########; 880-1911-######; +8801613-######",
        schools="Meghna University of Science; Shapla International University; Padma Govt. College; Surma Engineering College; Jamuna Business Institute",
        school="S.S.C, H.S.C at Ideal Govt. High School; SSC, HSC at Charbagh Pilot High School",
        stems="Shapla; Meghna Tara; Padma Bridge; Sonar; Jamuna Delta; Rupali Sky; Karnaphuli",
        legal="Ltd.; Limited; Group; (BD) Ltd.",
        languages="Bangla, English; Bengali, English, Hindi", degrees="india",
    ),
    "pakistan": Culture(
        country="Pakistan", code="PK",
        names="Muhammad Usman Tariq; Hafsa Noor; Syed Zain-ul-Abideen; Bilal Ahmed Qureshi; Rabia Anwar Khan; Dr. Imran Aslam = Dr. Imran Aslam; Mehwish; Ch. Asad Mehmood = Ch. Asad Mehmood",
        cities="Lahore, Punjab; Karachi, Sindh; Islamabad, Pakistan; Faisalabad, Punjab; Peshawar, KPK",
        streets="House No. 221-B, Block 6, Gulshan; Street 4, Model Town Extension; Flat A-9, Clifton View",
        phones="+92 300 #######; 0321-#######; +92-333-#######; (0092) 345 #######",
        schools="Ravi Valley University; Margalla Institute of Sciences; Indus Delta University; Govt. Islamia College",
        school="Matric, Intermediate at Govt. High School No. 2; O Levels, A Levels at Crescent Grammar School",
        stems="Crescent; Margalla; Ravi; Karakoram; Mehran; Sitara",
        legal="(Pvt) Ltd; Pakistan; Industries Ltd", languages="Urdu, English, Punjabi; English, Urdu", degrees="india",
    ),
    "philippines": Culture(
        country="Philippines", code="PH",
        names="Maria Cristina D. Santos; Jose Mari Villanueva; Angelica P. Dela Cruz; John Paul R. Mendoza; Kristine Joy Bautista; Rodel Magsaysay Jr. = RODEL MAGSAYSAY JR.; Ma. Theresa Ocampo",
        cities="Quezon City, Metro Manila; Cebu City, Cebu; Makati, Philippines; Davao City, Philippines; Iloilo City, Iloilo",
        streets="Blk 12 Lot 8, Sampaguita St., Brgy. San Roque; Unit 5C Narra Tower, P. Burgos Avenue",
        phones="+63 917 ### ####; 0918-###-####; (+63) 995#######; 0927 ### ####",
        schools="Mariveles State University; Colegio de San Lorenzo; Visayan Polytechnic College; Holy Rosary University",
        school="High School Diploma at Sampaguita National High School",
        stems="Sampaguita; Luzon Star; Bayanihan; Pacific Pearl; Kalayaan",
        legal="Inc.; Corporation; Philippines, Inc.", languages="English, Filipino; English, Tagalog, Cebuano",
    ),
    "nigeria": Culture(
        country="Nigeria", code="NG",
        names="Ngozi Okafor = Dr. Ngozi Okafor, PhD, CPA; Oluwaseun Adebayo; Chukwuemeka Nwosu; Aminu Bello Sani; Blessing Eze; ADEOLA OGUNLEYE = ADEOLA OGUNLEYE; Ifeanyi Cook",
        cities="Lagos, Nigeria; Abuja, FCT; Port Harcourt, Rivers State; Ibadan, Oyo State; Enugu, Nigeria",
        streets="14 Admiralty Close, Lekki Phase 1; No. 7 Unity Road, Off Ring Road; Plot 22, Garki Area 8",
        phones="+234 803 ### ####; 0806#######; +234-701-###-####; 0813 ### ####, 0902 ### ####",
        schools="Savannah State University; Delta Federal Polytechnic; Covenant Hill University; Unity University of Technology",
        school="WASSCE at Government Secondary School",
        stems="Baobab; Savannah; Eko Bridge; Niger Delta; Zuma Rock", legal="Nigeria Limited; Plc; Ltd",
        languages="English, Yoruba; English, Igbo; English, Hausa", degrees="uk",
    ),
    "kenya": Culture(
        country="Kenya", code="KE",
        names="Wanjiku Kamau; Brian Otieno Ochieng; Faith Chebet; Hon. Peter Mwangi = Peter Mwangi; Mercy Akinyi Odhiambo",
        cities="Nairobi, Kenya; Mombasa, Kenya; Kisumu, Kenya; Nakuru, Kenya",
        streets="P.O. Box 1423-00100; P.O. Box 77, Ngong Road", phones="+254 722 ### ###; 0733 ######; +254 (0) 710######",
        schools="Rift Lakes University; Kilifi Coast University; Mount Elgon Technical Institute", school="KCSE at Tumaini Girls High School",
        stems="Baraka; Twiga Plains; Rift Valley; Simba Coast; Savo", legal="Ltd; Kenya Ltd; Sacco",
        languages="English, Kiswahili; English, Swahili, Luo", degrees="uk",
    ),
    "usa": Culture(
        country="United States", code="US",
        names="Jessica M. Thornton; Marcus Baker; DeShawn Williams; Emily Cook; Robert J. O'Malley III; Samantha Lee Carter; William Penn; Tyler Nguyen; Hannah Schwartz = Hannah Schwartz, RN, BSN; Christopher Young = CHRISTOPHER YOUNG; Maria Gonzalez; Alexis Rivera; Linda Page = Linda Page, MBA; Jordan Miles",
        cities="Austin, TX; Columbus, Ohio; Portland, OR; Raleigh, NC; Tampa, FL 33602; Boise, Idaho; Buffalo, New York; Mesa, AZ; Springfield, Illinois",
        streets="1187 Maple Hollow Drive; 52 W. Cedar Street, Apt 4B; PO Box 1140; 8801 Lakeview Pkwy #210",
        phones="(555) 010-####; 555-201-#### ext. 2##; 555-201-####; 555.318.####; +1 (555) 442-####; 1-555-660-####; (555)731-####; 555 914 ####",
        schools="Northfield State University; Cedar Ridge Community College; University of West Carolina; Lakeshore College; Bluegrass Technical Institute; Harmon University",
        school="High School Diploma at Lincoln Park High School; GED at Mesa Adult Learning Center",
        stems="Brightwater; Redwood Falls; Summit Ridge; Cobalt; Pinecrest; Harbor & Main; First Prairie; Ironbridge",
        legal="Inc.; LLC; Corp.; ; Co.", languages="English, Spanish; English; English, French", degrees="us",
    ),
    "uk": Culture(
        country="United Kingdom", code="GB",
        names="Eleanor Whitfield; Callum MacGregor; Rhys Llewellyn-Jones; Amara Taylor; Oliver St. John Hughes; Gemma Baker; Nigel Ashworth = Nigel Ashworth OBE; Bethany Cook = BETHANY COOK; Mark Reading",
        cities="Leeds, West Yorkshire; Bristol, UK; Manchester M20 2AB; Cardiff, Wales; Glasgow, Scotland; Norwich, Norfolk; Reading, Berkshire",
        streets="14 Larkspur Gardens; Flat 2, 9 Mill Lane; 33 Station Road",
        phones="07700 900###; 0117 496 0### x4##; +44 7700 900 ###; 0161 496 0###; +44 (0)7911 1#####; 020 7946 0###",
        schools="University of Northmoor; Thameside College; Wharfedale University; Castle Hill Sixth Form College",
        school="A Levels, GCSEs at Oakfield Comprehensive School",
        stems="Hartwell; Northgate; Kestrel; Wharf Street; Penrose & Daughters", legal="Ltd; plc; LLP; ",
        languages="English; English, Welsh; English, French", mail="gmail.com btinternet.com hotmail.co.uk", degrees="uk",
    ),
    "ireland": Culture(
        country="Ireland", code="IE", names="Aoife Ní Bhriain; Seán Ó Conaill; Ciara Fitzpatrick; Padraig O'Shea; Niamh Brennan",
        cities="Dublin, Ireland; Cork, Co. Cork; Galway, Ireland; Limerick, Ireland", streets="8 Abbey Court, Salthill; 21 Ormond Quay",
        phones="087 ### ####; +353 86 ### ####; +353 (0)85 #######", schools="Shannon Institute of Technology; Connemara University; Liffey College",
        school="Leaving Certificate at St. Brigid's Secondary School", stems="Claddagh; Emerald Point; Liffey; Burren; Wild Atlantic", legal="Ltd; DAC; ",
        languages="English, Irish; English", degrees="uk",
    ),
    "germany": Culture(
        country="Deutschland", code="DE",
        names="Annegret Müller-Lüdenscheidt; Thomas von der Heide; Jürgen Weiß; Ayşe Yılmaz; Katharina Schröder = Dr. Katharina Schröder; Lukas Bäcker; Max Koch; Sabine Schäfer; Dipl.-Ing. Stefan Groß = Dipl.-Ing. Stefan Groß; Mehmet Kaya",
        cities="München; 10115 Berlin; Köln; 20095 Hamburg; Leipzig; Stuttgart; Freiburg im Breisgau",
        streets="Lindenstraße 14; Am Alten Markt 3; Goethestr. 27a",
        phones="+49 151 ########; 0171 / #######; +49 (0)30 5557####; 0049 176 ########; 0176-########",
        schools="Hochschule Rheinufer; Technische Universität Elbtal; Universität Neckarberg; Fachhochschule Nordsee",
        school="Abitur at Heinrich-von-Kleist-Gymnasium; Allgemeine Hochschulreife at Gesamtschule Süd; Mittlere Reife at Realschule am Park",
        stems="Nordwind; Rheinblick; Adler; Schwarzwald; Hansa; Bergmann & Söhne", legal="GmbH; AG; GmbH & Co. KG; e. V.",
        languages="Deutsch, Englisch; Deutsch, Englisch, Französisch; Deutsch, Türkisch, Englisch", mail="gmx.de web.de t-online.de posteo.de", degrees="de", speaks="de",
    ),
    "france": Culture(
        country="France", code="FR", names="Jean-Baptiste Lefèvre; Amélie de La Tour; Sophie MARTIN = Sophie MARTIN; Mamadou Diallo; Chloé Dubois; Étienne d'Aubigny; Inès Benali",
        cities="Lyon; 75011 Paris; Nantes; 31000 Toulouse; Lille; Rennes", streets="12 rue des Lilas; 5 bis, avenue Jean-Jaurès; 48 boulevard du Port",
        phones="06 ## ## ## ##; +33 6 ## ## ## ##; 07.##.##.##.##; +33 (0)6 ## ## ## ##",
        schools="Université de la Vallée; École Supérieure de Commerce du Rhône; IUT de Bellevue; Institut Polytechnique des Alpes",
        school="Baccalauréat scientifique at Lycée Jean Moulin", stems="Belvédère; Groupe Aubépine; Maison Laurier; Horizon Sud; Cristal", legal="SA; SARL; ; SAS",
        languages="Français, Anglais; Français, Anglais, Espagnol; Français, Arabe, Anglais", mail="orange.fr free.fr gmail.com laposte.net", degrees="fr", speaks="fr",
    ),
    "spain": Culture(
        country="España", code="ES", names="María-José de la Fuente; Íñigo Etxeberria Landa; Lucía Fernández Ortiz; José Antonio Ruiz-Giménez; Begoña Núñez; Carlos del Río Peña; Montserrat Puig i Ferrer",
        cities="Sevilla; Valencia; 28013 Madrid; Bilbao; Zaragoza; Málaga, España", streets="C/ Alfonso X, 14, 3º B; Avda. de la Constitución 8; Plaza Mayor 2",
        phones="+34 6## ### ###; 6## ## ## ##; (+34) 654 ### ###; 0034 6########",
        schools="Universidad del Guadiana; Universidad Politécnica del Turia; IES Monte Perdido; Escuela Superior de Hostelería Mar Azul",
        school="Bachillerato at IES Monte Perdido; ESO at Colegio San Isidro", stems="Grupo Levante; Almazara; Olmo; Puerta del Sol; Sierra Norte", legal="S.L.; S.A.; ",
        languages="Español, Inglés; Castellano, Catalán, Inglés; Español, Euskera, Inglés", mail="gmail.com telefonica.net hotmail.es", degrees="es", speaks="es",
    ),
    "brazil": Culture(
        country="Brasil", code="BR", names="João Pedro da Silva Santos; Ana Beatriz Oliveira; Luiz Fernando Souza e Silva; Camila Araújo dos Reis; Thiago Conceição",
        cities="São Paulo, SP; Curitiba – PR; Belo Horizonte, MG; Recife, PE; Porto Alegre – RS", streets="Rua das Acácias, 120, apto. 41; Av. Brasil, 2034",
        phones="+55 11 9####-####; (41) 99###-####; (31) 9 8###-####; +55 (81) 9########",
        schools="Universidade Federal do Cerrado; Faculdade Boa Vista; Instituto Técnico Paraná; Centro Universitário Ipê", school="Ensino Médio Completo at Colégio Estadual Machado",
        stems="Grupo Jatobá; Vale Azul; Ipê Amarelo; Cruzeiro do Norte; Arara", legal="Ltda.; S.A.; ", languages="Português, Inglês; Português, Inglês, Espanhol", mail="gmail.com uol.com.br bol.com.br", degrees="pt", speaks="pt",
    ),
    "portugal": Culture(
        country="Portugal", code="PT", names="Inês Sofia Carvalho; Rui Miguel Gonçalves; Maria do Carmo Teixeira; Tiago Simões Lopes",
        cities="Lisboa; Porto; Coimbra, Portugal; Braga", streets="Rua do Alecrim, 55, 2.º Dto.; Travessa da Fonte, 3", phones="+351 91# ### ###; 96# ### ###; (+351) 932 ### ###",
        schools="Universidade do Mondego; Instituto Politécnico da Serra; Escola Superior do Tejo", school="12.º ano at Escola Secundária Camilo",
        stems="Mar Alto; Grupo Alvorada; Ribeira; Douro Verde; Azenha", legal="Lda.; S.A.; ", languages="Português, Inglês; Português, Inglês, Francês", mail="gmail.com sapo.pt", degrees="pt", speaks="pt",
    ),
    "poland": Culture(
        country="Poland", code="PL", names="Małgorzata Wiśniewska; Paweł Żółkiewski; Agnieszka Kowalczyk-Nowak; Łukasz Dąbrowski", cities="Kraków, Poland; Gdańsk, Poland; Wrocław, Poland; Łódź, Poland",
        streets="ul. Długa 14/3; os. Słoneczne 5", phones="+48 601 ### ###; 512-###-###; +48 22 555 ## ##", schools="Vistula University of Technology; Baltic Academy of Economics; Tatra University",
        school="", stems="Bursztyn; Wawel; Baltica; Orzeł; Sosna", legal="Sp. z o.o.; S.A.; ", languages="Polish, English; Polish, English, German", mail="wp.pl onet.pl gmail.com",
    ),
    "turkey": Culture(
        country="Turkey", code="TR", names="Ayşe Gül Demir; Mustafa Kemal Öztürk; Elif Çağla Şahin; İbrahim Yıldırım", cities="Istanbul, Turkey; Ankara, Turkey; İzmir, Türkiye; Bursa, Turkey",
        streets="Atatürk Cad. No: 45/7; Lale Sok. 3", phones="+90 532 ### ## ##; 0 (555) ### ## ##; 0542#######", schools="Anadolu Kule University; Boğaz Technical University; Ege Deniz University", school="",
        stems="Anatolia; Lale; Kervan; Mavi Deniz; Pınar", legal="A.Ş.; Ltd. Şti.; Holding", languages="Turkish, English; Turkish, English, German",
    ),
    "gulf": Culture(
        country="United Arab Emirates", code="AE", names="Abdulrahman Al-Harbi; Fatima bint Khalid Al Mansoori; Omar El-Sayed; Noura Haddad; Yousef Abu Zaid; Hassan bin Ali",
        cities="Dubai, UAE; Sharjah, UAE; Doha, Qatar; Riyadh, Saudi Arabia; Amman, Jordan; Abu Dhabi, United Arab Emirates", streets="Al Nahda 2, Building 14, Flat 609; P.O. Box 48211",
        phones="+971 50 ### ####; 00971 55 #######; +971-56-#######; +974 3### ####; +966 5# ### ####", schools="Palm Coast University; Nile Delta University; Al Wadi College of Business", school="",
        stems="Al Noor; Falcon Gate; Desert Rose; Gulf Horizon; Al Bahr", legal="LLC; FZE; Group; W.L.L.", languages="Arabic, English; Arabic, English, Hindi; English, Arabic, French",
    ),
    "china": Culture(
        country="China", code="CN", names="Wei Zhang; LI Xiaoming = LI Xiaoming; Yu-Ting Chen; Jing Wang (Jenny) = Jing Wang; Ou-Yang Min", cities="Shanghai, China; Shenzhen, Guangdong; Beijing, China; Chengdu, Sichuan",
        streets="Room 1204, Building 3, 88 Jianshe Road", phones="+86 138 #### ####; (+86) 159########; 86-186-####-####", schools="Pearl River University; Jiangnan Institute of Technology; Great Lake Normal University", school="",
        stems="Jade River; Golden Crane; Pearl Bay; Red Maple; Nine Pines", legal="Co., Ltd.; Technology Co., Ltd.; Group", languages="Mandarin, English; Chinese, English, Cantonese", mail="163.com qq.com gmail.com",
    ),
    "vietnam": Culture(
        country="Vietnam", code="VN", names="Nguyễn Thị Hoa; Trần Văn Minh; Phạm Ngọc Ánh; Lê Hoàng Long = LÊ HOÀNG LONG; Đặng Thùy Trâm", cities="Hà Nội, Vietnam; Ho Chi Minh City, Vietnam; Đà Nẵng, Vietnam; Can Tho, Vietnam",
        streets="12 Nguyễn Huệ, Ward 3; 45/2 Lê Lợi Street, District 1", phones="+84 90 ### ## ##; 0912 ### ###; (+84) 98 #######", schools="Red River University of Commerce; Mekong Technology University; Saigon Bay College", school="",
        stems="Hoa Sen; Sông Xanh; Mekong Star; Rồng Việt; Trúc Lâm", legal="JSC; Co., Ltd; ", languages="Vietnamese, English; Vietnamese, English, Japanese",
    ),
    "hindi": Culture(
        country="भारत", code="IN", names="सुनीता देवी शर्मा; राजेश कुमार यादव; मोहम्मद इरफ़ान; प्रिया गुप्ता; रमेश चंद्र जोशी", cities="लखनऊ, उत्तर प्रदेश; जयपुर, राजस्थान; भोपाल, मध्य प्रदेश; पटना, बिहार",
        streets="मकान नं. 12, गांधी नगर; वार्ड 7, स्टेशन रोड", phones="+91 98########; 94########; +91-70########", schools="गंगा विश्वविद्यालय; सरस्वती महाविद्यालय; राजकीय पॉलिटेक्निक",
        school="हाईस्कूल, इंटरमीडिएट at राजकीय इंटर कॉलेज", stems="भारत ज्योति; नवजीवन; सूर्या; हिमालय; उदय", legal="लिमिटेड; प्रा. लि.; ", languages="हिन्दी, अंग्रेज़ी; हिन्दी, उर्दू, अंग्रेज़ी", mail="gmail.com rediffmail.com", degrees="hi", speaks="hi",
    ),
}  # fmt: skip

CITY_COUNTRIES = {
    "Qatar": "QA", "Saudi Arabia": "SA", "Jordan": "JO", "UAE": "AE", "United Arab Emirates": "AE", "UK": "GB", "Wales": "GB", "Scotland": "GB", "Türkiye": "TR",
    "Turkey": "TR", "Bangladesh": "BD", "Pakistan": "PK", "Philippines": "PH", "Nigeria": "NG", "Kenya": "KE", "Ireland": "IE", "España": "ES", "Portugal": "PT",
    "Poland": "PL", "China": "CN", "Vietnam": "VN",
}  # fmt: skip
"""The country a place names by itself."""

DEGREES = {
    "india": {
        "eng": "B.Tech in, B.E., B.E in, Bachelor of Engineering in, Diploma in | M.Tech in, M.E.", "sci": "B.Sc, B.Sc. in, BCA, Bachelor of Science in | M.Sc, MCA, M.Sc. in",
        "com": "B.Com, BBA, Bachelor of Commerce in | M.Com, MBA in, PGDM in, Master of Business Administration in", "arts": "B.A., BA in, Bachelor of Arts in | M.A., MA in",
        "health": "B.Sc Nursing, Diploma in, GNM, B.Pharm | M.Sc Nursing, M.Pharm", "law": "LL.B, B.A. LL.B. | LL.M in", "edu": "B.Ed, B.A. B.Ed. | M.Ed, M.A. in", "voc": "ITI in, Diploma in | Advanced Diploma in",
    },
    "us": {
        "eng": "Bachelor of Science in, B.S. in, BS in | Master of Science in, M.S. in", "sci": "Bachelor of Science in, B.S., B.S. in | Master of Science in, M.S. in",
        "com": "Bachelor of Business Administration in, B.S. in, Associate of Applied Science in | MBA in, Master of Business Administration in", "arts": "Bachelor of Arts in, B.A. in, Associate of Arts in | Master of Arts in, MFA in",
        "health": "Bachelor of Science in, Associate Degree in | Master of Science in", "law": "Bachelor of Arts in | Juris Doctor in", "edu": "Bachelor of Education in, B.A. in | Master of Education in, M.Ed. in", "voc": "Certificate in, Associate of Applied Science in | Associate Degree in",
    },
    "uk": {
        "eng": "BEng (Hons), B.Eng, HND in | MEng, MSc", "sci": "BSc (Hons), BSc, B.Sc | MSc, M.Sc in", "com": "BSc (Hons), BA (Hons), B.Sc | MBA in, MSc", "arts": "BA (Hons), BA | MA, MA in",
        "health": "BSc (Hons), Diploma in | MSc, PGCert in", "law": "LLB (Hons), LLB | LLM in", "edu": "BEd (Hons), BA (Hons) | PGCE in, MEd", "voc": "NVQ Level 3 in, City & Guilds Level 2 in | HNC in",
    },
    "world": {
        "eng": "Bachelor of Engineering in, BSc in, Bachelor's Degree in | Master of Engineering in, MSc in", "sci": "Bachelor of Science in, BSc in, BS | Master of Science in, MSc in", "com": "Bachelor of Business Administration in, BSBA, Bachelor's degree in | Master's degree in, MBA in",
        "arts": "Bachelor of Arts in, BA in | Master of Arts in", "health": "Bachelor of Science in, BS | Master of Science in", "law": "Bachelor of Laws in | Master of Laws in", "edu": "Bachelor of Secondary Education in, B.Ed in | Master of Education in", "voc": "Vocational Diploma in, Certificate in | Diploma in",
    },
    "de": {"eng": "Bachelor of Engineering, Diplom-Ingenieur | Master of Science", "sci": "Bachelor of Science, B.Sc. | Master of Science, M.Sc.", "com": "Bachelor of Arts, Diplom-Kaufmann | Master of Arts", "health": "Staatsexamen, Ausbildung zur | Bachelor of Arts", "voc": "Ausbildung zum, Berufsausbildung zum | Meisterprüfung", "arts": "Magister Artium, Bachelor of Arts | Master of Arts"},
    "fr": {"eng": "Diplôme d’ingénieur en, DUT en | Master en", "sci": "Licence, Licence en | Master, Master 2 en", "com": "Licence en, BTS, DUT en | Master en, Mastère spécialisé en", "health": "Diplôme d’État, Licence en | Master en", "voc": "CAP, Bac professionnel | BTS", "arts": "Licence de | Master de"},
    "es": {"eng": "Ingeniería Técnica en, Grado en | Máster en", "sci": "Grado en, Licenciatura en | Máster en, Máster Universitario en", "com": "Grado en, Diplomatura en | Máster en, MBA en", "health": "Grado en, Diplomado en | Máster en", "voc": "Ciclo Formativo de Grado Superior en, Técnico en | Técnico Superior en", "arts": "Licenciatura en | Máster en"},
    "pt": {"eng": "Engenharia, Bacharelado em | Mestrado em", "sci": "Licenciatura em, Bacharelado em, Tecnólogo em | Mestrado em, Pós-graduação em", "com": "Bacharelado em, Licenciatura em | MBA em, Pós-graduação em", "health": "Graduação em, Licenciatura em | Especialização em", "voc": "Curso Técnico em | Curso Superior em", "arts": "Licenciatura em | Mestrado em"},
    "hi": {"com": "बी.कॉम., स्नातक | एम.कॉम.", "health": "जी.एन.एम., बी.एससी. | एम.एससी.", "arts": "बी.ए., स्नातक | एम.ए., बी.एड.", "voc": "आई.टी.आई., डिप्लोमा | पॉलिटेक्निक डिप्लोमा", "sci": "बी.एससी. | एम.एससी."},
}  # fmt: skip
"""By what schools call them: first degrees | second degrees."""
