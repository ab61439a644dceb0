"""Whose interview it is decides what is asked, how deep, and in whose voice."""

from __future__ import annotations

from itertools import pairwise

import pytest

from agents.interviewer import draft
from agents.interviewer.agenda import plan
from agents.interviewer.rounds import has_questions, lacking, part_of, rules_of
from agents.sayings import SPOKEN, options, toned_key
from agents.tones import spoken_in
from domain.guide import StarParts, TalkingPoint, TalkingPointKind
from domain.interview import Agenda, Phase
from domain.rounds import Part, Role, Round, Tone
from language.questioning import praises
from tests.support.talking import key_point, source

ROUNDS = [held for held in Round if held is not Round.WHOLE]
REVIEWED = "    def log_in(name, seen=[]):\n        seen.append(name)\n\n- A list as default is shared\n"
ANSWER = "I did this and that because of the load, and it went well in the end. " * 6
STAR = StarParts(situation="s", action="a", result="r")


def point(
    title: str,
    line: int,
    kind: TalkingPointKind = TalkingPointKind.QUESTION_ANSWER,
    star: StarParts | None = None,
) -> TalkingPoint:
    kp = (key_point("kp1", "It went well in the end"),)
    return TalkingPoint(
        id=title, kind=kind, title=title, text=ANSWER, source=source(line), star=star, key_points=kp
    )


def a_guide() -> list[TalkingPoint]:
    topics = ("queues", "tests", "schemas", "latency", "caching", "search", "costs", "alerts")
    stories = ("The migration", "The lost order", "The new colleague", "The cut budget", "The red ward")
    kinds = TalkingPointKind
    return [
        point("Elevator pitch", 1, kinds.PITCH),
        *(point(f"How do you handle {topic}?", 10 + 4 * at) for at, topic in enumerate(topics)),
        *(point(title, 60 + 4 * at, kinds.STAR_STORY) for at, title in enumerate(stories)),
        point("Tell me about a time you failed.", 90, star=STAR),
        point("Why do you want to work here?", 100),
        point("Where do you see yourself in five years?", 104),
        point("What are your salary expectations?", 108),
        point("When could you start?", 112),
        point("Design a parcel tracker", 120, kinds.SYSTEM_DESIGN),
        point("You have never led a team", 130, kinds.WEAK_AREA),
        point("How do you plan capacity?", 140, kinds.QUESTION_TO_ASK),
        point("Operates Kubernetes in production", 150, kinds.REQUIREMENT),
        point("Two numbers that add up", 160, kinds.CODING_CHALLENGE),
        point("A log-in", 170, kinds.CODE_REVIEW).model_copy(update={"text": REVIEWED}),
    ]


def parts(agenda: Agenda) -> list[Part | None]:
    by_id = {each.id: each for each in a_guide()}
    return [part_of(by_id[item.talking_point_id]) for item in agenda.items]


@pytest.mark.parametrize("held", ROUNDS)
def test_a_round_asks_its_own_parts_in_its_own_order_and_keeps_the_time(held: Round) -> None:
    agenda = plan(a_guide(), minutes=45, seed=1, held=held)
    order = list(rules_of(held).asks)
    # Their own questions are no part of what is asked of them.
    asked = [part for part in parts(agenda) if part is not None]

    assert asked and asked == sorted(asked, key=order.index)
    assert sum(item.seconds for item in agenda.items) <= 45 * 60


def test_a_recruiter_asks_for_motives_and_terms_and_has_nothing_designed() -> None:
    asked = parts(plan(a_guide(), minutes=30, seed=1, held=Round.RECRUITER))

    assert {Part.OPENING, Part.MOTIVE, Part.TERMS} <= set(asked)
    assert not {Part.DESIGN, Part.TECHNICAL, Part.WEAK_SPOT} & set(asked)


def test_a_bar_raiser_asks_fewer_questions_mostly_stories_and_digs_deepest() -> None:
    bar, peer = (plan(a_guide(), minutes=45, seed=1, held=held) for held in (Round.BAR_RAISER, Round.PEER))

    assert parts(bar).count(Part.STORY) > len(bar.items) / 2
    assert len(bar.items) < len(peer.items)
    assert Part.TECHNICAL in parts(peer) and Part.TECHNICAL not in parts(bar)
    assert max(rules_of(held).follow_ups for held in Round) == rules_of(Round.BAR_RAISER).follow_ups
    assert rules_of(Round.RECRUITER).follow_ups < rules_of(Round.WHOLE).follow_ups


def test_a_panel_takes_turns_and_one_interviewer_stays_the_same() -> None:
    voices = [item.by for item in plan(a_guide(), minutes=60, seed=1, held=Round.PANEL).items]

    assert len(set(voices)) >= 3
    assert sum(one is not other for one, other in pairwise(voices)) >= len(voices) * 0.6
    peers = {item.by for item in plan(a_guide(), minutes=60, seed=1, held=Round.PEER).items}
    assert peers == {Role.COLLEAGUE}


