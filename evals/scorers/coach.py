"""Whether advice is grounded, names what was missing, and invents nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.report import Advice, Cited, Words
from evals.playing.played import Exchange, Played
from evals.scorers.grounding import stems, supported, text_of
from evals.scorers.ruler import new_figures
from evals.scorers.scored import Scored, mean, shares

_QUOTED = re.compile(r"“([^”]+)”")
_OWN = 0.8
"""The share of a mended sentence that is the candidate's: the figure in it is not."""
_SHOWN = 3
"""Missing points that the advice has room for."""
_COUNTED = re.compile(r"^and \w+ smaller points?$")


def score(played: Played) -> Scored:
    """Every sentence of advice held against the answer and the cited lines."""
    grounded = sentences = named = missing = 0
    new_figures: list[float] = []
    for each in played.judged():
        advice = each.turn.advice
        if advice is None:
            continue
        heard = _heard(played, each)
        for cited in _sentences(advice):
            sentences += 1
            grounded += _is_grounded(played, cited, heard)
        hits, of = _named(played, each, advice)
        named, missing = named + hits, missing + of
        new_figures.append(_invented(played, each, advice, heard))
    metrics = shares(advice_grounded=(grounded, sentences), advice_names_missing=(named, missing))
    return Scored(metrics | ({"advice_invented_figures": mean(new_figures)} if new_figures else {}))


def _sentences(advice: Advice) -> Iterator[Cited]:
    yield from advice.landed
    yield from (cited for cited in advice.missing if not _COUNTED.match(cited.text))
    yield from advice.check
    yield from advice.better_answer
    if advice.say_first is not None:
        yield advice.say_first


def _is_grounded(played: Played, cited: Cited, heard: str) -> bool:
    """Quotes stand in the answer or the guide, the rest on the cited lines."""
    if cited.words is not Words.GUIDE:
        own = stems(cited.text)
        return len(own & stems(heard)) >= _OWN * len(own)
    quotes = _QUOTED.findall(cited.text)
    if not quotes:
        return supported(played, cited)
    said = _flat(f"{heard} {' '.join(text_of(played, source) for source in cited.sources)}")
    return all(_flat(part) in said for quote in quotes for part in quote.split("…") if part.strip())


def _named(played: Played, each: Exchange, advice: Advice) -> tuple[int, int]:
    """How many of the weightiest points that were not said the advice names, of those it has room for."""
    if not each.answer.known or each.turn.verdict is None or each.turn.verdict.score is None:
        return 0, 0
    clear = each.said | each.unclear | each.contradicted
    absent = [point for point in played.key_points(each) if point.id not in clear]
    weightiest = sorted(absent, key=lambda point: -point.weight)[:_SHOWN]
    least = min((point.weight for point in weightiest), default=0.0)
    equals = {point.source for point in absent if point.weight >= least}
    # What may not have been said is named as well: it is asked about.
    first = (advice.say_first,) if advice.say_first is not None else ()
    named = (*advice.missing, *advice.unsure, *first)
    shown = {source for cited in named for source in cited.sources if source in equals}
    return min(len(shown), len(weightiest)), len(weightiest)


def _invented(played: Played, each: Exchange, advice: Advice, heard: str) -> float:
    """Figures of the advice that stand neither in the answer nor in any guide."""
    guides = [line for lines in played.world.lines.values() for line in lines]
    known = "\n".join([heard, each.turn.question.text, *guides])
    # Number words are the advice's own: "you spoke for two minutes".
    return float(sum(len(new_figures(cited.text, known)) for cited in _sentences(advice)))


def _heard(played: Played, each: Exchange) -> str:
    question = each.turn.question.id
    return "\n".join(other.answer.text for other in played.exchanges if other.turn.question.id == question)


def _flat(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
