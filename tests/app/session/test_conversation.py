import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from rich.console import Console

from app.display.screen import Screen
from app.session.candidate import EndOfInput, LeftOpen, StandardInput, offered
from app.session.clock import Clock
from app.session.conversation import hold
from app.session.interviewing import Step
from app.session.unsent import UnsentAnswer, reserved
from domain.errors import ModelUnavailable
from domain.interview import MessageKind, Mode, Turn
from domain.prompting import RenderedPrompt
from domain.usage import Instead, Setback, SetbackKind, Usage
from memory.in_memory import InMemorySessionStore
from models.account import Account
from models.language_model import Answered, Hear, LanguageModel, Reply
from models.scripted import ScriptedModel
from tests.support.interviews import (
    POINTS,
    WITH_AN_ASIDE,
    a_session,
    an_interview,
    some_knowledge,
    whole_answer,
)

BY_TITLE = {point.id: point for point in POINTS}


class Scripted:
    """Says its lines in order, then nothing; "…" stands for everything the guide says to the question."""

    measures_time = False
    draft = ""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = list(lines)

    async def answer(self, turn: Turn) -> str:
        if not self._lines:
            raise EndOfInput
        line = self._lines.pop(0)
        return whole_answer(BY_TITLE[turn.question.talking_point_id]) if line == "…" else line

    async def read_on(self) -> str:
        return ""


async def held(
    folder: Path,
    lines: Iterable[str],
    *,
    mode: Mode = Mode.STUDY,
    models: Mapping[str, LanguageModel] | None = None,
    account: Account | None = None,
) -> tuple[Step, str]:
    out = io.StringIO()
    interview, _ = an_interview(some_knowledge(folder, *WITH_AN_ASIDE), models=models, account=account)
    step = await interview.begin(a_session(mode=mode))
    step = await hold(interview, step, Scripted(lines), Screen(Console(file=out, width=110)))
    return step, out.getvalue()


async def test_study_mode_shows_feedback_after_every_question(tmp_path: Path) -> None:
    _, shown = await held(tmp_path, ["…", "…", "…"])

    assert shown.count("Landed") == 3
    assert "guide.md:10" in shown


async def test_real_mode_keeps_the_feedback_for_the_report(tmp_path: Path) -> None:
    _, shown = await held(tmp_path, ["…", "…", "…"], mode=Mode.REAL)

    during, after = shown.split("What your coach makes of it")
    assert "Landed" not in during
    assert after.count("Landed") == 3
    assert "Report · session s1" in after


async def test_the_end_of_the_input_ends_the_session_with_a_report(tmp_path: Path) -> None:
    step, shown = await held(tmp_path, ["…"])

    assert step.report is not None and step.report.ended == "the input ended"
    assert "1 of 3 asked" not in shown  # the second question had been put
    assert "2 of 3 asked" in shown


async def test_commands_are_for_the_interface_and_unknown_ones_are_told(tmp_path: Path) -> None:
    step, shown = await held(tmp_path, ["/help", "/nonsense", "", "/hint", "/stop"])

    assert "There is no /nonsense" in shown
    assert "leave this question out" in shown
    assert step.report is not None and step.report.ended == "you stopped"


async def test_why_says_when_the_score_of_an_open_question_comes(tmp_path: Path) -> None:
    out = io.StringIO()
    interview, store = an_interview(some_knowledge(tmp_path))
    step = await interview.begin(a_session())
    step = await hold(interview, step, Scripted(["/why", "…", "/stop"]), Screen(Console(file=out, width=110)))

    assert "No score yet: it comes when this question is done." in out.getvalue()
    assert (await store.turn("s1", 1)).message is not None


@pytest.mark.parametrize("mode", Mode)
async def test_an_answer_that_counts_is_shown_with_its_reasons_where_it_was_stopped_after(
    tmp_path: Path, mode: Mode
) -> None:
    weak = "It was a change we made to the platform last year with the team."
    step, shown = await held(tmp_path, [weak, "/stop"], mode=mode)

    assert step.report is not None and step.report.answered == 1
    assert "Missing" in shown[: shown.index("Report ·")]


async def test_why_at_a_question_without_a_score_opens_the_last_one(tmp_path: Path) -> None:
    _, shown = await held(tmp_path, ["…", "/why", "/stop"])

    assert "This is about “" in shown
    assert "coverage of your talking points, 0 to 1" in shown
    assert "No score yet" not in shown


@pytest.mark.parametrize(("mode", "judged"), [(Mode.STUDY, True), (Mode.REAL, False)])
async def test_help_names_what_does_something_here(tmp_path: Path, mode: Mode, judged: bool) -> None:
    _, shown = await held(tmp_path, ["/help", "/stop"], mode=mode)

    assert ("/why" in shown, "/said" in shown) == (judged, judged)
    assert "/back" in shown
    assert not any(command in shown for command in ("/run", "/next", "/done"))


