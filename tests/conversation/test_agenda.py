import random
import time
from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from agents.interviewer import draft, hints
from agents.interviewer.agenda import plan
from agents.interviewer.agenda.ranking import ranked
from agents.interviewer.agenda.repeats import askable_once
from agents.interviewer.phases import phase_of
from agents.interviewer.timing import answer_seconds
from domain.guide import StarParts, TalkingPoint, TalkingPointKind
from domain.interview import Agenda, AgendaItem, Phase
from domain.work import WorkKind
from tests.support.talking import key_point, source

ANSWER = "I did this and that because of the load, and it went well in the end. " * 6


def point(
    title: str,
    kind: TalkingPointKind = TalkingPointKind.QUESTION_ANSWER,
    *,
    line: int = 1,
    text: str = ANSWER,
    star: StarParts | None = None,
    seconds: tuple[int, int] | None = None,
    minutes: tuple[float, float] | None = None,
) -> TalkingPoint:
    return TalkingPoint(
        id=title,
        kind=kind,
        title=title,
        text=text,
        source=source(line),
        star=star,
        key_points=(key_point("kp1", "It went well in the end"),),
        spoken_seconds=seconds,
        minutes=minutes,
    )


def a_guide() -> list[TalkingPoint]:
    topics = ("queues", "tests", "schemas", "latency", "caching", "search", "costs", "alerts")
    return [
        point("Elevator pitch", TalkingPointKind.PITCH, line=1, seconds=(60, 60)),
        *(point(f"How do you handle {topic}?", line=10 + at) for at, topic in enumerate(topics)),
        point(
            "Tell me about a time you failed.", line=30, star=StarParts(situation="s", action="a", result="r")
        ),
        point("The migration", TalkingPointKind.STAR_STORY, line=40),
        point("Design a parcel tracker", TalkingPointKind.SYSTEM_DESIGN, line=50),
        point("You have never led a team", TalkingPointKind.WEAK_AREA, line=60),
        point("How do you plan capacity?", TalkingPointKind.QUESTION_TO_ASK, line=70),
        point("p95", TalkingPointKind.FACT, line=80),
    ]


def phases(items: Sequence[AgendaItem]) -> list[Phase]:
    return [item.phase for item in items]


def test_the_agenda_has_the_stages_of_an_interview_in_their_order() -> None:
    agenda = plan(a_guide(), minutes=45, seed=1)

    found = phases(agenda.items)
    order = list(Phase)
    assert found == sorted(found, key=order.index)
    assert {Phase.OPENING, Phase.STORY, Phase.TECHNICAL, Phase.DESIGN, Phase.THEIR_QUESTIONS} <= set(found)


def test_a_short_interview_has_fewer_questions_and_keeps_its_time() -> None:
    long, short = plan(a_guide(), minutes=45, seed=1), plan(a_guide(), minutes=8, seed=1)

    assert 0 < len(short.items) < len(long.items)
    assert sum(item.seconds for item in short.items) <= 8 * 60 * 1.2


def test_nothing_is_asked_twice_and_facts_are_not_asked() -> None:
    ids = [item.talking_point_id for item in plan(a_guide(), minutes=120, seed=3).items]

    assert len(ids) == len(set(ids))
    assert "p95" not in ids


def test_the_same_seed_plans_the_same_and_another_seed_something_else() -> None:
    guide = a_guide()

    assert plan(guide, minutes=15, seed=5) == plan(guide, minutes=15, seed=5)
    assert any(
        plan(guide, minutes=15, seed=5).items != plan(guide, minutes=15, seed=s).items for s in range(6, 12)
    )


def test_what_is_due_comes_first_and_says_why() -> None:
    agenda = plan(a_guide(), minutes=15, seed=2, due={"How do you handle costs?": "you missed it on Tuesday"})

    technical = [item for item in agenda.items if item.phase is Phase.TECHNICAL]
    assert technical[0].talking_point_id == "How do you handle costs?"
    assert technical[0].reason == "you missed it on Tuesday"


def test_what_was_asked_lately_waits_until_nothing_else_is_left() -> None:
    guide = a_guide()
    recent = {p.id for p in guide if p.title.startswith("How do you handle") and "costs" not in p.title}

    technical = [i for i in plan(guide, minutes=9, seed=4, recent=recent).items if i.phase is Phase.TECHNICAL]

    assert technical[0].talking_point_id == "How do you handle costs?"


