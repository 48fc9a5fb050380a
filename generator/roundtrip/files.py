"""Turn a folder of files that came back into what each holds, or why it is not read.

What kind of file it is, its first bytes say; no file, whatever it holds, keeps the others from being read.
"""

import hashlib
import io
import os
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.data.unseen import as_saved
from generator.pdf.returned import BrokenError, LockedError, ReturnedPdf, returned_pdf
from generator.roundtrip import reasons
from generator.roundtrip.reasons import Reason
from generator.sheets.answers.base import Fields
from generator.sheets.web_file import LettersError, web_sheet

_MOST_BYTES, _MOST_IN_ZIP = 32 * 1024 * 1024, 5_000
# Of all files in a zip together, which may be small itself.
_MOST_UNPACKED = 8 * _MOST_BYTES
_SYSTEM = {".ds_store", "thumbs.db", "desktop.ini", "__macosx"}
# What deleted files lie in, and what disks and their servers keep for themselves.
_WASTE = {"$recycle.bin", "#recycle", "@eadir", "lost+found", "system volume information", "__macosx"}
# What the files end in that sheets come back as.
_OF_SHEETS = {".pdf", ".html", ".htm", ".zip"}
# How files begin that are told by it; of a PDF and a web page more is to be known.
_BEGINNINGS: tuple[tuple[bytes, Reason], ...] = (
    (b"%FDF-", reasons.DATA),
    (b"\xd0\xcf\x11\xe0", reasons.OUTLOOK),
    (b"\xff\xd8\xff", reasons.PICTURE),
    (b"\x89PNG", reasons.PICTURE),
    (b"II*\0", reasons.PICTURE),
    (b"MM\0*", reasons.PICTURE),
    (b"GIF8", reasons.PICTURE),
    (b"RIFF", reasons.PICTURE),
    (b"{\\rtf", reasons.OFFICE),
)
_MAIL = (b"received:", b"from:", b"return-path:", b"mime-version:", b"delivered-to:", b"message-id:", b"subject:")


@dataclass(frozen=True, repr=False)
class Return:
    """A sheet that came back: `file` is its name within the folder, `sheet` its id, which may be no sheet of ours."""

    file: str
    sheet: str
    version: str
    fields: Fields
    changed: float
    digest: str
    unclear: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Unread:
    """A file that is not read, and why; `offered` is what was found in it that may help."""

    file: str
    why: Reason
    offered: str = ""


def read_folder(
    folder: Path, sheets: Mapping[str, Collection[str]], skipped: Collection[str]
) -> Iterator[Return | Unread]:
    """Yield each file in a folder and those below it as what it holds, or why it is not read.

    `sheets` has the fields of each sheet by its id, to know one that does not name itself. Files that are called like
    one of `skipped` are ours.
    """
    for path, why in _files(folder):
        name = as_saved(path.relative_to(folder).as_posix())
        if why:
            yield Unread(name, why)
        elif path.name not in skipped:
            yield from _read_file(path, name, sheets)


def _files(folder: Path) -> Iterator[tuple[Path, Reason | None]]:
    """Yield each file, and each folder that is not entered with the reason for it."""
    closed: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders.sort()
        left = {name: why for name in folders if (why := _why_not_entered(Path(place, name)))}
        folders[:] = [name for name in folders if name not in left]
        yield from ((Path(place, name), why) for name, why in left.items())
        yield from ((Path(place, name), None) for name in sorted(names))
    yield from ((path, reasons.CLOSED) for path in closed)


def _why_not_entered(path: Path) -> Reason | None:
    if path.is_symlink():
        return reasons.LINK
    if path.name.lower() in _WASTE:
        return reasons.WASTE
    # A repository, a bin or a program's own store: what lies there was put away, or is no sheet.
    return reasons.HIDDEN if path.name.startswith(".") else None


def _read_file(path: Path, name: str, sheets: Mapping[str, Collection[str]]) -> Iterator[Return | Unread]:
    try:
        if path.is_symlink() or not path.is_file():
            yield Unread(name, reasons.LINK)
        elif path.stat().st_size > _MOST_BYTES:
            yield Unread(name, reasons.TOO_LARGE)
        else:
            yield from _read(name, path.read_bytes(), path.stat().st_mtime, sheets)
    except OSError:
        yield Unread(name, reasons.NOT_OPENED)


def _read(
    name: str, content: bytes, changed: float, sheets: Mapping[str, Collection[str]], *, in_zip: bool = False
) -> Iterator[Return | Unread]:
    if why := _told_by_name(name):
        yield Unread(name, why)
    elif content.startswith(b"PK"):
        yield from [Unread(name, reasons.ZIP_IN_ZIP)] if in_zip else _in_zip(name, content, changed, sheets)
    elif not content:
        yield Unread(name, reasons.EMPTY)
    elif b"%PDF-" in content[:1024]:
        yield _pdf(name, content, changed, sheets)
    elif why := _told_by_beginning(content):
        yield Unread(name, why)
    else:
        yield _web(name, content, changed)


