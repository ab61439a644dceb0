"""Candidates who speak from their guide: whole, in part, in other words, with slips."""

from __future__ import annotations

from collections.abc import Sequence

from domain.guide import KeyPoint, TalkingPointKind
from evals.candidates import words
from evals.candidates.behaviour import Answer, Asked, Behaviour, Fair, ids
from evals.candidates.paraphrases import lookup

_IMPROVING_SHARE = 0.25
_TERSE_WORDS = 9


def _nothing_more(asked: Asked) -> Answer:
    del asked
    return Answer(words.table("lines")["nothing_to_add"])


def _strong(asked: Asked) -> Answer:
    if asked.follow_up is not None:
        return _what_is_asked_for(asked)
    return Answer(words.told(asked.key_points), said=ids(asked.key_points))


def _what_is_asked_for(asked: Asked) -> Answer:
    """The point the follow-up digs for, or what has not been said yet."""
    missing = [found for found in asked.key_points if found.id not in asked.said]
    wanted = [asked.aim] if asked.aim is not None else missing[:2] or list(asked.key_points[:1])
    return Answer(words.told(wanted), said=ids(wanted))


def _reworded(asked: Asked) -> Answer:
    if asked.follow_up is not None:
        answer = _what_is_asked_for(asked)
        points = [found for found in asked.key_points if found.id in answer.said]
        return Answer(words.reworded(points, asked.rng), said=answer.said)
    text = words.reworded(asked.key_points, asked.rng)
    return Answer(text, said=ids(asked.key_points), twin=words.told(asked.key_points))


def _paraphrasing(asked: Asked) -> Answer:
    """All points or `share` of them in words written by hand, and in such words what a follow-up digs for."""
    if asked.follow_up is not None:
        answer = _what_is_asked_for(asked)
        points = [found for found in asked.key_points if found.id in answer.said]
        return Answer(_by_hand(points), said=answer.said)
    chosen = _listed(asked) if "share" in asked.parameters else asked.key_points
    return Answer(_by_hand(chosen), said=ids(chosen), twin=words.told(chosen))


def _by_hand(points: Sequence[KeyPoint]) -> str:
    """The key points one after the other; in the guide's words where nobody wrote others."""
    return " ".join(lookup.paraphrase(found) or words.sentence(found) for found in points)


def _partial(asked: Asked) -> Answer:
    if asked.follow_up is not None:
        return _nothing_more(asked)
    chosen = _listed(asked)
    return Answer(words.told(chosen), said=ids(chosen))


def _listed(asked: Asked) -> list[KeyPoint]:
    """The key points that `points` (numbers from 1) or `share` of the parameters name."""
    numbers = asked.parameters.get("points")
    if isinstance(numbers, tuple):
        chosen = [found for at, found in enumerate(asked.key_points, start=1) if at in numbers]
        return chosen or list(asked.key_points[:1])
    share = float(asked.parameters.get("share", 0.5))  # type: ignore[arg-type]  # a number by the schema
    count = max(1, round(share * len(asked.key_points)))
    return [asked.key_points[at] for at in sorted(asked.rng.sample(range(len(asked.key_points)), count))]


def _improving(asked: Asked) -> Answer:
    if asked.follow_up is not None:
        return _what_is_asked_for(asked)
    count = max(1, round(_IMPROVING_SHARE * len(asked.key_points)))
    lightest = sorted(asked.key_points, key=lambda found: found.weight)[:count]
    chosen = [found for found in asked.key_points if found in lightest]
    return Answer(words.told(chosen), said=ids(chosen))


def _verbose(asked: Asked) -> Answer:
    if asked.follow_up is not None:
        return _what_is_asked_for(asked)
    return Answer(
        words.padded(asked.key_points, asked.rng),
        said=ids(asked.key_points),
        twin=words.told(asked.key_points),
    )


def _terse(asked: Asked) -> Answer:
    if asked.follow_up is not None:
        return _nothing_more(asked)
    weightiest = sorted(asked.key_points, key=lambda found: -found.weight)[:2]
    cuts = [(found, *words.cut(found, _TERSE_WORDS)) for found in asked.key_points if found in weightiest]
    whole = [found for found, _, most in cuts if most]
    return Answer(
        " ".join(text for _, text, _ in cuts), said=ids(whole), unclear=ids(weightiest) - ids(whole)
    )


