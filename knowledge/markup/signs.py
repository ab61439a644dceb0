"""Small signs within lines: powers and indices, names of blocks, tags."""

from __future__ import annotations

import re

from knowledge.inline import code_spans
from knowledge.markup.page import Page

_FEWEST_DASHES = 3
_POWER = re.compile(r"(?i)<sup(?:\s[^<>]*)?>\s*([^<>]{0,40}?)\s*</sup>")
_INDEX = re.compile(r"(?i)(\d?)<sub(?:\s[^<>]*)?>\s*([^<>]{0,40}?)\s*</sub>")
_RAISED = re.compile(r"(?<=\d)\^([+-]?\d{1,3})\^")
_NOTE = re.compile(r"\[?\d{1,3}\]|[*†‡]+")
_UP = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_DOWN = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_FIGURE = re.compile(r"[+\-−]?(?:\d+|n)")
_BLOCK_NAME = re.compile(r"(?:^|\s)\^(?=[\w-]*[A-Za-z])[A-Za-z0-9-]{2,}\s*$")
_SHORT_BLOCK_NAME = re.compile(r"(?:^|\s)\^[\w-]+\s*$")
_TAG = r"#(?:(?!\d)\w[\w/-]*|\[\[[^\[\]]+\]\])"
_TAGS_AT_END = re.compile(rf"(?:\s{_TAG})+\s*$")
_NESTED_TAGS_AT_END = re.compile(r"(?:\s#(?!\d)\w[\w-]*(?:/[\w-]+)+)+\s*$")
_ONLY_TAGS = re.compile(rf"^\s*(?:{_TAG}\s*)+$")
# What the note-taking programs write whose lines may end with tags.
_OF_NOTES = re.compile(
    r"\[\[|\[!|<!--SR:|#flashcards?\b|#card\b|#\[\[card\]\]|^\s*(?:card-last-\w+|collapsed):: ", re.MULTILINE
)


def is_of_notes(text: str) -> bool:
    """Is `text` of a program such as Obsidian or Logseq, in which a word behind a # is a tag?"""
    return _OF_NOTES.search(text) is not None


def with_powers(page: Page) -> None:
    """`10<sup>6</sup>` and `10^6^` as 10⁶, never 106; `H<sub>2</sub>O` as H2O."""
    for index, line in page.said("<su", "<SU", "^"):
        written, done = [], 0
        for start, end in [*code_spans(line), (len(line), len(line))]:
            written += [_raised(line[done:start]), line[start:end]]
            done = end
        page.lines[index] = "".join(written)


def with_dashes(page: Page) -> None:
    """`Why us? -- I live here` as with the dash that is meant, where a guide writes it so again and again."""
    held = [index for index, line in page.said(" -- ") if not line.lstrip().startswith(("|", "--"))]
    if len(held) >= _FEWEST_DASHES:
        for index in held:
            page.lines[index] = page.lines[index].replace(" -- ", " – ")


def without_block_names(page: Page, of_notes: bool) -> None:
    """Take the names off at the ends of lines: `… in the log. ^ab12cd`."""
    name = _SHORT_BLOCK_NAME if of_notes else _BLOCK_NAME
    for index, line in page.said("^"):
        if name.search(line):
            page.keep(index, name.sub("", line))


def without_tags(page: Page, of_notes: bool) -> None:
    """Take the tags off at the ends of lines, and lines of nothing else out."""
    tags = _TAGS_AT_END if of_notes else _NESTED_TAGS_AT_END
    for index, line in page.said("#"):
        if _ONLY_TAGS.match(line):
            if of_notes or "/" in line:
                page.hide(index)
        elif "#" in line.lstrip("# \t"):
            page.lines[index] = tags.sub("", line)


def _raised(text: str) -> str:
    if "<" in text:
        text = _INDEX.sub(_index, _POWER.sub(_power, text))
    return _RAISED.sub(lambda found: found[1].translate(_UP), text)


def _power(found: re.Match[str]) -> str:
    if _NOTE.fullmatch(found[1]):
        return ""
    return found[1].translate(_UP) if _FIGURE.fullmatch(found[1]) else found[1]


def _index(found: re.Match[str]) -> str:
    below = found[2].translate(_DOWN) if found[1] and _FIGURE.fullmatch(found[2]) else found[2]
    return found[1] + below
