"""Print for each kind of attack how many there are and how many got what they wanted."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence

from evals.attacks.attacks import attacks
from evals.attacks.checking import run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run every attack offline and against the obeying model; 1 where one succeeded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verbose", action="store_true", help="show what each successful attack achieved")
    options = parser.parse_args(arguments)
    results = asyncio.run(run())
    succeeded = {key: faults for key, faults in results.items() if faults}
    kinds = list(dict.fromkeys((attack.place, attack.technique) for attack in attacks()))
    print(f"{'place':10} {'technique':52} {'attacks':>7} {'offline':>8} {'obeying':>8}")
    for place, technique in kinds:
        mine = [attack for attack in attacks() if (attack.place, attack.technique) == (place, technique)]
        offline, obeying = (sum((attack, mode) in succeeded for attack in mine) for mode in (False, True))
        print(f"{place:10} {technique:52} {len(mine):7} {offline:8} {obeying:8}")
    print(f"{len(attacks())} attacks, {len(results)} interviews, {len(succeeded)} succeeded")
    if options.verbose:
        for (attack, obeying), faults in succeeded.items():
            print(f"\n{attack.number} {attack.place}, {'obeying' if obeying else 'offline'}: {attack.text!r}")
            for fault in faults:
                print(f"  {fault}")
    return 1 if succeeded else 0


if __name__ == "__main__":
    raise SystemExit(main())
