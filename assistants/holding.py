"""Sessions that an assistant holds, call by call: each takes the session, does one thing, and leaves it open.

Nothing of a session stays in this process between two calls: the terminal and the page may go on with it, and
so may another assistant, or this one after a crash.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from app.bootstrap.guides import check_askable, check_round
from app.bootstrap.index import count_savings
from app.bootstrap.memory import Memory, check_writing, now
from app.bootstrap.whereabouts import guides_of
from app.choices import ModeName
from app.display.rounds import tell_round
from app.display.unread import passed_over
from app.display.whose import tell_languages, tell_people
from app.guides.shelf import OnProgress, Opened, Shelf
from app.past.transcript import transcript
from app.practice.practising import hold_drill, new_drill, results
from app.practice.words import told_nothing
from app.session.beginning import hold_new, new_session
from app.session.bench import Bench, bench_of
from app.session.candidate import LeftOpen
from app.session.going_on import take_up
from app.session.sitting import SECONDS_FOR_A_DEAD_WINDOW, sitting
from app.session.unsent import unsent_answer
from app.settings import Settings
from assistants import told
from assistants.candidate import Once
from assistants.front import Call
from assistants.handing import Sent, begun_at, check_stage_after, clean, sent, stages_left, stands
from domain.errors import BadSetting, InterviewError, MemoryUnavailable
from domain.interview import CandidateMessage, Choice, MessageKind, Mode, Session, SessionStatus, Turn
from domain.rounds import Round, Tone
from domain.work import Stage
from knowledge.base import KnowledgeBase
from memory.scheduling import standings
from memory.store import SessionStore
from models.language_model import LanguageModel


class NothingOpen(InterviewError):
    def __init__(self) -> None:
        super().__init__("There is no session to go on with: start_interview begins one.")


class AnsweredBefore(InterviewError):
    """The turn has another answer already; the one that was sent now is not kept."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Turn {number} was answered before, in other words, and an answer is not taken back. Nothing "
            "was kept. resume_interview shows what waits."
        )


