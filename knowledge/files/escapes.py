"""What a document's text must look like in Markdown to be read as that text."""

from __future__ import annotations

import html
import re

# `\.` is kept by the reader only before a sign that may be a mark.
_BACKSLASH = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|>~$\"'])")
_STAR = re.compile(r"(?<![\s*])\*|\*(?![\s*])|\*(?=\*)|(?<=\*)\*")
_EDGE_UNDERSCORE = re.compile(r"(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)")
_TICK = re.compile("`")
_WAVES = re.compile("~~")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
# What a line may not begin with where it is no list, heading, quote, fence or row.
_START = re.compile(r"#{1,6}(?:\s|$)|##|[>|]|[-+*](?:\s|$)|`{3}|~{3}|\.\.\s")
_NUMBER = re.compile(r"(\(?\d{1,3}(?:\.\d{1,2})?)([.)])(?=\s|$)")


def escaped(text: str) -> str:
    """`text` with the signs escaped that would be marks within a line."""
    if not text:
        return text
    text = _BACKSLASH.sub(r"\\\\", text)
    if "*" in text:
        text = _STAR.sub(r"\\*", text)
    if "_" in text:
        text = _EDGE_UNDERSCORE.sub(lambda found: r"\_" * len(found[0]), text)
    if "`" in text:
        text = _TICK.sub(r"\\`", text)
    return _WAVES.sub(r"\\~\\~", text)


def without_tags(line: str) -> str:
    """`line`, outside a table, with what looks like a tag or an entity of HTML written as text."""
    if "&" in line and html.unescape(line) != line:
        line = line.replace("&", "&amp;")
    return _TAG.sub("&lt;", line) if "<" in line else line


def at_start(line: str) -> str:
    """`line` with the sign escaped that would make it a heading, an item, a quote, a fence or a row."""
    if _START.match(line):
        return f"\\{line}"
    return _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line


def in_cell(text: str) -> str:
    """`text` as it may stand in a table's cell."""
    return re.sub(r"(?<!\\)\|", r"\\|", text)


def as_code(text: str) -> str:
    """`text` between ticks, more of them where it holds some."""
    if not text.strip():
        return text
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    ticks = "``" if "`" in text else "`"
    gap = " " if "`" in text else ""
    return f"{lead}{ticks}{gap}{text.strip()}{gap}{ticks}{tail}"
