"""Print how many answers are taken for answers, and how many requests are heard, by kind and by language."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from agents.sayings import SPOKEN
from app.session.hearing import Wish
from domain.interview import ENGLISH
from evals.intentions import by_hand
from evals.intentions.measure import Hand, Message, Part, messages, precision, recall
from knowledge.search import weights
from knowledge.search.embed import Embedder, local_embedder


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure all parts, or one; see --help."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=get_args(Part), help="one part; without it, all")
    parser.add_argument("--mistakes", action="store_true", help="list the mistakes (of the seen part only)")
    parser.add_argument("--by-meaning", action="store_true", help="English, with the ear by meaning besides")
    options = parser.parse_args(arguments)
    if options.mistakes and options.part != "seen":
        parser.error("--mistakes goes with --part seen: who reads those of the others tunes on them")
    if options.by_meaning:
        with tempfile.TemporaryDirectory() as folder:
            embedder = local_embedder(Path(folder))
            if embedder is None:
                parser.error(weights.missing_hint())
            _by_meaning(embedder)
        return
    chosen = [each for each in messages() if options.part in (None, each.part)]
    answers = sum(each.wish is None for each in chosen)
    print(f"precision {precision(chosen):6.1%}   of {answers} answers")
    kinds = [recall(wish.value, [each for each in chosen if each.wish is wish]) for wish in Wish]
    tongues = [recall(code, [each for each in chosen if each.language == code]) for code in SPOKEN]
    for found in (recall("all", chosen), *kinds, *tongues):
        print(f"recall    {found.share:6.1%}   {found.name:8} {found.heard} of {found.messages}")
    for each in chosen if options.mistakes else ():
        if each.heard is not each.wish:
            print(f"{each.language} {each.wish} heard as {each.heard}: {each.said}")


def _by_meaning(embedder: Embedder) -> None:
    """Print a line for each part in English: what is heard by patterns, and with the ear besides."""
    parts: list[tuple[str, Sequence[Message]]] = [
        *(
            (part, [each for each in messages() if each.part == part and each.language == ENGLISH])
            for part in get_args(Part)
        ),
        *((hand, by_hand.of(hand)) for hand in get_args(Hand)),
        ("plain", [Message(ENGLISH, said, None, "unseen") for said in by_hand.plain_answers("tuning")]),
    ]
    columns = ("requests", "by patterns", "with meaning", "as another", "answers", "asked back")
    print(f"{'part':8}" + "".join(f"{column:>13}" for column in columns))
    for name, chosen in parts:
        told = [(each.wish, each.heard, each.heard or by_hand.meant(each, embedder)) for each in chosen]
        requests = [each for each in told if each[0] is not None]
        answers = [heard for wish, _, heard in told if wish is None]
        counts = (
            len(requests),
            sum(wish is known for wish, known, _ in requests),
            sum(wish is heard for wish, _, heard in requests),
            sum(heard not in (None, wish) for wish, _, heard in requests),
            len(answers),
            sum(heard is not None for heard in answers),
        )
        print(f"{name:8}" + "".join(f"{count:13}" for count in counts))


if __name__ == "__main__":
    main()
