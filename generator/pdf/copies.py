"""Turn the pages of a PDF and their structure into as many copies as are wanted, behind the PDF's own bytes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf, String

from generator.pdf.foot import number_in
from generator.pdf.join import elements
from generator.pdf.update import Update

# Stands in the names of table cells for what tells those of one copy from those of another.
_COPY = "COPY-OF-A-PAGE"
_SLOT = re.compile(rb"(?<![\d.])(\d+) 0 R\b|" + _COPY.encode())


class _Object(NamedTuple):
    """What an object says: pieces, and between each two the position of the object it names, or -1 for the copy."""

    pieces: tuple[bytes, ...]
    slots: tuple[int, ...]


def to_be_copied(document: Pdf) -> None:
    """Let the structure of an open document be one part of several, and hold nothing that only one copy can have."""
    structure = document.Root.StructTreeRoot
    part = structure.K[0]
    whole = Dictionary(Type=Name.StructElem, S=Name.Document, P=structure, K=Array([part]))
    structure.K = Array([document.make_indirect(whole)])
    part.S, part.P = Name.Part, structure.K[0]
    for key in (Name.IDTree, Name.ParentTreeNextKey):
        if key in structure:
            del structure[key]
    for page in document.pages:
        # A link is of no use on paper.
        if Name.Annots in page.obj:
            del page.obj[Name.Annots]
    for element in elements(part):
        if Name.K in element and isinstance(element.K, Array):
            element.K = Array([kid for kid in element.K if not _is_annotation(kid)])
        if Name.ID in element:
            element.ID = String(f"{_COPY}-{element.ID}")
        headers = element.get(Name.A, Dictionary()).get(Name.Headers)
        if headers is not None:
            kept = dict(element.A.items())
            element.A = Dictionary({**kept, "/Headers": Array([String(f"{_COPY}-{header}") for header in headers])})


def _is_annotation(kid: Object | int) -> bool:
    return isinstance(kid, Dictionary) and kid.get(Name.Type) == Name.OBJR


@dataclass(frozen=True)
class Copies:
    """The pages of a PDF, ready to be copied. Of each copy the first objects are its streams, then its pages."""

    pages: int
    streams: int
    page_objects: tuple[_Object, ...]
    objects: tuple[_Object, ...]
    tagged: tuple[int, ...]
    """The positions of the lists of what is tagged, page by page."""
    part: int
    root: bytes
    box: bytes
    numbers: tuple[int, ...]
    """Those of the PDF's root, its list of pages, its structure, the element for the whole, and the tree of tags."""

    def begin(self, update: Update) -> "Copying":
        """Return what appends copies to an update; only they are shown then."""
        return Copying(self, update)


def copies_of(document: Pdf) -> Copies:
    """Return what there is to be copied of an open document, after `to_be_copied`."""
    root, structure = document.Root, document.Root.StructTreeRoot
    whole, tree = structure.K[0], structure.ParentTree
    part = whole.K[0]
    pages = [page.obj for page in document.pages]
    number = number_in(document)
    assert number is not None
    streams = [number, *(page.Contents[-1] for page in pages)]
    tagged = [NumberTree(tree)[int(page.StructParents)] for page in pages]
    resources = {page.Resources.objgen: page.Resources for page in pages}
    inner = {each.XObject.objgen: each.XObject for each in resources.values() if each.XObject.is_indirect}
    listed = [*streams, *pages, *tagged, *resources.values(), *inner.values(), *elements(part)]
    positions = {each.objgen[0]: at for at, each in enumerate(listed)}
    assert len(positions) == len(listed), "each is an object of its own"
    kept = {key: value for key, value in root.items() if key not in ("/Outlines", "/Names")}
    for page in pages:
        del page[Name.StructParents]
    others = [_object(each, positions) for each in listed[len(streams) :]]
    return Copies(
        len(pages),
        len(streams),
        tuple(others[: len(pages)]),
        tuple(others[len(pages) :]),
        tuple(positions[each.objgen[0]] for each in tagged),
        positions[part.objgen[0]],
        Dictionary(kept).unparse().removesuffix(b">>"),
        pages[0].MediaBox.unparse(),
        tuple(each.objgen[0] for each in (root, root.Pages, structure, whole, tree)),
    )


