"""Signs of a PDF that are drawn like letters, and the letters they stand for."""

from __future__ import annotations

import re
import unicodedata

_PRIVATE = re.compile("[\ue000-\uf8ff]")
_COMPATIBLE = re.compile("[\ufb00-\ufb06\u2f00-\u2fdf]")
# Browsers write the sign of a radical for the word that looks like it. Unicode tells the words of most
# radicals; these are the others (EquivalentUnifiedIdeograph.txt), as far as they are words.
_RADICALS = str.maketrans(
    "⺁⺟⺠⺩⺬⺶⻁⻄⻅⻆⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "厂母民王示羊虎西见角贝足车長长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄齐齿龙龟",
)
_SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def read_sign(text: str, *, raised: bool) -> str:
    """A letter as it would be typed; `raised` says that it stands above the line."""
    if text.isascii():
        return text.translate(_SUPERSCRIPTS) if raised and text.strip("0123456789+-") == "" else text
    if _COMPATIBLE.search(text):
        text = unicodedata.normalize("NFKC", text)
    # The bullets and boxes of fonts made of symbols.
    return _PRIVATE.sub("•", text.translate(_RADICALS))
