"""What a judge is asked to hand over, and what is whole of a reply that broke off."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, ClassVar

from pydantic import BaseModel, Field, GetJsonSchemaHandler, ValidationError, create_model
from pydantic_core import CoreSchema

from domain.verdict import Label

# Thirty words are asked for; no longer stretch of an answer shows one thing.
LONGEST_QUOTE = 40
_MOST_SIGNS = 400
_TOKENS, _TOKENS_A_LABEL = 60, 130


class JudgedKeyPoint(BaseModel):
    """What the judge says of one key point; `quote` is empty where it is missing."""

    number: int = Field(ge=1)
    label: Label
    quote: str = ""


class Judgement(BaseModel):
    """The judge's reply, for so many key points (`points`, where that is known).

    The schema that a server binds the reply to has exactly one label a key point, so that no model goes on
    for ever. A server that binds nothing may send less or more: what is there is read, what is not is told.
    """

    points: ClassVar[int] = 0

    key_points: list[JudgedKeyPoint]

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The bounded schema."""
        if not cls.points:
            return handler(core_schema)
        labels = {
            "number": {"type": "integer", "minimum": 1, "maximum": cls.points},
            "label": {
                "type": "string",
                "enum": [label.value for label in Label if label is not Label.UNSURE],
            },
            "quote": {"type": "string", "maxLength": _MOST_SIGNS},
        }
        listed = {"type": "array", "minItems": cls.points, "maxItems": cls.points, "items": _closed(labels)}
        return _closed({"key_points": listed})


@cache
def judgement_of(points: int) -> type[Judgement]:
    """The schema of a judgement of so many key points."""
    made = create_model("Judgement", __base__=Judgement)
    made.points = points
    return made


def most_tokens(points: int) -> int:
    """What the longest judgement that is of use comes to."""
    return _TOKENS + _TOKENS_A_LABEL * points


class Heard:
    """Hears a judgement while it is written, and keeps the most whole labels of any attempt."""

    def __init__(self) -> None:
        self.labels: tuple[JudgedKeyPoint, ...] = ()

    def hear(self, value: dict[str, Any]) -> None:
        """Take what there is so far. The last label may be half of one, so only those before it count."""
        listed = value.get("key_points")
        if isinstance(listed, list) and len(listed) - 1 > len(self.labels):
            self.labels = tuple(_whole(listed[:-1]))


def _whole(listed: Sequence[Any]) -> list[JudgedKeyPoint]:
    found = []
    for each in listed:
        try:
            found.append(JudgedKeyPoint.model_validate(each))
        except ValidationError:
            continue
    return found


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
