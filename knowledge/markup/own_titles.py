"""Titles by the way in which a guide sets them: short lines, or outer items of a list, over what is theirs.

One such line may be anything. Where several of one kind name what is in a prep guide (a pitch, questions,
numbers to remember), the others of the kind are titles, too, whatever they say.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from knowledge.inline import folded
from knowledge.lines.cues import cue
from knowledge.lines.labels import Role
from knowledge.lines.times import spoken_seconds
from knowledge.lines.topics import Topic
from knowledge.markup.line import BOX_MARKER, Kind, Line
from knowledge.markup.weighing import topic_hinted_at
from language.sentences import sentences
from language.words import COUNTING

OWN_LEVEL = 7
"""How deep a title stands that has no mark of a heading: below all that have one."""
_FEWEST_ITEMS = 3
_FEWEST_LINES = 3
_FEWEST_TOPICS = 2
_LONGEST = 60
_MOST_WORDS = 8
_MOST_WORDS_CALLED_OUT = 3
_MOST_WORDS_OF_A_QUESTION = 20
_MOST_WORDS_OF_A_LONGER_TITLE = 13
_FEWEST_TITLES_OVER_TEXT = 3
_MOST_BELOW = 30
_FEWEST_WORDS_OF_A_PITCH = 15
_BOLD = re.compile(r"^[^\w*_]*(\*{1,2}|_{1,2})[^*_]+\1[:：]?$")
# `2023-02 — Payroll`, `March 2023: Payroll`, `12.03.2023 Payroll`
_DATED = re.compile(
    r"^(?:\*\*)?(?:\d{4}(?:[-/.]\d{1,2}){1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}[./]\d{4}"
    r"|[^\W\d_]{3,10}\.? \d{4}|Q[1-4] \d{4})\s*(?:[–—:|-]\s*)?(?=[^\s\d])"
)
_LEADING_TITLE = re.compile(
    r"^(?P<head>[^\W\d_][^.,:;：，。?？!]{2,50})(?P<sign>[.,:：，。])\s*(?P<rest>.*)$", re.DOTALL
)
# `Zahlen, die ich brauche. …`: a title with a clause of its own.
_LEADING_CLAUSE = re.compile(
    r"^(?P<head>[^\W\d_][^.,:;?!]{2,24},\s(?:die|das|der|den|dass|was|wo)\s[^.,:;?!]{2,40})(?P<sign>[.:])\s*(?P<rest>.*)$",
    re.DOTALL,
)
# `One, nothing about …`, as lists are counted in speech.
_COUNTED = re.compile(
    rf"^(?:{'|'.join(sorted(COUNTING, reverse=True))})(?:[,:.]\s+|[，：、]\s*)(?=\S)", re.IGNORECASE
)
_LED = frozenset(
    {
        Topic.FACTS,
        Topic.RED_FLAGS,
        Topic.WEAK_AREAS,
        Topic.TO_ASK,
        Topic.CHECKLIST,
        Topic.STORIES,
        Topic.PITCH,
    }
)
_LISTED = _LED - {Topic.STORIES, Topic.PITCH} | {Topic.NOT_TO_ASK}
_NAMED_PLAINLY = frozenset({Topic.QUESTIONS, Topic.STORIES, *_LED})
_BETWEEN = re.compile(r"\s+[/·•|]\s+|[;；]\s*")
_MOST_WORDS_OF_A_PART = 25
_APART = (-1, False, False)
_STOPS = (".", ",", ";", "!", "。", "，", "；")
_ABOVE = frozenset({Kind.BLANK, Kind.RULE, Kind.MARK, Kind.HEADING})
_BODY = frozenset({Kind.TEXT, Kind.ITEM, Kind.ROW, Kind.CODE})


def with_own_titles(lines: list[Line]) -> list[Line]:
    """`lines` with the titles of a guide that marks them in its own way as headings; in linear time."""
    lines = _with_timed_titles(_from_an_outline(_with_dated_titles(lines)))
    if sum(line.kind is Kind.HEADING and line.level < OWN_LEVEL for line in lines) > 1:
        return _with_bold_sisters(lines)
    return _from_short_lines(_from_led_blocks(lines))


def _with_bold_sisters(lines: list[Line]) -> list[Line]:
    """Short lines over lists below one heading as headings, where several name different lists.

    `**Numbers**`, `**Careful!**`, `**Gaps**` below `Odds and ends`, in bold or right over their lists: what
    none of them would be by itself. Below a question they are parts of its answer.
    """
    bold = [place for place in _short_lines(lines) if _is_set_over_a_list(lines, place)]
    if len(bold) < _FEWEST_LINES:
        return lines
    taken = _answers_or_tells(lines)
    headings = [place for place, line in enumerate(lines) if line.kind is Kind.HEADING]
    below: dict[int, list[int]] = {}
    for place in bold:
        if not taken[place] and not lines[place].asks:
            below.setdefault(bisect(headings, place), []).append(place)
    found = {place for places in below.values() if _name_lists(lines, places) for place in places}
    return [
        replace(line, kind=Kind.HEADING, level=OWN_LEVEL) if place in found else line
        for place, line in enumerate(lines)
    ]


def _is_set_over_a_list(lines: Sequence[Line], place: int) -> bool:
    if not _BOLD.match(lines[place].text):
        return lines[place + 1].kind is Kind.ITEM and not lines[place].text.endswith((":", "："))
    below = next((line for line in lines[place + 1 : place + 3] if line.kind is not Kind.BLANK), None)
    return below is not None and below.kind is Kind.ITEM


def _name_lists(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Do three bold lines or more name two kinds of list at least, and half of them any?"""
    topics = [topic for place in places if (topic := lines[place].topic) in _LISTED]
    enough = len(places) >= _FEWEST_LINES and len(set(topics)) >= _FEWEST_TOPICS
    return enough and len(topics) * 2 >= len(places)


