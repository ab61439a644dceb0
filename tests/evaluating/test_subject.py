"""Which talking point an answer is held against: another story, another pitch, another question's answer."""

from __future__ import annotations

import pytest

from agents.evaluator.agent import evaluate
from agents.evaluator.material import Material
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase, Question
from domain.verdict import FlagKind, Label
from knowledge.entailment.model import Entailed
from tests.evaluating.material import FULL_ANSWER, KEY_POINTS, kinds, question, talking_point, value
from tests.support.entailing import ABSENT, COVERED, DENIED, WrittenEntailment


async def test_another_story_of_the_candidate_counts_where_any_story_would_do() -> None:
    story = talking_point(*KEY_POINTS, kind=TalkingPointKind.STAR_STORY, title="The slow report")
    other = talking_point(
        "A customer threatened to leave after two outages.",
        "I flew out, listened for a day and promised one owner.",
        "They renewed for three years.",
        kind=TalkingPointKind.STAR_STORY,
        title="The angry customer",
    )
    asked = question("Tell me about a time you were under pressure.", Phase.STORY)
    verdict = await evaluate(other.text, asked, story, Material(other_points=(other,)))
    assert value(verdict) > 0.8
    assert FlagKind.OTHER_ANSWER in kinds(verdict)


async def test_an_introduction_is_held_against_the_pitch_that_was_told() -> None:
    asked = talking_point(
        "I run the search team.", "I came from libraries.", kind=TalkingPointKind.PITCH, title="Search"
    )
    told = talking_point(*KEY_POINTS, kind=TalkingPointKind.PITCH, title="Platform")
    opening = question().model_copy(update={"phase": Phase.OPENING, "text": "Tell me about yourself."})
    verdict = await evaluate(FULL_ANSWER, opening, asked, Material(other_points=(told,)))
    assert verdict.key_points[0].key_point in told.key_points
    assert FlagKind.OTHER_ANSWER not in {flag.kind for flag in verdict.flags}


@pytest.mark.parametrize(("place", "found"), [(0, True), (3, True), (4, False)])
async def test_of_other_questions_only_the_nearest_are_read(place: int, found: bool) -> None:
    others = tuple(
        talking_point(f"Number {at} is kept in a drawer of its own.", title=f"Where is number {at}?")
        for at in range(9)
    )
    told = others[place].key_points[0].text
    encoder = WrittenEntailment(lambda said, point: COVERED if point == told else ABSENT)
    said = "It lies where nobody would ever look, behind the third board of the staircase."

    verdict = await evaluate(
        said, question(), talking_point(*KEY_POINTS), Material(other_points=others), entailment=encoder
    )

    assert (FlagKind.OTHER_ANSWER in kinds(verdict)) is found
    assert len(encoder.asked) <= 7


@pytest.mark.parametrize(
    ("own", "other", "another"), [(0, 1, False), (0, 2, True), (1, 2, True), (2, 2, False)]
)
async def test_another_question_is_answered_where_much_more_of_it_is_told(
    own: int, other: int, another: bool
) -> None:
    here = talking_point(*(f"Here stands {each}." for each in "abcde"), title="What stands here?")
    there = talking_point(*(f"There lies {each}." for each in "wxyz"), title="What lies there?")
    told = {each.text for each in (*here.key_points[:own], *there.key_points[:other])}
    encoder = WrittenEntailment(lambda said, point: Entailed(0.75, 0, 0.2, 0.05) if point in told else ABSENT)
    said = "It is behind the third board of the old staircase, where nobody would ever look for it."

    verdict = await evaluate(said, question(), here, Material(other_points=(there,)), entailment=encoder)

    assert (FlagKind.OTHER_ANSWER in kinds(verdict)) is another


@pytest.mark.parametrize(
    ("said", "another"),
    [
        ("The keys hang by the hatch, counted at six, and the porter signs for every one of them.", True),
        ("I ask the visitors at the door and write their name on the board before I let them in.", False),
    ],
)
async def test_another_questions_words_are_its_answer_whatever_seems_told_of_the_own(
    said: str, another: bool
) -> None:
    own = talking_point("I ask visitors at the door", "Their name goes on the board", title="Who comes in?")
    other = talking_point(
        "Keys hang by the hatch, counted at six", "The porter signs for each", title="How are keys kept?"
    )
    # Whatever is said, the encoder finds one of the own key points.
    encoder = WrittenEntailment(lambda said, point: COVERED if point == own.key_points[0].text else ABSENT)

    verdict = await evaluate(said, question(), own, Material(other_points=(other,)), entailment=encoder)

    assert (FlagKind.OTHER_ANSWER in kinds(verdict)) is another


