"""Turn the row of headings into which column holds what; what stays unclear is asked for by its name.

Headings are compared without case, spaces, signs and what only says that there is a number. A heading of the person's
and the company's alike (phone, mail, address) is the company's where it stands behind one that is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.danish import slugify
from generator.problems.likeness import did_you_mean
from generator.problems.problem import Advice, Sentence, listed
from generator.roster.apprentice import letters
from generator.roster.cells import text_of
from generator.roster.cpr import holds_cpr
from generator.roster.table import Cell, Rows

# What a column holds, and what it is called; where several columns hold the same, the first of these counts.
_HEADINGS = {
    "name": "Elevnavn, Lærlingens navn, Fulde navn, Navn, Elev, Lærling, Deltager, Kursist",
    "first": "Fornavn, Fornavne",
    "middle": "Mellemnavn, Mellemnavne",
    "last": "Efternavn, Efternavne",
    "alias": "Alias, Visningsnavn, Kaldenavn",
    "protected": "Navnebeskyttet, Navnebeskyttelse, Adressebeskyttet, Adressebeskyttelse, Hemmelig adresse, Beskyttet",
    "class_name": "Hold, Holdnavn, Klasse, Stamhold, Betegnelse, Skoleforløb",
    "programme": "Uddannelse, Udd_betegnelse, CØSA, Speciale, Spor",
    "company": "Virksomhed, Virksomhedsnavn, Oplæringsvirksomhed, Oplæringssted, Lærested, Lærestedsnavn, Læreplads, "
    "Praktiksted, Firma, Firmanavn, Mester",
    "trainer": "Oplæringsansvarlig, Kontaktperson, Oplæringssvend, Praktikansvarlig",
    "company_number": "CVR, P-nummer, Løbenummer",
    "agreement_period": "Aftaleperiode",
    "agreement_start": "Aftale start, Aftale fra, Startdato, Aftalestartdato",
    "agreement_end": "Aftale slut, Aftale til, Slutdato, Ophør, Aftaleslutdato",
    "training_start": "Oplæringsstart, Start i oplæring, Startdato læreplads",
    "left": "Afgangsdato, Ophørt, Status",
    "teacher": "Kontaktlærer, Lærer, Tovholder, Vejleder, Virksomhedskonsulent, Lærepladskonsulent",
    "phone": "Mobil, Mobiltelefon, Telefon, Tlf",
    "mail": "Mail, Email, Mailadresse",
    "key": "Elevnr, Elevnummer, Studienr, Studienummer, elev_id, UNI-login",
    "number": "Nr, Nummer, Løbenr på listen",
    "address": "Adresse, Vejnavn",
    "postcode": "Postnr, Postnummer",
    "city": "By, Postdistrikt",
    # Days that are no start of anything here, and our own.
    "other": "Studiestart, Indmeldt, Grundforløbsstart, Forventet_slut, Fejl, Udelad",
    "sensitive": "Alder, Køn, Land, Nationalitet, Statsborgerskab, Modersmål, Fødselsdag, Fødselsdato, Helbred",
    "cpr": "PNR, Personnummer, Personnr",
}
# Whatever follows.
_SENSITIVE = ("sps", "diagnose", "fravaer", "karakter", "bemaerkning", "note")
_OF_BOTH = {"name", "phone", "mail", "address", "postcode", "city"}
_OF_COMPANY = {"company", "trainer", "company_number"}
_OF_PERSON = {"name", "first", "middle", "last", "alias", "key", "class_name"}
_SIDE = re.compile(
    r"(virksomhed|firma|laerested|laereplads|oplaeringssted|kontaktperson|mester|arbejdsgiver|elev|laerling)"
    r"(?:en|et)?s?(.+)"
)
NAMES = ("name", "first", "last")
# Where two columns say different things of these, nobody can know which one is meant.
DECIDES = ("name", "first", "last", "company", "agreement_period", "agreement_start", "agreement_end", "training_start")
_LOOKED_AT = 60
# So many letters of a heading are shown.
_MOST_SHOWN = 40


def folded(heading: str) -> str:
    """Return a heading as it is compared: »P-nr.« is not the PNR of some systems, and stays apart."""
    text = re.sub(r"^p[\s._/-]+(nr|nummer)\b", "pnummer", heading.strip().lower())
    return slugify(re.sub(r"\(.*?\)", "", text), "").removesuffix("prdagsdato")


_FIELDS = {
    folded(heading): (field, rank)
    for field, headings in _HEADINGS.items()
    for rank, heading in enumerate(headings.split(", "))
}


def field_of(heading: str) -> tuple[str, int]:
    """Return what a column of this name holds, and its rank among such columns; an empty text where it is not known."""
    text = folded(heading)
    if "cpr" in text or text.startswith("foedselsn"):
        return "cpr", 0
    if text in _FIELDS:
        return _FIELDS[text]
    if text.startswith(_SENSITIVE):
        return "sensitive", 0
    side = _SIDE.fullmatch(text)
    field, rank = _FIELDS.get(side[2], ("", 0)) if side else ("", 0)
    if side and field in _OF_BOTH:
        of_company = "company" if field == "name" else f"company_{field}"
        return (field if side[1] in ("elev", "laerling") else of_company), rank
    without = re.sub(r"(nummer|nr)$", "", text)
    field, rank = _FIELDS.get(without, ("", 0)) if len(without) > 2 else ("", 0)
    return ("key" if field in NAMES else field), rank


def known_in(rows: Rows) -> int:
    """Return how many headings are known in the row that has most of them."""
    return max((_known(row) for row in rows[:_LOOKED_AT]), default=0)


def _known(row: tuple[Cell, ...]) -> int:
    fields = [field_of(cell)[0] for cell in row if isinstance(cell, str) and cell.strip()]
    return len(list(filter(None, fields)))


@dataclass(frozen=True)
class Columns:
    """Which columns of a sheet hold what, the one that counts first, and what all are called.

    `row` is the index of the headings. Under an empty name `fields` has the columns whose heading is not known.
    """

    row: int
    names: tuple[str, ...]
    fields: Mapping[str, tuple[int, ...]]

    def of(self, field: str) -> tuple[int, ...]:
        return self.fields.get(field, ())

    def shown(self, columns: tuple[int, ...]) -> str:
        """Return columns as a message names them; a heading that is a person's number is not one to be shown."""
        named = (Sentence("{letters} '{name}'", letters=letters(one), name=self._name(one)) for one in sorted(columns))
        return listed(named)

    def _name(self, column: int) -> str:
        return "…" if holds_cpr(self.names[column]) else self.names[column][:_MOST_SHOWN]


