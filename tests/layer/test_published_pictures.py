"""Of a picture everybody gets what it shows, upright and in the colours of a screen, and nothing else."""

import io
import os
import re
import struct
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from generator.doors.checking import check_layer
from generator.layer.pictures import picture_problems, published
from generator.problems.problem import GeneratorError
from generator.rendering import render_edition
from generator.site.data import site_files
from tests.support.command import DAY, EDITIONS, REPOSITORY
from tests.support.pictures import COLOURS, FOGRA, INKS, RED, halves, jpeg, noted, png_of, profile_of, saved

SECRETS = (b"Lene", b"Nikon", b"C:\\Users", b"/home/lene", b"57.05", b"hidden")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def shown(content: bytes, name: str) -> Image.Image:
    """Return what is published of a picture in which nothing is wrong, as a program opens it."""
    assert picture_problems(content, name, name) == []
    with Image.open(io.BytesIO(published(content, name))) as picture:
        picture.load()
    return picture


def ends(picture: Image.Image) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the colours of the first and the last dot."""
    dots = picture.convert("RGBA")
    first, last = dots.getpixel((0, 0)), dots.getpixel((dots.width - 1, dots.height - 1))
    assert isinstance(first, tuple)
    assert isinstance(last, tuple)
    return first, last


def alike(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=False)) <= 3


@pytest.mark.parametrize("progressive", [False, True])
def test_a_photo_is_published_without_its_notes_and_with_each_of_its_dots(*, progressive: bool) -> None:
    photo = noted(halves(), progressive=progressive)
    assert any(secret in photo for secret in SECRETS)
    picture = shown(photo, "billede.jpg")
    with Image.open(io.BytesIO(photo)) as before:
        assert picture.tobytes() == before.tobytes()
    assert not any(secret in published(photo, "billede.jpg") for secret in SECRETS)
    assert not {"exif", "xmp", "comment", "icc_profile", "photoshop", "mp"} & picture.info.keys()
    assert len(picture.getexif()) == 0


def test_a_png_is_published_without_its_notes_and_with_each_of_its_dots() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Lene")
    notes.add_text("Software", "C:\\Users\\lene", zip=True)
    notes.add_itxt("XML:com.adobe.xmp", "/home/lene")
    stream = io.BytesIO()
    halves().save(stream, "PNG", pnginfo=notes, dpi=(300, 300), exif=Image.Exif())
    content = stream.getvalue() + b"hidden behind the end"
    picture = shown(content, "logo.png")
    assert picture.tobytes() == halves().tobytes()
    assert not picture.info
    clean = published(content, "logo.png")
    assert not any(secret in clean for secret in SECRETS)
    assert {name for name in (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"pHYs") if name in clean} == set()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize(
    ("way", "undone"),
    [
        (2, Image.Transpose.FLIP_LEFT_RIGHT),
        (3, Image.Transpose.ROTATE_180),
        (4, Image.Transpose.FLIP_TOP_BOTTOM),
        (5, Image.Transpose.TRANSPOSE),
        (6, Image.Transpose.ROTATE_90),
        (7, Image.Transpose.TRANSVERSE),
        (8, Image.Transpose.ROTATE_270),
    ],
)
def test_a_picture_is_turned_as_its_camera_noted(kind: str, way: int, undone: Image.Transpose) -> None:
    upright = halves(Image.new("RGB", (40, 80), RED))
    exif = Image.Exif()
    exif[0x0112] = way
    name = f"a.{kind.lower()}"
    picture = shown(saved(upright.transpose(undone), kind, exif=exif), name)
    assert picture.size == (40, 80)
    assert all(alike(one, other) for one, other in zip(ends(picture), ends(upright), strict=True))


def test_a_note_that_no_browser_follows_turns_nothing() -> None:
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/>'
    assert shown(jpeg(halves(), xmp=xmp), "a.jpg").size == halves().size


@pytest.mark.parametrize("name", COLOURS)
def test_every_kind_of_colour_becomes_that_of_a_screen(name: str) -> None:
    content, first, last = COLOURS[name]
    picture = shown(content, name)
    assert picture.mode in ("1", "L", "LA", "P", "RGB", "RGBA")
    assert "icc_profile" not in picture.info
    begin, end = ends(picture)
    assert alike(begin, first), begin
    assert alike(end, last), end


WIDE = (b"cHRM", struct.pack(">8I", 31_270, 32_900, 68_000, 32_000, 26_500, 69_000, 15_000, 6000))
STRANGE = "this picture is in colours that not every program shows alike"
UNLIKE = {
    "brighter than a screen": (png_of(halves(), (b"cICP", bytes((9, 16, 0, 1)))), STRANGE),
    "wider than a screen": (png_of(halves(), (b"gAMA", struct.pack(">I", 45_455)), WIDE), STRANGE),
    "moving": (
        saved(halves(), "PNG", save_all=True, append_images=[Image.new("RGB", (80, 40))]),
        "this picture moves, and on paper nothing does",
    ),
}


@pytest.mark.parametrize("kind", UNLIKE)
def test_what_not_everybody_can_be_shown_alike_is_told(kind: str) -> None:
    content, found = UNLIKE[kind]
    assert [problem.advice.found for problem in picture_problems(content, "a.png", "a.png")] == [found]


def test_the_same_picture_is_published_in_the_same_bytes() -> None:
    for content, name in (
        (noted(halves()), "a.jpg"),
        (jpeg(INKS), "b.jpg"),
        (SVG.format("<path d='M0 0h9'/>").encode(), "c.svg"),
    ):
        first = published(content, name)
        published.cache_clear()
        assert published(content, name) == first
        assert published(first, name) == first


IN_ANOTHER_PROCESS = """
import sys
from generator.layer.pictures import published
sys.stdout.buffer.write(published(sys.stdin.buffer.read(), "logo.svg"))
"""


def test_another_process_publishes_the_same_bytes() -> None:
    """Python puts the members of a set into another order in each."""
    drawing = INKSCAPE.encode()
    found = {
        subprocess.run(
            [sys.executable, "-c", IN_ANOTHER_PROCESS],
            input=drawing,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONHASHSEED": str(seed)},
        ).stdout
        for seed in range(1, 4)
    }
    assert found == {published(drawing, "logo.svg")}


INKSCAPE = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape by Lene -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
 xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" width="40mm" height="20mm" viewBox="0 0 40 20" id="svg1"
 sodipodi:docname="Lenes logo.svg" inkscape:export-filename="C:\\Users\\lene\\logo.png" data-owner="Lene">
<title>Lene</title><desc>/home/lene</desc>
<metadata><rdf:RDF><dc:creator>Lene</dc:creator></rdf:RDF></metadata>
<sodipodi:namedview id="base" inkscape:current-layer="Lene"/>
<style>/* Lene */ .a { fill: #c0392b; -inkscape-font-specification: Lene }</style>
<defs id="defs1"><linearGradient id="unused-hidden"><stop offset="0"/></linearGradient>
<linearGradient id="g"><stop offset="0" style="stop-color:#ff0000"/><stop offset="1"/></linearGradient></defs>
<g id="layer-hidden" style="display:none" inkscape:label="hidden"><path d="M0 0h9v9z"/></g>
<g inkscape:label="Lene" id="Lene"><title>Lene</title><path class="a" aria-label="Lene" d="M0 0h9v9z"/>
<rect style="fill:url(#g)" width="9" height="9"/></g>
</svg>"""


