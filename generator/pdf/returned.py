"""Turn a PDF that came back, whatever program saved it, into what its fields hold and what it says of itself.

The fields are those that stand on the pages: the list of them in the form may be missing, empty or wrong. What a field
looks like counts for nothing, but for a tick, which is a tick where it is drawn as one.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from generator.data.unseen import as_saved
from generator.pdf.room import page_texts

# How the foot and the keywords name a sheet and its version.
_LABEL = re.compile(r"(?<![\w-])([a-z0-9]+(?:-[a-z0-9]+)*)\s+([0-9]+-[0-9a-f]{4})(?![\w-])")
# How it says whose a sheet is that was filled in beforehand (`danish.sheet_number`).
_NUMBER = re.compile(r"(?<!\w)Nr\. [a-z0-9-]{1,20}(?!\S)")
# Programs that put files together give the second field of a name another one.
_RENAMED = re.compile(r"(.+)\+[0-9]+")
_LAID_ON = ("/FreeText", "/Text", "/Ink", "/Stamp", "/Highlight")
_MARKS = ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8"))
# The language of a text may stand within it (PDF 32000-1, 14.9.2.2).
_LANGUAGE = re.compile("\x1b[A-Za-z]{2,4}\x1b")
_MOST_BYTES = 1_000_000
# More than any page, font or table of letters has.
_MOST_UNPACKED = 32 * 1024 * 1024
# Many times what the longest sheet has.
_MOST_FIELDS = 10_000
_DEEPEST = 16
_OFF = ("", "/Off", "Off")


class LockedError(ValueError):
    """The file asks for a password."""


class BrokenError(ValueError):
    """Not even what is left of the file can be read."""


@dataclass(frozen=True, repr=False)
class ReturnedPdf:
    """A PDF that came back. `fields` holds what `AnswerKind.read` reads, without the boxes that are `unclear`."""

    sheet: str
    """The sheet's id as the file names it; empty if it does not."""
    version: str
    number: str
    """What the foot of a sheet without fields says of whose it is."""
    names: frozenset[str]
    """The fields that there are, filled in or not."""
    fields: dict[str, str | bool]
    unclear: tuple[str, ...]
    repeated: bool
    """Whether a field is there twice: several sheets were put into one file, and what belongs to which is lost."""
    laid_on: tuple[tuple[int, str], ...]
    """The pages, from 1, on which something was written or drawn over the print, with its text."""
    signed: bool
    repaired: bool
    pictures: bool
    """Whether a file without fields has pictures."""


def returned_pdf(content: bytes) -> ReturnedPdf:
    """Return what a PDF holds; raises LockedError or BrokenError where it cannot be read."""
    try:
        with pikepdf.open(BytesIO(content), suppress_warnings=True) as document:
            return _read(document, content)
    except pikepdf.PasswordError:
        raise LockedError from None
    except BrokenError:
        raise
    except Exception as error:
        # A broken file may lead to any error; what it says may quote the file.
        raise BrokenError(type(error).__name__) from None


def _read(document: Pdf, content: bytes) -> ReturnedPdf:
    held: dict[str, str | bool] = {}
    owners: dict[str, object] = {}
    unclear, laid_on, repeated, signed = [], [], False, False
    for page, annotation in _annotations(document):
        kind = str(annotation.get("/Subtype", ""))
        if kind in _LAID_ON:
            laid_on.append((page, _text(annotation.get("/Contents"))))
        if kind != "/Widget":
            continue
        lineage = [*_lineage(annotation)]
        name = ".".join(_text(each["/T"]) for each in reversed(lineage) if "/T" in each)
        field = str(_inherited(lineage, "/FT"))
        owner = next((each.objgen for each in lineage if "/T" in each), None)
        if field == "/Sig":
            signed = signed or _inherited(lineage, "/V") is not None
            continue
        if len(owners) > _MOST_FIELDS:
            raise BrokenError
        renamed = _RENAMED.fullmatch(name)
        repeated = repeated or owners.setdefault(name, owner) != owner or bool(renamed and renamed[1] in owners)
        if field == "/Btn":
            ticked = _ticked(annotation, lineage)
            if ticked is None:
                unclear.append(name)
            elif ticked:
                held[name] = True
        elif (text := _text(_inherited(lineage, "/V"))).strip():
            held[name] = text
    # Looked at last: a damage shows when what is damaged is read.
    repaired = bool(document.get_warnings())
    if not owners and repaired and not _pages(document):
        raise BrokenError
    sheet, version = _label(document, content)
    return ReturnedPdf(
        sheet=sheet,
        version=version,
        number="" if owners else _number(document, content),
        names=frozenset(owners),
        fields=held,
        unclear=tuple(unclear),
        repeated=repeated,
        laid_on=tuple(laid_on),
        signed=signed,
        repaired=repaired,
        pictures=not owners and _has_pictures(document),
    )