def columns_of(rows: Rows, mapping: Mapping[str, str]) -> Columns | None:
    """Return which columns of a sheet hold what, None where no row of headings is found.

    `mapping` says of headings, or of columns by their letter, what they are to be read as.
    """
    best, most = None, 0
    for number, row in enumerate(rows[:_LOOKED_AT]):
        columns = Columns(number, tuple(map(text_of, row)), _fields(row, mapping))
        known = sum(len(found) for field, found in columns.fields.items() if field)
        if known > most and any(columns.of(field) for field in NAMES):
            best, most = columns, known
    return best


def _fields(row: tuple[Cell, ...], mapping: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    ranked: dict[str, list[tuple[int, int]]] = {}
    for column, (field, rank) in enumerate(_in_context(row)):
        heading = text_of(row[column])
        as_mapped = next((mapping[said] for said in mapping if _is_meant(said, column, heading)), None)
        if as_mapped and field != "cpr":
            # What somebody says stands before all that is found out.
            field, rank = field_of(as_mapped)[0], -1
        if heading or as_mapped:
            ranked.setdefault(field, []).append((rank, column))
    # One that was named is the only one.
    chosen = {field: [pair for pair in pairs if pair[0] < 0] or pairs for field, pairs in ranked.items()}
    return {field: tuple(column for _, column in sorted(pairs)) for field, pairs in chosen.items()}


def _is_meant(said: str, column: int, heading: str) -> bool:
    """Return whether somebody speaks of a column: by its letter, or by its heading."""
    return said.upper() == letters(column) or bool(heading and folded(said) == folded(heading))


def _in_context(row: tuple[Cell, ...]) -> Iterator[tuple[str, int]]:
    """Yield what each column holds, with what the headings before it say about whose it is."""
    fields = [field_of(cell) if isinstance(cell, str) else ("", 0) for cell in row]
    persons = [number for number, (field, _) in enumerate(fields) if field in NAMES]
    of_company = False
    for number, (field, rank) in enumerate(fields):
        if field == "name" and of_company and len(persons) > 1 and folded(str(row[number])) == "navn":
            # Below all other names of the company's.
            yield "company", 99
            continue
        of_company = field in _OF_COMPANY or (of_company and field not in _OF_PERSON)
        yield (f"company_{field}" if of_company and field in _OF_BOTH else field), rank


def mapping_faults(mapping: Mapping[str, str], sheets: list[Columns]) -> Iterator[Advice]:
    """Yield what is wrong with what somebody says of the columns."""
    names = {folded(name): name for columns in sheets for name in columns.names if name and not holds_cpr(name)}
    width = max((len(columns.names) for columns in sheets), default=0)
    known = {*names, *(folded(letters(number)) for number in range(width))}
    for heading, name in mapping.items():
        if not field_of(name)[0]:
            words = sorted(headings.split(", ")[0].lower() for headings in _HEADINGS.values())
            found = Sentence("'{name}' in --map is nothing that a column can hold", name=name[:_MOST_SHOWN])
            yield Advice("unknown-field", found, did_you_mean(name, words, "A column can hold"), about=name)
        if sheets and folded(heading) not in known:
            found = Sentence("--map names a column '{heading}', and there is none", heading=heading[:_MOST_SHOWN])
            yield Advice("unknown-column", found, did_you_mean(heading, names.values(), "There are"), about=heading)
    for columns in sheets:
        yield from _mapped_twice(mapping, columns)


def _mapped_twice(mapping: Mapping[str, str], columns: Columns) -> Iterator[Advice]:
    """Yield what somebody says twice, of which one would count and nobody knows which."""
    entries: dict[str, list[tuple[int, str]]] = {}
    for column, heading in enumerate(columns.names):
        said = [entry for entry in mapping if _is_meant(entry, column, heading)]
        for entry in said:
            entries.setdefault(field_of(mapping[entry])[0], []).append((column, entry))
        if len({field_of(mapping[entry])[0] for entry in said}) > 1:
            yield mapped_twice(said[0], mapping[said[0]], mapping[said[1]])
    for field, pairs in entries.items():
        named = {column for column, _ in pairs}
        if len(named) > 1 and len({entry for _, entry in pairs}) > 1 and field not in ("other", "sensitive"):
            name = mapping[pairs[0][1]]
            template = "several columns are said to hold {name}: {columns}"
            found = Sentence(template, name=name, columns=columns.shown(tuple(named)))
            yield Advice("mapped-twice", found, "Say it of the one that counts, and udelad of the others.", about=name)


def mapped_twice(heading: str, first: str, second: str) -> Advice:
    """Return what is wrong where two things are said of one column."""
    template = "the column '{heading}' is said to hold both {first} and {second}"
    found = Sentence(template, heading=heading, first=first, second=second)
    return Advice("mapped-twice", found, "Say one thing of each column.", about=heading)
