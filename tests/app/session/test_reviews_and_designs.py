"""Reviews and designs in a session: written down, tried, handed in, asked about, mended, and kept."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from rich.console import Console

from app.display.screen import Screen
from app.past.formats.markdown import as_shown
from app.past.rescoring import rescore
from app.past.transcript import by_question
from app.session.bench import Bench, Sheet
from app.session.conversation import hold
from app.session.interviewing import Interview, Step
from app.session.simulation import SimulatedCandidate
from domain.guide import TalkingPoint
from domain.interview import MessageKind, Turn, TurnKind
from domain.rounds import Round
from domain.work import DesignWork, ReviewWork, Stage, WorkKind, WorkPart
from graphs.interview import interview_graph
from graphs.state import InterviewContext
from memory.in_memory import InMemorySessionStore
from tests.app.session.test_at_task import Scripted, fenced
from tests.support.interviews import Clock, a_session, some_knowledge
from tests.support.sandboxes import PlainPython
from tests.support.tasks import LOG_IN, THUMBNAILS

BETTER = """def log_in(name: str, password: str, seen: list | None = None) -> bool:
    seen = [] if seen is None else seen
    seen.append(name)
    return True
"""
DRAWN = "[Client] -> [API] -> [Kafka] -> [Workers]\n[Workers] -> [Object storage]"


class Held:
    """A round over one task that was held, whole or in parts."""

    def __init__(self, folder: Path, task: TalkingPoint, held: Round) -> None:
        self.knowledge = some_knowledge(folder / "index", task)
        self.store = InMemorySessionStore()
        self.sandbox = PlainPython()
        self.bench = Bench(folder / "unsent" / "s1.work")
        context = InterviewContext(self.knowledge, self.store, Clock(), sandbox=self.sandbox)
        graph = interview_graph().compile(checkpointer=InMemorySaver())
        self.interview = Interview(graph, context, "s1")
        self.session = a_session().model_copy(update={"round": held})
        self.out = io.StringIO()

    async def hold(self, *lines: str, editor: str = "") -> Step:
        self.candidate = Scripted(lines, editor)
        step = await self.interview.begin(self.session)
        screen = Screen(Console(file=self.out, width=110))
        return await hold(self.interview, step, self.candidate, screen, bench=self.bench)

    @property
    def shown(self) -> str:
        return self.out.getvalue()

    async def judged(self) -> list[Turn]:
        return [turn for turn in await self.interview.turns() if turn.verdict is not None]


def met_of(turn: Turn, part: WorkPart) -> float | None:
    assert turn.verdict is not None and turn.verdict.work is not None
    return next(each.met for each in turn.verdict.work.parts if each.part is part)


@pytest.fixture
def review(tmp_path: Path) -> Held:
    return Held(tmp_path, LOG_IN, Round.REVIEW)


@pytest.fixture
def design(tmp_path: Path) -> Held:
    return Held(tmp_path, THUMBNAILS, Round.DESIGN)


async def test_code_is_shown_with_its_lines_and_without_what_gives_its_faults_away(review: Held) -> None:
    await review.hold("/skip")
    (asked, *_) = await review.interview.turns()

    assert asked.question.work is WorkKind.REVIEW
    assert "1 │ def log_in(name, password, seen=[]):" in review.shown
    assert "leaks" not in review.shown and "leaks" not in asked.question.shown
    assert asked.question.shown.splitlines()[1] == "    print(name, password)"


async def test_findings_are_written_down_line_by_line_and_the_better_version_is_asked_for(
    review: Held,
) -> None:
    step = await review.hold(
        "What is it for, in one word?",
        "line 2: [critical] the password is printed",
        "/run",
        "/done",
        "Line 1 has a list as its default, which all calls share.",
        "/edit", "/run", "/done", "/done",
        editor=BETTER,
    )  # fmt: skip
    turns = await review.interview.turns()
    follow_ups = [turn.said for turn in turns if turn.kind is TurnKind.FOLLOW_UP]
    first, *_, last = [turn.verdict for turn in await review.judged()]

    assert turns[0].message is not None and turns[0].message.kind is MessageKind.ASK
    assert "So far: 1." in review.shown and "nothing to try here" in review.shown
    assert follow_ups[0].startswith("Look at line 1 again.")
    assert "the better version" in follow_ups[1]
    assert review.candidate.opened_on.startswith("def log_in(name, password, seen=[]):")
    assert first is not None and last is not None and isinstance(last.work, ReviewWork)
    met = {part.part: part.met for part in last.work.parts}
    assert met[WorkPart.FOUND] == 1 and met[WorkPart.SEVERITY] == 0.5 and met[WorkPart.BETTER] == 1
    assert first.score is not None and last.score is not None and first.score.value < last.score.value
    assert step.report is not None and step.report.overall == pytest.approx(last.score.value)


async def test_a_review_is_judged_again_exported_and_told_again(review: Held) -> None:
    await review.hold("the password is printed", fenced(BETTER), "/done", "/skip")
    turns = await review.interview.turns()
    (judged, *_) = await review.judged()

    again = await rescore(turns, review.knowledge, None, Clock()(), sandbox=review.sandbox)
    told = as_shown(review.session, turns, None, feedback=True).replace("\\", "")

    assert judged.verdict is not None and judged.verdict.score is not None
    assert again.score == pytest.approx(judged.verdict.score.value)
    assert "1 │ def log_in(name, password, seen=[]):" in told
    assert "findings, 1 lines:" in told and "better version, 4 lines:" in told
    assert "✓ The password is printed" in told
    assert "A linter sees besides" in told


async def test_who_changes_nothing_of_the_code_is_told_once_and_may_leave_it(review: Held) -> None:
    await review.hold(
        "the password is printed; a list as a default is shared by all calls", "/done", "/done", "/done"
    )

    assert review.shown.count("The code stands as it was shown") == 1
    (*_, last) = await review.judged()
    assert last.message is not None and last.message.work is not None
    assert last.message.work.better == "" and last.message.work.text.startswith("the password")
    # It was asked for: none is worth nothing, and before that it was unscored.
    first = (await review.judged())[0]
    assert [met_of(turn, WorkPart.BETTER) for turn in (first, last)] == [None, 0]


async def test_a_design_goes_through_its_stages_and_a_requirement_changes(design: Held) -> None:
    step = await design.hold(
        "How many photos a day?", "/next", DRAWN, "/run", "/next",
        "Workers read from the queue, and are as many as it is long.\n"
        "2 million photos a day are about 23 a second.",
        "/next", "/done", "The queue takes the peaks, and we add workers.",
    )  # fmt: skip
    turns = await design.interview.turns()
    first, last, *_ = (turn.verdict for turn in await design.judged())

    assert turns[1].said.startswith("Two million.")
    for told in (
        "Requirements, 3 min: Ask",
        "High level, 5 min: Name",
        "Detail, 6 min: Go",
        "Scaling, 4 min",
    ):
        assert told in design.shown
    assert "Client → API" in design.shown
    changed = next(turn for turn in turns if turn.kind is TurnKind.FOLLOW_UP)
    assert "Now it changes: Scaling to ten times the users." in changed.said
    assert first is not None and last is not None and isinstance(last.work, DesignWork)
    before = {part.part: part.met for part in first.work.parts} if first.work is not None else {}
    after = {part.part: part.met for part in last.work.parts}
    assert (after[WorkPart.CHANGE] or 0) > (before[WorkPart.CHANGE] or 0)
    assert after[WorkPart.REQUIREMENTS] == 0.5 and after[WorkPart.FLOW] == 1
    # What was said beside the sheet stands in no line of it.
    (said,) = next(part.findings for part in last.work.parts if part.part is WorkPart.CHANGE)
    assert said.line is None
    assert step.report is not None and step.report.overall == pytest.approx(
        last.score.value if last.score else 0
    )


async def test_a_design_is_judged_again_and_its_words_are_those_beside_the_drawing(design: Held) -> None:
    await design.hold(DRAWN, "Workers are as many as the queue is long.", "/done", "/skip")
    turns = await design.interview.turns()
    (judged, *_) = await design.judged()
    (asked,) = by_question(turns)

    again = await rescore(turns, design.knowledge, None, Clock()())

    assert judged.verdict is not None and judged.verdict.score is not None
    assert again.score == pytest.approx(judged.verdict.score.value)
    assert asked.answer.strip() == "Workers are as many as the queue is long."
    for found in judged.verdict.key_points:
        if (words := found.evidence) is not None:
            assert asked.answer[words.start : words.end] == words.quote


async def test_who_only_asks_and_hands_in_nothing_has_a_score_near_nothing(design: Held) -> None:
    await design.hold("How soon must a thumbnail be there?", "/done", "/done", "/skip")
    (judged, *_) = await design.judged()

    assert design.shown.count("There is no design yet") == 1
    assert judged.verdict is not None and judged.verdict.score is not None
    assert judged.verdict.score.value < 0.2


async def test_an_unread_drawing_is_told_and_none_is_as_well(design: Held) -> None:
    await design.hold("It is simple.", "/run", "/stop")

    assert "No drawing is found in it yet" in design.shown


async def test_stage_and_sheets_stand_there_again(tmp_path: Path) -> None:
    bench = Bench(tmp_path / "s.work")
    bench.put("q1", "a finding\n")
    bench.put("q1", "better\n", Sheet.BETTER)
    bench.go_on("q1")

    again = Bench(tmp_path / "s.work")
    assert (again.text("q1"), again.text("q1", Sheet.BETTER), again.stage("q1")) == (
        "a finding\n", "better\n", 1,
    )  # fmt: skip
    assert again.text("q2") == "" and again.stage("q2") == 0


@pytest.mark.parametrize(("task", "held"), [(LOG_IN, Round.REVIEW), (THUMBNAILS, Round.DESIGN)])
async def test_the_simulated_candidate_holds_each_to_its_end(
    tmp_path: Path, task: TalkingPoint, held: Round
) -> None:
    round_held = Held(tmp_path, task, held)
    step = await round_held.interview.begin(round_held.session)
    candidate = SimulatedCandidate(round_held.knowledge, 1)
    screen = Screen(Console(file=round_held.out))
    step = await hold(round_held.interview, step, candidate, screen, bench=round_held.bench)

    assert step.report is not None and step.report.overall is not None
    assert 0.3 < step.report.overall < 0.95
    assert len(await round_held.interview.turns()) < 12


async def test_the_stages_of_a_design_have_the_time_of_the_guide(design: Held) -> None:
    await design.hold("/skip")
    (asked, *_) = await design.interview.turns()

    assert [(each.stage, each.seconds) for each in asked.question.stages] == [
        (Stage.REQUIREMENTS, 180),
        (Stage.HIGH_LEVEL, 300),
        (Stage.DETAIL, 360),
        (Stage.SCALING, 240),
    ]
    assert "[1/1 · 18 min]" in design.shown
