"""What a server's refusal means, and what to do about it: without the digests and lines of our scripts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from redis.exceptions import NoPermissionError, OutOfMemoryError, ReadOnlyError, ResponseError

# Before and behind what was refused, redis 6.2 and later servers name the script by its digest.
_OUR_SCRIPT = re.compile(
    r"^Error running script .*?@user_script: ?\d+: -?|,? script: \S*,? on @user_script.*$"
)
_CODE = re.compile(r"\b(OOM|READONLY|NOPERM|MISCONF|NOREPLICAS|CLUSTERDOWN|UNKILLABLE|BUSY|MASTERDOWN)\b")
_FORBIDDEN_COMMAND = re.compile(r"run the '([^']+)' command")
_BY_CLASS: Mapping[type[ResponseError], str] = {
    OutOfMemoryError: "OOM",
    ReadOnlyError: "READONLY",
    NoPermissionError: "NOPERM",
}
_ADVICE: Mapping[str, str] = {
    "READONLY": "it is a read-only replica. Set REDIS_URL to its primary.",
    "NOREPLICAS": "it wants more replicas than it has. See that they run, or lower min-replicas-to-write.",
    "CLUSTERDOWN": "a part of the cluster is down. See that all its nodes run, then try again.",
    "MASTERDOWN": "it is a replica that has lost its primary. See that the primary runs, then try again.",
    "BUSY": "it is busy with a script of somebody else's. Try again, or end that with SCRIPT KILL.",
}
_FULL = "it is full (maxmemory). Give it more, or make room: `interview forget ID` works there even now."


def told(error: ResponseError, where: str, title: str, *, embedded: bool) -> str:
    """The refusal of `title` (a command, or a script of ours) by the server at `where`, in a line."""
    said = _OUR_SCRIPT.sub("", str(error)).strip().rstrip(".")
    code = code_of(error)
    begin = f"{where} refused {title}: "
    if code == "OOM":
        return begin + _FULL
    if code == "NOPERM":
        return begin + _forbidden(str(error))
    if code == "MISCONF":
        return begin + _disk(embedded=embedded)
    return begin + _ADVICE.get(code, f"{said}.")


def code_of(error: ResponseError) -> str:
    """The word by which Redis names this refusal, also one within a script: "READONLY"; "" for others."""
    for kind, code in _BY_CLASS.items():
        if isinstance(error, kind):
            return code
    # Older servers wrap what a command within a script was refused with.
    found = _CODE.search(str(error))
    if found:
        return found[1]
    return "NOPERM" if re.search(r"can't run this command|no permissions? ", str(error), re.I) else ""


def _forbidden(said: str) -> str:
    named = _FORBIDDEN_COMMAND.search(said)
    if "key" in said and not named:
        what = "may not touch its keys"
    elif "channel" in said:
        what = "may not use a channel"
    else:
        what = f"may not run {named[1].upper()}" if named else "may not run a command in it"
    return f"the user in REDIS_URL {what}. docs/redis-layout.md lists the permissions that are needed."


def _disk(*, embedded: bool) -> str:
    if embedded:
        return (
            "it cannot write to its disk, which is full or broken. Make room there, or set INTERVIEW_HOME to "
            "a folder on another disk."
        )
    return (
        "it cannot write to its own disk. See on that machine that the disk has room (its log says more), or "
        "ask whoever runs it."
    )
