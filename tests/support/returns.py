"""Turn a finished sheet into the files that come back, each made by the program, or the mishap, that makes such files.

What is not made by a real program here is written as such programs write it. `MADE` has each by its name, as the
scenarios call it.
"""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from generator.documents.job import FORM_FONT
from generator.pdf.blank_sheet import BlankSheet
from generator.pdf.fill import fill
from generator.sheets.answers.base import Fields
from tests.support.command import REPOSITORY
from tests.support.viewers import places, type_in_pdfium

FONT = (REPOSITORY / FORM_FONT).read_bytes()
HEAD: Fields = {"laerling": "Amina Ærø", "virksomhed": "Kalk & Søn", "dato": "20-01-2027"}
TICK = "laerer-bedst_ved-at-se-det"
# What somebody fills in who is in a hurry.
ANSWERS: Fields = {**HEAD, "glaeder-mig": "At mure en bue\nog at være ude", TICK: True}
_Maker = Callable[[bytes], "bytes | Mapping[str, bytes]"]
MADE: dict[str, _Maker] = {}
_IN_MUPDF = """
var doc = new Document(scriptArgs[0]), answers = JSON.parse(scriptArgs[3]);
for (var number in answers) {
  var page = doc.loadPage(Number(number)), widgets = page.getWidgets();
  for (var index in answers[number]) {
    var answer = answers[number][index], widget = widgets[index];
    if (answer === true) widget.toggle(); else widget.setTextValue(answer);
  }
}
doc.save(scriptArgs[1], scriptArgs[2]);
"""


def maker(make: _Maker) -> _Maker:
    """Add a function to what scenarios can call by its name."""
    MADE[make.__name__] = make
    return make


def filled(pdf: bytes, answers: Fields = ANSWERS) -> bytes:
    return fill(pdf, answers, FONT)


def type_in_mupdf(pdf: bytes, answers: Fields, how: str) -> bytes:
    """Return the PDF as MuPDF saves it; `how` are its options, such as `incremental`."""
    listed: dict[int, dict[int, str | bool]] = {}
    names: dict[int, list[str]] = {}
    for name, (page, _) in places(pdf).items():
        names.setdefault(page, []).append(name)
        if name in answers:
            listed.setdefault(page, {})[len(names[page]) - 1] = answers[name]
    with TemporaryDirectory() as folder:
        source, script, out = (Path(folder, name) for name in ("sheet.pdf", "fill.js", "out.pdf"))
        source.write_bytes(pdf)
        script.write_text(_IN_MUPDF, encoding="utf-8")
        words = ["mutool", "run", str(script), str(source), str(out), how, json.dumps(listed)]
        subprocess.run(words, check=True, capture_output=True)
        return out.read_bytes()


def _by_qpdf(pdf: bytes, *words: str) -> bytes:
    with TemporaryDirectory() as folder:
        source, out = Path(folder, "sheet.pdf"), Path(folder, "out.pdf")
        source.write_bytes(pdf)
        named = [str(source) if word == "IN" else word for word in words]
        subprocess.run(["qpdf", str(source), *named, str(out)], check=True, capture_output=True)
        return out.read_bytes()


def _changed(pdf: bytes, change: Callable[[Pdf], None], encryption: pikepdf.Encryption | None = None) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        out = io.BytesIO()
        document.save(out, encryption=encryption or False)
    return out.getvalue()


def _with(pdf: bytes, name: str, change: Callable[[Pdf, Dictionary], None]) -> bytes:
    """Return the PDF with the widget `name` changed."""

    def search(document: Pdf) -> None:
        for page in document.pages:
            for widget in page.get("/Annots", Array()):
                if str(widget.get("/T", "")) == name:
                    change(document, widget)

    return _changed(pdf, search)


def _value(raw: bytes) -> _Maker:
    """Return what lets the value of a field be these bytes."""
    return lambda pdf: _with(filled(pdf), "glaeder-mig", lambda _, widget: widget.__setitem__("/V", String(raw)))


@maker
def chrome(pdf: bytes) -> bytes:
    return type_in_pdfium(pdf, ANSWERS)