@pytest.mark.parametrize(("place", "taken"), [(0, True), (3, True), (4, False)])
async def test_of_other_pitches_only_the_nearest_are_read(place: int, taken: bool) -> None:
    others = tuple(
        talking_point(f"Number {at} is the team I lead.", kind=TalkingPointKind.PITCH, title=f"Pitch {at}")
        for at in range(9)
    )
    told = others[place].key_points[0].text
    encoder = WrittenEntailment(lambda said, point: COVERED if point == told else ABSENT)

    verdict = await evaluate(*_introduced(), Material(other_points=others), entailment=encoder)

    assert (verdict.key_points[0].key_point.text == told) is taken


@pytest.mark.parametrize(("told", "another"), [(2, False), (4, True)])
async def test_who_introduces_themselves_says_part_of_many_an_answer(told: int, another: bool) -> None:
    own = talking_point("Branch manager since 2014.", kind=TalkingPointKind.PITCH, title="Who I am")
    other = talking_point(
        *(f"I stay calm when it gets {each}." for each in "abcd"), title="A furious landlord?"
    )
    of_it = {each.text for each in other.key_points[:told]}
    encoder = WrittenEntailment(
        lambda said, point: Entailed(0.75, 0, 0.2, 0.05) if point in of_it else ABSENT
    )
    opening = question().model_copy(update={"phase": Phase.OPENING, "text": "Tell me about yourself."})
    said = "I have done this a good while, I like people, I am organised, and I do viewings every week."

    verdict = await evaluate(said, opening, own, Material(other_points=(other,)), entailment=encoder)

    assert (FlagKind.OTHER_ANSWER in kinds(verdict)) is another


async def test_where_the_own_pitch_was_told_no_other_is_read() -> None:
    point = "Number 4 is the team I lead."
    other = talking_point(point, kind=TalkingPointKind.PITCH, title="Other")
    read: list[str] = []

    def finding(said: str, point: str) -> Entailed:
        read.append(point)
        return COVERED

    verdict = await evaluate(
        *_introduced(), Material(other_points=(other,)), entailment=WrittenEntailment(finding)
    )

    assert verdict.key_points[0].label is Label.COVERED
    assert point not in read


def _introduced() -> tuple[str, Question, TalkingPoint]:
    """An answer in other words to "Tell me about yourself.", and the pitch that was asked for."""
    said = "There are nine of us, and the people who look after the shelves answer to me since last spring."
    own = talking_point("I run the search team.", kind=TalkingPointKind.PITCH, title="Search")
    opening = question().model_copy(update={"phase": Phase.OPENING, "text": "Tell me about yourself."})
    return said, opening, own


@pytest.mark.parametrize(
    ("said", "another"),
    [
        ("umm I walk round and do a brief. accidents first", True),
        ("tell them the truth and take two of them along", False),
        ("a brief chat", False),
    ],
)
async def test_a_short_answer_in_another_questions_words_is_its_answer(said: str, another: bool) -> None:
    own = talking_point(
        "Tell them what I know", "Train volunteers before the rest", title="How would you calm a team?"
    )
    other = talking_point(
        "Ten minutes of handover", "Then a brief: accidents first", "Walk the bays", title="A shift's start?"
    )

    verdict = await evaluate(said, question(), own, Material(other_points=(other,)))

    assert (FlagKind.OTHER_ANSWER in kinds(verdict)) is another


async def test_an_answer_in_its_own_questions_words_is_not_led_to_another() -> None:
    own = talking_point(
        "Routines first, the same every day until October",
        "Praise out loud, correct in private",
        "I follow the steps of the school to the letter",
        title="How do you manage behaviour?",
    )
    other = talking_point("I hear the parents", "I write down what they say", title="A parent complains?")
    said = (
        "The same routines every day until October. I praise out loud and correct in private, "
        "and I follow the steps of the school even when I wouldn't pick them."
    )
    # The encoder takes the last words for a denial of all of it, and finds another question's answer.
    theirs = {each.text for each in other.key_points}
    encoder = WrittenEntailment(lambda said, point: COVERED if point in theirs else DENIED)

    verdict = await evaluate(said, question(), own, Material(other_points=(other,)), entailment=encoder)

    assert not {FlagKind.OTHER_ANSWER, FlagKind.OFF_TOPIC} & kinds(verdict)
