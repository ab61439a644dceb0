"""Runs one program, in the process that this module is the main one of.

Reads a request from standard input, writes a reply to standard output, and ends at once: the engine's own
threads are not waited for. A program sees no file, no network, no process and no variable of the environment.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import wasmtime

from rounds.sandbox import runtime
from rounds.sandbox.errors import NoSandbox
from rounds.sandbox.outcome import Ended, Limits, Run

_BOOT = (Path(__file__).parent / "inside" / "boot.py").read_text(encoding="utf-8")
_BOOT_FRAME = re.compile(r'  File "<string>", line \d+, in \w+\n|  File "<string>", line \d+, in <module>\n')
_DEEPEST = 2**20
_TO_END = 1.0
"""Seconds that a program which waits in the system, and so cannot be ended, is given beyond its time."""
_TO_BEGIN = 60.0
"""Seconds that the interpreter may take to stand."""
_BEGUN = b"\x00begun\n"
_REPLYING = threading.Lock()


def main() -> None:
    """Answer the one request."""
    request = json.loads(sys.stdin.buffer.read())
    try:
        run = _run(request["source"], Limits(**request["limits"]), Path(request["folder"]))
    except NoSandbox as error:
        run = Run(ended=Ended.BROKEN, errors=str(error))
    except Exception as error:  # noqa: BLE001 -- the parent tells it as the sandbox's fault, whatever it was
        run = Run(ended=Ended.BROKEN, errors=f"{type(error).__name__}: {error}")
    _reply(run)


def _reply(run: Run) -> None:
    """Tell how it ended, once, and end."""
    with _REPLYING:
        sys.stdout.write(run.model_dump_json())
        sys.stdout.flush()
        os._exit(0)


class _Written:
    """What the program writes, up to a limit; the first byte over it ends the program."""

    def __init__(self, most: int, stop: Callable[[], None]) -> None:
        self._most, self._stop = most, stop
        self._kept = bytearray()
        self.over = False

    def take(self, data: bytes) -> int:
        """Keep what fits of `data`; the engine is told that all of it was written."""
        room = self._most - len(self._kept)
        self._kept += data[: max(0, room)]
        if len(data) > room:
            self.over = True
            self._stop()
        return len(data)

    @property
    def text(self) -> str:
        return self._kept.decode("utf-8", "replace")


class _Clock:
    """Ends the program when its time is over, which begins when the interpreter says that it stands."""

    def __init__(self, seconds: float, end: Callable[[], None]) -> None:
        self._seconds, self._end = seconds, end
        self.over = self.runs = False
        self.begun = time.monotonic()
        self._timer = self._set(_TO_BEGIN)

    def begin(self) -> None:
        """The program begins now."""
        self._timer.cancel()
        self.runs = True
        self.begun = time.monotonic()
        self._timer = self._set(self._seconds)

    def stop(self) -> float:
        """Stop, and say how many seconds the program took."""
        self._timer.cancel()
        return round(time.monotonic() - self.begun, 3)

    def _set(self, seconds: float) -> threading.Timer:
        timer = threading.Timer(seconds, self._ring)
        timer.daemon = True
        timer.start()
        return timer

    def _ring(self) -> None:
        self.over = True
        self._end()


def _run(source: str, limits: Limits, folder: Path) -> Run:
    engine = _engine()
    module = _module(engine, folder)
    store = wasmtime.Store(engine)
    store.set_limits(memory_size=limits.memory)
    store.set_epoch_deadline(1)
    output = _Written(limits.output, engine.increment_epoch)
    errors = _Written(limits.output, engine.increment_epoch)

    def end() -> None:
        engine.increment_epoch()
        time.sleep(_TO_END)
        _reply(Run(ended=Ended.TIME, output=output.text, errors=errors.text, seconds=limits.seconds))

    clock = _Clock(limits.seconds, end)

    def complain(data: bytes) -> int:
        # The first thing that is written there comes from what starts the program, and nothing else does.
        if data.startswith(_BEGUN) and not clock.runs:
            clock.begin()
            return len(_BEGUN)
        return errors.take(data)

    with tempfile.NamedTemporaryFile("w", encoding="utf-8", errors="replace", suffix=".py") as given:
        given.write(source)
        given.flush()
        store.set_wasi(_world(given.name, output.take, complain))
        linker = wasmtime.Linker(engine)
        linker.define_wasi()
        start = linker.instantiate(store, module).exports(store)["_start"]
        assert isinstance(start, wasmtime.Func)
        ended = _ended(lambda: start(store), clock)
    return _told(ended, output, errors, clock.stop())


def _engine() -> wasmtime.Engine:
    settings = wasmtime.Config()
    settings.epoch_interruption = True
    settings.max_wasm_stack = _DEEPEST
    return wasmtime.Engine(settings)


def _told(ended: Ended, output: _Written, errors: _Written, seconds: float) -> Run:
    if output.over or errors.over:
        ended = Ended.OUTPUT
    told = _BOOT_FRAME.sub("", errors.text)
    if ended is Ended.RAISED and told.rstrip().rpartition("\n")[2].startswith("MemoryError"):
        ended = Ended.MEMORY
    return Run(ended=ended, output=output.text, errors=told, seconds=seconds)


def _module(engine: wasmtime.Engine, folder: Path) -> wasmtime.Module:
    wasm = runtime.interpreter()
    where = runtime.compiled(folder)
    if not where.exists():
        runtime.keep(bytes(wasmtime.Module(engine, runtime.checked(wasm)).serialize()), where)
    return wasmtime.Module.deserialize_file(engine, str(where))


def _world(
    source: str, output: Callable[[bytes], int], errors: Callable[[bytes], int]
) -> wasmtime.WasiConfig:
    """All that the program can reach: its own text, and two places to write to."""
    world = wasmtime.WasiConfig()
    world.argv = ["solution.py", "-I", "-B", "-c", _BOOT]
    world.stdin_file = source
    world.stdout_custom = output
    world.stderr_custom = errors
    return world


def _ended(start: Callable[[], object], clock: _Clock) -> Ended:
    try:
        start()
    except wasmtime.ExitTrap as end:
        return Ended.FINISHED if end.code == 0 else Ended.RAISED
    except wasmtime.Trap as trap:
        if clock.over:
            return Ended.TIME
        return Ended.DEPTH if trap.trap_code == wasmtime.TrapCode.STACK_OVERFLOW else Ended.RAISED
    except wasmtime.WasmtimeError as error:
        if clock.over:
            return Ended.TIME
        raise NoSandbox(" ".join(str(error).split())[:200]) from None
    return Ended.FINISHED


if __name__ == "__main__":
    main()
