"""Words for people in one gender: a waitress does the work of a waiter."""

from typing import Final

from jobr_core.shared.text import folded

_ENDINGS: Final = {
    "woman": "man", "women": "men", "person": "man",
    "frau": "mann", "erin": "er", "orin": "or", "eurin": "eur", "istin": "ist", "entin": "ent", "login": "loge",
    "krankenschwester": "krankenpfleger", "ärztin": "arzt", "arztin": "arzt", "anwältin": "anwalt", "anwaltin": "anwalt",
    "köchin": "koch", "kochin": "koch",
    "euse": "eur", "trice": "teur", "ienne": "ien",
    "dora": "dor", "tora": "tor", "sora": "sor", "eira": "eiro",
}  # fmt: skip
"""How words for women (or, in English, anybody) end, and those for men, in English, German, French, Spanish and Portuguese.
That a few other words end so does no harm while they are read the same everywhere."""
_SHORTEST: Final = 7
_LISTED: Final = """
    actress: actor; waitress: waiter; hostess: host; stewardess: steward; manageress: manager; barmaid: barman;
    headmistress: headmaster; directress: director; conductress: conductor; instructress: instructor;
    köchin: koch; ärztin: arzt;
    infirmière: infirmier; cuisinière: cuisinier; caissière: caissier; couturière: couturier; ouvrière: ouvrier;
    hôtelière: hôtelier; policière: policier; boulangère: boulanger; bouchère: boucher; conseillère: conseiller; avocate: avocat;
    assistante: assistant; enseignante: enseignant; consultante: consultant; gérante: gérant;
    cocinera: cocinero; camarera: camarero; mesera: mesero; enfermera: enfermero; ingeniera: ingeniero;
    peluquera: peluquero; panadera: panadero; cajera: cajero; camionera: camionero; carpintera: carpintero;
    consejera: consejero; jardinera: jardinero; costurera: costurero; bombera: bombero; maestra: maestro;
    abogada: abogado; advogada: advogado; médica: médico; arquitecta: arquitecto; psicóloga: psicólogo;
    bióloga: biólogo; farmacéutica: farmacéutico; garçonete: garçom
"""
"""Those whose ending is no rule."""
_PAIRS: Final = {
    form: other
    for one, _, another in (pair.strip().partition(": ") for pair in _LISTED.split(";"))
    for form, other in ((one, another), (folded(one), folded(another)))
}
_THINGS: Final = frozenset(
    "carteira torneira pedreira caldeira carreira madeira impressora montadora computadora matrice".split()
)
"""A wallet is no postman, and a tap no turner."""
_ENDS: Final = tuple(_ENDINGS)


def in_one_gender(word: str) -> str:
    """A word in lower case, folded or not; one for a woman as that for a man.

    >>> list(map(in_one_gender, ["forewoman", "verkäuferin", "kauffrau", "vendedora", "nurse"]))
    ['foreman', 'verkäufer', 'kaufmann', 'vendedor', 'nurse']
    """
    if paired := _PAIRS.get(word):
        return paired
    if len(word) < _SHORTEST or not word.endswith(_ENDS) or word in _THINGS:
        return word
    ending = next(filter(word.endswith, _ENDS))
    return word.removesuffix(ending) + _ENDINGS[ending]
