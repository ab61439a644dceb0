"""What the ear by meaning learns from, and what it never does."""

from __future__ import annotations

from app.session.hearing import Wish
from evals.intentions import by_hand
from evals.intentions.measure import messages
from evals.intentions.train import HANDS, Example, examples, fitted, threshold_of
from tests.support.embedding import HashEmbedder


def test_what_it_is_measured_with_is_never_learnt_from() -> None:
    learnt = {each.said for each in examples(HANDS)}
    kept = [each for each in messages() if each.part == "blind"] + [*by_hand.of("c")]

    assert HANDS == ("a", "b")
    assert len(kept) > 300
    # Two people may say "one more time please".
    assert sum(each.said in learnt for each in kept) <= len(kept) / 20
    assert not {*by_hand.plain_answers("tuning")} & {*by_hand.plain_answers("training")}


def test_every_hand_wrote_every_wish_and_answers() -> None:
    for hand in HANDS:
        assert {each.wish for each in by_hand.of(hand)} == {None, *Wish}


def test_a_head_tells_what_it_learnt() -> None:
    learnt = [
        *(Example(f"leave it out {thing}", Wish.SKIP) for thing in ("please", "now", "then", "love")),
        *(Example(f"wait a little {thing}", Wish.THINK) for thing in ("please", "now", "here", "pal")),
        *(Example(f"we baked {thing}", None) for thing in ("bread", "rolls", "cakes", "pies")),
    ]
    embedder = HashEmbedder()
    vectors = {each.said: embedder.embed_query(each.said) for each in learnt}
    head = fitted(learnt, vectors, embedder.fingerprint, 0.5)

    said = "leave it out mate"
    wish, sure = head.asks(said, embedder.embed_query(said))
    assert (wish, sure > 0.5) == (Wish.SKIP, True)
    assert head.asks("we baked scones", embedder.embed_query("we baked scones"))[1] < 0.5
    # What only one of them says tells of nobody.
    assert "leave it" in head.grams and "love" not in head.grams


def test_so_few_answers_are_asked_back() -> None:
    sure = [at / 1000 for at in range(1000)]

    assert sum(each > threshold_of(sure) for each in sure) == 5
