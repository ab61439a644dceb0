"""Questions to the candidate and their answers, in every notation that guides use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.guide import TalkingPointKind
from knowledge.inline import clean, folded
from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.labels import Role
from knowledge.lines.times import spoken_seconds
from knowledge.lines.topics import CLOSED, Topic
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import Form, Piece
from knowledge.markup.sections import Section
from knowledge.parse.answers import Answer, read_answer
from knowledge.parse.draft import Draft, Reading, last_line
from knowledge.parse.place import Place
from knowledge.parse.question_headings import heading_question
from knowledge.parse.question_labels import asked_in_a_sentence, is_talk
from knowledge.parse.questions.bold_questions import asks_in_bold
from knowledge.parse.questions.grouped_questions import DEEPEST, asks_in_groups
from knowledge.parse.questions.item_openings import answers_behind_arrows
from knowledge.parse.questions.numbered_answers import number_of
from knowledge.parse.questions.opened import ASKING, Open, lead_question
from knowledge.parse.questions.question_openings import asks_by_paragraphs, opening
from knowledge.parse.stories.stories import Star, stars_in, story_draft
from knowledge.parse.stories.told_stories import is_whole_story
from knowledge.stories import asks_for_story
from language.sentences import count_words, sentences

_FEWEST_IN_A_LIST = 3
_FEWEST_WORDS_IN_A_REPLY = 5
_LOOK_AHEAD = 200
_WHOLE = 0.7
"""This share of an answer's words makes a story all of it."""
# Lists of other things, unless the heading asks.
_LISTS = frozenset({Topic.FACTS, Topic.RUBRIC, Topic.SCHEDULE})


def read_questions(place: Place, reading: Reading) -> None:
    """The questions of a section; a heading that asks one takes the sections below it along."""
    section = place.section
    if place.topic in _LISTS and not place.question and not any(map(asked_in_a_sentence, section.lines)):
        return
    if not place.question and _lists_phrases(place):
        return
    if place.topic in {None, Topic.QUESTIONS} and not place.question and asks_in_groups(section):
        inferred = place.inferred or place.topic is None
        place = replace(place, topic=Topic.QUESTIONS, inferred=inferred, deepest=DEEPEST)
    elif place.topic is None and _lists_questions(section):
        asked = heading_question(section, Topic.QUESTIONS)
        place = replace(place, topic=Topic.QUESTIONS, question=asked, inferred=True)
    elif (place.topic is None and not place.question and asks_in_bold(section)) or (
        place.topic is None and not place.question and asks_by_paragraphs(section.lines)
    ):
        place = replace(place, topic=Topic.QUESTIONS)
    if place.topic is Topic.QUESTIONS and not place.inferred and not place.question:
        pointed, paired = answers_behind_arrows(section.lines), asks_by_paragraphs(section.lines)
        place = replace(place, pointed=pointed, paired=paired)
    lines: Sequence[Line] = section.lines
    if place.question and section.heading:
        opened = Open(
            place.question, section.heading, "heading", seconds=spoken_seconds(section.heading.text)
        )
        if section.children and _children_belong(section):
            lines = section.flattened()
            reading.finish(section)
        _scan(lines, place, reading, opened)
    else:
        _scan(lines, place, reading, None)


def _lists_phrases(place: Place) -> bool:
    """`### Clarify` below `## Useful phrases`: what to say to gain time, however much of it asks."""
    return any(cue("phrases_heading").match(folded(clean(title))) for title in place.path[1:]) or any(
        cue("phrases_heading").match(clean(title)) for title in place.path[1:]
    )


def _lists_questions(section: Section) -> bool:
    """Do several paragraphs or items ask, although no heading says so? Unnumbered items need answers."""
    asked = answered = 0
    waiting = False
    before = Kind.BLANK
    for line in section.lines:
        if line.kind is Kind.ITEM and line.ordered and line.indent <= 1:
            asked += line.asks
            # A list of things to do has demands, too, but nothing below them.
            waiting = line.requests and not line.asks
        elif line.kind is Kind.ITEM and line.indent <= 1:
            waiting = line.asks
        elif waiting and line.indent > 1 and line.kind in {Kind.ITEM, Kind.TEXT}:
            answered, waiting = answered + 1, False
        elif line.kind is Kind.TEXT and line.indent <= 1 and before in {Kind.BLANK, Kind.HEADING}:
            asked += lead_question(line.text) is not None
        before = line.kind
        if asked + answered >= _FEWEST_IN_A_LIST:
            return True
    return False


