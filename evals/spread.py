"""How far scores spread over answers that say the same: repeated, reordered, in bullets, mistyped."""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from agents.evaluator.batch import judge
from agents.similarity import Similarity
from domain.guide import TalkingPointKind
from evals.adversarial.pairs import Topic, topics
from evals.graded import cached_similarity
from language.sentences import sentences

_CONTRACTIONS = (
    ("it is", "it's"),
    ("that is", "that's"),
    ("I am", "I'm"),
    ("I have", "I've"),
    ("we are", "we're"),
    ("do not", "don't"),
    ("does not", "doesn't"),
    ("did not", "didn't"),
    ("cannot", "can't"),
    ("I would", "I'd"),
)
_SYNONYMS = (
    ("big", "large"),
    ("quick", "fast"),
    ("started", "began"),
    ("begin", "start"),
    ("build", "construct"),
    ("built", "constructed"),
    ("show", "display"),
    ("wrong", "incorrect"),
    ("because", "since"),
    ("most", "the majority"),
    ("fix", "repair"),
    ("buy", "purchase"),
    ("use", "employ"),
    ("slow", "sluggish"),
    ("job", "task"),
    ("often", "frequently"),
)
_MISTYPED_EVERY = 12
_MISTYPED_FROM_LETTERS = 6

Rewriting = Callable[[str, random.Random], str]


@dataclass(frozen=True, slots=True)
class Spread:
    """One way of rewriting: over how many answers, and the difference in score from the answer as it was.

    Scores are 0 to 1; `mean` and `most` are of the absolute difference.
    """

    kind: str
    answers: int
    mean: float
    most: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each way of rewriting; see --help."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--embeddings", action="store_true", help="with the local embedding model")
    parser.add_argument("--seed", type=int, default=1, help="orders sentences and places typing slips")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "evaluator-vectors")
    options = parser.parse_args(arguments)
    similarity = cached_similarity(options.cache) if options.embeddings else None
    rows = spreads(topics(), similarity, options.seed)
    if options.json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
        return
    for row in rows:
        print(f"{row.kind:24} {row.answers:3} answers   mean {row.mean:.3f}   most {row.most:.3f}")


def spreads(chosen: Sequence[Topic], similarity: Similarity | None = None, seed: int = 1) -> list[Spread]:
    """Good and terse answers of `chosen`, rewritten in each way; where nothing changes, nothing counts."""
    answers = [(topic, answer) for topic in chosen for answer in (topic.answer, topic.terse)]
    rows: list[Spread] = []
    for kind, rewrite in REWRITINGS.items():
        generator = random.Random(seed)
        gaps: list[float] = []
        for topic, answer in answers:
            other = rewrite(answer, generator)
            if other != answer or rewrite is repeated:
                gaps.append(abs(_score(topic, other, similarity) - _score(topic, answer, similarity)))
        mean = sum(gaps) / len(gaps) if gaps else 0.0
        rows.append(Spread(kind, len(gaps), mean, max(gaps, default=0.0)))
    return rows


def _score(topic: Topic, answer: str, similarity: Similarity | None) -> float:
    kind = TalkingPointKind.QUESTION_ANSWER
    verdict = judge(topic.question, topic.reference, answer, kind, similarity)
    return verdict.score.value if verdict.score else 0.0


def repeated(answer: str, _generator: random.Random) -> str:
    """The same answer again."""
    return answer


def reordered(answer: str, generator: random.Random) -> str:
    """The sentences in another order."""
    shuffled = sentences(answer)
    generator.shuffle(shuffled)
    return " ".join(shuffled)


def contracted(answer: str, _generator: random.Random) -> str:
    """ "It is" as "it's", where the answer has such."""
    return _replaced(answer, _CONTRACTIONS)


def in_synonyms(answer: str, _generator: random.Random) -> str:
    """Some common words as others of the same meaning, both ways."""
    return _replaced(answer, (*_SYNONYMS, *((other, one) for one, other in _SYNONYMS)))


def in_bullets(answer: str, _generator: random.Random) -> str:
    """A list with an item a sentence, without full stops."""
    return "\n".join(f"- {sentence.rstrip('.')}" for sentence in sentences(answer))


def mistyped(answer: str, generator: random.Random) -> str:
    """Two neighbouring letters swapped inside some of the longer words."""
    words = answer.split(" ")
    long = [at for at, word in enumerate(words) if len(word) >= _MISTYPED_FROM_LETTERS and word.isalpha()]
    for at in generator.sample(long, min(len(long), max(1, len(words) // _MISTYPED_EVERY))):
        word, place = words[at], generator.randrange(1, len(words[at]) - 2)
        words[at] = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return " ".join(words)


def _replaced(answer: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Every first word of `pairs` by its second, in one pass: what was put in is not replaced again."""
    table = dict(pairs)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, table)) + r")\b")
    return pattern.sub(lambda match: table[match[0]], answer)


REWRITINGS: dict[str, Rewriting] = {
    "repeated": repeated,
    "sentences reordered": reordered,
    "contracted": contracted,
    "synonyms": in_synonyms,
    "bullets for prose": in_bullets,
    "typing slips": mistyped,
}


if __name__ == "__main__":
    main()
