"""A CV's text to what it tells, and whether a text is a CV at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.cv.entries import Entry, Named, entries_of
from knowledge.cv.parts import Part, PartKind, parts_of
from knowledge.cv.periods import last_year, periods_in, without_dates
from knowledge.cv.values import Achieved, Cv, Degree, Position, Skills
from knowledge.cv.words import degrees, files, pattern
from knowledge.cv.words import parts as part_titles
from knowledge.inline import clean, folded
from knowledge.markup.line import Kind, Line
from knowledge.markup.tables import cells, is_table_rule
from language.figures import Dimension, figures
from language.sentences import count_words, spans
from language.tongue import nearest, tongue

_MOST_QUESTIONS = 2
_TITLES_LOOKED_AT = 3
_MOST_WORDS_OF_A_SKILL = 4
_MOST_PARTS = 40
_BETWEEN_SKILLS = re.compile(r"\s*[,;|/·•、，；]\s+|[、，；]|\s+[|·•]\s+")
_LABEL = re.compile(r"^([^:：,;]{2,40})[:：]\s*(?=\S)")
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]")
_LEVEL = re.compile(r"(?<!\w)[ABC][12](?!\w)")
_FEWEST_WORDS_OF_A_CLAIM = 4
_LONGEST_TITLE = 60
_MARKS = " #*_=:：.|•-–—"
_SAID = frozenset({Kind.TEXT, Kind.ITEM, Kind.ROW})
_WITH_WORDS = frozenset({Kind.TEXT, Kind.ITEM, Kind.ROW, Kind.HEADING})


def may_be_cv(text: str) -> bool:
    """Whether a line of `text` could title what somebody worked or studied; asked before it is parsed."""
    short = (line for line in text.split("\n") if len(line) <= _LONGEST_TITLE)
    titles = [part_titles()[kind] for kind in (PartKind.WORK, PartKind.STUDY)]
    return any(title.fullmatch(folded(line).strip(_MARKS)) for line in short for title in titles)


def cv_of(name: str, lines: Sequence[Line]) -> Cv | None:
    """What the CV `name` tells, which has these `lines`; None where it is none. Linear in their number.

    It is one where it says so, in its file's name or its title, and has posts or studies with their dates; or
    where posts with dates stand beside studies or skills. Whatever asks questions is a guide.
    """
    parts = parts_of(lines)
    if len(parts) > _MOST_PARTS or not _looks_like_one(lines, parts, name):
        return None
    text = "\n".join(line.clean for line in lines if line.kind in _WITH_WORDS)
    language = tongue(text) or nearest(text)
    positions = tuple(_positions(parts))
    return Cv(
        name=name,
        language=language,
        positions=positions,
        degrees=tuple(_degrees(parts)),
        skills=tuple(_skills(parts)),
        languages=tuple(_languages(parts)),
        achieved=tuple(_achieved(parts, positions)),
        claims=tuple(_claims(parts)),
        titles=frozenset(part.title.number for part in parts if part.kind is not PartKind.OTHER),
    )


def _looks_like_one(lines: Sequence[Line], parts: Sequence[Part], name: str) -> bool:
    kinds = {part.kind for part in parts}
    if not kinds & {PartKind.WORK, PartKind.STUDY}:
        return False
    if sum(line.kind in _WITH_WORDS and line.ends_as_question for line in lines) > _MOST_QUESTIONS:
        return False
    dated = any(
        periods_in(line.text) or last_year(line.text)
        for part in _of(parts, PartKind.WORK, PartKind.STUDY)
        for line in part.lines
    )
    first = [line.clean for line in lines if line.kind in _WITH_WORDS][:_TITLES_LOOKED_AT]
    named = any(_calls_itself_one(each) for each in (name.rpartition("/")[2].rpartition(".")[0], *first))
    if named:
        return dated
    posts = any(periods_in(line.text) for part in _of(parts, PartKind.WORK) for line in part.lines)
    return posts and bool(kinds & {PartKind.STUDY, PartKind.SKILLS})


def _calls_itself_one(title: str) -> bool:
    return count_words(title) <= _MOST_WORDS_OF_A_SKILL and bool(files().search(folded(title)))


def _of(parts: Sequence[Part], *kinds: PartKind) -> Iterator[Part]:
    return (part for part in parts if part.kind in kinds)


def _said(lines: Sequence[Line]) -> Iterator[Line]:
    return (line for line in lines if line.kind in _SAID and line.text.strip())


def _positions(parts: Sequence[Part]) -> Iterator[Position]:
    for part in _of(parts, PartKind.WORK):
        before: Position | None = None
        for entry in entries_of(part.lines):
            position = _position(entry, before)
            if position is None:
                continue
            if before is not None and not (
                _only_names_a_firm(before) and position.employer == before.employer
            ):
                yield before
            before = position
        if before is not None:
            yield before


def _position(entry: Entry, before: Position | None) -> Position | None:
    named = Named(entry.head)
    period = next((found.period for line in entry.head for found in periods_in(line.text)), None)
    if period is None and not (named.title and entry.told):
        return None
    employer = named.employer
    if named.title and not employer:
        # A post below its firm: in a heading, or in an entry that has a time and no post of its own.
        employer = entry.above or (
            before.employer if before is not None and _only_names_a_firm(before) else ""
        )
    if employer and not named.title and not entry.told and period is None:
        return None
    return Position(named.title, employer, period, tuple(entry.head), tuple(entry.told))


def _only_names_a_firm(position: Position) -> bool:
    return not position.title and not position.told


def _degrees(parts: Sequence[Part]) -> Iterator[Degree]:
    for part in _of(parts, PartKind.STUDY):
        for entry in entries_of(part.lines, items=True):
            text = " ".join(line.text for line in entry.head)
            level = level_of(text)
            if level is None and last_year(text) is None:
                continue
            names = [clean(piece).strip(" ,()|·–—-") for piece in re.split(r"[|\u3000]", without_dates(text))]
            told = ", ".join(name for name in names if any(map(str.isalpha, name)))
            finished = _finished(text)
            # Its year is told by itself.
            told = re.sub(rf"[\s,(]*\b{finished}\)?$", "", told) if finished is not None else told
            if told:
                yield Degree(told, level, finished, entry.head[0])


def _finished(text: str) -> int | None:
    periods = periods_in(text)
    if periods and periods[-1].period.last is None:
        return None
    return last_year(text)


def level_of(text: str) -> int | None:
    """How far the degree goes that `text` names: 3 for a doctorate down to 0; None where it names none."""
    plain = folded(text)
    return next((level for level, each in degrees().items() if each.search(plain)), None)


def _skills(parts: Sequence[Part]) -> Iterator[Skills]:
    for part in _of(parts, PartKind.SKILLS, PartKind.HELD, PartKind.OTHER):
        for line in _said(part.lines):
            if line.kind is Kind.ROW and is_table_rule(line):
                continue
            if part.kind is PartKind.OTHER and not pattern("held").search(folded(line.clean)):
                continue
            text = ", ".join(cells(line)) if line.kind is Kind.ROW else line.clean
            label = _LABEL.match(text)
            name = label[1].strip() if label else part.title.clean.strip(" :：")
            listed = [
                _ASIDE.sub("", each).strip(" .。")
                for each in _BETWEEN_SKILLS.split(text[label.end() :] if label else text)
            ]
            skills = tuple(each for each in listed if _is_skill(each))
            if skills and not _tells_languages(line):
                yield Skills(name, skills, line)


def _languages(parts: Sequence[Part]) -> Iterator[Line]:
    for part in _of(parts, PartKind.LANGUAGES, PartKind.SKILLS):
        for line in _said(part.lines):
            if part.kind is PartKind.LANGUAGES or _tells_languages(line):
                yield line


def _tells_languages(line: Line) -> bool:
    """Whether a line among the skills tells languages: by its label, or by how well they are spoken."""
    label = _LABEL.match(line.clean)
    if label is not None and part_titles()[PartKind.LANGUAGES].fullmatch(folded(label[1]).strip()):
        return True
    levels = len(_LEVEL.findall(line.clean))
    return levels > 0 and levels >= len(_BETWEEN_SKILLS.split(line.clean))


def _is_skill(text: str) -> bool:
    return 0 < count_words(text) <= _MOST_WORDS_OF_A_SKILL and any(map(str.isalpha, text))


def _achieved(parts: Sequence[Part], positions: Sequence[Position]) -> Iterator[Achieved]:
    for position in positions:
        for line in position.head:
            if line.kind is Kind.ROW:
                named = Named([line])
                yield from (
                    Achieved(name, line) for _, name in (*named.others, *named.posts) if _counts(name)
                )
        for line in position.told:
            yield from (each for each in _sentences(line) if _counts(each.text))
    for part in _of(parts, PartKind.ACHIEVEMENTS):
        for line in _said(part.lines):
            yield from (each for each in _sentences(line) if _counts(each.text))


def _claims(parts: Sequence[Part]) -> Iterator[Achieved]:
    """What somebody says of themselves, and what they achieved without a figure."""
    for part in _of(parts, PartKind.PROFILE, PartKind.ACHIEVEMENTS):
        for line in _said(part.lines):
            for each in _sentences(line):
                counted = part.kind is PartKind.ACHIEVEMENTS and _counts(each.text)
                if not counted and count_words(each.text) >= _FEWEST_WORDS_OF_A_CLAIM:
                    yield each


def _sentences(line: Line) -> Iterator[Achieved]:
    text = line.clean
    for start, end in spans(text):
        yield Achieved(text[start:end].strip(), line)


def _counts(text: str) -> bool:
    """Whether `text` has a figure that is no date."""
    return any(
        figure.dimension is not Dimension.DATE and any(map(str.isdigit, figure.quote))
        for figure in figures(text)
    )
