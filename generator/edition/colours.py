"""Turn a school's two brand colours into every colour of site and print, with contrast that always holds.

The brand colour itself is kept for surfaces. Whatever is read or must be seen gets a colour of the same hue whose
lightness is moved until WCAG 2.1 is met: 4.5:1 for text (SC 1.4.3), 3:1 for borders of controls and focus (SC 1.4.11),
https://www.w3.org/TR/WCAG21/. Lightness is that of OKLCH (https://bottosson.github.io/posts/oklab/), where a colour
that gets darker still looks like itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from coloraide import Color

TEXT, SEEN = 4.5, 3.0
WHITE, INK, BLACK = "#ffffff", "#1b1c1e", "#000000"
# The ground of a box on screen and paper, whatever the school's colours are: a tint of these would say something, pale
# red that there is an error, pale yellow that one should beware.
TINT = "#f2efe9"
# On paper, whatever the school's colours are: text, what is said beside it, and the lines of tables and fields.
PRINT_INK, PRINT_QUIET, PRINT_RULE = "#1b1b1b", "#4a4a4a", "#6a6a6a"


@dataclass(frozen=True)
class Scheme:
    """The colours of one appearance, light or dark; all `#rrggbb`."""

    page: str
    surface: str
    tint: str
    text: str
    muted: str
    link: str
    link_hover: str
    header: str
    on_header: str
    mark: str
    on_mark: str
    button: str
    on_button: str
    border: str
    hairline: str
    focus: str
    accent: str
    on_accent: str

    def pairs(self) -> list[tuple[str, str, str, float]]:
        """Return every pair that meets on a page: name, foreground, background, and the contrast it needs."""
        backgrounds = {"page": self.page, "surface": self.surface, "tint": self.tint}
        found = [
            (f"{name} on {where}", colour, background, minimum)
            for where, background in backgrounds.items()
            for name, colour, minimum in (
                ("text", self.text, TEXT),
                ("muted", self.muted, TEXT),
                ("link", self.link, TEXT),
                ("link_hover", self.link_hover, TEXT),
                ("border", self.border, SEEN),
                ("focus", self.focus, SEEN),
            )
        ]
        return [
            *found,
            ("on_header", self.on_header, self.header, TEXT),
            ("on_mark", self.on_mark, self.mark, TEXT),
            ("on_button", self.on_button, self.button, TEXT),
            ("on_accent", self.on_accent, self.accent, TEXT),
        ]

    def css(self) -> str:
        """Return the colours as custom properties: `--sg-link: #0b5d66;` and so on."""
        return "".join(f"--sg-{name.replace('_', '-')}: {value}; " for name, value in vars(self).items())


@dataclass(frozen=True)
class Palette:
    """All colours of an edition; `brand_line` and `accent_line` are what the two colours become as lines on paper."""

    light: Scheme
    dark: Scheme
    brand: str
    on_brand: str
    brand_text: str
    tint: str
    accent: str
    on_accent: str
    brand_line: str
    accent_line: str

    def pairs(self) -> list[tuple[str, str, str, float]]:
        """Return every pair of site and print that must hold: name, foreground, background, minimum."""
        return [
            *((f"light {name}", front, back, least) for name, front, back, least in self.light.pairs()),
            *((f"dark {name}", front, back, least) for name, front, back, least in self.dark.pairs()),
            ("print on_brand", self.on_brand, self.brand, TEXT),
            ("print brand_text", self.brand_text, WHITE, TEXT),
            ("print brand_text on tint", self.brand_text, self.tint, TEXT),
            ("print on_accent", self.on_accent, self.accent, TEXT),
            *(
                (f"print {name} on {where}", colour, ground, least)
                for where, ground in (("white", WHITE), ("tint", self.tint))
                for name, colour, least in (
                    ("ink", PRINT_INK, TEXT),
                    ("quiet", PRINT_QUIET, TEXT),
                    ("rule", PRINT_RULE, SEEN),
                    ("brand_line", self.brand_line, SEEN),
                    ("accent_line", self.accent_line, SEEN),
                )
            ),
        ]

    def css_site(self) -> str:
        """Return the style sheet with the site's colours, light and dark by the reader's own setting."""
        return (
            f":root {{ color-scheme: light dark; --sg-brand: {self.brand}; {self.light.css()}}}\n"
            f"@media (prefers-color-scheme: dark) {{ :root {{ {self.dark.css()}}} }}\n"
            f"@media print {{ :root {{ {self.light.css()}--sg-page: #ffffff; --sg-text: #000000; }} }}\n"
        )

    def print_tokens(self) -> dict[str, str]:
        """Return the colours that documents use, by name."""
        names = ("brand", "on_brand", "brand_text", "tint", "accent", "on_accent", "brand_line", "accent_line")
        own = {name: getattr(self, name) for name in names}
        return own | {"ink": PRINT_INK, "quiet": PRINT_QUIET, "rule": PRINT_RULE}


# Some milliseconds; a school's editions have the same two colours, and tests ask for one palette several times.
@lru_cache(maxsize=16)
def palette(primary: str, accent: str) -> Palette:
    """Return all colours derived from a school's primary and accent colour (`#rrggbb`)."""
    primary, accent = primary.lower(), accent.lower()
    return Palette(
        light=_light(primary, accent),
        dark=_dark(primary, accent),
        brand=primary,
        on_brand=text_on(primary),
        brand_text=readable(primary, [WHITE, TINT], TEXT),
        tint=TINT,
        accent=accent,
        on_accent=text_on(accent),
        brand_line=readable(primary, [WHITE, TINT], SEEN),
        accent_line=readable(accent, [WHITE, TINT], SEEN),
    )


