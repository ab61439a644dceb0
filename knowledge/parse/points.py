"""Drafts to talking points: without repeats, with ids and key points."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from domain.guide import KeyPoint, KeyPointOrigin, Source, StarParts, TalkingPoint, TalkingPointKind
from knowledge.inline import folded
from knowledge.key_points import Clause, assembled, clauses, stable_id, star_clauses, telling
from knowledge.lines.remarks import as_said
from knowledge.markup.prose import text_of
from knowledge.parse.draft import Draft
from knowledge.stories import asks_for_story

_K = TalkingPointKind
# Kinds that an answer can be held against; the others are read, not asked.
_WITH_KEY_POINTS = frozenset(
    {
        _K.QUESTION_ANSWER,
        _K.STAR_STORY,
        _K.PITCH,
        _K.FACT,
        _K.WEAK_AREA,
        _K.CODING_CHALLENGE,
        _K.SYSTEM_DESIGN,
        _K.CODE_REVIEW,
        _K.REQUIREMENT,
        _K.STRENGTH,
    }
)
_TASK = re.compile(r"(?:prompt|scenario|given|task|enunciado|escenario|场景)\s*[:：]", re.IGNORECASE)


def without_repeats(drafts: Iterable[Draft]) -> list[Draft]:
    """Leave out questions without an answer that are answered, or listed, elsewhere in the guide."""
    drafts = list(drafts)
    answered = {
        _key(draft.title)
        for draft in drafts
        if draft.kind is _K.QUESTION_ANSWER or draft.kind is _K.QUESTION_TO_ASK
    }
    seen: set[str] = set()
    kept = []
    for draft in drafts:
        if draft.kind is _K.UNANSWERED_QUESTION:
            key = _key(draft.title)
            if key in answered or key in seen:
                continue
            seen.add(key)
        kept.append(draft)
    return kept


def _key(title: str) -> str:
    return re.sub(r"\W+", " ", folded(title)).strip()


def points_of(drafts: Iterable[Draft], guide: str) -> Iterator[TalkingPoint]:
    times: Counter[str] = Counter()
    for draft in drafts:
        text = draft.text
        if draft.answer:
            below = text_of(draft.answer)
            text = f"{text}\n{below}" if text else below
        identity = stable_id(draft.kind, draft.title, text)
        times[identity] += 1
        if times[identity] > 1:
            identity = stable_id(draft.kind, draft.title, text, str(times[identity]))
        source = Source(guide=guide, first_line=draft.first, last_line=draft.last, heading_path=draft.path)
        yield TalkingPoint(
            id=identity,
            kind=draft.kind,
            title=draft.title,
            text=text,
            source=source,
            key_points=_key_points(draft, identity, source) if draft.kind in _WITH_KEY_POINTS else (),
            spoken_seconds=draft.seconds,
            what_they_want=text_of(draft.wanted),
            why_it_works=text_of(draft.why),
            follow_up_hooks=tuple(dict.fromkeys(draft.hooks)),
            star=StarParts(**{part: text_of(pieces) for part, pieces in draft.star.items()})
            if draft.star
            else None,
            say_instead=draft.say_instead,
            weight_percent=draft.weight_percent,
            minutes=draft.minutes,
        )


def _key_points(draft: Draft, identity: str, source: Source) -> tuple[KeyPoint, ...]:
    found: list[Clause] = []
    if draft.kind is _K.FACT:
        text = f"{draft.title}: {draft.text}" if draft.text else draft.title
        found.append(Clause(text, draft.first, draft.first, 1.0, KeyPointOrigin.FIGURE))
    elif parts := draft.star or draft.told:
        for part in ("situation", "task", "action", "result"):
            found += star_clauses(part, parts.get(part, []))
    else:
        if draft.text or not draft.answer:
            if draft.kind in {_K.STRENGTH, _K.REQUIREMENT}:
                said = f"{draft.title}: {draft.text}" if draft.text else draft.title
                found.append(Clause(said, draft.first, draft.first, 0.9))
            elif draft.text:
                found.append(Clause(as_said(draft.text), draft.first, draft.first, 0.9))
        found += telling(clauses(draft.answer), draft.title, story=_is_story(draft))
    if draft.kind is _K.SYSTEM_DESIGN:
        found = _without_the_task(found)
    return assembled(identity, found, source)


def _is_story(draft: Draft) -> bool:
    if draft.kind is _K.QUESTION_ANSWER:
        return asks_for_story(draft.title)
    return draft.kind is _K.STAR_STORY


def _without_the_task(found: list[Clause]) -> list[Clause]:
    """What a scenario gives ("Prompt: …") is for the interviewer to say."""
    given = {clause.first for clause in found if _TASK.match(clause.text)}
    return [clause for clause in found if clause.first not in given]
