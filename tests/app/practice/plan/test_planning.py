"""The plan to the day: what stands on which day, and that it follows what was done without jumping."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.practice.plan import words
from app.practice.plan.filling import Gap
from app.practice.plan.planning import Standing, chosen_plan, standing
from domain.days import HERE, day_of
from domain.errors import BadSetting, InterviewError
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Mode, Session, SessionStatus
from domain.mastery import Practice, Rating
from domain.plan import Plan, PlannedDay, TaskKind
from memory.keys import Keys
from tests.app.practice.test_practice import FACT, RED_FLAG, practised
from tests.support.interviews import START, a_point, a_session
from tests.support.past import Workspace
from tests.support.talking import source

TODAY = START.date()
QUESTIONS = tuple(
    a_point(f"How do you do thing {number}?", f"I do thing {number} by the book", line=10 * number)
    for number in range(1, 13)
)
FACTS = tuple(
    FACT.model_copy(
        update={"id": f"fact {number}", "title": f"Rate {number}", "source": source(200 + number)}
    )
    for number in range(9)
)
PITCH = a_point("The short pitch", "I build platforms", line=300, kind=TalkingPointKind.PITCH)
ALL = (*QUESTIONS, *FACTS, RED_FLAG, PITCH)


def planned(
    days: int,
    *,
    minutes: int = 30,
    points: tuple[TalkingPoint, ...] = ALL,
    practices: tuple[Practice, ...] = (),
    sessions: tuple[Session, ...] = (),
    plan: Plan | None = None,
    at: datetime = START,
    gaps: tuple[Gap, ...] | None = None,
) -> Standing:
    plan = plan or Plan(interview=TODAY + timedelta(days=days), minutes=minutes, begun=TODAY)
    return standing(plan, points, practices, sessions, (), at, UTC, gaps)


def kinds(day: PlannedDay) -> list[TaskKind]:
    return [task.kind for task in day.tasks]


def count(day: PlannedDay, kind: TaskKind) -> int:
    return sum(task.count for task in day.tasks if task.kind is kind)


def rehearsed(at: datetime) -> Session:
    return a_session("r", mode=Mode.REAL).model_copy(
        update={"started_at": at, "status": SessionStatus.FINISHED, "answered": 6}
    )


GAPS = (
    Gap("Five years of Kafka", "posting.md:12"),
    Gap("B2 in German", "posting.md:14"),
    Gap("Terraform", "posting.md:20", thin=True),
)
WRITING = {TaskKind.WRITE, TaskKind.SAY_MORE}


def written(found: Standing) -> list[list[str]]:
    return [[task.first for task in each.tasks if task.kind in WRITING] for each in found.days]


@pytest.mark.parametrize("days", [1, 2, 3, 5, 14, 60, 400])
@pytest.mark.parametrize("minutes", [5, 15, 30, 120])
def test_no_day_is_fuller_than_its_minutes(days: int, minutes: int) -> None:
    found = planned(days, minutes=minutes)

    assert [each.day for each in found.days] == [TODAY + timedelta(days=day) for day in range(days + 1)]
    # Each task is rounded to whole minutes by itself, and takes one at least.
    assert all(each.minutes <= minutes + len(each.tasks) for each in found.days)


def test_the_rehearsal_is_two_days_before_and_the_last_evening_is_light() -> None:
    found = planned(6)
    *_, rehearsal, eve, last = found.days

    assert [kinds(each).count(TaskKind.REHEARSAL) for each in found.days] == [0, 0, 0, 0, 1, 0, 0]
    assert TaskKind.REHEARSAL in kinds(rehearsal)
    assert TaskKind.QUESTIONS not in kinds(eve) and eve.minutes <= 20
    assert TaskKind.ONE_PAGER in kinds(eve)
    assert kinds(last) == [TaskKind.WARM_UP, TaskKind.ONE_PAGER]
    assert all(not task.fresh for task in eve.tasks)


def test_everything_comes_up_once_where_there_is_time_and_early_enough_to_come_back() -> None:
    found = planned(14)

    fresh = [sum(task.fresh for task in each.tasks) for each in found.days]
    assert sum(fresh) == len(ALL)
    assert not any(fresh[8:])
    assert not found.left_out


def test_what_no_day_has_room_for_is_told() -> None:
    found = planned(2, minutes=5)

    assert sum(found.left_out.values()) > 0
    assert found.left_out_minutes > 0


def test_what_is_due_comes_before_what_is_new() -> None:
    weak = QUESTIONS[7]
    found = planned(5, practices=(practised(weak, Rating.AGAIN, days_ago=1),))

    first = next(task for task in found.days[0].tasks if task.kind is TaskKind.QUESTIONS)
    assert first.first == weak.title and first.fresh == first.count - 1


def test_what_comes_back_comes_back_on_its_day() -> None:
    """Practised well today for the first time it is back in two days, and so it stands there."""
    found = planned(5, points=(FACT,))

    assert [count(each, TaskKind.FACTS) for each in found.days] == [1, 0, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        (0, [[TaskKind.WARM_UP, TaskKind.ONE_PAGER]]),
        (1, [[TaskKind.QUESTIONS, TaskKind.ONE_PAGER], [TaskKind.WARM_UP, TaskKind.ONE_PAGER]]),
    ],
)
def test_today_and_tomorrow_are_days_too(days: int, wanted: list[list[TaskKind]]) -> None:
    assert [kinds(each) for each in planned(days, points=QUESTIONS).days] == wanted


def test_today_stays_as_it_was_planned_whatever_is_done_today() -> None:
    before = planned(5)
    done = tuple(practised(point, Rating.GOOD, days_ago=0) for point in QUESTIONS[:2])

    after = planned(5, plan=before.plan, practices=done, at=START + timedelta(hours=3))

    assert after.days[0] == before.days[0]
    assert after.plan == before.plan
    questions = next(task for task in after.days[0].tasks if task.kind is TaskKind.QUESTIONS)
    assert after.done.of(TODAY, questions) == 2


def test_what_was_done_as_planned_leaves_the_other_days_as_they_were() -> None:
    before = planned(8, points=QUESTIONS)
    task = before.days[0].tasks[0]
    done = tuple(practised(point, Rating.GOOD, days_ago=0) for point in QUESTIONS[: task.count])

    after = planned(8, points=QUESTIONS, plan=before.plan, practices=done, at=START + timedelta(hours=3))

    assert after.done.all_of(after.days[0])
    assert [[(each.kind, each.count) for each in day.tasks] for day in after.days[1:]] == [
        [(each.kind, each.count) for each in day.tasks] for day in before.days[1:]
    ]


def test_what_was_not_done_comes_on_the_next_days_and_the_past_stays_as_it_was() -> None:
    before = planned(8)
    tomorrow = planned(8, plan=before.plan, at=START + timedelta(days=1))

    assert tomorrow.days[0] == before.days[0]
    assert not tomorrow.done.all_of(tomorrow.days[0])
    assert sum(task.fresh for day in tomorrow.days[1:] for task in day.tasks) == len(ALL)


def test_what_was_practised_before_the_plan_was_made_is_not_its_doing() -> None:
    earlier = tuple(practised(point, Rating.GOOD, days_ago=0.01) for point in QUESTIONS[:3])

    found = planned(5, points=QUESTIONS, practices=earlier)

    questions = next(task for task in found.days[0].tasks if task.kind is TaskKind.QUESTIONS)
    assert found.done.of(TODAY, questions) == 0


def test_what_the_real_interview_asked_ticks_nothing() -> None:
    asked = tuple(practised(point, Rating.GOOD, days_ago=0.01) for point in QUESTIONS[:3])
    real = rehearsed(START).model_copy(update={"id": asked[0].session_id, "transcript": "3f9a"})

    plan = planned(5, points=QUESTIONS).plan
    drilled, debriefed = (
        planned(5, points=QUESTIONS, practices=asked, sessions=sessions, plan=plan).done.practised
        for sessions in ((), (real,))
    )
    assert drilled and not debriefed


def test_a_rehearsal_that_was_held_is_done_and_not_asked_for_again() -> None:
    plan = planned(4).plan
    held = rehearsed(START + timedelta(days=1))

    on_the_day = planned(4, plan=plan, sessions=(held,), at=START + timedelta(days=1, hours=5))
    after = planned(4, plan=plan, sessions=(held,), at=START + timedelta(days=2))

    assert any(TaskKind.REHEARSAL in kinds(each) for each in on_the_day.days)
    assert not any(TaskKind.REHEARSAL in kinds(each) for each in after.days)


@pytest.mark.parametrize(
    "changed",
    [
        {"mode": Mode.STUDY},
        {"status": SessionStatus.OPEN},
        {"forked_from": "a"},
        {"imported": True},
        {"transcript": "3f9a"},
        {"answered": 0},
    ],
)
def test_what_is_no_rehearsal_does_not_count_as_one(changed: dict[str, object]) -> None:
    held = rehearsed(START).model_copy(update=changed)
    found = planned(2, sessions=(held,))
    rehearsal = next(task for task in found.days[0].tasks if task.kind is TaskKind.REHEARSAL)

    assert found.done.of(TODAY, rehearsal) == 0


def test_another_day_or_other_minutes_plan_today_anew_and_keep_what_was() -> None:
    yesterday = PlannedDay(day=TODAY - timedelta(days=1))
    before = Plan(
        interview=TODAY + timedelta(days=5),
        minutes=30,
        begun=yesterday.day,
        days=(yesterday, PlannedDay(day=TODAY)),
    )

    assert chosen_plan(before, TODAY, on=None, minutes=None) == before
    assert chosen_plan(before, TODAY, on=before.interview, minutes=30) == before
    assert chosen_plan(before, TODAY, on=None, minutes=60).days == (yesterday,)
    assert chosen_plan(before, TODAY, on=TODAY, minutes=None).minutes == 30


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (TODAY - timedelta(days=1), "is past: today is"),
        (TODAY + timedelta(days=800), "more than two years away"),
    ],
)
def test_a_day_that_nobody_can_plan_is_one_line(on: date, told: str) -> None:
    with pytest.raises(BadSetting, match=told):
        chosen_plan(None, TODAY, on=on, minutes=None)


def test_without_a_plan_and_after_the_day_what_to_do_is_told() -> None:
    with pytest.raises(InterviewError, match="interview plan --date"):
        chosen_plan(None, TODAY, on=None, minutes=None)
    past = Plan(interview=TODAY - timedelta(days=1), minutes=30, begun=TODAY - timedelta(days=9))
    with pytest.raises(InterviewError, match="interview debrief"):
        chosen_plan(past, TODAY, on=None, minutes=None)


def test_guides_with_nothing_to_practise_are_one_line() -> None:
    with pytest.raises(InterviewError, match="nothing to practise"):
        planned(5, points=())


def test_what_a_posting_asks_for_and_the_guides_lack_is_written_in_the_first_half_of_the_days() -> None:
    found = planned(9, gaps=GAPS)

    names = [gap.asked for gap in GAPS]
    assert [name for day in written(found) for name in day] == names
    assert not any(written(found)[5:])
    assert all(each.minutes <= 30 + len(each.tasks) for each in found.days)
    thin = next(task for each in found.days for task in each.tasks if task.first == "Terraform")
    assert (thin.kind, thin.place) == (TaskKind.SAY_MORE, "posting.md:20")


def test_what_was_written_is_done_and_what_was_not_comes_again() -> None:
    today = planned(5, gaps=GAPS)
    first, *later = GAPS
    rest = planned(0, gaps=tuple(later), plan=today.plan)
    tomorrow = planned(0, gaps=GAPS, plan=today.plan, at=START + timedelta(days=1))

    (task,) = (task for task in rest.days[0].tasks if task.first == first.asked)
    assert rest.done.of(TODAY, task) == 1 and today.done.of(TODAY, task) == 0
    assert written(rest)[0] == written(today)[0]
    assert first.asked in written(tomorrow)[1]


def test_what_no_day_has_room_to_write_is_told() -> None:
    found = planned(2, minutes=5, gaps=GAPS)

    assert found.gaps_left_out + sum(map(len, written(found))) == len(GAPS)
    assert found.gaps_left_out > 0 and "that the posting asks for" in words.left_out(found)


def test_without_a_look_at_the_guides_nothing_is_said_of_what_they_lack() -> None:
    task = GAPS[0].task()

    assert planned(5).done.of(TODAY, task) is None


def test_what_was_planned_for_today_over_other_guides_is_planned_anew() -> None:
    today = planned(4)
    elsewhere = [task.model_copy(update={"first": "Of another guide"}) for task in today.days[0].tasks]
    other = today.plan.model_copy(update={"days": (PlannedDay(day=TODAY, tasks=tuple(elsewhere)),)})

    again = planned(0, plan=other)

    assert again.days[0] == today.days[0]


def guide(folder: Path) -> Path:
    (folder / "guide.md").write_text(
        "# Notes\n\n## Numbers to remember\n\n- Peak rate: 210 a second\n- Rows: 4 million\n",
        encoding="utf-8",
    )
    return folder


def test_the_command_plans_keeps_and_writes_it(workspace: Workspace, tmp_path: Path) -> None:
    day = day_of(datetime.now(UTC), HERE) + timedelta(days=4)
    where = ("--guides", str(guide(tmp_path)))
    markdown, calendar = tmp_path / "out.md", tmp_path / "out.ics"

    first = workspace.run(
        "plan", "--date", str(day), *where, "--markdown", str(markdown), "--ics", str(calendar)
    )
    workspace.run("drill", "--kind", "facts", *where, given="210 a second\n4 million\n")
    second = workspace.run("plan", *where)

    assert "in 4 days, 30 minutes a day" in first.out
    assert "interview drill --kind facts --limit 1" in first.out
    assert "· done" in second.out and "✓" in second.out
    assert "- [ ] 1 fact (new)" in markdown.read_text(encoding="utf-8")
    assert calendar.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_what_is_practised_without_naming_guides_is_the_plans(workspace: Workspace, tmp_path: Path) -> None:
    day = day_of(datetime.now(UTC), HERE) + timedelta(days=4)
    planned = workspace.run("plan", "--date", str(day), "--guides", str(guide(tmp_path)))

    drilled = workspace.run("drill", "--kind", "facts", "--limit", "1", given="210 a second\n")
    again = workspace.run("plan")

    assert "Peak rate" in drilled.out
    assert f"--guides{tmp_path}" in "".join(planned.out.split())
    assert "done" in again.out


def test_the_plan_keeps_its_posting_and_looks_again_what_the_guides_have(
    workspace: Workspace, tmp_path: Path
) -> None:
    day = str(day_of(datetime.now(UTC), HERE) + timedelta(days=4))
    job = tmp_path / "job.md"
    job.write_text("# Data Lead\n\n## Requirements\n\n- Hands-on Kubernetes\n", encoding="utf-8")
    folder = tmp_path / "guides"
    folder.mkdir()
    where = ("--guides", str(guide(folder)))

    first = workspace.run("plan", "--date", day, "--job", str(job), *where)
    job.unlink()
    second = workspace.run("plan", *where)
    told = "I run forty services on Kubernetes, with runbooks of mine."
    (folder / "more.md").write_text(
        f"# More\n\n## How do you use Kubernetes?\n\n{told}\n",
        encoding="utf-8",
    )
    third = workspace.run("plan", *where)

    for told in (first.out, second.out):
        assert "Data Lead: 1 thing missing or thin in your guides" in told
        assert "write down what you can show for “Hands-on Kubernetes”" in " ".join(told.split())
    assert "Data Lead: nothing is missing" in third.out
    assert "✓  write down" in third.out


def test_bad_days_and_empty_folders_are_one_line(workspace: Workspace, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()

    for given, told in (
        (("--date", "soon"), "is no day"),
        (("--date", "2020-01-01"), "is past"),
        ((), "Say when the interview is"),
    ):
        said = workspace.run("plan", *given, "--guides", str(guide(tmp_path)))
        assert said.code and told in said.error
    nothing = workspace.run("plan", "--date", "2400-01-01", "--guides", str(empty))
    assert nothing.code and len(nothing.error.splitlines()) == 1


def test_a_plan_that_cannot_be_read_is_told_and_replaced_by_another(
    workspace: Workspace, tmp_path: Path
) -> None:
    day = str(day_of(datetime.now(UTC), HERE) + timedelta(days=4))
    where = ("--guides", str(guide(tmp_path)))
    workspace.handle.sync_client.hset(Keys().plan, "plan", b'{"schema":2,"value":{"date":"soon"}}')

    told = workspace.run("plan", *where)

    assert told.code and "The plan is damaged" in told.error
    assert workspace.run("plan", "--date", day, *where).code == 0
    assert workspace.run("plan", *where).code == 0


def test_what_was_practised_of_other_guides_does_none_of_a_days_tasks() -> None:
    elsewhere = QUESTIONS[0].model_copy(
        update={
            "id": "elsewhere",
            "source": QUESTIONS[0].source.model_copy(update={"guide": "nursing.md"}),
        }
    )
    reworded = QUESTIONS[1].model_copy(update={"id": "as it was worded before"})
    today = planned(5).days[0]
    questions = next(task for task in today.tasks if task.kind is TaskKind.QUESTIONS)

    other = planned(5, practices=(practised(elsewhere, Rating.GOOD, days_ago=0),))
    own = planned(5, practices=(practised(reworded, Rating.GOOD, days_ago=0),))

    assert other.done.of(TODAY, questions) == 0
    assert own.done.of(TODAY, questions) == 1


def test_a_demo_is_no_rehearsal() -> None:
    demo = rehearsed(START).model_copy(update={"simulated": True})

    assert planned(5, sessions=(rehearsed(START),)).done.rehearsals == {TODAY}
    assert not planned(5, sessions=(demo,)).done.rehearsals
