"""Which talking point was asked about, whether a question digs on the one before, or is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agents.coach.asked import SAME, meant, told_apart
from agents.interviewer.drilling import DrillKind, drillable
from app.debrief.asking import asks_for_story, goes_on
from app.debrief.exchanges import Exchange
from app.practice.repeating import is_introduction
from domain.guide import Passage, TalkingPoint, TalkingPointKind
from domain.interview import ENGLISH
from knowledge.base import KnowledgeBase
from language.questioning import subject
from language.text import read

# A title that shares so many of its words is asked for in nearly its own words.
_BY_TITLE = 0.75
# "Why this team" has one word of content, and "How many are on your team?" has it, too.
_FEWEST_STEMS = 2
# As near as this a title may be meant; that the answer tells of the same talking point decides it.
_NEAR = 0.3
_MOST_NEAR = 4
_FOUND_FIRST = 2
_SHORT = 7
_OF_A_LONG_ONE = 0.25
"""So much of the words of a question was just said, where it takes that up."""
_TELLS = 0.42
"""A talking point as near as this to an answer is told in it."""
_TOLD, _AHEAD = 0.55, 0.1
"""So near, and so much nearer than any other, is a story that was told."""


@dataclass(slots=True)
class Matched:
    """A question of the transcript with what digs on it; `point` is None where no guide has it."""

    exchange: Exchange
    point: TalkingPoint | None
    follow_ups: list[Exchange]

    @property
    def exchanges(self) -> list[Exchange]:
        """The question and its follow-ups, in order."""
        return [self.exchange, *self.follow_ups]


class Matching:
    """The questions of the guides, which those of a transcript are held against."""

    def __init__(self, knowledge: KnowledgeBase, language: str) -> None:
        self._language = language
        self._knowledge = knowledge
        points = knowledge.talking_points
        self._points = [p for kind in (DrillKind.QUESTIONS, DrillKind.PITCH) for p in drillable(points, kind)]
        # What is asked there and has no answer yet is known, too.
        open_ = [point for point in points if point.kind is TalkingPointKind.UNANSWERED_QUESTION]
        self._points += [point for point in open_ if point not in self._points]
        self._ids = [point.id for point in self._points]

    def point_of(self, exchange: Exchange) -> TalkingPoint | None:
        """The talking point that was asked for; None where none surely was."""
        if not self._points:
            return None
        if _introduces(exchange.asked) and (pitch := self._pitch()) is not None:
            return pitch
        if (by_words := self._by_words(exchange.asked)) is not None:
            return by_words
        titles = [point.title for point in self._points]
        cosines = self._knowledge.similarity([exchange.asked], titles)
        told = self._told_of(exchange.answer)
        if cosines is None:
            return None
        row = cosines[0]
        apart = told_apart(exchange.asked, titles, row, self._language)
        at = meant(apart, row)
        # Among all that guides ask, something is always fairly near: then the answer has to tell of it, too.
        if (
            at is not None
            and self._can_be(exchange.asked, self._points[at])
            and (apart[at] >= SAME or self._ids[at] in told)
        ):
            return self._points[at]
        near = [self._points[at] for at in row.argsort()[::-1][:_MOST_NEAR] if row[at] >= _NEAR]
        found = next((each for each in near if each.id in told and self._can_be(exchange.asked, each)), None)
        return found or self._story_told(exchange)

    def _pitch(self) -> TalkingPoint | None:
        """What the guides have for "Tell me about yourself": a pitch, else what asks for it."""
        pitch = next((point for point in self._points if point.kind is TalkingPointKind.PITCH), None)
        return pitch or next((point for point in self._points if _introduces(point.title)), None)

    def _story_told(self, exchange: Exchange) -> TalkingPoint | None:
        """The story that was told where one was asked for: "Tell me about a time when …" fits many."""
        if not asks_for_story(exchange.asked, self._language):
            return None
        found = self._passages(exchange.answer)
        dense = [each.dense or 0.0 for each in found]
        if not found or dense[0] < _TOLD or dense[0] - max(dense[1:], default=0.0) < _AHEAD:
            return None
        point = self._knowledge.point(found[0].talking_point_id)
        return point if point.kind is TalkingPointKind.STAR_STORY else None

    def digs(self, exchange: Exchange, before: Matched) -> bool:
        """Whether a question that is in no guide goes on with the one before.

        It is short and points back, takes up words of what was just answered, or is answered with more of
        the same talking point.
        """
        if before.exchange.theirs:
            return False
        if goes_on(exchange.asked, self._language) or _hardly_says_anything(exchange.asked):
            return True
        said = read(" ".join(each.answer for each in before.exchanges)).stems
        asked = read(exchange.asked).stems
        if asked and len(asked & said) >= max(1.0, _OF_A_LONG_ONE * len(asked)):
            return True
        return before.point is not None and before.point.id in self._told_of(exchange.answer)[:1]

    def _can_be(self, asked: str, point: TalkingPoint) -> bool:
        """Whether nearness tells: the local model knows English; elsewhere a word has to be shared."""
        language = self._knowledge.languages.get(point.source.guide, ENGLISH)
        return language == ENGLISH or bool(subject(asked, language) & subject(point.title, language))

    def _by_words(self, asked: str) -> TalkingPoint | None:
        heard = read(asked).stems
        shares = []
        for point in self._points:
            title = read(point.title).stems
            tells = len(title) >= _FEWEST_STEMS or title == heard
            shares.append(len(title & heard) / len(title) if title and tells else 0.0)
        best = max(range(len(shares)), key=lambda at: shares[at])
        return self._points[best] if shares[best] >= _BY_TITLE and shares.count(shares[best]) == 1 else None

    def _told_of(self, answer: str) -> list[str]:
        return [passage.talking_point_id for passage in self._passages(answer)]

    def _passages(self, answer: str) -> list[Passage]:
        found = self._knowledge.search(answer, k=_FOUND_FIRST, points=self._ids)
        english = self._language == ENGLISH
        # What has hardly a word of the answer is found where nothing else is.
        return [each for each in found if not english or each.dense is None or each.dense >= _TELLS]


def _introduces(words: str) -> bool:
    return is_introduction(words.rstrip("?？.!。 "))


def _hardly_says_anything(asked: str) -> bool:
    """Whether a short question has hardly a word of its own: "Why?", "How so?"."""
    return len(asked.split()) <= _SHORT and len(read(asked).stems) <= 1


def matched(found: Sequence[Exchange], matching: Matching) -> list[Matched]:
    """The exchanges as questions with their follow-ups."""
    questions: list[Matched] = []
    for exchange in found:
        point = None if exchange.theirs else matching.point_of(exchange)
        before = questions[-1] if questions else None
        same = (
            before is not None
            and point is not None
            and before.point is not None
            and before.point.id == point.id
        )
        if (
            before is not None
            and not exchange.theirs
            and (same or (point is None and matching.digs(exchange, before)))
        ):
            before.follow_ups.append(exchange)
        else:
            questions.append(Matched(exchange, point, []))
    return questions
