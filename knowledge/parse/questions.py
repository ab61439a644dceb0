"""Questions to the candidate and their answers, in every notation that guides use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from domain.guide import TalkingPointKind
from knowledge.blocks import BOX_MARKER, Kind, Line, Section
from knowledge.inline import clean
from knowledge.parse.answers import Answer, read_answer
from knowledge.parse.draft import Draft, Place, Reading, last_line, named, titled, top_items
from knowledge.parse.labels import Role, heading_label, label_with, question_text
from knowledge.parse.shapes import asks, ends_as_question, is_quoted_title
from knowledge.parse.stories import Star, stars_in, story_draft
from knowledge.parse.times import spoken_seconds
from knowledge.parse.words import CLOSED, Topic, topic_of
from knowledge.prose import count_words

_BOLD = re.compile(r"^[^\w*\"“¿]*(?:\d{1,3}[.)]\s*)?(\*\*|__)(?P<bold>.+?)\1(?P<rest>.*)$", re.DOTALL)
_INLINE_ANSWER = re.compile(
    r"^(?P<question>.{5,}?[?？][\"”*_)]*)\s*(?:[-–—]|→|->|=>|[:：])\s*(?P<answer>\S.{8,})$", re.DOTALL
)
_MOST_WORDS_IN_A_QUESTION = 70
# Bounds that keep the work linear in guides of any shape.
_LOOK_AHEAD = 200
_LOOK_BACK = 500
# Sections in which a bare question is one to prepare for, with or without an answer below.
_ASKING = frozenset({Topic.QUESTIONS, Topic.HOOKS})
_TOPICS_THAT_ASK = frozenset(
    {
        Topic.TO_ASK,
        Topic.NOT_TO_ASK,
        Topic.COMPANY_SIGNS,
        Topic.RED_FLAGS,
        Topic.SCHEDULE,
        Topic.RUBRIC,
        Topic.CHECKLIST,
    }
)
_TRANSCRIPT = frozenset(
    {"interviewer", "entrevistador", "entrevistadora", "面试官", "interviewerin", "recruteur", "recruteuse"}
)


@dataclass(slots=True)
class Open:
    """A question whose answer is being collected."""

    title: str
    line: Line
    style: str
    lines: list[Line] = field(default_factory=list)
    seconds: tuple[int, int] | None = None


def heading_question(section: Section, topic: Topic | None) -> str | None:
    """The question that a heading asks; None where it is a group's name or a topic's."""
    heading = section.heading
    if heading is None:
        return None
    text = re.sub(r"^\s*\d{1,3}[.)]\s+", "", heading.text)
    labelled = question_text(text)
    if labelled:
        return titled(labelled)
    if heading_label(text, Role.SITUATION) or _names_a_topic(text):
        return None
    title = named(heading.text)
    if count_words(title) > _MOST_WORDS_IN_A_QUESTION:
        return None
    has_answer = any(
        line.kind in {Kind.TEXT, Kind.ITEM} and (label := label_with(line.text, Role.ANSWER)) and label.strong
        for line in section.lines[:_LOOK_AHEAD]
    )
    if any(_labelled(line, None) for line in section.lines[:_LOOK_AHEAD]) and not (
        ends_as_question(text) and _labelled(_first_said(section), None) is None
    ):
        return None
    if asks(title) or (
        is_quoted_title(text) and (has_answer or topic in {Topic.QUESTIONS, Topic.WEAK_AREAS, Topic.STORIES})
    ):
        return clean(title)
    answered = label_with(_first_said(section).text, Role.ANSWER, Role.WANTED) is not None
    if (
        has_answer
        and answered
        and topic_of(heading.text) is None
        and topic in {Topic.QUESTIONS, Topic.STORIES, None}
    ):
        return titled(heading.text)
    return None


def _names_a_topic(text: str) -> bool:
    """`What should I ask them?` and `How they score` are titles; `What is your greatest weakness?` is not."""
    topic = topic_of(text)
    if topic in _TOPICS_THAT_ASK:
        return not is_quoted_title(text)
    return topic in CLOSED and not asks(named(text)) and not is_quoted_title(text)


def _first_said(section: Section) -> Line:
    """The first line of the section that says anything."""
    said = (line for line in section.lines if line.kind in {Kind.TEXT, Kind.ITEM, Kind.ROW, Kind.CODE})
    return next(said, Line(0, Kind.BLANK))


def read_questions(place: Place, reading: Reading) -> None:
    """The questions of a section; a heading that asks one takes the sections below it along."""
    section = place.section
    question = heading_question(section, place.topic)
    lines: Sequence[Line] = section.lines
    if question and section.heading:
        opened = Open(question, section.heading, "heading", seconds=spoken_seconds(section.heading.text))
        if section.children and _children_belong(section):
            lines = section.flattened()
            reading.finish(section)
        _scan(lines, place, reading, opened)
    else:
        _scan(lines, place, reading, None)


def _children_belong(section: Section) -> bool:
    """Are the sub-headings of a question parts of its answer, and not questions or lists of their own?"""
    return not any(
        heading_question(child, Topic.QUESTIONS) or topic_of(child.title) in CLOSED | {Topic.PITCH}
        for child in section.children
    ) and not any(
        spoken_seconds(child.title) and topic_of(section.title) is Topic.PITCH for child in section.children
    )


def _scan(lines: Sequence[Line], place: Place, reading: Reading, current: Open | None) -> None:
    skip = -1
    for index, line in enumerate(lines):
        if index <= skip or (line.number in reading.taken and line.kind is not Kind.BLANK):
            continue
        opened, used = _opened(lines, index, place, current)
        if opened:
            _close(current, place, reading)
            current, skip = opened, index + used
        elif current is not None:
            if _ends(line, current):
                _close(current, place, reading)
                current = None
            else:
                current.lines.append(line)
    _close(current, place, reading)


def _ends(line: Line, current: Open) -> bool:
    if line.kind is Kind.RULE:
        return True
    # A question that stands in a fence ends with it, once it has an answer.
    if line.kind is Kind.MARK and current.line.fenced and not line.fenced:
        return any(held.kind in {Kind.TEXT, Kind.ITEM} for held in current.lines)
    if current.style == "item" and line.kind is Kind.ITEM and line.indent <= current.line.indent:
        # The next item of the same list is no answer to this one.
        return line.ordered == current.line.ordered
    return line.kind is Kind.HEADING and current.style != "heading"


def _opened(lines: Sequence[Line], index: int, place: Place, current: Open | None) -> tuple[Open | None, int]:
    """The question that the line at `index` opens, and how many further lines it takes."""
    line = lines[index]
    if line.kind not in {Kind.TEXT, Kind.ITEM, Kind.HEADING} or line.marker == BOX_MARKER:
        return None, 0
    style = current.style if current else ""
    labelled = _labelled(line, current)
    if labelled is not None:
        if place.topic in {Topic.SYSTEM_DESIGN, Topic.CODING, Topic.CODE_REVIEW} and _is_speaker(line):
            return None, 0
        return _with_wrapped_title(labelled, lines, index)
    if line.kind is Kind.HEADING:
        return None, 0
    follows_label = _answer_label_follows(lines, index)
    if (
        follows_label
        and asks(line.text)
        and count_words(line.text) <= _MOST_WORDS_IN_A_QUESTION
        and style != "heading"
    ):
        return Open(titled(line.text), line, "answered"), 0
    if style in {"heading", "label"}:
        bold = style == "label" and line.kind is Kind.TEXT and not line.fenced and _bold_question(line, place)
        return (bold, 0) if bold else (None, 0)
    bold = _bold_question(line, place)
    if bold and (line.kind is Kind.TEXT or current is None or style in {"item", "bold"}):
        return bold, 0
    if line.kind is Kind.ITEM:
        return _item_question(line, place, current), 0
    return _plain_question(lines, index, place, current), 0


def _labelled(line: Line, current: Open | None) -> str | None:
    """The text after a question's label, "" where it stands on the next line; None without a label."""
    if line.kind not in {Kind.TEXT, Kind.ITEM, Kind.HEADING}:
        return None
    if line.kind is Kind.ITEM and current is not None and line.indent > current.line.indent + 1:
        return None
    text = question_text(line.text)
    if text:
        return text
    label = label_with(line.text, Role.QUESTION)
    return "" if label and label.strong and not label.rest else None


