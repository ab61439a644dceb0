"""By which criteria a session is summed up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from agents.coach.own_words import told
from domain.guide import Source, TalkingPoint, TalkingPointKind
from domain.interview import Phase, Question
from domain.values import Frozen
from knowledge.lines.topics import Topic, topic_named
from knowledge.stories import asks_for_story
from language.asking import without_label
from language.casing import sentence_case
from language.patterns import regex
from language.terms import split
from language.tongue import nearest
from language.wording import upper_first

Section = tuple[str, str]
"""A guide and one of its headings."""


class Criterion(Frozen):
    """One criterion: its share of the whole (0 to 1), the phases whose answers count, and where it stands.

    Of these phases only the answers to questions of `sections` count, where there are any, and none to
    questions of `elsewhere`. `delivery` marks the criterion that sums up how things were said, not what.
    """

    name: str
    weight: float
    phases: tuple[Phase, ...]
    delivery: bool = False
    source: Source | None = None
    sections: tuple[Section, ...] = ()
    elsewhere: tuple[Section, ...] = ()

    def takes(self, question: Question) -> bool:
        """Whether the answer to `question` counts here."""
        if question.phase not in self.phases:
            return False
        own = {(source.guide, heading) for source in question.sources[:1] for heading in source.heading_path}
        return (not self.sections or bool(own & {*self.sections})) and not own & {*self.elsewhere}


_TECHNICAL = (Phase.TECHNICAL, Phase.CODING, Phase.REVIEW)
_ALL = (Phase.OPENING, Phase.STORY, *_TECHNICAL, Phase.DESIGN, Phase.CONCERN, Phase.CLOSING)
_SUBJECT = (*_TECHNICAL, Phase.DESIGN)
_STORIES = Criterion(name="Your stories", weight=0.2, phases=(Phase.STORY,))
_OPENING = Criterion(name="Opening and closing", weight=0.05, phases=(Phase.OPENING, Phase.CLOSING))
_CONCERNS = Criterion(name="Concerns and motivation", weight=0.05, phases=(Phase.CONCERN,))
_COMMUNICATION = Criterion(name="Communication", weight=0.1, phases=_ALL, delivery=True)
DEFAULT = (
    Criterion(name="Technical depth", weight=0.4, phases=_TECHNICAL),
    Criterion(name="Design and scale", weight=0.2, phases=(Phase.DESIGN,)),
    _STORIES,
    _OPENING,
    _CONCERNS,
    _COMMUNICATION,
)
"""The rubric of a guide for an engineer of software or data."""
_SUBJECT_WEIGHT = 0.6
_MOST_SECTIONS = 3
_FEWEST_QUESTIONS = 2
_ANY_SUBJECT = "Subject knowledge"
_OF_ENGINEERS = frozenset(
    {TalkingPointKind.SYSTEM_DESIGN, TalkingPointKind.CODING_CHALLENGE, TalkingPointKind.CODE_REVIEW}
)
_WORDS_OF_ENGINEERS = frozenset(
    "algorithm algorithms api apis async aws azure backend cache caching cloud code compiler container "
    "containers cpu database databases deploy deployment devops docker embedding embeddings endpoint etl "
    "frontend gpu index java javascript kafka kubernetes latency llm microservice microservices mlops neural "
    "pipeline pipelines postgres python query queries queue rag redis refactoring repository retrieval "
    "runtime schema schemas sdk server servers shard software spark sql streaming tensorflow throughput "
    "typescript vector".split()
)
_FEWEST_OF_THEM = 6
"""So many different words of the trade make a guide an engineer's; one database and a queue do not."""
_NO_SUBJECT = frozenset({Topic.STORIES, Topic.WEAK_AREAS})
_ONLY_QUESTIONS = regex(
    r"(?:(?:interview|core|common|key|top|main|expected|likely|typical|practice|sample|frequent|more|other|general|"
    r"your|my|the|and|with|questions?|answers?|q|a|fragen|antworten|und|meine|typische|preguntas|respuestas|y|"
    r"frecuentes|mis|et|r[ée]ponses|perguntas|respostas|e|domande|risposte|vragen|antwoorden|en|问题|问答)\W*)+",
    re.IGNORECASE,
)
_MEANINGS = (
    (r"communicat|clarity|deliver|present|comunica", _ALL, True),
    (
        r"design|architect|scal|engineer|production|dise[ñn]|系统",
        (Phase.DESIGN, *_TECHNICAL),
        False,
    ),
    (r"technical|depth|knowledge|coding|code|t[ée]cnic|技术", _TECHNICAL, False),
    (
        r"problem|behaviou?r|leader|ownership|collab|team|culture|impact|star\b",
        (Phase.STORY, Phase.CONCERN),
        False,
    ),
    (r"motivat|fit\b|interest|enthus", (Phase.OPENING, Phase.CONCERN, Phase.CLOSING), False),
)


_OF_OURS = {
    "Technical depth": "technical",
    "Design and scale": "design",
    _STORIES.name: "stories",
    _OPENING.name: "opening",
    _CONCERNS.name: "concerns",
    _COMMUNICATION.name: "communication",
    _ANY_SUBJECT: "subject",
}


