"""What a model's tokens cost, where that is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import Field, TypeAdapter, ValidationError

from domain.errors import BadSetting
from domain.later import later
from domain.values import Frozen
from models.registry import LOOPBACK, ModelName

if TYPE_CHECKING:
    import yaml
else:
    yaml = later("yaml")

_SHIPPED = Path(__file__).with_name("prices.yaml")
_MILLION = 1_000_000
# Ollama passes models with such names on to its cloud.
_ELSEWHERE = ("-cloud", ":cloud")


class Price(Frozen):
    """Dollars for a million tokens sent and received; where that stands, and when it was read there."""

    model: str
    input: float = Field(ge=0)
    output: float = Field(ge=0)
    looked_up: date | None = None
    source: str = ""

    def __str__(self) -> str:
        if not self.input and not self.output:
            return "no charge"
        return f"${self.input:g} and ${self.output:g} for a million tokens in and out"

    def of(self, tokens: tuple[int, int]) -> float:
        """The dollars for `tokens` (sent, received)."""
        return (tokens[0] * self.input + tokens[1] * self.output) / _MILLION


Prices = Mapping[str, Price]
"""Prices by the model's name, "openai:gpt-5-mini"."""

_PRICES = TypeAdapter(tuple[Price, ...])


def shipped_prices() -> Prices:
    """The prices that come with the program."""
    return _read(_SHIPPED.read_text(encoding="utf-8"))


def own_prices(path: Path) -> Prices:
    """The prices in a file of the form of `prices.yaml`. Raises `BadSetting` for one that cannot be used."""
    try:
        return _read(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError) as error:
        raise BadSetting(f"The prices in {path} cannot be read: {error}.") from error
    except yaml.YAMLError as error:
        raise BadSetting(f"The prices in {path} are not YAML: {' '.join(str(error).split())}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise BadSetting(
            f"The prices in {path} are no list of model, input and output: {where}: {first['msg'].lower()}."
        ) from error


def price_of(name: ModelName, base_url: str, own: Prices, shipped: Prices) -> Price | None:
    """The price of `name` at `base_url`, None where it is not known; what is in `own` comes first.

    A vendor's price holds at the vendor's own address alone. A server on this machine costs nothing for each
    token, but for one that passes a vendor's model on.
    """
    found = own.get(str(name))
    if found is not None:
        return found
    here = urlsplit(base_url).hostname in LOOPBACK
    # A vendor's model at an address of this machine is passed on by a proxy, and costs what nobody tells.
    if here and str(name) not in shipped and not name.model.endswith(_ELSEWHERE):
        return Price(model=str(name), input=0, output=0, source="a server of your own")
    if name.provider.own_machine:
        return None
    return shipped.get(str(name)) if base_url == name.provider.base_url else None


def _read(text: str) -> Prices:
    return {price.model: price for price in _PRICES.validate_python(yaml.safe_load(text) or ())}
