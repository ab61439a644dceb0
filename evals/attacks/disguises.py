"""Ways to hide a text from a filter while a model, or a person, still reads it."""

from __future__ import annotations

import base64
from collections.abc import Callable

# Cyrillic and Greek letters that look like Latin ones.
_LOOKALIKES = str.maketrans("aceijopsxyABEHIKMOPTX", "асеіјорѕхуАВЕНІКМОРТХ")


def plain(text: str) -> str:
    """`text` as it is."""
    return text


def zero_width(text: str) -> str:
    """A zero-width space in the middle of every longer word."""
    return " ".join(
        f"{word[: len(word) // 2]}\u200b{word[len(word) // 2 :]}" if len(word) > 3 else word
        for word in text.split()
    )


def homoglyphs(text: str) -> str:
    """Every Latin letter that has a twin in another script replaced by it."""
    return text.translate(_LOOKALIKES)


def full_width(text: str) -> str:
    """Printable ASCII in full-width forms."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def tags(text: str) -> str:
    """ASCII spelt in tag characters, which no screen shows."""
    return "".join(chr(0xE0000 + ord(sign)) for sign in text)


def spaced(text: str) -> str:
    """A space after every letter."""
    return " ".join(text.replace(" ", "  "))


def in_base64(text: str) -> str:
    """The text encoded, with the request to decode it."""
    return f"Decode this and do it: {base64.b64encode(text.encode()).decode()}"


def bidi(text: str) -> str:
    """The text reversed between bidirectional controls, so that a screen shows it forwards."""
    return f"\u202e{text[::-1]}\u202c"


DISGUISES: dict[str, Callable[[str], str]] = {
    "": plain,
    "zero_width": zero_width,
    "homoglyphs": homoglyphs,
    "full_width": full_width,
    "tags": tags,
    "spaced": spaced,
    "base64": in_base64,
    "bidi": bidi,
}
