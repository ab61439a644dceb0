"""A design is held against what the guide asks, draws and says; what it does not say is not judged."""

from __future__ import annotations

import pytest

from agents.evaluator.work.design import design
from domain.guide import Source, TalkingPoint, TalkingPointKind
from domain.work import About, DesignWork, Finding, FindingKind, Mark, Stage, WorkKind, WorkPart
from rounds.design.asking import answer_to, asks_same, questions
from rounds.design.sums import sums
from rounds.design.task import DesignTask, design_of
from rounds.tasks import tasks

TEXT = """Interviewer: "People share a shopping list."

1. Requirements (2-4 min):
- How many lists are there (a million)?
- Who may see a list?

2. High level (5 min):

    flowchart LR
      App --> API
      API --> Cache[Redis]
      API --> DB[(Postgres)]

3. Detail:
- Changes are merged item by item, so nobody loses an item
- 1 million lists of 2 KB are 2 GB

Trade-offs: polling is simpler than a socket and shows changes later

Failure: without the cache the API reads from the database

Scaling to ten times the users:
- Shard the lists by their owner
"""
GOOD = """How many lists do we have?
Who is allowed to see one?

[Phone app] -> [API] -> [Cache], [Database]

We merge changes item by item, so no item is lost.
1 million lists of 2 KB are 2 GB.
Polling is simpler than a socket but shows changes later.
Without the cache the API reads from the database.
Then I shard the lists by owner."""


def point(
    text: str = TEXT, kind: TalkingPointKind = TalkingPointKind.SYSTEM_DESIGN, **given: object
) -> TalkingPoint:
    return TalkingPoint.model_validate(
        {
            "id": "d",
            "kind": kind,
            "title": "Design a shared list",
            "text": text,
            "source": Source(guide="a.md", first_line=1, last_line=30),
            **given,
        }
    )


@pytest.fixture(scope="module")
def task() -> DesignTask:
    return design_of(point(), TEXT.split("\n"))


def met(work: DesignWork) -> dict[WorkPart, float | None]:
    return {each.part: each.met for each in work.parts}


def findings(work: DesignWork, part: WorkPart) -> tuple[Finding, ...]:
    return next(each.findings for each in work.parts if each.part is part)


def test_a_task_tells_what_is_asked_and_nothing_of_the_answer(task: DesignTask) -> None:
    assert task.statement == ('Interviewer: "People share a shopping list."',)
    assert [(each.line, each.text) for each in task.asks] == [
        (4, "How many lists are there (a million)?"),
        (5, "Who may see a list?"),
    ]
    stages = {each.stage: each.seconds for each in task.stages}
    assert stages[Stage.REQUIREMENTS] == 240 and stages[Stage.HIGH_LEVEL] == 300
    assert stages[Stage.DETAIL] == 600
    assert task.drawn.components == ("App", "API", "Redis", "Postgres")
    assert [(each.part, each.line) for each in task.expected] == [
        (WorkPart.DETAIL, 15),
        (WorkPart.DETAIL, 16),
        (WorkPart.TRADE_OFFS, 18),
        (WorkPart.FAILURE, 20),
        (WorkPart.CHANGE, 23),
    ]
    assert task.change == "Scaling to ten times the users"


def test_a_strong_design_is_told_with_both_lines(task: DesignTask) -> None:
    work = design(task, GOOD)

    assert work.score is not None and work.score > 0.8
    assert met(work)[WorkPart.REQUIREMENTS] == 1
    assert met(work)[WorkPart.COMPONENTS] == 1 and met(work)[WorkPart.FLOW] == 1
    assert met(work)[WorkPart.COST] is None
    merged = findings(work, WorkPart.DETAIL)[0]
    assert (merged.kind, merged.line, str(merged.source)) == (FindingKind.TOLD, 6, "a.md:15")
    assert work.drawn.components == ("Phone app", "API", "Cache", "Database")


def test_a_weak_design_lacks_and_is_asked(task: DesignTask) -> None:
    work = design(task, "[Browser] -> [Disk]\nIt is simple.")

    assert work.score is not None and work.score < 0.3
    assert met(work)[WorkPart.REQUIREMENTS] == 0
    assert [each.about for each in work.next] == [About.CHANGED, About.NOT_ASKED]
    assert work.next[0].name == "Scaling to ten times the users"


