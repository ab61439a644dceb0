"""A candidate made of the guides, for the demo: good answers, gaps, a slip, a better second try."""

from __future__ import annotations

from app.display.screen import Screen
from app.session.candidate import Candidate
from domain.guide import KeyPoint, TalkingPointKind
from domain.interview import Phase, Turn, TurnKind
from knowledge.base import KnowledgeBase
from language.figures import written
from language.wording import pick, plain, upper_first

_MANNERS = ("whole", "gaps", "slip", "beginning", "whole", "blank", "gaps", "whole")
_MOST_WORDS = 150


class SimulatedCandidate:
    """Answers from the guides themselves; the same seed gives the same interview."""

    measures_time = False
    draft = ""

    def __init__(self, knowledge: KnowledgeBase, seed: int) -> None:
        self._knowledge = knowledge
        self._seed = seed
        self._asked = 0

    async def answer(self, turn: Turn) -> str:
        question = turn.question
        if question.phase is Phase.THEIR_QUESTIONS:
            prepared = self._knowledge.of_kind(TalkingPointKind.QUESTION_TO_ASK)
            return " ".join(point.title for point in prepared[:2])
        point = self._knowledge.point(question.talking_point_id)
        if point.stated:
            return point.stated[0].quote
        key_points = point.key_points
        if not key_points:
            return "I have not done that myself yet. I would start with a small experiment and measure it."
        if turn.kind is TurnKind.FOLLOW_UP:
            aim = turn.follow_up.aim if turn.follow_up is not None else ""
            wanted = [kp for kp in key_points if kp.id == aim] or list(key_points[:2])
            return _spoken(wanted)
        self._asked += 1
        return self._first_answer(key_points)

    async def read_on(self) -> str:
        return ""

    def _first_answer(self, key_points: tuple[KeyPoint, ...]) -> str:
        manner = _MANNERS[(self._asked - 1 + self._seed) % len(_MANNERS)]
        match manner:
            case "whole":
                return _spoken(key_points)
            case "gaps":
                return _spoken(key_points[::2])
            case "beginning":
                return _spoken(key_points[: max(1, len(key_points) // 3)])
            case "slip":
                return _with_a_slip(_spoken(key_points))
            case _:
                return pick(("I'm not sure, to be honest.", "I don't know that one by heart."), self._seed)


class Shown:
    """A candidate whose answers are printed, because nobody types them."""

    measures_time = False
    draft = ""

    def __init__(self, candidate: Candidate, screen: Screen) -> None:
        self._candidate = candidate
        self._screen = screen

    async def answer(self, turn: Turn) -> str:
        said = await self._candidate.answer(turn)
        self._screen.answer(said, who="Simulated")
        return said

    async def read_on(self) -> str:
        return await self._candidate.read_on()


def _spoken(key_points: tuple[KeyPoint, ...] | list[KeyPoint]) -> str:
    sentences: list[str] = []
    words = 0
    for key_point in key_points:
        sentence = upper_first(plain(key_point.text)) + "."
        words += len(sentence.split())
        if sentences and words > _MOST_WORDS:
            break
        sentences.append(sentence)
    return " ".join(sentences)


def _with_a_slip(answer: str) -> str:
    """`answer` with its first figure of two digits or more remembered wrongly."""
    told = [number for number in written(answer) if number.in_digits]
    wrong = next((number for number in told if number.end - number.start >= 2), next(iter(told), None))
    if wrong is None:
        return answer
    return f"{answer[: wrong.start]}{wrong.value + max(3, wrong.value // 3):.10g}{answer[wrong.end :]}"
