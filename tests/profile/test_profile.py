"""What a school's profile may hold, and what a person reads when something in it is wrong.

Each file in `scenarios/profile/` is one case: `profile` (the text of school.yml) and other `files` go in; out come the
`problems`, word for word, or the values that it `loads_as`, and the `warnings` of the day `today`; both in Danish, too.
"""

import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from generator.checks.logos import is_lost
from generator.layer.pictures import is_nearly_square
from generator.problems.problem import GeneratorError, Problem, ProfileError
from generator.profile.load import load_profile, profile_text
from generator.profile.schema import FILE as SCHEMA
from generator.profile.schema import REFERENCE, profile_schema, reference_text, schema_text
from generator.profile.starter import write_starter
from generator.profile.warn import warnings_for
from tests.support.danish import check_danish, danish_of
from tests.support.fonts import font
from tests.support.pictures import enormous_png, png

SCENARIOS = sorted((Path(__file__).parents[1] / "scenarios" / "profile").glob("*.yml"))
MINIMAL = "name: Skolen\ntrade: murer\ncontacts: [{role: tovholder, name: Mette Holm}]\n"
TRADES = ["murer", "toemrer"]
SHARED_TRADES = Path(__file__).parents[2] / "generator" / "trades"


def holds(expected: Any, found: Any) -> bool:
    """Return whether everything `expected` stands in `found`, which may hold more keys."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(holds(value, found.get(key, ...)) for key, value in expected.items())
    return bool(expected == found)


@pytest.fixture
def layer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty layer, which is also the working folder."""
    monkeypatch.chdir(tmp_path)
    return Path()


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_profile(path: Path, layer: Path) -> None:
    scenario = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, content in {"school.yml": scenario["profile"], **scenario.get("files", {})}.items():
        Path(name).write_text(content, encoding="utf-8")
    problems: list[Problem] = []
    warnings: list[Problem] = []
    loaded = None
    try:
        profile = load_profile(layer, scenario.get("trades", TRADES))
    except ProfileError as error:
        problems = list(error.problems)
    else:
        loaded = profile.model_dump(mode="json", by_alias=True)
        warnings = warnings_for(profile, profile_text(layer), scenario.get("today", date(2026, 11, 23)))
    told = {
        name: [(said(str(each)), said(danish)) for each, danish in zip(found, danish_of(found), strict=True)]
        for name, found in (("problems", problems), ("warnings", warnings if "warnings" in scenario else []))
    }
    for name, lines in told.items():
        assert [english for english, _ in lines] == scenario.get(name, [])
        check_danish(path, name, lines)
    assert holds(scenario.get("loads_as"), loaded) or "loads_as" not in scenario


def said(line: str) -> str:
    """Return a line as scenarios have it: wherever the program lies."""
    return line.replace(str(SHARED_TRADES), "{TRADES}")


def test_no_message_speaks_of_the_machinery() -> None:
    told = "\n".join(
        "\n".join(yaml.safe_load(path.read_text(encoding="utf-8")).get("problems", [])) for path in SCENARIOS
    )
    assert not re.search(r"pydantic|ValidationError|type=|Input should|NoneType|Traceback|\bstr\b|\bdict\b", told)


def problems_of(layer: Path) -> list[str]:
    with pytest.raises(ProfileError) as caught:
        load_profile(layer, TRADES)
    return [str(problem) for problem in caught.value.problems]


NO_PROFILE = "there is no school.yml in this folder."


@pytest.mark.parametrize(
    ("named", "problem"),
    [
        ("ingen", "ingen: there is no such folder. Check the name of the folder."),
        ("skolle", "skolle: there is no such folder. Did you mean 'skole'?"),
        ("skole/doc", "skole/doc: there is no such folder. Did you mean 'skole/docs'?"),
        (
            "skole/school.yml",
            "skole/school.yml: this is a file, not a folder. Name the folder that school.yml lies in: skole",
        ),
        ("skole/docs", f"skole/docs: {NO_PROFILE} Name the folder that school.yml lies in: skole"),
        (".", f".: {NO_PROFILE} Name the folder that school.yml lies in, such as skole"),
        ("tom", f"tom: {NO_PROFILE} 'samtaleguide init' starts a new one."),
    ],
)
def test_what_is_named_is_no_layer(layer: Path, named: str, problem: str) -> None:
    for folder in ("skole/docs", "tom"):
        (layer / folder).mkdir(parents=True)
    (layer / "skole" / "school.yml").write_text(MINIMAL)
    assert problems_of(layer / named) == [problem]


