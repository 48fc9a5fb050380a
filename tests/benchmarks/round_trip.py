"""Turn the sheets of a class into ratios, measured side by side in one run: `make bench`.

First one sheet, filled in and read back by us and by the usual libraries, in turns. Then whole commands, as a user
waits for them, for classes of 1, 30 and 3 000: how long they take, and how much memory.
"""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pypdf
from PyPDFForm import PdfWrapper

from generator.documents.job import FORM_FONT
from generator.pdf.blank_sheet import BlankSheet
from generator.pdf.class_print import ClassPrint, Written
from generator.pdf.returned import returned_pdf
from generator.roundtrip.known import names_known
from tests.support.command import DAY, REPOSITORY
from tests.support.finished import Finished
from tests.support.sheets import sheet_of

KEY = "foerste-samtale"
LAYER = REPOSITORY / "schools" / "eksempel"
ANSWERS: dict[str, str] = {
    "laerling": "Amina Ærø", "virksomhed": "Kalk & Søn", "oplaeringsansvarlig": "Ib Kalk", "dato": "20-01-2027",
    "sted": "Skolen", "fra-skolen": "Mette Holm",
}  # fmt: skip
CLASSES = (1, 30, 3000)
ROUNDS = 5


def main() -> None:
    """Measure and print one line for each way, then one for each class and command."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        finished = Finished(folder / "build" / ".cache")
        pdf, paper, font = finished(KEY), finished(KEY, "paper"), (REPOSITORY / FORM_FONT).read_bytes()
        blank, sheets = BlankSheet(pdf, font), ClassPrint(paper, font, names_known(sheet_of(KEY)))
        # A library may know a file that it has read before.
        returned = iter([blank.filled(ANSWERS, f"{number}") for number in range(10 * ROUNDS)])
        class_of_30 = [Written(ANSWERS, f"{number:02}", "Amina Ærø") for number in range(30)]
        _print_side_by_side(
            "filled in",
            {
                "ours": (lambda: [blank.filled(ANSWERS, "01") for _ in range(100)], 100),
                "ours, on paper": (lambda: sheets.printed(class_of_30), 30),
                "pypdf": (lambda: _by_pypdf(pdf), 1),
                "PyPDFForm": (lambda: PdfWrapper(pdf).fill(dict(ANSWERS)).read(), 1),
            },
        )
        _print_side_by_side(
            "read back",
            {
                "ours": (lambda: [returned_pdf(next(returned)) for _ in range(5)], 5),
                "pypdf": (lambda: pypdf.PdfReader(io.BytesIO(next(returned))).get_fields(), 1),
                "PyPDFForm": (lambda: PdfWrapper(next(returned)).data, 1),
            },
        )
        for count in CLASSES:
            _print_commands(folder, count)


def _by_pypdf(pdf: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    for page in writer.pages:
        writer.update_page_form_field_values(page, ANSWERS, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _print_side_by_side(what: str, ways: dict[str, tuple[Callable[[], object], int]]) -> None:
    """Print what one sheet takes in each way; beside the work of a way stands how many sheets it is."""
    times: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, (work, sheets) in ways.items():
            started = time.perf_counter()
            work()
            times[way].append((time.perf_counter() - started) / sheets)
    unit = statistics.median(times["ours"])
    for way, measured in times.items():
        median = statistics.median(measured)
        print(f"{what}, {way:16} {1 / median:8.0f} sheets a second, {median / unit:6.1f} times as long as ours")


def _print_commands(folder: Path, count: int) -> None:
    roster = folder / "hold.csv"
    rows = "".join(f"E{n};Lærling Nummer{n};Kalk & Søn {n};Mette Holm;01-02-2027\n" for n in range(count))
    roster.write_text(f"Elevnr;Navn;Virksomhed;Kontaktlærer;Oplæringsstart\n{rows}", encoding="utf-8")
    sheet, school = ("--sheet", KEY), ("--school", str(LAYER))
    commands = {
        "prefill": ("prefill", str(LAYER), str(roster), *sheet, "--out", f"ark-{count}"),
        "prefill --paper": ("prefill", str(LAYER), str(roster), *sheet, "--out", f"papir-{count}", "--paper"),
        "plan": ("plan", str(LAYER), str(roster), "--out", f"plan-{count}"),
        "collect": ("collect", f"ark-{count}", *school, "--roster", str(roster), "--out", f"ud-{count}/overblik.xlsx"),
    }
    for name, words in commands.items():
        started = time.perf_counter()
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "SOURCE_DATE_EPOCH": "1772496000"}
        running = psutil.Popen(
            [sys.executable, "-m", "generator", *words, "--date", DAY],
            cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        most = 0
        while running.poll() is None:
            with suppress(psutil.Error):
                together = [running, *running.children(recursive=True)]
                most = max(most, sum(process.memory_info().rss for process in together))
            time.sleep(0.02)
        seconds = time.perf_counter() - started
        print(f"{name:16} {count:5} apprentices {seconds:7.2f} s, {most / 1024**2:6.0f} MiB in all its processes")


if __name__ == "__main__":
    main()