def _children_belong(section: Section) -> bool:
    """Are the sub-headings of a question parts of its answer, and not questions or lists of their own?"""
    return not any(
        heading_question(child, Topic.QUESTIONS)
        or (child.own_topic in CLOSED | {Topic.PITCH} and not _is_called_an_answer(child))
        for child in section.children
    ) and not any(
        spoken_seconds(child.title) and section.own_topic is Topic.PITCH for child in section.children
    )


def _is_called_an_answer(section: Section) -> bool:
    """`### Model answer (a framework, not a story)` is an answer, whatever its remark names."""
    label = section.heading.heading_label(Role.ANSWER) if section.heading is not None else None
    return label is not None and not label.rest


def _scan(lines: Sequence[Line], place: Place, reading: Reading, current: Open | None) -> None:
    skip = -1
    # As it was before: of a line with two questions on it the first takes the number, and not the rest.
    taken = [line.number in reading.taken and line.kind is not Kind.BLANK for line in lines]
    for index, line in enumerate(lines):
        if index <= skip or taken[index]:
            continue
        opened, used = opening(lines, index, place, current)
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
    if line.apart or line.kind is Kind.RULE or (current.style == "line" and line.kind is Kind.BLANK):
        return True
    if current.after_sibling and _stands_below_the_list(line, current):
        return True
    if asked_in_a_sentence(current.line) and line.set_as_title and line.kind is Kind.TEXT:
        # What is asked stands in such a title itself.
        return True
    # A title right below a question of a list is that of the next list.
    if (
        current.style == "item"
        and line.set_as_title
        and not line.labels
        and line.kind is Kind.TEXT
        and not line.text.endswith((":", "："))
        and not any(held.kind is not Kind.BLANK for held in current.lines)
    ):
        return True
    # A question that stands in a fence ends with it, once it has an answer.
    if line.kind is Kind.MARK and current.line.fenced and not line.fenced:
        return any(held.kind in {Kind.TEXT, Kind.ITEM} for held in current.lines)
    if current.style == "item" and line.kind is Kind.ITEM and line.indent + 1 < current.line.indent:
        # The name of the next group, or what follows the list in which the question stands.
        return True
    if current.style == "item" and line.kind is Kind.ITEM and line.indent <= current.line.indent:
        # The next item of the same list is no answer to this one.
        return line.ordered == current.line.ordered
    return line.kind is Kind.HEADING and current.style != "heading"


def _stands_below_the_list(line: Line, current: Open) -> bool:
    """Is this a paragraph behind a list whose items have no answers of their own?"""
    return (
        line.kind is Kind.TEXT
        and line.indent <= current.line.indent
        and bool(current.lines)
        and all(held.kind is Kind.BLANK for held in current.lines)
        and line.label(Role.ANSWER) is None
    )


def _close(current: Open | None, place: Place, reading: Reading) -> None:
    if current is None or not current.title or not any(sign.isalpha() for sign in current.title):
        return
    answer = read_answer(current.lines, current.title)
    if (
        place.inferred
        and not answer.pieces
        and _is_bullet(current.line)
        and not _bullets_answer(place.section)
    ):
        # A bullet with a question mark may as well be for the interviewer.
        return
    if _asks_for_a_list(current.title, answer, place, reading):
        return
    # What is said of how to answer it shows that it is one, though it answers nothing.
    says_nothing = not answer.pieces and not answer.advised
    if says_nothing and (current.style in {"bold", "item", "plain"} and place.topic not in ASKING):
        return
    if current.style == "plain" and says_nothing and place.topic is None:
        return
    if _only_talks(current, answer):
        return
    _add_answered(current, answer, place, reading)
    _add_what_not_to_say(answer, place, reading)


