"""Whether work grows with a text no faster than the text: what is quadratic is told from what is linear.

Seconds of a processor are counted, of the thread that works alone. A busy machine stretches these, too (a
processor shared by two, caches of others), so what is asked is far from either side: sixteen times the text
is sixteen times the work where it is linear and 256 times where it is quadratic, and 64 times is the bound.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

MOST = 64.0
# Of four times the text, looked at first, so that what is quadratic ends early.
MOST_OF_A_QUARTER = 12.0
SHORT = 0.25
"""Seconds: what takes less for the whole text is not worth a ratio."""
_TIMES = 4


def assert_linear(work: Callable[[str], object], text: Callable[[int], str], length: int) -> None:
    """Fails where `work` takes more than its share for a text of `length` signs, as `text` makes them."""
    least = _Measured(work, text(length // 16))
    # What is made when it is first used is made by then.
    least.again()
    for part, most in ((4, MOST_OF_A_QUARTER), (1, MOST)):
        now = _Measured(work, text(length // part))
        told = f"{least.best:.3f} s, and {now.best:.3f} s for {16 // part} times the text"
        assert now.takes_at_most(most, least), told


class _Measured:
    """The seconds that `work` takes for a text, the least of the times it was measured."""

    def __init__(self, work: Callable[[str], object], text: str) -> None:
        self._work, self._text = work, text
        self._times = 0
        self.best = float("inf")
        self.again()

    def again(self) -> None:
        """Measure it once more."""
        # Another blank each time: what is remembered of a text would be no measurement.
        said = self._text + " " * self._times
        self._times += 1
        # Collecting garbage takes its time whenever it likes.
        gc.disable()
        try:
            started = time.thread_time()
            self._work(said)
            self.best = min(self.best, time.thread_time() - started)
        finally:
            gc.enable()

    def takes_at_most(self, times: float, before: _Measured) -> bool:
        """Whether this is at most so many `times` `before`; where it seems not, it is measured again."""
        while self.best >= SHORT and self.best > times * before.best:
            if self._times == _TIMES:
                return False
            self.again()
        return True
