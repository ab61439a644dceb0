"""What a guide notes of an employer, or of nothing in particular, line by line: things to know.

`Notes`, `Scrap`, `Firma`, `Who / where`: what such a list is called is anybody's guess. That its entries ask
nothing, demand nothing, forbid nothing and tell nothing of oneself is told by themselves, and by that nothing
else could be made of them in a guide that has its questions, stories and figures elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from domain.guide import TalkingPointKind
from knowledge.inline import clean, folded
from knowledge.lines.cues import cue
from knowledge.lines.deeds import is_told
from knowledge.lines.remarks import is_remark
from knowledge.lines.to_write import is_still_to_write
from knowledge.lines.topics import Topic
from knowledge.markup.line import BOX_MARKER, Kind, Line
from knowledge.markup.prose import pieces_of
from knowledge.markup.sections import Section
from knowledge.parse.draft import Draft, Item, Reading, continued, is_placeholder, split_statement, top_items
from knowledge.parse.place import Place
from knowledge.parse.table import Table, cell_of, rest_of, tables_in
from language.sentences import count_words

_MOST_WORDS = 32
_MOST_WORDS_OF_A_NOTE = 6
_MOST_WORDS_OF_A_TERM = 8
_MOST_BELOW = 12
_FEWEST_ENTRIES = 2
_FEWEST_KINDS = 3
_ENDS = (".", "!", "。", "！", ";", "；")
_WRAPPED_AT = 56
_LONGEST_URL_LINE = re.compile(r"^\W*(?:https?://|www\.)\S+\W*$")
# `SDRA = …`, `PAVM : …`
_NAMED_ENTRY = re.compile(r"^(?P<name>[^:：=.!?]{2,48}?)\s*(?::\s+|：\s*|\s=\s+)(?P<said>\S.*)$", re.DOTALL)
_MOST_WORDS_BEHIND_A_NAME = 60
_NAMED_FIGURE = re.compile(r"^[^:：.!?]{2,60}[:：]\s*\S.*\d")


def read_known(place: Place, reading: Reading) -> None:
    """The entries of such a list, each as a fact."""
    section = place.section
    of_company = place.topic is Topic.COMPANY
    if place.question or section.heading is None:
        return
    if section.children or _opens_the_guide(section) or not _stands_beside_lists(section):
        return
    free = reading.free(section.lines)
    tables = list(tables_in(free))
    rows = [(table, line, row) for table in tables for line, row in table.facts()]
    entries = list(_entries(free))
    told = [item for item in entries if _is_to_know(item, of_company=of_company)]
    count = len(told) + len(rows)
    if len(told) * 3 < len(entries) * 2 or count < _fewest(told, of_company=of_company):
        return
    for table, line, row in rows:
        if (draft := _of_a_row(table, line, row, place)) is not None:
            reading.add(draft)
    for item in told:
        reading.add(_known(item, place))


def _known(item: Item, place: Place) -> Draft:
    if item.line.kind is Kind.TEXT and item.below:
        # A term over what is to be known of it.
        name, value = clean(item.line.text).rstrip(" :："), " ".join(line.clean for line in item.below)
        return Draft(TalkingPointKind.FACT, name, item.line.number, item.last, place.path, text=value)
    text, below = continued(item)
    name, value = split_statement(text)
    draft = Draft(TalkingPointKind.FACT, name, item.line.number, item.last, place.path, text=value)
    draft.answer = pieces_of(below)
    return draft


def _opens_the_guide(section: Section) -> bool:
    """Is this the title of the whole, and what stands below that?"""
    above = section.parent
    return above is None or (above.heading is None and above.children[0] is section)


def _fewest(told: Sequence[Item], *, of_company: bool) -> int:
    """One entry is a list where it is about the employer, or names a figure."""
    return 1 if of_company or (told and _NAMED_FIGURE.match(told[0].line.clean)) else _FEWEST_ENTRIES


def _stands_beside_lists(section: Section) -> bool:
    """Is it one chapter of a guide whose others are questions, stories, figures and the like?"""
    above = section.parent
    return above is not None and len(above.kinds_below()) >= _FEWEST_KINDS


def _entries(free: Sequence[Line]) -> Iterator[Item]:
    """The outer items, and the lines outside of lists that do not go on from the one above."""
    items = {item.line.number: item for item in top_items(free)}
    within = {line.number for item in items.values() for line in item.lines}
    texts = [line for line in free if line.kind is Kind.TEXT]
    widest, filled = max((len(line.text) for line in texts), default=0), _is_filled(texts)
    above: Line | None = None
    terms = {item.line.number: item for item in _terms(free, within)}
    said = {line.number for item in terms.values() for line in item.below}
    for line in free:
        if line.number in items:
            yield items[line.number]
        elif line.number in terms:
            yield terms[line.number]
        elif line.number in said:
            continue
        elif (
            line.kind is Kind.TEXT
            and line.number not in within
            and (above is None or not _goes_on(above, line, widest, filled=filled))
        ):
            yield Item(line, ())
        above = line if line.kind is Kind.TEXT else None


def _terms(free: Sequence[Line], within: set[int]) -> Iterator[Item]:
    """Lines of a few words, each right over what stands deeper: terms with what is to be known of them."""
    place = 0
    while place < len(free):
        line = free[place]
        near = free[place + 1 : place + 1 + _MOST_BELOW]
        below = list(takewhile(lambda held: held.kind is Kind.TEXT and held.indent > 1, near))
        outer = line.kind is Kind.TEXT and line.indent <= 1 and line.number not in within
        if outer and below and count_words(line.text) <= _MOST_WORDS_OF_A_TERM:
            yield Item(line, tuple(below))
        place += 1 + len(below)


def _is_filled(texts: Sequence[Line]) -> bool:
    """Are all lines but one nearly as wide as the widest, as those of a paragraph are?"""
    widest = max((len(line.text) for line in texts), default=0)
    return sum(len(line.text) * 5 >= widest * 4 for line in texts) >= max(len(texts) - 1, 2)


def _goes_on(above: Line, line: Line, widest: int, *, filled: bool) -> bool:
    """Does a line go on with the one above, which had no room for its first word?"""
    if above.text.rstrip("*_ ").endswith(_ENDS) or len(above.text) < _WRAPPED_AT:
        return False
    if _NAMED_ENTRY.match(above.text) and _NAMED_ENTRY.match(line.text):
        return False
    room = len(above.text) + 1 + len(line.text.split(maxsplit=1)[0]) <= widest
    return not room and (filled or line.text[:1].islower())


def _is_to_know(item: Item, *, of_company: bool) -> bool:
    line = item.line
    if line.marker == BOX_MARKER or line.labels or line.asks or line.requests or line.ends_as_question:
        return False
    text = line.clean
    words = count_words(text)
    named = _NAMED_ENTRY.match(text) is not None or bool(item.below)
    if not 1 < words <= (_MOST_WORDS_BEHIND_A_NAME if named else _MOST_WORDS) and not item.below:
        return False
    if is_remark(line.text):
        return False
    if words <= _MOST_WORDS_OF_A_NOTE and is_still_to_write(text):
        return False
    if _LONGEST_URL_LINE.match(text) or is_placeholder(text) or line.text.endswith((":", "：")):
        return False
    if cue("begins_with_a_ban").match(folded(text)):
        return False
    if not _NAMED_ENTRY.match(text) and cue("tells_to_do").match(folded(text)):
        return False
    if any(below.asks for below in item.below):
        return False
    return of_company or not (line.stands_in_quotes or _tells_of_me(text))


def _tells_of_me(text: str) -> bool:
    return bool(cue("first_person").search(text)) and is_told(text)


def _of_a_row(table: Table, line: Line, row: Sequence[str], place: Place) -> Draft | None:
    name, value = cell_of(row, 0), rest_of(row, (0,))
    if not (any(map(str.isalpha, name)) and value) or is_placeholder(value):
        return None
    return Draft(TalkingPointKind.FACT, name, line.number, line.number, place.path, text=value)