def _add_answered(current: Open, answer: Answer, place: Place, reading: Reading) -> None:
    """The question with its answer, and the stories that are told there."""
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
        if len(stars) == 1 and _is_all_of(story.star, answer):
            draft.told = story.star
    elif asks_for_story(current.title) and is_whole_story(answer.pieces):
        reading.add(replace(draft, kind=TalkingPointKind.STAR_STORY))
    reading.add(draft)
    for star in stars[1:]:
        reading.add(story_draft(star, place, alone=False))


def _is_all_of(star: dict[str, list[Piece]], answer: Answer) -> bool:
    """Is the answer the story, but for a few words before or behind it?"""
    told = sum(count_words(piece.text) for part in star.values() for piece in part)
    return told >= _WHOLE * sum(count_words(piece.text) for piece in answer.pieces)


def _asks_for_a_list(title: str, answer: Answer, place: Place, reading: Reading) -> bool:
    """Is its answer what to ask, or what to keep to oneself? True where that was read."""
    if _is_their_turn(title) and _mostly_asks(answer):
        _add_their_questions(answer, place, reading)
        return True
    if cue("asks_what_not_to_say").match(folded(title)) and answer.pieces:
        _add_forbidden(answer, place, reading)
        return True
    return False


def _only_talks(current: Open, answer: Answer) -> bool:
    """ "Good, we are done." — "Thank you." is no question, and no "I can imagine that." is one."""
    reply = count_words(answer.pieces[0].text) if answer.pieces else 0
    if current.line.is_spoken_by_them and not Phrase(current.title).asks and reply < _FEWEST_WORDS_IN_A_REPLY:
        return True
    return current.style == "label" and is_talk(current.title)


def _add_what_not_to_say(answer: Answer, place: Place, reading: Reading) -> None:
    """`DON'T SAY:` and crosses below what to say are red flags."""
    for bad in answer.not_to_say:
        said = bad.said
        draft = Draft(TalkingPointKind.RED_FLAG, clean(said.text), said.first, said.last, place.path)
        draft.say_instead, draft.text = bad.instead, bad.reason
        reading.add(draft)


def _is_bullet(line: Line) -> bool:
    return line.kind is Kind.ITEM and not line.ordered


def _bullets_answer(section: Section) -> bool:
    """Do the bullets of a section have answers of their own below them?"""
    nested = sum(line.kind is Kind.ITEM and line.indent > 1 for line in section.lines[:_LOOK_AHEAD])
    return nested >= _FEWEST_IN_A_LIST


def _mostly_asks(answer: Answer) -> bool:
    said = [piece for piece in answer.pieces if piece.form is not Form.HEAD]
    return sum(Phrase(piece.text).ends_as_question for piece in said) * 2 > len(said)


def _is_their_turn(title: str) -> bool:
    return Phrase(title.replace("for me", "for us")).topic is Topic.TO_ASK or bool(
        cue("your_turn").search(title)
    )


def _add_forbidden(answer: Answer, place: Place, reading: Reading) -> None:
    """The back of a card whose front is `Not to say about money?`."""
    for piece in answer.pieces:
        reading.add(Draft(TalkingPointKind.RED_FLAG, clean(piece.text), piece.first, piece.last, place.path))


def _add_their_questions(answer: Answer, place: Place, reading: Reading) -> None:
    """What the candidate asks when the interviewer wants questions."""
    for piece in answer.pieces:
        for sentence in sentences(piece.text):
            if Phrase(sentence).ends_as_question:
                first, last = piece.lines_of(sentence)
                reading.add(Draft(TalkingPointKind.QUESTION_TO_ASK, clean(sentence), first, last, place.path))


def _start_of(star: Star, current: Open) -> int:
    """The line of the label over the story ("STAR answer:"), or of the question where there is none."""
    labels = [
        line.number
        for line in current.lines
        if line.number <= star.first and line.kind in {Kind.TEXT, Kind.ITEM} and line.label(Role.ANSWER)
    ]
    return labels[-1] if labels else current.line.number


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
        number=number_of(current.line),
    )