def _is_speaker(line: Line) -> bool:
    label = label_with(line.text, Role.QUESTION)
    return bool(label and label.name in _TRANSCRIPT)


def _with_wrapped_title(title: str, lines: Sequence[Line], index: int) -> tuple[Open | None, int]:
    """A question may stand below its label, or be wrapped over two lines."""
    line = lines[index]
    style = "heading" if line.kind is Kind.HEADING else "label"
    used = 0
    if not title:
        used = next(
            (n for n in range(1, 4) if index + n < len(lines) and lines[index + n].kind is not Kind.BLANK), 0
        )
        if not used or lines[index + used].kind not in {Kind.TEXT, Kind.ITEM}:
            return None, 0
        title = titled(lines[index + used].text)
        return Open(title, line, style), used
    bold = _BOLD.match(line.text)
    answer = ""
    if bold and clean(bold["rest"]) and question_text(bold["bold"]):
        # "**Q: Why?** Because …" has its answer on the same line.
        title, answer = question_text(bold["bold"]) or title, bold["rest"]
    opened = Open(titled(title), line, style, seconds=spoken_seconds(_brackets(title)))
    if answer and not re.fullmatch(r"\s*[(（][^()]*[)）]\s*", answer):
        opened.lines.append(replace(line, kind=Kind.TEXT, text=answer.strip(" :-–—")))
    following = lines[index + 1] if index + 1 < len(lines) else None
    wrapped = (
        not answer
        and following is not None
        and following.kind is Kind.TEXT
        and not ends_as_question(title)
        and not title.endswith((".", "!", "。"))
        and (len(title) > 60 or following.text[:1].islower())
        and label_with(following.text, Role.ANSWER, Role.WANTED) is None
        and not following.text.startswith(("**", '"', "*", "_"))
    )
    if (
        wrapped
        and following is not None
        and (ends_as_question(following.text) or following.text[:1].islower())
    ):
        opened.title = clean(f"{title} {following.text}")
        used = 1
    return opened, used


