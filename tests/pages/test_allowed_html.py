"""What our lists accept, a sanitizer that reads HTML as browsers do (nh3, with the same lists) leaves as it is.

Where it takes something out, it has read something else there than we have.
"""

from datetime import date

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.edition.load import load_edition
from generator.pages.allowed_html import SCHEMES, refused_in
from generator.pages.elements import ATTRIBUTES, ELEMENTS
from generator.pages.heads import Medium
from generator.pages.maker import PageMaker
from generator.pages.markdown import to_html
from generator.pages.tags import tags
from tests.support.command import DAY
from tests.support.layers import EXAMPLE

# In a drawing browsers write these with capitals, whatever a page has.
CAPITALS = """linearGradient radialGradient clipPath viewBox preserveAspectRatio gradientUnits gradientTransform"""
DRAWN = {word.lower(): word for word in CAPITALS.split()}
DANGEROUS_ELEMENTS = """script style iframe frame object embed base meta link template noscript math foreignObject
animate set audio video source applet xmp plaintext noembed noframes annotation-xml mtext mglyph""".split()
DANGEROUS_ATTRIBUTES = "style srcdoc srcset action formaction xlink:href ping background poster data http-equiv".split()
DANGEROUS_SCHEMES = {"javascript", "vbscript", "data", "file", "blob", "x"}


def cleaned(html: str, *, dangerous: bool = False) -> str:
    """What nh3 leaves of a page by our lists; on demand, by lists that hold what is dangerous as well."""
    allowed: dict[str, set[str]] = {}
    for element, names in ATTRIBUTES.items():
        attributes = names | {DRAWN[name] for name in names & DRAWN.keys()}
        more = set(DANGEROUS_ATTRIBUTES) if dangerous else set()
        allowed |= {element: attributes | more, DRAWN.get(element, element): attributes | more}
    elements = {*allowed}
    return nh3.clean(
        html,
        tags=elements.union(DANGEROUS_ELEMENTS) if dangerous else elements,
        attributes=allowed | ({name: set(DANGEROUS_ATTRIBUTES) for name in DANGEROUS_ELEMENTS} if dangerous else {}),
        url_schemes=SCHEMES | DANGEROUS_SCHEMES if dangerous else set(SCHEMES),
        generic_attribute_prefixes={"aria-", "data-", "on"} if dangerous else {"aria-", "data-"},
        clean_content_tags=set(),
        link_rel=None,
    )


def opened(html: str) -> list[tuple[str, dict[str, str]]]:
    """The opening tags with their attributes, in their order; of two of one name the first, as in browsers."""
    return [(tag.name, dict(reversed(tag.attributes))) for tag in tags(html) if not tag.text.startswith("</")]


def is_accepted(html: str) -> bool:
    return not any(refused_in(html))


NESTED = """div section article aside blockquote figure figcaption nav main header footer details summary span b em i
strong small code kbd mark sub sup s u abbr cite q time ins del ul dl dt dd label output meter progress""".split()
SHAPES = "g path circle rect text tspan defs symbol use lineargradient stop clippath mask".split()
# Not such as `&copy=`, which browsers leave as it is in an attribute, and Python does not.
VALUES = """# #a url(#a) url(https://a.dk/) https://a.dk/?b=1&amp;c=2 HTTPS://a.dk mailto:a@b.dk tel:12 sms:12 a.md
../a.png //a.dk /a \\\\a javascript:a JavaScript:a java&#10;script:a &#106;avascript:a javascript&colon;a
&Tab;javascript:a java&shy;script:a data:text/html,a x:y é:y x&#58;y button submit image æøå &lt;script&gt; &quot;
&apos; &amp;lt; __a md-a md-button""".split()
NAMES = """href src id class title name type alt data-a data-å aria-label fill stroke stro\u212ae clip-path viewbox
onclick style xlink:href srcset action for width""".split()
QUOTED = st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES), st.sampled_from(['"', "'", ""]))
ATTRIBUTE = QUOTED.map(lambda parts: f" {parts[0]}={parts[2]}{parts[1]}{parts[2]}") | st.sampled_from(
    [f" {name}" for name in sorted(frozenset[str]().union(*ATTRIBUTES.values()))]
)
HEAD = st.lists(ATTRIBUTE, max_size=2).map("".join)
TEXT = st.sampled_from(["tekst", "&lt;", "a > b", "\xa0", "<br>", '<img alt="mur" src="a.png">', "<!-- mur -->"])


def trees(names: list[str], leaves: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """HTML in which each tag has its other half."""

    def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        content = st.lists(inner, max_size=3).map("".join)
        return st.builds("<{0}{1}>{2}</{0}>".format, st.sampled_from(names), HEAD, content)

    return st.recursive(leaves, around, max_leaves=6)


DRAWING = trees(SHAPES, st.sampled_from(["", "tekst"])).map("<svg>{}</svg>".format)
# Pieces in any order: where two readers of HTML may disagree.
PIECES = """<svg> </svg> <table> </table> <select> </select> <textarea> </textarea> <title> </title> <desc> </desc>
<form> </form> <p> </p> <!-- --> --!> <!--> <![CDATA[ ]]> <!a> <?a?> </ < > " ' / = tekst <a <script>""".split()
TAG = st.builds("{}{}{}>".format, st.sampled_from(["<", "</"]), st.sampled_from(sorted(ELEMENTS)), HEAD)
TANGLE = st.lists(TAG | st.sampled_from([*PIECES, "\x00", "\x0b", "\x0c", "\n", "\xa0"]), max_size=9).map("".join)


@pytest.mark.parametrize("medium", ["site", "book"])
def test_nothing_is_taken_out_of_the_pages_of_the_example(medium: Medium) -> None:
    maker = PageMaker(load_edition(EXAMPLE, date.fromisoformat(DAY)))
    pages = {page.src_uri: to_html(page.text) for page in maker.pages(medium)}
    assert len(pages) > 10
    assert [name for name, html in pages.items() if opened(cleaned(html)) != opened(html)] == []


@given(trees(NESTED, TEXT | DRAWING))
@settings(max_examples=400, deadline=None)
@pytest.mark.slow
def test_nothing_is_taken_out_of_what_is_accepted(html: str) -> None:
    if is_accepted(html):
        assert opened(cleaned(html)) == opened(html)


@given(TANGLE | trees([*NESTED, "a", "p", "table", "tr", "td", "select", "option", "form", "button"], TANGLE))
@settings(max_examples=800, deadline=None)
@pytest.mark.slow
def test_nothing_dangerous_is_hidden_in_what_is_accepted(html: str) -> None:
    """However browsers put right what is nested wrongly: lists that allow what is dangerous make no difference."""
    if is_accepted(html):
        assert cleaned(html) == cleaned(html, dangerous=True)


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<p onclick="alert(1)">',
        "<a href=java&#10;script:alert(1)>",
        '<p style="color: red">',
        '<path stro\u212ae="red">',
        "<svg><style><img title='</style><img src=x onerror=alert(1)>'>",
        "<!--><script>alert(1)</script>-->",
        "<textarea><img title='</textarea><script>alert(1)</script>'>",
    ],
)
def test_what_is_taken_out_is_not_accepted(html: str) -> None:
    """Both see it: the other tests would find out."""
    assert cleaned(html) != cleaned(html, dangerous=True) or opened(cleaned(html)) != opened(html)
    assert not is_accepted(html)
