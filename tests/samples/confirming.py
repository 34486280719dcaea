"""Doing what a page asks about first: the question, then yes to it."""

from typing import Any

from django.test import Client


def confirmed(client: Client, address: str) -> Any:
    asked: Any = client.post(address)
    return client.post(address, {"confirmed": asked.context["asked"]})
