"""Turn a name into a piece of work for a supervised process: each does what some layer may make it do."""

from __future__ import annotations

import os
from pathlib import Path
from resource import RLIMIT_CPU
from typing import Any

from generator.problems.limits import working_on
from generator.problems.problem import Advice, GeneratorError, Place
from generator.supervision.supervisor import Supervisor
from generator.supervision.watch import MEBIBYTE


def answer(number: int, *, more: int = 0) -> int:
    return number + more


class _Circle:
    """What is held by nothing but itself."""

    alive = 0

    def __init__(self) -> None:
        self.itself = self
        _Circle.alive += 1

    def __del__(self) -> None:
        _Circle.alive -= 1


def circles_left() -> int:
    """Leave a circle behind, and return how many there are."""
    _Circle()
    return _Circle.alive


def for_ever_in_python() -> None:
    with working_on("docs/a.md"):
        while True:
            pass


def for_ever_in_c() -> None:
    with working_on("docs/a.md"):
        pow(3, 10**9)


def for_ever_and_deaf() -> None:
    with working_on("docs/a.md"):
        while True:
            try:
                while True:
                    pass
            except BaseException:
                continue


def too_much_memory() -> Any:
    with working_on("docs/a.md"):
        return bytearray(300 * MEBIBYTE)


def end_of_the_process() -> None:
    with working_on("docs/a.md"):
        os._exit(3)


def where_and_with_what() -> tuple[str, str | None]:
    return str(Path.cwd()), os.environ.get("SKOLE")


def limit_of_one_that_is_started_here() -> int:
    inner = Supervisor(seconds=1000)
    try:
        soft: int = inner.do("resource.getrlimit", RLIMIT_CPU)[0]
    finally:
        inner.close()
    return soft


def with_lines(*, tell: Any) -> None:
    tell("[1/2] bogen.pdf")
    tell("[2/2] plakat.pdf")


def with_a_problem() -> None:
    raise GeneratorError([Advice("code", "this is wrong").at(Place("school.yml", 3))])


def with_an_error_that_nobody_foresaw() -> None:
    raise FileNotFoundError(2, "No such file", "logo.svg")


def with_an_error_that_cannot_be_sent() -> None:
    class StrangeError(Exception):
        pass

    raise StrangeError("strange")
