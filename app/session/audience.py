"""Who watches an interview: sees the words come, and reads the feedback before the next question."""

from __future__ import annotations

from collections.abc import Callable

from app.display.front import Front
from app.session.candidate import COMMANDS, Candidate, EndOfInput, commanded, offered
from app.session.interviewing import Interview
from app.session.objecting import is_objection, object_to
from domain.interview import Agenda, Phase, Turn
from domain.verdict import Verdict
from graphs.telling import Coached, Drafted, Event, Planned, Words


def may_be_seen(event: Event, *, feedback: bool) -> bool:
    """Whether a candidate who gets `feedback` as they go, or only at the end, may see `event` now."""
    match event:
        case Planned():
            return True
        case Words(agent, _):
            return feedback or agent != "coach"
        case Drafted() | Coached():
            return feedback


class Audience:
    """Shows on `screen` what an interview tells.

    `feedback` is whether the candidate gets feedback as they go; `planned` is called with the agenda.
    `coached` is the turn that was coached before this window had the session: it may still be objected to.
    `drill` is whether this is one, and no interview.
    """

    def __init__(
        self,
        interview: Interview,
        screen: Front,
        candidate: Candidate | None = None,
        *,
        feedback: bool = False,
        planned: Callable[[Agenda], None] = lambda agenda: None,
        coached: Turn | None = None,
        drill: bool = False,
    ) -> None:
        self.screen = screen
        self._interview = interview
        self._candidate = candidate
        self._feedback = feedback
        self._planned = planned
        self._coached = coached if feedback else None
        self._drill = drill
        self._typed_ahead = False

    async def show(self, event: Event) -> None:
        """Show `event`, and wait where it is to be read first."""
        if not may_be_seen(event, feedback=self._feedback):
            return
        match event:
            case Planned(agenda):
                self._planned(agenda)
            case Words(agent, text):
                self.screen.saying(agent, text)
            case Drafted(verdict, advice):
                if self.screen.live:
                    self.screen.feedback_begun(verdict, advice)
            case Coached(turn):
                await self.read(turn)

    async def read(self, turn: Turn) -> None:
        """Show the feedback on `turn`, once, and let the candidate read it."""
        if not self._feedback or self._candidate is None or turn.number == self._shown:
            return
        self._coached = turn
        self.screen.settle()
        self.screen.setbacks(self._interview.news())
        self.screen.feedback(turn)
        try:
            while word := (await self._candidate.read_on()).strip():
                if await self._goes_on(word):
                    return
            self._typed_ahead = bool(self._candidate.draft)
        except EndOfInput:
            # The next question will meet the end of the input again, and end the session properly.
            return

    def tell_what_was_typed(self) -> None:
        """Say, before the next question, where what was typed at the feedback went."""
        if self._typed_ahead:
            self.screen.tell("what_you_typed")
        self._typed_ahead = False

    @property
    def _shown(self) -> int:
        """The number of the turn whose feedback was shown last."""
        return self._coached.number if self._coached is not None else 0

    async def _goes_on(self, word: str) -> bool:
        """Do what is asked for at the feedback; whether the next question is to come."""
        command = commanded(word) or word.lower()
        if is_objection(word):
            await self.said(word)
        elif command == "/why":
            self.why(self._coached.verdict if self._coached is not None else None, self._coached)
        elif command == "/help":
            self.help(self._coached)
        elif command in COMMANDS and self._candidate is not None and not self._candidate.draft:
            # Nobody leaves out a question that was not read yet.
            self._candidate.draft = command
            self.screen.tell("stands_there", command=command)
            return True
        else:
            self.screen.tell("for_a_question" if command in COMMANDS else "no_command", command=command)
        return False

    async def said(self, command: str, asked: Turn | None = None) -> None:
        """Look again at what was judged last, as `/said` asks for, and tell what comes of it.

        `asked` is the turn that is waited for meanwhile, where one is.
        """
        if self._coached is None or self._candidate is None:
            self.screen.tell("nothing_judged_yet" if self._feedback else "judged_in_study")
            return
        if asked is not None and asked.question.id != self._coached.question.id:
            self.screen.tell("said_of_last", question=self._coached.question.text)
        turn = await object_to(self._coached, command, self._interview, self._candidate, self.screen)
        if turn != self._coached:
            self.screen.judged_again(turn)
        self._coached = turn

    def help(self, turn: Turn | None) -> None:
        """What a candidate can do besides answering `turn`."""
        told = offered(turn, self.screen.language, judged=self._feedback, drill=self._drill)
        self.screen.help(told)

    def why(self, verdict: Verdict | None, turn: Turn | None) -> None:
        """The arithmetic of the score of `turn`; where it has none yet, of the one that was told last."""
        if turn is None:
            return
        own = turn.question.phase is Phase.THEIR_QUESTIONS
        if verdict is None and not own and (last := self._coached) is not None:
            self.screen.tell("said_of_last", question=last.question.text)
            verdict, turn = last.verdict, last
        if own:
            self.screen.tell("own_unscored")
        elif verdict is None:
            self.screen.tell("no_score_question" if self._feedback else "no_score_end")
        else:
            self.screen.why(verdict, turn.advice)
