"""Titles by the sign that a guide sets before them all: `PART ONE: …`, `[…]`, `3) WHAT I ASK`, `Slide 4: …`.

Nobody can list all such signs. What they have in common is that lines set alike name several kinds of what is
in a prep guide (a pitch, questions, figures), each with something below it. Then all lines of that look are
titles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.heads import names_designs
from knowledge.lines.topics import Topic
from knowledge.markup.beside_titles import with_titles_beside
from knowledge.markup.page import Page
from knowledge.markup.weighing import hints_of
from language.words import COUNTING, NUMBERS

_FEWEST_TITLES = 3
_FEWEST_TOPICS = 3
# What calls itself a part is one wherever two name something.
_FEWEST_TOPICS_OF_PARTS = 2
_PARTS = frozenset(
    "part section round stage session block teil abschnitt runde phase parte sección ronda etapa fase bloque"
    " partie étape etape bloc seção rodada blocco deel ronde blok".split()
)
_LONGEST = 90
_MOST_WORDS = 12
_MOST_WORDS_OF_A_HINT = 6
_SURELY = 0.7
_MOST_INDENT = 3
_HEADING = re.compile(r"^ {0,3}(?P<signs>#{1,6})\s+(?=\S)")
_ITEM = re.compile(r"^\s*- (?=\S)")
_NO_TITLE = re.compile(r"^\s*(?:[#|>`<]|[-*+•◦○●▪]\s|[-*+]$|\d{1,2}[:.]\d{2}\b)")
_BETWEEN_ARROWS = re.compile(r"^\s*>{2,}.*<{2,}\s*$")
# `PART ONE: …`, `Slide 4 - …`, `Teil B. …`, `PART TWO  coding`
_COUNTED = re.compile(
    r"^(?P<word>[^\W\d_]{3,12})\s(?P<count>\d{1,2}|[^\W\d_]{1,8})(?:\s*[:：.)|–—-]+\s*|\s{2,})(?=\S)"
)
# `A.1 …`, `C.2) …`: parts of a chapter that has a letter.
_IN_PARTS = re.compile(r"^[A-H]\.\d{1,2}[.)]?\s+(?=\S)")
_ROMAN = re.compile(r"[IVX]{1,4}|[A-Ha-h]")
# `List: …`
_CALLED = re.compile(r"^(?P<word>[^\W\d_]{3,12})[:：]\s+(?=\S)")
# `3) …`, `(c) …`, `IV. …`, `二、…`
_NUMBERED = re.compile(
    r"^(?P<open>[(（\[]?)(?P<count>\d{1,2}|[IVX]{1,4}|[A-Ha-h]|[一二三四五六七八九十]{1,3})"
    r"(?P<close>[.):：、)）\]]+\s*|\s+[-–—]\s+)(?=\S)"
)
# Signs that say nothing by themselves; what opens a quotation, a question or a remark is none of them.
_SIGNS = re.compile(r"^(?P<signs>(?:(?![\"“„«»'‘’¿¡(（_*])[^\w\s]){1,12})\s*(?=\S)")
_KEY = re.compile(r"^\s*(?P<key>\w[\w -]{0,40}?)\s*=\s+(?P<value>\S.*)$")
_SIGNS_BEHIND = re.compile(r"\s*(?P<signs>(?:(?![\"”“»'’?？.。!！)）_*%])[^\w\s]){1,12})$")


_BULLET = re.compile(r"^[-*•]\s+(?=[^\W\d_]{2})")
_LOUD = frozenset("!?*")
_COLONS = (":", "：")
_LOUD_ITEM = re.compile(r"^[!?]\s+(?=\S)")
_REMARK = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*$")


@dataclass(frozen=True, slots=True)
class _Look:
    """How a line is set: how deep, with what before it and behind it, and whether it is in capitals."""

    indent: int
    lead: str
    trail: str
    capitals: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that may be a title: its place, its words, and the number that it has, -1 without one.

    `is_a_part` says that it calls itself a part of the whole: `Part two`.
    """

    index: int
    title: str
    count: int
    topic: Topic | None
    is_a_part: bool = False


