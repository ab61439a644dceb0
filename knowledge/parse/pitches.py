"""Pitches: spoken text about the candidate, with a time in its heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile

from domain.guide import TalkingPointKind
from knowledge.closings import is_closing
from knowledge.inline import clean, folded
from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.labels import Role
from knowledge.lines.names import named
from knowledge.lines.times import spoken_seconds
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import Form
from knowledge.markup.sections import PROMOTED_LEVEL
from knowledge.parse.answers import read_answer
from knowledge.parse.draft import Draft, Reading, last_line, titled, until_rule
from knowledge.parse.place import Place
from knowledge.parse.question_labels import labelled_question
from language.sentences import count_words

_MOST_SECONDS = 300
_FEWEST_WORDS = 15
_FEWEST_WORDS_IN_BULLETS = 10
_FEWEST_WORDS_OF_AN_ITEM = 5
_MOST_WORDS_OF_A_NAME = 5
_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_INTRODUCES = re.compile(r"\bintro(?:duction)?\b")
_TIMED_LINE = re.compile(
    r"^(\*\*|__)(?P<name>[^*_]{3,80})\1\s*(?P<bracket>[(（][^()（）]*[)）])?\s*[:：]?\s*(?P<rest>.*)$",
    re.DOTALL,
)
_PLAIN_TIMED = re.compile(
    r"^(?P<name>[^:：()（）*_]{3,60})\s*(?P<bracket>[(（][^()（）]*[)）])\s*(?::\s+|：\s*)(?P<rest>\S.*)$",
    re.DOTALL,
)
_NAMED_PLAINLY = re.compile(r"^(?P<name>[^:：()（）*_?？]{2,40}?)\s*(?::\s+|：\s*)(?P<rest>\S.*)$", re.DOTALL)
_NAMED_LINE = re.compile(
    r"^(?:(\*\*|__)(?P<bold>[^*_:：]{3,80})(?:[:：]\s*\1|\1\s*[:：])|(?P<name>[^*_:：]{3,80})[:：])\s*(?P<rest>.*)$",
    re.DOTALL,
)

# "30 seconds", "2-3 Minuten", "60秒": a length and nothing else.
# "Short version" below "About me", too.
_NAMES_OF_A_PITCH = frozenset({Topic.PITCH, None})
_LISTS_OF_A_GUIDE = frozenset({Topic.FACTS, Topic.RED_FLAGS, Topic.WEAK_AREAS, Topic.TO_ASK, Topic.CHECKLIST})
_FEWEST_LISTS = 3
_FEWEST_VERSIONS = 2
_LENGTH_ALONE = re.compile(r"^\W*\d{1,3}(?:\s*[-–—]\s*\d{1,3})?[\s-]*[^\W\d_]{1,12}\W*$")


_Start = tuple[int, str, tuple[int, int] | None, str]
"""Where a pitch begins among the lines: index, name, time, and what is said on the line itself."""


def read_pitch(place: Place, reading: Reading) -> bool:
    """Read the section as a pitch where it is one; True where that was done."""
    section = place.section
    heading = section.heading
    if heading is None or heading.question:
        return False
    own = heading.topic
    seconds = spoken_seconds(heading.text)
    if seconds is None and place.question and not _opens_a_pile(place, heading):
        # "Introduce yourself" as one of many questions is asked like the others.
        return False
    is_named = bool(cue("pitch").search(folded(heading.clean)))
    about = own is Topic.PITCH or is_named or (place.topic is Topic.PITCH and own is None)
    about = about or _is_spoken_version(place, heading) or _is_called_by_me(place, heading)
    if (
        not about
        or (seconds is None and not is_named and not _presents_oneself(place, heading))
        or (seconds is not None and seconds[0] > _MOST_SECONDS)
    ):
        return False
    if len(_timed_lines(place, section.lines)) > 1 or _versions(place, section.lines):
        read_pitch_lines(place, reading)
        return True
    if section.children and any(
        child.own_topic is Topic.PITCH or spoken_seconds(child.title) for child in section.children
    ):
        return False
    spoken = list(_until_a_question(until_rule(section.lines)))
    named_there, lines = _without_its_name(spoken)
    draft = _draft(place, heading, titled(heading.text), seconds or named_there, lines)
    if draft is None:
        return False
    reading.add(draft)
    # What was asked below it is read by others.
    return len(spoken) == len(until_rule(section.lines))


def _opens_a_pile(place: Place, heading: Line) -> bool:
    """`Introduce yourself` first of all that stands side by side, questions and lists of several kinds?"""
    above = place.section.parent
    if above is None or above.topic is not None or place.section is not above.children[0]:
        return False
    if heading.level >= PROMOTED_LEVEL:
        # A line of notes without the marks of a heading is asked like those below it.
        return False
    kinds = {held.topic for held in above.children} & _LISTS_OF_A_GUIDE
    return heading.topic is Topic.PITCH and len(kinds) >= _FEWEST_LISTS and _presents_oneself(place, heading)


def _until_a_question(lines: Sequence[Line]) -> Sequence[Line]:
    """`lines` up to the first `Q. …` that `A. …` follows: what is said of oneself ends there."""
    for index, line in enumerate(lines):
        if labelled_question(line) is None:
            continue
        below = next((each for each in lines[index + 1 :] if each.kind is not Kind.BLANK), None)
        if index and below is not None and below.label(Role.ANSWER) is not None:
            return lines[:index]
    return lines


def _presents_oneself(place: Place, heading: Line) -> bool:
    """`Presentación` over `Soy carretillero …`: does what is called an introduction begin with oneself?"""
    if heading.topic not in _NAMES_OF_A_PITCH or is_closing(_BRACKETS.sub("", named(heading.text))):
        return False
    said = next(iter(_without_blanks_above(place.section.lines)), None)
    if said is None or said.kind is not Kind.TEXT:
        return said is not None and _lists_oneself(heading, place.section.lines)
    spoken = said.stands_in_quotes and count_words(said.clean) >= _FEWEST_WORDS
    return spoken or bool(cue("presents_oneself").match(folded(said.clean))) or _tells_of_me(place, heading)


def _tells_of_me(place: Place, heading: Line) -> bool:
    """`Intro` over `Qualified in 2017 … I run the knee class …`: is it told of oneself, however it begins?

    What a guide says about itself or advises there has no "I".
    """
    above = place.section.parent
    if above is not None and above.topic is Topic.PITCH:
        # Its parts are no pitches of their own.
        return False
    told = list(takewhile(lambda line: line.kind is Kind.TEXT, _without_blanks_above(place.section.lines)))
    if sum(count_words(line.clean) for line in told) < _FEWEST_WORDS:
        return False
    if any(line.label(Role.QUESTION, Role.ANSWER) for line in told):
        return False
    if cue("speaks_of_the_guide").match(folded(told[0].clean)):
        return False
    if any(cue("first_person").search(line.clean) for line in told):
        return True
    return names_oneself(heading) and not any(line.speaks_to_you for line in told)


def _lists_oneself(heading: Line, lines: Sequence[Line]) -> bool:
    """`About me` over bullets of several words, one at least in the first person: what is said from notes."""
    items = [line for line in lines if line.kind is not Kind.BLANK]
    if heading.topic is not Topic.PITCH or not names_oneself(heading):
        return False
    if any(line.kind is not Kind.ITEM or line.asks for line in items):
        return False
    words = sum(count_words(line.clean) for line in items)
    told = any(cue("first_person").search(line.clean) for line in items)
    return told and words >= max(_FEWEST_WORDS, _FEWEST_WORDS_OF_AN_ITEM * len(items))


def names_oneself(heading: Line) -> bool:
    """`About me`, `Who I am`, `My intro`: a title that says whose words these are."""
    title = folded(heading.clean)
    return bool(cue("first_person").search(heading.clean) or cue("names_oneself").search(title))


def _without_blanks_above(lines: Sequence[Line]) -> Sequence[Line]:
    return list(dropwhile(lambda line: line.kind in {Kind.BLANK, Kind.MARK}, lines))


def _is_spoken_version(place: Place, heading: Line) -> bool:
    """`A 45-second explanation`, `Mi historia en un minuto`: a time that is no remark, over what is said.

    `Explanation (45 s)` is a part of something.
    """
    name = folded(named(heading.text))
    if _is_about_me(place, heading):
        return True
    if spoken_seconds(name) is None or _is_among_stories(place):
        return False
    if place.topic is not Topic.STORIES and cue("spoken_version").search(name):
        return True
    said = next((line.clean for line in place.section.lines if line.kind is not Kind.BLANK), "")
    told = f"{heading.clean}\n{said}"
    return place.topic in {None, Topic.STORIES} and bool(cue("first_person").search(told))


def _is_about_me(place: Place, heading: Line) -> bool:
    """`What I say of myself (1 min)`: a title in the first person with a time, over what is told in it, too.

    The first section of a guide may be called anything.
    """
    if heading.topic is not None or place.topic is not None or spoken_seconds(heading.text) is None:
        return False
    said = next(iter(_without_blanks_above(place.section.lines)), None)
    if said is None or said.kind is not Kind.TEXT or count_words(said.clean) < _FEWEST_WORDS:
        return False
    above = place.section.parent
    first = above is not None and above.level <= 1 and above.children[0] is place.section
    return bool(
        (first or cue("first_person").search(heading.clean)) and cue("first_person").search(said.clean)
    )


def _is_called_by_me(place: Place, heading: Line) -> bool:
    """`Kurz zu mir (auswendig!)` over `Ich heiße …`: few words with one for oneself, where one begins so."""
    if place.topic is not None or heading.asks:
        return False
    if not _is_for_oneself(named(_BRACKETS.sub("", heading.clean))):
        return False
    said = next(iter(_without_blanks_above(place.section.lines)), None)
    return said is not None and bool(cue("presents_oneself").match(folded(said.clean)))


def _is_among_stories(place: Place) -> bool:
    parent = place.section.parent
    return parent is not None and parent.topic is Topic.STORIES


def read_pitch_lines(place: Place, reading: Reading) -> None:
    """`**30-second version:** "…"` inside a section about pitches."""
    free = reading.free(place.section.lines)
    starts = _versions(place, free) or _timed_lines(place, free) or _lengths_alone(place, free)
    for number, (index, name, seconds, rest) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(free)
        line = free[index]
        body = [Line(line.number, Kind.TEXT, rest)] if rest else []
        below = until_rule(free[index + 1 : end])
        if count_words(rest) >= _FEWEST_WORDS:
            # It was said on the line itself; what follows a blank line is something else.
            below = below[: next((n for n, held in enumerate(below) if held.kind is Kind.BLANK), len(below))]
        draft = _draft(place, line, titled(name), seconds, [*body, *below])
        if draft:
            reading.add(draft)


def _timed_lines(place: Place, free: Sequence[Line]) -> list[_Start]:
    """The bold lines that name a pitch and its time, as (index, name, seconds, the text behind)."""
    starts: list[_Start] = []
    for index, line in enumerate(free):
        found = _TIMED_LINE.match(line.text) if line.kind is Kind.TEXT else None
        if not found:
            if spoken := _spoken_behind_its_time(place, line) or _spoken_behind_its_name(place, free, index):
                starts.append((index, *spoken))
            continue
        name = clean(found["name"])
        seconds = spoken_seconds(name) or spoken_seconds(found["bracket"] or "")
        if seconds is None and place.topic is None and (bold := _spoken_behind_its_name(place, free, index)):
            starts.append((index, *bold))
        if seconds is None or seconds[0] > _MOST_SECONDS:
            continue
        is_named = bool(cue("pitch").search(folded(name)) or _INTRODUCES.search(folded(name)))
        is_named = is_named or (Phrase(name).topic is Topic.PITCH and place.topic is None)
        if (is_named or place.topic is Topic.PITCH) and not line.question:
            starts.append((index, name, seconds, found["rest"]))
    return starts


def _versions(place: Place, lines: Sequence[Line]) -> list[_Start]:
    """Bold lines below a title of pitches, one of them with a time, each over what is said."""
    if place.section.own_topic is not Topic.PITCH or place.is_an_answer:
        return []
    bold: list[_Start] = [
        (index, clean(found["name"]), spoken_seconds(line.text), "")
        for index, line in enumerate(lines)
        if line.kind is Kind.TEXT and (found := _TIMED_LINE.match(line.text)) and not found["rest"]
    ]
    if len(bold) < _FEWEST_VERSIONS:
        return []
    ends = [*(index for index, *_ in bold[1:]), len(lines)]
    told = [
        sum(count_words(line.clean) for line in lines[index + 1 : end] if line.kind is Kind.TEXT)
        for (index, *_), end in zip(bold, ends, strict=True)
    ]
    timed = sum(seconds is not None for _, _, seconds, _ in bold)
    return bold if timed and min(told) >= _FEWEST_WORDS else []


def _spoken_behind_its_time(place: Place, line: Line) -> tuple[str, tuple[int, int], str] | None:
    """`In two words (45 s): I have been …`: what somebody tells of themselves, on the line of its time."""
    found = _PLAIN_TIMED.match(line.text) if line.kind is Kind.TEXT and not line.labels else None
    if found is None or place.is_an_answer or count_words(found["rest"]) < _FEWEST_WORDS:
        return None
    seconds = spoken_seconds(found["bracket"])
    told = cue("first_person").search(found["rest"]) or cue("presents_oneself").match(folded(found["rest"]))
    if seconds is None or seconds[0] > _MOST_SECONDS or not told:
        return None
    return clean(found["name"]), seconds, found["rest"]


def _spoken_behind_its_name(place: Place, free: Sequence[Line], index: int) -> tuple[str, None, str] | None:
    """`who I am: I have been …` in a paragraph of its own: what somebody says of themselves on one line."""
    line = free[index]
    if place.is_an_answer or line.kind is not Kind.TEXT or line.labels or line.quoted:
        return None
    if index and free[index - 1].kind not in {Kind.BLANK, Kind.RULE, Kind.MARK, Kind.HEADING}:
        return None
    found = _NAMED_PLAINLY.match(line.unmarked)
    if found is None or count_words(found["rest"]) < _FEWEST_WORDS:
        return None
    presents = bool(cue("presents_oneself").match(folded(found["rest"])))
    if Phrase(found["name"]).topic is Topic.PITCH:
        told = presents or bool(cue("first_person").search(found["rest"]))
    else:
        told = presents and _is_for_oneself(found["name"])
    return (clean(found["name"]), None, found["rest"]) if told else None


def _is_for_oneself(name: str) -> bool:
    """`me in a minute`: a few words with one for oneself, that ask nothing."""
    few = count_words(name) <= _MOST_WORDS_OF_A_NAME and not Phrase(name).asks
    return few and Phrase(name).topic is None and bool(cue("of_oneself").search(folded(name)))


def _without_its_name(lines: list[Line]) -> tuple[tuple[int, int] | None, list[Line]]:
    """`**The 60-second pitch:** I'm …` as the first line below a heading: the time, and what is said.

    The name is nobody's words: kept among them it would be a claim that no pitch ever makes.
    """
    index = next((number for number, line in enumerate(lines) if line.kind is not Kind.BLANK), len(lines))
    found = _NAMED_LINE.match(lines[index].text) if lines[index:] and lines[index].kind is Kind.TEXT else None
    if not found:
        return None, lines
    name = clean(found["bold"] or found["name"])
    seconds = spoken_seconds(name)
    if seconds is not None and seconds[0] > _MOST_SECONDS:
        return None, lines
    is_named = bool(cue("pitch").search(folded(name))) or Phrase(name).topic is Topic.PITCH
    # Without marks of its own a name is one for sure only where it says what it names, and how long that is,
    # or where what is behind it is whole.
    long_enough = seconds or count_words(found["rest"]) >= _FEWEST_WORDS
    if not (is_named and long_enough if found["name"] else is_named or seconds):
        return None, lines
    said = [replace(lines[index], text=found["rest"])] if found["rest"] else []
    return seconds, [*said, *lines[index + 1 :]]


def _lengths_alone(place: Place, free: Sequence[Line]) -> list[_Start]:
    """`**30 seconds:** I built …`, `**60 seconds:** It began …`: two versions named by their length."""
    if place.is_an_answer or not any(line.text.startswith(("**", "__")) for line in free):
        return []
    starts: list[_Start] = []
    for index, line in enumerate(free):
        found = _TIMED_LINE.match(line.text) if line.kind is Kind.TEXT else None
        name = clean(found["name"]).rstrip(" :：") if found else ""
        seconds = spoken_seconds(name) if _LENGTH_ALONE.match(name) else None
        if found and seconds and seconds[0] <= _MOST_SECONDS and count_words(found["rest"]) >= _FEWEST_WORDS:
            starts.append((index, name, seconds, found["rest"]))
    return starts if len(starts) > 1 else []


def _draft(
    place: Place, start: Line, title: str, seconds: tuple[int, int] | None, lines: Sequence[Line]
) -> Draft | None:
    answer = read_answer(lines)
    words = {
        form: sum(count_words(piece.text) for piece in answer.pieces if piece.form is form) for form in Form
    }
    told = words[Form.PROSE] >= _FEWEST_WORDS and words[Form.PROSE] >= words[Form.BULLET]
    # Under a heading with a time, or about oneself, the bullets are what is said, in a few words each.
    spoken = seconds is not None or _lists_oneself(start, lines)
    listed = spoken and not words[Form.PROSE] and words[Form.BULLET] >= _FEWEST_WORDS_IN_BULLETS
    if not told and not (listed and start.kind is Kind.HEADING):
        return None
    return Draft(
        TalkingPointKind.PITCH,
        title,
        start.number,
        last_line(lines, start.number),
        place.path,
        answer=answer.pieces,
        wanted=answer.wanted,
        why=answer.why,
        hooks=answer.hooks,
        seconds=seconds,
    )
