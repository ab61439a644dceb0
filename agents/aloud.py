"""What a candidate hears of words that are still being written: none that have not passed the check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from domain.later import later
from models.language_model import Hear

if TYPE_CHECKING:
    from agents import discretion
else:
    discretion = later("agents.discretion")

Say = Callable[[str], None]
"""Shows what is said so far, the whole of it each time; "" takes it back."""


def led_by(lead: str, say: Say | None) -> Say | None:
    """`say` with `lead` before all words; it is said at once."""
    if say is None or not lead:
        return say
    say(lead)
    return lambda words: say(f"{lead} {words}".strip())


class Aloud:
    """Says the texts of a value while a language model writes it.

    `texts` finds them in the value so far, in order; only the last of them may be cut off, and of that only
    whole words are said, and none at its end that may begin to recite `instructions`. `fault` says what
    is wrong with one, None where nothing is as far as its beginning can tell; from there on nothing more of
    this attempt is said. Where `say` is None nobody listens.
    """

    def __init__(
        self,
        say: Say | None,
        texts: Callable[[dict[str, Any]], Sequence[str]],
        fault: Callable[[str], object | None],
        instructions: str = "",
    ) -> None:
        self._say = say
        self._texts = texts
        self._fault = fault
        self._instructions = instructions
        self._said = ""
        self._stopped = False
        self._passed: set[str] = set()

    @property
    def hear(self) -> Hear | None:
        """What to give to the model, None where nobody listens."""
        return self._heard if self._say is not None else None

    def take_back(self) -> bool:
        """Unsay what was said, if anything was."""
        if self._say is None or not self._said:
            return False
        self._say("")
        self._said = ""
        return True

    def _heard(self, value: dict[str, Any]) -> None:
        if not value:
            # Another attempt: it owes nothing to the words of the one before.
            self.take_back()
            self._stopped = False
        if self._stopped or self._say is None:
            return
        texts = list(self._texts(value))
        if texts:
            texts[-1] = whole_words(texts[-1])
        if any(map(self._is_faulty, texts)):
            self._stopped = True
            return
        if texts:
            texts[-1] = discretion.unrecited(texts[-1], self._instructions)
        said = " ".join(" ".join(texts).split())
        # Words that are held back only now may have been said when they looked harmless.
        if not self._said.startswith(said):
            self._said = said
            self._say(said)

    def _is_faulty(self, text: str) -> bool:
        if text in self._passed:
            return False
        if self._fault(text) is not None:
            return True
        self._passed.add(text)
        return False


def whole_words(text: str) -> str:
    """`text` without the word that ends it, which may be half of one."""
    return text[: max((at for at, sign in enumerate(text) if sign.isspace()), default=0)].rstrip()


def text_of(value: dict[str, Any], field: str) -> tuple[str, ...]:
    """The text in `field`, as the only one; none where there is none yet."""
    text = value.get(field)
    return (text,) if isinstance(text, str) else ()


def held_until(
    begun: Callable[[str], bool], texts: Callable[[dict[str, Any]], Sequence[str]]
) -> Callable[[dict[str, Any]], Sequence[str]]:
    """`texts` from where their beginning says what it is about, by `begun`; until then nothing is said.

    A model that has nothing to say ("string of text here") is not heard at all.
    """

    def held(value: dict[str, Any]) -> Sequence[str]:
        found = texts(value)
        # Half a word may be that of another.
        return found if found and begun(whole_words(" ".join(found))) else ()

    return held
