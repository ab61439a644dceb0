"""Postings that lost line breaks, marks of lists or whole words when they were pasted."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from knowledge.markup.line import Kind, Line
from knowledge.posting.numbered import with_numbered_items
from knowledge.posting.parts import SMALL, is_plain_title, labelled
from knowledge.posting.words import folded, pattern, titles
from language.sentences import count_words, spans

_BULLET = re.compile(r"\s*[•■▪●◦‣✓✔➤►➢❖]\s*|(?:(?<=\s)|^)[*·]\s(?=[^\W\d_a-zà-ÿ])")
_FEWEST = 3
"""Bullets within a line from which on they are its items; a single one may stand between two names."""
_LOST_MARK = re.compile(r"(?:❖\s*|➢\s*|\d{1,2}[.．、)）](?=[\u4e00-\u9fff]|\d{1,2}年)|o\s+(?=[^\W\d_]))")
"""Marks that are none in Markdown: "1.负责", and the circle of a word processor."""
_FEWEST_TITLES = 2
_LONGEST_WITHIN = 40
_CAPITAL = re.compile(r"(?:(?<=[.!?:;)]\s)|(?<=\w\s)|^)[A-ZÀ-Ý]|(?:(?<=[。;；!！】\s、])|^)[\u4e00-\u9fff]")
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_DENSE = 2
"""A Chinese sign says as much as so many letters more."""
_NUMBER = re.compile(r"(?:(?<=[\s:：。;；,，])|^)(\d{1,2})[、.．)）]\s*(?!\d)")
_AFTER_TITLE = re.compile(
    r"\s*[:：]|\s+(?:[A-ZÀ-Ý•*·–-]|1[.)]\s)|(?<=[a-zà-ÿ])[A-ZÀ-Ý]|\s+d[oae]s? \w+ [A-ZÀ-Ý]"
)
_COLON = re.compile(r"[\u4e00-\u9fff]{0,3}\s*[:：]")
_WORD = re.compile(r"[^\s,;:()]+")
_ASIDES = ("—", "–")
_WHOLE = 200
"""A line of so many characters may be a posting that lost all its breaks: its titles stand within it."""
_PAGE = re.compile(
    r"(?i)(?:page|seite|p[aá]gina|pag\.|blz\.|s\.)\s*\d+\s*(?:/|of|von|de|sur|di|van)\s*\d+\s*$"
)
_LONGEST_TITLE = 8
_FACT = re.compile(r"[:：]\s*\S")
"""A line that says something of its own label: "Reference: R-204"."""
_FULL = 45
"""A line of so many characters or more may have been broken, where another goes on from it."""
_LONGEST_ITEM = 30
_FEWEST_TABS = 2
_PARTING = (";", "；")
_LONGEST_CELL = 4
"""Words of a cell of a table that only names its row or its column."""


def with_rows(text: str) -> str:
    """`text` with the rows of a table that was pasted with tabs between its cells as rows with bars."""
    lines = text.split("\n")
    tabbed = [line.rstrip("\r\n").count("\t") >= _FEWEST_TABS and bool(line.strip()) for line in lines]
    if sum(tabbed) < _FEWEST:
        return text
    return "\n".join(
        "| " + " | ".join(cell.strip() for cell in line.split("\t")) + " |" if row else line
        for line, row in zip(lines, tabbed, strict=True)
    )


def mended(lines: Sequence[Line]) -> list[Line]:
    """The lines as they were before they were pasted: items and lists by themselves, no feet of pages."""
    found: list[Line] = []
    kept = [
        each
        for line in map(_without_pipes, with_numbered_items(lines))
        if not _PAGE.search(line.text)
        for part in _cut(_marked(line, found))
        for each in run_in(part)
    ]
    for at, line in enumerate(kept):
        below = kept[at + 1] if at + 1 < len(kept) else None
        above = found[-1] if found else None
        alone = below is None or below.kind is not Kind.ITEM
        if line.marker in _ASIDES and alone and above is not None and above.kind is Kind.TEXT:
            # What is told of the line above in a line of its own: "Own the alerts" and "— paging, on call".
            found[-1] = replace(above, text=f"{above.text} {line.marker} {line.text}")
        else:
            found.append(line)
    listed = _as_items(found)
    return [each for at, line in enumerate(listed) for each in _lead_in(line, listed[at + 1 :])]


def _as_items(lines: Sequence[Line]) -> list[Line]:
    """The lines, those below "You have:" as items though they have no marks; a broken paragraph is none.

    Neither are marks needed where each line ends in a semicolon.
    """
    found = [*lines]
    for at, line in enumerate(lines):
        above = lines[at - 1].text.rstrip() if at else ""
        goes_on_list = above.endswith(_PARTING) and lines[at - 1].kind is Kind.TEXT
        if line.kind is Kind.TEXT and (line.text.rstrip().endswith(_PARTING) or goes_on_list):
            found[at] = line if labelled(line) else replace(line, kind=Kind.ITEM, marker="•")
    lines = [*found]
    for at, line in enumerate(lines):
        if line.kind is not Kind.TEXT or not line.text.rstrip().endswith((":", "：")):
            continue
        below = list(takewhile(lambda each: each.kind is Kind.TEXT, lines[at + 1 :]))
        if len(below) > 1 and not _is_broken([each.text for each in below]):
            found[at + 1 : at + 1 + len(below)] = [
                replace(each, kind=Kind.ITEM, marker="•") if not labelled(each) else each for each in below
            ]
    return found


def _is_broken(texts: Sequence[str]) -> bool:
    """Whether lines are one text that was broken at its width: nowhere would one more word have fitted."""
    width = max(map(len, texts))
    return all(
        len(first) + 1 + len(second.split()[0]) > width
        for first, second in itertools.pairwise(texts)
        if second.split()
    )


def _cut(line: Line) -> Iterator[Line]:
    """The titles and sentences of a line that holds two titles or more, each by itself; else the line."""
    whole = line.kind is Kind.TEXT and len(line.text) + _DENSE * len(_HANZI.findall(line.text)) > _WHOLE
    places = list(_titles_within(line.text)) if whole else []
    if len(places) < _FEWEST_TITLES:
        yield line
        return
    ends = [start for start, _ in places[1:]] + [len(line.text)]
    yield replace(line, text=line.text[: places[0][0]])
    for (start, after), end in zip(places, ends, strict=True):
        yield replace(line, kind=Kind.BLANK, text="")
        yield replace(line, text=line.text[start:after].strip(" :：") + ":")
        below = line.text[after:end].strip(" :：")
        said = _numbered(below) or [below[first:last] for first, last in spans(below)]
        if len(said) == 1:
            said = list(_by_beginnings(below))
        alone = len(said) > 1 and not _BULLET.search(below)
        for text in said if alone else [below]:
            yield replace(line, kind=Kind.ITEM if alone else Kind.TEXT, marker="•" * alone, text=text)


def _numbered(text: str) -> list[str]:
    """What a text numbers from one on, "1、… 2、…", without what stands above the first; else nothing."""
    places: list[re.Match[str]] = []
    for found in _NUMBER.finditer(text):
        if int(found[1]) == len(places) + 1:
            places.append(found)
    ends = [each.start() for each in places[1:]] + [len(text)]
    return (
        [text[each.end() : end].strip() for each, end in zip(places, ends, strict=True)] if places[1:] else []
    )


def _by_beginnings(text: str) -> Iterator[str]:
    """What a run of items without marks or stops lists: each begins with a capital, as items do.

    "Planung der Schichten Betreuung der Gäste" are two; what follows a small word goes on.
    """
    at = 0
    before = ""
    for word in _WORD.finditer(text):
        plain = folded(text[word.start() : word.start() + _LONGEST_WITHIN])
        begins = word[0][0].isupper() and pattern("begins").match(plain) is not None
        # "Gute Deutschkenntnisse" begins twice.
        begun = count_words(text[at : word.start()]) > 1
        if begun and begins and folded(before) not in SMALL:
            yield text[at : word.start()].strip()
            at = word.start()
        before = word[0]
    yield text[at:].strip()


def _titles_within(text: str) -> Iterator[tuple[int, int]]:
    """Where titles stand within `text`, and where each ends; what follows begins with a capital or a mark."""
    at = 0
    for found in _CAPITAL.finditer(text):
        if found.start() < at:
            continue
        plain = folded(text[found.start() : found.start() + _LONGEST_WITHIN])
        ends = [named.end() for each in titles().values() if (named := each.match(plain)) is not None]
        # Folding keeps the length of what is written in these languages, but for a few signs.
        after = found.start() + max(ends, default=0)
        ends_here = _COLON if _HANZI.match(found[0]) else _AFTER_TITLE
        if after > found.start() and ends_here.match(text, after):
            at = after
            yield found.start(), after


def _without_pipes(line: Line) -> Line:
    """`line` without what is left of a table that was pasted cell by cell: "Good English |"."""
    if line.kind is Kind.DRAWING or (line.kind is Kind.TEXT and "|" in line.text):
        held = [cell.strip() for cell in line.text.split("|") if cell.strip()]
        names = all(count_words(cell) <= _LONGEST_CELL and not any(map(str.isdigit, cell)) for cell in held)
        if line.text.rstrip().endswith("|") or line.text.lstrip().startswith("|"):
            return replace(line, kind=Kind.BLANK, text="") if names else replace(line, text=" | ".join(held))
    return line


def _marked(line: Line, above: Sequence[Line]) -> Line:
    """`line` as an item where its mark says so that is none in Markdown."""
    lost = _LOST_MARK.match(line.text) if line.kind is Kind.TEXT else None
    if lost is None or (lost[0][0] == "o" and not (above and above[-1].kind is Kind.ITEM)):
        return line
    indent = line.indent + 2 * (lost[0][0] == "o")
    return replace(line, kind=Kind.ITEM, marker=lost[0].strip(), text=line.text[lost.end() :], indent=indent)


def _lead_in(line: Line, below: Sequence[Line]) -> Iterator[Line]:
    """`line`, and by itself its last sentence where that leads to a list: "We are a bakery. You have:"."""
    first = next((each for each in below if each.kind is not Kind.BLANK), None)
    leads = line.kind is Kind.TEXT and line.text.rstrip().endswith((":", "："))
    *rest, last = spans(line.text) or [(0, len(line.text))]
    if not (leads and rest and first is not None and first.kind is Kind.ITEM):
        yield line
        return
    yield replace(line, text=line.text[rest[0][0] : rest[-1][1]])
    yield replace(line, kind=Kind.BLANK, text="")
    yield replace(line, text=line.text[last[0] :])


def goes_on(line: Line, before: Line | None) -> bool:
    """Whether a plain line directly below `before` is the rest of it, which the width of a page broke off."""
    if before is None or line.kind is not Kind.TEXT or before.kind not in (Kind.TEXT, Kind.ITEM):
        return False
    first, rest = before.text.rstrip(), line.text.strip()
    if not rest or first.endswith((".", "!", "?", ":", ";", "。", "；", "：")):
        return False
    return rest[0].islower() or (before.kind is Kind.ITEM and len(first) >= _FULL)


def over_lines(lines: Sequence[Line], at: int) -> bool:
    """Whether a line stands over a list that lost its marks: short, over two lines or more, each by itself.

    A paragraph that is broken into lines goes on in small letters.
    """
    line = lines[at]
    if line.kind not in (Kind.TEXT, Kind.HEADING) or not 0 < count_words(line.text) <= _LONGEST_TITLE:
        return False
    if line.kind is Kind.TEXT and at and lines[at - 1].kind not in (Kind.BLANK, Kind.RULE):
        return False
    if _FACT.search(line.text) is not None or line.text.rstrip().endswith((".", "。", ";", "；")):
        return False
    set_off = line.kind is Kind.HEADING or line.set_as_title or line.text.startswith(("**", "__"))
    set_off = set_off or is_plain_title(line.text.strip())
    if set_off and at + 1 < len(lines) and lines[at + 1].kind is Kind.BLANK:
        at += 1
    below: list[str] = []
    for each in lines[at + 1 :]:
        if each.kind is not Kind.TEXT:
            if each.kind is not Kind.BLANK:
                return False
            break
        below.append(each.text.strip())
    begin = [text[:1] for text in below]
    return (
        len(below) > 1
        and all(count_words(text) <= _LONGEST_ITEM for text in below)
        and not any(first.islower() for first in begin)
    )


def run_in(line: Line) -> Iterator[Line]:
    """The lines that `line` was: what leads to its bullets, each item, and what follows the last."""
    if line.kind not in (Kind.TEXT, Kind.ITEM) or len(_BULLET.findall(line.text)) < _FEWEST:
        yield line
        return
    lead, *items = _BULLET.split(line.text)
    first = [lead[start:end] for start, end in spans(lead)]
    # "We seek a teacher. The successful candidate will: • …": the sentence before the list leads to it.
    for text in first if line.kind is Kind.TEXT else [lead]:
        if text.strip():
            yield replace(line, text=text)
    for item in items[:-1]:
        # "Good English. Tools: * Opera": what leads to the next bullet is none of the item before it.
        *said, leads = spans(item) or [(0, 0)]
        ends = leads[0] if said and item.rstrip().endswith((":", "：")) else len(item)
        if item[:ends].strip():
            yield replace(line, kind=Kind.ITEM, marker="•", text=item[:ends].strip())
        if item[ends:].strip():
            yield replace(line, kind=Kind.BLANK, text="")
            yield replace(line, text=item[ends:])
    last = [items[-1][start:end] for start, end in spans(items[-1])]
    for place, text in enumerate(last):
        yield replace(line, kind=Kind.TEXT if place else Kind.ITEM, marker="" if place else "•", text=text)
