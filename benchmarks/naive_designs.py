"""Our evaluator and follow-up policy beside the designs other tools use, on the same answers, in one run.

    python -m benchmarks.naive_designs [--tag fast] [--json]

Every scenario with a simulated candidate is played once; each design then judges the same answers. The
naive designs: one cosine of two embeddings (answer, model answer); the share of the model answer's words;
a base score with bonuses for keywords and length; follow-ups by position, always, or below a score.

The candidates are made of the guide's own words, which flatters whatever counts words; on answers that
people wrote and graded see `python -m evals.agreement`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path

import numpy as np

from app import terminal
from app.bootstrap.index import open_embedder
from domain.interview import TurnKind
from evals.correlation import spearman
from evals.playing.loading import chosen, load_all
from evals.playing.play import play
from evals.playing.played import Exchange, Played
from evals.playing.world import Worlds
from evals.runs.running import TIERS
from evals.scorers.evaluator import is_found, said_share, score_of
from evals.scorers.follow_ups import Chance, chances_of
from language.sentences import sentences

_WORD = re.compile(r"[^\W_]{4,}")
_LOW = 0.6
"""Below this score the naive policies follow up."""
_GOOD_COSINE, _GOOD_OVERLAP = 0.6, 0.5
_EMPTY = frozenset({"evasive", "off_topic", "keyword_soup", "copies_question", "injecting", "asks_back"})

Scorer = Callable[[Played, Exchange], float]
Policy = Callable[[Played, Chance], bool]
Finder = Callable[[Played, Exchange], frozenset[str]]


@dataclass(frozen=True, slots=True)
class ScorerRow:
    """One way to score: pairs in the right order, worthless answers above half, agreement with the truth."""

    design: str
    pairs_right: float
    worthless_above_half: float
    spearman: float
    error: float


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One way to follow up, against the answers that lack a weightiest point."""

    design: str
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class FinderRow:
    """One way to find key points, against what the candidates were built to say."""

    design: str
    precision: float
    recall: float
    f1: float


def ours(played: Played, each: Exchange) -> float:
    """The verdict's score."""
    return score_of(each.turn.verdict) or 0.0


def cosine(played: Played, each: Exchange) -> float:
    """One cosine of two embeddings, negative ones as 0."""
    point = played.world.knowledge.point(each.turn.question.talking_point_id)
    cosines = played.world.knowledge.similarity([each.answer.text or " "], [point.text])
    return 0.0 if cosines is None else max(0.0, float(cosines[0, 0]))


def overlap(played: Played, each: Exchange) -> float:
    """The share of the model answer's longer words that were said."""
    wanted = _words(played.world.knowledge.point(each.turn.question.talking_point_id).text)
    return len(wanted & _words(each.answer.text)) / max(1, len(wanted))


def base_and_bonus(played: Played, each: Exchange) -> float:
    """50 points for answering, 5 for each keyword up to 40, 10 for more than forty words."""
    if not each.answer.text.strip():
        return 0.0
    wanted = _words(played.world.knowledge.point(each.turn.question.talking_point_id).text)
    hits = len(wanted & _words(each.answer.text))
    return min(1.0, 0.5 + min(0.4, 0.05 * hits) + 0.1 * (len(each.answer.text.split()) > 40))


def found_by_verdict(played: Played, each: Exchange) -> frozenset[str]:
    """The verdict's key points."""
    verdict = each.turn.verdict
    found = verdict.key_points if verdict is not None else ()
    return frozenset(found_.key_point.id for found_ in found if is_found(found_))


def found_by_cosine(played: Played, each: Exchange) -> frozenset[str]:
    """Key points that some sentence of the answer is near."""
    points = played.key_points(each)
    said = sentences(each.answer.text)
    if not said:
        return frozenset()
    cosines = played.world.knowledge.similarity(said, [point.text for point in points])
    if cosines is None:
        return frozenset()
    best = cosines.max(axis=0)
    return frozenset(point.id for at, point in enumerate(points) if best[at] >= _GOOD_COSINE)


def found_by_words(played: Played, each: Exchange) -> frozenset[str]:
    """Key points half of whose longer words were said."""
    said = _words(each.answer.text)
    return frozenset(
        point.id
        for point in played.key_points(each)
        if len(said & _words(point.text)) >= _GOOD_OVERLAP * max(1, len(_words(point.text)))
    )


