"""Who judges: a model or the draft alone, with the prompts that come with the program or with one's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextvars import copy_context
from pathlib import Path

from domain.errors import InterviewError
from domain.values import Frozen
from models.registry import parse_chain
from prompts import loader as prompts

DRAFT = "draft"
PROMPT = "evaluator/judge"
"""The one prompt that judging uses."""
_NAMED = re.compile(r"(?P<name>[\w.-]+)=(?P<rest>.+)", re.DOTALL)


class BadVariant(InterviewError):
    def __init__(self, given: str, why: str) -> None:
        super().__init__(f"--variant {given}: {why}")


class Variant(Frozen):
    """`model` is "provider:model" or "draft"; `prompts` a folder in place of the one that is set.

    `prompt` is the reference of the prompt it judges with and `digest` that of its text, "" for the draft.
    """

    name: str
    model: str
    prompts: Path | None = None
    prompt: str = ""
    digest: str = ""


def read_variants(
    given: Sequence[str], model: str = "", prompts_folder: Path | None = None
) -> tuple[Variant, ...]:
    """The variants as they were typed: MODEL, MODEL@FOLDER, @FOLDER or draft, NAME= before it where wanted.

    `model` is the evaluator's of the settings, for a variant that names none; `prompts_folder` the folder of
    the settings. Raises `BadVariant`, and `BadSetting` for a model or a prompt that cannot be.
    """
    found = tuple(_read(each, model, prompts_folder) for each in given)
    for at, variant in enumerate(found):
        for before, earlier in zip(given, found[:at], strict=False):
            if (variant.model, variant.digest) == (earlier.model, earlier.digest):
                same = "it is given twice" if before == given[at] else f"it judges just as {before} does"
                raise BadVariant(given[at], f"{same}. Variants differ in the model or in {PROMPT}.md.")
            if variant.name == earlier.name:
                raise BadVariant(given[at], f"there is a variant {variant.name} already.")
    return found


def _read(given: str, model: str, prompts_folder: Path | None) -> Variant:
    named = _NAMED.fullmatch(given.strip())
    told = named["rest"].strip() if named else given.strip()
    name = named["name"] if named else told
    chosen, at, folder = told.rpartition("@")
    if not at:
        chosen, folder = told, ""
    where = Path(folder).expanduser() if folder else None
    if chosen == DRAFT:
        if where is not None:
            raise BadVariant(given, "the draft asks no model, so it has no prompts.")
        return Variant(name=name, model=DRAFT)
    chosen = chosen or model
    if not chosen:
        raise BadVariant(given, "it names no model, and INTERVIEW_MODEL is not set: MODEL@FOLDER.")
    chain = parse_chain(chosen)
    if len(chain) != 1:
        raise BadVariant(given, "a variant is one model. Give each a --variant of its own.")
    prompt = _prompt(given, where, prompts_folder)
    return Variant(
        name=name, model=str(chain[0]), prompts=where, prompt=prompt.reference, digest=prompt.digest
    )


def _prompt(given: str, own: Path | None, prompts_folder: Path | None) -> prompts.PromptTemplate:
    if own is not None:
        if not own.is_dir():
            advice = f"A model whose name has an @ is written with one more at its end: {given}@"
            raise BadVariant(given, f"there is no folder {own}. {advice}")
        if not (own / f"{PROMPT}.md").is_file():
            raise BadVariant(given, f"{own} has no {PROMPT}.md, the one prompt that judging uses.")
    folder = own or prompts_folder
    # In a context of its own: nothing of this may linger where another variant is judged.
    copy_context().run(prompts.use_folder, folder)
    return prompts.load(PROMPT, folder)
