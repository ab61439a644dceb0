"""Replies to calls that were made before."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict

from pydantic import BaseModel

from domain.prompting import RenderedPrompt
from models.language_model import Reply


class ReplyCache:
    """The last `size` replies of this process, by model, prompt and schema; the one used longest ago goes."""

    def __init__(self, size: int = 256) -> None:
        self._size = size
        self._replies: OrderedDict[str, str] = OrderedDict()

    def get(self, model: str, prompt: RenderedPrompt, schema: type[Reply]) -> Reply | None:
        """The reply to the same call, None where there is none."""
        key = _key(model, prompt, schema)
        kept = self._replies.get(key)
        if kept is None:
            return None
        self._replies.move_to_end(key)
        return schema.model_validate_json(kept)

    def put(self, model: str, prompt: RenderedPrompt, reply: BaseModel) -> None:
        """Keep `reply`."""
        # As JSON, so that nobody changes what the next caller gets.
        self._replies[_key(model, prompt, type(reply))] = reply.model_dump_json()
        if len(self._replies) > self._size:
            self._replies.popitem(last=False)


def _key(model: str, prompt: RenderedPrompt, schema: type[BaseModel]) -> str:
    shape = schema.model_json_schema()
    parts = [model, prompt.reference, prompt.system, prompt.user, schema.__qualname__, shape]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
