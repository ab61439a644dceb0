"""The lines that open a question: labelled, bold, an item of a list, or with nothing but a question mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.inline import clean
from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.labels import STAR, Role
from knowledge.lines.names import without_name
from knowledge.lines.times import spoken_seconds
from knowledge.lines.topics import Topic
from knowledge.markup.line import BOX_MARKER, Kind, Line
from knowledge.markup.sections import PROMOTED_LEVEL
from knowledge.parse.draft import titled
from knowledge.parse.place import Place
from knowledge.parse.question_labels import (
    MOST_WORDS_IN_A_QUESTION,
    labelled_question,
    question_in,
    without_nods,
)
from knowledge.parse.questions.item_openings import follows_a_sibling, item_case, item_question
from knowledge.parse.questions.opened import (
    ASKING,
    INLINE_ANSWER,
    LOOK_BACK,
    MOST_WORDS_IN_A_REQUEST,
    POINTED,
    Open,
    lead_question,
    requests,
)
from language.sentences import count_words, sentences

_FEWEST_PARTS = 3
_FEWEST_WORDS_OF_A_THEME = 6
_NEAR = 6
_LONGEST_LEGEND = 30
_LONGEST_HEAD = 90
# A bound that keeps the work linear in guides of any shape.
_LOOK_AHEAD = 40
_BOLD = re.compile(r"^[^\w*\"“¿]*(?:\d{1,3}[.)]\s*)?(\*\*|__)(?P<bold>.+?)\1(?P<rest>.*)$", re.DOTALL)
# Signs that begin lines like bullets do, without being any.
_BULLETS = frozenset("▶▷►❓❔🔹🔸🔷🔶👉💬⭐★☆◆◇■□●○※")
_NUMBER = re.compile(r"^\d{1,3}[.)]\s*")
_WHOLE_BOLD = re.compile(r"^(\*\*|__)[^*_]{3,300}\1$")
_SLANTED = re.compile(r"^([*_])[^*_]+\1$")
_FEWEST_WORDS_OF_A_CASE = 4


def opening(lines: Sequence[Line], index: int, place: Place, current: Open | None) -> tuple[Open | None, int]:
    """The question that the line at `index` opens, and how many further lines it takes."""
    line = lines[index]
    if _opens_nothing(lines, index):
        return None, 0
    style = current.style if current else ""
    labelled = _labelled(line, current)
    if labelled is not None and not _is_step(lines, index, current):
        if place.topic in {Topic.SYSTEM_DESIGN, Topic.CODING, Topic.CODE_REVIEW} and line.is_spoken_by_them:
            return None, 0
        return _with_wrapped_title(labelled, lines, index)
    if line.kind is Kind.HEADING:
        return None, 0
    follows_label = _answer_label_follows(lines, index)
    if (
        follows_label
        and (Phrase(without_name(line.clean)).is_put_to_somebody or _is_numbered_like(line, current))
        and count_words(line.text) <= MOST_WORDS_IN_A_QUESTION
        and style != "heading"
    ):
        return Open(titled(line.text), line, "answered"), 0
    if style == "heading" and _is_the_next_plain_question(lines, index, current):
        return Open(titled(line.text), line, "plain"), 0
    if style in {"heading", "label"}:
        if style == "heading" or line.kind is not Kind.TEXT or line.fenced:
            return None, 0
        opened = _bold_question(line, place) or _pointed_question(lines, index, place, current)
        return opened or _plain_behind_labels(lines, index, current), 0
    bold = _bold_question(line, place) or _bold_case(lines, index, place, current)
    if bold and (line.kind is Kind.TEXT or current is None or style in {"item", "bold"}):
        return bold, 0
    if line.kind is Kind.ITEM:
        opened = item_question(line, place, current) or item_case(lines, index, place, current)
        if opened is not None:
            opened.after_sibling = follows_a_sibling(lines, index)
        return opened, 0
    pointed = _pointed_question(lines, index, place, current) if style == "bold" else None
    return pointed or _plain_question(lines, index, place, current), 0


def _is_the_next_plain_question(lines: Sequence[Line], index: int, current: Open | None) -> bool:
    """Does a line ask, set like the one above it that asks without a mark and was taken for a title?"""
    line = lines[index]
    if current is None or current.line.level < PROMOTED_LEVEL or line.kind is not Kind.TEXT:
        return False
    above = lines[index - 1].kind if index else Kind.BLANK
    below = lines[index + 1].kind if index + 1 < len(lines) else Kind.BLANK
    told = any(held.kind in {Kind.TEXT, Kind.ITEM} for held in current.lines)
    return told and above is Kind.BLANK and below is Kind.TEXT and line.ends_as_question and not line.labels


def _plain_behind_labels(lines: Sequence[Line], index: int, current: Open | None) -> Open | None:
    """`How would you deal with …?` right over its answer, a blank above, behind the last pair with labels.

    Among such pairs it is asked within an answer.
    """
    line = lines[index]
    below = lines[index + 1] if index + 1 < len(lines) else Line(0, Kind.BLANK)
    if current is None or not current.lines or lines[index - 1].kind is not Kind.BLANK or line.labels:
        return None
    if below.kind is not Kind.TEXT or below.ends_as_question or below.labels or not line.ends_as_question:
        return None
    if not Phrase(line.clean).is_put_to_somebody or count_words(line.text) > MOST_WORDS_IN_A_QUESTION:
        return None
    if any(held.label(Role.QUESTION, Role.ANSWER) for held in lines[index + 1 : index + _LOOK_AHEAD]):
        return None
    return Open(titled(line.text), line, "plain")


def _opens_nothing(lines: Sequence[Line], index: int) -> bool:
    """Is a line no place for a question: a box to tick, a note, a phrase, the explanation of a method?"""
    line = lines[index]
    if line.kind not in {Kind.TEXT, Kind.ITEM, Kind.HEADING} or line.marker == BOX_MARKER:
        return True
    if line.kind is not Kind.HEADING and (line.label(Role.NOTE) or line.is_nobodys_question):
        # `Useful phrases: May I take a moment to think?` is nobody's question.
        return True
    return _explains_a_scheme(lines, index) or _explains_a_label(line)


def _explains_a_label(line: Line) -> bool:
    """`Q : question`: the legend of a guide, where behind the label stands what the label is short for."""
    label = line.label(Role.QUESTION)
    if label is None or not label.rest or len(label.rest) > _LONGEST_LEGEND:
        return False
    return any(named.role is Role.QUESTION for named in Phrase(f"{label.rest}: x").labels)


def _explains_a_scheme(lines: Sequence[Line], index: int) -> bool:
    """`- **T - Task**: What were you responsible for?`: a part of STAR over what to say there."""
    line = lines[index]
    own = line.label(*STAR)
    if own is None or not own.strong or line.label(Role.QUESTION):
        return False
    near = lines[max(index - _NEAR, 0) : index + _NEAR + 1]
    roles = {label.role for held in near if (label := held.label(*STAR)) is not None and label.strong}
    return len(roles) >= _FEWEST_PARTS


def _is_step(lines: Sequence[Line], index: int, current: Open | None) -> bool:
    """`1. Question: what will be decided?` as a step of the answer to a heading that asks."""
    line = lines[index]
    if current is None or current.style != "heading" or line.kind is not Kind.ITEM:
        return False
    label = line.label(Role.QUESTION)
    plain = label is not None and not label.strong and label.name == "question"
    return plain and Phrase(current.title).asks and not _answer_label_follows(lines, index)


def _labelled(line: Line, current: Open | None) -> str | None:
    """The question after a label; none where it is only a point of the answer to `current`."""
    if line.kind is Kind.ITEM and current is not None and line.indent > current.line.indent + 1:
        return None
    asked = labelled_question(line)
    if asked and current is not None and current.style == "item" and line.indent > current.line.indent:
        # `Q: I reply the same day. D: I read too much.` below what asks for qualities and defects.
        said = Phrase(asked)
        return asked if line.kind is Kind.ITEM or said.asks or said.requests else None
    return asked


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
        said = lines[index + used].text
        title = titled(question_in(said) if line.is_spoken_by_them else said)
        return Open(title, line, style), used
    bold = _BOLD.match(line.text)
    answer = ""
    if bold and clean(bold["rest"]) and (asked := Phrase(bold["bold"]).question):
        # "**Q: Why?** Because …" has its answer on the same line.
        title, answer = asked, bold["rest"]
    opened = Open(titled(without_nods(title)), line, style, seconds=spoken_seconds(_brackets(title)))
    if answer and not re.fullmatch(r"\s*[(（][^()]*[)）]\s*", answer):
        opened.lines.append(replace(line, kind=Kind.TEXT, text=answer.strip(" :-–—")))
    following = lines[index + 1] if index + 1 < len(lines) else None
    wrapped = (
        not answer
        and following is not None
        and following.kind is Kind.TEXT
        and not Phrase(title).ends_as_question
        and not title.endswith((".", "!", "。"))
        and (len(title) > 60 or following.text[:1].islower())
        and following.label(Role.ANSWER, Role.WANTED) is None
        and not following.text.startswith(("**", '"', "*", "_"))
    )
    if wrapped and following is not None and (following.ends_as_question or following.text[:1].islower()):
        opened.title = clean(f"{title} {following.text}")
        used = 1
    return opened, used


def _answer_label_follows(lines: Sequence[Line], index: int) -> bool:
    for line in lines[index + 1 : index + 4]:
        if line.kind in {Kind.TEXT, Kind.ITEM}:
            label = line.label(Role.ANSWER)
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
    asked = Phrase(_quoted_when_asked(bold) or without_name(_NUMBER.sub("", bold)))
    quoted = asked.stands_in_quotes and place.topic in {*ASKING, Topic.STORIES}
    set_off = asked.stands_in_quotes or asked.text != bold or place.topic in ASKING
    shaped = asked.ends_as_question or (asked.asks and set_off) or requests(asked, place)
    shaped = shaped or asked.closes_with_a_request
    # `**Biggest failure** - deleted the wrong topic …`
    theme = place.topic in {None, Topic.QUESTIONS} and asked.names_a_theme and not asked.labels
    shaped = shaped or (theme and count_words(rest) >= _FEWEST_WORDS_OF_A_THEME)
    if not (shaped or quoted) or count_words(asked.text) > MOST_WORDS_IN_A_QUESTION:
        return None
    style = "item" if line.kind is Kind.ITEM else "bold"
    opened = Open(
        titled(_without_time(asked.text)), line, style, seconds=spoken_seconds(_brackets(line.text))
    )
    if rest and not re.fullmatch(r"[(（][^()（）]*[)）][:：]?|[:：\-–—]", rest):
        if (
            Phrase(rest).ends_as_question
            and count_words(rest) <= MOST_WORDS_IN_A_QUESTION
            and not asked.ends_as_question
        ):
            return None
        opened.lines.append(replace(line, kind=Kind.TEXT, text=rest.lstrip(":：-–—→ ")))
    return opened


def _quoted_when_asked(bold: str) -> str:
    """The question of `If asked "why not Kafka?"`, with its quotes; "" for what is no such sentence."""
    begun = cue("when_asked").match(bold)
    said = bold[begun.end() :].strip() if begun else ""
    return said if said and Phrase(said).stands_in_quotes else ""


def _bold_case(lines: Sequence[Line], index: int, place: Place, current: Open | None) -> Open | None:
    """`**One of your people keeps coming late.**` set like the questions in bold above it."""
    line = lines[index]
    if place.topic not in {Topic.QUESTIONS, None} or current is None or current.style != "bold":
        return None
    if place.topic is Topic.QUESTIONS and place.inferred:
        return None
    if not (_WHOLE_BOLD.match(line.text) and _WHOLE_BOLD.match(current.line.text)):
        return None
    alone = lines[index - 1].kind is Kind.BLANK
    said = line.clean
    if alone and line.stands_in_quotes and current.line.stands_in_quotes:
        # An objection among questions, all of them as they are said.
        return Open(titled(said), line, "bold")
    below = lines[index + 1].kind if index + 1 < len(lines) else Kind.BLANK
    if place.topic is not Topic.QUESTIONS or below is not Kind.TEXT:
        return None
    if not alone or not said.endswith((".", "。")) or count_words(said) < _FEWEST_WORDS_OF_A_CASE:
        return None
    return Open(titled(said), line, "bold")


def _is_numbered_like(line: Line, current: Open | None) -> bool:
    """Does an item with an answer's label below go on from a question whose answer had such a label?"""
    if current is None or current.style != "answered" or not line.ordered:
        return False
    return current.line.ordered and line.indent == current.line.indent


