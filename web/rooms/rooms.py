"""All rooms of this process: begun, gone on with, taken over, left when nobody watches any more."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial

from app.bootstrap.guides import check_askable, check_round
from app.bootstrap.index import count_savings
from app.bootstrap.memory import Memory, check_writing, now
from app.bootstrap.whereabouts import guides_of
from app.choices import ModeName
from app.display.head import tell_encoder, tell_model
from app.display.rounds import tell_round
from app.display.unread import not_understood_here, passed_over
from app.display.whose import tell_languages, tell_people
from app.guides.shelf import OnProgress, Opened, Shelf
from app.practice.practising import ANYTHING, hold_drill, new_drill, results
from app.practice.repeating import NoSuchQuestion, find, new_practice, repeat
from app.practice.words import told_nothing
from app.session.beginning import hold_new, new_session, tell_posting, with_gaps
from app.session.going_on import take_up
from app.session.sitting import SECONDS_FOR_A_DEAD_WINDOW, Sitting, sitting
from app.session.unsent import reserved, unsent_answer
from app.settings import Settings
from app.users.bounds import Bounds, check_open
from domain.errors import InterviewError
from domain.interview import Choice, Session, SessionStatus, Turn
from domain.posting import Posting
from domain.rounds import Round, Tone
from memory.scheduling import standings
from memory.sessions import RedisSessionStore
from models.language_model import LanguageModel
from web.rooms.entries import Beside, Drilled
from web.rooms.room import Room

_SECONDS_UNWATCHED = 20.0
"""After that nobody is coming back from a reload: the session is free for another window."""


class Finished(InterviewError):
    """The session came to its end; there is a report, and nothing to go on with."""

    def __init__(self, session_id: str) -> None:
        super().__init__(f"Session {session_id} is finished.")


class Rooms:
    """The sessions that this process holds, by their ids."""

    def __init__(
        self,
        settings: Settings,
        memory: Memory,
        shelf: Shelf,
        models: Mapping[str, LanguageModel],
        bounds: Bounds | None = None,
    ) -> None:
        self._settings = settings
        self._memory = memory
        self._shelf = shelf
        self._models = models
        self._bounds = bounds
        self._rooms: dict[str, Room] = {}
        self._opening = asyncio.Lock()
        self._leaving: dict[str, asyncio.TimerHandle] = {}
        self._closing: set[asyncio.Task[None]] = set()

    @property
    def idle(self) -> bool:
        """Whether no session is held here."""
        return not self._rooms and not self._closing

    async def begin(
        self,
        minutes: float,
        mode: ModeName,
        seed: int | None = None,
        person: str | None = None,
        progress: OnProgress | None = None,
        held: Round | None = None,
        tone: Tone | None = None,
        posting: Posting | None = None,
    ) -> Room:
        """A new interview over the shelf's guides. Raises `NoGuides` where there is nothing to ask.

        What `posting` asks for and they cannot show is asked about as well.
        Where `held` and `tone` are not given the settings say whose interview it is, and how they speak.

        `progress` is that of `Shelf.opened`.
        """
        opened = await self._shelf.opened(person=person, progress=progress)
        held_by, spoken = held or self._settings.round, tone or self._settings.tone
        check_askable(opened.library, held_by)
        check_round(opened.library, held_by)
        await self._check(self._memory.store)
        knowledge = opened.knowledge.with_doubts(opened.doubts)
        knowledge, matched = await asyncio.to_thread(with_gaps, posting, knowledge, self._settings)
        where = opened.chosen.where
        session = await new_session(self._memory, where, minutes, mode, seed, knowledge, held_by, spoken)
        room = self._room(session, opened)
        self._tell_head(room, opened)
        tell_round(room.front, opened.library, held_by)
        tell_posting(room.front, matched)

        async def hold() -> None:
            async with self._sat(room) as at:
                await hold_new(at, knowledge, room.candidate, room.front, room.clock)
            count_savings(self._memory, knowledge)

        room.open(hold)
        return room

    async def drill(self, kind: str, limit: int, choice: Choice = ANYTHING) -> Room:
        """A new drill over the shelf's guides; `kind` is a `DrillKind`'s value, or `WARM_UP`.

        Raises as `practising.begin` where nothing is about what `choice` asks for.
        """
        opened = await self._shelf.opened()
        await self._check(self._memory.drills)
        session = await new_drill(
            self._memory, opened.chosen.where, opened.knowledge, kind=kind, limit=limit, choice=choice
        )
        room = self._room(session, opened)
        room.open(partial(self._drilled, room, opened, new=True))
        return room

    async def practise(self, words: str = "", point_id: str = "") -> Room:
        """A room for one question until it sits: the talking point `point_id`, or what `words` mean.

        Raises `NoSuchQuestion` where the shelf's guides have none, or not any more.
        """
        opened = await self._shelf.opened()
        await self._check(self._memory.drills)
        knowledge = opened.knowledge
        known = {point.id: point for point in knowledge.talking_points}
        if point_id and point_id not in known:
            raise NoSuchQuestion(point_id)
        point = known[point_id] if point_id else await asyncio.to_thread(find, knowledge, words)
        session = await new_practice(self._memory, opened.chosen.where, knowledge)
        room = self._room(session, opened, practises=True)

        def beside(before: Turn, after: Turn) -> None:
            room.thread.add(Beside(before, after))

        async def held() -> None:
            # What is typed is kept there, and is of no use once this is over.
            with reserved(unsent_answer(self._memory, session.id, drill=True)):
                async with self._sat(room) as at:
                    await repeat(at, knowledge, point, room.candidate, room.front, beside, tells_keys=False)
            count_savings(self._memory, knowledge)

        room.open(held)
        return room

    async def opened(
        self, session_id: str, *, drill: bool = False, by_force: bool = False, by_shelf: bool = False
    ) -> Room:
        """The room of a session, opened where it is not; `by_force` takes it from another window.

        `by_shelf` says that it goes on over the shelf's guides, as one out of a file has to.

        Raises `UnknownSession`, `Finished`, and `NoGuides` where its guides are gone. That another window has
        it is told in its thread.
        """
        async with self._opening:
            room = self._rooms.get(session_id)
            if room is not None and not room.is_over:
                return room
            store = self._memory.drills if drill else self._memory.store
            session = await store.session(session_id)
            if session.status is SessionStatus.FINISHED:
                if room is not None:
                    return room
                raise Finished(session_id)
            given = self._shelf.where if by_shelf else None
            opened = await self._shelf.opened(guides_of(session, self._settings, given))
            room = self._room(session, opened)
            room.front.speak(opened.library.language)
            room.remember(await store.turns(session_id))
            room.open(self._goes_on(room, opened, by_force=by_force))
            return room

    def held(self, session_id: str) -> Room | None:
        """The room of a session that this process holds; None where it holds none."""
        return self._rooms.get(session_id)

    def leave(self, room: Room) -> None:
        """A tab went; where none is left and none comes back in a moment, the session is left open."""
        room.count_time()
        if not room.thread.watched:
            loop = asyncio.get_running_loop()
            self._stay(room)
            self._leaving[room.session.id] = loop.call_later(_SECONDS_UNWATCHED, self._leave, room)

    def enter(self, room: Room) -> None:
        """A tab came, and watches the thread."""
        room.count_time()
        self._stay(room)

    async def close(self) -> None:
        """Leave every session open."""
        for handle in self._leaving.values():
            handle.cancel()
        await asyncio.gather(*(room.close() for room in self._rooms.values()), *self._closing)
        self._rooms.clear()

    def _stay(self, room: Room) -> None:
        if (handle := self._leaving.pop(room.session.id, None)) is not None:
            handle.cancel()

    def _leave(self, room: Room) -> None:
        if room.thread.watched:
            return
        if self._rooms.get(room.session.id) is room:
            del self._rooms[room.session.id]
        task = asyncio.create_task(room.close())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    def _room(self, session: Session, opened: Opened, *, practises: bool = False) -> Room:
        room = self._rooms[session.id] = Room(self._memory, session, practises=practises)
        room.candidate.speaking.meet(opened.knowledge.talking_points)
        # Until a tab comes nobody watches, and perhaps none does.
        self.leave(room)
        return room

    def _goes_on(self, room: Room, opened: Opened, *, by_force: bool) -> Callable[[], Awaitable[None]]:
        if room.session.drill:
            return partial(self._drilled, room, opened, new=False, by_force=by_force)

        async def held() -> None:
            async with self._within(room.session) as settings:
                await take_up(
                    settings,
                    room.front,
                    self._memory,
                    room.session,
                    room.candidate,
                    opened.knowledge,
                    self._models,
                    by_force=by_force,
                    elapsed=room.clock,
                )
            count_savings(self._memory, opened.knowledge)

        return held

    async def _drilled(self, room: Room, opened: Opened, *, new: bool, by_force: bool = False) -> None:
        session, memory = room.session, self._memory
        patience = 0.0 if new else SECONDS_FOR_A_DEAD_WINDOW
        async with self._sat(room, patience, by_force=by_force) as at:
            agenda = await hold_drill(
                at, opened.knowledge, room.candidate, room.front, new=new, elapsed=room.clock
            )
        practices = await memory.mastery.practices()
        found = standings(opened.knowledge.talking_points, practices, now(), self._settings.place)
        own = [practice for practice in practices if practice.session_id == session.id]
        language = room.front.language
        nothing = "" if agenda.items else told_nothing(session.drill, found, language)
        room.thread.add(Drilled(results(own, found), nothing, language))
        count_savings(memory, opened.knowledge)

    async def _check(self, store: RedisSessionStore) -> None:
        """Raise where no session can be begun: `TooManyOpen`, `MemoryUnavailable`."""
        if self._bounds is not None:
            await check_open(self._bounds.allowance, store)
        check_writing(self._memory)

    @asynccontextmanager
    async def _sat(
        self, room: Room, patience: float = 0.0, *, by_force: bool = False
    ) -> AsyncIterator[Sitting]:
        memory, session = self._memory, room.session
        async with (
            self._within(session) as settings,
            sitting(settings, room.front, memory, session, self._models, patience, by_force=by_force) as at,
        ):
            yield at

    @asynccontextmanager
    async def _within(self, session: Session) -> AsyncIterator[Settings]:
        """The settings under which `session` is held."""
        if self._bounds is None:
            yield self._settings
            return
        async with self._bounds.held(session) as settings:
            yield settings

    def _tell_head(self, room: Room, opened: Opened) -> None:
        """What the candidate should know of the guides and the models before the first question."""
        room.front.speak(opened.library.language)
        for notice in opened.notices:
            room.front.notice(notice)
        for problem in opened.library.unreadable:
            room.front.tell("not_read", problem=problem)
        for passed in passed_over(opened.library.passed_over, room.front.language):
            room.front.notice(passed)
        for missed in not_understood_here(opened.library.unread, room.front.language):
            room.front.notice(missed)
        tell_people(room.front, opened.chosen)
        tell_languages(room.front, opened.library)
        tell_encoder(room.front, opened.knowledge)
        if self._models:
            tell_model(room.front, self._settings)
