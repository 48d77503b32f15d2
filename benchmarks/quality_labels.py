"""Which posting belongs to which CV, told by their categories; no person judged the pairs.

The categories are those of the published CV collections, the departments those of the published
postings, the codes those of the Standard Occupational Classification, of which the beginning is
enough. What is in no table has no counterpart: in ADVOCATE and CONSULTANT, for example, stands
whoever calls himself so.
"""

from dataclasses import dataclass

SAME, NEAR, OTHER = 2, 1, 0


@dataclass(frozen=True)
class Counterparts:
    """Names or beginnings of codes: of the same work, and of the next to it."""

    same: tuple[str, ...]
    near: tuple[str, ...] = ()


DEPARTMENTS = {
    "ACCOUNTANT": Counterparts(("Finance",)),
    "BPO": Counterparts(("Product & Customer Support",)),
    "BUSINESS-DEVELOPMENT": Counterparts(
        ("Partnerships", "Business Strategy"), ("Sales & Account Management", "Sales Operations")
    ),
    "CONSTRUCTION": Counterparts(("Real Estate & Workplace Services",)),
    "DESIGNER": Counterparts(("User Experience & Design",)),
    "DIGITAL-MEDIA": Counterparts(("Marketing & Communications",)),
    "ENGINEERING": Counterparts(
        ("Hardware Engineering",), ("Manufacturing & Supply Chain", "Software Engineering")
    ),
    "FINANCE": Counterparts(("Finance",)),
    "HR": Counterparts(("People Operations",)),
    "INFORMATION-TECHNOLOGY": Counterparts(
        (
            "IT & Data Management", "Technical Infrastructure", "Network Engineering",
            "Data Center & Network",
        ),
        ("Technical Solutions", "Software Engineering"),
    ),
    "PUBLIC-RELATIONS": Counterparts(("Marketing & Communications",)),
    "SALES": Counterparts(("Sales & Account Management",), ("Sales Operations", "Partnerships")),
}  # fmt: skip


def _codes(same: str, near: str) -> Counterparts:
    return Counterparts(tuple(same.split()), tuple(near.split()))


_HR = _codes(
    "11-3111 11-3121 11-3131 13-1071 13-1074 13-1075 13-1141 13-1151 43-4161",
    "11-3012 43-6011 43-6014",
)
_SALES = _codes("11-2022 41-", "11-2021 43-4051")

OCCUPATIONS = {
    "HR": _HR,
    "DESIGNER": _codes("15-1255 27-102", "15-1254 27-1011 27-1013 27-1014"),
    "INFORMATION-TECHNOLOGY": _codes("11-3021 15-12", "15-2051 43-9 49-2011"),
    "TEACHER": _codes("25-1 25-2 25-3", "11-903 21-1012 25-9"),
    "BUSINESS-DEVELOPMENT": _codes(
        "11-2011 11-2021 11-2022 13-1161 41-3091 41-401", "11-1021 13-1082 13-1111 41-1012 41-30"
    ),
    "HEALTHCARE": _codes("11-9111 29- 31- 43-6013", "19-1042 21-1015 21-102"),
    "FITNESS": _codes(
        "27-2022 29-1128 39-9031", "29-1031 29-9091 31-2 39-1014 39-1022 39-9032"
    ),
    "AGRICULTURE": _codes(
        "11-9013 19-101 19-4012 19-4013 45-", "17-2021 19-1031 19-4071 25-1041 25-9021"
    ),
    "BPO": _codes("41-9041 43-4051", "43-1011 43-4 43-9021"),
    "SALES": _SALES,
    "DIGITAL-MEDIA": _codes(
        "11-2011 11-2021 11-2032 13-1161 15-1255 27-1014 27-2012 27-3 27-4",
        "15-1254 27-1011 27-1024 41-3011",
    ),
    "AUTOMOBILE": _codes("41-2022 49-3", "41-2031 49-1011 49-9 51-9 53-"),
    "CHEF": _codes("11-9051 35-", "51-3"),
    "FINANCE": _codes("11-3031 13-2", "13-1041 41-3031 43-3"),
    "APPAREL": _codes("13-102 27-1022 27-1026 51-6", "41-1011 41-2031 41-4012"),
    "ENGINEERING": _codes("11-9041 17-2 17-3", "15-125 49- 51-8"),
    "ACCOUNTANT": _codes("11-3031 13-2011 43-3031", "13-2 43-3"),
    "CONSTRUCTION": _codes("11-9021 13-1051 47-", "17-2051 37- 49-9071 53-7"),
    "PUBLIC-RELATIONS": _codes(
        "11-2032 11-2033 27-3031", "11-2011 11-2021 13-1121 13-1131 13-1161 27-3"
    ),
    "BANKING": _codes(
        "11-3031 13-2041 13-2072 43-3071 43-4131 43-4141", "13-2 41-3031 43-3 43-4051"
    ),
    "ARTS": _codes("25-1121 25-401 27-1 27-2 27-4021", "25- 27-3 27-4"),
    "AVIATION": _codes(
        "49-2091 49-3011 53-20", "17-2011 17-3021 49-1011 53-104 53-6"
    ),
}  # fmt: skip
"""Of the CVs of every trade."""

