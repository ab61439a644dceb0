"""The sentences for what has a type: why a score is what it is or there is none, a model's work not used.

They are made here, where something is shown and in the language of whoever reads, and nowhere read back.
"""

from agents.reasons.refined import faulty, mostly_unused, note, unused
from agents.reasons.scores import because, part, ruled, unscored
from agents.reasons.ways import way

__all__ = ["because", "faulty", "mostly_unused", "note", "part", "ruled", "unscored", "unused", "way"]