@maker
def mupdf(pdf: bytes) -> bytes:
    return type_in_mupdf(pdf, ANSWERS, "garbage")


@maker
def mupdf_as_an_update(pdf: bytes) -> bytes:
    return type_in_mupdf(pdf, ANSWERS, "incremental")


@maker
def qpdf_for_the_web(pdf: bytes) -> bytes:
    return _by_qpdf(filled(pdf), "--linearize", "--object-streams=disable")


@maker
def utf_16_little_endian(pdf: bytes) -> bytes | Mapping[str, bytes]:
    return _value(b"\xff\xfe" + "Mørtel\r\nog Żółć".encode("utf-16-le"))(pdf)


@maker
def utf_8_with_a_mark(pdf: bytes) -> bytes | Mapping[str, bytes]:
    return _value(b"\xef\xbb\xbf" + "Mørtel\rog Żółć".encode())(pdf)


@maker
def utf_8_without_a_mark(pdf: bytes) -> bytes | Mapping[str, bytes]:
    return _value("Mørtel og Żółć".encode())(pdf)


@maker
def pdfdoc(pdf: bytes) -> bytes | Mapping[str, bytes]:
    return _value("Mørtel – »rå«".encode("pdfdoc"))(pdf)


@maker
def unseen_signs(pdf: bytes) -> bytes | Mapping[str, bytes]:
    held = "\x1bda\x1bMør\0tel\u202e \x1b[31mrød\ufeff".encode("utf-16-be") + b"\xd8\x00"
    return _value(b"\xfe\xff" + held)(pdf)


@maker
def a_stream(pdf: bytes) -> bytes:
    def change(document: Pdf, widget: Dictionary) -> None:
        widget.V = document.make_stream("Mørtel".encode("pdfdoc"))

    return _with(filled(pdf), "glaeder-mig", change)


@maker
def drawn_only(pdf: bytes) -> bytes:
    return _with(filled(pdf), TICK, lambda _, widget: widget.__delitem__("/V"))


@maker
def value_without_drawing(pdf: bytes) -> bytes:
    return _with(filled(pdf), TICK, lambda _, widget: widget.__setitem__("/AS", Name.Off))


@maker
def another_state(pdf: bytes) -> bytes:
    def change(_: Pdf, widget: Dictionary) -> None:
        widget.AP.N.Yes = widget.AP.N.on
        del widget.AP.N["/on"]
        widget.V = widget.AS = Name.Yes

    return _with(filled(pdf), TICK, change)


@maker
def a_number_of_options(pdf: bytes) -> bytes:
    def change(_: Pdf, widget: Dictionary) -> None:
        widget.Opt = Array([String("Ved at se det")])
        widget.AP.N[Name("/0")] = widget.AP.N.on
        widget.V = widget.AS = Name("/0")

    return _with(filled(pdf), TICK, change)


@maker
def divided_fields(pdf: bytes) -> bytes:
    def divide(document: Pdf) -> None:
        fields = Array()
        for page in document.pages:
            for widget in page.Annots:
                held = {key: widget[key] for key in ("/T", "/V", "/FT", "/Ff") if key in widget}
                for key in held:
                    del widget[key]
                widget.Parent = document.make_indirect(Dictionary(**{k[1:]: v for k, v in held.items()}))
                widget.Parent.Kids = Array([widget])
                fields.append(widget.Parent)
        document.Root.AcroForm.Fields = fields

    return _changed(filled(pdf), divide)


@maker
def without_a_form(pdf: bytes) -> bytes:
    return _changed(filled(pdf), lambda document: document.Root.__delitem__("/AcroForm"))


@maker
def an_empty_list_of_fields(pdf: bytes) -> bytes:
    return _changed(filled(pdf), lambda document: document.Root.AcroForm.__setitem__("/Fields", Array()))


@maker
def two_in_one(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(filled(pdf))) as document, pikepdf.open(io.BytesIO(filled(pdf, HEAD))) as other:
        document.pages.extend(other.pages)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


@maker
def two_in_one_by_qpdf(pdf: bytes) -> bytes:
    return _by_qpdf(filled(pdf), "--pages", "IN", "IN", "--")


