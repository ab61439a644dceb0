"""Arguments and options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

SessionId = Annotated[
    str, typer.Argument(metavar="SESSION", help="The session's id; without it, the last one.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
NoMask = Annotated[
    bool, typer.Option("--no-mask", help="Send personal data to the language model as it is, unmasked.")
]
Voice = Annotated[
    bool, typer.Option("--voice", help="Hear the questions and speak the answers (docs/voice.md).")
]
Pause = Annotated[
    float | None,
    typer.Option(
        "--pause",
        min=0.5,
        max=30,
        help="Seconds of silence that end an answer (INTERVIEW_VOICE_PAUSE).",
    ),
]
KeepAudio = Annotated[
    bool, typer.Option("--keep-audio", help="Keep recordings with the session; `forget` deletes them.")
]
Headphones = Annotated[
    bool,
    typer.Option("--headphones", help="The microphone cannot hear the voice: speaking interrupts it."),
]
TakeOver = Annotated[
    bool,
    typer.Option("--take-over", help="Take the session from the window, or the page, that has it open."),
]
Person = Annotated[
    str | None,
    typer.Option("--person", help="Whose guides, where a folder holds those of several people."),
]
Job = Annotated[
    Path,
    typer.Option("--job", help="The posting: Markdown, text, HTML, PDF or Word; - reads standard input."),
]
Posting = Annotated[
    Path | None,
    typer.Option("--job", help="A job posting: what it asks for and your guides lack is asked as well."),
]
JobToo = Annotated[
    Path | None,
    typer.Option("--job", help="The posting it is for: what your guides lack for it is to be written."),
]
Guides = Annotated[
    list[Path] | None,
    typer.Option("--guides", "-g", help="A guide or a folder of guides; may be given several times."),
]
GuidesOfTheLast = Annotated[
    list[Path] | None,
    typer.Option("--guides", "-g", help="A guide or a folder of guides; without it, those you used last."),
]
OneTask = Annotated[
    str | None,
    typer.Argument(metavar="TASK", help="Its number, or words of its title; without it, they are listed."),
]
Anew = Annotated[
    bool, typer.Option("--new", help="Begin anew, even where a session over the task was left open.")
]