def _has_pictures(document: Pdf) -> bool:
    return any(str(item.get("/Subtype", "")) == "/Image" for item in document.objects if isinstance(item, Stream))


def _texts(document: Pdf, content: bytes) -> Iterator[str]:
    """Yield the text of each page; of none where a part of the file would fill the memory of who reads it."""
    if not any(map(_is_swollen, document.objects)):
        yield from page_texts(content)


def _is_swollen(item: Object) -> bool:
    if not isinstance(item, Stream) or str(item.get("/Subtype", "")) == "/Image" or "/Filter" not in item:
        return False
    if item.Filter != Name.FlateDecode:
        return isinstance(item.Filter, Array) and len(item.Filter) > 1
    return len(zlib.decompressobj().decompress(item.read_raw_bytes(), _MOST_UNPACKED)) == _MOST_UNPACKED


def _number(document: Pdf, content: bytes) -> str:
    """Return what the foot of a print says of whose it is; the foot stands last."""
    found = [found for text in _texts(document, content) for found in _NUMBER.findall(text)[-1:]]
    return found[0] if found else ""


def _pages(document: Pdf) -> list[Any]:
    try:
        return [*document.pages]
    except Exception:
        return []


def _annotations(document: Pdf) -> Iterator[tuple[int, Object]]:
    """Yield the annotations of all pages with the page's number; of a file without pages the fields that are left."""
    pages = _pages(document)
    for number, page in enumerate(pages, 1):
        listed = page.obj.get("/Annots")
        for item in listed if isinstance(listed, Array) else ():
            if isinstance(item, Dictionary):
                yield number, item
    for item in document.objects if not pages else ():
        if isinstance(item, Dictionary) and item.get("/Subtype") == Name.Widget:
            yield 0, item


def _lineage(widget: Object) -> Iterator[Object]:
    """Yield a widget and the fields that it is a part of, from the inside out."""
    field: Any = widget
    for _ in range(_DEEPEST):
        if not isinstance(field, Dictionary):
            return
        yield field
        field = field.get("/Parent")


def _inherited(lineage: list[Object], key: str) -> Any:
    return next((each[key] for each in lineage if key in each), None)


def _ticked(widget: Object, lineage: list[Object]) -> bool | None:
    """Return whether a box is ticked; None where how it is drawn and what it holds differ."""
    state, value = widget.get("/AS"), _inherited(lineage, "/V")
    said = [str(each) not in _OFF for each in (state, value) if each is not None]
    return None if len(set(said)) > 1 else any(said)


def _text(value: Any) -> str:
    """Return what a field holds as text, without what nobody sees."""
    if isinstance(value, Array):
        return "; ".join(_text(each) for each in value)
    if isinstance(value, Stream):
        held = _unpacked(value)
    elif isinstance(value, String):
        held = bytes(value)
    else:
        return str(value).removeprefix("/") if isinstance(value, Name) else ""
    return as_saved(_LANGUAGE.sub("", decoded(held[:_MOST_BYTES])))


def _unpacked(stream: Stream) -> bytes:
    """Return the content of a stream, but not more than anybody writes; a small file may hold a large one."""
    if stream.get("/Filter") == Name.FlateDecode:
        return zlib.decompressobj().decompress(stream.read_raw_bytes(), _MOST_BYTES)
    return stream.read_raw_bytes() if "/Filter" not in stream else b""


def decoded(held: bytes) -> str:
    """Return the text of a string of a PDF (7.9.2.2); UTF-8 is known without its mark, too, as some programs write it.

    What does not belong to the encoding becomes U+FFFD.
    """
    for mark, encoding in _MARKS:
        if held.startswith(mark):
            return held.removeprefix(mark).decode(encoding, "replace")
    try:
        return held.decode("utf-8")
    except UnicodeDecodeError:
        return held.decode("pdfdoc", "replace")


def _label(document: Pdf, content: bytes) -> tuple[str, str]:
    """Return a sheet's id and version, as its keywords have them, or the text in its foot; empty if neither does."""
    told = _text(document.docinfo.get("/Keywords")) if "/Info" in document.trailer else ""
    for text in (told, *_texts(document, content)) if not _LABEL.search(told) else (told,):
        if found := [*_LABEL.finditer(text)]:
            return found[-1][1], found[-1][2]
    return "", ""