def asks_by_paragraphs(lines: Sequence[Line]) -> bool:
    """Have plain paragraphs, three at least, a short first line over the rest, and do half of these ask?"""
    above = (Line(0, Kind.BLANK), *lines)
    heads = [
        line
        for before, line, below in zip(above, lines, lines[1:], strict=False)
        if before.kind is Kind.BLANK and line.kind is Kind.TEXT and below.kind is Kind.TEXT
    ]
    asking = sum(line.asks or line.closes_with_a_request for line in heads)
    short = all(len(line.text) <= _LONGEST_HEAD and not line.labels for line in heads)
    return short and len(heads) >= _FEWEST_PARTS and asking * 2 >= len(heads)


def _pointed_question(lines: Sequence[Line], index: int, place: Place, current: Open | None) -> Open | None:
    """`Why Kafka? → Because of replay` in a paragraph of its own, unless follow-ups are listed there."""
    pointed = POINTED.match(lines[index].text) if place.topic in {*ASKING, None} else None
    alone = index > 0 and lines[index - 1].kind in {Kind.BLANK, Kind.RULE, Kind.MARK}
    if pointed is None or not alone or not Phrase(pointed["question"]).asks:
        return None
    if len(sentences(clean(pointed["question"]))) > 1 or Phrase(pointed["answer"]).ends_as_question:
        return None
    above = reversed(current.lines[-LOOK_BACK:] if current else [])
    label = next((held for line in above if (held := line.label(Role.HOOKS, Role.ANSWER))), None)
    if label is not None and label.role is Role.HOOKS:
        return None
    opened = Open(titled(pointed["question"]), lines[index], "label")
    opened.lines.append(replace(lines[index], kind=Kind.TEXT, text=pointed["answer"]))
    return opened


