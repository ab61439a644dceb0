"""Choosing among wordings: none twice for one question, and none of the last questions' before the others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.follow_up_prober.fixed import fixed_part
from agents.follow_up_prober.senses import same_as
from domain.interview import ENGLISH
from language.wording import pick

_LEADING_QUOTATION = re.compile(r"^[^{]*\{quote\}\s?[”“»][^.:：。]*[.:：。]\s*")


class Choice:
    """Picks wordings: none twice for one question, and none of the last questions' before the others."""

    def __init__(
        self, earlier: Sequence[str], recent: Sequence[str], seed: object, language: str = ENGLISH
    ) -> None:
        self._earlier = [before.casefold() for before in earlier]
        self._recent = recent
        self._seed = seed
        self._language = language

    def is_new(self, wording: str) -> bool:
        """Whether this question has not had `wording` yet, nor another that asks for the same."""
        fixed = fixed_part(wording).casefold()
        either = same_as(fixed, self._language) | {fixed}
        return not any(each in before for before in self._earlier for each in either)

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
