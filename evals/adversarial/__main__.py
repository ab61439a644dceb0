"""Print for each kind of attack how often the good answer wins and the bad one scores above half."""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from agents.evaluator.agent import evaluate
from agents.evaluator.batch import asked, point_of
from agents.evaluator.material import Material
from domain.guide import TalkingPointKind
from domain.prompting import RenderedPrompt
from evals.adversarial.pairs import BEYOND_A_DRAFT, Pair, pairs
from knowledge.entailment.model import Entailment, local_entailment
from models.scripted import Line, ScriptedModel


@dataclass(frozen=True, slots=True)
class Tally:
    """One kind of attack: how many pairs, the share ranked right, the share of bad answers above half."""

    kind: str
    pairs: int
    ranked_right: float
    bad_above_half: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Run every pair; see --help."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words-only", action="store_true", help="compare words, not what they mean")
    parser.add_argument("--judge", action="store_true", help="with a scripted judge that is always right")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "evaluator-vectors")
    options = parser.parse_args(arguments)
    entailment = None if options.words_only else local_entailment(options.cache / "model")
    tallies = asyncio.run(run(pairs(), entailment, judged=options.judge))
    if options.json:
        print(json.dumps([asdict(tally) for tally in tallies], indent=2))
        return
    for tally in tallies:
        shares = f"{tally.ranked_right:6.1%} right   {tally.bad_above_half:6.1%} above half"
        print(f"{tally.kind:40} {tally.pairs:4}   {shares}")


async def run(chosen: Sequence[Pair], entailment: Entailment | None, *, judged: bool) -> list[Tally]:
    """A tally for each kind, then one for all and one for what a draft can be asked to tell."""
    results = [(pair.kind, *await _scores(pair, entailment, judged=judged)) for pair in chosen]
    kinds = list(dict.fromkeys(kind for kind, _, _ in results))
    tallies = [_tally(kind, [(good, bad) for own, good, bad in results if own == kind]) for kind in kinds]
    fair = [(good, bad) for kind, good, bad in results if kind not in BEYOND_A_DRAFT]
    return [
        *tallies,
        _tally("all", [(good, bad) for _, good, bad in results]),
        _tally("all but " + " and ".join(sorted(BEYOND_A_DRAFT)), fair),
    ]


async def _scores(pair: Pair, entailment: Entailment | None, *, judged: bool) -> tuple[float, float]:
    return (
        await _score(pair, pair.good, entailment, right=True if judged else None),
        await _score(pair, pair.bad, entailment, right=False if judged else None),
    )


async def _score(pair: Pair, answer: str, entailment: Entailment | None, *, right: bool | None) -> float:
    """The score of one answer; an unscored one counts as 0, because it earns nothing."""
    point = point_of(pair.question, pair.reference, TalkingPointKind.QUESTION_ANSWER)
    judge = None if right is None else oracle(answer, len(point.key_points), right=right)
    verdict = await evaluate(answer, asked(point), point, Material(), judge, entailment=entailment)
    return verdict.score.value if verdict.score else 0.0


def oracle(answer: str, points: int, *, right: bool) -> ScriptedModel:
    """A judge that knows the truth: everything covered, with a quote, or nothing."""
    quote = " ".join(answer.split()[:8])
    label = {"label": "covered", "quote": quote} if right else {"label": "missing", "quote": ""}

    def reply(_prompt: RenderedPrompt, _schema: object) -> Line:
        return {"key_points": [{"number": number, **label} for number in range(1, points + 1)]}

    return ScriptedModel(reply, name="scripted:oracle")


def _tally(kind: str, scores: Sequence[tuple[float, float]]) -> Tally:
    count = len(scores)
    return Tally(
        kind=kind,
        pairs=count,
        ranked_right=sum(good > bad for good, bad in scores) / count,
        bad_above_half=sum(bad > 0.5 for _, bad in scores) / count,
    )


if __name__ == "__main__":
    main()
