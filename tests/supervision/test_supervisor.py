"""What works on a layer can be ended from outside, whatever it does, and says what it was doing."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.problems.problem import GeneratorError, Place
from generator.supervision.supervisor import Supervisor
from generator.supervision.watch import MEBIBYTE
from tests.support.command import REPOSITORY
from tests.support.patience import MINUTE

PIECES = "tests.support.pieces"
TOO_LONG, TOO_MUCH_MEMORY, ENDED = "takes-too-long", "takes-too-much-memory", "too-much-work"


@pytest.fixture
def supervisor(monkeypatch: pytest.MonkeyPatch) -> Iterator[Supervisor]:
    """A supervisor whose process knows what is to be done; half a second of work is enough for all that comes back."""
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    # Who is deaf is waited for in vain.
    monkeypatch.setattr("generator.supervision.supervisor._GRACE", 0.2)
    found = Supervisor(seconds=0.5, memory=200 * MEBIBYTE, first=PIECES)
    yield found
    found.close()


@pytest.mark.parametrize(
    ("function", "code"),
    [
        ("for_ever_in_python", TOO_LONG),
        ("for_ever_in_c", TOO_LONG),
        ("for_ever_and_deaf", TOO_LONG),
        ("too_much_memory", TOO_MUCH_MEMORY),
        ("end_of_the_process", ENDED),
    ],
)
@pytest.mark.slow
def test_whatever_it_does_it_is_ended_with_its_place(supervisor: Supervisor, function: str, code: str) -> None:
    for _ in range(2):
        with pytest.raises(GeneratorError) as error:
            supervisor.do(f"{PIECES}.{function}")
        (problem,) = error.value.problems
        assert (problem.advice.code, problem.place) == (code, Place("docs/a.md"))
        # And the next piece of work is done as if nothing had been.
        assert supervisor.do(f"{PIECES}.answer", 40, more=2) == 42


def test_a_process_is_kept_for_the_next_piece_of_work(supervisor: Supervisor) -> None:
    assert supervisor.do("os.getpid") == supervisor.do("os.getpid") != os.getpid()


def test_after_many_pieces_of_work_a_process_makes_room_for_another() -> None:
    supervisor = Supervisor(pieces=2)
    first, second, third = (supervisor.do("os.getpid") for _ in range(3))
    supervisor.close()
    assert first == second != third


def test_what_pieces_of_work_leave_behind_does_not_pile_up(supervisor: Supervisor) -> None:
    assert max(supervisor.do(f"{PIECES}.circles_left") for _ in range(50)) < 20


def test_what_one_process_may_take_is_no_limit_for_another_that_it_starts(supervisor: Supervisor) -> None:
    """That one is kept, and does the work of many more schools."""
    assert supervisor.do(f"{PIECES}.limit_of_one_that_is_started_here") > 2000


def test_it_is_done_where_and_as_the_caller_is(
    supervisor: Supervisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("æble", "pære"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        monkeypatch.setenv("SKOLE", name)
        assert supervisor.do(f"{PIECES}.where_and_with_what") == (str(tmp_path / name), name)


def test_what_it_tells_is_passed_on(supervisor: Supervisor) -> None:
    told: list[str] = []
    supervisor.do(f"{PIECES}.with_lines", tell=told.append)
    assert told == ["[1/2] bogen.pdf", "[2/2] plakat.pdf"]


def test_errors_come_back_as_they_are(supervisor: Supervisor) -> None:
    with pytest.raises(GeneratorError, match=r"school.yml:3: this is wrong"):
        supervisor.do(f"{PIECES}.with_a_problem")
    with pytest.raises(FileNotFoundError) as error:
        supervisor.do(f"{PIECES}.with_an_error_that_nobody_foresaw")
    assert error.value.filename == "logo.svg"
    # Where it came from is told to those who mend the program.
    assert "with_an_error_that_nobody_foresaw" in str(error.value.__cause__)
    with pytest.raises(Exception, match="StrangeError: strange"):
        supervisor.do(f"{PIECES}.with_an_error_that_cannot_be_sent")


def test_who_is_interrupted_leaves_no_process(supervisor: Supervisor) -> None:
    process = supervisor.do("os.getpid")

    def interrupt(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        supervisor.do(f"{PIECES}.with_lines", tell=interrupt)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_nothing_is_begun_after_the_end(supervisor: Supervisor) -> None:
    supervisor.close()
    with pytest.raises(GeneratorError):
        supervisor.do("os.getpid")


@pytest.mark.slow
def test_more_time_is_given_to_who_asks_for_it(supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    """A very slow machine needs more; the time that was used is that of a processor."""
    monkeypatch.setenv("SAMTALEGUIDE_SECONDS", "2")
    # It is to end by itself.
    monkeypatch.setattr("generator.supervision.supervisor._GRACE", MINUTE)
    with pytest.raises(GeneratorError):
        supervisor.do(f"{PIECES}.for_ever_in_python")
    used = supervisor.do("time.process_time")
    assert used >= 2
