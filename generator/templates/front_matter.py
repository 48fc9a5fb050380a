"""Turn the text of a page into what it says of itself, between two lines of dashes, and what is wrong with these."""

import re
from collections.abc import Iterator

from generator.problems.problem import Advice, Sentence

# What a page can say of itself; `pages/heads` says what each means.
KEYS = ("title", "nav_title", "description", "step", "summary", "only_if", "in_nav", "after")
_KEY = rf"(?:{'|'.join(KEYS)}):"
# And as people may write it who have not seen how.
_TYPED = rf"(?i:{_KEY}|(?:titel|beskrivelse|resumé|trin|efter):)"
FRONT_MATTER = re.compile(r"\A\s*^---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_BEGUN = re.compile(r"\A\s*---[ \t]*\n\w+:")
# A line that somebody may have meant for dashes: word processors make one of three, and there are other signs for it.
_LIKE_FENCE = r"[ \t]*(?!---[ \t]*\n)(?P<fence>[-‐‑‒–—―_=*+~.](?: ?[-‐‑‒–—―_=*+~.]){0,20})[ \t]*\n"
_WRONG_FENCE = re.compile(rf"\A\s*?^{_LIKE_FENCE}(?=\s*{_TYPED})", re.MULTILINE)
_WRONG_END = re.compile(rf"^{_LIKE_FENCE}", re.MULTILINE)
_WITHOUT_FENCE = re.compile(rf"\A\s*(?P<key>{_TYPED})")
_FURTHER_DOWN = re.compile(rf"^---[ \t]*\n(?:{_KEY}.*\n)+---[ \t]*$", re.MULTILINE)
_THREE = "Write three dashes, ---, in a line above the first of its keys, and in a line below the last one."


def head_mistakes(text: str) -> Iterator[tuple[Advice, int]]:
    """Yield what is wrong with how a page's head begins and ends, and where in the text."""
    head = FRONT_MATTER.match(text)
    if wrong := _WRONG_FENCE.match(text):
        yield _not_dashes(wrong["fence"]), wrong.start("fence")
    elif not head and _BEGUN.match(text):
        if wrong := _WRONG_END.search(text, text.index("\n", text.index("---"))):
            yield _not_dashes(wrong["fence"]), wrong.start("fence")
        else:
            what = "what the page says of itself begins here, and never ends"
            way_out = "Write a line of three dashes, ---, below the last of its keys."
            yield Advice("never-ends", what, way_out), text.index("---")
    elif head and (wrong := _WRONG_END.search(head[1])):
        yield _not_dashes(wrong["fence"]), head.start(1) + wrong.start("fence")
    rest = text[head.end() :] if head else text
    if bare := _WITHOUT_FENCE.match(rest):
        found = Sentence("'{key}' looks like what the page says of itself, and will be printed", key=bare["key"])
        yield Advice("head-without-dashes", found, _THREE, about=bare["key"]), len(text) - len(rest) + bare.start("key")
    elif (second := _FURTHER_DOWN.search(rest)) and rest.count("```", 0, second.start()) % 2 == 0:
        way_out = "Put its keys between the first two lines of dashes of the file."
        what = "what a page says of itself stands once, and before everything else"
        yield Advice("head-further-down", what, way_out), len(text) - len(rest) + second.start()


def _not_dashes(fence: str) -> Advice:
    found = Sentence("'{fence}' does not stand for the three dashes round what a page says of itself", fence=fence)
    return Advice("wrong-dashes", found, "Write --- alone in this line.", about=fence)
