"""The command `interview`: sees that our packages are ours before the first of them is imported.

Their names are plain words, and others use them, too: `agents` is that of openai-agents, many a project has
an `app`. So they are looked up beside this file and nowhere else, and what stands in the way is told.
"""

from __future__ import annotations

import gc
import hashlib
import sys
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

PACKAGES = (
    "agents", "app", "assistants", "domain", "evals", "graphs", "knowledge", "langgraph_server", "language",
    "memory", "models", "prompts", "rounds", "service", "telemetry", "voice", "web",
)  # fmt: skip
HERE = Path(__file__).resolve().parent
_APART = "`pipx install` and `uv tool install` give a program an environment of its own, and keep them apart."


def main() -> None:
    """Run the command with our own packages, whatever else is installed."""
    mixed = mixed_up(HERE)
    elsewhere = taken(HERE, sys.path)
    sys.meta_path.insert(0, OwnPackages(HERE, mixed))
    for line in (_mixed(mixed), _taken(elsewhere)):
        if line:
            sys.stderr.write(f"interview: {line}\n")
    # Before the imports: `app.process.collecting` tells why, and begins again.
    gc.disable()
    from app.cli import main as run  # noqa: PLC0415 -- only now it is ours

    run()


class OwnPackages:
    """Finds our packages in `home`, and nothing else.

    The `__init__.py` of those in `damaged` is another's, or gone, and is not run: ours hold nothing but a
    sentence (a test sees to that).
    """

    def __init__(self, home: Path, damaged: Sequence[str]) -> None:
        self._home = home
        self._damaged = damaged

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        if name not in PACKAGES:
            return None
        folder = str(self._home / name)
        if name in self._damaged:
            spec = ModuleSpec(name, None, is_package=True)
            spec.submodule_search_locations = [folder]
            return spec
        return spec_from_file_location(
            name, self._home / name / "__init__.py", submodule_search_locations=[folder]
        )


def mixed_up(home: Path) -> tuple[str, ...]:
    """Our packages in `home` into which another distribution was installed as well.

    The list of files that our wheel left there tells. A checkout has none, and nobody installs into it.
    """
    try:
        record = next(home.glob("mock_interviewer-*.dist-info/RECORD")).read_text(encoding="utf-8")
    except (StopIteration, OSError, ValueError):
        return ()
    ours = {path: rest.split(",")[0] for path, _, rest in (row.partition(",") for row in record.splitlines())}
    tops = {"/".join(path.split("/")[:2]) for path in ours}
    found = []
    for package in PACKAGES:
        strangers = {f"{package}/{each.name}" for each in (home / package).glob("*")} - tops
        strangers.discard(f"{package}/__pycache__")
        init = f"{package}/__init__.py"
        if strangers or _digest(home / init) != ours.get(init):
            found.append(package)
    return tuple(found)


def taken(home: Path, path: Sequence[str]) -> dict[str, str]:
    """Where on `path` a package of another has the name of one of ours and would be found before it."""
    found = {}
    for package in PACKAGES:
        spec = PathFinder.find_spec(package, list(path))
        if spec is not None and spec.origin and not Path(spec.origin).resolve().is_relative_to(home):
            found[package] = str(Path(spec.origin).parent)
    return found


def _digest(path: Path) -> str:
    try:
        digest = hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return ""
    return f"sha256={urlsafe_b64encode(digest).decode().rstrip('=')}"


def _mixed(packages: Sequence[str]) -> str:
    if not packages:
        return ""
    from importlib.metadata import packages_distributions  # noqa: PLC0415 -- takes long, and seldom anything is

    installed = packages_distributions()
    owners = {owner for package in packages for owner in installed.get(package, ()) if owner}
    who = " and ".join(sorted(owners - {"mock-interviewer"})) or "Another distribution"
    names = " and ".join(f"`{package}`" for package in packages)
    return (
        f"{who} has, or had, files in {names}, which this program's packages are called, too; this program "
        f"goes on with its own, the other may not work here. {_APART}"
    )


def _taken(packages: dict[str, str]) -> str:
    if not packages:
        return ""
    places = " and ".join(f"`{package}` in {Path(place).parent}" for package, place in packages.items())
    return (
        f"Another's {places} would be found before this program's own, which it uses all the same. "
        f"Where PYTHONPATH names that folder, unset it for this program; else {_APART}"
    )


if __name__ == "__main__":
    main()
