"""Which of the prepared questions the candidate asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import yaml

from agents.coach.asked import meant, questions_of
from agents.coach.asked import prepared_ones as of_base
from domain.guide import TalkingPointKind
from evals.coaching.questions import mistaken, pairs
from knowledge.search import weights
from knowledge.search.embed import Embedder, local_embedder
from tests.evaluating.material import talking_point

PREPARED = [
    talking_point(kind=TalkingPointKind.QUESTION_TO_ASK, title=title)
    for title in (
        "How do you handle model versioning and A/B testing?",
        "What does success look like in the first year?",
        "Who chooses the suppliers?",
        "How big is the team?",
    )
]


class Base:
    """As much of a knowledge base as is asked."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder

    def similarity(self, a: list[str], b: list[str]) -> npt.NDArray[np.float32]:
        return self.embedder.embed_documents(a) @ self.embedder.embed_documents(b).T


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    found = local_embedder(tmp_path_factory.mktemp("model"))
    if found is None:
        pytest.skip(weights.missing_hint())
    return found


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("How do you version your models these days, and do you run A/B tests?", [0]),
        (
            "How will you judge after the first year whether I did well? And who decides on suppliers?",
            [1, 2],
        ),
        ("Can I park here? And what is for lunch in the canteen?", []),
    ],
)
def test_a_prepared_question_is_known_in_other_words(said: str, asked: list[int], embedder: Embedder) -> None:
    found = of_base(said, PREPARED, Base(embedder))  # type: ignore[arg-type]

    assert found == [PREPARED[at] for at in asked]


@pytest.mark.parametrize(
    ("answer", "questions"),
    [
        (
            "Who runs the ward at night, and how is the handover done?",
            [
                "Who runs the ward at night, and how is the handover done",
                "Who runs the ward at night",
                "how is the handover done",
            ],
        ),
        (
            "Wie läuft die Einarbeitung ab? Und wer plant die Dienste?",
            ["Wie läuft die Einarbeitung ab", "Und wer plant die Dienste"],
        ),
        ("Do you like tea and cake?", ["Do you like tea and cake"]),
        ("团队有多大？下一步是什么？", ["团队有多大", "下一步是什么"]),
    ],
)
def test_each_question_stands_by_itself_and_two_in_one_as_well(answer: str, questions: list[str]) -> None:
    assert questions_of(answer) == questions


def test_the_nearest_is_meant_where_it_is_near_or_far_ahead() -> None:
    assert meant(np.array([0.1, 0.55, 0.5]), np.array([0.1, 0.55, 0.5])) == 1
    assert meant(np.array([0.1, 0.4, 0.2]), np.array([0.1, 0.4, 0.2])) == 1
    assert meant(np.array([0.3, 0.4, 0.2]), np.array([0.3, 0.4, 0.2])) is None
    # Nearer than another, and not nearer than what was lowered since it wants another thing.
    assert meant(np.array([0.4, 0.0]), np.array([0.4, 0.6])) is None
    assert meant(np.array([0.4]), np.array([0.4])) is None


def test_more_are_known_than_by_a_high_threshold_and_few_are_taken_wrongly(embedder: Embedder) -> None:
    wrong = mistaken("seen", embedder) + mistaken("unseen", embedder)

    assert len(pairs("seen") + pairs("unseen")) == 40
    assert sum(each.same for each in wrong) <= 8
    assert sum(not each.same for each in wrong) <= 4


NEAR = yaml.safe_load(Path(__file__).with_name("near_questions.yaml").read_text(encoding="utf-8"))
CASES = [
    (part, group["prepared"], said, asked)
    for part, groups in NEAR.items()
    for group in groups
    for said, asked in group["cases"]
]


@pytest.mark.parametrize(("part", "prepared", "said", "asked"), CASES)
def test_questions_on_the_same_subject_are_told_apart(
    part: str, prepared: list[str], said: str, asked: list[int], embedder: Embedder
) -> None:
    points = [talking_point(kind=TalkingPointKind.QUESTION_TO_ASK, title=title) for title in prepared]

    found = of_base(said, points, Base(embedder))  # type: ignore[arg-type]

    assert found == [points[at] for at in asked]


def test_a_ratio_of_two_things_is_how_they_are_split(embedder: Embedder) -> None:
    prepared = [
        talking_point(kind=TalkingPointKind.QUESTION_TO_ASK, title=title)
        for title in ("Comment se répartit le temps entre terrain et bureau ?", "Qui décide du planning ?")
    ]

    found = of_base("Quel est le rapport terrain bureau ?", prepared, Base(embedder))  # type: ignore[arg-type]

    assert found == prepared[:1]
