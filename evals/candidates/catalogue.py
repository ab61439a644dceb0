"""All simulated candidates by name, and the one that plays a session."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from domain.guide import TalkingPointKind
from domain.interview import MessageKind, Phase, Turn, TurnKind
from domain.work import HandedIn, WorkKind
from evals.candidates import words
from evals.candidates.behaviour import Answer, Asked, Behaviour, Parameter, spoken
from evals.candidates.emptiness import EMPTINESS
from evals.candidates.substance import SUBSTANCE
from knowledge.base import KnowledgeBase

BEHAVIOURS: dict[str, Behaviour] = {each.name: each for each in (*SUBSTANCE, *EMPTINESS)}

_SAYS_ANYTHING = frozenset(each.name for each in EMPTINESS if each.name not in ("asides", "keyword_soup"))
_FENCE, _BETTER = "```", "better"
_COMMANDS = {f"/{kind.value}": kind for kind in MessageKind if kind is not MessageKind.ANSWER}


class BehavingCandidate:
    """A behaviour through a session; the same seed answers the same questions in the same words."""

    def __init__(
        self, behaviour: Behaviour, knowledge: KnowledgeBase, seed: int, parameters: Mapping[str, Parameter]
    ) -> None:
        self._behaviour = behaviour
        self._knowledge = knowledge
        self._seed = seed
        self._parameters = parameters
        self._said: dict[str, frozenset[str]] = {}
        self._asked: list[str] = []

    async def answer(self, turn: Turn) -> Answer:
        """What is said to `turn`."""
        question = turn.question
        point = self._knowledge.point(question.talking_point_id)
        if question.talking_point_id not in self._asked:
            self._asked.append(question.talking_point_id)
        if question.phase is Phase.THEIR_QUESTIONS:
            prepared = self._knowledge.of_kind(TalkingPointKind.QUESTION_TO_ASK)
            return Answer(" ".join(each.title for each in prepared[:2]))
        if not spoken(point) and self._behaviour.name not in _SAYS_ANYTHING:
            return Answer(words.table("lines")["no_answer_prepared"])
        follow_up = turn.follow_up if turn.kind is TurnKind.FOLLOW_UP else None
        answer = self._behaviour.respond(
            Asked(
                point=point,
                question=question,
                follow_up=follow_up,
                said=self._said.get(question.id, frozenset()),
                before=tuple(self._knowledge.point(name) for name in self._asked[:-1]),
                knowledge=self._knowledge,
                rng=random.Random(f"{self._seed} {question.talking_point_id} {turn.number}"),
                parameters=self._parameters,
            )
        )
        self._said[question.id] = self._said.get(question.id, frozenset()) | answer.said
        return answer


class ScriptedCandidate:
    """Says the lines of a script one after the other; a line that is "/skip" and no more is a command.

    At a task a line between fences is handed in: code, findings, a design; a better version where the fence
    says so (```better). What comes before the first is asked, where it ends with a question mark, or thought
    aloud. When the lines are used up it stops the interview.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = list(lines)

    async def answer(self, turn: Turn) -> Answer:
        """The next line."""
        if not self._lines:
            return Answer("the script is over", kind=MessageKind.STOP, known=False)
        line = self._lines.pop(0)
        if line in _COMMANDS:
            return Answer("", kind=_COMMANDS[line], known=False)
        if turn.question.work is not None and turn.kind is not TurnKind.FOLLOW_UP:
            return _at_task(line, turn.question.work)
        return _at_task(line, turn.question.work) if line.startswith(_FENCE) else Answer(line, known=False)


def _at_task(line: str, kind: WorkKind | None) -> Answer:
    """What a line of a script is at a task."""
    if line.startswith(_FENCE) and kind is not None:
        name, _, text = line.strip().removeprefix(_FENCE).removesuffix(_FENCE).partition("\n")
        better = name.strip() == _BETTER
        work = HandedIn(kind=kind, text="" if better else text, better=text if better else "")
        return Answer("", known=False, work=work)
    asks = line.rstrip().endswith("?")
    return Answer(line, kind=MessageKind.ASK if asks else MessageKind.ALOUD, known=False)
