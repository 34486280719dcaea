"""Doing what a page asks about first: the question, then yes to it."""

from typing import Any

from django.test import Client


def confirmed(client: Client, address: str, **sent: Any) -> Any:
    asked: Any = client.post(address, sent)
    return client.post(address, {**sent, "confirmed": asked.context["asked"]})