@maker
def two_in_one_by_pdfium(pdf: bytes) -> bytes:
    document = pypdfium2.PdfDocument(filled(pdf))
    document.import_pages(pypdfium2.PdfDocument(filled(pdf, HEAD)))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@maker
def cut_at_two_thirds(pdf: bytes) -> bytes:
    content = _by_qpdf(filled(pdf), "--object-streams=disable")
    return content[: len(content) * 2 // 3]


@maker
def cut_at_the_start(pdf: bytes) -> bytes:
    return pdf[:900]


@maker
def no_objects(_: bytes) -> bytes:
    return b"%PDF-1.7\n" + b"junk " * 400


@maker
def junk_before(pdf: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + filled(pdf)


@maker
def empty(_: bytes) -> bytes:
    return b""


@maker
def a_web_page(_: bytes) -> bytes:
    return b"<!DOCTYPE html><html><title>Log ind</title><form></form></html>"


@maker
def owner_s_password(pdf: bytes) -> bytes:
    return _changed(filled(pdf), lambda _: None, pikepdf.Encryption(owner="x", user=""))


@maker
def user_s_password(pdf: bytes) -> bytes:
    return _changed(filled(pdf), lambda _: None, pikepdf.Encryption(owner="x", user="y"))


@maker
def printed(pdf: bytes) -> bytes:
    with TemporaryDirectory() as folder:
        source, out = Path(folder, "sheet.pdf"), Path(folder, "out.pdf")
        source.write_bytes(filled(pdf))
        subprocess.run(["pdftocairo", "-pdf", source, out], check=True, capture_output=True)
        return out.read_bytes()


@maker
def printed_with_its_number(pdf: bytes) -> bytes:
    return _by_qpdf(BlankSheet(pdf, FONT).filled(ANSWERS, "07"), "--flatten-annotations=all")


@maker
def libreoffice(_: bytes) -> bytes:
    """Return what LibreOffice 7.4 made of a prefilled sheet; it is kept, as few machines for tests have it.

    soffice --headless --infilter=draw_pdf_import --convert-to pdf:draw_pdf_Export ark.pdf
    """
    return (REPOSITORY / "tests" / "scenarios" / "returns" / "files" / "libreoffice.pdf").read_bytes()


@maker
def flattened(pdf: bytes) -> bytes:
    return _by_qpdf(filled(pdf), "--flatten-annotations=all")


@maker
def printed_and_swollen(pdf: bytes) -> bytes:
    """Return a print with a page that would fill the memory, so that its text is not looked at; it is small itself."""
    with Pdf.open(io.BytesIO(printed(pdf))) as document:
        stream = document.make_stream(b"")
        stream.write(zlib.compress(b"q Q " * 2**23), filter=Name.FlateDecode)
        document.pages[0].contents_add(stream)
        out = io.BytesIO()
        document.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return out.getvalue()


def _laid_on(document: Pdf, page: int) -> Dictionary:
    note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([50, 50, 200, 80]))
    note.Contents = String("Glæder mig til at mure")
    note.DA = String("/Helv 12 Tf")
    document.pages[page].Annots = Array([*document.pages[page].get("/Annots", Array()), document.make_indirect(note)])
    return note


@maker
def text_laid_on_the_paper_print(pdf: bytes) -> bytes:
    return _changed(_by_qpdf(pdf, "--flatten-annotations=all"), lambda document: _laid_on(document, 1) and None)


@maker
def text_laid_on_besides(pdf: bytes) -> bytes:
    return _changed(filled(pdf), lambda document: _laid_on(document, 1) and None)


@maker
def scanned(pdf: bytes) -> bytes:
    picture = pypdfium2.PdfDocument(filled(pdf))[0].render(scale=1).to_pil().convert("RGB")
    out = io.BytesIO()
    picture.save(out, "PDF")
    return out.getvalue()


@maker
def photograph(_: bytes) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 60)).save(out, "JPEG")
    return out.getvalue()