def with_chapters(page: Page) -> None:
    """Write as headings of Markdown the titles of a page that has none; linear in its length."""
    headings = {
        index: found
        for index, line in page.said()
        if line[:4].lstrip().startswith("#") and (found := _HEADING.match(line))
    }
    if len(headings) > 1:
        _without_names_of_all(page, headings)
        return
    by_look: dict[_Look, list[_Line]] = {}
    for index, line in page.said():
        if (title := _may_be_a_title(index, line)) is not None:
            by_look.setdefault(title[0], []).append(title[1])
    sets = [titles for lines in by_look.values() if (titles := _titles(page, lines))]
    best = max(sets, key=lambda titles: len(_topics(titles)), default=[])
    # What is one title among them, the subject of a mail, is not about all of them.
    level = "#" if headings else "##"
    was = [page.lines[held.index] for held in best]
    for held in best:
        page.lines[held.index] = f"{level} {held.title}"
    if any(title.endswith(_COLONS) for title in was) and _is_unmarked(best[0], by_look):
        with_titles_beside(page, [held.index for held in best], level)
    if any(line.lstrip()[:1] in _LOUD for line in was):
        page.lines = [_LOUD_ITEM.sub("- ", line) for line in page.lines]
    if best and _is_in_brackets(best[0], by_look):
        _without_keys(page, [held.index for held in best])
    if best and (first := _title_of_all(page, best[0].index)) is not None:
        page.lines[first] = f"# {page.lines[first].strip()}"


def _without_names_of_all(page: Page, headings: dict[int, re.Match[str]]) -> None:
    """Take off what headings of a level, or items, begin with and that tells nothing: `List: Questions`."""
    by_level: dict[str, list[tuple[int, re.Match[str] | None]]] = {}
    for index, found in headings.items():
        title = page.lines[index][found.end() :]
        by_level.setdefault(found["signs"], []).append((index, _CALLED.match(title)))
    items = {index: item for index, line in page.said("- ") if (item := _ITEM.match(line))}
    by_level["-"] = [
        (index, _CALLED.match(page.lines[index][found.end() :])) for index, found in items.items()
    ]
    starts = {index: found.end() for index, found in (headings | items).items()}
    for held in by_level.values():
        names = Counter(called["word"].lower() for _, called in held if called)
        name, often = names.most_common(1)[0] if names else ("", 0)
        if often < _FEWEST_TITLES or often * 2 <= len(held) or _tells_something(name):
            continue
        for index, called in held:
            if called is not None and called["word"].lower() == name:
                start = starts[index]
                page.lines[index] = page.lines[index][:start] + page.lines[index][start + called.end() :]


def _tells_something(name: str) -> bool:
    """`Story: …` and `Question: …` say what is behind them, `Card: …` does not."""
    said = Phrase(f"{name}: told")
    task = cue("task_named").match(f"{name}: told") is not None
    return task or Phrase(name).topic is not None or said.labels != () or said.question is not None


def _is_unmarked(line: _Line, by_look: dict[_Look, list[_Line]]) -> bool:
    return any(not look.lead and not look.capitals and line in held for look, held in by_look.items())


def _is_in_brackets(line: _Line, by_look: dict[_Look, list[_Line]]) -> bool:
    return any(look.lead == "[" and line in held for look, held in by_look.items())


def _without_keys(page: Page, titles: Sequence[int]) -> None:
    """`[numbers]` over `seats = 90` and `[bring]` over `1 = shirt`, as programs have their settings.

    A key that is the only one below its title says nothing.
    """
    for start, end in pairwise([*titles, len(page.lines)]):
        filled = [index for index in range(start + 1, end) if page.lines[index].strip()]
        held = {index: found for index in filled if (found := _KEY.match(page.lines[index]))}
        if not held or len(held) * 4 < len(filled) * 3:
            continue
        for index, found in held.items():
            key, value = found["key"], found["value"].strip()
            named = value if len(held) == 1 else f"- {value}" if key.isdigit() else f"- {key}: {value}"
            page.lines[index] = named


def _title_of_all(page: Page, end: int) -> int | None:
    """The first line that says something, where it stands alone above the first chapter."""
    first = next((index for index, line in page.said() if line.strip()), end)
    if first >= end or page.lines[first + 1].strip() or _NO_TITLE.match(page.lines[first]):
        return None
    text = page.lines[first].strip()
    return first if len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS else None


