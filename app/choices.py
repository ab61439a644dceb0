"""What options may be set to, named without importing the domain: its models would cost `--help` 0.2 s."""

from __future__ import annotations

from typing import Literal

ModeName = Literal["study", "real"]
StatusName = Literal["open", "finished"]
SortName = Literal["begun", "score", "answered"]
FormatName = Literal["json", "markdown", "html"]
DrillName = Literal["questions", "facts", "red-flags", "pitch"]
