"""An answer in no language is not gone into, and what is asked of all of an answer fits it."""

from __future__ import annotations

import pytest

from agents.coach.broken import is_broken
from agents.follow_up_prober import draft
from agents.follow_up_prober.agent import aim
from agents.follow_up_prober.gate import can_be_asked
from agents.follow_up_prober.policy import MARKS, Target, Weakness
from agents.sayings import SPOKEN, options
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import FollowUp, Phase
from domain.verdict import Band, KeyPointVerdict, Label, Provenance, Score, Verdict
from tests.support.talking import key_point, question, source

POINT = TalkingPoint(
    id="tp",
    kind=TalkingPointKind.QUESTION_ANSWER,
    title="How do you close the shop?",
    text="",
    source=source(),
    key_points=(key_point("kp1", "Two of us count the till"), key_point("kp2", "The alarm is set last")),
)


def unheard() -> Verdict:
    return Verdict(
        outcome=Score(value=0.0, low=0.0, high=0.1, band=Band.of(0.0)),
        key_points=tuple(
            KeyPointVerdict(key_point=each, label=Label.MISSING, credit=0.0) for each in POINT.key_points
        ),
        provenance=Provenance(agent="evaluator"),
    )


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("phase", [Phase.TECHNICAL, Phase.STORY, Phase.OPENING, Phase.CONCERN])
def test_an_answer_in_no_language_is_told_so_and_gets_an_easier_way_in(language: str, phase: Phase) -> None:
    asked = question(POINT.title, POINT.id, phase).model_copy(update={"language": language})

    found = aim(unheard(), asked, (), answers=["asdf jkl"], point=POINT)

    assert found is not None and found.target is Target.NOT_CAUGHT
    said = draft.follow_up(
        found, question=asked.text, answer="asdf jkl", quote="", point=POINT, earlier=(), phase=phase,
        language=language, seed=1,
    )  # fmt: skip
    kind = phase.value if phase in (Phase.STORY, Phase.OPENING, Phase.CONCERN) else "any"
    assert said in options("follow_up_prober", language, f"not_caught.{kind}")


def test_it_is_told_once_and_an_answer_after_it_is_heard() -> None:
    asked = question(POINT.title, POINT.id)
    told = FollowUp(
        text="?",
        aim=MARKS[Target.NOT_CAUGHT],
        why="",
        sources=(source(),),
        provenance=Provenance(agent="follow_up_prober"),
    )

    assert aim(unheard(), asked, (told,), answers=["asdf", "sdfg"], point=POINT) is None
    after = aim(unheard(), asked, (told,), answers=["asdf", "I lock the door."], point=POINT)
    assert after is not None and after.target is Target.MISSING_POINT


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("en", "What would you change at our court?"),
        ("de", "Was würdest du an unserer Ausbildung ändern?"),
        ("fr", "Que changeriez-vous chez nous ?"),
        ("es", "¿Qué mejoraría usted aquí?"),
        ("it", "Che cosa cambierebbe da noi?"),
        ("pt", "O que você mudaria aqui?"),
        ("nl", "Wat zou u bij ons veranderen?"),
        ("zh", "您会怎么改进我们的流程？"),
    ],
)
def test_a_proposal_is_asked_for_its_first_step_its_obstacle_or_its_sign(language: str, asked: str) -> None:
    gap = Weakness(target=Target.MISSING_POINT, why="", key_point=POINT.key_points[0])

    said = draft.follow_up(
        gap, question=asked, answer="…", quote="", point=POINT, earlier=(), language=language, seed=2
    )

    assert said in options("follow_up_prober", language, "ask.proposal")


@pytest.mark.parametrize(
    ("said", "language", "passes"),
    [
        ("You said “I count the till”. What made you do it that way?", "en", True),
        ("You said “I count the till and the”. What made you do it that way?", "en", False),
        ("“and I count it”: why do you do it that way?", "en", False),
        ("You said “{quote}”. Why?", "en", False),
        ("What else", "en", False),
        ("Sie sagten „Ich zähle die Kasse“. Warum haben Sie es so gemacht?", "de", True),
        ("„Ich zähle die“: Warum machen Sie es so?", "de", False),
        ("您说“我先数钱”。为什么那样做？", "zh", True),
    ],
)
def test_no_piece_that_was_cut_and_no_half_sentence_is_asked(said: str, language: str, passes: bool) -> None:
    assert can_be_asked(said, language) is passes


@pytest.mark.parametrize("language", SPOKEN)
def test_every_wording_that_quotes_passes_with_a_whole_quotation(language: str) -> None:
    whole = {"de": "Ich zähle abends die Kasse", "zh": "我晚上数钱"}.get(
        language, "I count the till at night"
    )
    keys = ("unsure", "unsure_deed", "unsure_figure", "unsure_denied", "beside.within", "beside.after")
    for key in keys:
        for wording in options("follow_up_prober", language, key):
            assert can_be_asked(wording.format(quote=whole), language), wording


@pytest.mark.parametrize(
    ("said", "broken"),
    [
        ("That he hears his own question said aloud.", True),
        ("To sit where I can hear.", False),
        ("To sit near the witness.", True),
        ("I'd put it in the simulator, no, that brings nothing.", True),
        ("Ich würd das in den Simulator, nee, der bringt nichts.", True),
        ("That's what I said before: crew hours and access.", True),
        ("Das hab ich ja vorhin schon gesagt, ich stelle mich dazwischen.", True),
        ("That is the part most people forget.", False),
        ("I sit far away from him.", False),
        ("Dass es hält, sehe ich am nächsten Tag.", False),
        ("Dass ich am Anfang öfter messe, alle zehn Minuten.", True),
    ],
)
def test_what_cannot_be_said_again_by_itself_is_known(said: str, broken: bool) -> None:
    assert is_broken(said) is broken
