"""A value of a schema from a model, by the first way its server really supports."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any, Generic, Literal

from pydantic import BaseModel, ValidationError

from domain.errors import UnusableReply
from domain.prompting import RenderedPrompt
from models.failures import CallFailed, Hopeless, OutOfTokens
from models.json_in_text import LONGEST_REPLY, objects_in
from models.language_model import Reply

_LENGTHS = ("minLength", "maxLength")


class Rung(StrEnum):
    """The ways to ask for a value, the most binding first."""

    JSON_SCHEMA = "json_schema"
    FUNCTION_CALLING = "function_calling"
    JSON_MODE = "json_mode"
    TEXT = "json_in_text"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation with a model."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class RawReply:
    """What came back: text, the tools it called (name, arguments as JSON), and why it declined, where it did.

    `cut_off` says that the reply ended at a limit of tokens; token counts are None where none were given.
    """

    text: str
    calls: tuple[tuple[str, str], ...] = ()
    refusal: str = ""
    cut_off: bool = False
    input_tokens: int | None = None
    output_tokens: int | None = None


Ask = Callable[[Rung, Sequence[Message], type[BaseModel]], Awaitable[RawReply]]
"""Sends one request; raises `ModelUnavailable`."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[Reply]):
    """A value, the rung it came by, and whether it took a second request to mend it."""

    value: Reply
    rung: Rung
    repaired: bool


class Ladder:
    """Asks rung by rung until a value fits, and remembers for its server and model which rung worked.

    The schema stands in the system message on every rung: servers that take `response_format` often only
    constrain the output by it, without showing it to the model, and some drop it without a word. A rung
    that has worked is asked alone from then on; when its reply does not fit, one request to mend it follows.
    """

    def __init__(self, who: str, rungs: Sequence[Rung] = tuple(Rung)) -> None:
        self._who = who
        self._rungs = tuple(rungs)
        self._start = 0
        self._proven = False

    @property
    def rung(self) -> Rung | None:
        """The rung that worked, None before any did."""
        return self._rungs[self._start] if self._proven else None

    async def climb(self, ask: Ask, prompt: RenderedPrompt, schema: type[Reply]) -> Answer[Reply]:
        """A value of `schema`; raises `UnusableReply` when none came, `ModelUnavailable` from `ask`."""
        messages = _conversation(prompt, schema)
        rung, reply, problem = self._rungs[-1], RawReply(""), UnusableReply(f"{self._who} was not asked")
        for rung in self._rungs[self._start :]:
            try:
                reply = await ask(rung, messages, schema)
                value = value_in(reply, schema, self._who)
            except Hopeless:
                raise
            except UnusableReply as error:
                problem = error
                if self._proven:
                    break
            except CallFailed as error:
                if not error.form_refused or rung is self._rungs[-1]:
                    raise
            else:
                self._remember(rung)
                return Answer(value, rung, repaired=False)
        value = await self._mend(ask, rung, (*messages, *_complaint(reply, problem)), schema)
        self._remember(rung)
        return Answer(value, rung, repaired=True)

    async def _mend(self, ask: Ask, rung: Rung, messages: Sequence[Message], schema: type[Reply]) -> Reply:
        return value_in(await ask(rung, messages, schema), schema, self._who)

    def _remember(self, rung: Rung) -> None:
        # Only a success moves the start: a prompt that is too long is refused on every rung alike.
        self._start = self._rungs.index(rung)
        self._proven = True


def value_in(reply: RawReply, schema: type[Reply], who: str) -> Reply:
    """The value of `schema` that `reply` holds; raises `UnusableReply` with the reason when there is none."""
    if reply.refusal:
        raise Hopeless(f"{who} declined to answer: {_clip(reply.refusal)}")
    if len(reply.text) > LONGEST_REPLY:
        raise UnusableReply(
            f"{who} sent {len(reply.text):,} characters, more than the {LONGEST_REPLY:,} read"
        )
    called = [arguments for name, arguments in reply.calls if name == tool_name(schema)]
    if not called and not reply.text.strip():
        if reply.cut_off:
            raise OutOfTokens(who)
        did = "called a tool that nobody offered, and said nothing" if reply.calls else "sent an empty reply"
        raise UnusableReply(f"{who} {did}")
    problem = f"{who} sent no JSON object"
    for candidate in chain.from_iterable(map(objects_in, (*called, reply.text))):
        try:
            return schema.model_validate_json(json.dumps(candidate))
        except ValidationError as error:
            problem = f"{who} sent JSON that does not fit: {_misfit(error)}"
    if reply.cut_off:
        raise OutOfTokens(who)
    raise UnusableReply(problem)


def tool_name(schema: type[BaseModel]) -> str:
    """The name under which `schema` is offered as a tool (servers allow letters, digits, - and _)."""
    return "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in schema.__name__)[
        :64
    ]


def is_strict(schema: object) -> bool:
    """Whether a JSON schema meets what OpenAI's strict mode asks: every object closed, every field required.

    Source: OpenAI, "Structured model outputs", section "Supported schemas".
    """
    if isinstance(schema, list):
        return all(map(is_strict, schema))
    if not isinstance(schema, dict):
        return True
    if "properties" in schema or schema.get("type") == "object":
        closed = schema.get("additionalProperties") is False
        if not closed or set(schema.get("properties", {})) != set(schema.get("required", [])):
            return False
    return all(is_strict(value) for value in schema.values())


def without_lengths(schema: Any) -> Any:
    """A JSON schema without what it says of the lengths of texts."""
    if isinstance(schema, list):
        return [without_lengths(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: without_lengths(value) for key, value in schema.items() if key not in _LENGTHS}


def _conversation(prompt: RenderedPrompt, schema: type[BaseModel]) -> tuple[Message, ...]:
    shape = json.dumps(schema.model_json_schema(), ensure_ascii=False, separators=(",", ":"))
    demand = f"Reply with one JSON object that fits this JSON Schema, and nothing else:\n{shape}"
    return Message("system", f"{prompt.system}\n\n{demand}"), Message("user", prompt.user)


def _complaint(reply: RawReply, problem: UnusableReply) -> tuple[Message, ...]:
    wanted = f"That cannot be used: {problem}. Reply again with the JSON object alone."
    said = reply.text.strip()
    return (*([Message("assistant", said[:4_000])] if said else []), Message("user", wanted))


def _misfit(error: ValidationError) -> str:
    # Not the values themselves: they may be the candidate's words, and this sentence may reach a log.
    faults = [f"{'.'.join(map(str, fault['loc'])) or 'object'}: {fault['msg']}" for fault in error.errors()]
    more = f"; {len(faults) - 3} more" if len(faults) > 3 else ""
    return _clip("; ".join(faults[:3])) + more


def _clip(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 300 else f"{line[:300]}…"