def test_a_whole_interview_is_by_nobody_in_particular() -> None:
    assert {item.by for item in plan(a_guide(), minutes=45, seed=1).items} == {None}


@pytest.mark.parametrize("held", ROUNDS)
def test_the_same_arguments_give_the_same_round(held: Round) -> None:
    assert plan(a_guide(), minutes=30, seed=7, held=held) == plan(a_guide(), minutes=30, seed=7, held=held)


def test_what_a_round_lacks_is_told_by_part() -> None:
    technical = [each for each in a_guide() if part_of(each) is Part.TECHNICAL]

    assert lacking(a_guide(), Round.RECRUITER) == ()
    assert lacking(technical, Round.RECRUITER) == (Part.MOTIVE, Part.TERMS, Part.STORY)
    assert not has_questions(technical, Round.RECRUITER) and has_questions(technical, Round.PEER)
    assert lacking(technical, Round.WHOLE) == () and has_questions(technical, Round.WHOLE)


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("What notice period do you have?", Part.TERMS),
        ("Are you willing to relocate?", Part.TERMS),
        ("How did you design the salary model?", Part.TERMS),
        ("Was sind Ihre Gehaltsvorstellungen?", Part.TERMS),
        ("Wann können Sie anfangen?", Part.TERMS),
        ("Wie gehen Sie mit Angehörigen um?", None),
        ("¿Cuándo podría empezar?", Part.TERMS),
        ("Quelles sont vos prétentions salariales ?", Part.TERMS),
        ("Qual é a sua pretensão salarial?", Part.TERMS),
        ("Quando potrebbe iniziare?", Part.TERMS),
        ("Wat is uw opzegtermijn?", Part.TERMS),
        ("您的期望薪资是多少？", Part.TERMS),
        ("¿Por qué quiere trabajar con nosotros?", Part.MOTIVE),
        ("Warum wollen Sie bei uns arbeiten?", Part.MOTIVE),
        ("Tell me about a time you disagreed with your manager.", Part.STORY),
    ],
)
def test_what_a_question_is_about(title: str, part: Part | None) -> None:
    found = part_of(point(title, 1))
    assert found is part if part is not None else found not in (Part.TERMS, Part.MOTIVE)


def test_each_tone_has_its_own_words_and_none_praises_or_judges() -> None:
    for language in SPOKEN:
        for tone in (Tone.WARM, Tone.BRISK, Tone.PRESSING):
            said = [
                *options("interviewer", language, toned_key("link", tone)),
                *options("interviewer", language, toned_key("touched", tone)),
                *options("follow_up_prober", language, toned_key("lead", tone)),
            ]
            assert not [words for words in said if praises(words, "", language)]
            even = options("interviewer", language, "opener")
            assert not set(even) & set(options("interviewer", language, toned_key("opener", tone)))


def test_the_tone_is_heard_in_what_leads_over_and_never_in_the_question() -> None:
    asked = point("How do you handle queues?", 1)
    leads = {
        tone: draft.lead_in(
            asked,
            Phase.OPENING,
            first=True,
            new_phase=False,
            touched=False,
            seed=1,
            hand=draft.Hand(tone=tone),
        )
        for tone in Tone
    }

    assert len(set(leads.values())) == len(Tone)


def test_a_model_is_told_the_tone() -> None:
    assert len({spoken_in(tone) for tone in Tone}) == len(Tone)


def test_a_coding_round_asks_tasks_alone_and_no_other_round_does() -> None:
    for held in Round:
        agenda = plan(a_guide(), minutes=60, seed=3, held=held)
        tasks = [item for item in agenda.items if item.phase is Phase.CODING]

        assert (len(tasks) == len(agenda.items) == 1) if held is Round.CODING else not tasks


@pytest.mark.parametrize(
    ("row", "planned"), [("Live coding", True), ("Programmieraufgabe", True), ("Code review", False)]
)
def test_a_schedule_with_time_to_code_puts_a_task_on_the_agenda(row: str, planned: bool) -> None:
    rows = ("Introduction", row, "System design", "Your questions")
    schedule = [
        point(title, 200 + at, TalkingPointKind.SCHEDULE_ITEM).model_copy(
            update={"minutes": (at * 20.0, at * 20.0 + 20)}
        )
        for at, title in enumerate(rows)
    ]
    agenda = plan([*a_guide(), *schedule], minutes=80, seed=3)

    assert [item.talking_point_id for item in agenda.items if item.phase is Phase.CODING] == (
        ["Two numbers that add up"] if planned else []
    )
