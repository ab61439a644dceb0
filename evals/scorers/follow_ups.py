"""Whether follow-ups came exactly where a weightiest point was missing, and what they gave away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agents.discretion import leaks
from agents.follow_up_prober.policy import WEIGHTY
from agents.follow_up_prober.stretching import is_stretch
from agents.interviewer.rounds import rules_of
from domain.guide import KeyPoint
from domain.interview import Turn, TurnKind
from evals.playing.played import Exchange, Played
from evals.scorers.scored import Scored, shares


@dataclass(frozen=True, slots=True)
class Chance:
    """An answer: whether it should have been followed up (None: either is right), and what came."""

    exchange: Exchange
    due: bool | None
    came: Turn | None
    missing: tuple[KeyPoint, ...]


def score(played: Played) -> Scored:
    """Precision, recall, aim and discretion of the follow-ups of a candidate whose truth is known."""
    chances = list(chances_of(played))
    due = [each for each in chances if each.due]
    came = [each for each in chances if each.came is not None]
    clear = [each for each in came if each.due is not None]
    aimed = [each for each in came if each.came and each.came.follow_up and _aim(played, each.came)]
    discreet, problems = _discretion(played)
    return Scored(
        shares(
            follow_up_precision=(sum(bool(each.due) for each in clear), len(clear)),
            follow_up_recall=(sum(each.came is not None for each in due), len(due)),
            follow_up_aim=(sum(_at_missing(played, each) for each in aimed), len(aimed)),
            follow_up_discretion=discreet,
        ),
        problems,
    )


def chances_of(played: Played) -> Iterator[Chance]:
    """The answers of a candidate whose truth is known, while follow-ups are left."""
    for at, each in enumerate(played.exchanges):
        verdict = each.turn.verdict
        if each not in played.judged() or not each.answer.known or verdict is None or verdict.score is None:
            continue
        used = _follow_ups_before(played, at)
        if len(used) >= rules_of(played.session.round).follow_ups:
            continue
        following = played.exchanges[at + 1].turn if at + 1 < len(played.exchanges) else None
        came = following if following is not None and following.kind is TurnKind.FOLLOW_UP else None
        # A strong answer that is taken further lacked nothing; nobody was wrongly dug at.
        if came is not None and came.follow_up is not None and is_stretch(came.follow_up):
            came = None
        tried = {turn.follow_up.aim for turn in used if turn.follow_up is not None}
        missing = tuple(
            found
            for found in played.key_points(each)
            if found.weight >= WEIGHTY and found.id not in each.said | tried
        )
        yield Chance(each, _is_due(each, missing, again=bool(used)), came, missing)


def _is_due(each: Exchange, missing: tuple[KeyPoint, ...], *, again: bool) -> bool | None:
    """A weightiest point was not said, a figure was wrong or a point denied.

    Where that is not certain, or a follow-up brought nothing, asking on and moving on are both right.
    """
    if again and not each.answer.said:
        return None
    if (
        any(found.id not in each.unclear for found in missing)
        or each.answer.wrong_figures
        or each.contradicted
    ):
        return True
    return None if missing else False


def _follow_ups_before(played: Played, at: int) -> list[Turn]:
    question = played.exchanges[at].turn.question.id
    return [
        each.turn
        for each in played.exchanges[: at + 1]
        if each.turn.question.id == question and each.turn.kind is TurnKind.FOLLOW_UP
    ]


def _aim(played: Played, turn: Turn) -> KeyPoint | None:
    """The key point a follow-up names as its aim, None where it aims at something else."""
    point = played.world.knowledge.point(turn.question.talking_point_id)
    aim = turn.follow_up.aim if turn.follow_up is not None else ""
    return next((found for found in point.key_points if found.id == aim), None)


def _at_missing(played: Played, chance: Chance) -> bool:
    aim = _aim(played, chance.came) if chance.came is not None else None
    return aim is not None and aim.id in {found.id for found in chance.missing}


def _discretion(played: Played) -> tuple[tuple[int, int], tuple[str, ...]]:
    """How many follow-ups at a point give nothing away, of how many, and what the others said."""
    kept = total = 0
    problems: list[str] = []
    for at, each in enumerate(played.exchanges):
        aim = _aim(played, each.turn) if each.turn.kind is TurnKind.FOLLOW_UP else None
        if aim is None:
            continue
        said = [other.answer.text for other in played.exchanges[:at] if _same_question(other, each)]
        given_away = leaks(each.turn.said, aim.text, "\n".join([each.turn.question.text, *said]))
        total += 1
        kept += not given_away
        if given_away:
            words = ", ".join(given_away)
            problems.append(f"turn {each.turn.number}: the follow-up gives away {words}: {each.turn.said!r}")
    return (kept, total), tuple(problems)


def _same_question(one: Exchange, other: Exchange) -> bool:
    return one.turn.question.id == other.turn.question.id
