"""What the coach tells of a story: its result above all, and openings that fit what was found."""

from __future__ import annotations

import pytest

from agents.coach import draft
from agents.coach.story import without_what_landed
from domain.guide import KeyPoint, KeyPointOrigin, StarParts, TalkingPoint, TalkingPointKind
from domain.report import Advice
from domain.verdict import (
    Band,
    Evidence,
    KeyPointVerdict,
    Label,
    Provenance,
    Score,
    Structure,
    Surely,
    Verdict,
)
from tests.evaluating.material import question, source, talking_point
from tests.support.coaching import summed, turn

PARTS = StarParts(
    situation="Falls on the ward had doubled in the winter.",
    task="Bring them below twelve by spring.",
    action="I walked every corridor at night with the porter.",
    result="Falls went from 31 to 9, and no one was hurt. The ward next door took it over.",
)
TEXTS = (
    PARTS.situation,
    PARTS.task,
    PARTS.action,
    "Falls went from 31 to 9, and no one was hurt.",
    "The ward next door took it over.",
)
ANSWER = "Falls had doubled in the winter. I walked every corridor with the porter. It got better."


def story() -> TalkingPoint:
    weights = (0.5, 0.6, 0.9, 1.0, 0.8)
    points = tuple(
        KeyPoint(id=f"k{at}", text=text, weight=weight, origin=KeyPointOrigin.STAR, source=source(at + 1))
        for at, (text, weight) in enumerate(zip(TEXTS, weights, strict=True))
    )
    made = talking_point(kind=TalkingPointKind.STAR_STORY, title="Falls in winter")
    return made.model_copy(update={"star": PARTS, "key_points": points})


def judged(at: int, label: Label, quote: str = "", *, surely: Surely | None = None) -> KeyPointVerdict:
    start = ANSWER.find(quote)
    evidence = Evidence(quote=quote, start=start, end=start + len(quote)) if quote else None
    credit = {Label.COVERED: 1.0, Label.PARTLY: 0.6}.get(label, 0.0)
    return KeyPointVerdict(
        key_point=story().key_points[at], label=label, credit=credit, evidence=evidence, surely=surely
    )


def verdict(*found: KeyPointVerdict, value: float = 0.5, lacks: tuple[str, ...] = ()) -> Verdict:
    return Verdict(
        outcome=Score(value=value, low=value, high=value, band=Band.of(value)),
        key_points=found,
        structure=Structure(form="star", found=("situation",), missing=lacks),
        provenance=Provenance(agent="evaluator"),
    )


def advise(told: Verdict) -> Advice:
    return draft.advice(question(), ANSWER, told, story(), index_version="v")


WELL = (
    judged(0, Label.COVERED, "Falls had doubled in the winter."),
    judged(2, Label.COVERED, "I walked every corridor with the porter."),
)


@pytest.mark.parametrize("label", [Label.MISSING, Label.UNSURE])
def test_a_result_that_did_not_land_is_named_first_among_its_like(label: Label) -> None:
    others = [judged(at, label) for at in (0, 1, 2)]
    heavier = [
        each.model_copy(update={"key_point": each.key_point.model_copy(update={"weight": 1.0})})
        for each in others
    ]

    advice = advise(verdict(*heavier, judged(3, label), judged(4, label)))

    assert "alls went from 31 to 9" in (*advice.missing, *advice.unsure)[0].text


def test_a_result_in_doubt_is_named_first_among_what_is_in_doubt() -> None:
    doubts = [judged(at, Label.UNSURE, "It got better.") for at in (2, 1, 4)]

    assert "took it over" in advise(verdict(*doubts)).unsure[0].text


def test_no_part_is_said_to_lack_of_which_something_landed() -> None:
    landed = verdict(*WELL, judged(4, Label.COVERED, "It got better."), lacks=("task", "result"))

    gone = verdict(*WELL, judged(3, Label.MISSING), lacks=("result",))

    assert without_what_landed(gone, story()).missing == ("result",)
    assert without_what_landed(landed, story()).missing == ("task",)


@pytest.mark.parametrize("value", [0.47, 0.2])
def test_an_answer_that_scored_low_is_not_called_good_for_what_is_in_doubt(value: float) -> None:
    opening = advise(verdict(*WELL, judged(3, Label.UNSURE, "It got better."), value=value)).opening

    assert "31 to 9" in opening and not opening.startswith(("Good", "I may have missed"))


@pytest.mark.parametrize("value", [0.47, 0.2])
def test_an_answer_that_scored_low_is_not_said_to_have_had_everything(value: float) -> None:
    half = judged(3, Label.PARTLY, "It got better.")

    assert "31 to 9" in advise(verdict(*WELL, half, value=value)).opening


def test_what_was_not_said_at_all_is_not_to_be_said_more_plainly() -> None:
    surely = Surely(covered=0.05, partly=0.1, absent=0.4, denied=0.45)
    doubt = judged(3, Label.UNSURE, "It got better.", surely=surely)

    opening = advise(verdict(*WELL, doubt, value=0.7)).opening

    assert "31 to 9" in opening
    assert "plainly" not in opening and "so many words" not in opening


def test_what_is_in_doubt_is_not_left_out_by_the_report_either() -> None:
    denied = Surely(covered=0.2, partly=0.1, absent=0.13, denied=0.57)
    doubtful = judged(3, Label.CONTRADICTED, "It got better.", surely=denied)
    turned = judged(2, Label.CONTRADICTED, "I walked every corridor with the porter.")

    def fixes(found: KeyPointVerdict) -> list[str]:
        told = turn(1, verdict(found))
        return [cited.text for cited in summed(told).fix_first]

    assert fixes(doubtful) == []
    (against,) = fixes(turned)
    assert "goes against your guide" in against and "left out" not in against


def test_words_that_hardly_say_a_thing_stand_in_no_better_answer() -> None:
    def own(covered: float, quote: str) -> bool:
        surely = Surely(covered=covered, partly=0.1, absent=0.8 - covered, denied=0.1)
        doubt = judged(2, Label.UNSURE, quote, surely=surely)
        better = advise(verdict(WELL[0], doubt, judged(3, Label.MISSING))).better_answer
        return quote in [cited.text for cited in better]

    near, far = "I walked every corridor with the porter.", "It got better."

    assert (own(0.4, near), own(0.05, near), own(0.4, far)) == (True, False, False)
