"""Print how often the prober asks what a good interviewer would, by how strong the answer was."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from evals.follow_ups.judging import Judged, judged
from evals.follow_ups.situations import Part, situations


def main(arguments: Sequence[str] | None = None) -> None:
    """Judge one part; see --help."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=get_args(Part), default="seen")
    parser.add_argument("--wrong", action="store_true", help="list the wrong ones of a part put aside, too")
    parser.add_argument("--all", action="store_true", help="print every follow-up of a part that may be seen")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        found = judged(situations(options.part), Path(folder))
    for strength in ("strong", "middling", "weak"):
        print(_line(strength, [each for each in found if each.situation.strength == strength]))
    print(_line("all", found))
    if options.part in ("seen", "fresh", "aimed") or options.wrong:
        for each in found:
            if options.all or not each.right:
                print(_told(each))


def _line(name: str, found: Sequence[Judged]) -> str:
    right = sum(each.right for each in found)
    return f"{name:9} {len(found):3} situations   aim right in {right:3} ({right / max(len(found), 1):.0%})"


def _told(each: Judged) -> str:
    said = each.said or "(no follow-up)"
    return f"\n{each.situation.name} [{each.aim}]\n   {said}\n   {'; '.join(each.faults) or 'right'}"


if __name__ == "__main__":
    main()
