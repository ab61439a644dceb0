"""What the interpreter in the sandbox runs first: it reads the program from standard input and runs it.

Nothing outside the sandbox imports this.
"""

import sys
from types import CodeType


def _install_loop() -> None:
    # The interpreter has neither sockets nor selectors, which asyncio's own loops wake themselves by.
    import asyncio.base_events  # noqa: PLC0415
    import asyncio.events  # noqa: PLC0415
    import time  # noqa: PLC0415

    class Waits:
        def select(self, timeout: float | None = None) -> list[object]:
            if timeout is None:
                raise RuntimeError("everything waits, and nothing is left that could happen")
            if timeout > 0:
                time.sleep(timeout)
            return []

        def close(self) -> None:
            pass

    class Loop(asyncio.base_events.BaseEventLoop):
        def __init__(self) -> None:
            super().__init__()
            self._selector = Waits()

        def _process_events(self, events: list[object]) -> None:
            pass

        def _write_to_self(self) -> None:
            pass

    class Policy(asyncio.events.BaseDefaultEventLoopPolicy):
        _loop_factory = Loop

    asyncio.events.set_event_loop_policy(Policy())  # type: ignore[abstract]  # there are no children to watch


def _begin() -> CodeType:
    text = sys.stdin.read()
    if "asyncio" in text:
        _install_loop()
    # The program's own time begins here; whoever started us waits for this.
    sys.stderr.write("\0begun\n")
    sys.stderr.flush()
    return compile(text, "solution.py", "exec")


exec(_begin(), {"__name__": "__main__", "__builtins__": __builtins__})
