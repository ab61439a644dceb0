"""What is asked next fits what was asked, and is not what was told: found in whole interviews."""

from __future__ import annotations

import pytest

from agents.coach.better_answer import better_answer
from agents.figures_told import are_told, stands_in, wrong_figures
from agents.follow_up_prober import cues, draft
from agents.follow_up_prober.agent import aim
from agents.follow_up_prober.aims import Aim, aim_of, tells_an_end
from agents.follow_up_prober.by_question import asks_for_no_story
from agents.follow_up_prober.listening import listen
from agents.follow_up_prober.policy import MARKS, Target, Weakness, since_led_back
from agents.sayings import SPOKEN, options
from domain.guide import KeyPointOrigin, Source, StarParts, TalkingPoint, TalkingPointKind
from domain.interview import FollowUp, Phase
from domain.verdict import (
    Band,
    Evidence,
    FigureLabel,
    FigureVerdict,
    Flag,
    FlagKind,
    KeyPointVerdict,
    Label,
    Provenance,
    Score,
    Verdict,
)
from tests.support.talking import key_point, question, source

WHOLE = Score(value=0.4, low=0.2, high=0.6, band=Band.DEVELOPING)


def a_point(
    title: str, *texts: str, kind: TalkingPointKind = TalkingPointKind.QUESTION_ANSWER
) -> TalkingPoint:
    points = tuple(key_point(f"kp{at}", text) for at, text in enumerate(texts))
    return TalkingPoint(
        id="tp", kind=kind, title=title, text=" ".join(texts), source=source(), key_points=points
    )


def unsaid(point: TalkingPoint, **more: object) -> Verdict:
    found = tuple(
        KeyPointVerdict(key_point=each, label=Label.MISSING, credit=0.0) for each in point.key_points
    )
    return Verdict.model_validate(
        {"outcome": WHOLE, "key_points": found, "provenance": Provenance(agent="evaluator"), **more}
    )


@pytest.mark.parametrize(
    ("title", "no_story"),
    [
        ("Why a stream over a batch?", True),
        ("How do you keep the kiln safe?", True),
        ("Explain a design choice you're proud of.", True),
        ("How did you handle the outage?", False),
        ("Tell me about a time when you disagreed.", False),
        ("The flooded archive", False),
    ],
)
def test_reasons_and_ways_are_no_story_under_whatever_heading_they_stand(
    title: str, *, no_story: bool
) -> None:
    assert asks_for_no_story(question(title, "tp", Phase.STORY)) is no_story


def test_what_was_told_of_something_else_tells_no_deed_of_this_story() -> None:
    back = FollowUp(
        text="?", aim=MARKS[Target.BACK_TO_QUESTION], why="", sources=(), provenance=Provenance(agent="p")
    )
    answers = ["I drove to the lab and got them.", "a trainee ordered it wrong. we fixed it"]

    assert since_led_back(answers, [back]) == answers[1:]
    assert since_led_back(answers[:1], [back]) == answers[:1]

    point = a_point("The wrong prism", "Sat her down and rang the lab", "She is still a patient")
    point = point.model_copy(
        update={
            "kind": TalkingPointKind.STAR_STORY,
            "star": StarParts(
                situation="", task="", action="Sat her down and rang the lab", result="She is still a patient"
            ),
            "key_points": tuple(
                each.model_copy(update={"origin": KeyPointOrigin.STAR}) for each in point.key_points
            ),
        }
    )
    put = question("The wrong prism", "tp", Phase.STORY)
    found = aim(unsaid(point), put, [back], answers=answers, point=point)
    assert found is not None and found.key_point == point.key_points[0]


@pytest.mark.parametrize(
    ("answer", "language", "ended"),
    [
        ("I put it in memory. It got faster.", "en", True),
        ("The dashboard answers at once now.", "en", True),
        ("We had nothing like it since.", "en", True),
        ("I was better at maps, so I drew it.", "en", False),
        ("Die Übergabe ist viel ruhiger.", "de", True),
        ("La passation est plus calme.", "fr", True),
        ("现在快多了", "zh", True),
    ],
)
def test_an_end_is_heard_in_ones_own_words(answer: str, language: str, *, ended: bool) -> None:
    assert tells_an_end(answer, language) is ended


