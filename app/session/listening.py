"""What the candidate says at the prompt, made a message: an answer, or what it asks for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from app.display.front import Front
from app.display.labels import label
from app.session.at_task import AtTask
from app.session.audience import Audience
from app.session.bench import Bench
from app.session.by_meaning import hear_by_meaning
from app.session.candidate import AtHand, Candidate, EndOfInput, Speaks, commanded, moves
from app.session.hearing import Intention, Wish, asks_back, hear, only_asks
from app.session.interviewing import Interview
from app.session.objecting import is_objection
from domain.interview import IN_OWN_WORDS, CandidateMessage, MessageKind, Phase, Turn
from domain.shown import shown
from language.wording import shorten

_COMMANDS = {
    "/skip": MessageKind.SKIP,
    "/stop": MessageKind.STOP,
    "/repeat": MessageKind.REPEAT,
    "/clarify": MessageKind.CLARIFY,
    "/hint": MessageKind.HINT,
}
_ASKS = {
    Wish.REPEAT: MessageKind.REPEAT,
    Wish.CLARIFY: MessageKind.CLARIFY,
    Wish.SKIP: MessageKind.SKIP,
    Wish.DONE: MessageKind.SKIP,
    Wish.STOP: MessageKind.STOP,
    Wish.BACK: MessageKind.BACK,
}
"""What each wish makes of a message. To be done with a question is to leave its follow-ups out."""
_SHALL_I = {
    Wish.REPEAT: "shall_repeat",
    Wish.CLARIFY: "shall_clarify",
    Wish.SKIP: "shall_skip",
    Wish.DONE: "shall_done",
    Wish.STOP: "shall_stop",
    Wish.RESTART: "shall_restart",
    Wish.BACK: "shall_go_back",
    Wish.THINK: "shall_wait",
}
"""The label of what is asked back; of who is done it is another where something was said."""
_ASKED_ABOUT = frozenset({Wish.STOP, Wish.BACK})
"""Asked about even where it is plain: from the end is no way back, and another question may be meant."""
_MOST_OF_A_QUESTION = 90
"""Letters of a question that is named."""
_QUIET = {Wish.THINK: "take_your_time", Wish.RESTART: "from_the_beginning"}
"""What moves nothing: a line is shown, by its label, and the time goes on."""


class Listener:
    """Hears what `candidate` says; what concerns only the screen is dealt with here."""

    def __init__(
        self,
        interview: Interview,
        candidate: Candidate,
        screen: Front,
        audience: Audience,
        bench: Bench,
        elapsed: Callable[[], float],
    ) -> None:
        self._interview = interview
        self._candidate = candidate
        self._screen = screen
        self._audience = audience
        self._elapsed = elapsed
        self._aside: list[str] = []
        self._task = AtTask(interview, candidate, screen, bench, elapsed)

    async def message(self, turn: Turn, began: float, *, answered: bool) -> CandidateMessage:
        """What is said to `turn`, which is waited for since `began`.

        `answered` is whether something was said to its question before.
        """
        self._aside = []
        if turn.question.work is not None:
            await self._task.begin(turn)
        else:
            self._task.leave()
        while True:
            # What was typed before the question was read asks for nothing that it is about.
            carried = self._candidate.draft.strip()
            try:
                text = shown(await self._candidate.answer(turn)).strip()
            except EndOfInput:
                return self._asked_for(MessageKind.STOP, text="the input ended")
            message = await self._understood(
                text, turn, answered=answered, carried=bool(carried) and carried in text
            )
            if message is None:
                continue
            if turn.question.work is not None:
                self._task.tell_time(turn)
            if message.kind not in IN_OWN_WORDS or not self._candidate.measures_time:
                return message
            spoken = self._candidate.spoken if isinstance(self._candidate, Speaks) else None
            if spoken is not None:
                # The time for mending what was heard is not the time it took to say it.
                return message.model_copy(update={"spoken": spoken, "seconds": spoken.seconds})
            return message.model_copy(update={"seconds": self._elapsed() - began})

    async def _understood(
        self, text: str, turn: Turn, *, answered: bool, carried: bool
    ) -> CandidateMessage | None:
        """The message that `text` is; None where there is more to come."""
        command = commanded(text)
        word = command or text.lower()
        if not text:
            self._screen.tell("say_something")
        elif moves(command):
            self._left_alone(command)
        elif word == "/help":
            self._audience.help(turn)
        elif word == "/why":
            self._audience.why(turn.verdict, turn)
        elif is_objection(text):
            await self._audience.said(text, turn)
        elif word == "/back":
            return self._asked_for(MessageKind.BACK) if await self._before(turn) else None
        elif word in _COMMANDS:
            return self._asked_for(_COMMANDS[word])
        elif turn.question.work is not None and (done := await self._task.heard(text, turn)) is not False:
            return None if done is True else done
        elif word == "/edit":
            self._screen.tell("no_editor")
        elif text.startswith("//"):
            return self._words(text[1:], turn, answered=answered)
        elif text.startswith("/") and len(text.split()) == 1:
            self._screen.tell("no_command", command=text)
        else:
            return await self._in_own_words(text, turn, answered=answered, carried=carried)
        return None

    def _left_alone(self, command: str) -> None:
        """Say that words behind `command` are too much; whoever types has it there without them."""
        if isinstance(self._candidate, AtHand):
            self._candidate.draft = command
            self._screen.tell("stands_alone_here", command=command)
        else:
            self._screen.tell("stands_alone", command=command)

    async def _in_own_words(
        self, text: str, turn: Turn, *, answered: bool, carried: bool
    ) -> CandidateMessage | None:
        """An answer, or what is plainly asked for; what could be either is asked back."""
        last = ""
        try:
            found = await self._wanted(text, turn)
            if found is not None and found.wish is Wish.BACK:
                last = await self._before(turn, plain=found.sure)
                if not last and found.sure:
                    return None
                found = found if last else None
            meant = found is not None and await self._is_meant(
                found, answered=answered, carried=carried, last=last
            )
        except BaseException:
            # Left open while it was read, or at the question back: what was said is not sent yet.
            self._candidate.draft = text
            raise
        if found is None or not meant:
            return self._words(text, turn, answered=answered)
        if (kind := _ASKS.get(found.wish)) is not None:
            return self._asked_for(kind, words=text)
        if found.rest:
            self._aside.append(text.removesuffix(found.rest).rstrip())
            return self._answer(found.rest)
        self._aside.append(text)
        self._screen.tell(_QUIET[found.wish])
        return None

    async def _wanted(self, text: str, turn: Turn) -> Intention | None:
        """What `text` asks for, by patterns, and where they know nothing of it by what it means."""
        language, of_task = turn.question.language, turn.question.work is not None
        found = hear(text, asked=turn.said, language=language)
        if found is None and not of_task:
            # A question back is seldom an answer; at a task questions are part of it.
            sure = asks_back(text, asked=turn.said, language=language)
            asks = sure or only_asks(text, language=language)
            found = Intention(Wish.CLARIFY, sure=sure) if asks else None
            if not sure and not (asks and turn.question.phase is Phase.THEIR_QUESTIONS):
                found = await self._by_meaning(text, language) or found
        if found is not None and found.wish is Wish.CLARIFY and turn.question.phase is Phase.THEIR_QUESTIONS:
            # Whoever was asked for questions asks one.
            return None
        return found

    async def _by_meaning(self, text: str, language: str) -> Intention | None:
        """What `text` may mean, where it can be asked back."""
        if not isinstance(self._candidate, AtHand):
            return None
        # The model may have to be opened first.
        return await asyncio.to_thread(hear_by_meaning, text, self._interview.embedder, language=language)

    async def _before(self, turn: Turn, *, plain: bool = True) -> str:
        """The question that may be answered once more, "" where none may.

        Where it was `plain` that one was asked for, that is told to the candidate.
        """
        last = await self._interview.before() if turn.question.work is None else ""
        if plain and not last:
            self._screen.tell("nothing_before")
        return last

    async def _is_meant(self, found: Intention, *, answered: bool, carried: bool, last: str) -> bool:
        plain = found.sure and (found.wish is not Wish.DONE or answered)
        if not isinstance(self._candidate, AtHand):
            # Nobody can be asked: what could be an answer is one.
            return plain
        if plain and not carried and found.wish not in _ASKED_ABOUT:
            return True
        question = shorten(last, _MOST_OF_A_QUESTION)
        asked = "shall_be_all" if found.wish is Wish.DONE and answered else _SHALL_I[found.wish]
        return await self._candidate.agrees(label(asked, self._screen.language, question=question))

    def _words(self, text: str, turn: Turn, *, answered: bool) -> CandidateMessage | None:
        """Words that ask for nothing: an answer; at a task what they are there, None where noted down."""
        answer = self._answer(text)
        if turn.question.work is None:
            return answer
        if self._task.noted(text, turn, answered=answered):
            return None
        return answer.model_copy(update={"kind": self._task.said(text, answered=answered)})

    def _answer(self, text: str) -> CandidateMessage:
        return CandidateMessage(text=text, at=self._interview.now, aside=tuple(self._aside))

    def _asked_for(self, kind: MessageKind, *, text: str = "", words: str = "") -> CandidateMessage:
        return CandidateMessage(
            kind=kind, text=text, at=self._interview.now, words=words, aside=tuple(self._aside)
        )
