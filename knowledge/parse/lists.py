"""Kinds of talking point that stand in lists: facts, strengths, checklists, questions to ask, rubrics, schedules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from domain.guide import TalkingPointKind
from knowledge.blocks import BOX_MARKER, Kind, Line
from knowledge.inline import clean
from knowledge.parse.draft import (
    Draft,
    Item,
    Place,
    Reading,
    continued,
    is_placeholder,
    last_line,
    split_item,
    split_statement,
    titled,
    top_items,
)
from knowledge.parse.labels import question_text
from knowledge.parse.shapes import asks, ends_as_question, is_quoted_title
from knowledge.parse.times import minutes_between, minutes_long
from knowledge.parse.words import Topic, topic_of
from knowledge.prose import count_words, pieces_of

_TICK = re.compile(r"^[✅☑✔✓👉❓❔💬⭐🔹🔸▶►→•-]\ufe0f?\s*")
_FACT = re.compile(r"^[^:：.!?]{2,60}[:：]\s*\S*\d")
_MOST_WORDS_IN_A_FACT = 20
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%")


def read_boxes(place: Place, reading: Reading) -> None:
    """Lines with a box to tick, wherever they stand."""
    if place.topic in {Topic.RUBRIC}:
        return
    for line in place.section.lines:
        if line.kind is Kind.ITEM and line.marker == BOX_MARKER and line.number not in reading.taken:
            title = clean(line.text)
            if title and not is_placeholder(title):
                reading.add(
                    Draft(TalkingPointKind.CHECKLIST_ITEM, title, line.number, line.number, place.path)
                )


def read_checklist(place: Place, reading: Reading, *, boxed: bool) -> None:
    """Plain bullets under the heading of a checklist that has no boxes."""
    if boxed:
        return
    for item in top_items(reading.free(place.section.lines)):
        text, below = continued(item)
        if clean(text):
            reading.add(
                Draft(
                    TalkingPointKind.CHECKLIST_ITEM,
                    clean(text),
                    item.line.number,
                    item.last,
                    place.path,
                    answer=pieces_of(below),
                )
            )


def read_facts(place: Place, reading: Reading) -> None:
    """Bullets, and lines `name: value`, of a list that is meant to be memorised."""
    free = reading.free(place.section.lines)
    for item in top_items(free) or _fact_lines(free):
        text, below = continued(item)
        name, rest = split_statement(text)
        if not any(sign.isalnum() for sign in name):
            continue
        reading.add(
            Draft(
                TalkingPointKind.FACT,
                name,
                item.line.number,
                item.last,
                place.path,
                text=rest,
                answer=pieces_of(below),
            )
        )


def _fact_lines(free: Sequence[Line]) -> list[Item]:
    """Lines without a bullet, as `Latency: under 500 ms`."""
    return [
        Item(line, ())
        for line in free
        if line.kind is Kind.TEXT
        and count_words(line.text) <= _MOST_WORDS_IN_A_FACT
        and _FACT.match(clean(line.text))
    ]


def read_strengths(place: Place, reading: Reading) -> None:
    """Bullets under a heading of strengths or talking points."""
    for item in top_items(reading.free(place.section.lines)):
        text, below = continued(item)
        name, rest = split_statement(text)
        if not name or is_placeholder(name):
            continue
        reading.add(
            Draft(
                TalkingPointKind.STRENGTH,
                name,
                item.line.number,
                item.last,
                place.path,
                text=rest,
                answer=pieces_of(below),
            )
        )


def read_questions_to_ask(place: Place, reading: Reading) -> None:
    """Questions for the interviewer; what is indented below them says why, and is no question."""
    free = reading.free(place.section.lines)
    heading = place.section.heading
    if (
        heading
        and not topic_of(heading.text)
        and (ends_as_question(heading.text) or is_quoted_title(heading.text))
    ):
        _add_question(
            place, reading, heading, heading.text, pieces_last=last_line(free, heading.number), below=free
        )
        return
    items = top_items(free)
    numbered = any(item.line.ordered for item in items)
    after_number = False
    for item in items:
        rationale = numbered and after_number and not item.line.ordered
        if item.line.ordered:
            after_number = True
        text, below = continued(item)
        if not rationale and _is_question_to_ask(text):
            _add_question(place, reading, item.line, text, pieces_last=item.last, below=below)
    taken = {line.number for item in items for line in item.lines}
    for line in free:
        if line.kind is Kind.TEXT and line.number not in taken and _is_question_to_ask(line.text):
            _add_question(place, reading, line, line.text, pieces_last=line.number, below=())


def _is_question_to_ask(text: str) -> bool:
    plain = _TICK.sub("", text.strip())
    if plain.startswith(("❌", "🚫", "✗", "✖")):
        return False
    labelled = question_text(plain)
    return (
        bool(labelled)
        or ends_as_question(plain)
        or _leads_with_question(plain)
        or (is_quoted_title(plain) and asks(plain))
    )


def _leads_with_question(text: str) -> bool:
    """`**"Which …?"** - shows that …`"""
    bold = re.match(r"^(?:\*\*|__)(.+?)(?:\*\*|__)", text)
    quoted = re.match(r'^["“](.+?)["”]', text)
    return bool((bold and ends_as_question(bold[1])) or (quoted and ends_as_question(quoted[1])))


def _add_question(
    place: Place, reading: Reading, line: Line, text: str, *, pieces_last: int, below: Sequence[Line]
) -> None:
    plain = _TICK.sub("", text.strip())
    lead = re.match(r"^(?:\*\*|__)(.+?)(?:\*\*|__)|^[\"“](.+?)[\"”]", plain)
    said = next((group for group in lead.groups() if group), "") if lead else ""
    title = question_text(plain) or (titled(said) if ends_as_question(said) else titled(plain))
    title = re.sub(r"\s*[(（][^()（）]*[)）]$", "", title) if title.endswith((")", "）")) else title
    reading.add(
        Draft(
            TalkingPointKind.QUESTION_TO_ASK,
            title,
            line.number,
            pieces_last,
            place.path,
            answer=pieces_of(below),
        )
    )


def read_rubric(place: Place, reading: Reading) -> None:
    """Criteria with their weights: `**Technical skills** (40%):`, `- Communication: 10%`, headings."""
    free = reading.free(place.section.lines)
    heading = place.section.heading
    if heading and _PERCENT.search(heading.text):
        _add_criterion(place, reading, heading, free)
        return
    starts = [index for index, line in enumerate(free) if _is_criterion(line)]
    for start, end in pairwise([*starts, len(free)]):
        _add_criterion(place, reading, free[start], free[start + 1 : end])


def _is_criterion(line: Line) -> bool:
    return (
        line.kind in {Kind.TEXT, Kind.ITEM}
        and line.indent < 2
        and bool(re.search(r"[(（:：\-–—]\s*\**\s*\d{1,3}\s*%", line.text))
    )


def _add_criterion(place: Place, reading: Reading, line: Line, below: Sequence[Line]) -> None:
    percent = _PERCENT.search(line.text)
    if percent is None:
        return
    name = clean(line.text[: percent.start()]).strip(" :：-–—(（*")
    rest = clean(line.text[percent.end() :]).strip(" :：-–—)）*")
    lines = list(_until_rule(below))
    reading.add(
        Draft(
            TalkingPointKind.RUBRIC_CRITERION,
            clean(name),
            line.number,
            last_line(lines, line.number),
            place.path,
            text=rest,
            answer=pieces_of(lines),
            weight_percent=float(percent[1].replace(",", ".")),
        )
    )


def read_schedule(place: Place, reading: Reading) -> None:
    """The parts of the interview: `1. **Live coding** (30-45 min): …`, `0-5 min: introductions`."""
    items = [item for item in top_items(reading.free(place.section.lines)) if _has_schedule(item)]
    free = reading.free(place.section.lines)
    if not any(minutes_between(item.line.text) or minutes_long(item.line.text) for item in items):
        items = [Item(line, ()) for line in free if line.kind is Kind.TEXT and minutes_between(line.text)]
    begin = 0.0
    for item in items:
        text = item.line.text
        name, rest = split_item(text)
        length = minutes_long(text)
        listed = minutes_between(text) if re.match(r"^\W*\d", text) else None
        minutes = listed or ((begin, begin + length) if length else None)
        begin = minutes[1] if minutes else begin
        title = (
            re.sub(r"^\W*\d[\d:.,\s–-]*\s*(?:min\w*|m\b|分钟)?\s*[:：|\-–—)]*\s*", "", name)
            if listed
            else name
        )
        title = re.sub(r"\s*[(（][^()（）]*[)）]", "", title or rest).strip(" :：-–—")
        reading.add(
            Draft(
                TalkingPointKind.SCHEDULE_ITEM,
                title or clean(text),
                item.line.number,
                item.last,
                place.path,
                text=re.sub(r"^[(（][^()（）]*[)）]\s*[:：]?\s*", "", rest) if title != rest else "",
                minutes=minutes,
            )
        )


def _has_schedule(item: Item) -> bool:
    text = item.line.text
    return item.line.ordered or bool(minutes_between(text) or minutes_long(text))


def _until_rule(lines: Sequence[Line]) -> Sequence[Line]:
    for index, line in enumerate(lines):
        if line.kind in {Kind.RULE, Kind.HEADING}:
            return lines[:index]
    return lines
