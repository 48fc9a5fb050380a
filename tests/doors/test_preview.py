"""The preview shows what is saved, says what is wrong over the last good page, and is for this machine only."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from generator.site.preview_server import PreviewServer
from tests.support.command import EDITIONS, EPOCH, REPOSITORY, run
from tests.support.counting import counted
from tests.support.editions import Editions
from tests.support.patience import MINUTE, PATIENCE, wait_for

pytestmark = pytest.mark.slow
GOOD = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    """A layer with the least a profile needs."""
    return Path(shutil.copytree(EDITIONS / "minimal", tmp_path / "layer"))


@contextlib.contextmanager
def previewing(layer: Path, editions: Editions) -> Iterator[str]:
    """Have a layer's live preview, started as a user does; yield its address. What it says is beside the layer."""
    folder = layer.parent
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", str(layer), "--port", str(port)]
    browser = f"sh -c 'echo \"$1\" > {folder}/opened' browser %s"
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "SOURCE_DATE_EPOCH": EPOCH, "BROWSER": browser}
    (folder / "temporary").mkdir(exist_ok=True)
    environment["TMPDIR"] = str(folder / "temporary")
    store = editions.store(EDITIONS / "minimal", folder / "build" / ".cache")
    with counted("serve", store), (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        yield f"http://127.0.0.1:{port}/"
        process.terminate()
        process.wait()


@pytest.fixture
def preview(layer: Path, editions: Editions) -> Iterator[str]:
    """The address of the layer's preview."""
    with previewing(layer, editions) as address:
        yield address


class Standing(NamedTuple):
    """A preview, and the folder in which its layer stands."""

    address: str
    folder: Path

    def log(self) -> str:
        """Return what the preview has said."""
        return (self.folder / "log").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory, editions: Editions) -> Iterator[Standing]:
    """One for all tests that do not care what was saved before: whatever is wrong, it shows the last good pages."""
    folder = tmp_path_factory.mktemp("standing")
    with previewing(Path(shutil.copytree(EDITIONS / "minimal", folder / "layer")), editions) as address:
        yield Standing(address, folder)


def answer(preview: str, path: str, host: str) -> tuple[int, str]:
    """Return what the preview answers to somebody who calls it `host`."""
    connection = HTTPConnection(urlsplit(preview).netloc, timeout=PATIENCE)
    connection.request("GET", path, headers={"Host": host})
    response = connection.getresponse()
    return response.status, response.read().decode()


def test_the_preview_follows_what_is_saved(standing: Standing) -> None:
    """And says, once, that a shared text is replaced by what was saved."""
    preview, layer = standing.address, standing.folder / "layer"
    before = shown(preview + "kontakt/index.html", "Vesterhavets Erhvervsskole")
    assert "Content-Security-Policy" not in before
    assert "»Eva Rød«" not in before
    profile = layer / "school.yml"
    profile.write_text(GOOD.replace("Anne Kjær", "»Eva Rød«"), encoding="utf-8")
    shown(preview + "kontakt/index.html", "»Eva Rød«")
    # What somebody should look at is looked for when the pages are there.
    assert wait_for(lambda: "the quotation marks » and « will be printed" in standing.log())
    own = layer / "docs" / "kontakt" / "index.md"
    own.parent.mkdir(parents=True)
    own.write_text('{% extends "shared/docs/kontakt/index.md" %}{% block haster %}Ring straks{% endblock %}')
    shown(preview + "kontakt/index.html", "Ring straks")
    assert wait_for(lambda: "nobody has noted yet which shared texts" in standing.log())
    # A line further down, and so it is told once more.
    profile.write_text(f"# Vores skole\n{profile.read_text(encoding='utf-8')}", encoding="utf-8")
    assert wait_for(lambda: standing.log().count("the quotation marks » and « will be printed") == 2)
    assert standing.log().count("nobody has noted yet which shared texts") == 1


def test_it_opens_the_browser_at_its_address(standing: Standing) -> None:
    opened = standing.folder / "opened"
    assert wait_for(lambda: opened.exists() and opened.read_text() == f"{standing.address}\n")
    assert f"The preview is at {standing.address} " in standing.log()


def shown(address: str, text: str) -> str:
    """Return the page as soon as it holds `text`; fails when it never does."""
    page = ""

    def holds() -> bool:
        nonlocal page
        with contextlib.suppress(URLError, OSError):
            page = urlopen(address, timeout=MINUTE).read().decode()
        return text in page

    assert wait_for(holds), f"{text!r} was not shown within {PATIENCE} s"
    return page


