"""`interview users`: who may use the service, with which tokens, and what they did."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError

from app import terminal
from app.bootstrap.memory import Memory, now, open_memory
from app.commands.options import AsJson
from app.display import words
from app.past.forgetting import forget_all
from app.settings import Settings
from app.users.workspaces import workspace_of
from domain.errors import BadSetting, InterviewError
from domain.later import later
from domain.shown import shown_in_a_line
from domain.users import Allowance, Scope, Token, User
from language.wording import counted
from memory.audit import RedisAudit
from memory.users import RedisUsers
from service.starting import check_installed

if TYPE_CHECKING:
    from app.users import tokens
else:
    # An extra: whoever lists users needs it not.
    tokens = later("app.users.tokens")

_USUAL = (Scope.READ, Scope.PRACTISE, Scope.GUIDES)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The user's name.")]
Requests = Annotated[
    int | None, typer.Option("--requests", min=1, help="Requests a minute, in place of the usual ones.")
]
Bytes = Annotated[int | None, typer.Option("--bytes", min=1024, help="Bytes that one body may have.")]
Guides = Annotated[int | None, typer.Option("--guides", min=1, help="How many guides there may be.")]
Sessions = Annotated[int | None, typer.Option("--sessions", min=1, help="Sessions open at once.")]
Tokens = Annotated[
    int | None, typer.Option("--model-tokens", min=0, help="Tokens of language models in a day.")
]


class UnknownUser(InterviewError):
    def __init__(self, name: str) -> None:
        super().__init__(f"There is no user {shown_in_a_line(name)!r}. `interview users list` shows them.")


async def add(
    name: Name,
    requests: Requests = None,
    body_bytes: Bytes = None,
    guides: Guides = None,
    sessions: Sessions = None,
    model_tokens: Tokens = None,
) -> None:
    """Add a user, or set what one who is there already may take."""
    given = {
        "requests_a_minute": requests,
        "body_bytes": body_bytes,
        "guides": guides,
        "open_sessions": sessions,
        "model_tokens_a_day": model_tokens,
    }
    own = {field: value for field, value in given.items() if value is not None}
    try:
        user = User(name=name, added_at=now(), allowance=Allowance(**own) if own else None)
    except ValidationError as error:
        raise BadSetting(
            f"{shown_in_a_line(name)!r} is no name for a user: up to 40 small letters, digits, '-', '_' and "
            "'.', a letter or digit first."
        ) from error
    async with _users() as (users, _, _):
        there = await users.user(user.name)
        if there is None and await users.add(user):
            told = f"User {name} is added. `interview users token {name}` makes a token."
        elif there is not None and own:
            before = there.allowance or Allowance()
            await users.put(there.model_copy(update={"allowance": before.model_copy(update=own)}))
            told = f"User {name} may take what was said."
        else:
            raise InterviewError(f"User {name} is there already. With an option, what they may take is set.")
    terminal.screen().notice(told)


async def list_users(as_json: AsJson = False) -> None:
    """List the users and their tokens."""
    async with _users() as (users, _, _):
        tokens_of = await users.tokens_by_user()
        found = [(user, tokens_of.get(user.name, [])) for user in await users.users()]
    if as_json:
        terminal.print_json(
            [
                {**user.model_dump(mode="json"), "tokens": [_without_digest(each) for each in theirs]}
                for user, theirs in found
            ]
        )
        return
    screen = terminal.screen()
    if not found:
        screen.notice("There are no users yet. `interview users add NAME` adds one.")
    for user, theirs in found:
        screen.line(user.name, f"since {words.when(user.added_at)}{_own(user)}")
        for each in theirs:
            screen.line("", _told(each))


async def token(
    name: Name,
    scopes: Annotated[
        list[Scope] | None,
        typer.Option("--scope", help="What it is for; may be repeated. Without it: read, practise, guides."),
    ] = None,
    days: Annotated[
        int | None, typer.Option("--days", min=1, max=3650, help="After how many days it ends.")
    ] = None,
    label: Annotated[str, typer.Option("--label", help="What it is called, to know it again.")] = "",
) -> None:
    """Make a token for a user. It is shown once, on standard output, and kept nowhere."""
    check_installed()
    moment = now()
    until = moment + timedelta(days=days) if days is not None else None
    wanted = scopes or list(_USUAL)
    try:
        text, kept = await asyncio.to_thread(tokens.made, name, shown_in_a_line(label), wanted, moment, until)
    except ValidationError as error:
        raise (
            UnknownUser(name) if len(label) <= 80 else BadSetting("--label is longer than 80 signs.")
        ) from error
    async with _users() as (users, _, _):
        if await users.user(name) is None:
            raise UnknownUser(name)
        await users.put_token(kept)
    typer.echo(text)


async def revoke(token_id: Annotated[str, typer.Argument(metavar="TOKEN", help="The token's id.")]) -> None:
    """End a token now: it lets nobody in any more."""
    async with _users() as (users, _, _):
        found = await users.token(token_id.removeprefix("mi_").partition("_")[0])
        if found is None:
            raise InterviewError(
                f"There is no token {shown_in_a_line(token_id)!r}. `interview users list` shows their ids."
            )
        if found.revoked_at is None:
            await users.put_token(found.model_copy(update={"revoked_at": now()}))
    terminal.screen().notice(f"Token {found.id} of {found.user} lets nobody in any more.")


async def remove(
    name: Name, yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")] = False
) -> None:
    """Delete a user with all that is theirs: tokens, sessions, mastery, guides, indexes."""
    async with _users() as (users, memory, settings):
        if await users.user(name) is None:
            raise UnknownUser(name)
        if not yes:
            typer.confirm(f"Delete user {name} and all that is theirs, for good?", abort=True)
        # First nobody comes in any more: what is deleted then stays deleted.
        for each in await users.tokens(name):
            await users.put_token(each.model_copy(update={"revoked_at": each.revoked_at or now()}))
        theirs = workspace_of(settings.of_user(name), memory.redis, {})
        await forget_all(theirs.memory)
        await asyncio.to_thread(shutil.rmtree, theirs.settings.home, ignore_errors=True)
        await users.remove(name)
    terminal.screen().notice(f"User {name} is deleted, with all that was theirs.")


async def log(
    user: Annotated[str | None, typer.Option("--user", help="Only what this one did.")] = None,
    last: Annotated[int, typer.Option("--last", "-n", min=1, max=100_000, help="So many lines.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Show who did what, the latest first; what was said or written is not in it."""
    async with _users() as (_, memory, _):
        found = await RedisAudit(memory.redis.client, keys=memory.keys).latest(last, user)
    if as_json:
        terminal.print_json(found)
        return
    screen = terminal.screen()
    if not found:
        screen.notice("Nothing was done yet.")
    for deed in found:
        told = " · ".join(part for part in (deed.what, deed.about, str(deed.status), deed.token) if part)
        typer.echo(shown_in_a_line(f"{words.when(deed.at)}  {deed.user} · {told}"))


