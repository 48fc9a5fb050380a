"""An SMS is counted as the telephone network counts it: 3GPP TS 23.038 and TS 23.040."""

import pytest

from generator.templates.sms import BASIC, EXTENSION, SmsSize, sms_size

POLISH = "Ł"
EMOJI = "👷"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("a" * 459, 3),
        ("a" * 460, 4),
        # The letters of Danish names cost no more than others.
        ("æøåÆØÅéüöä" * 16, 1),
        ("æøåÆØÅéüöä" * 16 + "æ", 2),
        # A line break is one character.
        ("a" * 159 + "\n", 1),
        ("a" * 160 + "\n", 2),
        # Brackets, the euro and their like count two.
        ("€" * 80, 1),
        ("€" * 80 + "a", 2),
        ("[" * 79 + "ab", 1),
        ("[" * 79 + "abc", 2),
        # Both halves of a bracket stand in the same part: 152 + 2 and 152 + 2 do not fit into 306.
        ("a" * 152 + "[" + "a" * 151, 2),
        ("a" * 152 + "[" + "a" * 152, 3),
        # One character from outside, and the whole text holds 70.
        (POLISH * 70, 1),
        (POLISH * 71, 2),
        (POLISH * 134, 2),
        (POLISH * 135, 3),
        ("a" * 69 + "–", 1),
        ("a" * 70 + "–", 2),
        ("»" + "a" * 133, 2),
        ("»" + "a" * 134, 3),
        # In such a text a bracket is one character, and a picture two.
        ("[" * 69 + POLISH, 1),
        (EMOJI * 35, 1),
        (EMOJI * 35 + "a", 2),
        (EMOJI * 66, 2),
        (EMOJI * 67, 3),
    ],
    ids=lambda value: f"{value[:1]!r} and so on, {len(value)}" if isinstance(value, str) else "",
)
def test_an_sms_has_so_many_parts(text: str, parts: int) -> None:
    assert sms_size(text).parts == parts


@pytest.mark.parametrize("char", ["»", "«", "–", "…", "’", "”", "á", "ç", "È", "\t", "\N{NO-BREAK SPACE}", "−", "№"])
def test_a_character_outside_the_alphabet_is_told(char: str) -> None:
    assert sms_size(f"a{char}b{char}") == SmsSize(1, 4, char)


def test_several_such_characters_are_told_once_each_in_their_order() -> None:
    assert sms_size("»Ł« og »Ł« –").strange == "»Ł«–"


def test_the_alphabet_has_127_characters_and_ten_more() -> None:
    """The table has 128 places, one of which is the escape to the other ten."""
    assert (len(BASIC), len(EXTENSION)) == (127, 10)
    assert not BASIC & EXTENSION


def test_what_the_network_counts_is_told() -> None:
    assert sms_size("Hej [navn]") == SmsSize(1, 12)
    assert sms_size(f"Hej {EMOJI}") == SmsSize(1, 6, EMOJI)
