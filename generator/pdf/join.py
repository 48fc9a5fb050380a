"""Turn a document with rooms for the pages of other PDFs, and those PDFs, into one that is tagged throughout.

The pages of a part are not laid out again. Each comes into the page of the document that holds its room: what that page
has of its own, such as its number, is drawn over it, and the part's structure goes where the room stands in the
document's. PDF 32000-1: 14.7 (logical structure), 14.8 (tagged PDF).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, NameTree, NumberTree, Object, Page, Pdf, String

from generator.documents.job import BINDING, ROOM, Product

_MM = 72 / 25.4


def with_rooms(html: str, parts: Mapping[str, Product]) -> str:
    """Return the HTML of a document with as many rooms for each part as it has pages; parts are known by their stem."""
    number = 0

    def rooms(found: re.Match[str]) -> str:
        nonlocal number
        first, number = number, number + parts[found[1]].pages
        return "".join(f'<div class="room" id="{_room(each)}"></div>' for each in range(first, number))

    return ROOM.sub(rooms, html)


def joined(pdf: bytes, html: str, parts: Mapping[str, Product]) -> bytes:
    """Return the PDF of `html` (as it was before it got its rooms) with the pages of the parts in the rooms."""
    stems = ROOM.findall(html)
    if not stems:
        return pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        places = NameTree(document.Root.Names.Dests)
        pages = {page.obj.objgen: page for page in document.pages}
        first = 0
        for stem in stems:
            numbers = range(first, first + parts[stem].pages)
            with pikepdf.open(BytesIO(parts[stem].pdf)) as part:
                _Part(document, part, _room(first)).lay_in([pages[places[_room(each)][0].objgen] for each in numbers])
            first = numbers.stop
        out = BytesIO()
        document.save(out)
    return out.getvalue()


def _room(number: int) -> str:
    return f"room-{number}"


class _Part:
    """A finished PDF whose pages and structure become those of `document`; `name` stands before its own names."""

    def __init__(self, document: Pdf, part: Pdf, name: str) -> None:
        self._document, self._part, self._name = document, part, name
        # What must be printed as large as it is drawn has room for holes (documents/jobs), in turn on either side.
        self._has_holes = part.Root.get("/ViewerPreferences", Dictionary()).get("/PrintScaling") == Name("/None")
        own_pages = len(document.pages)
        # Before the structure is copied: so its elements point at these pages, and not at copies of their own.
        for page in part.pages:
            document.pages.append(page)
        self._pages = list(document.pages)[own_pages:]
        self._structure = document.copy_foreign(part.Root.StructTreeRoot)
        del document.pages[own_pages:]

    def lay_in(self, rooms: Sequence[Page]) -> None:
        """Put the pages into the pages with rooms for them, and the structure where the first room stands."""
        self._put_structure([room.obj for room in rooms])
        elements = NumberTree(self._structure.ParentTree)
        for number, (room, page) in enumerate(zip(rooms, self._pages, strict=True)):
            contents = list(elements[int(page.obj.StructParents)])
            for content in contents:
                _move_unlisted(content, page.obj, room.obj)
            right = _sideways(room, number) if self._has_holes else 0
            _draw_below(self._document, room, page, right, len(contents))
            _put_first(self._document, room, contents)
            self._take_links(room, page, right, [other.obj for other in rooms])

    def _put_structure(self, rooms: Sequence[Object]) -> None:
        """Make the part's elements point at the rooms, and hang them into the document's structure."""
        by_page = {page.obj.objgen: room for page, room in zip(self._pages, rooms, strict=True)}
        whole = self._document.Root.StructTreeRoot.K[0]
        part = self._structure.K[0]
        for element in elements(part):
            if Name.Pg in element:
                element.Pg = by_page[element.Pg.objgen]
            _rename_cells(element, self._name)
        later = {room.objgen for room in rooms[1:]}
        # Of a room alone there is nothing to read.
        kids = [kid for kid in whole.K if kid.Pg.objgen not in later or _is_read(kid)]
        holder = next(kid for kid in reversed(kids) if kid.Pg.objgen == rooms[0].objgen)
        whole.K = Array(kids)
        part.S, part.P = Name.Part, holder
        holder.K.append(part)

    def _take_links(self, room: Page, page: Page, right: float, rooms: Sequence[Object]) -> None:
        """Take over a page's links, moved by `right` pt like all that is on it."""
        elements, mine = NumberTree(self._structure.ParentTree), _elements_by_key(self._document)
        links = list(page.obj.get(Name.Annots, Array()))
        for key, link in enumerate(links, max(mine) + 1):
            mine[key] = elements[int(link.StructParent)]
            link.StructParent = key
            left, bottom, edge, top = (float(number) for number in link.Rect)
            link.Rect = Array([left + right, bottom, edge + right, top])
            if Name.Dest in link:
                link.Dest = self._place(str(link.Dest), rooms)
        if links:
            room.obj.Annots = self._document.make_indirect(Array(links))

    def _place(self, name: str, rooms: Sequence[Object]) -> String:
        """Return the name in the document of a place in the part, which it gets."""
        number = {page.obj.objgen: number for number, page in enumerate(self._part.pages)}
        page, *where = NameTree(self._part.Root.Names.Dests)[name]
        own_name = f"{self._name}-{name}"
        NameTree(self._document.Root.Names.Dests)[own_name] = Array([rooms[number[page.objgen]], *where])
        return String(own_name)


