"""The parts of the interview and their minutes."""

from __future__ import annotations

import re

from domain.guide import TalkingPointKind
from knowledge.inline import clean
from knowledge.lines.times import minutes_between, minutes_long
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from knowledge.parse.draft import Draft, Item, Reading, split_item, top_items
from knowledge.parse.place import Place

_FEWEST_IN_A_RUN = 3
_BEGINS_WITH_CLOCK = re.compile(
    r"^(?:\d{1,2}[:h.]\d{2})(?:\s*(?:-|–|—|to|bis|a|à|至|到)\s*\d{1,2}[:h.]\d{2})?\s*(?:Uhr\b)?\s*[:：|\-–—]?\s*(?=\D)"
)
_BEGINS_WITH_MINUTES = re.compile(r"^\d{1,3}\s*[-–]\s*\d{1,3}\s*(?:min|m\b|分|:)")


def read_schedule(place: Place, reading: Reading) -> None:
    """The parts of the interview: `1. **Live coding** (30-45 min): …`, `0-5 min: introductions`."""
    if place.topic is not Topic.SCHEDULE and not _lists_minutes(place, reading):
        return
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


def _lists_minutes(place: Place, reading: Reading) -> bool:
    """Is the section, whatever it is called, a list of `0-10 min: introductions` and nothing else?"""
    items = top_items(reading.free(place.section.lines))
    return len(items) > 2 and all(_BEGINS_WITH_MINUTES.match(item.line.clean) for item in items)


def read_clock(place: Place, reading: Reading) -> None:
    """Three lines or more, one after the other, that begin with times of day, under whatever title."""
    run: list[Line] = []
    for line in [*place.section.lines, Line(0, Kind.RULE)]:
        timed = line.text.lstrip("*_ ")[:1].isdigit() and line.number not in reading.taken
        if timed and line.kind in {Kind.TEXT, Kind.ITEM} and _BEGINS_WITH_CLOCK.match(line.clean):
            run.append(line)
            continue
        if line.kind is Kind.BLANK and run:
            continue
        if len(run) >= _FEWEST_IN_A_RUN:
            for held in run:
                title = _BEGINS_WITH_CLOCK.sub("", held.clean)
                reading.add(
                    Draft(
                        TalkingPointKind.SCHEDULE_ITEM,
                        title,
                        held.number,
                        held.number,
                        place.path,
                        minutes=minutes_between(held.clean),
                    )
                )
        run = []


def _has_schedule(item: Item) -> bool:
    text = item.line.text
    return item.line.ordered or bool(minutes_between(text) or minutes_long(text))