def test_help_in_a_drill_has_no_report_and_names_what_goes_on_with_a_drill() -> None:
    told = offered(None, "en", drill=True)

    assert "/back" not in told
    assert "report" not in told["/stop"]
    assert "`interview drill --resume`" in told["Ctrl-D"]


@pytest.mark.parametrize("width", [50, 80])
def test_help_is_never_wrapped_below_the_commands(width: int) -> None:
    out = io.StringIO()
    Screen(Console(file=out, width=width)).help(offered(None, "en"))

    lines = out.getvalue().splitlines()
    assert len(lines) > len(offered(None, "en"))
    assert all(line.startswith(("  /", '  """', "  Alt+", "  Ctrl-", " " * 12)) for line in lines)


async def test_two_slashes_begin_an_answer(tmp_path: Path) -> None:
    interview, store = an_interview(some_knowledge(tmp_path))
    step = await interview.begin(a_session())
    await hold(interview, step, Scripted(["//metrics is the path"]), Screen(Console(file=io.StringIO())))

    message = (await store.turn("s1", 1)).message
    assert message is not None and message.kind is MessageKind.ANSWER
    assert message.text == "/metrics is the path"


async def test_a_pipe_gives_one_answer_a_line_and_empty_lines_are_passed_over(tmp_path: Path) -> None:
    interview, _ = an_interview(some_knowledge(tmp_path))
    waiting = (await interview.begin(a_session())).waiting
    assert waiting is not None
    source = StandardInput(io.StringIO("one\n\n  \ntwo\n"))

    assert await source.has_something(5)
    assert [await source.answer(waiting), await source.answer(waiting)] == ["one", "two"]


async def test_an_empty_pipe_has_nothing() -> None:
    assert not await StandardInput(io.StringIO("\n\n")).has_something(5)


def test_the_time_is_warned_about_twice_and_never_again() -> None:
    clock = Clock(600)

    assert clock.passed(300) is None
    assert clock.passed(200) == 2
    assert clock.passed(80) == 0
    assert clock.passed(100) is None