def _object(each: Object, positions: dict[int, int]) -> _Object:
    """Return what an object says with the places of what is another one in each copy."""
    # What is in an object's own dictionary and not what its name stands for.
    said = each.unparse(resolved=True)
    pieces, slots, end = [], [], 0
    for found in _SLOT.finditer(said):
        position = positions.get(int(found[1]), -2) if found[1] else -1
        if position != -2:
            pieces.append(said[end : found.start()])
            slots.append(position)
            end = found.end()
    return _Object((*pieces, said[end:]), tuple(slots))


@dataclass
class Copying:
    """Copies on their way into an update."""

    copies: Copies
    update: Update
    shown: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    tagged: list[int] = field(default_factory=list)
    titles: list[tuple[str, int]] = field(default_factory=list)

    def add(self, title: str, streams: Sequence[bytes]) -> None:
        """Append a copy, called `title` in the contents, with streams of its own; it begins on a right-hand page."""
        copies, update = self.copies, self.update
        first, count = update.free, len(self.parts)
        size = copies.streams + copies.pages + len(copies.objects)
        names = [b"%d 0 R" % number for number in range(first, first + size)] + [b"%d" % count]
        for at, stream in enumerate(streams):
            update.add(first + at, stream)
        start = first + copies.streams
        objects = {}
        for at, page in enumerate(copies.page_objects):
            key = count * copies.pages + at
            objects[start + at] = b"%b /StructParents %d >>" % (_said(page, names).removesuffix(b">>"), key)
        for at, each in enumerate(copies.objects, copies.pages):
            objects[start + at] = _said(each, names)
        self.titles.append((title, start))
        self.shown += range(start, start + copies.pages)
        if copies.pages % 2:
            empty = first + size
            said = b"<< /Type /Page /Parent %d 0 R /MediaBox %b /Resources << >> >>"
            objects[empty] = said % (copies.numbers[1], copies.box)
            self.shown.append(empty)
        update.add_packed(objects)
        self.parts.append(first + copies.part)
        self.tagged += [first + position for position in copies.tagged]

    def end(self) -> None:
        """Append what lists the copies: pages, structure and contents."""
        update = self.update
        root, pages, structure, whole, tree = self.copies.numbers
        outline = update.free
        items = {}
        for at, (title, page) in enumerate(self.titles, 1):
            beside = b"/Prev %d 0 R " % (outline + at - 1) if at > 1 else b""
            beside += b"/Next %d 0 R " % (outline + at + 1) if at < len(self.titles) else b""
            text = title.encode("utf-16-be").hex().encode()
            said = b"<< /Title <feff%b> /Parent %d 0 R %b/Dest [ %d 0 R /Fit ] >>"
            items[outline + at] = said % (text, outline, beside, page)
        said = b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>"
        items[outline] = said % (outline + 1, outline + len(items), len(items))
        nums = b" ".join(b"%d %d 0 R" % pair for pair in enumerate(self.tagged))
        update.add_packed(
            items
            | {
                root: b"%b /Outlines %d 0 R >>" % (self.copies.root, outline),
                pages: b"<< /Type /Pages /Count %d /Kids [ %b ] >>" % (len(self.shown), _listed(self.shown)),
                whole: b"<< /Type /StructElem /S /Document /P %d 0 R /K [ %b ] >>" % (structure, _listed(self.parts)),
                tree: b"<< /Nums [ %b ] >>" % nums,
            }
        )


def _said(each: _Object, names: Sequence[bytes]) -> bytes:
    if not each.slots:
        return each.pieces[0]
    found = [each.pieces[0]]
    for slot, piece in zip(each.slots, each.pieces[1:], strict=True):
        found += (names[slot], piece)
    return b"".join(found)


def _listed(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)
