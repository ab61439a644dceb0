"""An answer that told many things is asked about as a whole, once, and then one goes on."""

from __future__ import annotations

import pytest

from agents.follow_up_prober import draft
from agents.follow_up_prober.agent import aim
from agents.follow_up_prober.plain import Shape, plain_asks, shape_of
from agents.follow_up_prober.policy import MARKS, Target, Weakness
from agents.sayings import SPOKEN, options, wordings
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import FollowUp, Phase
from domain.verdict import Band, Flag, FlagKind, KeyPointVerdict, Label, Provenance, Score, Verdict
from knowledge.stories import asks_for_story
from tests.support.probing import said
from tests.support.talking import key_point, question, source

HOW = "How do you keep the kiln from cracking the glaze?"
MUCH = (
    "I warm it for two hours first. Then I go up in steps, a hundred degrees at a time. I write each step "
    "into the book by the door. The door stays shut until it's under eighty. My apprentice reads the cones "
    "with me, and we throw out any shelf that has a chip. On Fridays I clean the coils with a soft brush."
)
POINT = TalkingPoint(
    id="tp",
    kind=TalkingPointKind.QUESTION_ANSWER,
    title=HOW,
    text="So.",
    key_points=(
        key_point("kp1", "Warm it slowly before anything else"),
        key_point("kp2", "Order clay from one pit alone", weight=0.9),
    ),
    source=source(),
)
_THAT = ("why_so", "if_not", "how_known", "worked", "why_then")
"""What asks about one thing, which "that" stands for."""


def asked_before(mark: str, text: str = "And?") -> FollowUp:
    return FollowUp(
        text=text, aim=mark, why="", sources=(source(),), provenance=Provenance(agent="follow_up_prober")
    )


def heard(*labels: Label, score: float = 0.6, flag: FlagKind | None = None) -> Verdict:
    return Verdict(
        outcome=Score(value=score, low=0.1, high=0.9, band=Band.DEVELOPING),
        key_points=tuple(
            KeyPointVerdict(key_point=each, label=label, credit=1.0 if label is Label.COVERED else 0.0)
            for each, label in zip(POINT.key_points, labels, strict=True)
        ),
        flags=() if flag is None else (Flag(kind=flag, message="So."),),
        provenance=Provenance(agent="evaluator"),
    )


def follow_up(asked: str, answer: str, *, settled: bool = False, phase: Phase = Phase.TECHNICAL) -> set[str]:
    return {
        draft.follow_up(
            Weakness(target=Target.MISSING_POINT, why="", key_point=POINT.key_points[1]),
            question=asked,
            answer=answer,
            quote="",
            point=POINT,
            earlier=(),
            phase=phase,
            settled=settled,
            seed=seed,
        )
        for seed in range(6)
    }


def test_that_is_asked_of_one_thing_and_never_of_many() -> None:
    asks = {each for key in _THAT for each in options("follow_up_prober", "en", f"plain.{key}")}

    assert follow_up(HOW, MUCH)
    assert not follow_up(HOW, MUCH) & asks
    # What takes it all for complete is not asked where something weighty was not told.
    assert follow_up(HOW, MUCH) <= {
        each
        for key in ("uncovered", "falls_short")
        for each in options("follow_up_prober", "en", f"plain.{key}")
    }


def test_who_told_much_and_was_asked_once_is_let_go() -> None:
    verdict = heard(Label.COVERED, Label.MISSING)
    dug = [asked_before("kp9")]

    assert aim(verdict, question(HOW, "tp"), (), answers=[MUCH], point=POINT) is not None
    assert aim(verdict, question(HOW, "tp"), dug, answers=[MUCH, "Three times a year."], point=POINT) is None
    # Led back is not asked, and little is not much.
    led_back = [asked_before(MARKS[Target.BACK_TO_QUESTION])]
    assert aim(verdict, question(HOW, "tp"), led_back, answers=["Well.", MUCH], point=POINT) is not None
    assert aim(verdict, question(HOW, "tp"), dug, answers=["I warm it.", "So."], point=POINT) is not None