def test_words_that_begin_a_story_are_no_half_of_its_end() -> None:
    said = "orders got lost. we wrote them in a book and typed them in later"
    point = a_point("The new tills", "Wrote a book of orders", "Lost 3 orders of 410")
    ends = point.key_points[1].model_copy(update={"origin": KeyPointOrigin.STAR})
    point = point.model_copy(
        update={
            "kind": TalkingPointKind.STAR_STORY,
            "star": StarParts(
                situation="", task="", action="Wrote a book of orders", result="Lost 3 orders of 410"
            ),
            "key_points": (point.key_points[0], ends),
        }
    )

    def half(quote: str) -> Verdict:
        at = said.find(quote)
        heard = KeyPointVerdict(
            key_point=ends,
            label=Label.PARTLY,
            credit=0.5,
            evidence=Evidence(quote=quote, start=at, end=at + len(quote)),
        )
        return unsaid(point).model_copy(update={"key_points": (heard,)})

    assert not draft.is_ended(point, half("orders got lost"), said, "en")
    assert draft.is_ended(point, half("typed them in later"), said, "en")


def test_a_skill_and_a_field_are_no_lesson() -> None:
    assert aim_of(key_point("a", "Learned on a manual one, checks the other on Mondays")) is not Aim.LEARNT
    assert aim_of(key_point("a", "Built the machine learning side")) is not Aim.LEARNT
    assert aim_of(key_point("a", "I learned to ask before I change anything")) is Aim.LEARNT


def test_a_topic_that_was_named_is_not_come_to() -> None:
    heading = Source(guide="guide.md", first_line=7, last_line=7, heading_path=("Unit Tests",))
    missing = key_point("kp0", "Unit Tests: Mock the outside").model_copy(update={"source": heading})
    point = a_point("How would you test it?", "x", "y").model_copy(update={"key_points": (missing,)})

    said = [
        draft.follow_up(
            Weakness(target=Target.UNSURE_POINT, why="", key_point=missing),
            question=point.title,
            answer="unit tests with the rest faked, then the whole, and load",
            quote="",
            point=point,
            earlier=(),
            seed=seed,
        )
        for seed in range(6)
    ]

    assert not any("nit " in each for each in said)


def test_who_admits_a_lack_is_asked_how_they_would_get_into_it() -> None:
    assert doubted("I've only used it in a side project.") <= set(
        options("follow_up_prober", "en", "plain.gap")
    )


def test_who_is_doubted_is_asked_what_speaks_for_them() -> None:
    told, admitted = doubted("I wrote two jobs for it."), doubted("It's true that it's the weakest of mine.")
    known = options("follow_up_prober", "en", "ask.concern")

    assert told | admitted <= set(known)
    # What was done so far has been told, or is what matters.
    assert known[1] not in told and admitted == {known[1]}


def doubted(answer: str) -> set[str]:
    """What is asked of who is doubted and says `answer`."""
    point = a_point("A gap: BigQuery", "only a hobby project", kind=TalkingPointKind.WEAK_AREA)
    return {
        draft.follow_up(
            Weakness(target=Target.UNSURE_POINT, why="", key_point=point.key_points[0]),
            question="A gap I could see here: BigQuery. How would you handle it?",
            answer=answer,
            quote=answer,
            point=point,
            earlier=(),
            phase=Phase.CONCERN,
            seed=seed,
        )
        for seed in range(6)
    }


@pytest.mark.parametrize(
    "said", ["same as before", "The same as before.", "wie vorhin", "lo mismo que antes", "跟刚才一样"]
)
def test_the_same_as_before_was_told_before(said: str) -> None:
    heard = [listen(["I count the keys.", said], language) for language in SPOKEN]

    assert any(each.told_before for each in heard)
    assert not listen(["I count them the same as before the move."], "en").told_before


