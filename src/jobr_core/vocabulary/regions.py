"""Regions by all the names they have in postings."""

from collections.abc import Iterator
from typing import Final

from jobr_core.shared.text import folded

# ISO 3166-1, its own name: those of other languages
_SAME: Final = """
DE bayern: bavaria
DE hessen: hesse
DE sachsen: saxony
DE niedersachsen: lower saxony
DE nordrhein-westfalen: north rhine-westphalia, nrw, north rhine westphalia
DE rheinland-pfalz: rhineland-palatinate
DE thüringen: thuringia
DE sachsen-anhalt: saxony-anhalt
AT tirol: tyrol
AT steiermark: styria
AT oberösterreich: upper austria
AT niederösterreich: lower austria
AT kärnten: carinthia
NL noord-holland: north holland
NL zuid-holland: south holland
NL noord-brabant: north brabant
BE vlaanderen: flanders
BE wallonie: wallonia
FR bretagne: brittany
FR normandie: normandy
FR île-de-france: ile de france, région parisienne, paris region
ES cataluña: catalunya, catalonia
ES andalucía: andalusia
ES comunidad de madrid: community of madrid, madrid region
ES país vasco: basque country, euskadi
ES comunidad valenciana: comunitat valenciana, valencian community
IT lombardia: lombardy
IT toscana: tuscany
IT piemonte: piedmont
IT sicilia: sicily
PL mazowieckie: masovia, masovian voivodeship
PL małopolskie: lesser poland
IN tamil nadu: tamilnadu
IN odisha: orissa
IN uttarakhand: uttaranchal
IN puducherry: pondicherry
CA québec: quebec
"""
_NAMES: Final = [
    (line[:2], [folded(name.strip()) for name in line[3:].replace(":", ",").split(",")])
    for line in _SAME.strip().splitlines()
]
_KEYS: Final = {name: names[0] for _, names in _NAMES for name in names}


def named_regions() -> Iterator[tuple[str, str]]:
    """Every name with the country of its region."""
    for country, names in _NAMES:
        yield from ((name, country) for name in names)


def region_key(name: str) -> str:
    """The same for all names of a region.

    >>> region_key("Bavaria"), region_key("Bayern"), region_key("Kent")
    ('bayern', 'bayern', 'kent')
    """
    bare = folded(name)
    return _KEYS.get(bare, bare)