def _elements_by_key(document: Pdf) -> NumberTree:
    return NumberTree(document.Root.StructTreeRoot.ParentTree)


def elements(element: Object) -> Iterator[Object]:
    """Yield an element of the structure and all below it, with what only refers to content."""
    waiting = [element]
    while waiting:
        each = waiting.pop()
        yield each
        kids = each.get(Name.K, Array())
        waiting += [kid for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary)]


def _move_unlisted(element: Object, page: Object, room: Object) -> None:
    """Make what stands in a page's margin point at the room: nothing leads to it, but it holds on to its page."""
    while Name.Pg in element and element.Pg.objgen == page.objgen:
        element.Pg = room
        element = element.P


def _is_read(element: Object) -> bool:
    """Return whether an element of the structure has content of its own or below it."""
    return any(not isinstance(kid, Dictionary) for each in elements(element) for kid in each.get(Name.K, Array()))


def _rename_cells(element: Object, name: str) -> None:
    """Let the cells of a table be called differently in each part: a cell names those that are its headings."""
    if Name.ID in element:
        element.ID = String(f"{name}-{element.ID}")
    headers = element.get(Name.A, Dictionary()).get(Name.Headers)
    if headers is not None:
        element.A.Headers = Array([String(f"{name}-{header}") for header in headers])


def _sideways(room: Page, number: int) -> float:
    """Return by how many pt a part's page moves to the right, if its holes come to the other edge of the paper."""
    is_front = room.index % 2 == 0
    was_front = number % 2 == 0
    return (is_front - was_front) * BINDING * _MM


def _draw_below(document: Pdf, room: Page, page: Page, right: float, own_from: int) -> None:
    """Draw a part's page on the page with the room for it, below what that has of its own.

    The numbers of the part's tagged content stay; those of the room's own begin with `own_from`.
    """
    own, used = _own_content(room, own_from)
    moved = b"q 1 0 0 1 %.4f 0 cm\n" % right
    resources, mine = _resources_of(page), _resources_of(room)
    for kind, name in used:
        resources.setdefault(kind, {})[_own_name(name)] = mine[kind][name]
    room.obj.Contents = document.make_stream(moved + _content(page) + b"\nQ\n" + own)
    room.obj.Resources = Dictionary({kind: Dictionary(named) for kind, named in resources.items()})
    for box in (Name.MediaBox, Name.TrimBox, Name.BleedBox):
        room.obj[box] = page.obj[box]


def _resources_of(page: Page) -> dict[str, dict[str, Object]]:
    """Return what the content of a page uses, by kind and name."""
    found = page.obj.Resources
    return {kind: dict(found[kind].items()) for kind in found.keys() if isinstance(found[kind], Dictionary)}  # noqa: SIM118


def _content(page: Page) -> bytes:
    contents = page.obj.Contents
    streams = contents if isinstance(contents, Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def _own_content(room: Page, first: int) -> tuple[bytes, set[tuple[str, str]]]:
    """Return what a page with a room draws itself, its tagged content numbered from `first` on.

    The resources it uses come with it, as kind and name; their names are others now, so that no part has the same.
    """
    used: set[tuple[str, str]] = set()
    known = {name: kind for kind, named in _resources_of(room).items() for name in named}
    instructions = []
    for instruction in pikepdf.parse_content_stream(room):
        operands = list(instruction.operands)
        if str(instruction.operator) == "BDC":
            operands[1].MCID = int(operands[1].MCID) + first
        for number, operand in enumerate(operands):
            if isinstance(operand, Name) and str(operand) in known:
                used.add((known[str(operand)], str(operand)))
                operands[number] = Name(_own_name(str(operand)))
        instructions.append(ContentStreamInstruction(operands, instruction.operator))
    return pikepdf.unparse_content_stream(instructions), used


def _own_name(name: str) -> str:
    return f"/Room-{name[1:]}"


def _put_first(document: Pdf, room: Page, contents: Sequence[Object]) -> None:
    """Let the elements of a part's tagged content be the first of those on the page with its room."""
    elements = _elements_by_key(document)
    key = int(room.obj.StructParents)
    own = list(elements[key])
    for element in {each.objgen: each for each in own}.values():
        kids = [kid if isinstance(kid, Dictionary) else int(kid) + len(contents) for kid in element.K]
        element.K = Array(kids)
    elements[key] = Array([*contents, *own])
