"""Print how often the coach repeats, invents or alarms falsely; see --help."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import get_args

from platformdirs import user_cache_path

from evals.coaching.questions import mistaken, pairs
from evals.coaching.situations import Judged, Part, judge, situations
from evals.coaching.statements import Batch, flagged, statements
from evals.coaching.whole_answers import Looked, advice_on, answers, faults
from knowledge.entailment.model import Entailment, local_entailment
from knowledge.search.embed import Embedder, local_embedder


def main(arguments: Sequence[str] | None = None) -> None:
    """Judge one half; see --help."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=get_args(Batch), default="seen")
    parser.add_argument("--mistakes", action="store_true", help="list the mistakes (of the seen half only)")
    parser.add_argument("--words-only", action="store_true", help="compare words, not what they mean")
    parser.add_argument("--cache", type=Path, default=user_cache_path("mock-interviewer"))
    options = parser.parse_args(arguments)
    if options.mistakes and options.part != "seen":
        parser.error("--mistakes goes with --part seen: whoever reads the unseen mistakes tunes on them")
    # The fresh batch has statements alone.
    judged = [judge(each) for each in situations(options.part)] if options.part in get_args(Part) else []
    for title, against in _rulers(judged).items():
        if not judged:
            break
        good = sum(not each for each in against)
        print(f"{title:42} {good / len(against):6.1%}   {good} of {len(against)}")
    entailment = None if options.words_only else local_entailment(options.cache)
    if options.part in get_args(Looked):
        _whole(options.part, entailment, mistakes=options.mistakes)
    told = {each.said: flagged(each, entailment) for each in statements(options.part)}
    alarms = {said: check for said, check in told.items() if check}
    print(f"{'false “Check this”':42} {len(alarms) / len(told):6.1%}   {len(alarms)} of {len(told)}")
    embedder = local_embedder(options.cache)
    if judged and embedder is not None:
        _questions(options.part, embedder, mistakes=options.mistakes)
    if options.mistakes:
        _tell(judged)
        for said, check in alarms.items():
            print(f"\nfalse alarm: {said}", *check, sep="\n   ")


def _whole(part: Looked, entailment: Entailment | None, *, mistakes: bool) -> None:
    """Whole answers, judged by the evaluator: whether the advice would help."""
    found = {said.id: faults(said, advice_on(said, entailment)) for said in answers(part)}
    good = sum(not each for each in found.values())
    print(f"{'whole answers: the advice would help':42} {good / len(found):6.1%}   {good} of {len(found)}")
    for name, against in found.items() if mistakes else ():
        if against:
            print(f"\n{name}", *against, sep="\n   ")


def _questions(part: Part, embedder: Embedder, *, mistakes: bool) -> None:
    every, wrong = pairs(part), mistaken(part, embedder)
    rows = (("prepared questions known in other words", True), ("other questions taken for others", False))
    for title, same in rows:
        count = sum(each.same is same for each in every)
        good = count - sum(each.same is same for each in wrong)
        print(f"{title:42} {good / count:6.1%}   {good} of {count}")
    for each in wrong if mistakes else ():
        print(f"\nmistaken: {each.asked}\n   {each.prepared}")


def _rulers(judged: Sequence[Judged]) -> dict[str, list[tuple[str, ...]]]:
    """What is said against each situation's advice, ruler by ruler."""
    return {
        "“Say first” repeats nothing that landed": [each.repeats for each in judged],
        "the rewrite is complete and speakable": [each.unspeakable for each in judged],
        "every clause is cited or the candidate's": [each.uncited for each in judged],
        "within the guide's time": [each.overlong for each in judged],
        "in the guide's language": [each.foreign for each in judged],
    }


def _tell(judged: Iterable[Judged]) -> None:
    for each in judged:
        faults = (*each.repeats, *each.unspeakable, *each.uncited, *each.overlong, *each.foreign)
        if faults:
            print(f"\n{each.situation.id}", *faults, sep="\n   ")
            print("   =", " ".join(cited.text for cited in each.advice.better_answer))


if __name__ == "__main__":
    main()
