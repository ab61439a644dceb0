"""`interview prompts`: what language models are told, and what an own folder changes of it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Annotated

import typer

from app import terminal
from domain.errors import BadSetting
from prompts import loader
from prompts.loader import PromptTemplate


def prompts(
    diff: Annotated[
        str, typer.Option("--diff", metavar="NAME", help="What INTERVIEW_PROMPTS changes of this prompt.")
    ] = "",
) -> None:
    """List the prompts with their versions and digests, and whether your own folder replaces one.

    INTERVIEW_PROMPTS names a folder with files like evaluator/judge.md; each replaces the prompt of its name.
    """
    folder = terminal.settings().prompts
    loader.use_folder(folder)
    if not diff:
        for name in loader.names():
            template = loader.load(name)
            own = "   own" if template.edition else ""
            typer.echo(f"{name:28} {template.version:>3}  {template.digest[:12]}{own}")
        return
    if folder is None:
        raise BadSetting("There is nothing to compare with: set INTERVIEW_PROMPTS to the folder of your own.")
    before, after = loader.shipped(diff), loader.load(diff)
    if not after.edition:
        raise BadSetting(f"{folder} has no {diff}.md, so the shipped prompt is used.")
    for line in difflib.unified_diff(
        list(_lines(before)), list(_lines(after)), before.reference, after.reference, lineterm=""
    ):
        typer.echo(line)


def _lines(template: PromptTemplate) -> Iterator[str]:
    yield "## System"
    yield from template.system.splitlines()
    yield "## User"
    yield from template.user.splitlines()
