"""Turn dates, numbers and lists into the words a Danish reader expects.

Forms follow Retskrivningsordbogen (Dansk Sprognævn): `21. januar 2027`, `12 34 56 78`, »og« without a comma before it.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()
WEEKDAYS = "mandag tirsdag onsdag torsdag fredag lørdag søndag".split()
NUMBERS = "nul en to tre fire fem seks syv otte ni ti elleve tolv".split()

# The roles that a profile may use as keys, as they are printed.
ROLES = {
    "tovholder": "Tovholder",
    "virksomhedskonsulent": "Virksomhedskonsulent",
    "faglaerer": "Faglærer",
    "uddannelsesleder": "Uddannelsesleder",
    "sps": "SPS-koordinator",
    "vejleder": "Vejleder",
    "mentor": "Mentor",
}


def long_date(day: date) -> str:
    """Return a day as people write it: `21. januar 2027`."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date) -> str:
    """Return a day with its name, as an invitation says it: `torsdag den 21. januar 2027`."""
    return f"{WEEKDAYS[day.weekday()]} den {long_date(day)}"


def number_word(number: int) -> str:
    """Return a small number in letters; from thirteen on in digits."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def months_span(months: tuple[int, int]) -> str:
    """Return a span of months in words: `(1, 2)` gives »en til to måneder«, `(1, 1)` gives »en måned«."""
    first, last = map(number_word, months)
    if first != last:
        return f"{first} til {last} måneder"
    return f"{last} måned" if months == (1, 1) else f"{last} måneder"


def cap_first(text: str) -> str:
    """Return `text` with a capital at its beginning, the rest untouched."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return `text` for the middle of a sentence; what begins with two capitals (»SPS«) stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def enumeration(items: Iterable[str], last: str = "og") -> str:
    """Return a list as running text: »a, b og c«."""
    words = list(items)
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def slugify(text: str, separator: str = "-") -> str:
    """Return `text` as an ASCII anchor or folder name: »Første møde« gives `foerste-moede`."""
    ascii_text = text.lower()
    for letter, letters in (("æ", "ae"), ("ø", "oe"), ("å", "aa"), ("é", "e"), ("ü", "u"), ("ö", "oe"), ("ä", "ae")):
        ascii_text = ascii_text.replace(letter, letters)
    return re.sub(r"[^a-z0-9]+", separator, ascii_text).strip(separator)


def alphabetical(text: str) -> tuple[str, str]:
    """Return what a list of names is sorted by: »Ærø« comes before »Ørsted«, and »Århus« last, like »Aarhus«."""
    letters = unicodedata.normalize("NFC", text).casefold().replace("aa", "å")
    # These follow z.
    return letters.translate(str.maketrans("æäøöåéü", "{{||}ey")), text


def phone_uri(phone: str) -> str:
    """Return the `tel:` address of a phone number; eight digits are Danish and get +45."""
    digits = re.sub(r"[^\d+]", "", phone)
    return f"tel:+45{digits}" if re.fullmatch(r"\d{8}", digits) else f"tel:{digits}"


def clock(time: object) -> str:
    """Return a time of day as Danish writes it: `17:00` gives »17.00«."""
    return str(time)[:5].replace(":", ".")


def role_word(role: str) -> str:
    """Return a contact's role as it is printed: `faglaerer` gives »Faglærer«, a school's own words stay."""
    return ROLES.get(role, role)


def sheet_number(mark: str) -> str:
    """Return what the foot of a sheet says of the mark that tells it from others: `Nr. 07`."""
    return f"Nr. {mark.removeprefix('nr-')}"
