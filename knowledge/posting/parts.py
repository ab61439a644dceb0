"""Which part of a posting a line stands in: what one must have, what is welcome, what one will do."""

from __future__ import annotations

import re

from domain.posting import AskedKind
from knowledge.markup.blocks import Kind, Line
from knowledge.posting.details import is_welcome
from knowledge.posting.words import folded, pattern, titles
from language.sentences import count_words

_KINDS = {"must": AskedKind.MUST, "nice": AskedKind.NICE, "duty": AskedKind.DUTY}
_LEAD = re.compile(r"^[^\w(]+")
_LONGEST_TITLE = 9
_LONGEST_LEAD_IN = 26
_MOST_MORE = 1
"""Words that an unmarked title may have beside those that name a part."""
_TITLE, _PLAIN, _ITEM = 7, 8, 9
"""The levels of what is set like a title, of a line of plain text that is one, and of an item over what it
names; headings have 1 to 6."""
_BOLD = re.compile(r"(\*\*|__)[^*_]+\1\s*[:：]?")
_LABELLED = re.compile(r"^([^:：]{2,40})[:：]\s*(.*)$")


class Part:
    """What a title begins; `kind` is None for a part that asks for nothing, `level` that of its heading."""

    def __init__(self, kind: AskedKind | None, level: int) -> None:
        self.kind = kind
        self.level = level


def part_begun(line: Line, above: Part | None, *, apart: bool = True) -> Part | None:
    """The part that `line` begins, None where it begins none and what is above goes on.

    `apart` says that a blank line stands above it.
    """
    text = line.clean.strip()
    if not text or line.kind not in (Kind.HEADING, Kind.TEXT, Kind.ITEM):
        return None
    leads = text.endswith((":", "："))
    if line.kind is Kind.ITEM and not leads:
        return None
    if pattern("ends").search(folded(text)):
        return Part(None, _TITLE)
    bold = line.kind is Kind.TEXT and _BOLD.fullmatch(line.text.strip()) is not None
    heading = line.kind is Kind.HEADING or line.set_as_title or bold
    level = (
        _ITEM
        if line.kind is Kind.ITEM
        else line.level
        if line.kind is Kind.HEADING
        else _TITLE
        if heading or leads
        else _PLAIN
    )
    words = count_words(text)
    if words <= (_LONGEST_LEAD_IN if leads else _LONGEST_TITLE) and (heading or leads or _is_short(text)):
        named = _named(text, anywhere=leads and words > 2, wholly=not heading and not leads)
        if named is not None:
            return Part(_KINDS.get(named), level)
    if line.kind is Kind.ITEM:
        # Beside "- Requirements:" an item "- Salary:" is another part, within a list it is a group.
        beside = above is not None and above.level == _ITEM
        return Part(None, _ITEM) if beside else None
    inherits = above is not None and level > above.level
    if heading:
        # "Hard skills" below "Requirements" is a group of them; a title beside them ends them.
        return None if inherits else Part(None, level)
    ends = above is not None and above.level == _PLAIN and apart and _is_plain_title(text)
    return Part(None, level) if ends else None


def labelled(line: Line) -> tuple[AskedKind, str] | None:
    """What a line asks for that names its part itself: "Nice to have: Terraform"."""
    found = _LABELLED.match(line.clean.strip())
    if found is None or not found[2].strip() or count_words(found[1]) > 4:
        return None
    named = _named(found[1], anywhere=False)
    kind = _KINDS.get(named or "")
    return (kind, found[2].strip()) if kind is not None else None


def is_fact(line: Line) -> bool:
    """Whether a line only tells a fact about the job: "Employment type: full-time"."""
    found = _LABELLED.match(line.clean.strip())
    if line.kind is not Kind.TEXT or found is None or not found[2] or is_welcome(found[2]):
        return False
    return count_words(found[1]) <= 3 and count_words(found[2]) <= 8 and "," not in found[2]


def _named(text: str, *, anywhere: bool, wholly: bool = False) -> str | None:
    """The kind of part that `text` names: by its beginning, `wholly` by hardly more than that."""
    plain = _LEAD.sub("", folded(text))
    for kind, names in titles().items():
        found = names.match(plain)
        # "Experience with PostgreSQL" in a list without marks is an experience and no title.
        if found and not (wholly and count_words(plain[found.end() :]) > _MOST_MORE):
            return kind
    if anywhere:
        # "We'd be happy to have you if you have:" says it at its end.
        return next((kind for kind, names in titles().items() if names.search(plain)), None)
    return None


def _is_plain_title(text: str) -> bool:
    """Whether a line of text reads like a title that is none of ours: "What Success Looks Like", "Next?"."""
    words = text.split()
    capital = all(word[:1].isupper() for word in words)
    return text.endswith("?") or (1 < len(words) <= _LONGEST_TITLE and capital and text[-1:].isalpha())


def _is_short(text: str) -> bool:
    """Whether a line of plain text may be a title: a few words, without the stop of a sentence."""
    return count_words(text) <= 6 and not text.endswith((".", "。", ";", "；", ",", "!", "…"))
