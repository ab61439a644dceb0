"""Questions for the interviewer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.guide import TalkingPointKind
from knowledge.blocks import Kind, Line
from knowledge.lines.labels import question_text
from knowledge.lines.shapes import asks, ends_as_question, is_quoted_title
from knowledge.lines.topics import topic_of
from knowledge.parse.draft import (
    Draft,
    Place,
    Reading,
    continued,
    last_line,
    titled,
    top_items,
)
from knowledge.prose import pieces_of

_TICK = re.compile(r"^[✅☑✔✓👉❓❔💬⭐🔹🔸▶►→•-]\ufe0f?\s*")


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
        elif not rationale:
            # A bullet that only names a group has its questions below it.
            for line in below:
                if line.kind is Kind.ITEM and ends_as_question(line.text):
                    _add_question(place, reading, line, line.text, pieces_last=line.number, below=())
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
