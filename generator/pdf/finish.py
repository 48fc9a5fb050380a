"""Turn the PDF that the renderer wrote into one that every reader shows and fills in alike.

The rules and what each viewer does without them: PDF 32000-1 12.7 (interactive forms), ISO 14289-1 7.18 (PDF/UA).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from generator.documents.job import FORM_FONT, Job
from generator.pdf.claims import claim_ua_too
from generator.pdf.fill import FONT, fill_in
from generator.pdf.form_font import FormFont
from generator.pdf.panels import sections
from generator.problems.problem import Advice, Place, Problems, Sentence

# PDF 32000-1, table 221: bit 2 of a field's flags.
_REQUIRED = 1 << 1
_HARMLESS = ("https://", "http://", "mailto:", "tel:", "sms:")
_FONT_IN_APPEARANCE = re.compile(rb"/(\S+)\s+([\d.]+)\s+Tf")


def finish(pdf: bytes, job: Job) -> bytes:
    """Return the finished PDF: fields put right, both standards claimed, and the same bytes for the same input."""
    with pikepdf.open(BytesIO(pdf)) as document:
        if job.use == "filling-in" and "/AcroForm" in document.Root:
            truetype = job.assets[FORM_FONT]
            _put_fields_right(document, FormFont(truetype), job.required)
            fill_in(document, job.answers, truetype)
        _refuse_harmful_links(document, job.stem)
        _name_inner_links(document)
        _read_last(document, [number for number, section in enumerate(sections(job.html)) if section.last])
        claimed = claim_ua_too(document.Root.Metadata.read_bytes())
        document.Root.Metadata = document.make_stream(claimed, Type=Name.Metadata, Subtype=Name.XML)
        return saved(document)


def saved(document: Pdf, version: str = "") -> bytes:
    """Return the bytes of a PDF, the same for the same content; `version` is that of the format, where it matters."""
    out = BytesIO()
    document.save(
        out,
        deterministic_id=True,
        force_version=version,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        recompress_flate=True,
    )
    return out.getvalue()


def _refuse_harmful_links(document: Pdf, stem: str) -> None:
    """Raise GeneratorError for a link that does not lead to the web, a mail, a call or a message to a telephone.

    Others may run a script or open a file on the reader's machine (PDF 32000-1 12.6.4).
    """
    problems = Problems()
    for page in document.pages:
        for link in page.get("/Annots", Array()):
            action = link.get("/A", Dictionary())
            address = str(action.get("/URI", ""))
            if "/S" in action and (action.S != Name.URI or not address.lower().startswith(_HARMLESS)):
                found = Sentence("a link cannot lead to '{address}'", address=address[:60] or str(action.S))
                advice = Advice("link-not-allowed", found, "Write an address from https:// on.")
                problems.append(advice.at(Place(f"{stem}.pdf")))
    problems.raise_if_any()


def _name_inner_links(document: Pdf) -> None:
    """Say the page that a link leads to, where the renderer says the place's id (ISO 14289-1 7.18.5)."""
    names = document.Root.get("/Names", Dictionary()).get("/Dests")
    if names is None:
        return
    places = pikepdf.NameTree(names)
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
    for page in document.pages:
        for link in page.get("/Annots", Array()):
            if link.get("/Subtype") == Name.Link and "/Dest" in link:
                link.Contents = pikepdf.String(f"Side {numbers[places[str(link.Dest)][0].objgen]}")


def _read_last(document: Pdf, numbers: list[int]) -> None:
    """Move sections to the end of what is read: the back of a pamphlet is on its first page."""
    whole = document.Root.StructTreeRoot.K[0]
    found = list(_sections(whole))
    for number in numbers:
        section = found[number]
        section.P.K = Array([kid for kid in section.P.K if kid.objgen != section.objgen])
        section.P = whole
        whole.K.append(section)


def _sections(element: Object) -> Iterator[Object]:
    """Yield the sections below an element of the structure, in the order of the HTML."""
    for kid in element.get("/K", Array()):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from [kid] if Name.Sect == kid.S else _sections(kid)


def _put_fields_right(document: Pdf, font: FormFont, required: frozenset[str]) -> None:
    form = document.Root.AcroForm
    # Viewers that are told to draw the answers themselves either draw the text or the ticks (pdf-lib 354).
    if "/NeedAppearances" in form:
        del form["/NeedAppearances"]
    font_object = font.embed(document)
    form.DR = Dictionary(Font=Dictionary({FONT: font_object}))
    form.DA = pikepdf.String(f"{FONT} 10 Tf 0 g")
    replaced: set[str] = set()
    drawings = _Drawings(document)
    for page in document.pages:
        for widget in page.get("/Annots", Array()):
            if widget.get("/Subtype") == Name.Widget:
                _put_right(drawings, widget, replaced)
                if str(widget.T) in required:
                    widget.Ff = int(widget.get("/Ff", 0)) | _REQUIRED
        page_fonts = page.get("/Resources", Dictionary()).get("/Font", Dictionary())
        for name in replaced & set(page_fonts.keys()):
            del page_fonts[name]


def _put_right(drawings: _Drawings, widget: Object, replaced: set[str]) -> None:
    left, bottom, right, top = (float(number) for number in widget.Rect)
    widget.Rect = Array([min(left, right), min(bottom, top), max(left, right), max(bottom, top)])
    width, height = abs(right - left), abs(top - bottom)
    if Name.Btn == widget.FT:
        # Without an Off state a viewer keeps the tick that was taken away.
        widget.AP.N.Off = drawings.empty(width, height)
        for state, drawing in list(widget.AP.N.items()):
            widget.AP.N[state] = drawings.shared(drawing)
        widget.DA = pikepdf.String("/ZaDb 0 Tf 0 g")
        return
    found = _FONT_IN_APPEARANCE.search(bytes(widget.DA))
    size = float(found[2]) if found else 10.0
    if found:
        replaced.add(f"/{found[1].decode()}")
    # A fixed size: with size 0 the viewer of iPhones shows nothing.
    widget.DA = pikepdf.String(f"{FONT} {size:g} Tf 0 g")
    widget.AP = Dictionary(N=drawings.empty(width, height, b"/Tx BMC EMC"))


class _Drawings:
    """What the fields of one document look like; fields that look alike share one drawing, or a table gets heavy."""

    def __init__(self, document: Pdf) -> None:
        self._document = document
        self._known: dict[tuple[bytes, str], Object] = {}

    def empty(self, width: float, height: float, content: bytes = b"q Q") -> Object:
        """Return the drawing of a field without an answer, `width` × `height` pt; not empty, which viewers report."""
        drawing = Stream(self._document, content)
        drawing.Type = Name.XObject
        drawing.Subtype = Name.Form
        drawing.BBox = Array([0, 0, round(width, 3), round(height, 3)])
        drawing.Resources = Dictionary()
        return self.shared(self._document.make_indirect(drawing))

    def shared(self, drawing: Object) -> Object:
        """Return the first drawing that looks like this one."""
        box = " ".join(f"{float(edge):.3f}" for edge in drawing.BBox)
        return self._known.setdefault((drawing.read_bytes(), box), drawing)
