"""A candidate whom a language model plays."""

from __future__ import annotations

import random
from collections.abc import Sequence

from pydantic import Field

from domain.errors import InterviewError, ModelUnavailable
from domain.guide import KeyPoint, TalkingPoint, TalkingPointKind
from domain.interview import Phase, Turn
from domain.values import Frozen
from evals.candidates.behaviour import Answer, ids, spoken
from evals.candidates.persona import Persona
from knowledge.base import KnowledgeBase
from models.language_model import LanguageModel
from prompts import loader as prompts

_NOTHING = "(nothing)"


class Spoken(Frozen):
    """What the model returns: the answer, as it would be spoken."""

    said: str = Field(min_length=1, max_length=4000)


class NobodyPlays(InterviewError):
    """The candidate's model is not there, so what the interviewer does cannot be told."""


class PersonaCandidate:
    """A persona through a session. The model gets the key points that the persona knows, as data.

    What is known of a question follows from `seed`; what the model makes of it does not, and nobody vouches
    that it keeps to it. So the truth about an answer is only what it cannot rest on: the points that the
    persona was not given.
    """

    def __init__(self, persona: Persona, knowledge: KnowledgeBase, seed: int, model: LanguageModel) -> None:
        self._persona = persona
        self._knowledge = knowledge
        self._seed = seed
        self._model = model
        self._said: dict[str, list[str]] = {}

    async def answer(self, turn: Turn) -> Answer:
        """What is said to `turn`. Raises `NobodyPlays` where the model does not answer."""
        question = turn.question
        point = self._knowledge.point(question.talking_point_id)
        known = self._known(point)
        asks = question.phase is Phase.THEIR_QUESTIONS
        prompt = prompts.load("candidate/speak").render(
            persona=self._persona.described,
            known=self._to_ask() if asks else _listed(known),
            before="\n".join(self._said.get(question.id, ())) or _NOTHING,
            question=turn.said,
            take=str(self._seed),
        )
        try:
            reply = (await self._model.reply(prompt, Spoken)).value
        except ModelUnavailable as error:
            raise NobodyPlays(str(error)) from error
        said = reply.said.strip()
        self._said.setdefault(question.id, []).extend((f"Interviewer: {turn.said}", f"Candidate: {said}"))
        not_known = frozenset() if asks else ids(spoken(point)) - ids(known)
        return Answer(said, known=False, not_known=not_known)

    def _known(self, point: TalkingPoint) -> tuple[KeyPoint, ...]:
        """The key points of `point` that the persona knows: those it names, or a share drawn by the seed."""
        points, knows = spoken(point), self._persona.knows
        if isinstance(knows, tuple):
            return tuple(found for at, found in enumerate(points, start=1) if at in knows)
        rng = random.Random(f"{self._seed} {point.id}")
        count = max(round(knows * len(points)), 1 if knows and points else 0)
        return tuple(points[at] for at in sorted(rng.sample(range(len(points)), count)))

    def _to_ask(self) -> str:
        prepared = self._knowledge.of_kind(TalkingPointKind.QUESTION_TO_ASK)
        return "\n".join(f"- wants to ask: {each.title}" for each in prepared[:2]) or _NOTHING


def _listed(known: Sequence[KeyPoint]) -> str:
    return "\n".join(f"- {found.text}" for found in known) or _NOTHING
