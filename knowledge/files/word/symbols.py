"""Signs of Word's symbol fonts as the signs they show."""

from __future__ import annotations

_WINGDINGS = {
    0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x9F: "•", 0xA7: "▪", 0xA8: "☐",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "→", 0xEF: "←", 0xF0: "→", 0xF1: "↑",
    0xF2: "↓", 0xFB: "✘", 0xFC: "✔", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_SYMBOL = {
    0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
    0xBB: "≈", 0xB9: "≠", 0x6D: "µ", 0x44: "Δ", 0x53: "Σ", 0x70: "π",
}  # fmt: skip
_PRIVATE = 0xF000
BOXES = frozenset("☐□❏❐❑❒◻◽⬜☑☒")


def is_symbolic(font: str) -> bool:
    """Does `font` show other signs than its letters say?"""
    return font.lower() in {"wingdings", "symbol", "wingdings 2", "wingdings 3", "webdings"}


def shown(font: str, code: int) -> str:
    """The sign that `font` shows for `code`; "" where it is a picture without a meaning known here."""
    code = code - _PRIVATE if _PRIVATE <= code < _PRIVATE + 0x100 else code
    name = font.lower()
    if name == "wingdings":
        return _WINGDINGS.get(code, "")
    if name == "symbol":
        return _SYMBOL.get(code, "")
    if is_symbolic(font):
        return ""
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