HIDDEN = (
    "If the folder shows it as school.yml, its ending is hidden: in Windows, let View, Show, File name extensions "
    "(Vis, Filtypenavne) show it first."
)


@pytest.mark.parametrize(
    ("name", "way_out"),
    [
        ("school.yaml", "rename it to school.yml."),
        ("School.yml", "rename it to school.yml."),
        ("school.yml.txt", f"rename it to school.yml. {HIDDEN}"),
        ("SCHOOL.YML", "rename it to school.yml."),
        ("SCHOOL.YML.TXT", f"rename it to school.yml. {HIDDEN}"),
        ("school", "rename it to school.yml."),
        ("school - Kopi.yml", "rename it to school.yml."),
        ("skole.yml", "rename it to school.yml."),
        ("school.docx", "save it as plain text with the encoding UTF-8, and call it school.yml."),
        ("school.rtf", "save it as plain text with the encoding UTF-8, and call it school.yml."),
    ],
)
def test_a_profile_with_another_name_is_recognised(layer: Path, name: str, way_out: str) -> None:
    Path(name).write_text(MINIMAL)
    assert problems_of(layer) == [f".: {NO_PROFILE} Is it '{name}'? Then {way_out}"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\3\4\x14\0\6\0word/document.xml", "a Word document"),
        (b"{\\rtf1\\ansi name: Skolen}", "a document of a word processor (RTF)"),
        (b"<!DOCTYPE html>\n<pre>name: Skolen</pre>", "a web page"),
    ],
)
def test_a_file_that_only_has_the_name_of_a_profile(layer: Path, content: bytes, what: str) -> None:
    Path("school.yml").write_bytes(content)
    assert problems_of(layer) == [
        f"school.yml: this is {what}, not plain text. "
        "Open it in the program that made it, and save it as plain text with the encoding UTF-8."
    ]


def test_a_file_in_another_encoding(layer: Path) -> None:
    Path("school.yml").write_bytes("trade: murer\nname: Ærø\n".encode("latin-1"))
    assert problems_of(layer) == [
        "school.yml:2:7: this file is not UTF-8 text (æ, ø and å cannot be read). "
        "Open it in your editor and save it again with the encoding UTF-8."
    ]


def test_a_byte_order_mark_is_no_problem(layer: Path) -> None:
    Path("school.yml").write_bytes(b"\xef\xbb\xbf" + MINIMAL.encode())
    assert load_profile(layer, TRADES).name == "Skolen"


def test_a_huge_file_is_refused(layer: Path) -> None:
    Path("school.yml").write_text("# " + "x" * 2_000_000)
    assert problems_of(layer) == [
        "school.yml: this file is larger than 1 MiB. Is it the right file? A profile is a few kilobytes."
    ]


@pytest.mark.parametrize(
    "text",
    ["[X] Y", "{X} Y", "[X]", "{X}", "[X, Y]", "*X", "*X Y", "*X, [Y]", "&X Y", "!X Y", "@X", "`X", "%X", "| X", ", X"],
)
def test_a_text_that_yaml_takes_for_something_else_is_shown_in_quotes(layer: Path, text: str) -> None:
    Path("school.yml").write_text(MINIMAL.replace("Skolen", text))
    (told,) = problems_of(layer)
    assert told.startswith("school.yml:1:7: ")
    assert f'"{text}"' in told
    Path("school.yml").write_text(MINIMAL.replace("Skolen", f'"{text}"'))
    assert load_profile(layer, TRADES).name == text


def test_more_problems_than_anybody_reads_are_counted(layer: Path) -> None:
    Path("school.yml").write_text(MINIMAL + "".join(f"key{number}: x\n" for number in range(1000)))
    problems = problems_of(layer)
    assert len(problems) == 51
    assert problems[-1] == "school.yml: 950 more problems follow. Mend these first."


@pytest.mark.parametrize("name", ["trades/kok.yaml", "trades/Kok.yml.txt", "trade/kok.yml", "kok.yml"])
def test_a_trade_that_lies_elsewhere_is_found(layer: Path, name: str) -> None:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text("key: kok\n")
    Path("school.yml").write_text(MINIMAL.replace("murer", "kok"))
    assert problems_of(layer) == [
        f"school.yml:2:8: trade: there is no trade 'kok'. Is it in {name}? Then call the file trades/kok.yml."
    ]