class Over(InterviewError):
    """What was said came after the end."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Session {name} is finished, so nothing was kept. show_report shows how it came out."
        )


class Waits(InterviewError):
    """The database is away, and the answer stands in a file until it is back."""

    exit_code = 3

    def __init__(self, error: MemoryUnavailable) -> None:
        super().__init__(
            f"{error} The answer is not lost: it stands in a file, and resume_interview takes it up there."
        )


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions of one candidate, over the guides of the shelf."""

    settings: Settings
    memory: Memory
    models: Mapping[str, LanguageModel]
    shelf: Shelf
    # One that nobody holds or waits for goes by itself.
    _locks: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)
    _waiting: dict[str, int] = field(default_factory=dict)
    """The turn that was told last to wait for words alone, by the session's name."""

    async def begin(
        self,
        minutes: float,
        mode: ModeName,
        person: str | None = None,
        held: Round | None = None,
        tone: Tone | None = None,
        seed: int | None = None,
        progress: OnProgress | None = None,
    ) -> told.Standing:
        """A new interview, and its first question; `progress` is that of `Shelf.opened`.

        Raises `NoGuides` where there is nothing to ask.
        """
        opened = await self.shelf.opened(person=person, progress=progress)
        held_by, spoken = held or self.settings.round, tone or self.settings.tone
        check_askable(opened.library, held_by)
        check_round(opened.library, held_by)
        check_writing(self.memory)
        knowledge = opened.knowledge.with_doubts(opened.doubts)
        where = opened.chosen.where
        session = await new_session(self.memory, where, minutes, mode, seed, knowledge, held_by, spoken)
        front, candidate = Call(), Once()
        _tell_head(front, opened)
        tell_round(front, opened.library, held_by)
        async with sitting(self.settings, front, self.memory, session, self.models) as at:
            with contextlib.suppress(LeftOpen):
                await hold_new(at, knowledge, candidate, front)
        count_savings(self.memory, knowledge)
        return await self._standing(session, front, candidate, since=1)

    async def drill(
        self,
        kind: str,
        limit: int,
        choice: Choice,
        person: str | None = None,
        progress: OnProgress | None = None,
    ) -> told.Standing:
        """A new drill, and its first question; `kind` is a `DrillKind`'s value, or `WARM_UP`.

        Raises as `practising.begin` where nothing is about what `choice` asks for.
        """
        opened = await self.shelf.opened(person=person, progress=progress)
        check_writing(self.memory)
        where, knowledge = opened.chosen.where, opened.knowledge
        session = await new_drill(self.memory, where, knowledge, kind=kind, limit=limit, choice=choice)
        front, candidate = Call(), Once()
        _tell_head(front, opened)
        await self._drilled(session, knowledge, candidate, front, new=True)
        return await self._standing(session, front, candidate, since=1, knowledge=knowledge)

    async def go_on(self, name: str = "", *, by_force: bool = False) -> told.Standing:
        """What waits in the session called `name`, or in the open one touched last; of one that is finished,
        how it came out. `by_force` takes it from another window."""
        session = await self.session(name) if name else await self._left_open()
        return await self._called(session, Once(), by_force=by_force)

    async def answer(self, name: str, number: int, text: str, *, as_it_is: bool = False) -> told.Standing:
        """Answer turn `number` with `text`; sent twice, it is kept once.

        What may be a request ("could we skip that?") is asked back, unless it is to be taken `as_it_is`.
        Raises `OtherTurn` where another turn waits, `AnsweredBefore` where it has another answer, `Waits`
        where the database is away and a file has it.
        """
        text = clean(text).strip()
        # A slash begins a command in a terminal. Here commands are tools.
        words = f"/{text}" if text.startswith("/") else text
        try:
            said = [] if await self._stands(name, number, text) else [words]
            return await self._say(
                name, Once(number, said, as_it_is=as_it_is), lambda before: _is_said(text, before)
            )
        except MemoryUnavailable as error:
            # Of a turn that does not wait for one it would be taken for the answer to another question.
            if self._waiting.get(name) == number and self._keep(name, number, text):
                raise Waits(error) from error
            raise

    async def ask_for(self, name: str, number: int, kind: MessageKind) -> told.Standing:
        """Ask for `kind` in turn `number`: to hear it again, a hint, to leave it, to stop.

        Raises as `answer`.
        """
        return await self._say(
            name, Once(number, [f"/{kind.value}"]), lambda before: before.kind is kind and not before.words
        )

    async def hand_in(self, name: str, number: int, text: str, better: str = "") -> told.Standing:
        """Hand work in for the task of turn `number`: `text` is code, findings or a design, `better` the
        better version of reviewed code; what stands there already where they are "".

        Raises as `answer`, and `BadSetting` where no such work is asked for, or where it is too long.
        """
        work = await self._sent(name, number, text, better)
        # Where nothing was written, or changed, the first time only says so.
        said = [*work.words, "/done", "/done"]
        return await self._say(name, Once(number, said, work.text), work.is_in)

    async def try_work(self, name: str, number: int, text: str, better: str = "") -> told.Standing:
        """What work does at the task of turn `number`; it stands there then, and is not handed in.

        Raises as `hand_in`, and `BadSetting` where nothing is sent.
        """
        work = await self._sent(name, number, text, better)
        if not work.words:
            raise BadSetting("There is nothing to try: send the candidate's work as `text` or `better`.")
        return await self._say(name, Once(number, [*work.words, "/run"], work.text), lambda before: False)

    async def next_stage(self, name: str, number: int, stage: Stage) -> told.Standing:
        """Go on from `stage` to the next at the design of turn `number`, unless it is gone on from already.

        Raises as `answer`, and `BadSetting` where there is no stage to go on to.
        """
        work = await self._sent(name, number)
        check_stage_after(stage, work.turn)
        begun = begun_at(work.turn, self._bench(await self.session(name)))
        said = ["/next"] if begun.stage is stage else []
        return await self._say(name, Once(number, said), lambda before: False)

    async def _say(
        self, name: str, candidate: Once, is_same: Callable[[CandidateMessage], bool]
    ) -> told.Standing:
        """Let `candidate` say what they say, unless their turn has a message; `is_same` tells whether it is
        the same once more."""
        session = await self.session(name)
        number = candidate.number
        async with self._alone(name):
            before = await self.store(session).kept_message(session.id, number)
            if before is None:
                return await self._called(session, candidate, since=number)
            if not is_same(before):
                raise AnsweredBefore(number)
            # What was sent before is worked on where that is still to be done.
            return await self._called(session, Once(), since=number)

    async def _sent(self, name: str, number: int, text: str = "", better: str = "") -> Sent:
        session = await self.session(name)
        return sent(await self.store(session).turn(session.id, number), text, better)

    async def _stands(self, name: str, number: int, text: str) -> bool:
        session = await self.session(name)
        return stands(text, number, await self.store(session).turns(session.id), self._bench(session))

    def _bench(self, session: Session) -> Bench:
        return bench_of(self.memory, session.id, drill=bool(session.drill))

    async def object_to(self, name: str, number: int, point: int, words: str) -> told.Standing:
        """Hold `words` of what was answered against the open key point `point` of turn `number` once more.

        Raises `BadSetting` where that turn is not the one that was judged last.
        """
        session = await self.session(name)
        turns = await self.store(session).turns(session.id)
        if session.status is SessionStatus.FINISHED:
            raise Over(name)
        if not turns or turns[-1].number != number + 1:
            raise BadSetting(f"Only what was judged last can be looked at again, and turn {number} was not.")
        async with self._alone(name):
            said = Once(number + 1, [f"/said {point} {words}"])
            return await self._called(session, said, since=number)

    async def session(self, name: str) -> Session:
        """The session called `name`, an interview or a drill. Raises `UnknownSession`."""
        if name.startswith(told.DRILL):
            return await self.memory.drills.session(name.removeprefix(told.DRILL))
        return await self.memory.store.session(name)

    def store(self, session: Session) -> SessionStore:
        """Where `session` is kept."""
        return self.memory.drills if session.drill else self.memory.store

    async def turns(self, session: Session) -> list[Turn]:
        """What was said in `session` so far."""
        return await transcript(self.store(session), session.id)

    @asynccontextmanager
    async def _alone(self, name: str) -> AsyncIterator[None]:
        """One call at a time: two at once would take each other for another window."""
        lock = self._locks.setdefault(name, asyncio.Lock())
        async with lock:
            yield

    async def _left_open(self) -> Session:
        known = [*await self.memory.store.sessions(), *await self.memory.drills.sessions()]
        there = [session for session in known if session.status is SessionStatus.OPEN]
        if not there:
            raise NothingOpen
        return max(there, key=lambda session: session.updated_at)

    async def _called(
        self, session: Session, candidate: Once, *, since: int = 0, by_force: bool = False
    ) -> told.Standing:
        """Let `candidate` into `session` for one call; `since` is the turn from which on feedback is told."""
        front = Call()
        if session.status is SessionStatus.FINISHED:
            if candidate.has_more:
                raise Over(told.name_of(session))
            return await self._standing(session, front, candidate, since=since)
        opened = await self.shelf.opened(guides_of(session, self.settings))
        if session.drill:
            await self._drilled(session, opened.knowledge, candidate, front, by_force=by_force)
        else:
            with contextlib.suppress(LeftOpen):
                await take_up(
                    self.settings,
                    front,
                    self.memory,
                    session,
                    candidate,
                    opened.knowledge,
                    self.models,
                    by_force=by_force,
                )
        count_savings(self.memory, opened.knowledge)
        return await self._standing(session, front, candidate, since=since, knowledge=opened.knowledge)

    async def _drilled(
        self,
        session: Session,
        knowledge: KnowledgeBase,
        candidate: Once,
        front: Call,
        *,
        new: bool = False,
        by_force: bool = False,
    ) -> None:
        patience = 0.0 if new else SECONDS_FOR_A_DEAD_WINDOW
        memory = self.memory
        async with sitting(
            self.settings, front, memory, session, self.models, patience, by_force=by_force
        ) as at:
            with contextlib.suppress(LeftOpen):
                await hold_drill(at, knowledge, candidate, front, new=new)
        count_savings(memory, knowledge)

    def _keep(self, name: str, number: int, text: str) -> bool:
        """Put an answer that the database did not take into its file; whether it stands there now."""
        drill = name.startswith(told.DRILL)
        unsent = unsent_answer(self.memory, name.removeprefix(told.DRILL), drill=drill)
        unsent.reserve()
        if (found := unsent.found()) is None or found.begun:
            unsent.keep(number, CandidateMessage(text=text, at=now()), for_long=True)
            found = unsent.found()
        return found is not None and (found.turn, found.message.text) == (number, text)

    async def _standing(
        self,
        session: Session,
        front: Call,
        candidate: Once,
        *,
        since: int,
        knowledge: KnowledgeBase | None = None,
    ) -> told.Standing:
        store = self.store(session)
        session = await store.session(session.id)
        over = session.status is SessionStatus.FINISHED
        waiting = front.asked if front.asked is not None and not over else None
        turns = await store.turns(session.id)
        if session.mode is Mode.STUDY:
            first = since or (waiting.turn.number - 1 if waiting is not None else 1)
        else:
            first = 1 if over else len(turns) + 1
        made = await store.report(session.id) if over else None
        judged = (told.feedback(turn) for turn in turns if turn.number >= first)
        language, name = front.language, told.name_of(session)
        begun = begun_at(waiting.turn if waiting is not None else None, self._bench(session))
        news = front.news(but=stages_left(turns, begun.stage))
        if waiting is not None and waiting.turn.question.work is None:
            self._waiting[name] = waiting.turn.number
        return told.Standing(
            session=name,
            status=session.status,
            mode=session.mode,
            question=told.question(waiting, begun.stage) if waiting is not None else None,
            feedback=tuple(each for each in judged if each is not None),
            notices=(*news, *await self._nothing(session, knowledge, language)),
            asked_back=candidate.asked_back,
            written=begun.written,
            better=begun.better,
            tried=told.tried(front.tried_work, language) if front.tried_work is not None else (),
            typed_elsewhere=candidate.typed,
            drilled=await self._went(session, knowledge, language),
            report=told.report(made, session) if made is not None else None,
        )

    async def _went(
        self, session: Session, knowledge: KnowledgeBase | None, language: str
    ) -> tuple[told.Drilled, ...]:
        """How a drill that is over went."""
        if not session.drill or session.status is SessionStatus.OPEN or knowledge is None:
            return ()
        practices = await self.memory.mastery.practices()
        there = standings(knowledge.talking_points, practices, now(), self.settings.place)
        own = [practice for practice in practices if practice.session_id == session.id]
        return told.drilled(results(own, there), language)

    async def _nothing(
        self, session: Session, knowledge: KnowledgeBase | None, language: str
    ) -> tuple[str, ...]:
        """Why a drill had nothing to ask."""
        if not session.drill or session.planned or knowledge is None:
            return ()
        practices = await self.memory.mastery.practices()
        there = standings(knowledge.talking_points, practices, now(), self.settings.place)
        return (told_nothing(session.drill, there, language),)


def _is_said(text: str, before: CandidateMessage) -> bool:
    """Whether `before` is what became of `text`: the whole of it, or what was left where it began anew."""
    if before.words:
        return before.words == text
    return before.text == text or (bool(before.aside) and text.endswith(before.text))


def _tell_head(front: Call, opened: Opened) -> None:
    """What the candidate should know of the guides before the first question."""
    front.speak(opened.library.language)
    for notice in opened.notices:
        front.notice(notice)
    for problem in opened.library.unreadable:
        front.tell("not_read", problem=problem)
    for passed in passed_over(opened.library.passed_over, front.language):
        front.notice(passed)
    tell_people(front, opened.chosen)
    tell_languages(front, opened.library)