def test_a_drawing_is_published_without_what_its_program_noted() -> None:
    assert picture_problems(INKSCAPE.encode(), "logo.svg", "logo.svg") == []
    clean = published(INKSCAPE.encode(), "logo.svg").decode()
    assert not any(
        word in clean for word in ("Lene", "lene", "hidden", "inkscape", "sodipodi", "rdf", "Users", "<!--", "style")
    )
    assert 'd="M0 0 L9 0 L9 9' in clean
    assert 'fill="#c0392b"' in clean
    assert 'fill="url(#g)"' in clean
    assert 'width="40mm"' in clean


def test_a_picture_in_a_drawing_is_cleaned_too() -> None:
    photo = b64encode(noted(halves())).decode()
    drawing = SVG.format(f'<image width="9" height="9" href="data:image/jpeg;base64,{photo}"/>').encode()
    assert picture_problems(drawing, "a.svg", "a.svg") == []
    (held,) = re.findall(rb'href="data:image/jpeg;base64,([^"]*)"', published(drawing, "a.svg"))
    assert b64decode(held) == published(noted(halves()), "a.jpg")


@pytest.fixture
def layer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, bytes]], Path]:
    """Write a layer with some files into a folder beside which everything is named, and return it."""
    monkeypatch.chdir(tmp_path)

    def written(files: dict[str, bytes]) -> Path:
        files = {"school.yml": (EDITIONS / "minimal" / "school.yml").read_bytes()} | files
        for name, content in files.items():
            Path("skole", name).parent.mkdir(parents=True, exist_ok=True)
            Path("skole", name).write_bytes(content)
        return Path("skole")

    return written


