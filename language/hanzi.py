"""Chinese as it is written in Taiwan and Hong Kong, in the characters that our word lists are written in."""

from __future__ import annotations

from functools import cache

from language.tables import table, words_in


def simplified(text: str) -> str:
    """`text` with each traditional character as its simplified one, sign for sign, so that offsets stay."""
    return text if text.isascii() else text.translate(_simpler())


@cache
def _simpler() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in words_in(str(table("traditional")["traditional"]))}
