"""Prompt templates: Markdown with front matter, filled strictly."""

from __future__ import annotations

import hashlib
import re
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field, ValidationError

from domain.errors import BadSetting
from domain.later import later
from domain.prompting import RenderedPrompt
from domain.values import Frozen
from prompts.fence import FENCE_NOTE, fence

if TYPE_CHECKING:
    import yaml
else:
    yaml = later("yaml")

SHIPPED = Path(__file__).parent

_FILE = re.compile(r"---\n(?P<head>.*?)\n---\n+## System\n(?P<system>.*?)\n## User\n(?P<user>.*)", re.DOTALL)
_INPUT = re.compile(r"\{\{\s*(\w+)\s*\}\}")


class _FrontMatter(Frozen):
    name: str = Field(pattern=r"^[a-z_]+/[a-z_]+$")
    version: int = Field(ge=1)
    agent: str
    inputs: tuple[str, ...]
    optional: tuple[str, ...] = ()


class PromptTemplate(Frozen):
    """A prompt with places for its inputs, of which one in another folder may leave out the `optional` ones.

    `edition` is empty for a shipped template; for one from another folder it is a "+" and the first
    characters of its digest, so that a transcript tells one from the other.
    """

    name: str
    version: int
    agent: str
    inputs: tuple[str, ...]
    optional: tuple[str, ...] = ()
    system: str
    user: str
    edition: str = ""

    @property
    def reference(self) -> str:
        """ "agent/name@version", as it stands in a provenance."""
        return f"{self.name}@{self.version}{self.edition}"

    @property
    def digest(self) -> str:
        """The sha256 in hex of all that a model reads besides the inputs."""
        return hashlib.sha256(f"{self.system}\0{self.user}".encode()).hexdigest()

    def render(self, **inputs: str) -> RenderedPrompt:
        """Fill in every input, each fenced as data; an input that is missing or unknown is a `TypeError`."""
        inputs = {
            name: text for name, text in inputs.items() if name in self.inputs or name not in self.optional
        }
        if set(inputs) != set(self.inputs):
            wanted, got = ", ".join(self.inputs), ", ".join(inputs) or "none"
            raise TypeError(f"{self.name} takes the inputs {wanted}; it was given {got}")

        def filled(place: re.Match[str]) -> str:
            label = place[1]
            return fence(label, inputs[label], [text for name, text in inputs.items() if name != label])

        # One pass: a place that an input's text spells out stays text.
        user = _INPUT.sub(filled, self.user)
        return RenderedPrompt(reference=self.reference, system=self.system, user=user)


_chosen: ContextVar[Path | None] = ContextVar("prompts_folder", default=None)


def use_folder(folder: Path | None) -> None:
    """Let `load` take templates from `folder` first, in this context and its tasks; None: the shipped ones.

    Raises `BadSetting` where a template in `folder` cannot be used, or has a name that no agent asks for.
    """
    if folder is not None:
        for path in sorted(folder.glob("*/*.md")):
            load(path.relative_to(folder).with_suffix("").as_posix(), folder)
    _chosen.set(folder)


def load(name: str, folder: Path | None = None) -> PromptTemplate:
    """The template `name` ("evaluator/judge"): the one in `folder`, if that has one, else the shipped one.

    Without a `folder` the one of `use_folder` counts. Raises `BadSetting` for a name there is no template of,
    and for one in `folder` that cannot be used.
    """
    shipped = _shipped(name)
    folder = folder or _chosen.get()
    own = folder / f"{name}.md" if folder is not None else None
    if own is None or not own.is_file():
        return shipped
    template = parse(_text_of(own), str(own))
    if template.name != name:
        raise BadSetting(f"{own}: its name is {template.name!r}; it must be {name!r}.")
    needed = set(shipped.inputs) - set(shipped.optional)
    if not needed <= set(template.inputs) <= set(shipped.inputs):
        raise BadSetting(f"{own}: its inputs must be {', '.join(shipped.inputs)}.")
    return template.model_copy(update={"edition": f"+{template.digest[:8]}", "optional": shipped.optional})


def shipped(name: str) -> PromptTemplate:
    """The template `name` as it comes with the program, whatever folder is in use."""
    return _shipped(name)


def names() -> tuple[str, ...]:
    """The names of the shipped templates, sorted."""
    return tuple(
        sorted(path.relative_to(SHIPPED).with_suffix("").as_posix() for path in SHIPPED.glob("*/*.md"))
    )


def parse(text: str, where: str) -> PromptTemplate:
    """Read a template; raises `BadSetting`, naming `where`, for one that is not of the form."""
    parts = _FILE.fullmatch(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    if parts is None:
        raise BadSetting(
            f"{where}: a prompt is front matter between --- lines, then ## System, then ## User."
        )
    try:
        head = _FrontMatter.model_validate(yaml.safe_load(parts["head"]))
    except (ValidationError, yaml.YAMLError) as error:
        raise BadSetting(f"{where}: the front matter must give name, version, agent and inputs.") from error
    if _INPUT.search(parts["system"]):
        # What is quoted belongs to the user's part; instructions stay the same for every call.
        raise BadSetting(f"{where}: inputs may stand under ## User only.")
    places = set(_INPUT.findall(parts["user"]))
    if places != set(head.inputs):
        odd = ", ".join(sorted(places ^ set(head.inputs)))
        raise BadSetting(f"{where}: inputs and the {{{{places}}}} under ## User differ in: {odd}.")
    system = f"{parts['system'].strip()}\n\n{FENCE_NOTE}"
    return PromptTemplate(**head.model_dump(), system=system, user=parts["user"].strip())


@cache
def _shipped(name: str) -> PromptTemplate:
    if name not in names():
        raise BadSetting(f"No prompt {name!r}. There are: {', '.join(names())}.")
    return parse(_text_of(SHIPPED / f"{name}.md"), f"{name}.md")


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"{path}: cannot be read as UTF-8 text.") from error
