"""The answers of a real interview, judged as in a session: its turns, and what was practised with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b

from agents.coach.agent import coach
from agents.evaluator.agent import evaluate
from agents.evaluator.gather import gather
from agents.interviewer.phases import phase_of
from agents.interviewer.timing import answer_seconds
from app.debrief.exchanges import Exchange
from app.debrief.matching import Matched
from domain.guide import Source, TalkingPoint, TalkingPointKind
from domain.interview import CandidateMessage, FollowUp, Phase, Question, Session, Turn, TurnKind
from domain.mastery import Practice, rating_of, wrong_figures
from domain.verdict import Provenance, Verdict
from graphs.steps import remembered
from knowledge.base import KnowledgeBase
from models.language_model import LanguageModel

REASON = "asked in the interview"
_OTHERS = Provenance(agent="interviewer")
"""Nobody of ours asked it."""


def points_for(found: Sequence[Matched], name: str) -> list[TalkingPoint]:
    """A talking point for each question: the guides' own, or a new one that nothing answers yet.

    `name` is the transcript's.
    """
    return [each.point or _new(each.exchange, name) for each in found]


def _new(exchange: Exchange, name: str) -> TalkingPoint:
    title = " ".join(exchange.asked.split())
    kind = TalkingPointKind.QUESTION_TO_ASK if exchange.theirs else TalkingPointKind.UNANSWERED_QUESTION
    return TalkingPoint(
        id=blake2b(f"{kind}\x1f{title}".encode(), digest_size=8).hexdigest(),
        kind=kind,
        title=title,
        source=Source(guide=name, heading_path=(), first_line=1, last_line=1),
    )


class Judge:
    """Judges the questions of one interview in order, over guides that know its new questions, too."""

    def __init__(
        self,
        knowledge: KnowledgeBase,
        models: Mapping[str, LanguageModel],
        language: str,
        begun: datetime,
    ) -> None:
        self._knowledge = knowledge
        self._models = models
        self._language = language
        self._begun = begun
        self._earlier: list[str] = []
        self.turns: list[Turn] = []

    async def take(self, number: int, matched: Matched, point: TalkingPoint) -> Verdict:
        """Judge question `number` (from 1) with all that was answered to it; its turns follow the others."""
        question = self._question(number, matched, point)
        answers = [each.answer for each in matched.exchanges]
        whole = "\n".join(answers)
        knowledge = self._knowledge
        seconds = matched.exchange.seconds if len(answers) == 1 else None
        verdict = await evaluate(
            whole,
            question,
            point,
            gather(knowledge, point, whole, tuple(self._earlier)),
            self._models.get("evaluator"),
            similarity=knowledge.similarity,
            entailment=knowledge.entailment,
            seconds=seconds,
            index_version=knowledge.version,
        )
        advice = await coach(question, whole, verdict, knowledge, model=self._models.get("coach"))
        turns = [self._turn(question, each, first=at == 0) for at, each in enumerate(matched.exchanges)]
        turns[-1] = turns[-1].model_copy(update={"verdict": verdict, "advice": advice})
        for turn in turns:
            self.turns.append(turn.model_copy(update={"number": len(self.turns) + 1}))
        self._earlier = remembered(self._earlier, whole)
        return verdict

    def _question(self, number: int, matched: Matched, point: TalkingPoint) -> Question:
        phase = Phase.THEIR_QUESTIONS if matched.exchange.theirs else phase_of(point) or Phase.TECHNICAL
        known = matched.point is not None
        language = self._knowledge.languages.get(point.source.guide, self._language)
        return Question(
            id=f"q{number}",
            talking_point_id=point.id,
            phase=phase,
            text=matched.exchange.asked,
            seconds=answer_seconds(point, phase),
            reason=REASON,
            sources=(point.source,) if known else (),
            provenance=_OTHERS,
            language=language,
        )

    def _turn(self, question: Question, exchange: Exchange, *, first: bool) -> Turn:
        asked_at = self._begun + timedelta(seconds=exchange.start or 0.0)
        follow_up = None
        if not first:
            follow_up = FollowUp(text=exchange.asked, why=REASON, sources=(), provenance=_OTHERS)
        return Turn(
            number=1,
            kind=TurnKind.QUESTION if first else TurnKind.FOLLOW_UP,
            question=question,
            said=exchange.around,
            follow_up=follow_up,
            asked_at=asked_at,
            message=CandidateMessage(text=exchange.answer, at=asked_at, seconds=exchange.seconds),
        )


def practice(
    session: Session, question_id: str, point: TalkingPoint, verdict: Verdict, at: datetime
) -> Practice:
    """What an answer of the interview tells of its talking point.

    An interviewer digs for reasons of their own: their follow-ups cost no rating.
    """
    return Practice(
        session_id=session.id,
        question_id=question_id,
        drill=False,
        at=at,
        talking_point_id=point.id,
        kind=point.kind,
        title=point.title,
        source=point.source,
        rating=rating_of(verdict, 0),
        score=verdict.score.value if verdict.score is not None else None,
        wrong_figures=wrong_figures(verdict),
    )
