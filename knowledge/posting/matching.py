"""What the guides have to show for each thing that a posting asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.guide import Source, TalkingPoint, TalkingPointKind
from domain.posting import Asked, AskedKind, Posting
from knowledge.base import KnowledgeBase
from knowledge.posting.alike import (
    alike,
    are_of_a_kind,
    leads_people,
    leads_projects,
    people_led,
    tells_of_leading,
    wanted,
)
from knowledge.posting.aside import Aside
from knowledge.posting.bearing import with_what_bears
from knowledge.posting.beside import strange, with_aside
from knowledge.posting.matched import CLOSE, MOST_SHOWN, WORDS, Coverage, Matched, Shown, shown_as
from knowledge.posting.matched import NEAR as _NEAR
from knowledge.posting.naming import (
    asked_of,
    denies,
    doubted,
    names,
    said_of,
    says_no,
    share_in,
    telling,
    tells,
)
from knowledge.posting.otherwise import told_otherwise
from knowledge.posting.pieces import first_of, parts_of
from knowledge.posting.posts import posts_told
from knowledge.posting.spoken import is_held
from knowledge.posting.tellers import Tellers, Telling
from knowledge.posting.told import Told, fall_short, told_years
from knowledge.posting.tongues import with_languages
from knowledge.posting.years import counted, told_for, with_years
from knowledge.search.passages import Role

SHOWS = frozenset(
    {
        TalkingPointKind.QUESTION_ANSWER,
        TalkingPointKind.STAR_STORY,
        TalkingPointKind.PITCH,
        TalkingPointKind.FACT,
        TalkingPointKind.REQUIREMENT,
        TalkingPointKind.STRENGTH,
        TalkingPointKind.SYSTEM_DESIGN,
        TalkingPointKind.CODING_CHALLENGE,
        TalkingPointKind.CODE_REVIEW,
    }
)
"""The kinds of talking point with which somebody can show something."""
_SOME = 0.34
"""Of the telling words so many say that a text of another language than English is about it."""
_IT = 2
_FEW_WORDS = 6
"""Telling words of something that is asked for by itself, as leading ten people is."""
_MORE_THAN_A_NAME = 3
_NEAR_BESIDE = 0.42
"""So near a passage may show what is said besides a name that stands nowhere: "Kubernetes at depth: …"."""
_LOOKED_AT = 6


def match(posting: Posting, knowledge: KnowledgeBase, today: date | None = None) -> list[Matched]:
    """Hold everything that `posting` asks for against the guides, in the posting's order.

    A post in a CV that somebody still has counts until `today`, and does not without it.
    """
    knowledge.embed_ahead([text for asked in posting.asked for text in (asked.text, *parts_of(asked.text))])
    aside = Aside(knowledge)
    years = [
        *told_years((*knowledge.talking_points, *aside.points)),
        *posts_told(knowledge.library, today),
    ]
    points = [
        point
        for point in knowledge.talking_points
        if point.kind in SHOWS and _says_something(point) and not says_no(point)
    ]
    tellers = Tellers(
        knowledge, points, aside.points, posting.language, [asked.text for asked in posting.asked]
    )
    return [
        with_what_bears(
            with_aside(_matched(asked, points, tellers, knowledge, years), aside, knowledge),
            tellers,
            knowledge,
        )
        for asked in posting.asked
    ]


def _matched(
    asked: Asked,
    points: Sequence[TalkingPoint],
    tellers: Tellers,
    knowledge: KnowledgeBase,
    years: Sequence[Told],
) -> Matched:
    named = {
        tool: [point for point in points if names(point, tool) and not denies(point, tool, knowledge)]
        for tool in asked.tools
    }
    lacks = tuple(tool for tool, found in named.items() if not found)
    others = tuple(each for tool in lacks if (each := alike(tool, points, knowledge)) is not None)
    shown = _shown(asked, _near(asked.text, knowledge), named, knowledge)
    coverage = _coverage(asked, shown, lacks, knowledge)
    coverage, shown = _with_parts(coverage, asked, shown, knowledge)
    coverage, shown = _with_tellers(coverage, asked, shown, lacks, tellers)
    if coverage is Coverage.COVERED and any(doubted(tool, knowledge) for tool in asked.tools):
        coverage = Coverage.THIN
    own, of_it = told_for(asked, years, knowledge)
    short = asked.years is not None and fall_short(counted(asked, years), asked.years.least)
    coverage = with_years(coverage, asked, lacks, own, of_it=of_it, short=short)
    coverage, shown = with_languages(coverage, asked, shown, points, knowledge)
    if others and len(lacks) == len(asked.tools):
        coverage = Coverage.COMPARABLE
        shown = _naming([each.told for each in others], points)
    elif leads_people(asked.text):
        coverage, shown = _with_leading(coverage, asked, shown, points)
    if coverage is Coverage.MISSING and any(
        names(point, tool) for point in knowledge.talking_points for tool in asked.tools
    ):
        # It is named where nothing is shown: as a weak area, or as what not to say.
        coverage = Coverage.UNSURE
    if coverage is Coverage.MISSING:
        shown = ()
    return Matched(asked=asked, coverage=coverage, shown=_once(shown), lacks=lacks, alike=others, told=own)


def _once(shown: Sequence[Shown]) -> tuple[Shown, ...]:
    """`shown` without a second talking point of the same lines: a question and the story that answers it."""
    first: dict[tuple[Source, str], Shown] = {}
    for each in shown:
        first.setdefault((each.source, each.title), each)
    return tuple(first.values())


def _naming(told: Sequence[str], points: Sequence[TalkingPoint]) -> tuple[Shown, ...]:
    """The talking points that name something, an answer before a line of skills."""
    found = [point for point in points if any(names(point, name) for name in told)]
    found.sort(key=lambda point: not tells(point))
    return tuple(shown_as(point) for point in found[:MOST_SHOWN])


def _with_leading(
    coverage: Coverage, asked: Asked, shown: tuple[Shown, ...], points: Sequence[TalkingPoint]
) -> tuple[Coverage, tuple[Shown, ...]]:
    """What it comes to, and what shows it, where people are to be led; leading a project is another thing."""
    led = [point for point in points if tells_of_leading(point)]
    if not led:
        projects = tuple(shown_as(point) for point in points if leads_projects(point))
        return (Coverage.COMPARABLE, projects[:MOST_SHOWN]) if projects else (coverage, shown)
    if coverage not in (Coverage.MISSING, Coverage.UNSURE) or len(telling(asked.text)) > _FEW_WORDS:
        return coverage, shown
    largest = max(people_led(f"{point.title}\n{point.text}") for point in led)
    enough = asked.years is None and largest >= people_led(asked.text) and any(map(tells, led))
    led.sort(key=lambda point: not tells(point))
    return Coverage.COVERED if enough else Coverage.THIN, tuple(map(shown_as, led))[:MOST_SHOWN]


def _says_something(point: TalkingPoint) -> bool:
    return point.kind is not TalkingPointKind.REQUIREMENT or bool(point.text.strip())


def _with_parts(
    coverage: Coverage, asked: Asked, shown: tuple[Shown, ...], knowledge: KnowledgeBase
) -> tuple[Coverage, tuple[Shown, ...]]:
    """What it comes to where several things are asked for in one: each of them by what is nearest to it."""
    if coverage not in (Coverage.MISSING, Coverage.UNSURE):
        return coverage, shown
    first = first_of(asked.text)
    if first and (
        told := [each for each in _near(first, knowledge) if _is_told(asked, first, each, knowledge)]
    ):
        # "Cut the cloud bill. We think a fifth of it is waste": the first sentence says it all.
        return Coverage.COVERED, tuple(told[:MOST_SHOWN])
    near: dict[str, Shown] = {}
    about = 0
    for part in parts_of(asked.text):
        answering = [
            each for each in _near(part, knowledge) if _answers(asked, knowledge.point(each.talking_point_id))
        ]
        best = max(answering, key=_score, default=None)
        if best is not None and (found := _about(part, best, knowledge)):
            near[best.talking_point_id] = best
            about = max(about, found)
    if not about:
        return coverage, shown
    near |= {each.talking_point_id: each for each in shown if each.talking_point_id not in near}
    return Coverage.THIN if about == _IT else Coverage.UNSURE, tuple(near.values())[:MOST_SHOWN]


def _with_tellers(
    coverage: Coverage, asked: Asked, shown: tuple[Shown, ...], lacks: Sequence[str], tellers: Tellers
) -> tuple[Coverage, tuple[Shown, ...]]:
    """What it comes to, and what shows it, with what may tell of it in other words."""
    if coverage is Coverage.COVERED and _is_by_nearness_alone(asked):
        doubted = tellers.doubts(asked.text, [each.talking_point_id for each in shown])
        coverage = Coverage.UNSURE if doubted else coverage
    if coverage not in (Coverage.MISSING, Coverage.UNSURE, Coverage.THIN):
        return coverage, shown
    told = told_otherwise(asked, lacks, tellers)
    if not told.by:
        return coverage, shown
    if coverage is not Coverage.THIN:
        coverage = Coverage.COVERED if told.surely and not asked.tools else Coverage.UNSURE
    # What is named stands first, and then what tells of it otherwise.
    named = shown[:1] if coverage is Coverage.THIN and asked.tools else ()
    found = {each.talking_point_id: each for each in (*named, *map(_told_by, told.by), *shown)}
    return coverage, tuple(found.values())[: max(MOST_SHOWN, told.parts)]


def _is_by_nearness_alone(asked: Asked) -> bool:
    """Whether nothing but what a text is about can cover what is asked: no name, no years, no licence."""
    return not (asked.tools or asked.languages or asked.years is not None or is_held(asked.text))


def _told_by(telling: Telling) -> Shown:
    return shown_as(telling.point).model_copy(update={"score": min(1.0, telling.score)})


def _is_told(asked: Asked, text: str, shown: Shown, knowledge: KnowledgeBase) -> bool:
    answers = _answers(asked, knowledge.point(shown.talking_point_id))
    return answers and _about(text, shown, knowledge) == _IT


def _score(shown: Shown) -> float:
    return shown.score


def _near(text: str, knowledge: KnowledgeBase) -> list[Shown]:
    """The talking points nearest to `text`, each as a whole or by the key point of it that is nearer."""
    roles = (Role.POINT, Role.KEY_POINT)
    best: dict[str, Shown] = {}
    for passage in knowledge.search(text, k=2 * _LOOKED_AT, kinds=SHOWS, roles=roles, threshold=0.0):
        point = knowledge.point(passage.talking_point_id)
        score = max(0.0, passage.dense if passage.dense is not None else passage.score)
        known = best.get(point.id)
        if _says_something(point) and not says_no(point) and (known is None or known.score < score):
            best[point.id] = Shown(
                talking_point_id=point.id, title=point.title, source=point.source, score=score
            )
    return sorted(best.values(), key=_score, reverse=True)[:_LOOKED_AT]


def _shown(
    asked: Asked,
    near: Sequence[Shown],
    named: dict[str, list[TalkingPoint]],
    knowledge: KnowledgeBase,
) -> tuple[Shown, ...]:
    """What shows it best: points that name what is asked for, the nearest first, then what is near it."""
    by_id = {each.talking_point_id: each for each in near}
    naming = {point.id: point for points in named.values() for point in points}
    first = [each for each in near if each.talking_point_id in naming]
    rest = [shown_as(point) for point in naming.values() if point.id not in by_id]
    close = [
        each
        for each in near
        if each.talking_point_id not in naming and _about(asked.text, each, knowledge) > 0
    ]
    found = [*first, *rest, *close] if asked.tools else close
    if is_held(asked.text):
        # A licence is had where its name stands, be it among the skills.
        there = {each.talking_point_id for each in found}
        points = [point for point in knowledge.talking_points if point.kind in SHOWS]
        by_name = [point for point in points if share_in(asked.text, point) >= WORDS]
        found = [*(shown_as(point) for point in by_name if point.id not in there), *found]
        found.sort(key=lambda each: share_in(asked.text, knowledge.point(each.talking_point_id)) < WORDS)
    # An answer shows more than a line of skills.
    found.sort(key=lambda each: not _answers(asked, knowledge.point(each.talking_point_id)))
    return tuple(found[:MOST_SHOWN])


def _about(text: str, shown: Shown, knowledge: KnowledgeBase) -> int:
    """2 where a passage is about what is asked, 1 where it may be, else 0.

    The encoder has learnt from English and finds any two texts of another language alike, so that there words
    have to speak for it as well, or it has to be much nearer.
    """
    point = knowledge.point(shown.talking_point_id)
    share = share_in(text, point)
    near = _trusted(text, shown, knowledge)
    if share >= WORDS or near >= CLOSE or (share >= _SOME and shown.score >= CLOSE):
        return _IT
    return 1 if near >= _NEAR or (share > 0 and shown.score >= _NEAR) else 0


def _trusted(text: str, shown: Shown, knowledge: KnowledgeBase) -> float:
    return shown.score - strange(text, knowledge.point(shown.talking_point_id), knowledge)


def _coverage(
    asked: Asked, shown: Sequence[Shown], lacks: Sequence[str], knowledge: KnowledgeBase
) -> Coverage:
    there = [tool for tool in asked.tools if tool not in lacks]
    answered = [each for each in shown if _answers(asked, knowledge.point(each.talking_point_id))]
    if there:
        if not (_are_enough(asked, lacks) and answered):
            return Coverage.THIN
        told = _tells_of_them(asked, there, knowledge) and _is_done(asked, answered, knowledge)
        return Coverage.COVERED if told else Coverage.UNSURE
    best = max((_about(asked.text, each, knowledge) for each in answered), default=0)
    if asked.tools and not asked.any_of_them:
        nearest = max((_trusted(asked.text, each, knowledge) for each in answered), default=0.0)
        more = len(telling(asked.text)) - len(asked.tools) >= _MORE_THAN_A_NAME and nearest >= _NEAR_BESIDE
        return Coverage.THIN if best == _IT else Coverage.UNSURE if more else Coverage.MISSING
    if best == _IT:
        return Coverage.COVERED
    if best == 1 and not (
        is_held(asked.text) and not any(_share(asked, each, knowledge) for each in answered)
    ):
        # The encoder reads answers beside key points; of what is only asked for it finds too much in them.
        return Coverage.UNSURE
    return Coverage.MISSING


def _share(asked: Asked, shown: Shown, knowledge: KnowledgeBase) -> float:
    return share_in(asked.text, knowledge.point(shown.talking_point_id))


def _are_enough(asked: Asked, lacks: Sequence[str]) -> bool:
    """Whether what is there of the names is as much as is asked for."""
    if asked.one_of_them:
        return True
    if not asked.any_of_them:
        return 3 * len(lacks) <= len(asked.tools)
    return all(_is_enough(each, lacks) for each in wanted(asked))


def _is_enough(choices: Sequence[str], lacks: Sequence[str]) -> bool:
    """Whether of names that are choices enough are there: a single one of one kind, else half of them."""
    there = [tool for tool in choices if tool not in lacks]
    return 2 * len(there) >= (1 if are_of_a_kind(choices) else len(choices)) and bool(there)


def _answers(asked: Asked, point: TalkingPoint) -> bool:
    """Whether a talking point says enough of what is asked for; of a licence its name says it all."""
    return tells(point) or (is_held(asked.text) and share_in(asked.text, point) >= WORDS)


def _tells_of_them(asked: Asked, there: Sequence[str], knowledge: KnowledgeBase) -> bool:
    """Whether the guides say of the names that are there what is asked of them: of SQL that it was tuned."""
    # Beside several names stands what they have in common: "relational databases like MySQL, PostgreSQL".
    alone = len(asked.tools) == 1 and not asked.any_of_them
    wanted = asked_of(asked.text, asked.tools) if alone else frozenset()
    return not wanted or any(
        said_of(tool, wanted, point)
        for tool in there
        for point in knowledge.talking_points
        if point.kind in SHOWS
    )


def _is_done(asked: Asked, answered: Sequence[Shown], knowledge: KnowledgeBase) -> bool:
    """Whether something tells of a duty, and not only of a name in it: "Move the services off the VMs"."""
    if asked.kind is not AskedKind.DUTY or len(telling(asked.text)) - len(asked.tools) <= _FEW_WORDS // 2:
        return True
    near = {each.talking_point_id: each.score for each in _near(asked.text, knowledge)}
    return any(
        near.get(each.talking_point_id, 0.0) >= _NEAR
        or share_in(asked.text, knowledge.point(each.talking_point_id)) >= _SOME
        for each in answered
    )


def missing(matched: Sequence[Matched]) -> list[Matched]:
    """What one must have and cannot show, then what would be welcome; before what is only comparable."""
    order = (Coverage.MISSING, Coverage.CONTRADICTED, Coverage.COMPARABLE)
    lacking = sorted(
        (each for each in matched if each.coverage in order),
        key=lambda each: each.coverage is Coverage.COMPARABLE,
    )
    return [each for kind in (AskedKind.MUST, AskedKind.NICE) for each in lacking if each.asked.kind is kind]
