"""A guide's text to its talking points."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from domain.guide import Guide, KeyPoint, KeyPointOrigin, Source, StarParts, TalkingPoint, TalkingPointKind
from knowledge.blocks import BOX_MARKER, PROMOTED_LEVEL, Kind, Line, Section, outline
from knowledge.inline import clean, folded
from knowledge.key_points import Clause, assembled, clauses, extra_clauses, stable_id, star_clauses
from knowledge.lines.labels import Role, heading_label, label_with, question_text
from knowledge.lines.shapes import asks, ends_as_question
from knowledge.lines.topics import CLOSED, Topic, is_numbered_title, names_a_list, topic_of
from knowledge.parse.answers import hooks_of
from knowledge.parse.challenges import read_challenge
from knowledge.parse.checklists import read_boxes, read_checklist
from knowledge.parse.draft import Draft, Place, Reading
from knowledge.parse.facts import read_facts
from knowledge.parse.inline_lists import read_inline_lists
from knowledge.parse.numbered_answers import read_numbered_answers
from knowledge.parse.pitches import read_pitch, read_pitch_lines
from knowledge.parse.question_headings import heading_question
from knowledge.parse.questions import read_questions
from knowledge.parse.questions_to_ask import read_questions_to_ask
from knowledge.parse.red_flags import read_marked_flags, read_red_flags
from knowledge.parse.requirements import read_requirements
from knowledge.parse.rubrics import read_rubric
from knowledge.parse.schedules import lists_minutes, read_schedule
from knowledge.parse.stories import read_stories
from knowledge.parse.strengths import read_strengths
from knowledge.parse.tables import read_tables
from knowledge.parse.weak_areas import read_weak_areas
from knowledge.prose import numbered_lines, text_of
from knowledge.read import GuideText

_K = TalkingPointKind
# Kinds that an answer can be held against; the others are read, not asked.
_WITH_KEY_POINTS = frozenset(
    {
        _K.QUESTION_ANSWER,
        _K.STAR_STORY,
        _K.PITCH,
        _K.FACT,
        _K.WEAK_AREA,
        _K.CODING_CHALLENGE,
        _K.SYSTEM_DESIGN,
        _K.CODE_REVIEW,
        _K.REQUIREMENT,
        _K.STRENGTH,
    }
)
_LOOK_BACK = 40
_TASK = re.compile(r"(?:prompt|scenario|given|task|enunciado|escenario|场景)\s*[:：]", re.IGNORECASE)
# A question with its answer at the end of a guide is not part of the list that happens to stand there.
_ENDED_BY_A_QUESTION = frozenset({Topic.CHECKLIST, Topic.TO_ASK, Topic.REQUIREMENTS, Topic.RED_FLAGS})
# A whole guide may be stories, or designs, with some advice or questions beside them.
_OF_ONE_KIND = frozenset({Topic.STORIES, Topic.SYSTEM_DESIGN, Topic.CODING, Topic.FACTS})
_BESIDE = frozenset({None, Topic.TIPS, Topic.QUESTIONS, Topic.HOOKS, Topic.TABLE_OF_CONTENTS})
_NOTHING = frozenset({Topic.TABLE_OF_CONTENTS, Topic.NOT_TO_ASK, Topic.COMPANY_SIGNS})


def understand(text: GuideText) -> Guide:
    """What `text` holds. Never raises; the work is linear in its length."""
    root = outline(text.text, _titles_a_list)
    topics = _topics(root)
    reading = Reading()
    for section in root.walk():
        if id(section) not in reading.done:
            _read(Place(section, topics[id(section)], _path(section)), reading)
    drafts = _without_repeats(sorted(reading.drafts, key=lambda draft: draft.first))
    taken = {line for draft in drafts for line in range(draft.first, draft.last + 1)}
    taken |= {line for draft in drafts for line in numbered_lines(draft.answer)}
    taken |= reading.hooked
    return Guide(
        name=text.name,
        digest=text.digest,
        lines=text.text.count("\n") + 1,
        title=_title(root),
        talking_points=tuple(_points(drafts, text.name)),
        unparsed=tuple(_unparsed(root, taken)),
        repairs=text.repairs,
    )


def _titles_a_list(title: str, section: Section) -> bool:
    """A bold line titles a list of its own, but not inside an answer, where it is a part of that."""
    if heading_question(section, Topic.QUESTIONS):
        return False
    if not names_a_list(title):
        return _says_what_they_ask(title, section)
    if asks(title) and topic_of(title) is not Topic.TO_ASK:
        return False
    if is_numbered_title(title) or not (
        topic_of(title) is Topic.FACTS or "：" in title[-4:] or ":" in title[-4:]
    ):
        return True
    unmarked = section.level in {0, PROMOTED_LEVEL} and len(title.split()) > 1
    if unmarked and (topic_of(title) is not Topic.FACTS or title.isupper()):
        # Where nothing has the marks of a heading, a line like "Questions for them:" is one.
        return True
    return not _stands_in_an_answer(section)


def _says_what_they_ask(title: str, section: Section) -> bool:
    """`They will ask:` in a guide without headings; below a question it leads to follow-ups."""
    if section.level != 0 or topic_of(title) is not Topic.QUESTIONS or asks(title):
        return False
    return not _stands_in_an_answer(section)


def _stands_in_an_answer(section: Section) -> bool:
    """Does a question stand near above the end of `section`, with no rule between?"""
    for line in reversed(section.lines[-_LOOK_BACK:]):
        if line.kind is Kind.RULE:
            return False
        if line.kind in {Kind.TEXT, Kind.ITEM} and question_text(line.text):
            return True
        if line.kind is Kind.TEXT and ends_as_question(line.text):
            return True
    return False


def _read(place: Place, reading: Reading) -> None:
    topic = place.topic
    if topic in _NOTHING:
        return
    reading_heading = place.section.heading
    read_boxes(place, reading)
    if heading_question(place.section, topic) is None or topic in {
        Topic.TO_ASK,
        Topic.RED_FLAGS,
        Topic.WEAK_AREAS,
        Topic.FACTS,
    }:
        read_tables(place, reading)
        if topic is not Topic.TO_ASK:
            read_marked_flags(place, reading)
    if topic is Topic.TO_ASK:
        read_questions_to_ask(place, reading)
    elif topic is Topic.RED_FLAGS:
        read_red_flags(place, reading)
    elif topic is Topic.WEAK_AREAS:
        read_weak_areas(place, reading)
    elif topic is Topic.CHECKLIST:
        read_checklist(place, reading, boxed=_has_boxes(place.section, reading))
    elif topic is Topic.REQUIREMENTS:
        read_requirements(place, reading)
    elif not (read_challenge(place, reading) or read_pitch(place, reading)):
        _read_open(place, reading)
    if reading_heading is not None and topic_of(reading_heading.text) is Topic.HOOKS:
        _read_hooks(place, reading)


def _read_open(place: Place, reading: Reading) -> None:
    """A section that may hold anything: questions first, then what its topic announces."""
    topic = place.topic
    if topic is Topic.PITCH or topic is None:
        read_pitch_lines(place, reading)
    read_inline_lists(place, reading)
    if topic not in {Topic.FACTS, Topic.RUBRIC, Topic.SCHEDULE} or heading_question(place.section, topic):
        read_questions(place, reading)
    if topic is Topic.ANSWERS:
        read_numbered_answers(place, reading)
    if id(place.section) not in reading.done or place.section.lines:
        read_stories(place, reading)
    if topic is Topic.FACTS:
        read_facts(place, reading)
    elif topic is Topic.RUBRIC:
        read_rubric(place, reading)
    elif topic is Topic.SCHEDULE or lists_minutes(place, reading):
        read_schedule(place, reading)
    elif topic is Topic.STRENGTHS:
        read_strengths(place, reading)


def _read_hooks(place: Place, reading: Reading) -> None:
    """A section of likely follow-ups belongs to the talking point before it."""
    spoken = {_K.PITCH, _K.QUESTION_ANSWER, _K.STAR_STORY}
    before = next((draft for draft in reversed(reading.drafts) if draft.kind in spoken), None)
    hooks = hooks_of(reading.free(place.section.lines))
    heading = place.section.heading
    if hooks and before and heading is not None and len(before.path) >= len(place.path) - 1:
        before.hooks += hooks
        reading.hooked.update(line.number for line in place.section.lines)


def _has_boxes(section: Section, reading: Reading) -> bool:
    """Does the checklist that this section belongs to have boxes?"""
    top = section
    while (
        top.parent is not None
        and top.parent.heading is not None
        and topic_of(top.title) is not Topic.CHECKLIST
    ):
        top = top.parent
    if id(top) not in reading.boxed:
        reading.boxed[id(top)] = any(line.marker == BOX_MARKER for line in top.flattened())
    return reading.boxed[id(top)]


def _topics(root: Section) -> dict[int, Topic | None]:
    """The topic of each section: its own, or that of what it stands in."""
    topics: dict[int, Topic | None] = {}
    for section in root.walk():
        parent = topics[id(section.parent)] if section.parent is not None else None
        own = topic_of(section.title) if section.heading else None
        if own is not None and (_is_container(section) or heading_label(section.title, Role.SITUATION)):
            own = None
        if parent is Topic.TABLE_OF_CONTENTS:
            # The chapters below a list of them, one level deeper than it should be.
            parent = None
        if parent in _ENDED_BY_A_QUESTION and _is_answered_question(section):
            topics[id(section)] = Topic.QUESTIONS
        elif parent in _OF_ONE_KIND and own in _BESIDE and own and _is_title(section.parent):
            topics[id(section)] = own
        elif parent in CLOSED:
            within = own in {Topic.NOT_TO_ASK, Topic.COMPANY_SIGNS} or (
                own in CLOSED
                and own is not parent
                and parent is Topic.STORIES
                and own is not Topic.REQUIREMENTS
                and not _is_story(section)
            )
            topics[id(section)] = own if within else parent
        elif own not in {None, Topic.TO_ASK, Topic.PITCH} and heading_question(section, parent):
            topics[id(section)] = parent
        else:
            topics[id(section)] = own or parent
    return topics


def _is_title(section: Section | None) -> bool:
    return section is not None and section.level == 1


def _is_answered_question(section: Section) -> bool:
    """A heading labelled as a question ("Q7: …") over a labelled answer is one, wherever it stands."""
    if section.heading is None or question_text(section.heading.text) is None:
        return False
    return any(
        label is not None and label.strong
        for label in (label_with(line.text, Role.ANSWER) for line in section.lines[:_LOOK_BACK])
    )


def _is_story(section: Section) -> bool:
    return bool(
        re.match(r"^\W*(?:story|star|situation|historia|故事|geschichte|histoire)\b", folded(section.title))
    )


def _is_container(section: Section) -> bool:
    """A title over the whole guide, or over parts of many kinds, says nothing about each of them."""
    if section.level == 1 and section.parent is not None and section.parent.heading is None:
        # A whole guide of questions is the exception, and so is one list in a file of its own.
        if topic_of(section.title) in _OF_ONE_KIND:
            others = {topic_of(child.title) for child in section.children} - _BESIDE
            return bool(others - {topic_of(section.title)})
        return bool(section.children) and topic_of(section.title) is not Topic.QUESTIONS
    kinds = {topic_of(child.title) for child in section.children} - {None}
    return len(kinds) >= 3


def _path(section: Section) -> tuple[str, ...]:
    titles = [clean(held.title) for held in (section, *section.ancestors()) if held.heading]
    return tuple(reversed(titles))


def _title(root: Section) -> str:
    first = next((section for section in root.walk() if section.heading), None)
    if first is not None and first.level <= 2:
        return clean(first.title)
    return ""


def _without_repeats(drafts: Iterable[Draft]) -> list[Draft]:
    """Leave out questions without an answer that are answered, or listed, elsewhere in the guide."""
    drafts = list(drafts)
    answered = {
        _key(draft.title)
        for draft in drafts
        if draft.kind is _K.QUESTION_ANSWER or draft.kind is _K.QUESTION_TO_ASK
    }
    seen: set[str] = set()
    kept = []
    for draft in drafts:
        if draft.kind is _K.UNANSWERED_QUESTION:
            key = _key(draft.title)
            if key in answered or key in seen:
                continue
            seen.add(key)
        kept.append(draft)
    return kept


def _key(title: str) -> str:
    return re.sub(r"\W+", " ", folded(title)).strip()


def _points(drafts: Iterable[Draft], guide: str) -> Iterator[TalkingPoint]:
    times: Counter[str] = Counter()
    for draft in drafts:
        text = draft.text
        if draft.answer:
            below = text_of(draft.answer)
            text = f"{text}\n{below}" if text else below
        identity = stable_id(draft.kind, draft.title, text)
        times[identity] += 1
        if times[identity] > 1:
            identity = stable_id(draft.kind, draft.title, text, str(times[identity]))
        source = Source(guide=guide, first_line=draft.first, last_line=draft.last, heading_path=draft.path)
        yield TalkingPoint(
            id=identity,
            kind=draft.kind,
            title=draft.title,
            text=text,
            source=source,
            key_points=_key_points(draft, identity, source) if draft.kind in _WITH_KEY_POINTS else (),
            spoken_seconds=draft.seconds,
            what_they_want=text_of(draft.wanted),
            why_it_works=text_of(draft.why),
            follow_up_hooks=tuple(dict.fromkeys(draft.hooks)),
            star=StarParts(**{part: text_of(pieces) for part, pieces in draft.star.items()})
            if draft.star
            else None,
            say_instead=draft.say_instead,
            weight_percent=draft.weight_percent,
            minutes=draft.minutes,
        )


def _key_points(draft: Draft, identity: str, source: Source) -> tuple[KeyPoint, ...]:
    found: list[Clause] = []
    if draft.kind is _K.FACT:
        text = f"{draft.title}: {draft.text}" if draft.text else draft.title
        found.append(Clause(text, draft.first, draft.first, 1.0, KeyPointOrigin.FIGURE))
    elif draft.star:
        for part in ("situation", "task", "action", "result"):
            found += star_clauses(part, draft.star.get(part, []))
    else:
        if draft.text or not draft.answer:
            if draft.kind in {_K.STRENGTH, _K.REQUIREMENT}:
                said = f"{draft.title}: {draft.text}" if draft.text else draft.title
                found.append(Clause(said, draft.first, draft.first, 0.9))
            elif draft.text:
                found.append(Clause(draft.text, draft.first, draft.first, 0.9))
        found += clauses(draft.answer)
    if draft.kind is _K.SYSTEM_DESIGN:
        found = _without_the_task(found)
    found += extra_clauses(draft.wanted, KeyPointOrigin.WHAT_THEY_WANT)
    found += extra_clauses(draft.why, KeyPointOrigin.WHY_IT_WORKS)
    return assembled(identity, found, source)


def _without_the_task(found: list[Clause]) -> list[Clause]:
    """What a scenario gives ("Prompt: …") is for the interviewer to say."""
    given = {clause.first for clause in found if _TASK.match(clause.text)}
    return [clause for clause in found if clause.first not in given]


def _unparsed(root: Section, taken: set[int]) -> list[int]:
    """Lines with words that no talking point has, but for headings and the headers of tables."""
    missed: set[int] = set()
    for section in root.walk():
        lines = section.lines
        for index, line in enumerate(lines):
            if line.number in taken or line.kind not in {Kind.TEXT, Kind.ITEM, Kind.ROW, Kind.CODE}:
                continue
            if line.kind is Kind.ROW and _is_table_head(lines, index, taken):
                continue
            if line.text.strip():
                missed.add(line.number)
    return sorted(missed)


def _is_table_head(lines: list[Line], index: int, taken: set[int]) -> bool:
    """A header or its rule above rows that were understood."""
    return any(line.kind is Kind.ROW and line.number in taken for line in lines[index + 1 : index + 3])
