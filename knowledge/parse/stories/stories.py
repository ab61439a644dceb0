"""STAR stories: with labels in any notation, under a heading "Situation: …", or told in prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from domain.guide import TalkingPointKind
from knowledge.inline import folded
from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.deeds import is_told
from knowledge.lines.heads import names_a_way
from knowledge.lines.labels import LETTERS, STAR, Label, Role
from knowledge.lines.letters import letters_in, parts_by_letters
from knowledge.lines.names import without_name
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import Form, Piece, pieces_of
from knowledge.markup.weighing import hints_of
from knowledge.parse.draft import Draft, Reading, is_placeholder, last_line, titled, without_remarks
from knowledge.parse.place import Place
from language.sentences import count_words, sentences

_PARTS = (*STAR, Role.LEARNING)
_FEWEST_PARTS = 3
_FEWEST_WORDS = 15
_FEWEST_WORDS_IN_PROSE = 60
_NEAR = 14
_RIGHT_BELOW = 2
_LONGEST_TITLE = 90
_MOST_WORDS_IN_A_PROMPT = 6
_MOST_WORDS_IN_A_TEMPLATE = 24
_MOST_WORDS_IN_A_TITLE = 10
_MOST_WORDS_OF_A_KIND = 1

_PLAIN_LABEL = re.compile(
    r"(?<=[.!?…\"”。])\s+(?=[^\W\d_][\w ]{2,20}[:：]\s)|(?<=[。；！])\s*(?=[^\W\d_a-zA-Z]{2,6}[:：])"
)
_WHOLE_BOLD = re.compile(r"^\W{0,4}(\*\*|__)[^*_]+\1[.:]?$")
_SLANTED = re.compile(r"[:：]\*|\*\s?[:：]")
_ANY_LABEL = re.compile(
    r"^(?P<name>(?:[*_]{0,2}[^\W\d_][^:：.!?*_]{2,40})[*_]{0,2})[:：][*_]{0,2}\s+(?P<rest>\S.*)$", re.DOTALL
)
_ORDER = {3: (Role.SITUATION, Role.ACTION, Role.RESULT), 4: STAR}
_INLINE_LABEL = re.compile(
    r"(?<=\S)\s*(?=\*\*\s*[^*\n]{1,30}?\s*[:：]?\s*\*\*\s*[:：]?)|(?<=\S)\s+(?=\*[^*\s][^*\n]{0,29}?(?:[:：]\*|\*\s?[:：])\s)"
)


@dataclass(slots=True)
class Star:
    """The labelled parts of one story, as lines; `first` and `last` are where it stands.

    `titled_at` is the line of a plain title right above it, 0 where there is none. `named_surely` says that a
    label is one that only stories have; a plan has a goal and an outcome, too.
    """

    first: int
    parts: dict[Role, list[Line]] = field(default_factory=dict)
    title: str = ""
    titled_at: int = 0
    named_surely: bool = False

    @property
    def lines(self) -> list[Line]:
        return [line for part in self.parts.values() for line in part]

    @property
    def last(self) -> int:
        return max(last_line(self.lines, self.first), self.first)

    def pieces(self) -> dict[str, list[Piece]]:
        """The pieces of each part, by its name."""
        return {role.value: without_remarks(pieces_of(lines)) for role, lines in self.parts.items()}

    def prompts(self) -> bool:
        """Does any part say what to tell there?"""
        return any(_is_a_template(piece.text) for part in self.pieces().values() for piece in part)

    def is_real(self) -> bool:
        """Three parts with real content: no skeleton, no plan, and no explanation of the method."""
        told = {
            role: " ".join(piece.text for piece in pieces_of(lines)) for role, lines in self.parts.items()
        }
        told = {role: text for role, text in told.items() if not is_placeholder(text)}
        templates = sum(map(_is_a_template, told.values()))
        words = sum(count_words(text) for text in told.values())
        if len(told) < _FEWEST_PARTS or words < _FEWEST_WORDS or templates >= _FEWEST_PARTS - 1:
            return False
        return self.named_surely or any(is_told(text) for text in told.values())


def _is_a_template(text: str) -> bool:
    """Does a part of a story say what to tell there: `Describe the context`, `Decisions you took`?"""
    said = Phrase(text)
    if said.ends_as_question:
        return True
    if count_words(text) > _MOST_WORDS_IN_A_TEMPLATE:
        return False
    to_you = said.speaks_to_you and not cue("first_person").search(text) and not is_told(text)
    return to_you or bool(cue("template").match(text))


def stars_in(lines: Sequence[Line]) -> list[Star]:
    """The labelled stories in `lines`, in order; a new situation begins a new story."""
    found: list[Star] = []
    current: Star | None = None
    role: Role | None = None
    above: Line | None = None
    split = _with_parts_named(list(_split_labels(map(_without_answer_label, lines))))
    for index, line in enumerate(split):
        label = _star_label(line)
        if label and label.name in LETTERS and not _family_near(split, index):
            label = None
        if label and _starts_story(label.role, current):
            current = _star_below(_title_right_above(split, index) or above, line)
            found.append(current)
        if label and label.role is Role.LEARNING:
            # What was learned belongs to what came of it, and makes no story of what is none.
            label = replace(label, role=Role.RESULT) if current and Role.ACTION in current.parts else None
        if label and current is not None:
            role = label.role
            current.named_surely |= not cue("plans_too").match(label.name)
            told = label.rest and not _prompts(label)
            rest = [replace(line, kind=Kind.TEXT, text=label.rest)] if told else []
            current.parts.setdefault(role, []).extend(rest)
        elif current is not None and role is not None:
            if _ends_story(line) or _titles_next(split, index) or _is_a_title_below(split, index, current):
                current, role = None, None
            else:
                current.parts[role].append(line)
        if label is None and _names_a_story(line):
            above = line
    return [star for star in found if star.is_real()]


def _star_below(title: Line | None, line: Line) -> Star:
    """The story that begins on `line`, called as the `title` above it says."""
    if title is None:
        return Star(line.number)
    plain = title.kind is Kind.TEXT and line.number - title.number <= _RIGHT_BELOW
    return Star(line.number, title=title.text, titled_at=title.number if plain else 0)


def _without_answer_label(line: Line) -> Line:
    """`A: Situation: …` as the situation it is: the first letter is the answer's."""
    label = line.label(Role.ANSWER) if line.kind in {Kind.TEXT, Kind.ITEM} else None
    inner = Phrase(label.rest).label(*STAR) if label is not None and label.rest else None
    if label is None or inner is None or inner.name in LETTERS:
        return line
    return replace(line, text=label.rest)


