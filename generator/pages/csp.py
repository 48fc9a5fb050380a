"""Turn a finished HTML page into one that says what it may load: only what is published with it.

The policy (https://www.w3.org/TR/CSP3/) stands in the page itself, because a school may not control its server, and
works from disk too. An inline script or style sheet is allowed by the hash of its text, never by `unsafe-inline`.

An exported project holds this file, too, as a hook of the engine that builds it: it imports nothing of ours.
"""

import hashlib
import re
from base64 import b64encode
from pathlib import Path
from typing import Any

_CHARSET = re.compile(r'<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc\s*=)(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_INLINE_STYLE = re.compile(r"<style[^>]*>(?P<text>.*?)</style>", re.DOTALL)
_NOT_RUN = re.compile(r'type\s*=\s*"?application/(?:ld\+)?json')
_NOTHING_SENT = "base-uri 'none'; form-action 'none'"


def secure(html: str) -> str:
    """Return the page with its Content-Security-Policy as the first thing after its encoding.

    A page without a head that names its encoding is returned as it is: it is not a whole page.
    """
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_policy(html)}">'
    return _CHARSET.sub(lambda charset: f"{charset[0]}\n{policy}", html, count=1)


def standalone_policy(*, script: str, style: str) -> str:
    """Return the policy of a file that holds everything itself: one script, one style sheet, and nothing to load."""
    return f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; {_NOTHING_SENT}"


_hook = {"preview": False}


def on_startup(*, command: str, **_: Any) -> None:
    """Note if MkDocs only shows pages to who writes them: the script that loads them anew is in none of them yet."""
    _hook["preview"] = command == "serve"


def on_post_build(*, config: Any, **_: Any) -> None:
    """Write its policy into each page of the site that MkDocs has built."""
    for path in [] if _hook["preview"] else Path(config.site_dir).rglob("*.html"):
        path.write_text(secure(path.read_text(encoding="utf-8")), encoding="utf-8")


def _policy(html: str) -> str:
    scripts = [found["text"] for found in _INLINE_SCRIPT.finditer(html) if not _NOT_RUN.search(found["attributes"])]
    styles = [found["text"] for found in _INLINE_STYLE.finditer(html)]
    script_sources, style_sources = (" ".join(["'self'", *map(_hash, texts)]) for texts in (scripts, styles))
    return (
        f"default-src 'none'; script-src {script_sources}; style-src {style_sources}; img-src 'self'; "
        f"font-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'self'; {_NOTHING_SENT}"
    )


def _hash(text: str) -> str:
    digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