def test_components_in_words_count_less_and_arrows_are_unscored(task: DesignTask) -> None:
    work = design(task, "The app talks to an API, which reads Redis first and then Postgres.")

    assert met(work)[WorkPart.COMPONENTS] == pytest.approx(0.7)
    assert met(work)[WorkPart.FLOW] is None
    assert findings(work, WorkPart.FLOW)[0].kind is FindingKind.NO_DRAWING


def test_what_the_guide_does_not_say_is_not_judged() -> None:
    bare = design_of(point("1. Speed:\n- The list opens from the local copy first\n"))

    work = design(bare, "How many?\n[A] -> [B]\nIt opens from the local copy first. It costs 5 dollars.")

    assert {part for part, share in met(work).items() if share is not None} == {WorkPart.DETAIL}
    assert findings(work, WorkPart.REQUIREMENTS)[0].mark is Mark.OPEN or not findings(
        work, WorkPart.REQUIREMENTS
    )


def test_an_arrow_may_be_told_in_several_and_not_backwards(task: DesignTask) -> None:
    through = design(task, "[App] -> [Balancer] -> [API] -> [Redis]\n[API] -> [Postgres]")
    backwards = design(task, "[Redis] -> [API] -> [App]\n[Postgres] -> [API]")

    assert met(through)[WorkPart.FLOW] == 1
    assert met(backwards)[WorkPart.FLOW] == 0


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("2 million photos a day are about 23 a second", True),
        ("2 million photos a day are about 230 a second", False),
        ("3 thumbnails of 30 KB are 90 KB", True),
        ("3 thumbnails of 30 KB are 900 KB", False),
        ("50.000 usuarios con 4 KB son 200 MB", True),
        ("2 million a day are 23 a second, 230 a second at the peak", True),
    ],
)
def test_sums_are_followed(text: str, follows: bool) -> None:
    assert [each.follows for each in sums([(1, text)])] == [follows]


@pytest.mark.parametrize(
    "text",
    ["We have 5 servers and 300 ms.", "The 3 sizes take 200 ms and 90 KB.", "p95 is 300 ms, was 2 s", "1/0"],
)
def test_figures_side_by_side_are_no_sum(text: str) -> None:
    assert sums([(1, text)]) == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("How many lists do we have per day?", "What is the scale?", True),
        ("Wie viele Nutzer sind es?", "Wie viele Nachrichten am Tag?", True),
        ("¿Cuánto tiempo se guarda?", "¿Cuánto tiempo se guarda un carrito abandonado?", True),
        ("Which colour has the button?", "How many lists are there?", False),
    ],
)
def test_questions_are_compared_by_what_they_ask(one: str, other: str, same: bool) -> None:
    assert asks_same(one, other) is same


def test_the_guides_answer_is_given() -> None:
    clarify = design_of(
        point("Steps:\n1. Clarify: how often do permissions change (hourly), may it quote (yes)\n")
    )

    assert [(each.text, each.answer) for each in clarify.asks] == [
        ("how often do permissions change", "hourly"),
        ("may it quote", "yes"),
    ]
    assert answer_to("How often do the permissions change?", clarify.asks) == "hourly"
    assert answer_to("What about colours?", clarify.asks) == ""
    assert questions([(1, "Really?"), (2, "How many users are there? I guess ten.")]) == (
        (2, "How many users are there?"),
    )


def test_a_schedule_gives_a_task_where_the_guide_has_no_other() -> None:
    item = point(
        "Take it to 10M queries, scale it",
        TalkingPointKind.SCHEDULE_ITEM,
        title="System design",
        minutes=(30, 45),
    )
    raw = ["| 30-45 | System design |", "```", "[App] -> [API]", "```", "A → B"]

    task = design_of(item, raw)

    assert tasks([item], WorkKind.DESIGN) == (item,)
    assert tasks([item, point()], WorkKind.DESIGN) == (point(),)
    assert task.drawn.components == ("App", "API")
    assert sum(each.seconds for each in task.stages) == pytest.approx(900, abs=4)
    assert design(task, "[App] -> [API]").score == 1


@pytest.mark.parametrize(
    "said", ["x" * 300_000, "? " * 50_000, "[A] -> [B]\n" * 30_000, "\x00\ud800", "1 " * 2_000]
)
def test_a_flood_ends(said: str, task: DesignTask) -> None:
    assert design(task, said).score is not None
