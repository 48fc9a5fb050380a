"""Turn a school's two brand colours into every colour of site and print, with contrast that always holds.

The brand colour itself is kept for surfaces. Whatever is read or must be seen gets a colour of the same hue whose
lightness is moved until WCAG 2.1 is met: 4.5:1 for text (SC 1.4.3), 3:1 for borders of controls and focus (SC 1.4.11),
https://www.w3.org/TR/WCAG21/. Lightness is that of OKLCH (https://bottosson.github.io/posts/oklab/), where a colour
that gets darker still looks like itself.
"""

from dataclasses import dataclass
from functools import lru_cache

from coloraide import Color

TEXT, SEEN = 4.5, 3.0
WHITE, INK, BLACK = "#ffffff", "#1b1c1e", "#000000"
# The ground of a box on screen and paper, whatever the school's colours are: a tint of these would say something, pale
# red that there is an error, pale yellow that one should beware.
TINT = "#f2efe9"
# On paper, whatever the school's colours are: text, what is said beside it, and the lines of tables and fields.
PRINT = {"ink": "#1b1b1b", "quiet": "#4a4a4a", "rule": "#6a6a6a"}


@dataclass(frozen=True)
class Palette:
    """All colours of an edition, `#rrggbb` by their names: of the site, light and dark, and of what is printed.

    `brand_line` and `accent_line` are what the school's two colours become as lines on paper.
    """

    light: dict[str, str]
    dark: dict[str, str]
    paper: dict[str, str]

    def css_site(self) -> str:
        """Return the style sheet with the site's colours, light and dark by the reader's own setting."""
        light, dark = _properties(self.light), _properties(self.dark)
        return (
            f":root {{ color-scheme: light dark; --sg-brand: {self.paper['brand']}; {light}}}\n"
            f"@media (prefers-color-scheme: dark) {{ :root {{ {dark}}} }}\n"
            f"@media print {{ :root {{ {light}--sg-page: #ffffff; --sg-text: #000000; }} }}\n"
        )


def _properties(colours: dict[str, str]) -> str:
    """Return colours as custom properties: `--sg-link: #0b5d66;` and so on."""
    return "".join(f"--sg-{name.replace('_', '-')}: {value}; " for name, value in colours.items())


# Some milliseconds; a school's editions have the same two colours, and tests ask for one palette several times.
@lru_cache(maxsize=16)
def palette(primary: str, accent: str) -> Palette:
    """Return all colours derived from a school's primary and accent colour (`#rrggbb`)."""
    primary, accent = primary.lower(), accent.lower()
    grounds = (WHITE, TINT)
    paper = PRINT | {"tint": TINT, "brand_text": readable(primary, grounds, TEXT)}
    for name, colour in (("brand", primary), ("accent", accent)):
        paper |= {name: colour, f"on_{name}": text_on(colour), f"{name}_line": readable(colour, grounds, SEEN)}
    return Palette(_light(primary, accent), _dark(primary, accent), paper)


def _light(primary: str, accent: str) -> dict[str, str]:
    greys = {"text": INK, "muted": "#5c6066", "border": "#7d8187", "hairline": "#d9d6cf"}
    return _scheme(primary, ("#fbfaf7", WHITE, TINT), greys, (5.0, 8.0), header=primary, accent=accent)


def _dark(primary: str, accent: str) -> dict[str, str]:
    grounds = (_of_hue(primary, 0.2, 0.012), _of_hue(primary, 0.245, 0.014), _of_hue(primary, 0.285, 0.008))
    greys = {"text": "#eceae6", "muted": "#aeb2b8", "border": "#8b8f95", "hairline": _of_hue(primary, 0.36, 0.015)}
    # A bright brand colour as a large surface would dazzle in the dark; its hue stays.
    header = _dimmed(primary, 0.45)
    return _scheme(primary, grounds, greys, (6.0, 8.5), header=header, accent=_dimmed(accent, 0.72))


def _scheme(
    primary: str,
    grounds: tuple[str, str, str],
    greys: dict[str, str],
    links: tuple[float, float],
    *,
    header: str,
    accent: str,
) -> dict[str, str]:
    """Return the colours of one appearance; `links` are the contrasts of a link and of one that is pointed at."""
    page, surface, tint = grounds
    link, link_hover = (readable(primary, grounds, minimum) for minimum in links)
    muted, border = readable(greys["muted"], grounds, TEXT), readable(greys["border"], grounds, SEEN)
    colours = {"page": page, "surface": surface, "tint": tint}
    colours |= {"text": greys["text"], "muted": muted, "link": link, "link_hover": link_hover}
    colours |= {"header": header, "on_header": text_on(header), "mark": header, "on_mark": text_on(header)}
    colours |= {"button": link, "on_button": text_on(link)}
    colours |= {"border": border, "hairline": greys["hairline"], "focus": link}
    return colours | {"accent": accent, "on_accent": text_on(accent)}


def text_on(background: str) -> str:
    """Return white or a near black, whichever can be read on `background`; one of them always can."""
    return next(colour for colour in (WHITE, INK, BLACK) if contrast(colour, background) >= TEXT)


# Of two palettes with one colour in common, much is the same.
@lru_cache(maxsize=512)
def readable(colour: str, grounds: tuple[str, ...], minimum: float) -> str:
    """Return `colour`, made darker or lighter until it has the contrast `minimum` on each ground.

    On light grounds it gets darker, on dark ones lighter; black and white are the end of the way.
    """
    darker = max(map(luminance, grounds)) > 0.18
    candidate, moved = colour, _oklch(colour)
    while min(contrast(candidate, ground) for ground in grounds) < minimum:
        moved["lightness"] += -0.01 if darker else 0.01
        if not 0 < moved["lightness"] < 1:
            return BLACK if darker else WHITE
        candidate = _hex_of(moved)
    return candidate


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1, »contrast ratio«)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.1, »relative luminance«).

    To the standard's own digits: by those of the library, one pair in many thousands would just fall short.
    """
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _dimmed(colour: str, most: float) -> str:
    dimmed = _oklch(colour)
    return colour if dimmed["lightness"] <= most else _hex_of(dimmed.set("lightness", most))


def _of_hue(colour: str, lightness: float, chroma: float) -> str:
    """Return a quiet relative of a colour: same hue, given lightness, at most `chroma`."""
    quiet = _oklch(colour)
    return _hex_of(quiet.set({"lightness": lightness, "chroma": min(quiet["chroma"], chroma)}))


def _oklch(colour: str) -> Color:
    return Color(colour).convert("oklch")


def _hex_of(colour: Color) -> str:
    """Return the colour as `#rrggbb`, with as much chroma as a screen can show at its lightness."""
    return colour.convert("srgb").to_string(hex=True, fit="raytrace")