def _answer_label_follows(lines: Sequence[Line], index: int) -> bool:
    for line in lines[index + 1 : index + 4]:
        if line.kind in {Kind.TEXT, Kind.ITEM}:
            label = label_with(line.text, Role.ANSWER)
            return label is not None and (label.strong or bool(label.rest))
        if line.kind not in {Kind.BLANK, Kind.MARK}:
            return False
    return False


def _bold_question(line: Line, place: Place) -> Open | None:
    """`**Why X?** Because …`, `**"Tell me about …"**`, `1. **Why X?**`."""
    found = _BOLD.match(line.text)
    if not found:
        return None
    bold, rest = found["bold"], found["rest"].strip()
    text = re.sub(r"^\d{1,3}[.)]\s*", "", bold)
    quoted = is_quoted_title(text) and place.topic in {*_ASKING, Topic.STORIES}
    set_off = is_quoted_title(text) or text != bold or place.topic in _ASKING
    shaped = ends_as_question(text) or (asks(text) and set_off)
    if not (shaped or quoted) or count_words(text) > _MOST_WORDS_IN_A_QUESTION:
        return None
    style = "item" if line.kind is Kind.ITEM else "bold"
    opened = Open(titled(_without_time(text)), line, style, seconds=spoken_seconds(_brackets(line.text)))
    if rest and not re.fullmatch(r"[(（][^()（）]*[)）][:：]?|[:：\-–—]", rest):
        if (
            ends_as_question(rest)
            and count_words(rest) <= _MOST_WORDS_IN_A_QUESTION
            and not ends_as_question(text)
        ):
            return None
        opened.lines.append(replace(line, kind=Kind.TEXT, text=rest.lstrip(":：-–—→ ")))
    return opened


def _item_question(line: Line, place: Place, current: Open | None) -> Open | None:
    """A list of questions: what is indented below an item is its answer."""
    if current is not None and (current.style != "item" or line.indent > current.line.indent + 1):
        return None
    if place.topic not in {*_ASKING, None} or line.indent > 3:
        return None
    inline = _INLINE_ANSWER.match(line.text)
    if inline and not ends_as_question(inline["answer"]):
        opened = Open(titled(inline["question"]), line, "item")
        opened.lines.append(replace(line, kind=Kind.TEXT, text=inline["answer"]))
        return opened
    shaped = ends_as_question(line.text) or (place.topic in _ASKING and asks(line.text))
    return (
        Open(titled(line.text), line, "item")
        if shaped and count_words(line.text) <= _MOST_WORDS_IN_A_QUESTION
        else None
    )


