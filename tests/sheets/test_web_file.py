"""A saved web sheet read back: as data, from anybody's device."""

from __future__ import annotations

import json

import pytest

from generator.sheets.web_file import WebSheet, web_sheet


def saved_with(held: object) -> bytes:
    text = held if isinstance(held, str) else json.dumps(held)
    return f'<!doctype html><title>x</title><script type="application/json" id="svar">{text}</script>'.encode()


def test_answers_are_read_back_with_the_names_of_the_fields() -> None:
    held = {"ark": "a", "version": "2-0f3c", "svar": {"b": "æ", "c": {"1": {"d": "e"}, "2": {"f": True}}}}
    assert web_sheet(saved_with(held)) == WebSheet("a", "2-0f3c", {"b": "æ", "c_1_d": "e", "c_2_f": True})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\ud800a\u0000b\u001b", {"b": "ab"}),
        ("\ud800\u0000\u001b", {}),
        (" \n ", {}),
        ("a\r\nb\rc\u2028d\te", {"b": "a\nb\nc\nd\te"}),
        ("gpj.\u202efdp \ufeffæ\uffff", {"b": "gpj.fdp æ"}),
        ("Żółć 🧱‍♀️ \u200fמִיכָל", {"b": "Żółć 🧱‍♀️ \u200fמִיכָל"}),
    ],
)
def test_a_text_is_handed_on_without_what_cannot_be_seen(typed: str, kept: dict[str, str]) -> None:
    assert web_sheet(saved_with({**GOOD, "svar": {"b": typed}})).fields == kept


GOOD = {"ark": "a", "version": "1-0000", "svar": {}}


@pytest.mark.parametrize(
    ("html", "why"),
    [
        (b"", "no web page"),
        (b"\xff\xfe\x00%PDF-1.7", "no saved web sheet"),
        (b"<p>Hej</p>", "no saved web sheet"),
        (saved_with(GOOD) * 2, "no saved web sheet"),
        (saved_with("{"), "cannot be read"),
        (saved_with("[" * 100_000), "cannot be read"),
        (saved_with([]), "does not say which sheet"),
        (saved_with({**GOOD, "mere": 1}), "does not say which sheet"),
        (saved_with({**GOOD, "ark": "../a"}), "sheet id"),
        (saved_with({**GOOD, "version": 1}), "version"),
        (saved_with({**GOOD, "version": "١-0000"}), "version"),
        (saved_with({**GOOD, "version": "１-0000"}), "version"),
        (saved_with({**GOOD, "version": "1-0000\n"}), "version"),
        (saved_with({**GOOD, "ark": "a\n"}), "sheet id"),
        (saved_with('{"ark": "a", "version": "1-0000", "svar": {"b": "æ"}}').decode().encode("latin-1"), "UTF-8"),
        (saved_with({**GOOD, "svar": {f"a{number}": "b" for number in range(6000)}}), "more answers than any"),
        (saved_with({**GOOD, "svar": []}), "no answers by question"),
        (saved_with({**GOOD, "svar": {"a": 1}}), "answer to 'a' is neither"),
        (saved_with({**GOOD, "svar": {"a": False}}), "answer to 'a' is neither"),
        (saved_with({**GOOD, "svar": {"__proto__": {"a": "b"}}}), "without a proper name"),
        (saved_with({**GOOD, "svar": {"a": {"b": {"c": {"d": "e"}}}}}), "without a proper name"),
    ],
)
def test_a_file_that_is_no_sheet_or_a_damaged_one_is_told_apart(html: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        web_sheet(html)