def _with_dated_titles(lines: list[Line]) -> list[Line]:
    """The entries of a journal as headings, where the first line names it: `2023-02 - The move`."""
    first = next((place for place, line in enumerate(lines) if line.kind is not Kind.BLANK), len(lines))
    if first == len(lines) or lines[first].topic is not Topic.STORIES:
        return lines
    dated = [place for place in _short_lines(lines) if _DATED.match(lines[place].text)]
    if len(dated) < _FEWEST_TOPICS or not is_short(lines[first]):
        return lines
    result = list(lines)
    result[first] = replace(lines[first], kind=Kind.HEADING, level=1)
    for place in dated:
        title = _DATED.sub("", lines[place].text)
        result[place] = replace(lines[place], kind=Kind.HEADING, level=2, text=title)
    return result


def _with_timed_titles(lines: list[Line]) -> list[Line]:
    """`Who I am (about a minute)` on a line of its own over what is said of oneself, as a heading."""
    timed = [place for place in _short_lines(lines, _is_a_timed_version) if _has_a_time(lines[place])]
    if not timed:
        return lines
    taken = _answers_or_tells(lines)
    result = list(lines)
    for place in timed:
        if _is_over_a_pitch(lines, place, alone=not taken[place]):
            result[place] = replace(lines[place], kind=Kind.HEADING, level=OWN_LEVEL)
    return result


def _is_a_timed_version(line: Line) -> bool:
    """`**60-second version**`: below a question it is an answer, and elsewhere a title."""
    return line.label(Role.ANSWER) is not None and not any(label.rest for label in line.labels)


def _has_a_time(line: Line) -> bool:
    return not line.asks and spoken_seconds(line.text) is not None


def _is_over_a_pitch(lines: Sequence[Line], place: int, *, alone: bool) -> bool:
    """Is a line with a time over what is said of oneself; `alone` where no question or story is above it?"""
    line, below = lines[place], _block_below(lines, place)
    if line.labels and not alone:
        return False
    if sum(len(held.text.split()) for held in below) < _FEWEST_WORDS_OF_A_PITCH:
        return False
    if line.topic is Topic.PITCH or topic_hinted_at(line, below) is Topic.PITCH:
        return True
    # `60-second version`: below a story it is that story's.
    told = "\n".join(held.clean for held in below)
    version = cue("spoken_version").search(folded(line.clean)) and cue("first_person").search(told)
    return bool(version) and alone


def _answers_or_tells(lines: Sequence[Line]) -> list[bool]:
    """Of each line whether it stands below a question, or below a heading that is about these or stories."""
    above: list[tuple[int, bool]] = []
    asked = False
    found = []
    for line in lines:
        if line.kind is Kind.HEADING:
            while above and above[-1][0] >= line.level:
                above.pop()
            told = line.asks or line.topic in {Topic.STORIES, Topic.QUESTIONS}
            above.append((line.level, told or (bool(above) and above[-1][1])))
            asked = False
        found.append(asked or (bool(above) and above[-1][1]))
        asked = asked or (
            line.kind in {Kind.TEXT, Kind.ITEM} and bool(line.question or line.ends_as_question)
        )
    return found


