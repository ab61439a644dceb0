"""Questions for the interviewer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.guide import TalkingPointKind
from knowledge.lines.annotated import Phrase
from knowledge.markup.blocks import Kind, Line
from knowledge.markup.prose import pieces_of
from knowledge.parse.draft import Draft, Reading, continued, last_line, titled, top_items
from knowledge.parse.place import Place

_TICK = re.compile(r"^[✅☑✔✓👉❓❔💬⭐🔹🔸▶►→•-]\ufe0f?\s*")


def read_questions_to_ask(place: Place, reading: Reading) -> None:
    """Questions for the interviewer; what is indented below them says why, and is no question."""
    free = reading.free(place.section.lines)
    heading = place.section.heading
    if heading and not heading.topic and (heading.ends_as_question or heading.stands_in_quotes):
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
                if line.kind is Kind.ITEM and line.ends_as_question:
                    _add_question(place, reading, line, line.text, pieces_last=line.number, below=())
    taken = {line.number for item in items for line in item.lines}
    for line in free:
        if line.kind is Kind.TEXT and line.number not in taken and _is_question_to_ask(line.text):
            _add_question(place, reading, line, line.text, pieces_last=line.number, below=())


def _is_question_to_ask(text: str) -> bool:
    plain = _TICK.sub("", text.strip())
    if plain.startswith(("❌", "🚫", "✗", "✖")):
        return False
    said = Phrase(plain)
    return (
        bool(said.question)
        or said.ends_as_question
        or _leads_with_question(plain)
        or (said.stands_in_quotes and said.asks)
    )


def _leads_with_question(text: str) -> bool:
    """`**"Which …?"** - shows that …`"""
    bold = re.match(r"^(?:\*\*|__)(.+?)(?:\*\*|__)", text)
    quoted = re.match(r'^["“](.+?)["”]', text)
    return bool(
        (bold and Phrase(bold[1]).ends_as_question) or (quoted and Phrase(quoted[1]).ends_as_question)
    )


def _add_question(
    place: Place, reading: Reading, line: Line, text: str, *, pieces_last: int, below: Sequence[Line]
) -> None:
    plain = _TICK.sub("", text.strip())
    lead = re.match(r"^(?:\*\*|__)(.+?)(?:\*\*|__)|^[\"“](.+?)[\"”]", plain)
    said = next((group for group in lead.groups() if group), "") if lead else ""
    title = Phrase(plain).question or (titled(said) if Phrase(said).ends_as_question else titled(plain))
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