def _wrong_figures(asked: Asked) -> Answer:
    if asked.follow_up is not None:
        return _nothing_more(asked)
    sentences: list[str] = []
    wrong: list[str] = []
    unclear: set[str] = set()
    for found in asked.key_points:
        slip = words.misremembered(words.sentence(found)) if len(wrong) < 2 else None
        sentences.append(slip[0] if slip else words.sentence(found))
        if slip:
            wrong.append(slip[1])
            unclear.add(found.id)
    return Answer(
        " ".join(sentences),
        said=ids(asked.key_points) - unclear,
        unclear=frozenset(unclear),
        wrong_figures=tuple(wrong),
    )


def _red_flags(asked: Asked) -> Answer:
    if asked.follow_up is not None:
        return _nothing_more(asked)
    flags = [
        point
        for point in asked.knowledge.of_kind(TalkingPointKind.RED_FLAG)
        if point.source.guide == asked.point.source.guide
    ]
    if not flags:
        return Answer(words.told(asked.key_points), said=ids(asked.key_points))
    flag = asked.rng.choice(flags)
    title = flag.title.rstrip(".") + "."
    return Answer(
        f"{words.told(asked.key_points)} {title}",
        said=ids(asked.key_points),
        red_flags=frozenset({flag.id}),
    )


def _contradicting(asked: Asked) -> Answer:
    if asked.follow_up is not None:
        return _nothing_more(asked)
    sentences: list[str] = []
    contradicted: set[str] = set()
    for found in asked.key_points:
        denied = words.denied(words.sentence(found))
        sentences.append(denied or words.sentence(found))
        if denied:
            contradicted.add(found.id)
    return Answer(
        " ".join(sentences),
        said=ids(asked.key_points) - contradicted,
        contradicted=frozenset(contradicted),
    )


def _swearing(asked: Asked) -> Answer:
    answer = _improving(asked)
    if asked.follow_up is not None:
        return Answer(f"{words.line('swearing', asked.rng)} {answer.text}", said=answer.said)
    return Answer(f"{words.line('swearing', asked.rng)} {answer.text}", said=answer.said, twin=answer.text)


SUBSTANCE = (
    Behaviour(
        "strong",
        "says everything the guide says",
        Fair("scores high, no follow-up needed", least=0.8),
        _strong,
        4,
    ),
    Behaviour(
        "strong_reworded",
        "says everything, in other words and another order",
        Fair("scores nearly as high as in the guide's own words", least=0.6),
        _reworded,
        4,
    ),
    Behaviour(
        "paraphrasing",
        "says everything, or a share, as a person would put it; words by hand for the sample guides",
        Fair("scores about the share that was said, in whatever words", near=0.35),
        _paraphrasing,
        3,
        frozenset({"share"}),
    ),
    Behaviour(
        "partial",
        "says the listed key points (points: [1, 3]) or a share of them, and adds nothing when asked",
        Fair("scores about the share that was said, and is asked for the weightiest that was not", near=0.35),
        _partial,
        3,
        frozenset({"points", "share"}),
    ),
    Behaviour(
        "improving",
        "begins with the lightest quarter and gives what each follow-up asks for",
        Fair("starts low, is asked for what is missing, and ends higher", most=0.7),
        _improving,
    ),
    Behaviour(
        "verbose",
        "says everything, with an empty sentence before each point",
        Fair("keeps the score of the points, tells that it is long", least=0.6),
        _verbose,
        4,
    ),
    Behaviour(
        "terse",
        "says the two weightiest points in a few words each",
        Fair("gets credit for what is there and is asked for the rest", most=0.7),
        _terse,
    ),
    Behaviour(
        "wrong_figures",
        "says everything with up to two figures far off",
        Fair("names the wrong figures and asks about them"),
        _wrong_figures,
    ),
    Behaviour(
        "red_flags",
        "says everything, and one thing the guide says not to say",
        Fair("names the red flag; the rest counts", least=0.6),
        _red_flags,
    ),
    Behaviour(
        "contradicting",
        "denies whatever can be denied and says the rest",
        Fair("does not take a denied point for a covered one", near=0.35),
        _contradicting,
    ),
    Behaviour(
        "swearing",
        "swears, and otherwise begins light and improves",
        Fair("judges what was said and nothing else", most=0.7),
        _swearing,
    ),
)
