"""Print for each kind of statement how many contradictions are found and how many alarms are false."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_cache_path

from evals.contradicted.statements import FILES, PLACED, WORDED, Found, alarmed, judged, statements, tally
from knowledge.entailment.model import local_entailment


def main(arguments: Sequence[str] | None = None) -> None:
    """Judge the held-out half; see --help."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tuned", action="store_true", help="the half that the detector was tuned on")
    parser.add_argument("--mistakes", action="store_true", help="list the mistakes (of the tuned half only)")
    parser.add_argument("--worded", action="store_true", help="those in unusual words instead")
    parser.add_argument(
        "--placed", action="store_true", help="those in which something changed places instead"
    )
    parser.add_argument("--words-only", action="store_true", help="compare words, not what they mean")
    parser.add_argument("--cache", type=Path, default=user_cache_path("mock-interviewer"))
    options = parser.parse_args(arguments)
    if options.mistakes and not options.tuned:
        parser.error("--mistakes goes with --tuned: whoever reads the held-out mistakes tunes on them")
    entailment = None if options.words_only else local_entailment(options.cache)
    written = statements(WORDED if options.worded else PLACED if options.placed else FILES)
    chosen = [each for each in written if each.held_out != options.tuned]
    for kind in dict.fromkeys(each.kind for each in chosen):
        print(_line(tally(kind, [each for each in chosen if each.kind == kind], entailment)))
    print(_line(tally("all", chosen, entailment)))
    for each in chosen if options.mistakes else ():
        if alarmed(judged(each, entailment)) != each.contradicts:
            print(f"\n{'missed' if each.contradicts else 'FALSE ALARM'}: {each.guide}\n   {each.said}")


def _line(found: Found) -> str:
    return (
        f"{found.kind:18} {found.statements:4}   precision {found.precision:6.1%}"
        f"   recall {found.recall:6.1%}   false alarms {found.false_alarms}"
    )


if __name__ == "__main__":
    main()
