"""Words of a guide without the marks around them."""

from __future__ import annotations

import re
import unicodedata

from language.hanzi import simplified

# Latin, Greek and Cyrillic accents, and the marks over Arabic letters.
_ACCENTS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670]")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*\)")
_LINK = re.compile(
    r"\[([^\[\]]+)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)|\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]"
)
_CODE = re.compile(r"(?<!`)`+([^`\n]+)`+")
_STARS = re.compile(r"\*{2,3}|~~|==(?=\S)(?=.*==)|(?<=\S)==(?!\S)")
_STAR = re.compile(r"(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")
_UNDERSCORES = re.compile(r"(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~$\"'])")
_SPACES = re.compile(r"[ \t\u00a0\u3000]+")
_EMOJI = "\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff"
_EMOJI_AT_ENDS = re.compile(f"^[{_EMOJI}\\s]+(?=\\S)|\\s*[{_EMOJI}\\s]+$")
_QUOTE_PAIRS = {'"': '"', "“": "”", "„": '“”"', "«": "»", "「": "」", "『": "』", "”": "”", "‘": "’"}
_QUOTES = frozenset('"“”„«»「」『』‘’')


def without_marks(text: str) -> str:
    """`text` without emphasis, code ticks, links and escapes; quotes stay."""
    if "[" in text:
        text = _LINK.sub(lambda found: found[1] or found[2], _IMAGE.sub("", text))
    kept: list[str] = []
    if "`" in text:
        # What stands in ticks is code and keeps its stars and underscores.
        text = _CODE.sub(lambda found: _keep(found[1], kept), text)
    if "*" in text or "~~" in text or "==" in text:
        text = _STAR.sub("", _STARS.sub("", text))
    if "_" in text:
        text = _UNDERSCORES.sub("", text)
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    text = text.replace("`", "")
    for place, code in enumerate(kept):
        text = text.replace(f"\x00{place}\x00", code, 1)
    return _SPACES.sub(" ", text).strip()


def _keep(code: str, kept: list[str]) -> str:
    kept.append(code)
    return f"\x00{len(kept) - 1}\x00"


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


def without_stray_quotes(text: str) -> str:
    """`text` without a quote that opens or closes elsewhere, and without quotes around the whole of it."""
    if not _QUOTES.intersection(text):
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


def folded(text: str) -> str:
    """`text` for comparing: lower case, simplified characters, no accents and no typographic apostrophes."""
    text = text.replace("’", "'").replace("‘", "'")
    if text.isascii():
        return text.lower()
    # Marks over letters go; those that make a Korean syllable, or an Indian vowel, are letters.
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return simplified(unicodedata.normalize("NFC", bare)).casefold()
