"""A step of something through its life, taken by POST: the shape of every such view."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def take(
    request: HttpRequest,
    step: Callable[[], object],
    *,
    refusals: tuple[type[Exception], ...],
    refused: Callable[[Exception], HttpResponse],
    done: str,
    then: Any,
) -> HttpResponse:
    """`step` calls one service. A refusal is answered by the page where the step was taken,
    which says what to do; otherwise `done` is said on `then` (what `redirect` takes)."""
    try:
        step()
    except refusals as error:
        return refused(error)
    messages.success(request, done)
    return redirect(then)
