"""Scenario files to scenarios, with one line for whatever is wrong in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from domain.errors import InterviewError
from evals.candidates.persona import Persona
from evals.playing.scenario import Bound, CandidateSpec, Expectations, InlineGuide, Scenario

SCENARIOS = Path(__file__).resolve().parent.parent / "scenarios"
_MODELS: dict[str, type[BaseModel]] = {
    "": Scenario,
    "candidate": CandidateSpec,
    "candidate.persona": Persona,
    "expect": Expectations,
    "expect.metrics": Bound,
    "guides": InlineGuide,
}


class BadScenario(InterviewError):
    """A scenario file that cannot be used: the file, the field, and what is allowed there."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")


def load(path: Path) -> Scenario:
    """The scenario in the file at `path`. Raises `BadScenario`."""
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadScenario(path.name, f"cannot be read ({error}).") from error
    except yaml.YAMLError as error:
        raise BadScenario(path.name, f"is no YAML: {_first_line(error)}") from error
    return made(_with_own_guides(given, path.parent), path.name, name=path.stem.removesuffix(".scenario"))


def made(given: Any, where: str, *, name: str) -> Scenario:
    """The scenario that `given` (read from YAML) describes. Raises `BadScenario`."""
    if not isinstance(given, dict):
        raise BadScenario(where, "must be a mapping with at least `about` and `candidate`.")
    if "name" in given:
        raise BadScenario(where, "name: is not allowed; a scenario is called by its file.")
    try:
        return Scenario.model_validate({**given, "name": name})
    except ValidationError as error:
        raise BadScenario(where, _told(error)) from error


def _with_own_guides(given: Any, folder: Path) -> Any:
    """Guides named by a path from the home folder, or beside the scenario, found from there."""
    if not isinstance(given, dict) or not isinstance(given.get("guides"), list):
        return given
    return {
        **given,
        "guides": [_found(guide, folder) if isinstance(guide, str) else guide for guide in given["guides"]],
    }


def _found(guide: str, folder: Path) -> str:
    if guide.startswith("~/"):
        return str(Path(guide).expanduser())
    return str((folder / guide).resolve()) if (folder / guide).is_file() else guide


def load_all(folder: Path = SCENARIOS) -> tuple[Scenario, ...]:
    """The scenarios in `folder`, by name. Raises `BadScenario`."""
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise BadScenario(str(folder), "holds no scenarios (*.yaml).")
    return tuple(load(path) for path in paths)


def chosen(
    scenarios: Iterable[Scenario], only: Collection[str] = (), tags: Collection[str] = ()
) -> tuple[Scenario, ...]:
    """Those whose names begin with one of `only` and that carry one of `tags`, as far as these are given.

    Raises `BadScenario` where nothing is left.
    """
    known = tuple(scenarios)
    left = tuple(
        each
        for each in known
        if (not only or any(each.name.startswith(start) for start in only))
        and (not tags or set(tags) & set(each.tags))
    )
    if not left:
        all_tags = sorted({tag for each in known for tag in each.tags})
        asked = ", ".join([*only, *tags])
        raise BadScenario(
            asked, f"no scenario fits. `interview eval --list` shows all; tags: {', '.join(all_tags)}."
        )
    return left


def _told(error: ValidationError) -> str:
    first, *others = error.errors()
    # A guide may be a name or a text: what is wrong with the one that was tried last says most.
    place = [
        str(part) for part in first["loc"] if not str(part).startswith(("literal", "constrained", "str"))
    ]
    field = ".".join(part for part in place if part != "InlineGuide")
    if first["type"] == "extra_forbidden":
        model = _MODELS.get(".".join(part for part in place[:-1] if not part.isdigit()))
        why = f"no such field; allowed: {', '.join(_fields(model or Scenario))}"
    elif first["type"] == "missing":
        why = "is missing"
    elif first["type"] == "enum":
        why = f"{first['input']!r} is not allowed; allowed: {first['ctx']['expected']}"
    else:
        why = first["msg"].removeprefix("Value error, ")
    more = f" ({len(others)} more after this one)" if others else ""
    return f"{field}: {why}{more}" if field else f"{why}{more}"


def _fields(model: type[BaseModel]) -> list[str]:
    return [name for name in model.model_fields if name != "name" or model is InlineGuide]


def _first_line(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return f"line {error.problem_mark.line + 1}: {error.problem}"
    return str(error).splitlines()[0]
