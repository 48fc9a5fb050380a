"""Turn everything that a page may hold into specimens of HTML, each with what is to be read in it there."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Specimen:
    """A piece of HTML, with what it shows by `element` or `element.attribute`, and what is to be read in both media.

    `paper` is what the book adds or opens, since nobody can on paper; `at` is where words stand in the width of the
    column, from 0 to 1.
    """

    shows: str
    html: str
    text: str
    paper: str = ""
    at: dict[str, float] = field(default_factory=dict)


TEXTS = """a abbr address article aside b bdi blockquote cite code div del dfn em footer h2 h3 h4 h5 h6 header i ins kbd
main mark nav p pre q s samp section small span strong sub sup time u var""".split()
TABLE = '<table width="100%">{}</table>'
SPECIMENS = [
    Specimen("ol.start", '<ol start="21"><li>en</li><li>to</li></ol>', "21. en 22. to"),
    Specimen("ol.start", '<ol start="-1"><li>en</li><li>to</li><li>tre</li></ol>', "-1. en 0. to 1. tre"),
    Specimen("li.value", '<ol><li>en</li><li value="9">to</li><li>tre</li></ol>', "1. en 9. to 10. tre"),
    Specimen("ol.reversed", "<ol reversed><li>en</li><li>to</li><li>tre</li></ol>", "3. en 2. to 1. tre"),
    Specimen(
        "ol.reversed", '<ol reversed start="10"><li>en</li><li value="5">to</li><li>x</li></ol>', "10. en 5. to 4. x"
    ),
    Specimen("ol.type", '<ol type="a"><li>en</li></ol><ol type="A"><li>to</li></ol>', "a. en A. to"),
    Specimen("ol.type", '<ol type="i" start="4"><li>en</li></ol><ol type="I"><li>to</li></ol>', "iv. en I. to"),
    Specimen("li.type", '<ol><li>en</li><li type="a">to</li></ol>', "1. en b. to"),
    Specimen("ol", "<ol><li>en<ol><li>to<ol><li>tre</li></ol></li></ol></li></ol>", "1. en 1. to 1. tre"),
    Specimen("ul li", "<ul><li>en<ul><li>to</li></ul></li></ul>", "• en • to"),
    Specimen("ul.type", '<ul type="circle"><li>en</li></ul>', "◦ en"),
    Specimen("ul.type", '<ul type="square"><li>en</li></ul>', "▪ en"),
    Specimen("p.align", '<p align="right">ord</p>', "ord", at={"ord": 1}),
    Specimen("p.align", '<p align="CENTER">ord</p>', "ord", at={"ord": 0.5}),
    Specimen("div.align", '<div align="right">ord</div>', "ord", at={"ord": 1}),
    *(Specimen(f"h{n}.align", f'<h{n} align="right">ord</h{n}>', "ord", at={"ord": 1}) for n in range(2, 7)),
    Specimen("p.dir", '<p dir="rtl">ord!</p>', "ord!", paper="!ord", at={"ord": 1}),
    Specimen("p.dir", '<p dir="auto">ord!</p>', "ord!", at={"ord": 0}),
    Specimen("span.dir bdi", '<p><span dir="rtl">ord!</span> <bdi>to!</bdi></p>', "ord! to!", paper="!ord to!"),
    Specimen("table.width", '<table width="50%"><tr><td align="right">ord</td></tr></table>', "ord", at={"ord": 0.5}),
    Specimen("td.align", TABLE.format('<tr><td align="center">ord</td></tr>'), "ord", at={"ord": 0.5}),
    Specimen("th.align", TABLE.format('<tr><th align="right">ord</th></tr>'), "ord", at={"ord": 1}),
    Specimen("tr.align", TABLE.format('<tr align="right"><td>ord</td></tr>'), "ord", at={"ord": 1}),
    *(
        Specimen(
            f"{part}.align", TABLE.format(f'<{part} align="right"><tr><td>ord</td></tr></{part}>'), "ord", at={"ord": 1}
        )
        for part in ("thead", "tbody", "tfoot")
    ),
    Specimen("td.width", TABLE.format('<tr><td width="75%">en</td><td>to</td></tr>'), "en to", at={"to": 0.75}),
    Specimen("th.width", TABLE.format('<tr><th width="75%">en</th><th>to</th></tr>'), "en to", at={"to": 0.75}),
    Specimen(
        "col.width",
        TABLE.format('<colgroup><col width="75%"><col></colgroup><tr><td>en</td><td>to</td></tr>'),
        "en to",
        at={"to": 0.75},
    ),
    Specimen(
        "col.span",
        TABLE.format('<col span="2" width="40%"><col><tr><td>en</td><td>to</td><td>tre</td></tr>'),
        "en to tre",
        at={"to": 0.4, "tre": 0.8},
    ),
    Specimen(
        "colgroup.span colgroup.width",
        TABLE.format('<colgroup span="2" width="40%"></colgroup><tr><td>en</td><td>to</td><td>tre</td></tr>'),
        "en to tre",
        at={"to": 0.4, "tre": 0.8},
    ),
    Specimen(
        "td.colspan",
        TABLE.format('<tr><td colspan="2" align="right">en</td></tr><tr><td width="50%">to</td><td>tre</td></tr>'),
        "en to tre",
        at={"en": 1, "tre": 0.5},
    ),
    Specimen(
        "th.colspan",
        TABLE.format('<tr><th colspan="2" align="right">en</th></tr><tr><td width="50%">to</td><td>tre</td></tr>'),
        "en to tre",
        at={"en": 1, "tre": 0.5},
    ),
    *(
        Specimen(
            f"{cell}.rowspan",
            TABLE.format(f'<tr><{cell} rowspan="2">en</{cell}><td width="50%">to</td></tr><tr><td>tre</td></tr>'),
            "en to tre",
            at={"tre": 0.5},
        )
        for cell in ("td", "th")
    ),
    *(
        Specimen(
            f"{cell}.valign {cell}.height",
            TABLE.format(
                f'<tr><td height="90" width="50%">en</td><{cell} height="60" valign="bottom">nederst</{cell}></tr>'
            ),
            "en nederst",
        )
        for cell in ("td", "th")
    ),
    Specimen(
        "caption table thead tbody tfoot tr td th col colgroup",
        TABLE.format("<caption>en</caption><tr><td>to</td></tr>"),
        "en to",
        at={"en": 0.5},
    ),
    Specimen("p.hidden", "<p>en</p><p hidden>to</p>", "en"),
    Specimen("tr.hidden", TABLE.format("<tr><td>en</td></tr><tr hidden><td>to</td></tr>"), "en"),
    Specimen("li.hidden", '<ul><li>en</li><li hidden="">to</li></ul>', "• en"),
    Specimen("details summary", "<details><summary>en</summary><p>to</p></details>", "en", paper="en to"),
    Specimen("details.open", "<details open><summary>en</summary><p>to</p></details>", "en to"),
    Specimen("abbr.title", '<p><abbr title="en to">et</abbr> x</p>', "et x", paper="et (en to) x"),
    Specimen("dfn.title", '<p><dfn title="en to">et</dfn> x</p>', "et x", paper="et (en to) x"),
    Specimen("span.title", '<p><span title="en to">et</span> x</p>', "et x"),
    Specimen("p.lang q", '<p lang="en">en <q>to</q></p>', "en “to”"),
    Specimen("dl dt dd", "<dl><dt>en</dt><dd>to</dd></dl>", "en to"),
    Specimen("br wbr", "<p>en<br>to tr<wbr>e</p>", "en to tre"),
    Specimen("hr", "<p>en</p><hr><p>to</p>", "en to"),
    Specimen("figure figcaption", "<figure>en<figcaption>to</figcaption></figure>", "en to", at={"to": 0.5}),
    Specimen("pre", "<pre>en\n  to</pre>", "en to"),
    Specimen(
        "progress.value", '<p>en <progress max="4" value="3">tre af fire</progress></p>', "en", paper="en tre af fire"
    ),
    Specimen("progress meter", '<p>en <progress value="0.7"></progress></p>', "en", paper="en 70 %"),
    Specimen("meter.value", '<p>en <meter min="10" max="20" value="15"></meter></p>', "en", paper="en 50 %"),
    Specimen("output label", "<p><label>en</label> <output>to</output></p>", "en to"),
    Specimen("form fieldset legend", "<form><fieldset><legend>en</legend>to</fieldset></form>", "en to"),
    Specimen(
        "input input.value input.type",
        '<p>en <input value="to"> <input type="email" value="a@b.dk"></p>',
        "en to a@b.dk",
    ),
    Specimen("input.placeholder", '<p>en <input placeholder="to"></p>', "en to"),
    Specimen("input.checked", '<p><input type="checkbox" checked> en <input type="radio"> to</p>', "en to"),
    Specimen("textarea", "<p>en <textarea>to</textarea></p>", "en to"),
    Specimen("textarea.placeholder", '<p>en <textarea placeholder="to"></textarea></p>', "en to"),
    Specimen(
        "select option option.selected",
        "<p><select><option>en</option><option selected>to</option></select></p>",
        "to",
        paper="to ˅",
    ),
    Specimen(
        "option.label option.value",
        '<p><select><option label="en" value="x">to</option></select></p>',
        "en",
        paper="en ˅",
    ),
    Specimen(
        "select.multiple optgroup optgroup.label",
        '<p><select multiple><optgroup label="en"><option>to</option><option>tre</option></optgroup></select></p>',
        "en to tre",
    ),
    Specimen("select.size", '<p><select size="3"><option>en</option><option>to</option></select></p>', "en to"),
    Specimen("datalist", "<p>en</p><datalist><option>to</option></datalist>", "en"),
    Specimen("button button.type", '<p><button type="button">en</button></p>', "en"),
    *(
        Specimen(name, f"<p>en</p><{name}>to</{name}><p>tre</p>", f"en {'“to”' if name == 'q' else 'to'} tre")
        for name in TEXTS
    ),
]

_GROUND = '<rect width="120" height="60" fill="#ddd"/>'
# By the elements and the attributes that each shows; `svg` itself, with `viewbox`, `width` and `height`, is in all.
_DRAWINGS = {
    "rect x y rx ry fill": '<rect x="20" y="10" width="80" height="40" rx="20" ry="20" fill="#0b5d66"/>',
    "circle cx cy r": '<circle cx="40" cy="30" r="25" fill="#b00"/>',
    "ellipse": '<ellipse cx="60" cy="30" rx="55" ry="20" fill="#b00"/>',
    "line x1 y1 x2 y2 stroke stroke-width": '<line x1="10" y1="10" x2="110" y2="50" stroke="#000" stroke-width="12"/>',
    "stroke-linecap": '<line x1="20" y1="30" x2="100" y2="30" stroke="#000" stroke-width="30" stroke-linecap="round"/>',
    "polyline points stroke-linejoin": (
        '<polyline points="10,50 60,15 110,50" fill="none" stroke="#000" stroke-width="16" stroke-linejoin="round"/>'
    ),
    "polygon fill-rule": '<polygon points="20,5 100,55 5,20 115,20 20,55" fill="#06c" fill-rule="evenodd"/>',
    "path d": '<path d="M10 50C40 -20 80 120 110 10L110 50Z" fill="#0a0"/>',
    "stroke-dasharray": '<path d="M5 30H115" stroke="#000" stroke-width="40" stroke-dasharray="20 15"/>',
    "stroke-miterlimit": (
        '<path d="M20 50L60 20L100 50" fill="none" stroke="#000" stroke-width="14" stroke-miterlimit="1"/>'
    ),
    "opacity fill-opacity stroke-opacity": (
        '<rect width="40" height="60" opacity="0.3"/><rect x="40" width="40" height="60" fill-opacity="0.6"/>'
        '<path d="M100 0V60" stroke="#000" stroke-width="30" stroke-opacity="0.4"/>'
    ),
    "g transform": '<g transform="translate(60 30) rotate(45) scale(2)"><rect width="12" height="12" fill="#a0a"/></g>',
    "defs use symbol href xmlns": (
        '<defs><symbol id="s" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5"/></symbol></defs>'
        '<use href="#s" x="10" y="5" width="50" height="50" fill="#b00"/>'
        '<use href="#s" x="70" y="20" width="20" height="20"/>'
    ),
    "lineargradient stop offset stop-color": (
        '<defs><linearGradient id="l"><stop offset="0" stop-color="#b00"/><stop offset="1" stop-color="#00b"/>'
        '</linearGradient></defs><rect width="120" height="60" fill="url(#l)"/>'
    ),
    "gradientunits": (
        '<linearGradient id="lu" gradientUnits="userSpaceOnUse" x1="30" y1="0" x2="90" y2="0"><stop offset="0"'
        ' stop-color="#b00"/><stop offset="1" stop-color="#00b"/></linearGradient>'
        '<rect width="120" height="60" fill="url(#lu)"/>'
    ),
    "stop-opacity": (
        '<linearGradient id="lo"><stop offset="0" stop-color="#b00"/><stop offset="1" stop-color="#b00"'
        ' stop-opacity="0.2"/></linearGradient><rect width="120" height="60" fill="url(#lo)"/>'
    ),
    "radialgradient": (
        '<radialGradient id="r" gradientUnits="userSpaceOnUse" cx="60" cy="30" r="50">'
        '<stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#060"/></radialGradient>'
        '<rect width="120" height="60" fill="url(#r)"/>'
    ),
    "clippath clip-path clip-rule": (
        '<clipPath id="c"><circle cx="60" cy="30" r="28" clip-rule="evenodd"/></clipPath>'
        '<rect width="120" height="60" fill="#06c" clip-path="url(#c)"/>'
    ),
    "mask": (
        '<mask id="m"><rect width="60" height="60" fill="#fff"/></mask>'
        '<rect width="120" height="60" fill="#06c" mask="url(#m)"/>'
    ),
    "text tspan dx dy text-anchor font-size font-weight": (
        '<text x="60" y="40" text-anchor="middle" font-size="30" font-weight="600">Mu'
        '<tspan dx="4" dy="6" fill="#b00">r</tspan></text>'
    ),
    "font-family": '<text x="10" y="40" font-size="30" font-family="monospace">Mur</text>',
    "title desc version focusable": "<title>en</title><desc>to</desc><rect width='60' height='60' fill='#333'/>",
    "color": '<g color="#b00"><rect width="90" height="60" fill="currentColor"/></g>',
    "preserveaspectratio": (
        '<svg viewBox="0 0 10 10" width="120" height="60" preserveAspectRatio="none">'
        '<circle cx="5" cy="5" r="5" fill="#b60"/></svg>'
    ),
}
DRAWINGS = {
    shows: f'<svg viewBox="0 0 120 60" width="120" height="60" focusable="false">{_GROUND}{inside}</svg>'
    for shows, inside in _DRAWINGS.items()
}
# With how wide each is to be, in px or as a part of the column; its height follows from it.
PICTURES: dict[str, float] = {
    '<img src="hus.png" alt="Hus">': 300,
    '<img src="hus.png" alt="Hus" width="120">': 120,
    '<img src="hus.png" alt="Hus" width="120" height="20">': 120,
    '<img src="hus.png" alt="Hus" height="20">': 300,
    '<img src="hus.png" alt="Hus" width="50%">': 0.5,
    '<img src="hus.png" alt="Hus" width="100" align="right">': 100,
    '<img src="hus.png" alt="Hus" width="5000">': 1.0,
}