async def test_where_the_interview_stands_is_never_broken_over_two_lines(tmp_path: Path) -> None:
    interview, _ = an_interview(some_knowledge(tmp_path))
    step = await interview.begin(a_session())
    assert step.waiting is not None

    for length in range(20, 110):
        out = io.StringIO()
        asked = step.waiting.model_copy(update={"said": "word " * (length // 5) + "x" * (length % 5)})
        Screen(Console(file=out, width=80)).question(asked, 3, 18, 0)
        assert "[3/18 · " in out.getvalue() and any(
            line.rstrip().endswith("s]") and "[3/18" in line for line in out.getvalue().splitlines()
        )


async def test_the_report_counts_what_was_skipped(tmp_path: Path) -> None:
    _, shown = await held(tmp_path, ["…", "/skip", "/skip"])

    assert "3 of 3 asked, 2 skipped" in shown
    assert "every question on the agenda was asked" not in shown


class Spending(ScriptedModel):
    """A model that is gone, after it has cost something where `when` says so."""

    def __init__(self, account: Account, when: Callable[[int], bool]) -> None:
        super().__init__([])
        self._account = account
        self._when = when

    async def reply(
        self, prompt: RenderedPrompt, schema: type[Reply], hear: Hear | None = None
    ) -> Answered[Reply]:
        if self._when(len(self.prompts)):
            self._account.add("coach", Usage(input_tokens=1200, output_tokens=40, dollars=0.02))
        return await super().reply(prompt, schema, hear)


async def test_what_models_took_so_far_stands_before_a_question_where_it_has_changed(tmp_path: Path) -> None:
    account = Account()
    models = {"coach": Spending(account, when=lambda asked: asked == 0)}
    _, shown = await held(tmp_path, ["…", "…", "…"], models=models, account=account)

    assert shown.count("Model so far: 1,240 tokens, $0.02.") == 1
    assert shown.index("[1/3") < shown.index("Model so far") < shown.index("[2/3")


async def test_without_a_model_nothing_is_said_of_tokens(tmp_path: Path) -> None:
    _, shown = await held(tmp_path, ["…", "…", "…"], account=Account())

    assert "tokens" not in shown and "Model" not in shown


async def test_that_a_model_rests_is_said_once_and_not_again_under_every_question(tmp_path: Path) -> None:
    rests = "a:b failed 3 times in a row and rests for 60 s"
    account = Account()
    rest = Setback(
        kind=SetbackKind.FAILED_OFTEN,
        amount=60,
        instead=Instead.UNTIL_THEN,
        model="a:b",
        times=3,
        error=rests,
    )
    account.say("a:b", rest)
    model = ScriptedModel(lambda prompt, schema: ModelUnavailable(rests), name="a:b")
    agents = ("interviewer", "evaluator", "coach")
    step, shown = await held(tmp_path, ["…", "…", "…"], models=dict.fromkeys(agents, model), account=account)

    assert shown.count("a:b failed 3 times in a row and rests for 60 s: drafts until then.") == 1
    assert shown.count(rests) == 1
    assert step.report is not None and "failed" in step.report.model


async def test_lines_between_three_quotes_are_one_answer_of_a_pipe(tmp_path: Path) -> None:
    interview, _ = an_interview(some_knowledge(tmp_path))
    waiting = (await interview.begin(a_session())).waiting
    assert waiting is not None
    code = '"""\ndef replay():\n    pass\n\n/skip\n"""\n'
    source = StandardInput(io.StringIO(f'one\n{code}"""two"""\n"""/stop"""\n""""""\n"""cut\noff\n'))

    said = [await source.answer(waiting) for _ in range(5)]

    # In three quotes a slash begins no command: the second slash says so.
    assert said == ["one", "def replay():\n    pass\n\n/skip", "two", "//stop", "cut\noff"]
    with pytest.raises(EndOfInput):
        await source.answer(waiting)


async def test_lines_that_begin_with_a_slash_are_an_answer(tmp_path: Path) -> None:
    interview, store = an_interview(some_knowledge(tmp_path))
    step = await interview.begin(a_session())
    await hold(interview, step, Scripted(["/skip\n/stop"]), Screen(Console(file=io.StringIO())))

    message = (await store.turn("s1", 1)).message
    assert message is not None and message.kind is MessageKind.ANSWER and message.text == "/skip\n/stop"


class Pauses(Scripted):
    """Says `words` where the feedback is read, one at a time."""

    def __init__(self, lines: Iterable[str], words: Iterable[str]) -> None:
        super().__init__(lines)
        self._words = list(words)

    async def read_on(self) -> str:
        return self._words.pop(0) if self._words else ""


async def test_a_word_at_the_feedback_that_does_nothing_there_is_told(tmp_path: Path) -> None:
    out = io.StringIO()
    interview, _ = an_interview(some_knowledge(tmp_path))
    step = await interview.begin(a_session())
    candidate = Pauses(["…", "/stop"], ["/nonsense", "/why", "/help", "/skip", ""])
    candidate.draft = "Half an answer"
    await hold(interview, step, candidate, Screen(Console(file=out, width=110)))

    assert "There is no /nonsense. /help shows what there is" in out.getvalue()
    assert "/skip is for a question; Enter goes on to the next." in out.getvalue()
    assert "coverage of your talking points, 0 to 1" in out.getvalue()
    assert "Alt+Enter" in out.getvalue() and '""" … """' in out.getvalue()


async def test_a_command_at_the_feedback_stands_at_the_next_question(tmp_path: Path) -> None:
    interview, store = an_interview(some_knowledge(tmp_path))
    step = await interview.begin(a_session())
    candidate = Pauses(["…", "/stop"], ["/skip", "never asked for"])
    await hold(interview, step, candidate, Screen(Console(file=io.StringIO(), width=110)))

    # It is not obeyed before that question was read, and the draft waits for Enter there.
    assert candidate.draft == "/skip"
    assert (await store.turn("s1", 2)).message is not None


class Leaves(Scripted):
    """Has begun to type when it leaves."""

    async def answer(self, turn: Turn) -> str:
        if not self.draft:
            self.draft = "half a sentence"
            raise LeftOpen
        return await super().answer(turn)


async def test_what_was_begun_is_kept_when_the_session_is_left_and_offered_again(tmp_path: Path) -> None:
    interview, _ = an_interview(some_knowledge(tmp_path / "index"))
    step = await interview.begin(a_session())
    screen, unsent = Screen(Console(file=io.StringIO())), UnsentAnswer(tmp_path / "unsent" / "s1.json")

    with pytest.raises(LeftOpen, match="What you had typed is kept"), reserved(unsent):
        await hold(interview, step, Leaves([]), screen, unsent=unsent)
    assert unsent.path.stat().st_mode & 0o777 == 0o600
    # It is no answer, so the database is not given it.
    out = io.StringIO()
    await unsent.take_up(InMemorySessionStore(), "s1", Screen(Console(file=out)))
    assert out.getvalue() == ""
    again = Leaves(["…", "/stop"])
    with reserved(unsent):
        await hold(interview, step, again, screen, unsent=unsent)

    assert again.draft == "half a sentence"
    assert not unsent.path.exists()
