"""What is no picture that can be shown is told by what it is; a logo becomes the icon in the browser's tab."""

from datetime import date
from pathlib import Path

import pytest

from generator.layer.pictures import picture_problems, proportion
from generator.layer.signatures import what_it_is
from generator.problems.problem import GeneratorError
from generator.rendering import render_edition
from tests.support.command import DAY, EDITIONS
from tests.support.pictures import png

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}/>'
WEBP = b"RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0"
AS_PNG = "Open it in a picture program and save it as PNG."
TO_THE_WEB = "Put the file on the school's web site, and write its address there, from https:// on."


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (png(40, 20), "logo.png", 2),
        (SVG.format('viewBox="0 0 32 32"').encode(), "logo.svg", 1),
        (SVG.format('viewBox="-5,-5,30,60"').encode(), "logo.svg", 0.5),
        (SVG.format('width="90px" height="30px"').encode(), "logo.SVG", 3),
    ],
)
def test_the_proportion_of_a_picture(content: bytes, name: str, expected: float) -> None:
    assert proportion(content, name) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (png(), "a PNG picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
        (WEBP, "a WebP picture"),
        (b"GIF89a\1\0\1\0", "a GIF picture"),
        (b"BM\x46\0\0\0\0\0\0\0\x36", "a BMP picture"),
        (b"II*\0\x08\0\0\0", "a TIFF picture"),
        (b"\0\0\0\x1cftypavif\0\0\0\0", "an AVIF picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "a HEIC picture"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- Tegnet -->\n<svg viewBox="0 0 1 1"/>', "an SVG picture"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\3\4" + b"\0" * 26 + b"[Content_Types].xml", "an Office document"),
        (b"PK\3\4" + b"\0" * 26 + b"word/document.xml", "a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document"),
        # Whoever looks for the end of a comment twice looks for ever.
        (b"<!---->" * 70 + b"<x>", None),
        ("BM er ikke et billede, men begyndelsen på en tekst".encode(), None),
        (b"", None),
    ],
)
def test_a_file_is_known_by_its_beginning(content: bytes, kind: str | None) -> None:
    assert what_it_is(content) == kind


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.png", WEBP, f"a.png: this file is called .png, and it is a WebP picture. {AS_PNG}"),
        ("a.jpg", png(), f"a.jpg: this file is called .jpg, and it is a PNG picture. {AS_PNG}"),
        ("a.svg", png(), f"a.svg: this file is called .svg, and it is a PNG picture. {AS_PNG}"),
        (
            "a.PNG",
            SVG.format('viewBox="0 0 1 1"').encode(),
            f"a.PNG: this file is called .png, and it is an SVG picture. {AS_PNG}",
        ),
    ],
)
def test_a_picture_of_another_format_than_its_name_says(name: str, content: bytes, told: str) -> None:
    assert [str(problem) for problem in picture_problems(content, name, name)] == [told]


def test_files_that_nobody_can_be_shown_are_told_by_what_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever they are named: on a page, in a link, in a document and its style sheet."""
    monkeypatch.chdir(tmp_path)
    texts = {
        "school.yml": (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8"),
        "docs/a.md": "# A\n\n![Billede](a.webp)\n\n[Billede](a.heic)\n\n[Arket](Ark.docx)\n\n![Ark](ark.pdf)\n\n"
        "![Fil](fil)\n\n![Intet](intet.webp)\n",
        "forms/kontaktkort/page.css": '.x { background: url("{{ asset("forms/kontaktkort/a.webp") }}") }\n',
        "forms/kontaktkort/page.html": '<html lang="da"><style>{{ css("forms/kontaktkort/page.css") }}</style></html>',
    }
    files = {
        "docs/a.webp": WEBP,
        "docs/a.heic": b"\0\0\0\x18ftypheic",
        "docs/Ark.docx": b"PK\3\4" + b"\0" * 26 + b"word/document.xml",
        "docs/ark.pdf": b"%PDF-1.7",
        "docs/fil": b"?",
        "forms/kontaktkort/a.webp": WEBP,
    }
    for name, content in ({key: text.encode() for key, text in texts.items()} | files).items():
        (tmp_path / "skole" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "skole" / name).write_bytes(content)
    with pytest.raises(GeneratorError) as caught:
        render_edition(Path("skole"), date.fromisoformat(DAY))
    shown = "and a page shows PNG, JPEG and SVG only"
    held = "and an edition holds pages, PNG, JPEG and SVG pictures and the PDFs that it makes"
    assert [str(problem) for problem in caught.value.problems] == [
        f"skole/docs/a.md:3:12: 'a.webp' is a WebP picture, {shown}. {AS_PNG}",
        f"skole/docs/a.md:5:11: link 'a.heic': this is a HEIC picture, {held}. {AS_PNG}",
        f"skole/docs/a.md:7:9: link 'Ark.docx': this is a Word document, {held}. {TO_THE_WEB}",
        f"skole/docs/a.md:9:8: 'ark.pdf' is a PDF, {shown}. Save what it shows as a picture, such as a PNG.",
        f"skole/docs/a.md:11:8: 'fil' is a file without an ending, {shown}. {AS_PNG}",
        "skole/docs/a.md:13:10: there is no picture 'intet.webp'. Put the picture beside the page, and write its name.",
        "skole/forms/kontaktkort/page.css:1: skole/forms/kontaktkort/a.webp: this is a WebP picture, and a document "
        f"uses PNG, JPEG and SVG pictures and .ttf and .otf fonts only. {AS_PNG}",
    ]
