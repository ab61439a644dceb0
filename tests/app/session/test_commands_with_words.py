"""A command with words behind it is no answer: it is done where it only tells, and else asked about."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from app.display.labels import label
from app.display.screen import Screen
from app.session.candidate import commanded
from app.session.conversation import hold
from domain.interview import Turn
from language.words import LANGUAGES
from tests.app.session.test_conversation import Pauses, Scripted
from tests.support.interviews import a_session, an_interview, some_knowledge

_BEGIN_WITH_ONE = {
    "/skip please": "/skip",
    "/Why us": "/why",
    "/stop, thanks": "/stop",
    "/back  to the last one": "/back",
    "/hint: please": "/hint",
    "/REPEAT that": "/repeat",
    "/help me": "/help",
    "/clarify\tthe second part": "/clarify",
}
_ARE_ANSWERS = (
    "/skip",
    "/var was full, so I moved the logs",
    "/run is on tmpfs, and it was full",
    "/backup had no room",
    "/etc/hosts named the old address",
    "/helpdesk tickets went down by a third",
    "/done is the folder where handled files go",
    "//stop words are left out of the index",
    "skip /help",
    "/skip\n/stop",
    "/stop words are left out\nof the index",
    "",
)


@pytest.mark.parametrize("text", _BEGIN_WITH_ONE)
def test_a_command_is_heard_before_words(text: str) -> None:
    assert commanded(text) == _BEGIN_WITH_ONE[text]


@pytest.mark.parametrize("text", _ARE_ANSWERS)
def test_what_only_looks_like_one_is_an_answer(text: str) -> None:
    assert commanded(text) == ""


class AtATerminal(Scripted):
    """Scripted, and somebody who can be asked back."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(lines)
        self.drafts: list[str] = []

    async def answer(self, turn: Turn) -> str:
        self.drafts.append(self.draft)
        self.draft = ""
        return await super().answer(turn)

    async def agrees(self, question: str) -> bool:
        return True

    async def tells(self, question: str) -> str:
        return ""


async def _held(folder: Path, candidate: Scripted) -> tuple[str, str | None]:
    """What is shown, and the first answer, None where there is none."""
    out = io.StringIO()
    interview, store = an_interview(some_knowledge(folder))
    step = await interview.begin(a_session())
    await hold(interview, step, candidate, Screen(Console(file=out, width=110)))
    message = (await store.turn("s1", 1)).message
    return out.getvalue(), message.text if message is not None else None


async def test_what_moves_the_interview_waits_for_enter(tmp_path: Path) -> None:
    candidate = AtATerminal(["/skip please", "/stop"])
    shown, _ = await _held(tmp_path, candidate)

    assert "/skip stands alone" in shown
    assert candidate.drafts == ["", "/skip"]
    assert "Weak" not in shown


async def test_from_a_pipe_it_is_told_and_the_next_line_is_the_answer(tmp_path: Path) -> None:
    shown, said = await _held(tmp_path, Scripted(["/stop now", "I moved the platform to an event log."]))

    assert "/stop stands alone" in shown
    assert said == "I moved the platform to an event log."


@pytest.mark.parametrize(
    ("text", "told"), [("/why us", "No score yet"), ("/help me", "leave this question out")]
)
async def test_what_only_tells_is_done(tmp_path: Path, text: str, told: str) -> None:
    shown, said = await _held(tmp_path, Scripted([text, "I moved the platform to an event log."]))

    assert told in shown
    assert said == "I moved the platform to an event log."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["stands_alone", "stands_alone_here"])
def test_every_language_says_so(language: str, key: str) -> None:
    told = label(key, language, command="/skip")

    assert told.count("/skip") == 1
    assert "//" in told


async def test_at_the_feedback_it_stands_at_the_next_question_without_the_words(tmp_path: Path) -> None:
    out = io.StringIO()
    interview, _ = an_interview(some_knowledge(tmp_path))
    step = await interview.begin(a_session())
    candidate = Pauses(["…", "/stop"], ["/why was that", "/skip this one"])
    await hold(interview, step, candidate, Screen(Console(file=out, width=110)))

    assert "coverage of your talking points, 0 to 1" in out.getvalue()
    assert "/skip stands at the next question" in out.getvalue()
    assert candidate.draft == "/skip"
