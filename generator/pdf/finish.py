"""Turn the PDF that the renderer wrote into one that every reader shows and fills in alike.

The rules and what each viewer does without them: PDF 32000-1 12.7 (interactive forms), ISO 14289-1 7.18 (PDF/UA).
"""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from generator.documents.job import FORM_FONT, Job
from generator.pdf.field_room import most_letters
from generator.pdf.fill import FONT, FONT_AND_SIZE, fill_in, font_size, form_drawing, saved
from generator.pdf.form_font import FormFont, form_font
from generator.pdf.outlines import alike
from generator.pdf.panels import sections
from generator.problems.problem import Advice, Place, Problems, Sentence

# PDF 32000-1, tables 221 and 228: bits 2, 13 and 24 of a field's flags.
_REQUIRED = 1 << 1
_MULTILINE = 1 << 12
_DO_NOT_SCROLL = 1 << 23
_HARMLESS = ("https://", "http://", "mailto:", "tel:", "sms:")
# The renderer claims one standard only, though what it makes keeps both. A property that PDF/A does not know needs a
# schema that describes it (ISO 19005-2, 6.6.2.3); the property itself is ISO 14289-1, 5.
_CLAIM = """<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_Known = dict[tuple[bytes, str], Object]


def finish(pdf: bytes, job: Job) -> bytes:
    """Return the finished PDF: fields put right, both standards claimed, and the same bytes for the same input."""
    with pikepdf.open(BytesIO(pdf)) as document:
        if job.use == "filling-in" and "/AcroForm" in document.Root:
            truetype = job.assets[FORM_FONT]
            _put_fields_right(document, form_font(truetype), job.required)
            fill_in(document, job.answers, truetype)
        _refuse_harmful_links(document, job.stem)
        _name_inner_links(document)
        _read_last(document, job)
        _say_once(document)
        say_how_to_print(document, job)
        _claim_ua_too(document)
        show_dots_as_they_are(document)
        for page in document.pages:
            page.Contents.write(alike(page.Contents.read_bytes()))
        return saved(document)


def _say_once(document: Pdf) -> None:
    """Let drawings of one size and kind share what they say of themselves: it is the part of them that stays as it is.

    A sheet has a drawing for each pictogram, and their contents alone are compressed.
    """
    known: dict[bytes, Object] = {}
    for drawing in document.objects:
        for key in ("/BBox", "/Group") if isinstance(drawing, Stream) else ():
            if key in drawing and not drawing[key].is_indirect:
                said = drawing[key].unparse()
                if said not in known:
                    known[said] = document.make_indirect(drawing[key])
                drawing[key] = known[said]


def say_how_to_print(document: Pdf, job: Job) -> None:
    """Ask for the size as drawn where measures matter, and for both sides of the paper (PDF 32000-1, table 150).

    Without it, viewers make a page a little smaller than it is: a fold, a cut or a line to write on is somewhere else.
    """
    wishes = document.Root.ViewerPreferences
    if job.measured or any(panel.width for panel in sections(job)):
        wishes.PrintScaling = Name("/None")
        wishes.PickTrayByPDFSize = True
    if job.both_sides and len(document.pages) > 1:
        ask_for_both_sides(document)


def ask_for_both_sides(document: Pdf) -> None:
    """Ask for both sides of the paper, turned like the pages of a book."""
    left, bottom, right, top = document.pages[0].mediabox
    flip = Name.DuplexFlipShortEdge if right - left > top - bottom else Name.DuplexFlipLongEdge
    document.Root.ViewerPreferences.Duplex = flip


def show_dots_as_they_are(document: Pdf) -> None:
    """Take away that viewers should smooth pictures, which no archive's file may ask for (ISO 19005-2, 6.2.8)."""
    for item in document.objects:
        if isinstance(item, Stream) and "/Interpolate" in item:
            del item["/Interpolate"]


def _claim_ua_too(document: Pdf) -> None:
    """Say in the metadata of a PDF/A-2a file that it is PDF/UA-1 as well."""
    before, end, after = document.Root.Metadata.read_bytes().partition(b"</rdf:RDF>")
    assert end not in after, "the renderer writes one block of statements"
    claimed = before + _CLAIM.encode() + end + after
    document.Root.Metadata = document.make_stream(claimed, Type=Name.Metadata, Subtype=Name.XML)


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


def _read_last(document: Pdf, job: Job) -> None:
    """Move sections to the end of what is read: the back of a pamphlet is on its first page."""
    whole = document.Root.StructTreeRoot.K[0]
    found = list(_sections(whole))
    for number, panel in enumerate(sections(job)):
        if panel.last:
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
    simple, complete = font.embed(document)
    form.DR = Dictionary(Font=Dictionary({FONT: simple}))
    replaced: set[str] = set()
    known: _Known = {}
    for page in document.pages:
        for widget in page.get("/Annots", Array()):
            if widget.get("/Subtype") != Name.Widget:
                continue
            left, bottom, right, top = (float(number) for number in widget.Rect)
            widget.Rect = Array([min(left, right), min(bottom, top), max(left, right), max(bottom, top)])
            if Name.Btn == widget.FT:
                _put_box_right(document, widget, known)
            else:
                form.DA = pikepdf.String(f"{FONT} {font_size(widget.DA):g} Tf 0 g")
                replaced |= {f"/{name.decode()}" for name, _ in FONT_AND_SIZE.findall(bytes(widget.DA))}
                _put_text_right(document, widget, complete, known)
            if str(widget.T) in required:
                widget.Ff = int(widget.get("/Ff", 0)) | _REQUIRED
        page_fonts = page.get("/Resources", Dictionary()).get("/Font", Dictionary())
        for name in replaced & set(page_fonts.keys()):
            del page_fonts[name]


def _put_box_right(document: Pdf, widget: Object, known: _Known) -> None:
    """Put a box to tick right; adds what it looks like to `known`."""
    # Without an Off state a viewer keeps the tick that was taken away.
    widget.AP.N.Off = form_drawing(document, b"q Q", *_measures(widget), Dictionary())
    for state, drawing in list(widget.AP.N.items()):
        widget.AP.N[state] = _shared(drawing, known)
    widget.DA = pikepdf.String("/ZaDb 0 Tf 0 g")


def _put_text_right(document: Pdf, widget: Object, font: Object, known: _Known) -> None:
    """Put a text field right: whatever it takes is shown whole, in `font`; adds what it looks like to `known`."""
    width, height = _measures(widget)
    widget.Ff = int(widget.get("/Ff", 0)) | _MULTILINE | _DO_NOT_SCROLL
    widget.MaxLen = most_letters(width, height)
    # Size 0: the viewer finds the size. That of iPhones once showed nothing then (2017), but with a fixed one every
    # viewer cuts off what is longer.
    widget.DA = pikepdf.String(f"{FONT} 0 Tf 0 g")
    # Not quite empty: viewers report a field without a drawing, and some look for its font here.
    empty = form_drawing(document, b"/Tx BMC EMC", width, height, Dictionary(Font=Dictionary({FONT: font})))
    widget.AP = Dictionary(N=_shared(empty, known))


def _measures(widget: Object) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in widget.Rect)
    return right - left, top - bottom


def _shared(drawing: Object, known: _Known) -> Object:
    """Return the first drawing that looks like this one; if each field had its own, a table would get heavy."""
    box = " ".join(f"{float(edge):.3f}" for edge in drawing.BBox)
    return known.setdefault((drawing.read_bytes(), box), drawing)
