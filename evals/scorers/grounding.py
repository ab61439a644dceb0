"""Whether citations name lines of a guide, and whether these lines say it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.guide import Source
from domain.report import Cited, Words
from evals.playing.played import Played
from evals.scorers.scored import Scored, shares

_WORD = re.compile(r"[^\W_]{4,}")
_STEM = 5
_SUPPORTED_FROM = 0.5
# What the agents say around the guide's words.
_FRAME = frozenset(
    word[:_STEM]
    for word in (
        "said half only touched what they listen makes work that your guide near prepared also point points "
        "smaller counted with this have yours yourself"
    ).split()
)


def score(played: Played) -> Scored:
    """The share of citations that resolve, and of key points and advice that their lines support."""
    sources = list(_sources(played))
    resolved = [source for source in sources if resolves(played, source)]
    cited = list(_cited(played))
    held = [each for each in cited if supported(played, each)]
    problems = [f"{source} names no lines of a guide" for source in sources if not resolves(played, source)]
    return Scored(
        shares(citations_resolve=(len(resolved), len(sources)), citations_support=(len(held), len(cited))),
        tuple(dict.fromkeys(problems)),
    )


def resolves(played: Played, source: Source) -> bool:
    """Whether `source` names lines that its guide has."""
    lines = played.world.lines.get(source.guide)
    return lines is not None and source.first_line <= source.last_line <= len(lines)


def supported(played: Played, cited: Cited) -> bool:
    """Whether most longer words of a sentence stand on the lines it cites."""
    there = stems(" ".join(text_of(played, source) for source in cited.sources))
    wanted = stems(cited.text) - _FRAME
    return not wanted or len(wanted & there) >= _SUPPORTED_FROM * len(wanted)


def text_of(played: Played, source: Source) -> str:
    """The lines `source` names, and the line that follows a sentence that runs on."""
    return "\n".join(played.world.lines.get(source.guide, [])[source.first_line - 1 : source.last_line])


def stems(text: str) -> set[str]:
    """The beginnings of the longer words of `text`."""
    return {word[:_STEM] for word in _WORD.findall(text.casefold())}


def _sources(played: Played) -> Iterator[Source]:
    for each in played.exchanges:
        turn = each.turn
        yield from turn.question.sources
        if turn.follow_up is not None:
            yield from turn.follow_up.sources
        if turn.verdict is not None:
            yield from (found.key_point.source for found in turn.verdict.key_points)
            yield from (figure.source for figure in turn.verdict.figures if figure.source is not None)
            yield from (hit.source for hit in turn.verdict.red_flags)
            yield from (flag.source for flag in turn.verdict.flags if flag.source is not None)
        if turn.advice is not None:
            advice = turn.advice
            for cited in (
                *advice.landed,
                *advice.unsure,
                *advice.missing,
                *advice.check,
                *advice.better_answer,
            ):
                yield from cited.sources
    if played.report is not None:
        for cited in (*played.report.strengths, *played.report.fix_first):
            yield from cited.sources
        for drill in played.report.drills:
            yield from drill.sources


def _cited(played: Played) -> Iterator[Cited]:
    for each in played.last_answers():
        if each.turn.verdict is not None:
            for found in each.turn.verdict.key_points:
                yield Cited(text=found.key_point.text, sources=(found.key_point.source,))
        if each.turn.advice is not None:
            # The candidate's own sentences are held against what was said, not against the guide.
            yield from (cited for cited in each.turn.advice.better_answer if cited.words is Words.GUIDE)
