"""One question asked again at once until it sits: coached each time, with before and after side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from agents.coach.agent import coach
from agents.coach.heard import to_say
from agents.evaluator.agent import evaluate
from agents.evaluator.gather import gather
from agents.interviewer.drilling import UNHURRIED, DrillKind, ask_again, drillable, item_for
from app.bootstrap.memory import Memory, check_writing, new_session_id, now
from app.bootstrap.models import open_models
from app.bootstrap.whereabouts import contents_of, places_of
from app.display.front import Front
from app.display.head import tell_encoder, tell_guides, tell_model
from app.display.labels import label
from app.display.screen import Screen
from app.indexing import open_shown_index
from app.practice import before_and_after
from app.reading import library_shown
from app.session.candidate import Candidate, EndOfInput, NamesKeys, Speaks, commanded, moves
from app.session.sitting import Sitting, sitting
from app.settings import Settings
from domain.days import HERE
from domain.errors import InterviewError
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import (
    ENGLISH,
    Agenda,
    CandidateMessage,
    Mode,
    Question,
    Session,
    SessionStatus,
    Turn,
    TurnKind,
)
from domain.mastery import Practice, rating_of, wrong_figures
from domain.shown import shown
from domain.verdict import Band
from knowledge.base import KnowledgeBase
from language.text import read
from models.account import for_session
from models.language_model import LanguageModel

# From this share of the words that were given on, a question's title is what was meant.
_BY_TITLE = 0.5
# A pitch is seldom called by the question that it answers.
_INTRODUCTION = re.compile(
    r"about (?:yourself|you)$|introduce yourself|elevator pitch|\bpitch$|stellen sie sich vor|über sich$"
    r"|présentez-vous|preséntese|hable de usted|apresente-se|parli di s|vertel over uzelf|自我介绍"
    r"|(?:through|about) your (?:background|cv|résumé|resume|career)"
    r"|(?:ihren|deinen) (?:werdegang|lebenslauf)|(?:votre|ton) parcours|(?:su|tu) trayectoria"
    r"|sua (?:trajetória|carreira)|(?:suo|tuo) percorso"
    r"|(?:je|uw) loopbaan|介绍一下你",
    re.IGNORECASE,
)
Beside = Callable[[Turn, Turn], None]
"""Shows two attempts beside each other: the one before, and the one now."""
_ENDS = frozenset({"/stop", "/skip"})


class NoSuchQuestion(InterviewError):
    """No question of the guides is about what was named."""

    def __init__(self, words: str) -> None:
        super().__init__(
            f"No question of your guides is about {words!r}. `interview talking-points` shows what there is."
        )


def find(knowledge: KnowledgeBase, words: str) -> TalkingPoint:
    """The question or pitch that `words` mean: by its title, else by what it is about.

    Raises `NoSuchQuestion` where there is none.
    """
    points = [
        point
        for kind in (DrillKind.QUESTIONS, DrillKind.PITCH)
        for point in drillable(knowledge.talking_points, kind)
    ]
    if is_introduction(words) and (
        pitch := next((p for p in points if p.kind is TalkingPointKind.PITCH), None)
    ):
        return pitch
    meant = read(words).stems
    shares = [(len(meant & read(point.title).stems) / max(1, len(meant)), point) for point in points]
    share, best = max(shares, key=lambda each: each[0], default=(0.0, None))
    if best is not None and share >= _BY_TITLE:
        return best
    # "Why us" has no word but small ones, which say what is meant only as they stand.
    if called := [point for point in points if _in_a_row(words) in _in_a_row(point.title)]:
        return min(called, key=lambda point: len(point.title))
    found = knowledge.search(words, k=1, points=[point.id for point in points]) if points else []
    if not found:
        raise NoSuchQuestion(words)
    return knowledge.point(found[0].talking_point_id)


def _in_a_row(text: str) -> str:
    """The words of `text`, small ones too, with a blank on either side of each."""
    return f" {' '.join(read(text).words)} "


def is_introduction(words: str) -> bool:
    """Whether `words` ask for an introduction of oneself, which a pitch answers."""
    return _INTRODUCTION.search(words) is not None


def sits(turn: Turn) -> bool:
    """Whether an attempt needs no other: strong, with nothing missing and nothing to check."""
    verdict, advice = turn.verdict, turn.advice
    if verdict is None or advice is None or verdict.score is None:
        return False
    return verdict.score.band is Band.STRONG and not to_say(verdict) and not advice.check


async def practise(
    settings: Settings,
    screen: Screen,
    memory: Memory,
    guides: Sequence[Path],
    words: str,
    candidate: Candidate,
) -> None:
    """Ask the question that `words` mean until it sits, or the candidate has enough."""
    library = library_shown(settings, guides)
    screen.speak(library.language)
    tell_guides(screen, library, guides)
    check_writing(memory)
    knowledge = open_shown_index(settings, library, guides, memory, screen)
    tell_encoder(screen, knowledge)
    point = find(knowledge, words)
    session = await new_practice(memory, guides, knowledge)
    async with (
        open_models(settings) as models,
        sitting(settings, screen, memory, session, models) as held,
    ):
        if models:
            tell_model(screen, settings)
        await repeat(held, knowledge, point, candidate, screen, partial(before_and_after.show, screen))


async def repeat(
    held: Sitting,
    knowledge: KnowledgeBase,
    point: TalkingPoint,
    candidate: Candidate,
    screen: Front,
    beside: Beside,
    *,
    tells_keys: bool = True,
) -> None:
    """Ask about `point` until it sits, or the candidate has enough, and say how it went.

    `beside` is called with each attempt but the first, behind the one before; `tells_keys` is whether it is
    said what can be typed, which some fronts show themselves.
    """
    screen.speak(knowledge.languages.get(point.source.guide, ENGLISH))
    own = for_session(held.models, held.account)
    question = await _question(point, knowledge, held.session, own)
    attempts = _Attempts(
        screen, held.memory, knowledge, point, held.session, question, candidate, own, beside, tells_keys
    )
    await attempts.hold()
    await held.keep()
    attempts.tell_end()


async def new_practice(memory: Memory, guides: Sequence[Path], knowledge: KnowledgeBase) -> Session:
    """A session over `guides` for the attempts at one question, which is kept nowhere yet."""
    moment = now()
    return Session(
        id=new_session_id(await memory.drills.ids(), moment),
        mode=Mode.STUDY,
        guides=places_of(guides),
        contents=contents_of(knowledge.library),
        minutes=UNHURRIED,
        seed=int(moment.timestamp()) % 100_000,
        started_at=moment,
        updated_at=moment,
        planned=1,
        # Every attempt is whole by itself: there is nothing to go on with.
        status=SessionStatus.FINISHED,
        index_version=knowledge.version,
        drill=DrillKind.QUESTIONS.value,
    )


async def _question(
    point: TalkingPoint, knowledge: KnowledgeBase, session: Session, models: Mapping[str, LanguageModel]
) -> Question:
    agenda = Agenda(items=(item_for(point),), minutes=UNHURRIED)
    model = models.get("interviewer")
    question = await ask_again(agenda, 0, knowledge, times=0, seed=session.seed, model=model)
    language = knowledge.languages.get(point.source.guide, ENGLISH)
    return question.model_copy(update={"language": language})


@dataclass(slots=True)
class _Attempts:
    """The attempts at one question, in this window."""

    screen: Front
    memory: Memory
    knowledge: KnowledgeBase
    point: TalkingPoint
    session: Session
    question: Question
    candidate: Candidate
    models: Mapping[str, LanguageModel]
    beside: Beside
    tells_keys: bool
    done: list[Turn] = field(default_factory=list)

    async def hold(self) -> None:
        """Hear, judge and coach until it sits."""
        while True:
            turn = self._turn()
            self.screen.blank()
            self.screen.question(turn, 1, 1, 0)
            try:
                said = await self._heard(turn)
            except EndOfInput:
                return
            if said is None:
                return
            await self._judge(turn, said)
            if sits(self.done[-1]) or not await self._goes_on():
                return

    def tell_end(self) -> None:
        """How it went, in a line."""
        if not self.done:
            self.screen.tell("nothing_kept")
            return
        first, last = self.done[0].verdict, self.done[-1].verdict
        scores = [verdict.score for verdict in (first, last) if verdict is not None and verdict.score]
        told = " → ".join(f"{score.value * 100:.0f}" for score in scores[: len(self.done)])
        ended = label("it_sits" if sits(self.done[-1]) else "it_comes_back", self.screen.language)
        count = len(self.done)
        self.screen.tell("one_attempt" if count == 1 else "attempts", count=count, scores=told, ended=ended)

    def _turn(self) -> Turn:
        return Turn(
            number=len(self.done) + 1,
            kind=TurnKind.QUESTION,
            question=self.question,
            said=self.question.spoken,
            asked_at=now(),
        )

    async def _heard(self, turn: Turn) -> str | None:
        """The next answer; None where the candidate has enough."""
        while True:
            text = shown(await self.candidate.answer(turn)).strip()
            command = commanded(text)
            word = command or text.lower()
            if moves(command):
                self.screen.tell("stands_alone", command=command)
            elif word in _ENDS:
                return None
            elif not text or (word.startswith("/") and not word.startswith("//") and len(word.split()) == 1):
                self._obey(word)
            else:
                return text[1:] if text.startswith("//") else text

    def _obey(self, word: str) -> None:
        """Do what a command asks that concerns the screen alone."""
        last = self.done[-1] if self.done else None
        match word:
            case "/repeat":
                self.screen.question(self._turn(), 1, 1, 0)
            case "/why" if last is not None and last.verdict is not None:
                self.screen.why(last.verdict, last.advice)
            case _:
                self._tell_keys()

    def _tell_keys(self) -> None:
        if self.tells_keys:
            self.screen.tell("practise_keys")

    async def _judge(self, turn: Turn, said: str) -> None:
        """Judge an attempt, coach it, keep it, and show it beside the one before."""
        verdict = await evaluate(
            said,
            self.question,
            self.point,
            gather(self.knowledge, self.point, said),
            self.models.get("evaluator"),
            similarity=self.knowledge.similarity,
            entailment=self.knowledge.entailment,
            index_version=self.knowledge.version,
        )
        advice = await coach(self.question, said, verdict, self.knowledge, model=self.models.get("coach"))
        spoken = self.candidate.spoken if isinstance(self.candidate, Speaks) else None
        seconds = spoken.seconds if spoken is not None else None
        message = CandidateMessage(text=said, at=now(), spoken=spoken, seconds=seconds)
        turn = turn.model_copy(update={"message": message, "verdict": verdict, "advice": advice})
        await self._keep(turn)
        self.screen.feedback(turn)
        if self.done:
            self.beside(self.done[-1], turn)
        self.done.append(turn)

    async def _keep(self, turn: Turn) -> None:
        verdict = turn.verdict
        if verdict is None:
            return
        changed = {"asked": 1, "answered": 1, "updated_at": now()}
        self.session = self.session.model_copy(
            update=changed | {"score": verdict.score.value if verdict.score is not None else None}
        )
        await self.memory.drills.save(self.session)
        await self.memory.drills.put_turn(self.session.id, turn)
        # Each attempt is a practice; of a day the first counts for the schedule, the last for what is weak.
        await self.memory.mastery.record(
            Practice(
                session_id=self.session.id,
                question_id=f"{self.question.id}/{turn.number}",
                drill=True,
                at=now().astimezone(HERE),
                talking_point_id=self.point.id,
                kind=self.point.kind,
                title=self.point.title,
                source=self.point.source,
                rating=rating_of(verdict, 0),
                score=verdict.score.value if verdict.score is not None else None,
                wrong_figures=wrong_figures(verdict),
            )
        )

    async def _goes_on(self) -> bool:
        """Whether there is another attempt; what is typed here and is no command is its beginning."""
        if isinstance(self.candidate, NamesKeys):
            self.candidate.keys_told = "practise_keys"
        else:
            self._tell_keys()
        while True:
            try:
                typed = shown(await self.candidate.read_on()).strip()
            except EndOfInput:
                return False
            if not typed:
                return True
            if typed.lower() in _ENDS:
                return False
            self._obey(typed.lower())
