"""What is told in quite other words than the posting's, found by the encoder of postings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.base import KnowledgeBase
from knowledge.posting.matched import Coverage, Matched
from knowledge.posting.matching import match
from knowledge.posting.read import understood
from knowledge.posting.reading import ALONE, of_others, windows_of
from knowledge.showing.model import Showing
from knowledge.values import GuideText
from tests.support.interviews import a_point, some_knowledge
from tests.support.showing import ClosedShowing, WrittenShowing

HEADS_OF_WARD = a_point(
    "What do you do on Fridays?",
    "I draw the three heads of ward one picture of what moves and what waits",
    line=10,
)
BAKING = a_point(
    "What do you do at weekends?", "I bake rye bread for the whole street, since my oven is large", line=20
)
SAID = ("heads of ward", "Stakeholder")


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    folder: Path = tmp_path_factory.mktemp("index")
    return some_knowledge(folder, HEADS_OF_WARD, BAKING)


def matched(
    knowledge: KnowledgeBase, showing: Showing | None, *lines: str, language: str = "en"
) -> list[Matched]:
    listed = "\n".join(f"- {line}" for line in lines)
    posting = understood(GuideText(name="posting.md", text=f"## Requirements\n{listed}", digest=""))
    return match(posting.model_copy(update={"language": language}), knowledge.with_showing(lambda: showing))


@pytest.mark.parametrize(
    ("near", "coverage"), [(0.58, Coverage.COVERED), (0.36, Coverage.UNSURE), (0.05, Coverage.MISSING)]
)
def test_how_sure_the_encoder_is_decides(knowledge: KnowledgeBase, near: float, coverage: Coverage) -> None:
    (found,) = matched(knowledge, WrittenShowing(SAID, near=near), "Stakeholder management")

    assert found.coverage is coverage
    if coverage is not Coverage.MISSING:
        assert found.shown[0].talking_point_id == HEADS_OF_WARD.id


@pytest.mark.parametrize("showing", [None, ClosedShowing()], ids=["not there", "cannot be opened"])
def test_without_it_a_posting_is_held_against_the_guides_as_ever(
    knowledge: KnowledgeBase, showing: Showing | None
) -> None:
    (found,) = matched(knowledge, showing, "Stakeholder management")

    assert found.coverage is Coverage.MISSING


def test_among_many_talking_points_one_that_is_as_near_is_less_likely(tmp_path: Path) -> None:
    others = (a_point(f"Story {at}", f"On day {at} it rained", line=10 * at) for at in range(3, 80))
    many = some_knowledge(tmp_path, HEADS_OF_WARD, BAKING, *others)
    (among_few,) = matched(many, WrittenShowing(SAID, near=0.5), "Stakeholder management")
    few = some_knowledge(tmp_path / "few", HEADS_OF_WARD, BAKING)
    (alone,) = matched(few, WrittenShowing(SAID, near=0.5), "Stakeholder management")

    assert among_few.shown[0].talking_point_id == alone.shown[0].talking_point_id == HEADS_OF_WARD.id
    assert among_few.shown[0].score < alone.shown[0].score


def test_what_tells_of_another_line_tells_less_of_this(knowledge: KnowledgeBase) -> None:
    near = WrittenShowing((*SAID, "Steering"), near=0.45)
    (alone, _) = matched(knowledge, near, "Stakeholder management", "Patience with bureaucracy")
    (beside, _) = matched(knowledge, near, "Stakeholder management", "Steering committees")

    assert beside.shown[0].score < alone.shown[0].score


def test_of_two_that_are_as_near_each_is_less_likely_than_one_alone(
    knowledge: KnowledgeBase, tmp_path: Path
) -> None:
    twice = some_knowledge(
        tmp_path, HEADS_OF_WARD, a_point("Which picture?", "One of all heads of ward and what moves", line=40)
    )
    showing = WrittenShowing(SAID, near=0.9)
    (alone,) = matched(knowledge, showing, "Stakeholder management")
    (both,) = matched(twice, showing, "Stakeholder management")

    assert both.shown[0].score < alone.shown[0].score


@pytest.mark.parametrize(
    ("near", "others"), [([0.9], [ALONE]), ([0.9, 0.1], [0.1, 0.9]), ([0.9, 0.1, 0.5], [0.3, 0.7, 0.5])]
)
def test_the_others_of_a_talking_point_are_the_nearest_but_itself(
    near: list[float], others: list[float]
) -> None:
    assert of_others(np.array(near, np.float32)) == pytest.approx(others, abs=1e-6)


def test_a_name_that_stands_nowhere_is_not_told_otherwise(knowledge: KnowledgeBase) -> None:
    showing = WrittenShowing(("heads of ward", "Kubernetes"))
    (found,) = matched(knowledge, showing, "Experience with Kubernetes")

    assert (found.coverage, found.lacks) == (Coverage.MISSING, ("Kubernetes",))


@pytest.mark.parametrize(
    ("subject", "coverage"),
    [("bake rye bread", Coverage.COVERED), ("nothing of it", Coverage.UNSURE)],
    ids=["shown", "doubted"],
)
def test_words_in_common_cover_nothing_that_the_encoder_doubts(
    knowledge: KnowledgeBase, subject: str, coverage: Coverage
) -> None:
    showing = WrittenShowing((subject, "Bake rye"))
    (found,) = matched(knowledge, showing, "Bake rye bread in a large oven")

    assert found.coverage is coverage
    assert found.shown[0].talking_point_id == BAKING.id


def test_a_posting_in_another_language_does_not_ask_it(knowledge: KnowledgeBase) -> None:
    showing = WrittenShowing(SAID)
    matched(knowledge, showing, "Stakeholder management", language="de")

    assert showing.read == []


def test_what_is_told_is_read_once_for_all_lines(knowledge: KnowledgeBase) -> None:
    showing = WrittenShowing(SAID)
    matched(knowledge, showing, "Stakeholder management", "Patience with bureaucracy")

    # Once with its answer, and its title once by itself.
    assert sum(HEADS_OF_WARD.title in text for text in showing.read) == 2
    assert len(showing.read) == len(set(showing.read))


def test_it_is_opened_for_a_posting_and_for_nothing_else(knowledge: KnowledgeBase) -> None:
    opened: list[str] = []
    other = knowledge.with_showing(lambda: opened.append("opened"))
    other.open()
    other.search("wards")
    assert opened == []

    posting = understood(GuideText(name="posting.md", text="## Requirements\n- Patience\n- Tact", digest=""))
    match(posting, other)
    assert opened == ["opened"]


def test_a_long_talking_point_is_read_in_parts_each_below_its_title() -> None:
    said = (f"On day {day} we carried ten more boxes up the stairs" for day in range(30))
    long = a_point("The move", *said, line=1)
    windows = windows_of(long)

    assert len(windows) > 2
    assert all(window.startswith("The move\n") and len(window.split()) < 110 for window in windows)
    assert " ".join(window.removeprefix("The move\n") for window in windows) == long.text