def finished(address: str, text: str) -> str:
    """Return the page as soon as it holds `text` and all PDFs are as new as it is."""
    assert wait_for(lambda: "PDFs are being made" not in shown(address, text))
    return shown(address, text)


def test_a_mistake_is_shown_over_the_last_good_page(standing: Standing) -> None:
    preview, layer = standing.address, standing.folder / "layer"
    profile = layer / "school.yml"
    shown(preview, "Vesterhavets Erhvervsskole")
    # What is wrong is text, whatever it looks like.
    profile.write_text(GOOD.replace("trade: murer", "trade: <b>mure</b>"), encoding="utf-8")
    page = shown(preview, "there is no trade")
    assert "Vesterhavets Erhvervsskole" in page
    assert "school.yml:3:8" in page
    assert "<b>mure" not in page
    assert "there is no trade" in standing.log()
    profile.write_text(GOOD.replace("Anne Kjær", "Karen Blå"), encoding="utf-8")
    assert "there is no trade" not in shown(preview + "kontakt/index.html", "Karen Blå")
    profile.rename(layer / "gemt")
    assert "Karen Blå" in shown(preview + "kontakt/index.html", "there is no school.yml in this folder")
    shutil.rmtree(layer)
    assert "Karen Blå" in shown(preview + "kontakt/index.html", "this folder is gone")
    # A program that keeps two disks alike may take it away and put it back.
    shutil.copytree(EDITIONS / "minimal", layer)
    assert "this folder is gone" not in shown(preview + "kontakt/index.html", "Anne Kjær")
    profile.write_text(GOOD.replace("Anne Kjær", "Bo Friis"), encoding="utf-8")
    shown(preview + "kontakt/index.html", "Bo Friis")


def test_who_asks_while_pages_are_made_gets_the_last_ones(tmp_path: Path) -> None:
    """However long that takes: a page may be heavy."""
    begun, may_end, sites = threading.Event(), threading.Event(), iter(("old", "new"))

    def rebuild() -> None:
        site = tmp_path / next(sites)
        if site.name == "new":
            begun.set()
            may_end.wait()
        site.mkdir()
        (site / "index.html").write_text(f"<body>{site.name}</body>")
        server.root = str(site)

    server = PreviewServer(rebuild, 0)
    address = f"http://127.0.0.1:{server.server_port}/"
    (tmp_path / "layer").mkdir()
    server.follow(tmp_path / "layer")
    server.rebuild_soon()
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    shown(address, "old")
    server.rebuild_soon()
    assert begun.wait(PATIENCE)
    assert ">old" in urlopen(address, timeout=PATIENCE).read().decode()
    may_end.set()
    shown(address, ">new")
    server.shutdown()
    thread.join(PATIENCE)


def test_the_pdfs_follow_and_the_page_says_so_meanwhile(preview: str, layer: Path) -> None:
    """A mistake in a document is shown over the new pages. Until it is mended the PDFs from before stay.

    And no page loses what they said of themselves.
    """
    pages = " sider</span>"
    assert "not all PDFs can be made" not in finished(preview + "samtaleark/index.html", pages)
    before = urlopen(f"{preview}pdf/kontaktkort.pdf", timeout=PATIENCE).read()
    style = (REPOSITORY / "forms" / "kontaktkort" / "page.css").read_text(encoding="utf-8")
    (layer / "forms" / "kontaktkort").mkdir(parents=True)
    (layer / "forms" / "kontaktkort" / "page.css").write_text(f"{style}\np {{ color: #123 }}\n", encoding="utf-8")

    def is_new() -> bool:
        return bool(urlopen(f"{preview}pdf/kontaktkort.pdf", timeout=PATIENCE).read() != before)

    shown(preview, "The PDFs are being made")
    assert wait_for(is_new)
    finished(preview, "Vesterhavets")
    old = urlopen(f"{preview}pdf/kontaktkort.pdf", timeout=PATIENCE).read()
    template = layer / "forms" / "kontaktkort" / "page.html"
    template.write_text("{{ nobody_knows_this }}", encoding="utf-8")
    profile = layer / "school.yml"
    profile.write_text(profile.read_text(encoding="utf-8").replace("Anne Kjær", "Karen Blå"), encoding="utf-8")
    page = shown(preview + "kontakt/index.html", "nobody_knows_this")
    assert "Karen Blå" in page
    assert "not all PDFs can be made" in page
    assert pages in shown(preview + "samtaleark/index.html", "nobody_knows_this")
    assert urlopen(f"{preview}pdf/kontaktkort.pdf", timeout=PATIENCE).read() == old
    template.unlink()
    assert wait_for(lambda: "nobody_knows_this" not in shown(preview + "kontakt/index.html", "Karen Blå"))


