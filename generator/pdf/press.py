"""Turn the PDF that the renderer wrote for a press into PDF/X-4 (ISO 15930-7) that a print shop takes as it is.

The renderer names no printing condition, leaves its colours without a definition and makes up an id. Here the file
gets the printing condition FOGRA39 (coated paper), its screen colours are said to be sRGB, and nothing is random.
"""

import hashlib
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from generator.documents.job import PRESS_PROFILE, SCREEN_PROFILE, Job
from generator.pdf.fill import saved
from generator.pdf.finish import say_how_to_print, show_dots_as_they_are

_RANDOM_ID = re.compile(rb"(?<=<xmpMM:DocumentID>)[^<]*(?=</xmpMM:DocumentID>)")


def finish_for_press(pdf: bytes, job: Job) -> bytes:
    """Return the finished PDF; the same input gives the same bytes."""
    with pikepdf.open(BytesIO(pdf)) as document:
        # The condition by its name in the ICC's registry, and the profile for who has it not.
        condition = Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFX,
            OutputConditionIdentifier=String("FOGRA39"),
            OutputCondition=String("Offset printing on coated paper, ISO 12647-2:2004/Amd 1"),
            RegistryName=String("http://www.color.org"),
            Info=String("Coated FOGRA39 (ISO 12647-2:2004)"),
            DestOutputProfile=document.make_stream(job.assets[PRESS_PROFILE], N=4),
        )
        document.Root.OutputIntents = Array([document.make_indirect(condition)])
        say_how_to_print(document, job)
        _define_screen_colours(document, job.assets[SCREEN_PROFILE])
        show_dots_as_they_are(document)
        digest = hashlib.sha256(job.key.encode()).hexdigest()[:32]
        metadata, replaced = _RANDOM_ID.subn(f"xmp.did:{digest}".encode(), document.Root.Metadata.read_bytes())
        assert replaced == 1, "the renderer writes one id"
        document.Root.Metadata = document.make_stream(metadata, Type=Name.Metadata, Subtype=Name.XML)
        # The renderer's own is random, and half of it would be kept.
        del document.trailer["/ID"]
        return saved(document, version="1.6")


def _define_screen_colours(document: Pdf, profile: bytes) -> None:
    """Say that every screen colour is sRGB (PDF 32000-1 8.6.5.6), and blend in the colours of the press."""
    srgb = document.make_indirect(Array([Name.ICCBased, document.make_stream(profile, N=3)]))
    for thing in [entries for item in document.objects for entries in _dictionaries(item)]:
        # The renderer says of every gradient that it is one of inks, and writes three numbers for each colour.
        is_screen_gradient = "/ShadingType" in thing and len(thing.Function.Functions[0].C0) == 3
        if thing.get("/ColorSpace") == Name.DeviceRGB or is_screen_gradient:
            thing.ColorSpace = srgb
        if thing.get("/S") == Name.Transparency and "/CS" in thing:
            thing.CS = Name.DeviceCMYK
        resources = thing.get("/Resources")
        if isinstance(resources, Dictionary):
            resources.ColorSpace = resources.get("/ColorSpace", Dictionary())
            resources.ColorSpace.DefaultRGB = srgb


def _dictionaries(thing: Any) -> Iterator[Any]:
    """Yield an object that has entries, and those written inside it; what it refers to comes by itself."""
    if isinstance(thing, (Dictionary, Stream)):
        yield thing
        inner = [thing[key] for key in sorted(thing.keys())]
    else:
        inner = list(thing) if isinstance(thing, Array) else []
    for item in inner:
        if isinstance(item, pikepdf.Object) and not item.is_indirect:
            yield from _dictionaries(item)