def _light(primary: str, accent: str) -> Scheme:
    page, surface = "#fbfaf7", WHITE
    backgrounds = [page, surface, TINT]
    link = readable(primary, backgrounds, 5.0)
    return Scheme(
        page=page,
        surface=surface,
        tint=TINT,
        text=INK,
        muted=readable("#5c6066", backgrounds, TEXT),
        link=link,
        link_hover=readable(primary, backgrounds, 8.0),
        header=primary,
        on_header=text_on(primary),
        mark=primary,
        on_mark=text_on(primary),
        button=link,
        on_button=text_on(link),
        border=readable("#7d8187", backgrounds, SEEN),
        hairline="#d9d6cf",
        focus=link,
        accent=accent,
        on_accent=text_on(accent),
    )


def _dark(primary: str, accent: str) -> Scheme:
    page = _of_hue(primary, lightness=0.2, chroma=0.012)
    surface = _of_hue(primary, lightness=0.245, chroma=0.014)
    tint = _of_hue(primary, lightness=0.285, chroma=0.008)
    backgrounds = [page, surface, tint]
    # A bright brand colour as a large surface would dazzle in the dark; its hue stays.
    header = _dimmed(primary, 0.45)
    link = readable(primary, backgrounds, 6.0)
    return Scheme(
        page=page,
        surface=surface,
        tint=tint,
        text="#eceae6",
        muted=readable("#aeb2b8", backgrounds, TEXT),
        link=link,
        link_hover=readable(primary, backgrounds, 8.5),
        header=header,
        on_header=text_on(header),
        mark=header,
        on_mark=text_on(header),
        button=link,
        on_button=text_on(link),
        border=readable("#8b8f95", backgrounds, SEEN),
        hairline=_of_hue(primary, lightness=0.36, chroma=0.015),
        focus=link,
        accent=_dimmed(accent, 0.72),
        on_accent=text_on(_dimmed(accent, 0.72)),
    )


def text_on(background: str) -> str:
    """Return white or a near black, whichever can be read on `background`; one of them always can."""
    return next(colour for colour in (WHITE, INK, BLACK) if contrast(colour, background) >= TEXT)


def readable(colour: str, backgrounds: Iterable[str], minimum: float) -> str:
    """Return `colour`, made darker or lighter until it has the contrast `minimum` on each background.

    On light backgrounds it gets darker, on dark ones lighter; black and white are the end of the way.
    """
    grounds = list(backgrounds)
    darker = max(luminance(ground) for ground in grounds) > 0.18
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


def _of_hue(colour: str, *, lightness: float, chroma: float) -> str:
    """Return a quiet relative of a colour: same hue, given lightness, at most `chroma`."""
    quiet = _oklch(colour)
    return _hex_of(quiet.set({"lightness": lightness, "chroma": min(quiet["chroma"], chroma)}))


def _oklch(colour: str) -> Color:
    return Color(colour).convert("oklch")


def _hex_of(colour: Color) -> str:
    """Return the colour as `#rrggbb`, with as much chroma as a screen can show at its lightness."""
    return colour.convert("srgb").to_string(hex=True, fit="raytrace")