def test_the_guides_own_schedule_shares_out_the_time() -> None:
    schedule = [
        point("Introductions", TalkingPointKind.SCHEDULE_ITEM, line=90, minutes=(0, 5)),
        point("System design", TalkingPointKind.SCHEDULE_ITEM, line=91, minutes=(5, 45)),
        point("Their questions", TalkingPointKind.SCHEDULE_ITEM, line=92, minutes=(45, 50)),
    ]
    designs = [
        point(f"Design a {what}", TalkingPointKind.SYSTEM_DESIGN, line=100 + at)
        for at, what in enumerate(("queue", "cache", "ledger", "router", "crawler"))
    ]

    without = plan([*a_guide(), *designs], minutes=40, seed=1)
    with_schedule = plan([*a_guide(), *designs, *schedule], minutes=40, seed=1)

    def designed(agenda: Agenda) -> int:
        return sum(item.seconds for item in agenda.items if item.phase is Phase.DESIGN)

    assert designed(with_schedule) > designed(without)
    # So long a stage has a system drawn and gone into; else it is talked about.
    assert [item.work for item in with_schedule.items if item.phase is Phase.DESIGN] == [WorkKind.DESIGN]
    assert all(item.work is None for item in without.items)


def test_a_story_that_answers_a_question_is_asked_once() -> None:
    guide = [
        point("Tell me about a conflict.", line=5, star=StarParts(situation="s", action="a", result="r")),
        point("Tell me about a conflict.", TalkingPointKind.STAR_STORY, line=5),
        *a_guide()[1:4],
    ]

    ids = [item.talking_point_id for item in plan(guide, minutes=60, seed=1).items]

    assert ids.count("Tell me about a conflict.") == 1


def test_two_questions_that_mean_the_same_are_asked_once() -> None:
    guide = [
        point("How do you test?", line=1),
        point("What is your way of testing?", line=9),
        *a_guide()[1:3],
    ]

    def same_meaning(a: list[str], b: list[str]) -> npt.NDArray[np.float32]:
        return np.array([["test" in one and "test" in two for two in b] for one in a], dtype=np.float32)

    ids = [i.talking_point_id for i in plan(guide, minutes=60, seed=1, similarity=same_meaning).items]

    assert "How do you test?" in ids
    assert "What is your way of testing?" not in ids


def test_an_empty_guide_gives_an_empty_agenda() -> None:
    assert plan([], minutes=45, seed=1).items == ()


def test_questions_find_their_phase_by_what_they_ask() -> None:
    assert phase_of(point("Tell me about yourself.")) is Phase.OPENING
    assert phase_of(point("Describe a situation where you disagreed.")) is Phase.STORY
    assert phase_of(point("How would you scale this to ten million?")) is Phase.DESIGN
    assert phase_of(point("Why do you want this job?")) is Phase.CONCERN
    assert phase_of(point("What is an idempotent consumer?")) is Phase.TECHNICAL
    assert phase_of(point("p95", TalkingPointKind.FACT)) is None


def test_the_guides_own_time_counts_and_else_the_length_of_the_planned_answer() -> None:
    assert answer_seconds(point("Q?", seconds=(60, 90)), Phase.TECHNICAL) == 75
    assert answer_seconds(point("Q?", text="word " * 150), Phase.TECHNICAL) == 60


def ask(point_: TalkingPoint, phase: Phase, seed: int = 0, in_lower_case: Collection[str] = ()) -> str:
    item = AgendaItem(talking_point_id=point_.id, phase=phase, seconds=60, reason="")
    return draft.question(point_, item, seed=seed, in_lower_case=in_lower_case)


def test_a_statement_about_the_candidate_becomes_a_question() -> None:
    said = ask(point("You have never led a team", TalkingPointKind.WEAK_AREA), Phase.CONCERN)

    assert "You have never led a team." in said and said.endswith("?")


def test_a_topic_becomes_a_request() -> None:
    said = ask(point("Idempotency"), Phase.TECHNICAL, in_lower_case={"idempotency"})

    assert "this: idempotency." in said


def test_a_name_keeps_its_capital_within_a_sentence() -> None:
    asked = point("Docker & Kubernetes", TalkingPointKind.REQUIREMENT)

    assert all("Docker & Kubernetes" in ask(asked, Phase.TECHNICAL, seed) for seed in range(9))


def test_a_question_begins_with_a_capital_whatever_its_title_does() -> None:
    design = point("a parcel tracker for ten depots", TalkingPointKind.SYSTEM_DESIGN)

    assert ask(design, Phase.DESIGN).startswith("A parcel tracker for ten depots.")
    assert ask(point("how do you test it?"), Phase.TECHNICAL) == "How do you test it?"


