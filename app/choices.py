"""What options may be set to, as a person types it."""

from __future__ import annotations

from typing import Literal

ModeName = Literal["study", "real"]
RoundName = Literal[
    "whole", "recruiter", "hiring-manager", "peer", "panel", "bar-raiser", "coding", "review", "design"
]
ToneName = Literal["warm", "even", "brisk", "pressing"]
StatusName = Literal["open", "finished"]
SortName = Literal["begun", "score", "answered"]
FormatName = Literal["json", "markdown", "html"]
DrillName = Literal["questions", "facts", "red-flags", "pitch", "tasks"]
