"""Errors as an assistant can read them: this SDK tells the text of its own kinds of error and of no other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError, ToolError

from domain.errors import InterviewError, NoGuides, UnknownSession
from domain.shown import shown_in_a_line

Given = ParamSpec("Given")
Result = TypeVar("Result")


def tool(work: Callable[Given, Awaitable[Result]]) -> Callable[Given, Awaitable[Result]]:
    """`work`, whose `InterviewError` is told as a tool's failure, in one line."""

    @wraps(work)
    async def done(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        try:
            return await work(*args, **kwargs)
        except InterviewError as error:
            raise ToolError(shown_in_a_line(str(error))) from error

    return done


def resource(work: Callable[Given, Awaitable[Result]]) -> Callable[Given, Awaitable[Result]]:
    """`work`, whose `InterviewError` is told as a failure to read, in one line."""

    @wraps(work)
    async def read(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        try:
            return await work(*args, **kwargs)
        except (UnknownSession, NoGuides) as error:
            raise ResourceNotFoundError(shown_in_a_line(str(error))) from error
        except InterviewError as error:
            raise ResourceError(shown_in_a_line(str(error))) from error

    return read