@pytest.mark.parametrize(
    ("language", "asked_for"),
    [
        ("en", "Explain a design decision you're proud of."),
        ("de", "Beschreiben Sie eine Entwurfsentscheidung, auf die Sie stolz sind."),
        ("fr", "Expliquez un choix technique."),
        ("zh", "请说明一个设计决定"),
    ],
)
def test_a_decision_is_weighed(language: str, asked_for: str) -> None:
    assert cues.pattern(language, "why_question").search(asked_for)
    assert not cues.pattern("en", "why_question").search("Tell me about a hard decision.")


def test_a_figure_in_doubt_is_off_nowhere() -> None:
    point = a_point("The cron jobs", "Calls down from 19 to 4, box gone")
    said = Evidence(quote="four", start=0, end=4)
    wrong = FigureVerdict(said=said, label=FigureLabel.WRONG, expected="12", about="may")

    assert wrong_figures(unsaid(point, figures=(wrong,))) == ()
    elsewhere = a_point("The cron jobs", "Calls down to 12")
    assert wrong_figures(unsaid(elsewhere, figures=(wrong,))) == (wrong,)


def test_one_of_a_thing_counts_nothing() -> None:
    replays = key_point("a", "Dead letters with a reason, replays by meter and day")

    assert stands_in("one meter", [replays])
    assert not stands_in("one foot", [replays])
    assert not stands_in("two meters", [replays])
    assert are_told(key_point("a", "1.74, round, matched"), "1.74 index and small", "en")


def test_what_is_put_into_a_story_stands_before_its_end() -> None:
    texts = (
        "The tills had stopped on a Friday.",
        "I was to keep the desk going.",
        "We lost three orders in all.",
    )
    points = tuple(
        key_point(f"kp{at}", text).model_copy(update={"origin": KeyPointOrigin.STAR})
        for at, text in enumerate(texts)
    )
    point = a_point("The tills").model_copy(
        update={
            "kind": TalkingPointKind.STAR_STORY,
            "star": StarParts(situation=texts[0], task=texts[1], action="", result=texts[2]),
            "key_points": points,
        }
    )
    answer = "The tills had stopped on a Friday and we lost three orders in all."
    all_of_it = Evidence(quote=answer, start=0, end=len(answer))
    found = tuple(
        KeyPointVerdict(
            key_point=each,
            label=Label.MISSING if at == 1 else Label.COVERED,
            credit=float(at != 1),
            evidence=None if at == 1 else all_of_it,
        )
        for at, each in enumerate(points)
    )
    verdict = unsaid(point).model_copy(update={"key_points": found})

    told = [each.text for each in better_answer(point, verdict, answer, question("?", "tp", Phase.STORY))]

    assert told == [texts[1], answer]


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("about_yourself.motive", "id like to go to court"),
        ("told_before", "ive just said that"),
        ("rejecting", "i didnt use kafka"),
    ],
)
def test_an_apostrophe_may_be_left_out(key: str, typed: str) -> None:
    assert cues.pattern("en", key).search(typed)
    assert not cues.pattern("en", "about_yourself.motive").search("the ideal liked by all")


def test_an_own_answer_is_not_led_back_whatever_it_was_taken_for() -> None:
    point = a_point("The tower", "Tenants with wheelchairs, lift out for weeks", "One letter, photos")
    put = question("Tell me how this one went: the tower.", "tp", Phase.STORY)
    flag = Flag(kind=FlagKind.OFF_TOPIC, message="")
    low = Score(value=0.04, low=0.0, high=0.5, band=Band.of(0.04))
    verdict = unsaid(point, flags=(flag,)).model_copy(update={"outcome": low})

    own = aim(
        verdict, put, (), answers=["lift was out for weeks, wheelchairs stuck, i wrote a letter"], point=point
    )
    other = aim(verdict, put, (), answers=["id want a queue and a cache in front of it"], point=point)

    assert own is not None and own.target is not Target.BACK_TO_QUESTION
    assert other is not None and other.target is Target.BACK_TO_QUESTION