IT_OCCUPATIONS = {
    "Advocate": _codes("23-1011", "23-"),
    "Arts": _codes("25-1121 25-401 27-1 27-2", "25- 27-3 27-4"),
    "Automation Testing": _codes("15-1253", "15-1251 15-1252 17-3023 17-3024"),
    "Blockchain": _codes("15-1252 15-1299.07", "15-12"),
    "Business Analyst": _codes(
        "13-1111 15-1211 15-2051.01", "13-1082 13-1161 15-1252 15-1299.09"
    ),
    "Civil Engineer": _codes("17-2051 17-3022", "11-9021 13-1051 17-1 17-3011 47-1011"),
    "Data Science": _codes("15-2051", "15-1221 15-1243 15-1252 15-2041 15-2098"),
    "Database": _codes("15-1242 15-1243", "15-12"),
    "DevOps Engineer": _codes("15-1241 15-1244 15-1252", "15-124 15-1251 15-1253 15-1299"),
    "DotNet Developer": _codes("15-1251 15-1252 15-1254", "15-12"),
    "ETL Developer": _codes("15-1242 15-1243 15-2051.01", "15-1211 15-1251 15-1252 15-2051"),
    "Electrical Engineering": _codes("17-2071 17-3012 17-3023", "17-2061 17-2072 47-2111 49-2"),
    "HR": _HR,
    "Hadoop": _codes("15-1243 15-1252 15-2051", "15-12"),
    "Health and fitness": _codes(
        "29-1031 29-1128 39-9031", "27-2022 29-2051 29-9091 39-9032"
    ),
    "Java Developer": _codes("15-1251 15-1252", "15-1211 15-1243 15-1253 15-1254"),
    "Mechanical Engineer": _codes(
        "17-2141 17-3013 17-3027", "17-2112 17-2199 17-302 49-90 51-4"
    ),
    "Network Security Engineer": _codes(
        "15-1212 15-1231 15-1241 15-1244 15-1299.04 15-1299.05", "11-3021 15-12"
    ),
    "Operations Manager": _codes(
        "11-1021 11-3051 11-3071", "11-3012 11-3013 13-1081 43-1011 53-1"
    ),
    "PMO": _codes("13-1082 15-1299.09", "11-1021 11-3021 13-1111"),
    "Python Developer": _codes("15-1251 15-1252 15-1254", "15-1243 15-1253 15-2051"),
    "SAP Developer": _codes("15-1211 15-1251 15-1252", "13-1111 15-124 15-1253 15-1254"),
    "Sales": _SALES,
    "Testing": _codes("15-1253", "15-1251 15-1252 17-3023 17-3024 17-3026 51-9061"),
    "Web Designing": _codes("15-1254 15-1255", "15-1252 27-1014 27-1024"),
}  # fmt: skip
"""Of the CVs that are mostly of IT, where the difference is a fine one."""


def department_grade(category: str, department: str) -> int:
    """How well a posting of a department answers a CV: SAME, NEAR or OTHER."""
    wanted = DEPARTMENTS[category]
    if department in wanted.same:
        return SAME
    return NEAR if department in wanted.near else OTHER


def occupation_grade(wanted: Counterparts, code: str) -> int:
    """How well an occupation of this code does."""
    if code.startswith(wanted.same):
        return SAME
    return NEAR if code.startswith(wanted.near) else OTHER
