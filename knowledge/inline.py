"""Words of a guide without the marks around them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from language.hanzi import simplified
from language.patterns import regex

# Latin, Greek and Cyrillic accents, and the marks over Arabic letters.
_ACCENTS = regex("[\u0300-\u036f\u064b-\u065f\u0670]")
# A line is asked the same by several readers, one soon after the other.
_KEPT_TEXTS = 1024
# An image, and the anchor that page makers put before a heading.
_IMAGE = regex(r"!\[[^\[\]]*\]\([^()\s]*\)|\[\]\([^()\s]*\)")
_LINK = regex(
    r"\[([^\[\]]+)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)"
    r"|\[\[(?:[^\[\]|]+\|)?([^\[\]|]+)\]\]"
)
_CODE = regex(r"(?<!`)`+([^`\n]+)`+")
_TICKS = regex(r"`+")
_STARS = regex(r"\*{2,3}|~~")
# `==marked==` and `++new++`, but neither `a==b` nor `C++ and C++`.
_MARKED = regex(r"(?<![\w=])==(?=[^\s=])([^=\n]+)(?<=\S)==(?![\w=])")
_INSERTED = regex(r"(?<![\w+])\+\+(?=[^\s+])([^+\n]+)(?<=\S)\+\+(?![\w+])")
# A gap of a flash card: `{{c1::90 seconds::how long}}`, `{{cloze 90 seconds}}`.
_GAP = regex(r"\{\{(?:c\d{1,2}::|cloze[ :])([^{}]*?)(?:::[^{}:]*)?\}\}")
_STAR = regex(r"(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")
_UNDERSCORES = regex(r"(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)")
_ESCAPED = regex(r"\\([\\`*_{}\[\]()#+\-.!|>~$\"'])")
# What stands in ticks is code and keeps its stars; a sign behind a backslash is no mark.
_KEPT = regex(f"{_CODE.pattern}|{_ESCAPED.pattern}")
_PLACE = regex("\x00(\\d+)\x00")
_SPACES = regex(r"[ \t\u00a0\u3000]+")
_EMOJI = "\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff"
_EMOJI_AT_ENDS = regex(f"^[{_EMOJI}\\s]+(?=\\S)|\\s*[{_EMOJI}\\s]+$")
_QUOTE_PAIRS = {'"': '"', "“": "”", "„": '“”"', "«": "»", "「": "」", "『": "』", "”": "”", "‘": "’"}
_QUOTES = frozenset('"“”„«»「」『』‘’')


@lru_cache(maxsize=_KEPT_TEXTS)
def without_marks(text: str) -> str:
    """`text` without emphasis, code ticks, links and escapes; quotes stay."""
    if "[" in text:
        text = _LINK.sub(lambda found: found[1] or found[2], _IMAGE.sub("", text))
    kept: list[str] = []
    if "`" in text or "\\" in text:
        text = _KEPT.sub(lambda found: _keep(found[1] or found[2], kept), text)
    if "==" in text:
        text = _MARKED.sub(r"\1", text)
    if "++" in text:
        text = _INSERTED.sub(r"\1", text)
    if "{{" in text:
        text = _GAP.sub(r"\1", text)
    if "*" in text or "~~" in text:
        text = _STAR.sub("", _STARS.sub("", text))
    if "_" in text:
        text = _UNDERSCORES.sub("", text)
    text = text.replace("`", "")
    if kept:
        text = _PLACE.sub(lambda found: kept[int(found[1])] if int(found[1]) < len(kept) else "", text)
    # Most texts have single blanks, and asking costs less than looking for others.
    plain = text.isascii() and "  " not in text and "	" not in text
    return text.strip() if plain else _SPACES.sub(" ", text).strip()


def code_spans(line: str) -> list[tuple[int, int]]:
    """Where code stands in ticks, as (start, end) with the ticks: as many close as opened it."""
    runs = [(found.start(), found.end()) for found in _TICKS.finditer(line)]
    after: dict[int, int] = {}
    closing = [-1] * len(runs)
    for place in range(len(runs) - 1, -1, -1):
        length = runs[place][1] - runs[place][0]
        closing[place] = after.get(length, -1)
        after[length] = place
    spans, place = [], 0
    while place < len(runs):
        end = closing[place]
        if end > 0:
            spans.append((runs[place][0], runs[end][1]))
            place = end
        place += 1
    return spans


def _keep(code: str, kept: list[str]) -> str:
    kept.append(code)
    return f"\x00{len(kept) - 1}\x00"


@lru_cache(maxsize=_KEPT_TEXTS)
def without_emoji(text: str) -> str:
    """`text` without the emoji and arrows at its two ends."""
    # Most lines have none, and asking costs nothing.
    return text.strip() if text.isascii() else _EMOJI_AT_ENDS.sub("", text).strip()


def unquoted(text: str) -> str:
    """`text` without the quotes around the whole of it."""
    text = text.strip()
    while len(text) > 1 and text[0] in _QUOTE_PAIRS and text[-1] in _QUOTE_PAIRS[text[0]]:
        inner = text[1:-1]
        if text[0] == '"' and '"' in inner and not _balanced(inner):
            break
        text = inner.strip()
    return text


def is_quoted(text: str) -> bool:
    """Does `text` stand in one pair of quotes?"""
    text = text.strip().rstrip(".")
    return (
        len(text) > 4
        and text[0] in _QUOTE_PAIRS
        and text[0] != "‘"
        and text[-1] in _QUOTE_PAIRS[text[0]]
        and text[0] not in text[1:-1]
    )


@lru_cache(maxsize=_KEPT_TEXTS)
def without_stray_quotes(text: str) -> str:
    """`text` without a quote that opens or closes elsewhere, and without quotes around the whole of it."""
    if ('"' not in text) if text.isascii() else not _QUOTES.intersection(text):
        return text.strip()
    text = unquoted(text)
    if text.count('"') == 1:
        text = text.replace('"', "")
    elif text.count('"') % 2 == 1:
        if text.startswith('"') and not (text.endswith('"') and _balanced(text)):
            text = text[1:]
        else:
            text = re.sub(r'"(?=[.,;!?]?$)', "", text) if re.search(r'"[.,;!?]?$', text) else text
    for opening, closing in (("“", "”"), ("«", "»"), ("「", "」"), ("„", "“")):
        if text.startswith(opening) and closing not in text:
            text = text[1:]
        elif text.endswith(closing) and opening not in text:
            text = text[:-1]
    return text.strip()


def _balanced(inner: str) -> bool:
    """Quotes open before a word and close after one: `a "b" c` and not `a" and "b`."""
    first = inner.find('"')
    second = inner.find('"', first + 1)
    return (first == 0 or inner[first - 1] in " ([") and (second < 1 or inner[second - 1] not in " ([")


def clean(text: str) -> str:
    """A short text (a title, a cell, a bullet) as a person reads it."""
    return without_stray_quotes(without_emoji(without_marks(text)))


@lru_cache(maxsize=_KEPT_TEXTS)
def folded(text: str) -> str:
    """`text` for comparing: lower case, simplified characters, no accents and no typographic apostrophes."""
    text = text.replace("’", "'").replace("‘", "'")
    if text.isascii():
        return text.lower()
    # Marks over letters go; those that make a Korean syllable, or an Indian vowel, are letters.
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return simplified(unicodedata.normalize("NFC", bare)).casefold()