def _plain_question(lines: Sequence[Line], index: int, place: Place, current: Open | None) -> Open | None:
    """A question on a line of its own, with nothing to set it off but its question mark."""
    line = lines[index]
    alone = index == 0 or lines[index - 1].kind in {Kind.BLANK, Kind.RULE, Kind.MARK, Kind.HEADING}
    if not alone or place.topic not in {*_ASKING, None} or (current is not None and current.style != "plain"):
        return None
    slanted = re.fullmatch(r"([*_])[^*_]+\1", line.text) is not None
    if not (ends_as_question(line.text) or slanted) or not asks(line.text) or count_words(line.text) > 40:
        return None
    return Open(titled(line.text), line, "plain")


def _close(current: Open | None, place: Place, reading: Reading) -> None:
    if current is None or not current.title or not any(sign.isalpha() for sign in current.title):
        return
    answer = read_answer(current.lines)
    if not answer.pieces and (current.style in {"bold", "item", "plain"} and place.topic not in _ASKING):
        return
    if current.style == "plain" and not answer.pieces and place.topic is None:
        return
    draft = question_draft(current, answer, place)
    stars = stars_in(current.lines) if answer.pieces else []
    if stars:
        story = story_draft(stars[0], place, alone=True, title=current.title)
        story.first, story.last = _start_of(stars[0], current), max(story.last, draft.first)
        story.wanted, story.why, story.hooks, story.seconds = (
            answer.wanted,
            answer.why,
            answer.hooks,
            draft.seconds,
        )
        reading.add(story)
    reading.add(draft)
    for star in stars[1:]:
        reading.add(story_draft(star, place, alone=False))


def _start_of(star: Star, current: Open) -> int:
    """The line of the label over the story ("STAR answer:"), or of the question where there is none."""
    labels = [
        line.number
        for line in current.lines
        if line.number <= star.first
        and line.kind in {Kind.TEXT, Kind.ITEM}
        and label_with(line.text, Role.ANSWER)
    ]
    return labels[-1] if labels else current.line.number


def read_numbered_answers(place: Place, reading: Reading) -> None:
    """Answers that stand apart from the list of their questions and share its numbers."""
    waiting = {
        draft.number: draft
        for draft in reading.drafts[-_LOOK_BACK:]
        if draft.kind is TalkingPointKind.UNANSWERED_QUESTION and draft.number
    }
    for item in top_items(reading.free(place.section.lines)):
        draft = waiting.pop(_number(item.line), None)
        pieces = read_answer([replace(item.line, kind=Kind.TEXT), *item.below]).pieces
        if draft is None or not pieces:
            continue
        draft.kind, draft.answer = TalkingPointKind.QUESTION_ANSWER, pieces
        reading.taken.update(line.number for line in item.lines)


def _number(line: Line) -> int:
    found = re.match(r"\(?(\d{1,3})", line.marker)
    return int(found[1]) if found else 0


def question_draft(current: Open, answer: Answer, place: Place) -> Draft:
    """The talking point of a question, unanswered where there is no answer."""
    kind = TalkingPointKind.QUESTION_ANSWER if answer.pieces else TalkingPointKind.UNANSWERED_QUESTION
    return Draft(
        kind,
        current.title,
        current.line.number,
        last_line(current.lines, current.line.number),
        place.path,
        answer=answer.pieces,
        wanted=answer.wanted,
        why=answer.why,
        hooks=answer.hooks,
        seconds=answer.seconds or current.seconds,
        number=_number(current.line),
    )


def _brackets(text: str) -> str:
    return " ".join(re.findall(r"[(（]([^()（）]*)[)）]", text))


def _without_time(text: str) -> str:
    if not spoken_seconds(_brackets(text)):
        return text
    return re.sub(r"\s*[(（][^()（）]*\d[^()（）]*[)）]\s*$", "", text)
