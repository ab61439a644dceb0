"""The posting that a command was given."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from app.files import given
from domain.errors import UnreadableGuide
from domain.guide import TalkingPoint, TalkingPointKind
from domain.posting import Posting
from knowledge.files.contents import MOST_BYTES, TOO_LARGE
from knowledge.files.decode import decoded
from knowledge.key_points import stable_id
from knowledge.posting.matched import Matched
from knowledge.posting.matching import missing
from knowledge.posting.read import read_posting, understood
from knowledge.values import GuideText

STANDARD_INPUT = Path("-")
_NAME = "standard input"


def posting_at(path: Path) -> Posting:
    """The posting at `path`, or what is written to standard input for "-"; errors name the path as it is.

    Raises `UnreadableGuide` and `NoRequirements`.
    """
    if path != STANDARD_INPUT:
        with given(path):
            return read_posting(path)
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableGuide(_NAME, TOO_LARGE)
    return understood(GuideText(name=_NAME, text=decoded(data, _NAME, []), digest=""))


def posting_of(data: bytes, name: str) -> Posting:
    """The posting in the bytes of a file called `name`, whose ending tells its kind; as `posting_at`."""
    with tempfile.TemporaryDirectory(prefix="posting-") as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return read_posting(path)


def gaps(matched: Sequence[Matched], language: str) -> tuple[TalkingPoint, ...]:
    """What a posting in `language` asks for and the guides cannot show, each as something to ask about."""
    return tuple(_point(each, language) for each in missing(matched))


def _point(matched: Matched, language: str) -> TalkingPoint:
    """An unanswered question: nobody has prepared an answer, so none can be held against it."""
    asked = matched.asked
    title = asked.text.rstrip(" .;。；")
    return TalkingPoint(
        id=stable_id(TalkingPointKind.REQUIREMENT, title, ""),
        kind=TalkingPointKind.REQUIREMENT,
        title=title,
        source=asked.source,
        language=language,
    )
