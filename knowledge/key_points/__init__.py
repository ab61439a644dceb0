"""What a strong answer says, one clause at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.guide import KeyPoint, KeyPointOrigin, Source, StarParts, TalkingPointKind
from knowledge.key_points.chosen import MOST_KEY_POINTS, assembled, stable_id
from knowledge.key_points.clause import Clause
from knowledge.key_points.clauses import clauses, star_clauses, without_openings
from knowledge.key_points.openings import echoes
from knowledge.key_points.weights import PARTS, in_story, with_its_end
from knowledge.markup.blocks import read_lines
from knowledge.markup.prose import pieces_of

__all__ = [
    "MOST_KEY_POINTS",
    "Clause",
    "assembled",
    "clauses",
    "key_points",
    "stable_id",
    "star_clauses",
    "telling",
]


def telling(found: Sequence[Clause], title: str, *, story: bool) -> list[Clause]:
    """The clauses of an answer to `title` that are to be said, with the weights they have in a `story`.

    What leads up to the answer, and what only repeats the question, is left out wherever there is more.
    """
    own = [
        replace(clause, opens=True)
        if clause.origin is KeyPointOrigin.ANSWER and not clause.opens and echoes(clause.text, title)
        else clause
        for clause in found
    ]
    kept = without_openings(own)
    return with_its_end([in_story(clause) for clause in kept]) if story else kept


def key_points(
    kind: TalkingPointKind,
    title: str,
    text: str,
    source: Source,
    *,
    star: StarParts | None = None,
) -> tuple[KeyPoint, ...]:
    """The key points of a talking point whose text is known but not the lines it stands on.

    Every key point cites `source` as a whole; `understand` uses the line of each clause instead.
    """
    found: list[Clause] = []
    if star is not None and any((star.situation, star.task, star.action, star.result)):
        for name in PARTS:
            found += star_clauses(name, pieces_of(read_lines(getattr(star, name))))
    else:
        story = kind is TalkingPointKind.STAR_STORY
        found += telling(clauses(pieces_of(read_lines(text))), title, story=story)
    whole = [replace(clause, first=source.first_line, last=source.last_line) for clause in found]
    return assembled(f"{kind}|{title}|{text}", whole, source)