def named(criterion: Criterion, language: str) -> str:
    """The name of a criterion in `language`: a guide's own is as the guide has it."""
    key = _OF_OURS.get(criterion.name) if criterion.source is None else None
    return criterion.name if key is None else told(f"rubric.{key}", language)


def rubric(points: Sequence[TalkingPoint]) -> tuple[Criterion, ...]:
    """The guides' own rubric where one has weights; else one that fits the profession.

    Of several guides' rubrics the first that has at least two weighted criteria counts; weights are
    brought to a sum of 1. A criterion whose name says nothing to us takes every answer. An engineer's guide
    without one gets `DEFAULT`, any other the sections that its own questions stand in.
    """
    by_guide: dict[str, list[TalkingPoint]] = {}
    for point in points:
        if point.kind is TalkingPointKind.RUBRIC_CRITERION and point.weight_percent:
            by_guide.setdefault(point.source.guide, []).append(point)
    own = next((criteria for criteria in by_guide.values() if len(criteria) >= 2), None)
    if own is not None:
        whole = sum(point.weight_percent or 0.0 for point in own)
        return _covering_all([_criterion(point, whole) for point in own])
    return DEFAULT if _is_engineers(points) else _by_sections(points)


def _is_engineers(points: Sequence[TalkingPoint]) -> bool:
    if any(point.kind in _OF_ENGINEERS for point in points):
        return True
    words = {word for point in points for word in split(f"{point.title} {point.text}")}
    return len(words & _WORDS_OF_ENGINEERS) >= _FEWEST_OF_THEM


def _by_sections(points: Sequence[TalkingPoint]) -> tuple[Criterion, ...]:
    """Criteria named after the sections with most questions, beside those of every interview."""
    asked = [point for point in points if _is_subject(point)]
    titles = _titles(asked)
    counts = Counter(section for point in asked if (section := _section_of(point, titles)) is not None)
    chosen = [section for section, count in counts.most_common(_MOST_SECTIONS) if count >= _FEWEST_QUESTIONS]
    left = len(asked) - sum(counts[section] for section in chosen)
    parts = [
        Criterion(name=_name_of(section, asked), weight=counts[section], phases=_SUBJECT, sections=(section,))
        for section in chosen
    ]
    if left or not parts:
        rest = Criterion(name=_ANY_SUBJECT, weight=max(left, 1), phases=_SUBJECT, elsewhere=tuple(chosen))
        parts.append(rest)
    whole = sum(part.weight for part in parts)
    subject = [part.model_copy(update={"weight": _SUBJECT_WEIGHT * part.weight / whole}) for part in parts]
    return (*subject, _STORIES, _OPENING, _CONCERNS, _COMMUNICATION)


def _is_subject(point: TalkingPoint) -> bool:
    kinds = (
        TalkingPointKind.QUESTION_ANSWER,
        TalkingPointKind.UNANSWERED_QUESTION,
        TalkingPointKind.REQUIREMENT,
    )
    return point.kind in kinds and point.star is None and not asks_for_story(point.title)


def _section_of(point: TalkingPoint, titles: Collection[Section]) -> Section | None:
    """The innermost heading above the question's own that names a subject; never the whole guide's title."""
    own = without_label(point.title)
    above = [
        (point.source.guide, heading)
        for heading in point.source.heading_path
        if own not in without_label(heading)
        and topic_named(heading) not in _NO_SUBJECT
        and not _ONLY_QUESTIONS.fullmatch(without_label(heading))
    ]
    return next((section for section in reversed(above) if section not in titles), None)


def _titles(asked: Sequence[TalkingPoint]) -> set[Section]:
    """The headings that stand over everything a guide asks."""
    by_guide: dict[str, list[set[str]]] = {}
    for point in asked:
        by_guide.setdefault(point.source.guide, []).append({*point.source.heading_path})
    return {(guide, heading) for guide, paths in by_guide.items() for heading in set.intersection(*paths)}


def _name_of(section: Section, asked: Sequence[TalkingPoint]) -> str:
    """The heading of a section as a sentence has it, in the language of the guide's questions."""
    language = nearest(" ".join(point.title for point in asked if point.source.guide == section[0]))
    return upper_first(sentence_case(without_label(section[1]), language=language))


def _covering_all(criteria: list[Criterion]) -> tuple[Criterion, ...]:
    """`criteria`, with the phases that none of them names given to the one about people, else to all."""
    named = {phase for criterion in criteria if not criterion.delivery for phase in criterion.phases}
    left = tuple(phase for phase in _ALL if phase not in named)
    takers = [c for c in criteria if not c.delivery and Phase.STORY in c.phases] or [
        c for c in criteria if not c.delivery
    ]
    return tuple(
        criterion.model_copy(update={"phases": (*criterion.phases, *left)})
        if criterion in takers
        else criterion
        for criterion in criteria
    )


def _criterion(point: TalkingPoint, whole: float) -> Criterion:
    name = re.sub(r"\s*\(?\d+(?:\.\d+)?\s*%\)?\s*", " ", point.title).strip(" :-–—")
    phases, delivery = next(
        (
            (phases, delivery)
            for pattern, phases, delivery in _MEANINGS
            if re.search(pattern, name, re.IGNORECASE)
        ),
        (_ALL, False),
    )
    weight = (point.weight_percent or 0.0) / whole
    return Criterion(name=name, weight=weight, phases=phases, delivery=delivery, source=point.source)