def test_who_ends_it_meanwhile_leaves_nothing_behind_and_is_told_of_no_mistake(layer: Path, editions: Editions) -> None:
    """As who closes the terminal does."""
    profile = layer / "school.yml"
    profile.write_text(profile.read_text(encoding="utf-8").replace("Anne Kjær", "Karen Blå"), encoding="utf-8")
    with previewing(layer, editions) as address:
        shown(address, "The PDFs are being made")
    assert list((layer.parent / "temporary").glob("samtaleguide-*")) == []
    assert "takes too long" not in (layer.parent / "log").read_text(encoding="utf-8")


def test_a_page_that_is_gone_follows_what_is_saved_until_it_is_back(tmp_path: Path) -> None:
    def rebuild() -> None:
        (tmp_path / "404.html").write_text("<body>Findes ikke</body>")
        server.root = str(tmp_path)

    server = PreviewServer(rebuild, 0)
    (tmp_path / "layer").mkdir()
    server.follow(tmp_path / "layer")
    server.notice = "PDF-filerne laves"
    server.rebuild_soon()
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    preview = f"http://127.0.0.1:{server.server_port}/"
    host = urlsplit(preview).netloc
    assert wait_for(lambda: answer(preview, "/ny.html", host)[0] == 404)
    _, page = answer(preview, "/ny.html", host)
    server.shutdown()
    thread.join(PATIENCE)
    assert "Findes ikke" in page
    assert "livereload" in page
    assert "PDF-filerne laves" in page


def test_it_answers_to_this_machine_s_names_only(standing: Standing) -> None:
    """A page elsewhere may have its own name lead here, to read what is not its own (DNS rebinding)."""
    preview = standing.address
    shown(preview, "Vesterhavets Erhvervsskole")
    port = urlsplit(preview).port
    for host in (f"127.0.0.1:{port}", f"localhost:{port}"):
        assert answer(preview, "/", host)[0] == 200
    for host in (f"ond.example:{port}", "ond.example", "", f"localhost.ond.example:{port}", "localhost:x"):
        status, text = answer(preview, "/", host)
        assert (status, "Vesterhavets" in text) == (403, False), host
    for hosts in ([f"localhost:{port}", "ond.example"], ["ond.example", f"localhost:{port}"]):
        connection = HTTPConnection(urlsplit(preview).netloc, timeout=PATIENCE)
        connection.putrequest("GET", "/", skip_host=True)
        for host in hosts:
            connection.putheader("Host", host)
        connection.endheaders()
        assert connection.getresponse().status == 403, hosts


def test_a_strange_address_is_no_page(standing: Standing) -> None:
    preview = standing.address
    shown(preview, "Vesterhavets Erhvervsskole")
    for path in (
        "/%00",
        "/a%0ab",
        "/%1b",
        "/../../etc/passwd",
        "/" + "a" * 5000,
        "/pdf/",
        "/%ff",
        "/pdf/%00.pdf",
        f"/{'a' * 300}.pdf",
    ):
        assert answer(preview, path, f"localhost:{urlsplit(preview).port}")[0] == 404, path
    assert "Traceback" not in standing.log()


def test_at_the_web_s_own_port_browsers_name_the_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    server = PreviewServer(lambda: None, 0)
    try:
        for port, host, status in ((80, "localhost", "200 OK"), (80, "skole.dk", "403"), (8000, "localhost", "403")):
            monkeypatch.setattr(server, "server_port", port)
            said: list[str] = []
            server.serve_request(
                {"PATH_INFO": "/", "HTTP_HOST": host}, lambda status, _, said=said: said.append(status)
            )
            assert said[0].startswith(status), (port, host)
    finally:
        server.server_close()


def test_a_used_port_is_one_sentence(layer: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("serve", "layer", "--port", str(port), folder=tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == (
        f"127.0.0.1:{port}: port {port} cannot be had (Address already in use). "
        "Perhaps another preview is running: end it, or name another --port.\n1 problem; nothing was changed.\n"
    )


@pytest.mark.parametrize("port", ["99999", "0", "-1", "x"])
def test_a_port_that_is_none_is_wrong_use(layer: Path, tmp_path: Path, port: str) -> None:
    result = run("serve", "layer", "--port", port, folder=tmp_path)
    assert result.returncode == 2
    assert port in result.stderr.splitlines()[-1]


def test_a_layer_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run("serve", "skole", folder=tmp_path)
    assert (result.returncode, result.stderr.splitlines()[0]) == (
        1,
        "skole: there is no such folder. Name the folder that holds school.yml.",
    )
