"""What an answer claims beyond the candidate's material, and where it contradicts what was said before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from agents.evaluator.against.by_the_way import is_everyday, is_how_often, measures, tells_when
from agents.evaluator.against.contradictions import LEAST_COMMON, contradicts
from agents.evaluator.against.names import claimed_names, words_of
from agents.evaluator.figures.derived import follows
from agents.evaluator.hearing.hear import MOST_WORDS
from domain.verdict import FigureLabel, FigureVerdict, Flag, FlagKind
from language.figures import Bound, Dimension, Figure, compare, figures
from language.text import Text, read, subtext
from language.tongue import nearest
from language.words import NUMBERS

_MOST_CLAIMS = 3
_BEFORE_A_FIGURE = re.compile(
    r"^(?:(?:like|about|around|approximately|roughly|nearly|almost|some|maybe|perhaps|only|just|over|under"
    r"|more than|less than|at least|at most|up to)\s+)+",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"[\d%％]|cent|proz", re.IGNORECASE)
_HALF = 50
# Their units are names of things, too: a meter, a stone, a cup.
_OF_THINGS = (Dimension.LENGTH, Dimension.MASS, Dimension.VOLUME)
_VAGUELY = (
    *(
        "every",
        "once",
        "a couple of",
        "a few",
        "several",
        "ein paar",
        "einige",
        "quelques",
        "unos",
        "unas",
        "algunos",
    ),
    *("algunas", "alcuni", "alcune", "qualche", "alguns", "algumas", "een paar", "enkele"),
)


def new_names(answer: Text, known_texts: tuple[str, ...]) -> tuple[Flag, ...]:
    """What the answer says to have worked with or for, and that stands in none of the candidate's texts."""
    flags: list[Flag] = []
    for name in claimed_names(answer, known_texts):
        evidence = subtext(answer, name).evidence()
        message = (
            f"{evidence.quote} stands in none of your guides: a new claim. Add it to your guide or drop it."
        )
        flags.append(Flag(kind=FlagKind.NEW_CLAIM, message=message, evidence=evidence))
    return tuple(flags[:_MOST_CLAIMS])


def new_figures(
    answer: Text, found: tuple[FigureVerdict, ...], known_texts: tuple[str, ...], planned: str
) -> tuple[Flag, ...]:
    """Figures that agree with none in the candidate's texts.

    Bare counts ("two of us") are no claims, nor is how long something by the way took ("ten minutes").
    `planned` is the guide's answer to the question, whose bare numbers may be any unit's.
    """
    unknown = [
        each for each in found if each.label is FigureLabel.UNKNOWN and not each.said.quote.isdecimal()
    ]
    if not unknown:
        return ()
    known = [figure for text in known_texts for figure in figures(text)]
    words = words_of(known_texts)
    # "It had failed for five, so we had two days" gives the five days as well.
    unitless = {figure.high for figure in figures(planned) if figure.unit == ""}
    flags: list[Flag] = []
    # What is said again needs no second look, whether it is a claim or known.
    first = dict(zip((found.said.quote for found in reversed(unknown)), reversed(unknown), strict=True))
    for each in sorted(first.values(), key=lambda found: found.said.start):
        said = figures(each.said.quote)
        counts = all(figure.dimension is Dimension.COUNT for figure in said)
        counts = counts or _is_a_way_of_speaking(each.said.quote, said)
        # Whatever limit it was said as, "never above five", a figure that stands in the guide is none.
        bare = [one._replace(bound=Bound.EXACT) for one in said]
        agrees = any(compare(one, other).agrees for one in (*said, *bare) for other in known)
        if not said or counts or agrees or _cannot_be_read(each.said.quote, planned):
            continue
        if any(follows(one, known, figures(planned), words) for one in said):
            continue
        if _is_by_the_way(each, said, answer, known_texts):
            continue
        alone = _BEFORE_A_FIGURE.sub("", each.said.quote)
        if any(number.high in unitless for number in figures(alone.partition(" ")[0])):
            continue
        message = f"{alone} stands in none of your guides: a new claim. Add it to your guide or drop it."
        flags.append(Flag(kind=FlagKind.NEW_CLAIM, message=message, evidence=each.said))
    return tuple(flags[:_MOST_CLAIMS])


def _is_a_way_of_speaking(quote: str, said: tuple[Figure, ...]) -> bool:
    """Whether nobody measured it: "every day", "half" in a word, and "one meter", which is a device.

    "Fifty percent" is measured.
    """
    half = all(each.dimension is Dimension.RATIO and each.high == _HALF for each in said)
    one = all(each.dimension in _OF_THINGS and each.stated == 1 for each in said)
    return quote.lower().startswith(_VAGUELY) or ((half or one) and not _MEASURED.search(quote))


def _is_by_the_way(
    found: FigureVerdict, said: tuple[Figure, ...], answer: Text, known_texts: tuple[str, ...]
) -> bool:
    if all(map(is_everyday, said)) and not measures(found, answer, known_texts):
        return True
    if is_how_often(found, answer):
        return True
    return all(figure.dimension is Dimension.TIME for figure in said) and tells_when(found, answer)


def _cannot_be_read(quote: str, planned: str) -> bool:
    """Whether a number in words is in a language whose number words are not known here."""
    return not any(sign.isdigit() for sign in quote) and nearest(planned) not in NUMBERS


def contradicts_earlier(answer: Text, earlier: tuple[str, ...]) -> tuple[Flag, ...]:
    """Sentences that turn round what the candidate said before in this session."""
    return tuple(islice(_turned_round(answer, earlier), _MOST_CLAIMS))


def _turned_round(answer: Text, earlier: tuple[str, ...]) -> Iterator[Flag]:
    said = [sentence for sentence in answer.sentences if len(sentence.content) >= LEAST_COMMON]
    by_stem: dict[str, list[int]] = {}
    for at, sentence in enumerate(said):
        for word in sentence.stems:
            by_stem.setdefault(word, []).append(at)
    for earlier_answer in earlier:
        # As much of it as was heard when it was the answer.
        for before in read(earlier_answer, MOST_WORDS).sentences:
            if len(before.content) < LEAST_COMMON:
                continue
            # Sentences that have too little in common with this one are not looked at.
            common = Counter(at for word in before.stems for at in by_stem.get(word, ()))
            for at in sorted(at for at, count in common.items() if count >= LEAST_COMMON):
                if contradicts(said[at], before):
                    earlier_words = _short(before.said)
                    yield Flag(
                        kind=FlagKind.CONTRADICTS_SELF,
                        message=f'Earlier you said "{earlier_words}".',
                        evidence=said[at].evidence(),
                        against=earlier_words,
                    )


def _short(said: str, most: int = 120) -> str:
    return said if len(said) <= most else said[: said.rfind(" ", 0, most)] + " …"