def test_a_question_for_motives_is_not_announced_as_a_worry() -> None:
    motive, doubt = point("Why do you want this role?"), point("Few years", TalkingPointKind.WEAK_AREA)

    def led(to: TalkingPoint) -> set[str]:
        leads = (
            draft.lead_in(to, Phase.CONCERN, first=False, new_phase=True, touched=False, seed=seed)
            for seed in range(20)
        )
        return set(leads)

    assert not led(motive) & led(doubt)
    assert not any("worry" in lead or "concern" in lead for lead in led(motive))


def test_a_pitch_names_its_time() -> None:
    assert "a minute" in ask(point("Elevator pitch", TalkingPointKind.PITCH), Phase.OPENING)


def test_a_hint_points_without_telling() -> None:
    asked = point("How?", text="x")
    asked = asked.model_copy(
        update={"key_points": (key_point("kp1", "Reduced the bill by forty 40 percent"),)}
    )

    said = hints.hint(asked, "", seed=1)

    assert "1 point" in said
    assert "bill" in said
    assert not any(word in said.lower() for word in ("reduced", "forty", "40"))


def test_a_story_told_in_the_first_person_is_asked_for_in_the_second() -> None:
    said = ask(point("An experiment that I stopped too early", TalkingPointKind.STAR_STORY), Phase.STORY)

    assert "an experiment that you stopped too early" in said


def test_a_request_keeps_its_own_words() -> None:
    assert ask(point("Tell me about yourself."), Phase.OPENING) == "Tell me about yourself."
    assert ask(point("Tell us about our weak spot."), Phase.CONCERN) == "Tell us about our weak spot."


def test_a_design_question_says_what_the_scenario_gives() -> None:
    design = point(
        "Design a parcel tracker",
        TalkingPointKind.SYSTEM_DESIGN,
        text="Prompt: 24 million events a day.\n- One writer for each parcel",
    )

    assert ask(design, Phase.DESIGN) == (
        "Design a parcel tracker. Here is what we know: 24 million events a day."
    )


def contradiction() -> TalkingPoint:
    return point("You said nine years, and elsewhere five. Which is it?", TalkingPointKind.CONTRADICTION)


def test_a_contradiction_of_the_guides_is_raised_once_where_there_is_time() -> None:
    doubts = [contradiction()]

    items = plan(a_guide(), minutes=45, seed=1, doubts=doubts).items

    assert [item.phase for item in items if item.talking_point_id == doubts[0].id] == [Phase.CONCERN]
    assert next(item for item in items if item.doubt is not None).doubt == doubts[0]
    assert not any(item.doubt for item in plan(a_guide(), minutes=10, seed=1, doubts=doubts).items)


def test_a_contradiction_is_asked_as_it_is_and_hinted_at_without_a_side() -> None:
    doubt = contradiction()

    assert ask(doubt, Phase.CONCERN) == doubt.title
    assert "two ways" in hints.hint(doubt, "", seed=1)


def row(title: str, line: int) -> TalkingPoint:
    return point(title, TalkingPointKind.REQUIREMENT, line=line, text="Two seasons at a hotel")


def test_a_subject_that_was_asked_about_comes_after_those_that_were_not() -> None:
    rows = [
        row(title, 100 + at)
        for at, title in enumerate(("Stock counts", "Pastry", "Allergens", "Rotas", "Menus"))
    ]
    weak = point("Stock counts were never mine", TalkingPointKind.WEAK_AREA, line=60)
    for seed in range(12):
        asked = [item.talking_point_id for item in plan([weak, *rows], minutes=45, seed=seed).items]
        assert weak.id in asked
        assert "Stock counts" not in asked
        assert sum(row_.id in asked for row_ in rows) == 2


def test_what_is_alike_is_told_by_meaning_where_there_is_an_embedder() -> None:
    rows = [row(title, 100 + at) for at, title in enumerate(("Stock", "Pastry", "Rotas"))]
    weak = point("You have never counted a cellar", TalkingPointKind.WEAK_AREA, line=60)

    def similarity(one: list[str], other: list[str]) -> npt.NDArray[np.float32]:
        near = {"Stock", weak.title}
        return np.array(
            [[1.0 if a == b else 0.84 * ({a, b} == near) for b in other] for a in one], np.float32
        )

    for seed in range(12):
        asked = [
            item.talking_point_id
            for item in plan([weak, *rows], minutes=45, seed=seed, similarity=similarity).items
        ]
        assert "Stock" not in asked and {"Pastry", "Rotas"} <= set(asked)