def _with_parts_named(lines: list[Line]) -> list[Line]:
    """Lines `Where we were: …`, `What I did: …` below each other: who knows some of the labels knows all.

    Four such lines are situation, task, action and result, three have no task, unless a label says otherwise.
    """
    result = lines
    for start, end in _labelled_runs(lines):
        roles = _ORDER.get(end - start)
        labels = [_star_label(line) for line in lines[start:end]]
        known = [label.role if label else None for label in labels]
        surely = any(label and not cue("plans_too").match(label.name) for label in labels)
        if roles is None or not surely or all(known):
            continue
        if any(role is not None and role is not wanted for role, wanted in zip(known, roles, strict=True)):
            continue
        result = list(result)
        for place, role in zip(range(start, end), roles, strict=True):
            found = _ANY_LABEL.match(lines[place].text)
            if found and not _star_label(lines[place]):
                text = f"**{role.value.capitalize()}:** {found['rest']}"
                result[place] = replace(lines[place], text=text)
    return result


def _labelled_runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where lines with a few words and a colon before the rest stand one below the other."""
    start: int | None = None
    for place, line in enumerate((*lines, Line(0, Kind.BLANK))):
        labelled = line.kind in {Kind.TEXT, Kind.ITEM} and _ANY_LABEL.match(line.text) is not None
        if labelled and start is None:
            start = place
        elif not labelled and start is not None:
            yield start, place
            start = None


def _prompts(label: Label) -> bool:
    """`#### Situation - where and when`: is what stands behind the label only what to say there?"""
    few = count_words(label.rest) <= _MOST_WORDS_IN_A_PROMPT and not label.rest.endswith((".", "。", "!"))
    return label.strong and few and bool(cue("template").match(label.rest))


def _names_a_story(line: Line) -> bool:
    """Is a line the title of what comes next: a heading, bold, in capitals, or `Story 2: the move`?"""
    if line.kind is Kind.ITEM:
        return line.indent <= 1 and (line.ordered or bool(_WHOLE_BOLD.match(line.text))) and _is_a_name(line)
    if line.kind is not Kind.TEXT:
        return line.kind is Kind.HEADING
    if line.text.startswith("**") or line.set_as_title:
        return True
    return len(line.text) <= _LONGEST_TITLE and without_name(line.clean) != line.clean


def _is_a_name(line: Line) -> bool:
    return len(line.text) <= _LONGEST_TITLE and not line.clean.endswith((".", ":", "。", "："))


def _titles_next(lines: Sequence[Line], index: int) -> bool:
    """Is a bold line, or `Story: the move`, followed by a situation, so that it names the next story?"""
    line = lines[index]
    bold = re.fullmatch(r"(\*\*|__).+\1[:：.]?", line.text) is not None
    plain = line.kind is Kind.TEXT and (_names_a_story(line) or _stands_as_a_title(lines, index))
    plain = plain or (line.kind is Kind.ITEM and line.ordered and _names_a_story(line))
    if not bold and not plain:
        return False
    following = next((each for each in islice(lines, index + 1, None) if each.text.strip()), None)
    label = _star_label(following) if following is not None else None
    return label is not None and label.role is Role.SITUATION


def _title_right_above(lines: Sequence[Line], index: int) -> Line | None:
    """The short plain line right above a story, which no mark sets as its title."""
    places = range(index - 1, max(index - 1 - _RIGHT_BELOW, -1), -1)
    place = next((place for place in places if lines[place].kind is not Kind.BLANK), None)
    if place is None or lines[place].kind is not Kind.TEXT or _names_a_story(lines[place]):
        return None
    return lines[place] if _stands_as_a_title(lines, place) else None


def _stands_as_a_title(lines: Sequence[Line], index: int) -> bool:
    """Does a short plain line stand where no sentence goes on: below a blank line, or an item above it?"""
    line, above = lines[index], lines[index - 1] if index else None
    small = line.text[:1].islower() and above is not None
    begins = above is None or above.kind is Kind.BLANK or (above.kind is Kind.ITEM and not line.indent)
    short = count_words(line.clean) <= _MOST_WORDS_IN_A_TITLE and _is_a_name(line)
    # Right below the title of the stories a name may begin small.
    return begins and short and not line.labels and not small


def _is_a_title_below(lines: Sequence[Line], index: int, star: Star) -> bool:
    """Is a line, behind a story whose parts stand right below each other, the title of something else?

    `Story 2: the move` and a short line over bullets are; behind parts that stand apart a line goes on.
    """
    line = lines[index]
    if Role.RESULT not in star.parts or line.kind is not Kind.TEXT or not _stands_as_a_title(lines, index):
        return False
    if any(held.kind is Kind.BLANK for part in (Role.TASK, Role.ACTION) for held in star.parts.get(part, ())):
        return False
    below = lines[index + 1].kind if index + 1 < len(lines) else Kind.BLANK
    return _names_a_story(line) or below is Kind.ITEM


def _star_label(line: Line) -> Label | None:
    if line.kind is Kind.HEADING:
        return line.heading_label(*_PARTS)
    label = line.label(*_PARTS) if line.kind in {Kind.TEXT, Kind.ITEM} else None
    if label is None or label.name not in LETTERS:
        return label
    # `S - Situation: …` names its part twice.
    again = Phrase(label.rest).label(label.role)
    return replace(label, rest=again.rest) if again is not None else label


def star_headings(place: Place) -> set[Role]:
    """The parts of a story that the headings right below this section name."""
    labels = [child.heading.heading_label(*STAR) for child in place.section.children if child.heading]
    return {label.role for label in labels if label}


def read_stories(place: Place, reading: Reading) -> None:
    """Stories of a section that are no answer to a question."""
    section = place.section
    heading = section.heading
    own = [heading] if heading and heading.heading_label(*STAR) else []
    if len(star_headings(place)) >= _FEWEST_PARTS or (own and len(star_headings(place)) >= _FEWEST_PARTS - 1):
        lines = own + section.flattened()
        reading.finish(section)
    else:
        lines = own + list(section.lines)
    stars = stars_in(reading.free(lines))
    if heading and names_a_way(heading.clean):
        # "Framework: how to answer" explains the method, unless it is told to the end.
        stars = [star for star in stars if not star.prompts()]
    for star in stars:
        first = star is stars[0] and not star.title
        reading.add(story_draft(star, place, alone=len(stars) == 1 or first))
    if not stars and place.topic is Topic.STORIES and heading and not section.children and not heading.asks:
        _read_prose(place, reading)


def story_draft(star: Star, place: Place, *, alone: bool, title: str = "") -> Draft:
    """The talking point of `star`; its title is `title`, the heading's, or how the situation begins."""
    heading = place.section.heading
    first = star.first
    if not title:
        named = heading.heading_label(Role.SITUATION) if heading else None
        if named and heading and heading.number == star.first:
            title = titled(named.rest)
        elif heading and alone and not _is_over_stories(heading, star):
            title, first = titled(heading.text), heading.number
        elif heading and alone and not star.title and (own := _behind_its_kind(heading)):
            title, first = own, heading.number
        else:
            title, first = titled(star.title), star.titled_at or first
    pieces = star.pieces()
    if not title:
        situation = pieces.get("situation") or next(iter(pieces.values()))
        title = sentences(situation[0].text)[0] if situation else "Story"
    answer = [piece for part in pieces.values() for piece in part]
    return Draft(TalkingPointKind.STAR_STORY, title, first, star.last, place.path, answer=answer, star=pieces)