def test_what_was_asked_of_much_is_not_asked_of_the_next() -> None:
    known = [
        each
        for key in ("uncovered", "grew", "keep", "falls_short")
        for each in options("follow_up_prober", "en", f"plain.{key}")
    ]
    verdict = heard(Label.COVERED, Label.MISSING)

    assert aim(verdict, question(HOW, "tp"), (), answers=[MUCH], point=POINT, recent=known[2:]) is not None
    assert aim(verdict, question(HOW, "tp"), (), answers=[MUCH], point=POINT, recent=known) is None


def test_who_answers_something_else_again_is_neither_led_back_again_nor_gone_into() -> None:
    verdict = heard(Label.MISSING, Label.UNSURE, score=0.5, flag=FlagKind.OTHER_ANSWER)
    again = ["We sell mugs on Saturdays.", "And plates at Christmas, mostly to tourists from the boats."]
    led_back = [asked_before(MARKS[Target.BACK_TO_QUESTION])]

    first = aim(verdict, question(HOW, "tp"), (), answers=again[:1], point=POINT)
    assert first is not None and first.target is Target.BACK_TO_QUESTION
    assert aim(verdict, question(HOW, "tp"), led_back, answers=again, point=POINT) is None


def test_i_dont_know_beside_what_was_told_is_no_empty_answer() -> None:
    verdict = heard(Label.MISSING, Label.MISSING, score=0.15, flag=FlagKind.DONT_KNOW)

    found = aim(verdict, question(HOW, "tp"), (), answers=["I don't know."], point=POINT)
    assert found is not None and found.target is Target.EASIER_WAY_IN
    led_back = [asked_before(MARKS[Target.BACK_TO_QUESTION])]
    assert aim(verdict, question(HOW, "tp"), led_back, answers=["So.", "I don't know."], point=POINT) is None


@pytest.mark.parametrize(
    ("asked", "answer", "shape"),
    [
        ("The job ad mentions “kilns”. What experience do you have there?", "Gas, mostly.", Shape.EXPERIENCE),
        ("Describe your experience with kilns.", "Gas, mostly.", Shape.EXPERIENCE),
        ("Are you ok with being on call?", "Yes.", Shape.ATTITUDE),
        ("How would you cope with the noise?", "Fine.", Shape.ATTITUDE),
        ("Two guests want the same table: what do you do?", "I'd ask who came first.", Shape.PLAN),
        ("Two guests want the same table: what do you do?", "I ask who came first.", Shape.USUAL),
    ],
)
def test_what_was_asked_and_how_it_was_answered_make_the_shape(asked: str, answer: str, shape: Shape) -> None:
    assert shape_of(said(asked, answer)) is shape


@pytest.mark.parametrize("language", SPOKEN)
def test_experience_is_asked_for_by_a_piece_of_work(language: str) -> None:
    (line, *_) = wordings("interviewer", language)["requirement.named"]

    asks = plain_asks(said(line.format(topic="Docker"), "So.", language))

    assert asks == list(options("follow_up_prober", language, "plain.used"))


def test_a_calling_weighs_no_two_ways() -> None:
    asks = set(options("follow_up_prober", "en", "plain.calling"))
    reasons = set(options("follow_up_prober", "en", "ask.for_reasons"))

    assert follow_up("Why pottery?", "I'm a calm person and I like clay.") <= asks
    assert follow_up("Why gas and not wood?", "It's even, and I like that it is quick.") <= reasons


def test_who_says_that_it_is_hard_is_asked_what_helps() -> None:
    asked = "How would you cope with a night alone at the kiln?"

    assert follow_up(asked, "It would be hard.") <= set(options("follow_up_prober", "en", "plain.helped"))
    assert follow_up(asked, "No problem.") <= set(options("follow_up_prober", "en", "plain.difficult"))


def test_a_question_what_one_does_is_no_story() -> None:
    assert not asks_for_story("A brother and sister disagree about the stone: what do you do?")
    assert asks_for_story("A time something went wrong")
    assert asks_for_story("Tell me about a disagreement with a colleague")