def test_names_that_are_joined_keep_their_capitals() -> None:
    for title in ("P&L Ownership", "A/B Testing", "CI/CD Pipelines", "R & D Budgets"):
        name = title[: title.rindex(" ")]
        asked = point(title, TalkingPointKind.REQUIREMENT)
        assert all(name in ask(asked, Phase.TECHNICAL, seed) for seed in range(6))
    assert "food & beverage costs" in ask(
        point("Food & Beverage Costs", TalkingPointKind.REQUIREMENT), Phase.TECHNICAL
    )


def test_a_post_of_a_cv_keeps_its_capitals() -> None:
    post = point("Night Porter, Harbour Inn", TalkingPointKind.FACT, text="2019 – 2021")
    asked = point("What did you do as Night Porter at Harbour Inn?", text="I was a porter in an inn.")

    small, names = draft.capitals([post, asked])
    said = draft.Hand(in_lower_case=small, names=names).asked(asked.title)

    assert said.text == "What did you do as Night Porter at Harbour Inn?"


def test_what_a_cv_says_with_a_figure_is_asked_besides_the_post_it_stands_in_and_once() -> None:
    moved, cut = "Moved 40 doors to badges", "Cut the queue from 30 to 9 minutes"
    post = point("What did you do at the inn?", text=f"{moved}\n{cut}").model_copy(
        update={"source": source(1).model_copy(update={"last_line": 4})}
    )
    how = [
        point(f"Your CV says “{said}”. How did you do that?", TalkingPointKind.UNANSWERED_QUESTION, line=line)
        for line, said in ((3, moved), (4, cut))
    ]
    # Without its quotation it would be on the lines of the post, which asks for it already.
    other = point("What came of it?", TalkingPointKind.UNANSWERED_QUESTION, line=2)
    answered = point("How did you move the doors to badges?", line=30)

    def similarity(one: list[str], two: list[str]) -> npt.NDArray[np.float32]:
        near = {how[0].title, answered.title}
        return np.array([[0.7 if {a, b} <= near and a != b else float(a == b) for b in two] for a in one])

    asked = {
        item.talking_point_id
        for item in plan([post, *how, other, answered], minutes=60, seed=1, similarity=similarity).items
    }
    assert asked == {post.id, how[1].id, answered.id}


def test_questions_are_spread_over_sections_and_guides_as_each_is_worth() -> None:
    rng = random.Random(4)
    points = [
        point(f"Q{at}", line=at + 1).model_copy(
            update={
                "source": source(at + 1, rng.choice("ab")).model_copy(
                    update={"heading_path": (rng.choice("xyz"),)}
                )
            }
        )
        for at in range(80)
    ]
    due = {each.id: "" for each in points[::9]}

    found = ranked(points, random.Random(5), due, ())

    def section(of: TalkingPoint) -> tuple[str, tuple[str, ...]]:
        return of.source.guide, of.source.heading_path

    # The plain way to say it: each time the best of all that are left.
    drawn = random.Random(5)
    worth = {each.id: (3.0 if each.id in due else 0.0) + 1 / 6 + drawn.random() for each in points}
    left, taken = list(points), list[TalkingPoint]()
    while left:
        best = max(
            left,
            key=lambda each: (
                worth[each.id]
                - 0.6 * sum(section(other) == section(each) for other in taken)
                - 0.3 * sum(section(other)[0] == section(each)[0] for other in taken)
            ),
        )
        left.remove(best)
        taken.append(best)
    assert [each.id for each in found] == [each.id for each in taken]


def test_a_guide_of_thousands_of_questions_is_put_in_order_at_once() -> None:
    points = [point(f"Q{at}", line=3 * at + 1) for at in range(6000)]
    began = time.process_time()

    kept = askable_once(points)
    found = ranked(kept, random.Random(1), {}, ())

    assert {each.id for each in found} == {each.id for each in points}
    # Each beside each other takes minutes.
    assert time.process_time() - began < 8


def test_other_words_ask_for_what_the_question_asks_for() -> None:
    def meant(title: str) -> str:
        return draft.clarified(f"{title}.", point(title), "seed")

    assert "who you are" in meant("Tell me about yourself")
    assert "what matters to you" in meant("Why us?")
    assert "one real case" in meant("Tell me about a time it went wrong in service")
    assert "the requirements you would pin down" in meant("How would you design a queue?")
    assert "how you go about it" in meant("What was in the daily diff?")
    assert draft.clarified("Pourquoi nous ?", point("Pourquoi nous ?"), "seed", "fr").count("compte") == 1