def _is_over_stories(heading: Line, star: Star) -> bool:
    """Is a title over several stories, by its words, or by what stands below it beside this one's own?"""
    name = titled(heading.text)
    by_name = Phrase(name).topic is Topic.STORIES and not (
        not star.title and cue("names_one_story").match(folded(name))
    )
    kind_alone = count_words(name) <= _MOST_WORDS_OF_A_KIND and Topic.STORIES in hints_of(name)
    titled_there = bool(star.titled_at) and kind_alone
    return by_name or (heading.told is Topic.STORIES and bool(star.title)) or titled_there


def _behind_its_kind(heading: Line) -> str:
    """The name in `STORY CARD: the flood`, whose first words only say that it is a story; "" for others."""
    if (bare := without_name(heading.clean)) != heading.clean:
        return titled(bare)
    kind, name = (*re.split(r"[:：]\s*", heading.clean, maxsplit=1), "")[:2]
    return titled(name) if name and Phrase(kind).topic is Topic.STORIES else ""


def _read_prose(place: Place, reading: Reading) -> None:
    """A story in sentences: it must say what the task was and what came of it."""
    heading = place.section.heading
    lines = reading.free(place.section.lines)
    pieces = [piece for piece in pieces_of(lines) if piece.form is Form.PROSE]
    text = " ".join(piece.text for piece in pieces)
    if heading is None or count_words(text) < _FEWEST_WORDS_IN_PROSE:
        return
    parts = _parts_of_prose(pieces)
    if parts is None:
        return
    reading.add(
        Draft(
            TalkingPointKind.STAR_STORY,
            titled(heading.text),
            heading.number,
            last_line(lines, heading.number),
            place.path,
            answer=pieces,
            star=parts,
        )
    )