def test_a_profile_from_the_working_folder_is_named_shortly(layer: Path) -> None:
    Path("skolen").mkdir()
    Path("skolen/school.yml").write_text("name: x\n")
    assert all(line.startswith("skolen/school.yml:1:1: ") for line in problems_of(Path("skolen").resolve()))


# The files that a profile names


def jpeg() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "JPEG")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            jpeg,
            "this file is called .png, and it is a JPEG picture. Open it in a picture program and save it as PNG.",
        ),
        (
            lambda: b"RIFF0000WEBPVP8 ",
            "this file is called .png, and it is a WebP picture. Open it in a picture program and save it as PNG.",
        ),
        (
            lambda: b"%PDF-1.7",
            "this file is called .png, and it is a PDF. Save what it shows as a picture, such as a PNG.",
        ),
        (lambda: png(400, 400)[:50], "this is not a whole PNG picture. Export it as PNG again."),
        (lambda: b"", "this is not a whole PNG picture. Export it as PNG again."),
        (enormous_png, "this picture is far too large. Use at most 6000 pixels on each side."),
        (lambda: png(7000, 1), "this picture is 7000 × 1 pixels large. Use at most 6000 on each side."),
    ],
    ids=["jpeg", "webp", "pdf", "cut off", "empty", "bomb", "too wide"],
)
def test_a_logo_that_is_no_good_picture(layer: Path, content: Callable[[], bytes], problem: str) -> None:
    Path("school.yml").write_text(MINIMAL + "logo: logo.png\n")
    Path("logo.png").write_bytes(content())
    assert problems_of(layer) == [f"logo.png: {problem}"]


def test_a_logo_that_is_too_heavy(layer: Path) -> None:
    Path("school.yml").write_text(MINIMAL + "logo: logo.png\n")
    Path("logo.png").write_bytes(b"x" * 3_000_000)
    assert problems_of(layer) == ["school.yml:4:7: logo: 'logo.png' is larger than 2 MiB. Use a smaller one."]


def test_a_logo_that_is_a_picture(layer: Path) -> None:
    Path("school.yml").write_text(MINIMAL + "logo: billeder/Logo.PNG\n")
    Path("billeder").mkdir()
    Path("billeder/Logo.PNG").write_bytes(png())
    assert load_profile(layer, TRADES).logo == "billeder/Logo.PNG"