def _block_below(lines: Sequence[Line], place: int) -> list[Line]:
    """What stands below a line up to the next blank line but the first."""
    below = lines[place + 1 : place + 1 + _MOST_BELOW]
    start = next((at for at, line in enumerate(below) if line.kind is not Kind.BLANK), len(below))
    return list(takewhile(lambda line: line.kind is not Kind.BLANK, below[start:]))


def _from_an_outline(lines: list[Line]) -> list[Line]:
    """The outer items of a list as headings, where they name chapters: a guide folded away item by item."""
    heads = [place for place in _outer_items(lines) if _is_over_more(lines, place)]
    topics = [lines[place].topic for place in heads if not lines[place].asks]
    named = [topic for topic in topics if topic is not None]
    if len(set(named)) < _FEWEST_ITEMS or len(named) * 2 < len(heads):
        return lines
    result = list(lines)
    for place, end in pairwise([*heads, len(lines)]):
        result[place] = replace(lines[place], kind=Kind.HEADING, level=OWN_LEVEL, marker="", indent=0)
        below = lines[place + 1 : end]
        margin = min((line.indent for line in below if line.indent and line.kind in _BODY), default=0)
        for index, line in enumerate(below, place + 1):
            if line.kind is not Kind.BLANK and line.indent >= margin:
                result[index] = replace(line, indent=line.indent - margin)
    return result


def _outer_items(lines: Sequence[Line]) -> Iterator[int]:
    """The items at the margin that are short enough for a title."""
    for place, line in enumerate(lines):
        if line.kind is Kind.ITEM and not line.indent and line.marker != BOX_MARKER and is_short(line):
            yield place


def _is_over_more(lines: Sequence[Line], place: int) -> bool:
    """Does something indented, or a table, stand right below an item?"""
    below = next((line for line in lines[place + 1 : place + 4] if line.kind is not Kind.BLANK), None)
    return below is not None and (below.kind is Kind.ROW or (below.kind in _BODY and below.indent > 0))


def is_short(line: Line) -> bool:
    """Is a line short enough for a title, without the stop of a sentence?"""
    # `They might say...`
    text = line.text.removesuffix("...")
    words = text.split()
    if len(words) <= _MOST_WORDS_CALLED_OUT:
        # `careful!`
        text = text.rstrip("! ")
    if len(text) > _LONGEST or text.endswith(_STOPS):
        return False
    # What has no letter in it is no word, and is looked for where there are too many.
    return len(words) <= _MOST_WORDS or sum(any(map(str.isalnum, word)) for word in words) <= _MOST_WORDS


def _from_led_blocks(lines: list[Line]) -> list[Line]:
    """`Things I must not say. One, …` over the rest of them: a block whose first words are its title.

    Only where several blocks begin so, with different things.
    """
    led = {
        place: found for place, line in enumerate(lines) if (found := _led(lines, place, line)) is not None
    }
    if len(led) < _FEWEST_LINES or len({topic for topic, _, _ in led.values()}) < _FEWEST_TOPICS:
        return lines
    result: list[Line] = []
    within = False
    for place, line in enumerate(lines):
        within = (within or place in led) and line.kind is Kind.TEXT
        if place in led:
            topic, head, rest = led[place]
            if topic is Topic.PITCH and rest and _stands_alone(lines, place):
                # It is said on the line of its title: what follows is something else.
                result.append(replace(line, text=f"**{head}:** {rest}"))
                continue
            result.append(replace(line, kind=Kind.HEADING, level=OWN_LEVEL, text=head))
            line = replace(line, text=rest)
            if parts := _parts(topic, rest):
                result += [replace(line, kind=Kind.ITEM, marker="-", text=part) for part in parts]
                continue
        if place not in led or line.text:
            result.append(replace(line, text=_COUNTED.sub("", line.text)) if within else line)
    return result