def test_what_no_page_shows_is_not_published_and_told(layer: Callable[[dict[str, bytes]], Path]) -> None:
    drawing = "<img src='../x/../tegning.svg' alt='Tegning'>"
    page = f"# Værkstedet\n\n![Værkstedet](hal%201.jpg)\n\n[Plan](plan.png)\n\n{drawing}\n"
    school = layer(
        {
            "docs/vaerksted/index.md": page.encode(),
            "docs/vaerksted/hal 1.jpg": noted(halves()),
            "docs/vaerksted/plan.png": png_of(halves()),
            "docs/tegning.svg": SVG.format("<path d='M0 0h9v9z'/>").encode(),
            "docs/vaerksted/glemt.jpg": noted(halves()),
            "docs/glemt.svg": INKSCAPE.encode(),
            "school.yml": (EDITIONS / "minimal" / "school.yml").read_bytes() + b"logo: logo.png\n",
            "logo.png": png_of(halves(), (b"tEXt", b"Author\0Lene")),
        }
    )
    rendered = render_edition(school, date.fromisoformat(DAY))
    files = site_files(rendered.edition, rendered.pages)
    pictures = {name for name in files if name.endswith((".jpg", ".png", ".svg"))}
    assert pictures == {
        *("vaerksted/hal 1.jpg", "vaerksted/plan.png", "tegning.svg"),
        *("assets/logo.png", "assets/school-icon.svg"),
    }
    for content in (*files.values(), *(asset for job in rendered.jobs for asset in job.assets.values())):
        assert not any(
            secret in (content if isinstance(content, bytes) else content.encode()) for secret in SECRETS[:2]
        )
    warnings = [
        str(problem) for problem in check_layer(school, date.fromisoformat(DAY)) if problem.advice.code == "unused-file"
    ]
    way_out = "No page shows it, so it is not published: show it on one, or take it away."
    assert warnings == [
        f"skole/docs/glemt.svg: warning: nothing uses this file. {way_out}",
        f"skole/docs/vaerksted/glemt.jpg: warning: nothing uses this file. {way_out}",
    ]


BROKEN = "this is not a whole colour profile (ICC). Get it again from its maker, or take it away."
EXCHANGED = "this colour profile is about {}, and in its place is one about {}. Take it away; the shared one serves."


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("FOGRA39L_coated", b"garbage", BROKEN),
        ("FOGRA39L_coated", FOGRA[:5000], BROKEN),
        ("sRGB", b"", BROKEN),
        ("FOGRA39L_coated", profile_of("sRGB"), EXCHANGED.format("RGB", "CMYK")),
        ("sRGB", FOGRA, EXCHANGED.format("CMYK", "RGB")),
    ],
    ids=["garbage", "half", "empty", "a screen's", "a press's"],
)
def test_a_colour_profile_is_looked_at_like_every_other_file(
    layer: Callable[[dict[str, bytes]], Path], name: str, content: bytes, told: str
) -> None:
    file = f"forms/_layout/colour/{name}.icc"
    school = layer({file: content})
    with pytest.raises(GeneratorError) as caught:
        render_edition(school, date.fromisoformat(DAY))
    assert {str(problem) for problem in caught.value.problems} == {f"skole/{file}: {told}"}