def test_a_logo_that_a_link_leads_to_from_elsewhere(layer: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("elsewhere") / "logo.png"
    outside.write_bytes(png())
    Path("school.yml").write_text(MINIMAL + "logo: logo.png\n")
    Path("logo.png").symlink_to(outside)
    assert problems_of(layer) == [
        "school.yml:4:7: logo: 'logo.png' leads out of the school's folder. Put the file itself beside school.yml."
    ]


EXPORT = "Export it again as plain SVG, or use a PNG."
NO_SIZE = "this picture does not say how large it is (its viewBox is not four numbers, or its size is nothing)."
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
OUTSIDE = "this picture reaches for something outside itself"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (SVG.format("<script>x()</script>"), f"this picture holds <script>, which a picture does not need. {EXPORT}"),
        (
            SVG.format("<foreignObject/>"),
            f"this picture holds <foreignObject>, which a picture does not need. {EXPORT}",
        ),
        (SVG.format('<image href="x.png"/>'), f"this picture holds <image>, which a picture does not need. {EXPORT}"),
        (SVG.format('<g onload="x()"/>'), f"this picture runs a script (onload=…). {EXPORT}"),
        (
            SVG.format('<a href="javascript:x()"><g/></a>'),
            f'{OUTSIDE} (href="javascript:x()"). {EXPORT}',
        ),
        (SVG.format('<use xlink:href="a.svg#b"/>'), f'{OUTSIDE} (href="a.svg#b"). {EXPORT}'),
        (SVG.format('<g xml:base="http://a.dk/"/>'), f'{OUTSIDE} (base="http://a.dk/"). {EXPORT}'),
        (SVG.format("<g fill=\"url( 'http://a.dk/b#c' )\"/>"), f"{OUTSIDE} (url(http://a.dk/b#c)). {EXPORT}"),
        (
            SVG.format("<style>@import 'a.css';</style>"),
            f"this picture's style holds '@import', which could load another file. {EXPORT}",
        ),
        (
            SVG.format(r'<g style="fill:u\72l(a)"/>'),
            f"this picture's style holds '\\', which could load another file. {EXPORT}",
        ),
        (
            SVG.format('<set attributeName="href" to="javascript:x()"/>'),
            f"this picture holds <set>, which a picture does not need. {EXPORT}",
        ),
        (
            '<?xml version="1.0"?><?xml-stylesheet href="http://a.dk/b.css"?>' + SVG.format(""),
            f"this picture holds an instruction (<?…?>), which could load another file. {EXPORT}",
        ),
        (
            '<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + SVG.format("&c;"),
            "this picture holds a document type (<!DOCTYPE …>). Take that line out, or use a PNG.",
        ),
        ('<b xmlns="http://www.w3.org/1999/xhtml"/>', f"this is not an SVG picture. {EXPORT}"),
        (
            '<!DOCTYPE html><html lang="da"></html>',
            "this file is called .svg, and it is a web page. Save what it shows as a picture, such as a PNG.",
        ),
        (
            '<svg xmlns="http://www.w3.org/2000/svg"/>',
            f"this picture does not say how large it is (it has no viewBox). {EXPORT}",
        ),
        (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="a b c d"/>',
            f"{NO_SIZE} {EXPORT}",
        ),
        (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10"/>',
            f"{NO_SIZE} {EXPORT}",
        ),
        (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>',
            f"{NO_SIZE} {EXPORT}",
        ),
        (
            SVG.format("".join(f'<g id="n{n}">{f"""<use href="#n{n + 1}"/>""" * 9}</g>' for n in range(9))),
            f"this picture repeats its parts so often that drawing it would never end. {EXPORT}",
        ),
        (
            SVG.format('<g id="a"><use href="#a"/></g>'),
            f"this picture repeats its parts so often that drawing it would never end. {EXPORT}",
        ),
        (
            SVG.format(
                "<style>.a{fill:url(#b)}</style><pattern id='b'><g class='a'/></pattern><path class='a' d='M0 0'/>"
            ),
            f"this picture repeats its parts so often that drawing it would never end. {EXPORT}",
        ),
        (
            SVG.format("<g>" * 100 + "</g>" * 100),
            f"this picture has too many or too deeply nested parts. {EXPORT}",
        ),
        ('<?xml version="1.0" encoding="utf-16"?><svg/>', f"this picture is not an SVG in UTF-8. {EXPORT}"),
    ],
)
def test_a_drawing_that_could_do_harm(layer: Path, content: str, problem: str) -> None:
    Path("school.yml").write_text(MINIMAL + "logo: logo.svg\n")
    Path("logo.svg").write_text(content)
    assert problems_of(layer) == [f"logo.svg: {problem}"]


def test_a_drawing_that_is_cut_off_names_the_place(layer: Path) -> None:
    Path("school.yml").write_text(MINIMAL + "logo: logo.svg\n")
    Path("logo.svg").write_text("<svg>\n  <g></svg>")
    assert problems_of(layer) == [f"logo.svg:2:8: this is not a whole SVG picture. {EXPORT}"]


def test_a_drawing_that_names_the_public_definition(layer: Path) -> None:
    """Illustrator begins each drawing with it; nothing of it is fetched."""
    definition = 'svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"'
    Path("school.yml").write_text(MINIMAL + "logo: logo.svg\n")
    begun = f'<?xml version="1.0" encoding="utf-8"?>\n<!-- Tegnet -->\n<!DOCTYPE {definition}'
    drawing = SVG.format('<path fill="#fff" d="M0 0h9v9z"/>')
    Path("logo.svg").write_text(f"{begun}>\n{drawing}")
    assert load_profile(layer, TRADES).logo == "logo.svg"
    assert is_lost(Path("logo.svg").read_bytes(), "logo.svg", "#ffffff")
    assert is_nearly_square(Path("logo.svg").read_bytes(), "logo.svg")
    Path("logo.svg").write_text(f'{begun} [<!ENTITY a "b">]>\n{drawing}')
    (told,) = problems_of(layer)
    assert told.startswith("logo.svg: this picture holds a document type")
    Path("logo.svg").write_text("<!---->" * 5000 + drawing[:50])
    (told,) = problems_of(layer)
    assert "this is not a whole SVG picture" in told


