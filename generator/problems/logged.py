"""Turn what a library only logs into a list of what it warns of, so that whoever called it can refuse its work."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def logged_warnings(*libraries: str) -> Iterator[list[str]]:
    """Yield a list that takes in each warning or error which the libraries log while the work inside goes on."""
    messages: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    loggers = [logging.getLogger(library) for library in libraries]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield messages
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
