"""Places in the guides, as links that open the guide at that line."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from domain.guide import Source
from web.parts.elements import link, tag

_MOST = 3


def address(source: Source) -> str:
    """The page that shows the guide of `source` at its line."""
    return f"/guide?{urlencode({'name': source.guide, 'line': source.first_line})}"


def citations(sources: Sequence[Source]) -> None:
    """The places, each a link."""
    if not sources:
        return
    with tag("span", "", "citations"):
        for source in tuple(dict.fromkeys(sources))[:_MOST]:
            link(str(source), address(source), "citation", target="_blank", rel="noopener")