def _told_by_name(name: str) -> Reason | None:
    path = PurePosixPath(name.lower())
    if path.name.startswith(("~$", ".~lock.")):
        return reasons.LOCK
    if path.suffix == ".icloud":
        return reasons.CLOUD
    is_system = path.name.startswith("._") or not _SYSTEM.isdisjoint(path.parts)
    if is_system:
        return reasons.SYSTEM
    if not _WASTE.isdisjoint(path.parts):
        return reasons.WASTE
    if not any(part.startswith(".") and part != ".." for part in path.parts):
        return None
    return reasons.HIDDEN_SHEET if path.suffix in _OF_SHEETS else reasons.HIDDEN


def _told_by_beginning(content: bytes) -> Reason | None:
    for beginning, why in _BEGINNINGS:
        if content.startswith(beginning):
            return why
    if content[4:8] == b"ftyp":
        return reasons.PICTURE
    start = content[:4096].lower()
    if b"<xfdf" in start:
        return reasons.DATA
    return reasons.MAIL if start.lstrip().startswith(_MAIL) else None


def _in_zip(
    name: str, content: bytes, changed: float, sheets: Mapping[str, Collection[str]]
) -> Iterator[Return | Unread]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            names = {entry.filename for entry in entries}
            if {"[Content_Types].xml", "mimetype"} & names:
                yield Unread(name, reasons.OFFICE)
                return
            room = _MOST_UNPACKED
            for entry in entries[:_MOST_IN_ZIP]:
                inner = as_saved(f"{name}/{entry.filename}")
                if entry.flag_bits & 1:
                    yield Unread(inner, reasons.LOCKED)
                elif entry.file_size > _MOST_BYTES:
                    yield Unread(inner, reasons.TOO_LARGE)
                elif room > 0:
                    unpacked = _unzipped(archive, entry)
                    room -= len(unpacked)
                    yield from _read(inner, unpacked, changed, sheets, in_zip=True)
            if entries[_MOST_IN_ZIP:] or room <= 0:
                yield Unread(name, reasons.TOO_LARGE)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, RuntimeError):
        yield Unread(name, reasons.NO_ZIP)


def _unzipped(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as file:
        # What the list says of its size may be wrong.
        return file.read(_MOST_BYTES)


def _web(name: str, content: bytes, changed: float) -> Return | Unread:
    try:
        read = web_sheet(content)
    except (ValueError, RecursionError) as error:
        if not re.search(rb"<(html|!doctype)\b", content[:8192].replace(b"\0", b""), re.IGNORECASE):
            return Unread(name, reasons.NOTHING_KNOWN)
        if isinstance(error, LettersError):
            return Unread(name, reasons.OTHER_LETTERS)
        is_called_pdf = name.lower().endswith(".pdf")
        return Unread(name, reasons.WEB_PAGE if is_called_pdf else reasons.NO_WEB_SHEET)
    return Return(name, read.id, read.version, read.fields, changed, hashlib.sha256(content).hexdigest())


def _pdf(name: str, content: bytes, changed: float, sheets: Mapping[str, Collection[str]]) -> Return | Unread:
    try:
        read = returned_pdf(content)
    except LockedError:
        return Unread(name, reasons.LOCKED)
    except BrokenError:
        return Unread(name, reasons.BROKEN)
    if read.repeated:
        return Unread(name, reasons.TOGETHER)
    if not read.names:
        return Unread(name, _why_without_fields(read), "\n".join(text for _, text in read.laid_on if text))
    sheet = read.sheet or _sheet_with(read.names, sheets)
    if not sheet:
        return Unread(name, reasons.OTHER_FORM)
    digest = hashlib.sha256(content).hexdigest()
    return Return(name, sheet, read.version, read.fields, changed, digest, read.unclear, tuple(_remarks(read)))


def _why_without_fields(read: ReturnedPdf) -> Reason:
    if read.laid_on:
        pages = ", ".join(sorted({str(page) for page, _ in read.laid_on}))
        return Reason(f"{reasons.LAID_ON.found} (side {pages})", reasons.LAID_ON.way_out)
    if read.sheet:
        told = ", ".join(filter(None, (f"{read.sheet} {read.version}", read.number)))
        return Reason(f"{reasons.PRINTED.found} ({told})", reasons.PRINTED.way_out)
    if read.repaired:
        return reasons.BROKEN
    return reasons.SCANNED if read.pictures else reasons.NO_SHEET


def _sheet_with(names: frozenset[str], sheets: Mapping[str, Collection[str]]) -> str:
    """Return the one sheet that has all fields of a file which does not say what it is; empty if there is no such."""
    found = [key for key, fields in sheets.items() if names <= set(fields)]
    return found[0] if len(found) == 1 else ""


def _remarks(read: ReturnedPdf) -> Iterator[str]:
    if read.repaired:
        yield "Filen var beskadiget. Se efter, om noget mangler."
    if read.laid_on:
        pages = ", ".join(sorted({str(page) for page, _ in read.laid_on if page}))
        yield f"Der er også skrevet oven på arket. Det er ikke med her (side {pages})."
    if read.signed:
        yield "Underskrevet digitalt."