@maker
def fdf(_: bytes) -> bytes:
    return b"%FDF-1.2\n1 0 obj\n<< /FDF << /Fields [ << /T (laerling) /V (Amina) >> ] >> >>\nendobj\n"


@maker
def xfdf(_: bytes) -> bytes:
    return b'<?xml version="1.0"?><xfdf xmlns="http://ns.adobe.com/xfdf/"><fields/></xfdf>'


@maker
def mail(pdf: bytes) -> bytes:
    return b"Received: from mail.example\r\nSubject: Ark\r\n\r\n" + pdf[:100].hex().encode()


@maker
def outlook(_: bytes) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _of_a_class(pdf: bytes) -> bytes:
    return _zipped({"hold/1.pdf": filled(pdf), "__MACOSX/._1.pdf": b"x", "hold/2.pdf": b""})


@maker
def zipped(pdf: bytes) -> bytes:
    return _of_a_class(pdf)


@maker
def zipped_twice(pdf: bytes) -> bytes:
    return _zipped({"hold.zip": _of_a_class(pdf)})


@maker
def zip_cut_off(pdf: bytes) -> bytes:
    return _zipped({"1.pdf": filled(pdf)})[:5000]


@maker
def word_document(_: bytes) -> bytes:
    return _zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"})


@maker
def older_version(pdf: bytes) -> bytes:
    def change(document: Pdf) -> None:
        document.docinfo["/Keywords"] = String("foerste-samtale 0-abcd")
        for page in document.pages:
            for widget in page.Annots:
                if widget.T == "glaeder-mig":
                    widget.T = String("glaeder-du-dig")

    return _changed(filled(pdf), change)


@maker
def of_another_school(pdf: bytes) -> bytes:
    return _changed(filled(pdf), lambda document: document.docinfo.__setitem__("/Keywords", "hos-kunden 1-abcd"))


@maker
def without_properties(pdf: bytes) -> bytes:
    return _changed(filled(pdf), lambda document: document.trailer.__delitem__("/Info"))


@maker
def another_form(_: bytes) -> bytes:
    document = pikepdf.new()
    page = document.add_blank_page()
    field = Dictionary(Subtype=Name.Widget, FT=Name.Tx, T=String("a"), V=String("b"), Rect=Array([0, 0, 9, 9]))
    page.Annots = Array([document.make_indirect(field)])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@maker
def another_document(_: bytes) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@maker
def not_filled_in(pdf: bytes) -> bytes:
    return filled(pdf, HEAD)


@maker
def signed(pdf: bytes) -> bytes:
    def sign(document: Pdf) -> None:
        field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("Signature1"))
        field.Rect = Array([0, 0, 0, 0])
        field.V = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"))
        document.pages[0].Annots.append(document.make_indirect(field))

    return _changed(filled(pdf), sign)


@maker
def confidences(pdf: bytes) -> bytes:
    secret: Fields = {"vaere-opmaerksom": "Sover dårligt", "stoette_ja": True, "maa-ikke-deles": "Søvnen"}
    return filled(pdf, {**ANSWERS, **secret})


@maker
def twice(pdf: bytes) -> Mapping[str, bytes]:
    newer = filled(pdf, {**ANSWERS, "dato": "21-01-2027"})
    return {"a.pdf": filled(pdf), "b.pdf": newer, "b (1).pdf": newer}


@maker
def a_large_stream(pdf: bytes) -> bytes:
    def change(document: Pdf, widget: Dictionary) -> None:
        widget.V = Stream(document, b"x" * 50_000_000)

    content = _with(filled(pdf), "glaeder-mig", change)
    assert len(content) < 1_000_000, "it is packed"
    return content


@maker
def a_value_of_another_kind(pdf: bytes) -> bytes:
    return _with(filled(pdf), "glaeder-mig", lambda _, widget: widget.__setitem__("/V", 42))


@maker
def a_field_that_is_its_own_parent(pdf: bytes) -> bytes:
    return _with(filled(pdf), "glaeder-mig", lambda _, widget: widget.__setitem__("/Parent", widget))


@maker
def nothing_known(_: bytes) -> bytes:
    return b"\x00\x01\x02\x03" * 100
