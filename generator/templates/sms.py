"""Turn the text of an SMS into the number of parts that it is sent and paid as.

3GPP TS 23.038: a text in the GSM 7 bit alphabet holds 160 characters, those of the extension table counting two; one
character outside it makes the whole text UCS-2, which holds 70. TS 23.040, 9.2.3.24.1: in a text of several parts each
gives up room to a header, which leaves 153 and 67, and no character is divided between two parts.
"""

from dataclasses import dataclass

# TS 23.038, 6.2.1. Å, Æ, Ø and É are in it, other capitals with accents are not.
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# TS 23.038, 6.2.1.1: sent as an escape and a second character.
EXTENSION = frozenset("\f^{}\\[~]|€")


@dataclass(frozen=True)
class SmsSize:
    """How long a text is as an SMS.

    `units` counts what the network counts (septets, or UTF-16 units); `strange` are the characters outside the GSM
    alphabet in the order of the text, each once. They make an SMS hold less than half.
    """

    parts: int
    units: int
    strange: str = ""


def sms_size(text: str) -> SmsSize:
    """Return how long `text` is as an SMS; an empty one is sent as one part."""
    strange = "".join(dict.fromkeys(char for char in text if char not in BASIC and char not in EXTENSION))
    if strange:
        costs, alone, joined = [len(char.encode("utf-16-be")) // 2 for char in text], 70, 67
    else:
        costs, alone, joined = [2 if char in EXTENSION else 1 for char in text], 160, 153
    units = sum(costs)
    parts, room = 1, alone if units <= alone else joined
    for cost in costs:
        if cost > room:
            parts, room = parts + 1, joined
        room -= cost
    return SmsSize(parts, units, strange)
