"""How people write when they worked somewhere."""

from dataclasses import dataclass

SHORT = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "de": "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "es": "ene feb mar abr may jun jul ago sep oct nov dic",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
    "hi": "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
}
LONG = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "hi": SHORT["hi"],
}
SEASONS = "Winter Winter Spring Spring Spring Summer Summer Summer Fall Fall Fall Winter".split()
LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True)
class Notation:
    """A point in time as a template, what stands between two, and the word for today.

    `since`: how a position still held is written, if not as a range.
    """

    point: str
    between: str
    now: str
    since: str = ""
    months: bool = True
    language: str = "en"

    def range(self, start: str, end: str) -> str:
        if not end and self.since:
            return self.since.format(self.at(start))
        if self.point == "{y}" and self.between == "–" and end:
            return f"{start[:4]}–{end[2:4]}"
        if not self.months and start[:4] == end[:4] and self.point == "{y}":
            return start[:4]
        return f"{self.at(start)}{self.between}{self.at(end, last=True) if end else self.now}"

    def at(self, date: str, *, last: bool = False) -> str:
        year, month = int(date[:4]), int(date[5:7] or 6)
        written = self.point.format(
            y=year, yy=f"{year % 100:02}", m=f"{month:02}",
            d=f"{LAST_DAYS[month - 1] if last else 1:02}",
            nth=f"{LAST_DAYS[month - 1]}{'st' if LAST_DAYS[month - 1] == 31 else 'th'}" if last else "1st",
            mon=SHORT[self.language].split()[month - 1], month=LONG[self.language].split()[month - 1],
            MON=SHORT[self.language].split()[month - 1].upper(),
            sept=SHORT["en"].split()[month - 1].replace("Sep", "Sept"),
            q=(month + 2) // 3, season=SEASONS[month - 1],
        )  # fmt: skip
        return written.replace("May.", "May")


NOTATIONS = {
    "Mar 2019 – Present": Notation("{mon} {y}", " – ", "Present"),
    "March 2019 to Present": Notation("{month} {y}", " to ", "Present"),
    "March 2019 - Current": Notation("{month} {y}", " - ", "Current"),
    "03/2019 – present": Notation("{m}/{y}", " – ", "present"),
    "03/2019-now": Notation("{m}/{y}", "-", "now"),
    "03.2019 - today": Notation("{m}.{y}", " - ", "today"),
    "Mar'19 - Till Date": Notation("{mon}'{yy}", " - ", "Till Date"),
    "Mar’19 to till now": Notation("{mon}’{yy}", " to ", "Till now"),
    "Since Mar'19": Notation("{mon}'{yy}", " – ", "", since="Since {}"),
    "2019-03 – ongoing": Notation("{y}-{m}", " – ", "ongoing"),
    "2019/03 – 2022/06": Notation("{y}/{m}", " – ", "now"),
    "01.03.2019–31.12.2020": Notation("{d}.{m}.{y}", "–", "to date"),
    "01/03/2019 to 31/12/2020": Notation("{d}/{m}/{y}", " to ", "till date"),
    "1st March 2019 to 31st December 2020": Notation("{nth} {month} {y}", " to ", "Till Date"),
    "01-Mar-2019 to 31-Dec-2020": Notation("{d}-{mon}-{y}", " to ", "Till Date"),
    "Jan. 2020 – Present": Notation("{mon}. {y}", " – ", "Present"),
    "Sept 2016 until Aug 2018": Notation("{sept} {y}", " until ", "now"),
    "MAR 2019 - JUN 2022": Notation("{MON} {y}", " - ", "PRESENT"),
    "Mar-2019 to Jun-2022": Notation("{mon}-{y}", " to ", "Till Date"),
    "March, 2019 – Till now": Notation("{month}, {y}", " – ", "Till now"),
    "Mar 2019 — Ongoing": Notation("{mon} {y}", " — ", "Ongoing"),
    "Mar 2019-Jun 2022": Notation("{mon} {y}", "-", "Present"),
    "since 03/2019": Notation("{m}/{y}", " - ", "", since="since {}"),
    "2015–17": Notation("{y}", "–", "present", since="{}–present", months=False),
    "2018 to date": Notation("{y}", " to ", "date", months=False),
    "2018 - 2020": Notation("{y}", " - ", "Present", months=False),
    "since 2020": Notation("{y}", " – ", "", since="since {}", months=False),
    "Q1 2019 – Q3 2021": Notation("Q{q} {y}", " – ", "present", months=False),
    "Summer 2018 – Fall 2019": Notation("{season} {y}", " – ", "Present", months=False),
    "de 03/2019": Notation("{m}/{y}", " – ", "heute", since="seit {}", language="de"),
    "de heute": Notation("{m}/{y}", " - ", "heute", language="de"),
    "de März 2019": Notation("{month} {y}", " – ", "heute", since="Seit {}", language="de"),
    "de Tage": Notation("{d}.{m}.{y}", " – ", "heute", language="de"),
    "fr mars 2019": Notation("{month} {y}", " – ", "aujourd’hui", language="fr"),
    "fr De mars 2019 à": Notation("{month} {y}", " à ", "ce jour", since="Depuis {}", language="fr"),
    "fr abrégé": Notation("{mon} {y}", " - ", "présent", language="fr"),
    "es marzo 2019": Notation("{month} {y}", " – ", "Actualidad", language="es"),
    "es marzo de 2019": Notation("{month} de {y}", " a ", "la actualidad", since="Desde {}", language="es"),
    "es mar. 2019": Notation("{mon} {y}", " - ", "presente", language="es"),
    "pt março de 2019": Notation("{month} de {y}", " a ", "atual", language="pt"),
    "pt mar/2019": Notation("{mon}/{y}", " – ", "atual", language="pt"),
    "pt 03/2019": Notation("{m}/{y}", " a ", "o momento", language="pt"),
    "hi": Notation("{month} {y}", " – ", "वर्तमान", language="hi"),
    "hi से": Notation("{month} {y}", " से ", "अब तक", language="hi"),
}  # fmt: skip
"""By what they look like."""
