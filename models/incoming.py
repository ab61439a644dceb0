"""A reply while it comes in, piece by piece."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json

from models.counting import token_counts
from models.json_in_text import CLOSING, LONGEST_REPLY, OPENING, objects_in
from models.structured import RawReply

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessageChunk
    from langchain_core.messages.ai import UsageMetadata

# What a person is to hear is a few sentences; a longer value is read when it is whole.
LONGEST_HEARD = 8_000
# LangChain looks for JSON in the arguments of a tool, and where there is none it takes quadratic time.
LONGEST_ARGUMENTS = 20_000
_LONGEST_TAG = max(map(len, (*OPENING, *CLOSING)))
# The value has to come first, or first in a code fence: an object somewhere among words may be a model's
# thought on the way to its answer.
_BEGINNING = re.compile(r"\s*(?:[^{`<]{0,300}```[a-z]*\s*)?(?=\{)", re.IGNORECASE)


def partly(text: str) -> dict[str, Any] | None:
    """The JSON object that `text` begins with, as far as it goes; None where it begins with none.

    A text that is cut off is kept as far as it came, and without half an escape, and so is a number (8 of
    85, `findings/half_a_number_passes_for_a_whole_one.sh`); other cut values and names are left out. What
    follows a whole object is passed over.
    """
    try:
        value = from_json(text, allow_partial="trailing-strings")
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


class Incoming:
    """Collects the pieces of one reply: what it says so far, and in the end the whole.

    `tool` is the tool whose arguments are the value. `summed` says that token counts come in parts; servers
    that speak OpenAI's format count the whole each time.
    """

    def __init__(self, tool: str, *, summed: bool = False) -> None:
        self._tool = tool
        self._summed = summed
        self._texts: list[str] = []
        self._length = 0
        self._speech = _Speech()
        self._calls: dict[object, _Call] = {}
        self._refusal = ""
        self._cut_off = False
        self._ended = False
        self._tokens: tuple[int, int] | None = None
        self.empty = True

    def add(self, piece: BaseMessageChunk) -> None:
        """Take the next piece."""
        self.empty = False
        if text := piece.text:
            self._texts.append(text)
            self._length += len(text)
            self._speech.add(text)
        for call in getattr(piece, "tool_call_chunks", ()):
            # Some vendors give no index; then a name begins a call.
            index = call.get("index")
            key = index if index is not None else len(self._calls) - (not call.get("name"))
            self._calls.setdefault(key, _Call()).add(call.get("name"), call.get("args"))
        self._refusal += _refusal(piece)
        ended = piece.response_metadata.get("finish_reason")
        self._cut_off |= ended == "length"
        self._ended |= bool(ended)
        if ended == "content_filter":
            self._refusal = self._refusal or "its content filter stopped the reply"
        self._count(_usage(piece))

    @property
    def hopeless(self) -> bool:
        """Whether reading on is in vain: too long, or arguments that are no JSON object."""
        return self._length > LONGEST_REPLY or any(
            len(call.arguments) > LONGEST_ARGUMENTS
            or (call.arguments.strip() and partly(call.arguments) is None)
            for call in self._calls.values()
        )

    @property
    def broke_off(self) -> bool:
        """Whether the stream ended without saying why, and without a whole value: it was cut somewhere."""
        if self._ended or self._refusal:
            return False
        return not any(
            _is_whole(part) for part in (*(c.arguments for c in self._calls.values()), "".join(self._texts))
        )

    def value(self) -> dict[str, Any] | None:
        """The fields so far; None while there are none to be relied on."""
        for call in self._calls.values():
            if call.name == self._tool and len(call.arguments) <= LONGEST_HEARD:
                return partly(call.arguments)
        return self._speech.value()

    def whole(self) -> RawReply:
        """The reply, when no piece is to come any more."""
        return RawReply(
            text="".join(self._texts),
            calls=tuple((call.name, call.arguments) for call in self._calls.values()),
            refusal=self._refusal,
            cut_off=self._cut_off,
            input_tokens=self._tokens[0] if self._tokens else None,
            output_tokens=self._tokens[1] if self._tokens else None,
        )

    def _count(self, tokens: tuple[int, int] | None) -> None:
        if tokens is not None:
            before = self._tokens if self._summed and self._tokens else (0, 0)
            self._tokens = (before[0] + tokens[0], before[1] + tokens[1])


class _Call:
    """A tool's call so far."""

    def __init__(self) -> None:
        self.name = ""
        self.arguments = ""

    def add(self, name: str | None, arguments: str | None) -> None:
        # Some servers repeat the name in every piece.
        self.name = self.name or name or ""
        self.arguments += arguments or ""


class _Speech:
    """The part of a text that comes behind its thoughts, of which no more than needed is kept."""

    def __init__(self) -> None:
        self._text = ""
        self._readable = True

    def add(self, piece: str) -> None:
        text = self._text + piece
        lowered = text[-len(piece) - _LONGEST_TAG :].lower()
        ends = [lowered.rfind(tag) + len(tag) for tag in CLOSING if tag in lowered]
        if ends:
            # Some chat templates swallow the opening tag, so all before a closing one is thought.
            text = text[len(text) - len(lowered) + max(ends) :]
            self._readable = True
        if len(text) > LONGEST_HEARD or text.lstrip().lower().startswith(OPENING):
            self._readable = False
        self._text = text if self._readable else text[-_LONGEST_TAG:]

    def value(self) -> dict[str, Any] | None:
        begins = _BEGINNING.match(self._text) if self._readable else None
        return partly(self._text[begins.end() :]) if begins else None


def _is_whole(text: str) -> bool:
    return next(objects_in(text), None) is not None


def _usage(piece: BaseMessageChunk) -> tuple[int, int] | None:
    usage: UsageMetadata | None = getattr(piece, "usage_metadata", None)
    if usage:
        return token_counts(usage["input_tokens"], usage["output_tokens"])
    # Where a stream is bound to a response format, LangChain leaves the counts as the server sent them.
    counted = piece.response_metadata.get("token_usage")
    if not isinstance(counted, dict):
        return None
    return token_counts(counted.get("prompt_tokens"), counted.get("completion_tokens"))


def _refusal(piece: BaseMessageChunk) -> str:
    said = piece.additional_kwargs.get("refusal")
    if said:
        return str(said)
    blocks = [block for block in piece.content if isinstance(block, dict)]
    return "".join(str(block["refusal"]) for block in blocks if block.get("refusal"))
