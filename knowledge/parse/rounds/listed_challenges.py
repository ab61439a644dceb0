"""Designs, coding tasks and reviews without headings of their own: bold lines, items, lines in quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from domain.guide import TalkingPointKind
from knowledge.inline import clean, folded
from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.labels import Role
from knowledge.lines.names import named, without_name
from knowledge.markup.line import Kind, Line
from knowledge.parse.draft import Draft, Reading, last_line, titled
from knowledge.parse.place import Place
from knowledge.parse.rounds.challenges import KINDS, challenge_draft, is_substantial, names_one
from knowledge.parse.rounds.designs import asks_for_a_design
from language.sentences import count_words

_FEWEST_IN_A_LIST = 2
_SAID = frozenset({Kind.TEXT, Kind.ITEM})
_FEWEST_WORDS_OF_A_NAMED_TASK = 6
_MOST_WORDS_IN_A_NAME = 30
_MOST_WORDS_OF_A_BARE_NAME = 8
_BOLD = re.compile(r"^\W{0,4}(?:\d{1,2}[.)]\s*)?(\*\*|__)(?P<name>.+?)\1\s*[:：]?\s*(?P<rest>.*)$", re.DOTALL)
_BOLD_NAME = re.compile(
    r"^(\*\*|__)(?P<name>[^*_:：]{3,80})\1\s*(?:[-–—]|[:：])\s*(?P<rest>\S.*)$", re.DOTALL
)
_ALONE = re.compile(r"^(\*\*|__)(?P<name>[^*_]{2,80})\1[:：]?$")
_PARTED = re.compile(r"\s+(?:[-–—]|->|→)\s+|:\s+")
_QUOTED = re.compile(r"^(?P<name>[\"“„«「].{5,}?[\"”“»」])\s*(?:[-–—→:：]+\s*)?(?P<rest>.*)$", re.DOTALL)
# What asks for something to be made; a design has questions of its own, to be clarified first.
_MAKING = re.compile(
    r"\b(?:design|build|implement|architect|scale|write|disen|constru|entw[ie]rf|bau|concev|construi|projet"
    r"|desenh|progett|ontwerp|bouw)|设计|設計|实现"
)


def read_listed_challenges(place: Place, reading: Reading) -> bool:
    """The tasks that a section about such tasks lists; True where that was done.

    A task without anything below it is a question to prepare.
    """
    kind = KINDS.get(place.topic) if place.topic else None
    section = place.section
    heading = section.heading
    if kind is None or heading is None or place.question or not _names_the_list(place, heading):
        return False
    free = reading.free(section.lines)
    # What is asked below the tasks is read by others.
    lines = list(takewhile(lambda line: line.question is None or line.kind not in _SAID, free))
    starts = [(index, *found) for index, line in enumerate(lines) if (found := _opens(line)) is not None]
    fewest = _FEWEST_WORDS_OF_A_NAMED_TASK
    if len(starts) < _FEWEST_IN_A_LIST and kind is not TalkingPointKind.SYSTEM_DESIGN:
        starts = _over_code(lines) or _named_in_bold(lines)
        # One that says little is told by its sisters.
        fewest = 1 if any(count_words(rest) >= fewest for _, _, rest in starts) else fewest
    if len(starts) < _FEWEST_IN_A_LIST and (numbered := _numbered_over_notes(lines)):
        starts, fewest = numbered, 1
    if len(starts) < _FEWEST_IN_A_LIST and kind is TalkingPointKind.SYSTEM_DESIGN:
        starts = _designs_over_items(lines) or starts
    least = min((lines[index].indent for index, _, _ in starts), default=0)
    starts = [start for start in starts if lines[start[0]].indent <= least + 1]
    if len(starts) < _FEWEST_IN_A_LIST and not any(_is_a_line_over_items(lines, at) for at, _, _ in starts):
        starts = _by_nesting(lines, kind)
    if len(starts) < _FEWEST_IN_A_LIST and (defined := _defined(lines)):
        starts, fewest = defined, 1
    if not starts and kind is TalkingPointKind.CODING_CHALLENGE:
        starts, fewest = _bare_names(lines), 1
    if not starts:
        return False
    for number, (index, name, rest) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(lines)
        line = lines[index]
        body = [replace(line, kind=Kind.TEXT, text=rest, indent=0, marker="")] if rest else []
        body += lines[index + 1 : end]
        _add(place, reading, line, name, body, kind, fewest)
    return not section.children and len(lines) == len(free)


def _names_the_list(place: Place, heading: Line) -> bool:
    """`System design`, `SQL exercises`, and not `Design a shop`, which may list what to clarify first."""
    above = place.section.parent
    tasks = bool(cue("exercises").search(folded(heading.clean)))
    by_itself = heading.topic is None and (above is None or tasks or above.topic is not place.topic)
    named = heading.topic is place.topic or by_itself
    return named and not names_one(heading.text) and not _demands(heading.text)


def _opens(line: Line) -> tuple[str, str] | None:
    """The name of the task that a line begins, and what it says behind it."""
    if line.kind not in {Kind.TEXT, Kind.ITEM} or line.label(Role.ANSWER, Role.WANTED, Role.HOOKS, Role.NOTE):
        return None
    found = _BOLD.match(line.text) or _QUOTED.match(line.text)
    name, rest = (found["name"], found["rest"]) if found else (line.text, "")
    if not found and not line.ordered:
        # Plain bullets are parts of a task, unless they ask for one.
        return (name, rest) if line.kind is Kind.ITEM and _demands(name) else None
    if count_words(name) > _MOST_WORDS_IN_A_NAME or not (names_one(name) or _demands(name)):
        return None
    return name, rest


def _over_code(lines: Sequence[Line]) -> list[tuple[int, str, str]]:
    """The numbered and bold lines of a list in which each has code below it."""
    starts = [
        (index, found["name"], found["rest"])
        for index, line in enumerate(lines)
        if line.kind in {Kind.TEXT, Kind.ITEM} and not line.labels and (found := _BOLD.match(line.text))
    ]
    if not starts:
        return []
    ends = [*[index for index, _, _ in starts[1:]], len(lines)]
    coded = all(
        any(held.kind is Kind.CODE for held in lines[start[0] : end])
        for start, end in zip(starts, ends, strict=True)
    )
    return starts if coded else []


def _named_in_bold(lines: Sequence[Line]) -> list[tuple[int, str, str]]:
    """`- **LRU cache** – done, on paper`: a list each item of which begins with a name in bold."""
    outer = [(index, line) for index, line in enumerate(lines) if line.kind is Kind.ITEM and line.indent <= 1]
    found = [(index, named) for index, line in outer if (named := _BOLD_NAME.match(line.text))]
    if len(found) < _FEWEST_IN_A_LIST or len(found) < len(outer):
        return []
    return [(index, named["name"], named["rest"]) for index, named in found]


def _numbered_over_notes(lines: Sequence[Line]) -> list[tuple[int, str, str]]:
    """`1. Flatten nested JSON` over what there is to say of it: a numbered list, half of it told at least."""
    outer = [index for index, line in enumerate(lines) if line.kind is Kind.ITEM and not line.indent]
    said = [index for index, line in enumerate(lines) if line.kind in {Kind.TEXT, Kind.ITEM}]
    if len(outer) < _FEWEST_IN_A_LIST or said[0] != outer[0]:
        return []
    if not all(lines[index].ordered and not lines[index].labels for index in outer):
        return []
    told = sum(
        any(any(map(str.isalpha, held.text)) for held in lines[start + 1 : end])
        for start, end in zip(outer, [*outer[1:], len(lines)], strict=True)
    )
    if told * 2 < len(outer) or any(lines[index].ends_as_question for index in outer):
        return []
    return [(index, lines[index].text, "") for index in outer]


def _defined(lines: Sequence[Line]) -> list[tuple[int, str, str]]:
    """`LRU cache` over `a dict and a linked list`: a list of meanings, a name over what is told of it each.

    All names are set alike, in bold or right over what is indented below them, and nothing else stands there.
    """
    said = [index for index, line in enumerate(lines) if line.kind not in {Kind.BLANK, Kind.MARK}]
    alone = [index for index in said if _is_a_name_alone(lines[index])]
    names = [index for index in alone if _ALONE.match(lines[index].text)] or alone
    if len(names) < _FEWEST_IN_A_LIST or said[0] != names[0]:
        return []
    ends = [*names[1:], len(lines)]
    bodies = [[lines[at] for at in said if name < at < end] for name, end in zip(names, ends, strict=True)]
    told = all(body and all(line.kind is Kind.TEXT for line in body) for body in bodies)
    bold = _ALONE.match(lines[names[0]].text) is not None
    deeper = all(line.indent > lines[names[0]].indent for body in bodies for line in body)
    if not told or not (deeper or bold):
        return []
    return [(index, _ALONE.sub(r"\g<name>", lines[index].text), "") for index in names]


def _is_a_name_alone(line: Line) -> bool:
    """A few words in bold and nothing else, or a plain line at the margin that no sentence is."""
    if line.labels or line.ends_as_question or count_words(line.text) > _MOST_WORDS_OF_A_BARE_NAME:
        return False
    if line.kind is Kind.ITEM or line.text.startswith(("**", "__")):
        return line.kind in _SAID and bool(_ALONE.match(line.text))
    return line.kind is Kind.TEXT and not line.indent and not line.text.endswith((".", ":", "。", "："))


def _designs_over_items(lines: Sequence[Line]) -> list[tuple[int, str, str]]:
    """`Design recurring invoices`, or a name in bold, over what is said of it; no stages of one design."""
    said = [index for index, line in enumerate(lines) if line.kind in {Kind.TEXT, Kind.ITEM}]
    starts = [index for index in said if _is_a_line_over_items(lines, index)]
    names = [named(lines[index].text) for index in starts]
    if not starts or starts[0] != said[0] or any(map(_names_a_stage, names)):
        return []
    return [(index, name, "") for index, name in zip(starts, names, strict=True)]


def _is_a_line_over_items(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if line.kind is not Kind.TEXT or line.labels or index + 1 == len(lines):
        return False
    if lines[index + 1].kind is not Kind.ITEM or count_words(line.text) > _MOST_WORDS_IN_A_NAME:
        return False
    bold = _BOLD.match(line.text)
    return not bold["rest"] if bold else asks_for_a_design(line.text) and not line.ends_as_question


def _names_a_stage(name: str) -> bool:
    return bool(cue("design_stage").search(folded(name)))


def _by_nesting(lines: Sequence[Line], kind: TalkingPointKind) -> list[tuple[int, str, str]]:
    """The outer bullets of a section that is nothing but a list, where one at least has a task below it."""
    said = [(index, line) for index, line in enumerate(lines) if line.kind in {Kind.TEXT, Kind.ITEM}]
    outer = [index for index, line in said if line.kind is Kind.ITEM and line.indent <= 1 and not line.labels]
    if (
        not outer
        or said[0][0] != outer[0]
        or any(not line.indent and line.kind is Kind.TEXT for _, line in said)
    ):
        return []
    ends = [*outer[1:], len(lines)]
    filled = [
        start for start, end in zip(outer, ends, strict=True) if _is_a_task(lines[start + 1 : end], kind)
    ]
    if not filled or (len(filled) * 2 < len(outer) and kind is not TalkingPointKind.CODING_CHALLENGE):
        return []
    return [(index, lines[index].text, "") for index in outer]


def _bare_names(lines: Sequence[Line]) -> list[tuple[int, str, str]]:
    """`- Two Sum`, `- LRU cache: dict and list`: a list to code of names, with little behind them."""
    said = [(index, line) for index, line in enumerate(lines) if line.kind is not Kind.BLANK]
    bare = all(line.kind is Kind.ITEM and not line.labels for _, line in said)
    if len(said) < _FEWEST_IN_A_LIST or not bare:
        return []
    parted = [(index, *_in_two(line.text)) for index, line in said]
    short = all(count_words(name) <= _MOST_WORDS_OF_A_BARE_NAME for _, name, _ in parted)
    return parted if short else []


def _in_two(text: str) -> tuple[str, str]:
    """The name that a line begins with, and what stands behind it, "" for nothing."""
    name, *rest = _PARTED.split(text, maxsplit=1)
    return name, rest[0] if rest else ""


def _is_a_task(body: Sequence[Line], kind: TalkingPointKind) -> bool:
    """Is there code below a bullet, or, for a design, enough said of it?"""
    if kind is TalkingPointKind.SYSTEM_DESIGN:
        return is_substantial(kind, body)
    return any(line.kind is Kind.CODE for line in body)


def _demands(name: str) -> bool:
    """`Design a shop`, `Case 2: the open file`: is the name that of a task?"""
    bare = named(name)
    asked = Phrase(without_name(bare))
    return asked.text != bare or asked.requests or (asked.asks and bool(_MAKING.search(folded(name))))


def _add(
    place: Place,
    reading: Reading,
    line: Line,
    name: str,
    body: Sequence[Line],
    kind: TalkingPointKind,
    fewest: int,
) -> None:
    """Keep the task `name` over `body`, which has `fewest` words at least where it is to be coded."""
    title = titled(clean(name))
    last = last_line(body, line.number)
    if is_substantial(kind, body, least=fewest):
        draft = challenge_draft(kind, title, body)
        draft.first, draft.last, draft.path = line.number, last, place.path
        reading.add(draft)
    elif not any(map(str.isalpha, "".join(held.text for held in body))):
        reading.add(Draft(TalkingPointKind.UNANSWERED_QUESTION, title, line.number, last, place.path))