@asynccontextmanager
async def _users() -> AsyncIterator[tuple[RedisUsers, Memory, Settings]]:
    settings = terminal.settings()
    if settings.candidate:
        raise BadSetting("Users are the service's, and no candidate's: leave out --candidate.")
    async with open_memory(settings) as memory:
        yield RedisUsers(memory.redis.client, keys=memory.keys), memory, settings


def _without_digest(token: Token) -> dict[str, object]:
    return token.model_dump(mode="json", exclude={"digest"})


def _told(token: Token) -> str:
    scopes = ", ".join(sorted(token.scopes))
    parts = [token.id, token.label, scopes, f"made {words.when(token.made_at)}"]
    if token.revoked_at is not None:
        parts.append(f"revoked {words.when(token.revoked_at)}")
    elif token.expires_at is not None:
        parts.append(f"until {words.when(token.expires_at)}")
    return " · ".join(part for part in parts if part)


def _own(user: User) -> str:
    own = user.allowance
    if own is None:
        return ""
    day = "" if own.model_tokens_a_day is None else f", {own.model_tokens_a_day:,} model tokens a day"
    return (
        f" · {counted(own.requests_a_minute, 'request')} a minute, bodies of {own.body_bytes:,} bytes, "
        f"{counted(own.guides, 'guide')}, {counted(own.open_sessions, 'session')} at once{day}"
    )
