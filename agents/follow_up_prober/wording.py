"""Choosing among wordings: none twice for one question, and none of the last questions' before the others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from language.wording import pick

_LEADING_QUOTATION = re.compile(r"^[^{]*\{quote\}\s?[”“»][^.:：。]*[.:：。]\s*")


class Choice:
    """Picks wordings: none twice for one question, and none of the last questions' before the others."""

    def __init__(self, earlier: Sequence[str], recent: Sequence[str], seed: object) -> None:
        self._earlier = earlier
        self._recent = recent
        self._seed = seed

    def is_new(self, wording: str) -> bool:
        """Whether this question has not had `wording` yet."""
        fixed = fixed_part(wording).casefold()
        return not any(fixed in before.casefold() for before in self._earlier)

    def is_fresh(self, wording: str) -> bool:
        """Whether none of the last questions had `wording`."""
        return self._last_said(wording) < 0

    def of(self, options: Sequence[str]) -> str:
        """One of `options`."""
        unused = [option for option in options if self.is_new(option)] or options
        longest_ago = min(map(self._last_said, unused))
        fresh = [option for option in unused if self._last_said(option) == longest_ago]
        return pick(fresh, self._seed, len(self._earlier))

    def _last_said(self, wording: str) -> int:
        fixed = fixed_part(wording).casefold()
        return max((at for at, before in enumerate(self._recent) if fixed in before.casefold()), default=-1)


def unquoted(wording: str) -> str:
    """The question in `wording` without the quotation that it begins with: "“{quote}”: and then?"."""
    question = _LEADING_QUOTATION.sub("", wording)
    first = next((at for at, sign in enumerate(question) if sign.isalpha()), 0)
    return f"{question[:first]}{question[first : first + 1].upper()}{question[first + 1 :]}"


def fixed_part(wording: str) -> str:
    """The longest piece of `wording` outside its placeholders."""
    return max(re.split(r"\{\w+\}", wording), key=len).strip(" “”„«»")
