"""Arguments and options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

SessionId = Annotated[
    str, typer.Argument(metavar="[SESSION]", help="The session's id; without it, the last one.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
NoMask = Annotated[
    bool, typer.Option("--no-mask", help="Send personal data to the language model as it is, unmasked.")
]
Person = Annotated[
    str | None,
    typer.Option("--person", help="Whose guides, where a folder holds those of several people."),
]
Guides = Annotated[
    list[Path] | None,
    typer.Option("--guides", "-g", help="A guide or a folder of guides; may be given several times."),
]
GuidesOfTheLast = Annotated[
    list[Path] | None,
    typer.Option(
        "--guides", "-g", help="A guide or a folder of guides; without it, those of the last interview."
    ),
]