def test_a_drawing_straight_from_a_drawing_program(layer: Path) -> None:
    Path("school.yml").write_text(MINIMAL + "logo: logo.svg\n")
    Path("logo.svg").write_text(
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- made by hand -->\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="10mm" height="5mm" '
        'inkscape:export-filename="C:\\logo.png"><inkscape:grid onvisible="1"/><defs>'
        '<linearGradient id="a"><stop stop-color="#fff"/></linearGradient>'
        '<linearGradient id="b" xlink:href="#a"/></defs>'
        "<style>.c { fill: url(#b) }</style><rect class='c' width='1' height='1'/><text/></svg>"
    )
    assert load_profile(layer, TRADES).logo == "logo.svg"


# What editors are told, and what a new layer begins with


def test_the_schema_in_the_repository_is_up_to_date() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), "run: make schema"


def test_the_reference_page_is_that_of_the_model() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == reference_text(profile_schema()), "run: make schema"


def test_the_reference_page_explains_every_key() -> None:
    page = REFERENCE.read_text(encoding="utf-8")
    schema = profile_schema()
    for key in schema["properties"]:
        assert f"\n## {key}\n" in page
    for part in schema["$defs"].values():
        for key, node in part["properties"].items():
            assert f"| `{key}` | {node.get('description', '')}" in page


def test_every_key_is_explained_in_the_schema() -> None:
    schema = profile_schema()
    for name, group in {"Profile": schema, **schema["$defs"]}.items():
        for key, described in group["properties"].items():
            reference = described.get("$ref", "").removeprefix("#/$defs/")
            assert described.get("description") or schema["$defs"][reference]["description"], f"{name}.{key}"


def test_the_schema_speaks_of_no_machinery() -> None:
    assert "pydantic" not in json.dumps(profile_schema()).lower()


def test_a_new_layer_is_a_good_profile(layer: Path) -> None:
    written = write_starter(Path("ny/skole"))
    assert [path.as_posix() for path in written] == [
        "ny/skole/school.yml",
        "ny/skole/logo.svg",
        "ny/skole/PROFIL.md",
        "ny/skole/LAEG-UD.md",
        "ny/skole/profile.schema.json",
    ]
    assert written[0].read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=profile.schema.json\n")
    assert load_profile(Path("ny/skole"), TRADES).logo == "logo.svg"


def test_everything_a_new_profile_offers_is_valid(layer: Path) -> None:
    """Take the '#' off every line that is an offer; explanations have a space after theirs."""
    profile, *_ = write_starter(layer)
    offered = re.sub(r"^#(?=\w|  )", "", profile.read_text(encoding="utf-8"), flags=re.MULTILINE)
    profile.write_text(offered.replace("initiatives: [", "initiatives: [mesteraften, "), encoding="utf-8")
    for name in ("skolens-skrift.ttf", "skolens-skrift-fed.ttf", "skolens-skrift-kursiv.ttf"):
        Path(name).write_bytes(font())
    Path("logo-negativ.svg").write_bytes(Path("logo.svg").read_bytes())
    loaded = load_profile(layer, TRADES)
    empty = [key for key, value in loaded if value in (None, (), {})]
    assert empty == []
    assert warnings_for(loaded, profile_text(layer), date(2026, 11, 23)) == []


def test_a_new_profile_names_every_key(layer: Path) -> None:
    text = write_starter(layer)[0].read_text(encoding="utf-8")
    schema = profile_schema()
    for group in [schema, *schema["$defs"].values()]:
        for key in group["properties"]:
            assert re.search(rf"\b{key}:", text), key


def test_nothing_is_overwritten(layer: Path) -> None:
    Path("school.yml").write_text("mine")
    with pytest.raises(GeneratorError) as caught:
        write_starter(layer)
    assert str(caught.value) == (
        "school.yml: this file is already there, and is not overwritten. "
        "Choose another folder, or take the file away first."
    )
    assert [path.name for path in Path().iterdir()] == ["school.yml"]


@pytest.mark.parametrize(
    ("signup", "link"),
    [
        ("mette@example.dk", "mailto:mette@example.dk"),
        ("https://example.dk/@skolen", "https://example.dk/@skolen"),
        ("http://example.dk/aften", "http://example.dk/aften"),
        ("https://example.dk eller mette@example.dk", ""),
        ("Ring til Mette", ""),
    ],
)
def test_an_address_to_sign_up_at_is_a_link(layer: Path, signup: str, link: str) -> None:
    event = f"kind: mesteraften, title: A, date: 2027-01-21, start: '17:00', end: '20:00', place: B, signup: '{signup}'"
    Path("school.yml").write_text(f"{MINIMAL}initiatives: [mesteraften]\nevents: [{{{event}}}]\n")
    assert load_profile(layer, TRADES).events[0].signup_link == link
