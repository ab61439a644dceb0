"""Who a language model plays in a scenario."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from domain.values import Frozen

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Share = Annotated[float, Field(ge=0, le=1)]
_Numbers = tuple[Annotated[int, Field(ge=1)], ...]


class Persona(Frozen):
    """`who` it is and how it `speaks`, in words.

    `knows` is the share of each question's key points that it knows, or their numbers from 1; `besides` is
    what else it knows or does.
    """

    who: Text
    speaks: Text
    knows: _Share | _Numbers = 1.0
    besides: str = ""

    @property
    def described(self) -> str:
        """The persona as the model is told it."""
        lines = (("Who", self.who), ("Way of speaking", self.speaks), ("Besides", self.besides.strip()))
        return "\n".join(f"{name}: {text}" for name, text in lines if text)