def _led(lines: Sequence[Line], place: int, line: Line) -> tuple[Topic, str, str] | None:
    """The topic, the title and the rest of a line with nothing right above it that begins with a title."""
    if line.kind is not Kind.TEXT or line.quoted or line.fenced or line.labels:
        return None
    if place and lines[place - 1].kind not in _ABOVE:
        return None
    lead = cue("spoken_lead").match(folded(line.text))
    # What is folded may be longer than what is written.
    text = line.text[lead.end() :] if lead and len(folded(line.text)) == len(line.text) else line.text
    found = _LEADING_CLAUSE.match(text) or _LEADING_TITLE.match(text)
    if found is None or len(found["head"].split()) > _MOST_WORDS:
        return None
    rest = "" if found["rest"].endswith((":", "：")) else found["rest"]
    if found["sign"] in ",，" and rest:
        return None
    below = (
        _block_below(lines, place) if place + 1 < len(lines) and lines[place + 1].kind is Kind.TEXT else []
    )
    head = replace(line, text=found["head"])
    said = [replace(line, text=rest), *below] if rest else below
    topic = head.topic or topic_hinted_at(head, said)
    if topic not in _LED or (head.asks and head.topic is not Topic.TO_ASK):
        return None
    if not below and topic is not Topic.STORIES and not _holds_all(topic, head, found["sign"], rest):
        # A list behind its name on one line is read where it stands.
        return None
    return topic, found["head"], rest


def _stands_alone(lines: Sequence[Line], place: int) -> bool:
    return place + 1 == len(lines) or lines[place + 1].kind in _ABOVE


def _holds_all(topic: Topic, head: Line, sign: str, rest: str) -> bool:
    """`TAKE. secateurs, boots`: is all of a list, or of a pitch, on the line of its title?"""
    if sign in ":：" and not head.text.isupper():
        return False
    if topic is Topic.PITCH:
        return len(rest.split()) >= _FEWEST_WORDS_OF_A_PITCH
    return topic is Topic.CHECKLIST or bool(_parts(topic, rest))


def _parts(topic: Topic, text: str) -> list[str]:
    """The entries of a list that stands in one paragraph, two at least; none where it is no such list."""
    if topic not in _LED or topic in {Topic.PITCH, Topic.STORIES}:
        return []
    parts = [part.strip() for each in sentences(text) for part in _BETWEEN.split(each.strip(" ."))]
    parts = [part for part in parts if part]
    short = all(len(part.split()) <= _MOST_WORDS_OF_A_PART for part in parts)
    return parts if len(parts) > 1 and short else []


def _from_short_lines(lines: list[Line]) -> list[Line]:
    """Lines set alike over what belongs to them, where some of them name what a guide has."""
    by_look: dict[tuple[int, bool, bool], list[int]] = {}
    short = list(_short_lines(lines))
    apart = [place for place in short if not place or _has_two_blanks_above(lines, place)]
    if _are_titles(lines, apart):
        # Where wider gaps part the chapters, what has one blank above is a line of theirs.
        by_look[_APART] = apart
        short = [place for place in short if _look_of(lines, place)[0]]
    for place in short:
        by_look.setdefault(_look_of(lines, place), []).append(place)
    found = {
        place for look, places in by_look.items() for place in _titles(lines, places, set_off=look[0] > 0)
    }
    if found:
        # Beside such titles `Stories` with a blank line below it is one more, though set otherwise.
        found |= {place for place in short if lines[place].topic in _NAMED_PLAINLY and not lines[place].asks}
        if any(lines[place].topic is Topic.QUESTIONS for place in found):
            # Below a title that says so what asks is a question, whatever it looks like.
            found = {place for place in found if not _only_asks(lines[place])}
        elif any(lines[place].asks and lines[place].topic is None for place in found):
            # Where short questions were set like titles, longer ones are their like.
            found |= set(_longer_questions(lines))
        found |= set(_longer_titles(lines, found))
    return [
        replace(line, kind=Kind.HEADING, level=OWN_LEVEL) if place in found else line
        for place, line in enumerate(lines)
    ]


def _only_asks(line: Line) -> bool:
    """`why a manager and not a driver`: a line without a mark that begins like a question."""
    plain = line.topic is None and not line.text.isupper() and not line.text.startswith(("*", "_"))
    return plain and (line.asks or bool(cue("begins_to_ask").match(folded(line.clean))))