def _parts_of_prose(pieces: Sequence[Piece]) -> dict[str, list[Piece]] | None:
    """Sentences up to the task, the task, what was done, and from the result on; None without a result."""
    told = list(_sentence_pieces(pieces))
    task = next((n for n, piece in enumerate(told) if cue("task_in_prose").search(piece.text)), None)
    if task is None:
        return None
    result = next(
        (n for n in range(len(told) - 1, task, -1) if cue("result_in_prose").search(told[n].text)), None
    )
    first_result = next(
        (n for n in range(task + 1, len(told)) if cue("result_in_prose").search(told[n].text)), result
    )
    if result is None or first_result is None:
        return None
    result = first_result if first_result > task + 1 else result
    parts = {
        "situation": told[:task],
        "task": told[task : task + 1],
        "action": told[task + 1 : result],
        "result": told[result:],
    }
    filled = {name: part for name, part in parts.items() if part}
    acts = any(cue("action_in_prose").search(piece.text) for piece in told[task:])
    return filled if len(filled) >= _FEWEST_PARTS and acts else None


def _sentence_pieces(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        place = 0
        for sentence in sentences(piece.text):
            cut = piece.cut(sentence, place)
            place = max(place, piece.joined.find(sentence, place))
            yield cut


def _split_labels(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines with several bold labels on them become several lines, and so do those with all four letters."""
    for line in lines:
        if line.kind in {Kind.TEXT, Kind.ITEM} and letters_in(line.text):
            name, lettered = parts_by_letters(line.text)
            for part in (name, *lettered) if name else lettered:
                yield replace(line, kind=Kind.TEXT, text=part)
            continue
        bold = "*" in line.text and (
            line.text.count("**") >= 4 or len(_SLANTED.findall(line.text)) >= _FEWEST_PARTS
        )
        if line.kind not in {Kind.TEXT, Kind.ITEM} or (
            not bold and line.text.count(":") + line.text.count("：") < _FEWEST_PARTS
        ):
            yield line
            continue
        parts: list[str] = []
        for part in (_INLINE_LABEL if bold else _PLAIN_LABEL).split(line.text):
            if parts and not Phrase(part).label(*STAR):
                parts[-1] += f" {part}"
            elif part.strip():
                parts.append(part)
        for part in parts:
            yield replace(line, text=part.strip())


def _starts_story(role: Role, current: Star | None) -> bool:
    if current is None:
        return role in (Role.SITUATION, Role.TASK)
    if role is Role.SITUATION:
        return len(current.parts) > 1
    return role is Role.TASK and Role.RESULT in current.parts


def _ends_story(line: Line) -> bool:
    if line.kind in {Kind.RULE, Kind.HEADING}:
        return True
    if line.kind is not Kind.TEXT:
        return False
    return bool(line.label(Role.QUESTION, Role.WHY, Role.WANTED, Role.HOOKS, Role.NOTE)) or (
        line.text.startswith("**") and line.text.rstrip(" :").endswith("**") and Phrase(line.clean).asks
    )


def _family_near(lines: Sequence[Line], index: int) -> bool:
    """Does a label of one letter stand among others of S, T, A and R?"""
    near = [line for line in lines[max(0, index - _NEAR) : index + _NEAR] if line.kind is not Kind.CODE]
    names = {label.name for line in near for label in [line.label(*STAR)] if label and label.name in LETTERS}
    return len(names) >= _FEWEST_PARTS
