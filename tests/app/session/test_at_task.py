"""A task in a session: asked about, written, tried, handed in, asked about again, mended, and kept."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from rich.console import Console

from agents.evaluator.objecting import Pointed
from agents.evaluator.work.coding import with_talk
from agents.sayings import SPOKEN, options
from app.display.screen import Screen
from app.past.rescoring import rescore
from app.past.transcript import by_question, said
from app.session.bench import Bench
from app.session.candidate import EndOfInput, StandardInput
from app.session.conversation import hold
from app.session.interviewing import Interview, Step
from domain.interview import MessageKind, Mode, Turn, TurnKind
from domain.rounds import Round
from domain.verdict import Band, Evidence, Label, Provenance, Score, Verdict
from domain.work import CodeWork, FindingKind, Mark, Weighed, WorkKind, WorkPart
from graphs.interview import interview_on
from graphs.state import InterviewContext
from knowledge.base import KnowledgeBase
from memory.in_memory import InMemorySessionStore
from tests.support.interviews import Clock, a_session, some_knowledge
from tests.support.sandboxes import PlainPython
from tests.support.tasks import BROKEN, OTHERWISE, TWO_SUM, WRONG

SAID = "With a dictionary one pass over the numbers would be enough."


def fenced(code: str) -> str:
    return f"```python\n{code}```"


class Scripted:
    """Says its lines, and opens an editor that types what `editor` is."""

    measures_time = False
    draft = ""

    def __init__(self, lines: Iterable[str], editor: str = "") -> None:
        self.lines = list(lines)
        self.editor = editor
        self.opened_on = ""

    async def answer(self, turn: Turn) -> str:
        if not self.lines:
            raise EndOfInput
        return self.lines.pop(0)

    async def read_on(self) -> str:
        return ""

    async def write(self, text: str, ending: str) -> str | None:
        self.opened_on = text
        return self.editor


class Killed(BaseException):
    """The program ends here."""


class Dies(Scripted):
    """Says its lines, and then the program is gone."""

    async def answer(self, turn: Turn) -> str:
        if not self.lines:
            raise Killed
        return await super().answer(turn)


class Held:
    """A coding round that was held, whole or in parts."""

    def __init__(self, folder: Path, sandbox: PlainPython | None = None, **session: object) -> None:
        self.knowledge: KnowledgeBase = some_knowledge(folder / "index", TWO_SUM)
        self.store = InMemorySessionStore()
        self.sandbox = sandbox if sandbox is not None else PlainPython()
        self.bench = Bench(folder / "unsent" / "s1.work")
        context = InterviewContext(self.knowledge, self.store, Clock(), sandbox=self.sandbox)
        graph = interview_on(InMemorySaver())
        self.interview = Interview(graph, context, "s1")
        self.session = a_session().model_copy(update={"round": Round.CODING, **session})
        self.out = io.StringIO()

    async def hold(self, *lines: str, editor: str = "") -> Step:
        candidate = Scripted(lines, editor)
        self.candidate = candidate
        screen = Screen(Console(file=self.out, width=110))
        step = await self.interview.begin(self.session)
        return await hold(self.interview, step, candidate, screen, bench=self.bench)

    @property
    def shown(self) -> str:
        return self.out.getvalue()

    async def last(self) -> Turn:
        return [turn for turn in await self.interview.turns() if turn.verdict is not None][-1]


async def test_a_task_is_put_as_the_guide_states_it_and_its_solution_is_not(tmp_path: Path) -> None:
    held = Held(tmp_path)
    await held.hold("/skip")
    (asked, *_) = await held.interview.turns()

    assert asked.question.work is WorkKind.CODE
    assert "find the places of two numbers" in asked.said
    assert "Output: [0, 1]" in asked.said and "seen" not in asked.said
    assert asked.question.seconds == 15 * 60


async def test_what_is_asked_first_is_answered_and_counted_and_what_is_thought_aloud_is_judged(
    tmp_path: Path,
) -> None:
    held = Held(tmp_path)
    await held.hold("May a number be used twice?", "What if there is none?", SAID, fenced(OTHERWISE), "/done")
    turns = await held.interview.turns()
    kinds = [turn.message.kind for turn in turns if turn.message is not None][:3]
    verdict = (await held.last()).verdict

    assert kinds == [MessageKind.ASK, MessageKind.ASK, MessageKind.ALOUD]
    # The first question brings an example that the statement does not show, the second another.
    assert "two_sum([3, 3], 6)" in turns[1].said and "two_sum([1, 2], 9)" in turns[2].said
    assert verdict is not None and verdict.work is not None
    met = {part.part: part.met for part in verdict.work.parts}
    assert met[WorkPart.QUESTIONS] == 1 and met[WorkPart.BEHAVIOUR] == 1
    assert verdict.key_points[0].label is not Label.MISSING


async def test_run_tries_the_code_and_hands_nothing_in(tmp_path: Path) -> None:
    held = Held(tmp_path)
    await held.hold("/run", fenced(WRONG), "/run", "/stop")
    turns = await held.interview.turns()

    assert "There is no code yet" in held.shown
    assert "✗ places(numbers = [2, 7, 11, 15], target = 9): [1, 0], not [0, 1]" in " ".join(
        held.shown.split()
    )
    assert held.sandbox.runs > 0
    assert all(turn.verdict is None for turn in turns)


async def test_a_failing_example_is_asked_about_by_its_call_and_may_be_mended(tmp_path: Path) -> None:
    held = Held(tmp_path)
    step = await held.hold(
        "/edit", "/done", fenced(OTHERWISE), "/done", "Quadratic, a dictionary would do it in one pass.",
        "It takes no memory beside that.", editor=WRONG,
    )  # fmt: skip
    turns = await held.interview.turns()
    follow_ups = [turn for turn in turns if turn.kind is TurnKind.FOLLOW_UP]
    first, last = (
        turn.verdict for turn in turns if turn.verdict is not None and turn.message.work is not None
    )

    assert "does not come out" in follow_ups[0].said and "target = 9" in follow_ups[0].said
    assert "Line 2 has a loop within a loop" in follow_ups[1].said
    assert first.work.parts[0].met < last.work.parts[0].met == 1
    assert last.work.code == OTHERWISE
    assert step.report is not None and step.session.score == step.report.overall
    assert step.report.overall > 0.5
    # The code was in the editor as it stood: with the task over it the first time.
    assert held.candidate.opened_on.startswith("# Here is a task")


async def test_a_syntax_error_is_told_with_its_line_and_the_round_goes_on(tmp_path: Path) -> None:
    held = Held(tmp_path)
    await held.hold(fenced(BROKEN), "/done", fenced(OTHERWISE), "/done")
    turns = await held.interview.turns()
    broken = next(turn for turn in turns if turn.verdict is not None).verdict

    assert broken.work.parts[0].findings[0].kind is FindingKind.SYNTAX
    assert broken.work.parts[0].findings[0].line == 2
    assert "Line 2 is no Python" in next(t for t in turns if t.kind is TurnKind.FOLLOW_UP).said
    assert (await held.last()).verdict.work.parts[0].met == 1


async def test_who_only_talks_hands_in_nothing_and_is_judged_so(tmp_path: Path) -> None:
    held = Held(tmp_path)
    await held.hold(SAID, "/done", "/done")
    verdict = (await held.last()).verdict

    assert held.shown.count("There is no code yet") == 1
    assert [part.met for part in verdict.work.parts][:2] == [0, 0]
    assert verdict.work.parts[0].findings[0].mark is Mark.MISSED
    assert verdict.score is not None and verdict.score.value < 0.35


async def test_the_code_stands_there_again_after_a_crash(tmp_path: Path) -> None:
    held = Held(tmp_path)
    step = await held.interview.begin(held.session)
    screen = Screen(Console(file=held.out, width=110))
    with pytest.raises(Killed):
        await hold(held.interview, step, Dies([fenced(WRONG)]), screen, bench=held.bench)

    again = Bench(tmp_path / "unsent" / "s1.work")
    candidate = Scripted(["/edit", "/done", "/skip"], editor=OTHERWISE)
    step = await held.interview.go_on()
    await hold(held.interview, step, candidate, screen, bench=again)

    assert candidate.opened_on == WRONG
    assert (await held.last()).verdict.work.code == OTHERWISE
    assert (tmp_path / "unsent").stat().st_mode & 0o077 == 0
    assert not (tmp_path / "unsent" / "s1.work").exists()


async def test_real_mode_keeps_the_verdict_for_the_end(tmp_path: Path) -> None:
    held = Held(tmp_path, mode=Mode.REAL)
    await held.hold(fenced(OTHERWISE), "/done", "/skip")

    assert held.shown.index("What your coach makes of it") < held.shown.index("What it does  100 of 100")


async def test_a_session_that_was_held_is_judged_again_and_told_again(tmp_path: Path) -> None:
    held = Held(tmp_path)
    await held.hold("May I use a library?", SAID, fenced(WRONG), "/done", "/skip")
    turns = await held.interview.turns()
    (asked,) = by_question(turns)

    again = await rescore(turns, held.knowledge, None, Clock()(), sandbox=held.sandbox)

    assert again.score == pytest.approx((await held.last()).verdict.score.value)
    assert asked.answer == SAID
    assert said(turns[0]) == "May I use a library?"
    handed = next(turn for turn in turns if turn.message is not None and turn.message.work is not None)
    assert said(handed).startswith("code, 6 lines:\ndef places")


def test_fences_hold_code_with_quotes_and_empty_lines_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    from app.session.candidate import _answers

    code = 'def f():\n    """Says it."""\n\n    return "/run"\n'
    given = io.StringIO(f"One?\n{fenced(code)}\n/done\n")

    assert list(_answers(given)) == ["One?", fenced(code), "/done"]
    assert isinstance(StandardInput(given), StandardInput)


@pytest.mark.parametrize("language", SPOKEN)
def test_each_thing_to_ask_next_has_its_words(language: str) -> None:
    from domain.work import About

    for about in About:
        (wording, *_) = options("follow_up_prober", language, f"work.{about.value}")
        assert wording.format(line=3, name="f") != ""


async def test_the_simulated_candidate_asks_writes_tries_and_hands_in(tmp_path: Path) -> None:
    from app.session.simulation import SimulatedCandidate

    held = Held(tmp_path)
    step = await held.interview.begin(held.session)
    candidate = SimulatedCandidate(held.knowledge, 1)
    step = await hold(held.interview, step, candidate, Screen(Console(file=held.out)), bench=held.bench)
    verdict = (await held.last()).verdict

    assert step.report is not None and verdict.score.value > 0.6
    assert verdict.work.parts[0].met == 1
    assert len(await held.interview.turns()) < 10


async def test_words_said_of_the_work_may_be_pointed_to_and_what_it_does_stays_as_it_was(
    tmp_path: Path,
) -> None:
    held = Held(tmp_path)
    await held.hold("A dictionary, I think.", fenced(WRONG), "/done", "/skip")
    turn = await held.last()
    words = Evidence(quote="A dictionary, I think.", start=0, end=22)

    looked, objection = await held.interview.look_again(turn.number, Pointed("two-sum/0", words))

    assert looked.objections == (objection,)
    assert looked.verdict.work.parts[:3] == turn.verdict.work.parts[:3]


def test_what_is_said_counts_by_its_share_when_it_is_looked_at_again() -> None:
    parts = (
        Weighed(part=WorkPart.BEHAVIOUR, weight=60, met=1.0),
        Weighed(part=WorkPart.TALK, weight=40, met=0.0),
    )
    score = Score(value=0.5, low=0.4, high=0.6, band=Band.of(0.5))
    talk = Verdict(outcome=score, provenance=Provenance(agent="evaluator"))

    again = with_talk(CodeWork(code="", parts=parts), talk)

    assert again.score is not None and again.score.value == pytest.approx(0.8)
    assert again.work is not None and again.work.parts[1].met == 0.5


async def test_who_types_sees_the_time_of_the_task_and_hears_when_it_is_nearly_over(tmp_path: Path) -> None:
    class Watches(Scripted):
        measures_time = True
        seen: str = ""

        def watch(self, told: Callable[[], str] | None) -> None:
            self.told = told

        async def answer(self, turn: Turn) -> str:
            assert self.told is not None
            self.seen = self.told()
            return await super().answer(turn)

    held = Held(tmp_path)
    step = await held.interview.begin(held.session)
    candidate = Watches(["I begin.", "I go on.", "/stop"])
    moments = iter([0.0] * 8 + [800.0] * 200)
    screen = Screen(Console(file=held.out, width=110))
    await hold(held.interview, step, candidate, screen, bench=held.bench, elapsed=lambda: next(moments))

    assert candidate.seen == "13:20 / 15:00"
    assert "2 of 15 minutes left for this task." in held.shown


async def test_an_editor_that_was_left_as_it_opened_hands_in_nothing(tmp_path: Path) -> None:
    held = Held(tmp_path)

    class Leaves(Scripted):
        async def write(self, text: str, ending: str) -> str | None:
            return text

    step = await held.interview.begin(held.session)
    screen = Screen(Console(file=held.out, width=110))
    await hold(held.interview, step, Leaves(["/edit", "/run", "/stop"]), screen, bench=held.bench)
    assert "There is no code yet" in held.shown
