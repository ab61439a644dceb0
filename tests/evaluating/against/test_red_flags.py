"""Red flags: heard where they are said, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from agents.evaluator.against.red_flags import red_flags_said
from agents.evaluator.compared import model_answer
from domain.guide import TalkingPoint, TalkingPointKind
from knowledge.library import read_library
from language.text import read
from tests.evaluating.material import talking_point

ROOT = Path(__file__).parents[3]


def red_flag(wording: str, instead: str = "") -> TalkingPoint:
    return talking_point(title=wording, kind=TalkingPointKind.RED_FLAG, text="", say_instead=instead)


@pytest.mark.parametrize(
    ("answer", "wording"),
    [
        ("I ran it on Nomad.", "I ran it on Nomad"),
        ("We just ran the thing on Nomad, honestly.", "I ran it on Nomad"),
        ("Yes, basically I know Rust.", "I know Rust"),
        ("It was simple. I built a model that was 95% accurate.", "I built a model that's 95% accurate"),
        ("It's pretty much real time.", 'Don\'t say "it is real time"'),
    ],
)
def test_a_bald_sentence_is_heard(answer: str, wording: str) -> None:
    assert [hit.red_flag for hit in red_flags_said(read(answer), (red_flag(wording),), None)] == [wording]


@pytest.mark.parametrize(
    ("answer", "wording"),
    [
        ("Rollout: Nomad ran it for us, scaled by queue length, one zone at a time.", "I ran it on Nomad"),
        (
            "I ran it on Nomad with canaries, autoscaling on queue length and two regions.",
            "I ran it on Nomad",
        ),
        ("Rust is preferred here, and the team will know it.", "I know Rust"),
        ("I would not say that we have exactly once.", "We have exactly once"),
        ("Trained model, then registry.", "I trained a model"),
        ("Container images, Nomad jobs, a run per region", "I ran it on Nomad"),
    ],
)
def test_a_sentence_that_says_more_or_is_nobodys_is_not_the_red_flag(answer: str, wording: str) -> None:
    assert red_flags_said(read(answer), (red_flag(wording),), None) == ()


@pytest.mark.parametrize("folder", [ROOT / "knowledge" / "guides", ROOT.parent / "shared" / "guides"])
def test_no_guides_own_answer_says_one_of_the_red_flags(folder: Path) -> None:
    if not folder.exists():
        pytest.skip(f"{folder.name} of {folder.parent.name} are not here")
    points = read_library([folder]).talking_points
    flags = tuple(point for point in points if point.kind is TalkingPointKind.RED_FLAG)
    assert flags
    hits = [
        (str(point.source), hit.red_flag, hit.evidence.quote)
        for point in points
        if point.kind is not TalkingPointKind.RED_FLAG and point.key_points
        for hit in red_flags_said(model_answer(point), flags, None)
    ]
    assert hits == []


def test_a_sentence_is_embedded_only_where_its_meaning_can_decide() -> None:
    """What has too few of the words is none in any meaning, and what has nearly all needs no model."""
    embedded: list[str] = []

    def similarity(sentences: list[str], wordings: list[str]) -> NDArray[np.floating]:
        embedded.extend(sentences)
        return np.full((len(sentences), len(wordings)), 0.9)

    said = "The queue was full on Monday. We ran the import on Nomad. I know Rust."
    flags = (red_flag("I ran the import twice"), red_flag("I know Rust"))

    hits = red_flags_said(read(said), flags, similarity)

    assert [hit.red_flag for hit in hits] == ["I ran the import twice", "I know Rust"]
    assert embedded == ["We ran the import on Nomad"]
