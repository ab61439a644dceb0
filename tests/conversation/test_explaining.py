"""Who asks what a follow-up means hears what it is after, and a hint is at what it asks for."""

from __future__ import annotations

import pytest

from agents.follow_up_prober.explaining import meant
from agents.follow_up_prober.policy import MARKS, Target
from agents.interviewer.agent import Standing, reply
from agents.interviewer.hints import hint
from agents.sayings import SPOKEN, options, wordings
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import FollowUp, MessageKind
from domain.verdict import Provenance
from tests.support.talking import key_point, question, source

POINT = TalkingPoint(
    id="tp",
    kind=TalkingPointKind.QUESTION_ANSWER,
    title="How do you open the pool?",
    text="So.",
    key_points=(
        key_point("kp1", "Check the chlorine before anything else"),
        key_point("kp2", "The waiting time dropped to four minutes", weight=0.5),
        key_point("kp3", "Because the tiles were loose", weight=0.4),
    ),
    source=source(),
)


def asked(text: str, aim: str = "kp1") -> FollowUp:
    return FollowUp(
        text=text, aim=aim, why="", sources=(source(),), provenance=Provenance(agent="follow_up_prober")
    )


def explained(text: str, language: str = "en", aim: str = "kp1") -> str:
    return meant(asked(text, aim), question("?", "tp").model_copy(update={"language": language}), POINT)


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("ask.outcome", "outcome"),
        ("ask.exception", "failure"),
        ("beside.before", "before"),
        ("beside.after_then", "after"),
        ("beside.within", "example"),
        ("deeper.record", "record"),
        ("unsure_deed", "example"),
        ("more_figures.about_yourself", "measure"),
        ("easier.story", "easier"),
        ("stretch.plan", "further"),
        ("figure", "figure"),
    ],
)
def test_each_wording_is_explained_by_what_it_is_after(language: str, key: str, kind: str) -> None:
    for wording in options("follow_up_prober", language, key):
        text = wording.format(quote="so und so", thing="so und so", ask="?")

        assert explained(text, language) in options("follow_up_prober", language, f"meant.{kind}"), wording


def test_a_models_words_are_explained_by_their_aim() -> None:
    (outcome,), (reason,) = (
        options("follow_up_prober", "en", f"meant.{each}") for each in ("outcome", "reason")
    )

    assert explained("Tell me how the queue looked later on?", aim="kp2") == outcome
    assert explained("And the floor?", aim="kp3") == reason


def test_the_question_again_is_explained_as_the_question() -> None:
    mark = MARKS[Target.BACK_TO_QUESTION]

    assert explained("Let me bring you back to what I asked. How do you open?", aim=mark) == ""


def test_nothing_of_the_point_is_in_an_explanation() -> None:
    kinds = [key for key in wordings("follow_up_prober", "en") if key.startswith("meant.")]

    assert len(kinds) > 20
    assert "chlorine" not in explained("“I walk round”. And then? What comes after that?")


def test_what_a_follow_up_means_is_said_and_the_follow_up_is_not_said_again() -> None:
    asked = "You said “I check it”. And then?"

    said = reply(MessageKind.CLARIFY, asked, "", POINT, seed=1, standing=Standing(meant="I mean this."))

    assert said.endswith("I mean this.") and asked not in said
    assert "what you did, why" not in said


def test_a_hint_at_a_follow_up_is_at_what_it_asks_for() -> None:
    first = hint(POINT, "", 1)
    aimed = hint(POINT, "", 1, aimed="kp2")

    assert "3 points" in first and "points" not in aimed
    assert aimed.startswith("A keyword") and "waiting" in aimed


def test_what_was_said_in_other_words_is_not_hinted_at() -> None:
    assert "chlorine" in hint(POINT, "", 1)
    assert "chlorine" not in hint(POINT, "", 1, heard=frozenset({"kp1"}))


@pytest.mark.parametrize(
    ("text", "language", "part"),
    [
        ("Result: fewer falls at the edge", "en", "what came of it"),
        ("Ergebnis: weniger Stürze", "de", "Ergebnis:"),
    ],
)
def test_a_storys_part_is_hinted_at_as_such(text: str, language: str, part: str) -> None:
    point = POINT.model_copy(update={"key_points": (key_point("kp1", text),)})

    said = hint(point, "", 1, language=language)

    assert part in said
    assert "about this: result" not in said and "Folgendes" not in said
