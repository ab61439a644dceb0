"""What is heard by its meaning where no pattern knows the words: always asked back, and never from a pipe."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from app.display.screen import Screen
from app.session import listening
from app.session.by_meaning import Head, grams, hear_by_meaning, shipped
from app.session.candidate import LeftOpen
from app.session.conversation import hold
from app.session.hearing import Intention, Wish, hear
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import MessageKind, Phase, Turn
from knowledge.base import open_knowledge
from knowledge.library import Library
from knowledge.search import weights
from knowledge.search.embed import Embedder, Vectors, local_embedder
from memory.in_memory import InMemorySessionStore
from tests.app.session.test_conversation import Scripted
from tests.app.session.test_hearing import WEAK, AtTheTerminal, kinds
from tests.support.embedding import HashEmbedder
from tests.support.interviews import POINTS, a_point, a_session, an_interview
from tests.support.knowledge import FailingEmbedder, guide

OVER_YOU = "the dog barked right over you there"
KETTLE = "we always let the kettle boil twice"
NEW_ONE = "any chance of a different question?"
BED = "I'm off to bed, lads"


class Understands(HashEmbedder):
    """Puts what `means` names where the head that ships looks for it, and all else anywhere."""

    def __init__(self, means: Mapping[str, Wish]) -> None:
        head = shipped()
        super().__init__(dimensions=head.weights.shape[1] - len(head.grams), fingerprint=head.model)
        self._means = means

    def _vector(self, text: str) -> Vectors:
        head, wish = shipped(), self._means.get(text)
        if wish is None:
            return super()._vector(text)
        wanted, answers = (head.weights[head.kinds.index(kind)] for kind in (wish, None))
        direction = (wanted - answers)[: self.dimensions]
        return (3 * direction / np.linalg.norm(direction)).astype(np.float32)


def heard(said: str, means: Mapping[str, Wish], language: str = "en") -> Intention | None:
    return hear_by_meaning(said, Understands(means), language=language)


@pytest.mark.parametrize("wish", list(Wish))
def test_a_wish_in_words_that_no_pattern_knows_is_heard_and_never_surely(wish: Wish) -> None:
    assert hear(OVER_YOU) is None
    assert heard(OVER_YOU, {OVER_YOU: wish}) == Intention(wish, sure=False)


def test_what_means_nothing_of_the_kind_is_an_answer() -> None:
    assert heard(KETTLE, {}) is None


def test_it_is_deaf_in_another_language_to_several_lines_and_to_long_messages() -> None:
    means = dict.fromkeys((OVER_YOU, f"{OVER_YOU}\nyes", "the dog " * 16), Wish.REPEAT)

    assert heard(OVER_YOU, means, language="de") is None
    assert [heard(said, means) for said in means] == [Intention(Wish.REPEAT, sure=False), None, None]


def test_it_is_deaf_without_the_model_that_it_was_made_for() -> None:
    another = HashEmbedder()

    assert hear_by_meaning(OVER_YOU, None, language="en") is None
    assert hear_by_meaning(OVER_YOU, another, language="en") is None
    assert another.embedded == []


def test_a_model_that_does_not_answer_costs_nothing() -> None:
    gone = FailingEmbedder(fingerprint=shipped().model)

    assert hear_by_meaning(OVER_YOU, gone, language="en") is None


def test_a_head_is_the_same_when_it_was_kept_and_its_file_too(tmp_path: Path) -> None:
    head = Head(
        "hash/1",
        (None, Wish.SKIP),
        {"^ no": 0, "später": 1},
        np.array([[0.5, 0, 0], [1, 2, 0]], np.float32, order="F"),
        np.array([0.25, -0.5], np.float32),
        0.625,
    )
    head.save(tmp_path / "one")
    again = Head.load(tmp_path / "one")
    again.save(tmp_path / "other")

    assert (again.model, again.kinds, again.grams, again.threshold) == (
        head.model,
        head.kinds,
        head.grams,
        0.625,
    )
    assert np.array_equal(again.weights, head.weights) and np.array_equal(again.bias, head.bias)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_words_are_known_alone_and_beside_their_neighbours() -> None:
    assert grams("Don't stop?") == {"^", "dont", "stop", "?", "$", "^ dont", "dont stop", "stop ?", "? $"}


async def talked(
    folder: Path, candidate: Scripted, means: Mapping[str, Wish], *points: TalkingPoint
) -> tuple[list[Turn], str]:
    """The turns of an interview whose model understands what `means` says, and what was on the screen."""
    out, store = io.StringIO(), InMemorySessionStore()
    library = Library(guides=(guide(*(points or POINTS)),), unreadable=())
    interview, _ = an_interview(open_knowledge(library, folder, Understands(means)), store=store)
    step = await interview.begin(a_session())
    await hold(interview, step, candidate, Screen(Console(file=out, width=110)))
    return await store.turns("s1"), out.getvalue()


async def test_it_is_done_where_the_candidate_says_so_and_an_answer_else(tmp_path: Path) -> None:
    means = {OVER_YOU: Wish.REPEAT}
    yes = AtTheTerminal(OVER_YOU, WEAK, "/stop", keys=("",))
    turns, _ = await talked(tmp_path / "yes", yes, means)
    assert yes.asked == ["Shall I repeat the question?"]
    assert kinds(turns) == [MessageKind.REPEAT, MessageKind.ANSWER, MessageKind.STOP]

    no = AtTheTerminal(OVER_YOU, "/stop", keys=("x",))
    turns, _ = await talked(tmp_path / "no", no, means)
    assert turns[0].message is not None and turns[0].message.text == OVER_YOU
    assert turns[0].message.kind is MessageKind.ANSWER


async def test_who_leaves_while_it_is_read_finds_the_words_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leaving(*args: object, **kwargs: object) -> None:
        raise LeftOpen

    monkeypatch.setattr(listening, "hear_by_meaning", leaving)
    candidate = AtTheTerminal(KETTLE)
    with contextlib.suppress(LeftOpen):
        await talked(tmp_path, candidate, {})

    assert candidate.draft == KETTLE


async def test_an_answer_is_not_asked_back(tmp_path: Path) -> None:
    candidate = AtTheTerminal(KETTLE, "/stop")
    turns, _ = await talked(tmp_path, candidate, {})

    assert candidate.asked == []
    assert kinds(turns)[0] is MessageKind.ANSWER


async def test_from_a_pipe_it_is_an_answer(tmp_path: Path) -> None:
    turns, _ = await talked(tmp_path, Scripted([BED]), {BED: Wish.STOP})

    assert turns[0].message is not None and turns[0].message.text == BED
    assert turns[0].message.kind is MessageKind.ANSWER


async def test_time_to_think_is_asked_back_and_then_given(tmp_path: Path) -> None:
    candidate = AtTheTerminal(KETTLE, WEAK, "/stop", keys=("",))
    turns, shown = await talked(tmp_path, candidate, {KETTLE: Wish.THINK})

    assert candidate.asked == ["Shall I give you a moment?"]
    assert "Take your time." in shown
    assert turns[0].message is not None and turns[0].message.aside == (KETTLE,)


async def test_who_may_be_done_after_an_answer_is_not_told_that_nothing_was_said(tmp_path: Path) -> None:
    candidate = AtTheTerminal(WEAK, KETTLE, "/stop", keys=("",))
    turns, _ = await talked(tmp_path, candidate, {KETTLE: Wish.DONE})

    assert candidate.asked == ["Is that all on this question?"]
    assert kinds(turns) == [MessageKind.ANSWER, MessageKind.SKIP, MessageKind.STOP]


async def test_what_may_want_to_go_back_is_an_answer_where_nothing_was_before(tmp_path: Path) -> None:
    candidate = AtTheTerminal(KETTLE, "/stop")
    turns, shown = await talked(tmp_path, candidate, {KETTLE: Wish.BACK})

    assert candidate.asked == []
    assert "no question that we can go back to" not in shown
    assert turns[0].message is not None and turns[0].message.text == KETTLE


async def test_a_question_that_asks_for_more_than_other_words_is_taken_at_that(tmp_path: Path) -> None:
    leaves = AtTheTerminal(NEW_ONE, "/stop", keys=("",))
    turns, _ = await talked(tmp_path / "leaves", leaves, {NEW_ONE: Wish.SKIP})
    assert leaves.asked == ["Shall I leave this question out?"]
    assert kinds(turns)[0] is MessageKind.SKIP

    asks = AtTheTerminal(NEW_ONE, "/stop", keys=("",))
    await talked(tmp_path / "asks", asks, {})
    assert asks.asked == ["Shall I put it in other words?"]


async def test_a_question_is_what_was_asked_for_where_the_candidate_asks(tmp_path: Path) -> None:
    ask = a_point("What does a day on call look like?", line=5, kind=TalkingPointKind.QUESTION_TO_ASK)
    candidate = AtTheTerminal(NEW_ONE)
    turns, _ = await talked(tmp_path, candidate, {NEW_ONE: Wish.SKIP}, ask)

    assert turns[0].question.phase is Phase.THEIR_QUESTIONS
    assert candidate.asked == []
    assert kinds(turns)[0] is MessageKind.ANSWER


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    embedder = local_embedder(tmp_path_factory.mktemp("model"))
    if embedder is None:
        pytest.skip(weights.missing_hint())
    return embedder


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("the tram went past just then, would you ask me that again", Wish.REPEAT),
        ("too many long words in there, put it simply for me please", Wish.CLARIFY),
        ("give my brain a second to catch up, would you", Wish.THINK),
        ("that has nothing to do with my trade, please leave that question out", Wish.SKIP),
        ("my lift is outside so I have to end this now, sorry", Wish.STOP),
        ("oh that was all over the place, I'll begin my answer again", Wish.RESTART),
        ("I'd like to go back to the first question you asked, about the team", Wish.BACK),
    ],
)
def test_the_model_hears_what_no_pattern_does(local: Embedder, said: str, wish: Wish) -> None:
    assert hear(said) is None
    assert hear_by_meaning(said, local, language="en") == Intention(wish, sure=False)


@pytest.mark.parametrize(
    "said",
    [
        "I don't know.",
        "No idea, sorry.",
        "yes",
        "We stopped the tram and asked everybody to leave.",
        "I asked her to repeat the order, and wrote it down.",
        "First I think, then I ask the team, then I decide.",
        "We went back to the first version.",
        "Ich habe das Team geleitet.",
        "How big is the team?",
    ],
)
def test_the_model_lets_answers_through(local: Embedder, said: str) -> None:
    assert hear_by_meaning(said, local, language="en") is None