def _may_be_a_title(index: int, line: str) -> tuple[_Look, _Line] | None:
    line = _without_bullet(line)
    text = line.strip()
    if (
        not text
        or len(text) > _LONGEST
        or (text[0].islower() and text[-1].isalnum())
        or (_NO_TITLE.match(line) and not _BETWEEN_ARROWS.match(line))
    ):
        return None
    indent = len(line) - len(line.lstrip())
    if indent > _MOST_INDENT:
        return None
    lead, count, rest = _led(text)
    trail = behind["signs"] if (behind := _SIGNS_BEHIND.search(rest)) else ""
    title = _SIGNS_BEHIND.sub("", rest).strip()
    if not any(map(str.isalpha, title)) or len(title.split()) > _MOST_WORDS:
        return None
    capitals = _REMARK.sub("", title).isupper()
    if not (lead or trail or capitals):
        return None
    if capitals and lead in _LOUD:
        # `! DON'T` among titles in capitals: the sign says more of what is below it.
        lead = ""
    look = _Look(indent, lead, "".join(sorted(set(trail))), capitals)
    return look, _Line(index, title, count, _named(title), lead.partition(" ")[0] in _PARTS)


def _without_bullet(line: str) -> str:
    """`• TO DO` in capitals, which name something, as the title that it may be; other lines as they are."""
    bullet = _BULLET.match(line)
    rest = line[bullet.end() :] if bullet else ""
    return rest if rest.isupper() and _named(rest) is not None else line


def _led(text: str) -> tuple[str, int, str]:
    """What stands before a title, in general; the number in it, -1 without one; the title."""
    if found := _IN_PARTS.match(text):
        return "A.1", -1, text[found.end() :]
    if (found := _COUNTED.match(text)) and _counts(found["count"]):
        return f"{found['word'].lower()} 1", _number(found["count"]), text[found.end() :]
    if found := _NUMBERED.match(text):
        kind = "1" if found["count"].isdigit() else "A" if found["count"].isupper() else "a"
        return f"{found['open']}{kind}{found['close'].strip()}", _number(found["count"]), text[found.end() :]
    if found := _CALLED.match(text):
        return f"{found['word'].lower()}:", -1, text[found.end() :]
    if found := _SIGNS.match(text):
        return _in_general(found["signs"]), -1, text[found.end() :]
    return "", -1, text


def _counts(count: str) -> bool:
    return count.isdigit() or count.lower() in _number_words() or _ROMAN.fullmatch(count) is not None


@cache
def _number_words() -> frozenset[str]:
    return COUNTING.union(*NUMBERS.values())


def _in_general(signs: str) -> str:
    """Emoji are one as another; other signs count however often they are repeated."""
    return "☺" if any(ord(sign) > 0x2600 for sign in signs) else "".join(sorted(set(signs)))


def _number(count: str) -> int:
    return int(count) if count.isdigit() else -1


def _named(title: str) -> Topic | None:
    """What a title announces, or hints at in a few words."""
    said = Phrase(title)
    if said.topic is not None:
        return said.topic
    if names_designs(title):
        return Topic.SYSTEM_DESIGN
    hinted = hints_of(title) if len(title.split()) <= _MOST_WORDS_OF_A_HINT else {}
    best = max(hinted, key=lambda topic: hinted[topic], default="")
    return Topic(best) if best and hinted[best] >= _SURELY else None


def _topics(lines: Sequence[_Line]) -> set[Topic]:
    return {line.topic for line in lines if line.topic is not None}


def _titles(page: Page, lines: list[_Line]) -> list[_Line]:
    """Those of the lines of one look that are titles; none where they do not name several things."""
    for held in (lines, _chain(lines)):
        named = sum(line.topic is not None for line in held)
        least = _FEWEST_TOPICS_OF_PARTS if held and held[0].is_a_part else _FEWEST_TOPICS
        if len(held) < _FEWEST_TITLES or len(_topics(held)) < least or named * 2 < len(held):
            continue
        if len({line.title for line in held}) * 5 >= len(held) * 4 and _have_something_below(page, held):
            return held
    return []


def _chain(lines: Sequence[_Line]) -> list[_Line]:
    """The lines whose numbers go on through the page, from one that names something to the next.

    Lists begin anew with 1, chapters do not.
    """
    chain: list[_Line] = []
    for line in lines:
        if line.count < 0:
            continue
        if line.count == (chain[-1].count + 1 if chain else 1) and (
            line.topic is not None or not Phrase(line.title).ends_as_question
        ):
            chain.append(line)
    return chain


def _have_something_below(page: Page, lines: Sequence[_Line]) -> bool:
    """Does something stand below most of the lines, before the next of them? Not in a table of contents."""
    ends = [*(line.index for line in lines), len(page.lines)]
    filled = sum(any(held.strip() for held in page.lines[start + 1 : end]) for start, end in pairwise(ends))
    return filled * 4 >= len(lines) * 3
