"""Print how many answers are taken for answers, and how many requests are heard, by kind and by language."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import get_args

from agents.sayings import SPOKEN
from app.session.hearing import Wish
from evals.intentions.measure import Part, messages, precision, recall


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure all parts, or one; see --help."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=get_args(Part), help="one part; without it, all")
    parser.add_argument("--mistakes", action="store_true", help="list the mistakes (of the seen part only)")
    options = parser.parse_args(arguments)
    if options.mistakes and options.part != "seen":
        parser.error("--mistakes goes with --part seen: who reads those of the others tunes on them")
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


if __name__ == "__main__":
    main()