def _longer_questions(lines: Sequence[Line]) -> Iterator[int]:
    """Plain lines that ask without a mark, too long for titles, over what is said to them."""
    for place in range(1, len(lines) - 1):
        line = lines[place]
        if line.kind is not Kind.TEXT or lines[place - 1].kind is not Kind.BLANK or line.indent:
            continue
        words = len(line.text.split())
        if not _MOST_WORDS < words <= _MOST_WORDS_OF_A_QUESTION or line.text.endswith(_STOPS):
            continue
        answered = lines[place + 1].kind is Kind.TEXT
        if answered and not line.ends_as_question and not line.labels and line.asks:
            yield place


def _longer_titles(lines: Sequence[Line], found: set[int]) -> Iterator[int]:
    """Lines right over what is told, too long for titles, behind one that says nothing of its kind.

    `a parent is angry because we sent the child home early` in a guide that has its questions in this form.
    """
    over_text = [place for place in sorted(found) if lines[place + 1].kind is Kind.TEXT]
    if len(over_text) < _FEWEST_TITLES_OVER_TEXT:
        return
    titles = sorted(found)
    for place in range(1, len(lines) - 1):
        line, below = lines[place], lines[place + 1]
        if line.kind is not Kind.TEXT or below.kind is not Kind.TEXT or line.quoted or line.fenced:
            continue
        if lines[place - 1].kind is not Kind.BLANK or line.indent or line.labels or below.labels:
            continue
        words = len(line.text.split())
        if line.text.endswith(_STOPS) or line.ends_as_question or len(below.text.split()) <= words:
            continue
        above = bisect(titles, place)
        if not above or lines[titles[above - 1]].topic is not None or not line.text[0].isalpha():
            continue
        if words <= _MOST_WORDS_OF_A_LONGER_TITLE:
            yield place


def _has_two_blanks_above(lines: Sequence[Line], place: int) -> bool:
    return place > 1 and all(line.kind is Kind.BLANK for line in lines[place - 2 : place])


def _short_lines(
    lines: Sequence[Line], is_a_title_too: Callable[[Line], bool] | None = None
) -> Iterator[int]:
    """Short lines with nothing right above them and something right below; labels that may be titles."""
    may_be = is_a_title_too or _is_a_title_too
    for place, line in enumerate(lines):
        if line.kind is not Kind.TEXT or line.indent > 3 or line.quoted or line.fenced or not is_short(line):
            continue
        if place and lines[place - 1].kind not in _ABOVE:
            continue
        if not any(map(str.isalpha, line.text)) or (line.labels and not may_be(line)):
            continue
        below = next((held for held in lines[place + 1 : place + 4] if held.kind is not Kind.BLANK), None)
        if below is not None and below.kind in _BODY:
            yield place


def _is_a_title_too(line: Line) -> bool:
    """`They'll probably ask`, `Don't say`: a label below a question, and elsewhere a title."""
    return line.topic in {Topic.QUESTIONS, Topic.RED_FLAGS} and not any(label.rest for label in line.labels)


def _look_of(lines: Sequence[Line], place: int) -> tuple[int, bool, bool]:
    """How a line is set: with how many stars, with a colon, with a blank below; quick notes mix capitals."""
    text = lines[place].text
    return (
        len(found[1]) if (found := _BOLD.match(text)) else 0,
        text.endswith((":", "：")),
        lines[place + 1].kind is Kind.BLANK,
    )


def _titles(lines: Sequence[Line], places: Sequence[int], *, set_off: bool) -> list[int]:
    """Those of the lines at `places`, which are set alike, that are titles; none unless several are.

    A question with its mark that nothing sets off may have a neighbour without an answer: it stays a line.
    """
    if not _are_titles(lines, places):
        return []
    return [
        place
        for place in places
        if set_off or lines[place].text.isupper() or not lines[place].ends_as_question
    ]


def _are_titles(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Do lines that are set alike name at least two kinds of what a guide has, and are these half of them?

    A line that names none may be told by what stands below it, up to the next of its kind.
    """
    if len(places) < _FEWEST_LINES:
        return False
    topics = [
        lines[place].topic or topic_hinted_at(lines[place], lines[place + 1 : end])
        for place, end in pairwise([*places, len(lines)])
    ]
    named = [topic for topic in topics if topic is not None]
    told = sum(topic is not None or lines[place].asks for topic, place in zip(topics, places, strict=True))
    return len(set(named)) >= _FEWEST_TOPICS and told * 2 >= len(places)