def _is_request(text: str) -> bool:
    """One short sentence without a question mark, among questions on lines of their own."""
    return count_words(text) <= MOST_WORDS_IN_A_REQUEST and len(sentences(text)) == 1


def _plain_question(lines: Sequence[Line], index: int, place: Place, current: Open | None) -> Open | None:
    """A question on a line of its own, with nothing to set it off but its question mark."""
    line = lines[index]
    inline = INLINE_ANSWER.match(line.text) if place.topic in ASKING else None
    if (
        inline
        and Phrase(inline["question"]).asks
        and (current is None or current.style in {"item", "plain", "line"})
    ):
        opened = Open(titled(inline["question"]), line, "line")
        opened.lines.append(replace(line, kind=Kind.TEXT, text=inline["answer"]))
        return opened
    alone = index == 0 or lines[index - 1].kind in {Kind.BLANK, Kind.RULE, Kind.MARK, Kind.HEADING}
    alone = alone or _follows_a_whole_pair(lines, index, current)
    if _is_said_to(line, current):
        return None
    if (
        not alone
        or place.topic not in {*ASKING, None}
        or (current is not None and current.style not in {"plain", "line"})
    ):
        return None
    below = lines[index + 1] if index + 1 < len(lines) else line
    if place.paired and below is not line and below.kind is Kind.TEXT:
        return Open(titled(line.text), line, "plain")
    lead = lead_question(line.text) if place.topic in ASKING else None
    if lead:
        opened = Open(titled(lead[0]), line, "plain")
        opened.lines.append(replace(line, kind=Kind.TEXT, text=lead[1]))
        return opened
    slanted = _SLANTED.match(line.text) is not None
    told = current is not None and current.style == "plain" and _is_request(line.text)
    marked = current is not None and told and line.text[0] == current.line.text[0] in _BULLETS
    asked = (line.asks and (line.ends_as_question or slanted or told)) or (marked and line.requests)
    if not (asked or (requests(line, place) and _is_request(line.text))) or count_words(line.text) > 40:
        return None
    return Open(titled(line.text), line, "plain")


def _follows_a_whole_pair(lines: Sequence[Line], index: int, current: Open | None) -> bool:
    """Does a line ask, with its answer below it, right below a question that had its answer on its line?"""
    line, below = lines[index], lines[index + 1] if index + 1 < len(lines) else Line(0, Kind.BLANK)
    if current is None or current.style != "line" or len(current.lines) != 1 or not line.ends_as_question:
        return False
    return below.kind is Kind.TEXT and not below.ends_as_question and not line.labels


def _is_said_to(line: Line, current: Open | None) -> bool:
    """Is a line that asks within itself the answer to a question in italics, which it is not set in?"""
    if current is None or current.style != "plain" or not _SLANTED.match(current.line.text):
        return False
    bare = not any(held.kind in {Kind.TEXT, Kind.ITEM} for held in current.lines)
    return bare and not _SLANTED.match(line.text)


def _brackets(text: str) -> str:
    return " ".join(re.findall(r"[(（]([^()（）]*)[)）]", text))


def _without_time(text: str) -> str:
    if not spoken_seconds(_brackets(text)):
        return text
    return re.sub(r"\s*[(（][^()（）]*\d[^()（）]*[)）]\s*$", "", text)