SCORERS: dict[str, Scorer] = {
    "ours": ours,
    "one embedding cosine": cosine,
    "word overlap": overlap,
    "base score and keyword bonuses": base_and_bonus,
}
POLICIES: dict[str, Policy] = {
    "ours": lambda played, chance: chance.came is not None,
    "after every answer": lambda played, chance: True,
    "by position: every second question": lambda played, chance: (
        int(chance.exchange.turn.question.id[1:]) % 2 == 0
    ),
    "cosine below 0.6": lambda played, chance: cosine(played, chance.exchange) < _LOW,
    "word overlap below 0.6": lambda played, chance: overlap(played, chance.exchange) < _LOW,
    "base and bonuses below 0.6": lambda played, chance: base_and_bonus(played, chance.exchange) < _LOW,
}
FINDERS: dict[str, Finder] = {
    "ours": found_by_verdict,
    "best sentence's cosine from 0.6": found_by_cosine,
    "half of the words": found_by_words,
}


def scorer_row(name: str, games: Sequence[Played], scorer: Scorer) -> ScorerRow:
    """One scorer over the first answers of all games."""
    by_point: dict[str, dict[str, float]] = {}
    worthless: list[float] = []
    said: list[float] = []
    given: list[float] = []
    for game in games:
        behaviour = game.scenario.candidate.behaviour
        for each in game.first_answers():
            value = scorer(game, each)
            by_point.setdefault(each.turn.question.talking_point_id, {}).setdefault(behaviour, value)
            if behaviour in _EMPTY and game.scenario.candidate.share is None:
                worthless.append(value)
            if not each.unclear and not each.contradicted and each.turn.verdict and each.turn.verdict.score:
                said.append(said_share(game, each))
                given.append(value)
    pairs = [
        high > low
        for values in by_point.values()
        for (one, high), (other, low) in product(values.items(), repeat=2)
        if TIERS.get(one, -1) > TIERS.get(other, 99)
    ]
    error = float(np.mean(np.abs(np.array(given) - np.array(said))))
    return ScorerRow(
        name,
        float(np.mean(pairs)),
        float(np.mean([value > 0.5 for value in worthless])),
        spearman(np.array(given), np.array(said)),
        error,
    )


def policy_row(name: str, games: Sequence[Played], policy: Policy) -> PolicyRow:
    """One policy over all first answers of which it is clear whether a follow-up is due."""
    fired = due = both = 0
    for game in games:
        for chance in chances_of(game):
            if chance.due is None or chance.exchange.turn.kind is TurnKind.FOLLOW_UP:
                continue
            asks = policy(game, chance)
            fired += asks
            due += chance.due
            both += asks and chance.due
    return PolicyRow(name, both / max(1, fired), both / max(1, due))


def finder_row(name: str, games: Sequence[Played], finder: Finder) -> FinderRow:
    """One way to find key points over all first answers."""
    hits = found_count = said_count = 0
    for game in games:
        for each in game.first_answers():
            sayable = {point.id for point in game.key_points(each)} - each.unclear
            found = finder(game, each) & sayable
            hits += len(found & each.said)
            found_count += len(found)
            said_count += len(each.said & sayable)
    precision, recall = hits / max(1, found_count), hits / max(1, said_count)
    return FinderRow(name, precision, recall, 2 * hits / max(1, found_count + said_count))


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))


async def _games(tags: Sequence[str]) -> list[Played]:
    settings = terminal.settings()
    with tempfile.TemporaryDirectory(prefix="naive-designs-") as folder:
        worlds = Worlds(Path(folder), open_embedder(settings, None, print), print)
        scenarios = [each for each in chosen(load_all(), tags=tags) if each.candidate.behaviour]
        return [await play(each, 0, worlds.of(each)) for each in scenarios]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print three tables: scores, key points, follow-ups."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tag", action="append", default=[], help="scenarios with this tag only")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    games = asyncio.run(_games(options.tag))
    scorers = [scorer_row(name, games, each) for name, each in SCORERS.items()]
    finders = [finder_row(name, games, each) for name, each in FINDERS.items()]
    policies = [policy_row(name, games, each) for name, each in POLICIES.items()]
    if options.json:
        rows = {
            "scores": [asdict(row) for row in scorers],
            "key_points": [asdict(row) for row in finders],
            "follow_ups": [asdict(row) for row in policies],
        }
        print(json.dumps(rows, indent=2))
        return
    print(f"{'score':36} {'pairs':>7} {'empty > ½':>10} {'spearman':>9} {'error':>6}")
    for row in scorers:
        print(
            f"{row.design:36} {row.pairs_right:7.1%} {row.worthless_above_half:10.1%} "
            f"{row.spearman:9.3f} {row.error:6.3f}"
        )
    print(f"\n{'key points':36} {'precision':>9} {'recall':>7} {'F1':>6}")
    for found in finders:
        print(f"{found.design:36} {found.precision:9.3f} {found.recall:7.3f} {found.f1:6.3f}")
    print(f"\n{'follow-up after a first answer':36} {'precision':>9} {'recall':>7}")
    for policy in policies:
        print(f"{policy.design:36} {policy.precision:9.3f} {policy.recall:7.3f}")


if __name__ == "__main__":
    main()
