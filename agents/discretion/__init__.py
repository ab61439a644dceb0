"""What every agent asks of words that a language model chose, before a candidate hears one of them."""

from agents.discretion.disguise import disguised
from agents.discretion.recital import recites, unrecited
from agents.discretion.secrets import leaks
from agents.discretion.subjects import keeps, new_names, shares, strays

__all__ = ["disguised", "keeps", "leaks", "new_names", "recites", "shares", "strays", "unrecited"]
