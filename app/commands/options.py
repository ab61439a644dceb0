"""Arguments and options that several commands have."""

from __future__ import annotations

from typing import Annotated

import typer

SessionId = Annotated[str, typer.Argument(help="The session's id; without it, the last one.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
NoMask = Annotated[
    bool, typer.Option("--no-mask", help="Send personal data to the language model as it is, unmasked.")
]
