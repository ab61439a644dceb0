"""Reading a guide anew: file, text, talking points, and what was not understood.

All the rooms of reading are imported with it, half a second's worth, and most sessions are held over
guides that were read before.
"""

from __future__ import annotations

from pathlib import Path

from domain.errors import UnreadableGuide
from knowledge.files.read import read_text
from knowledge.parse import understand
from knowledge.spoken import language_of
from knowledge.unread import unread_of
from knowledge.values import GuideText, Understood


def understood(name: str, path: Path) -> Understood:
    """What the guide at `path`, which is called `name`, holds. Raises `UnreadableGuide`."""
    text = text_of(name, path)
    guide = understand(text)
    return Understood(
        guide=guide,
        language=language_of(guide.talking_points),
        unread=unread_of(guide, text.text) if guide.unparsed else None,
    )


def text_of(name: str, path: Path) -> GuideText:
    """The text of the guide at `path`, which is called `name`. Raises `UnreadableGuide`."""
    text = read_text(path, name)
    if not text.text.strip():
        raise UnreadableGuide(name, "is empty")
    return text
