"""Print for each agent how many hostile replies are shown, and how many good ones are accepted."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_cache_path

from evals.hostile.cases import AGENTS, cases
from evals.hostile.trying import Tried, try_all
from knowledge.entailment.model import local_entailment


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the unseen half; 1 where a hostile reply was shown. See --help."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seen", action="store_true", help="the half that the checks were made with")
    parser.add_argument("--mistakes", action="store_true", help="list the mistakes (of the seen half only)")
    parser.add_argument("--words-only", action="store_true", help="without the encoder that reads answers")
    parser.add_argument("--cache", type=Path, default=user_cache_path("mock-interviewer"))
    options = parser.parse_args(arguments)
    if options.mistakes and not options.seen:
        parser.error("--mistakes goes with --seen: whoever reads the unseen mistakes tunes on them")
    entailment = None if options.words_only else local_entailment(options.cache)
    tried = try_all([case for case in cases() if case.unseen != options.seen], entailment)
    for agent in AGENTS:
        print(_line(agent, [each for each in tried if each.case.agent == agent]))
    print(_line("all", tried))
    for each in tried if options.mistakes else ():
        if each.used == each.case.hostile:
            kind = "SHOWN" if each.case.hostile else f"not accepted ({each.why})"
            print(f"\n{kind}: {each.case.agent}: {each.case.reply}")
    return 1 if any(each.used for each in tried if each.case.hostile) else 0


def _line(agent: str, tried: Sequence[Tried]) -> str:
    hostile = [each for each in tried if each.case.hostile]
    good = [each for each in tried if not each.case.hostile]
    shown, accepted = sum(each.used for each in hostile), sum(each.used for each in good)
    glimpsed = sum(each.glimpsed and not each.used for each in hostile)
    return (
        f"{agent:18} hostile {len(hostile):3}, shown {shown:2}, a beginning taken back {glimpsed:2}"
        f"   good {len(good):3}, accepted {accepted:3} ({accepted / len(good):.0%})"
    )


if __name__ == "__main__":
    raise SystemExit(main())
