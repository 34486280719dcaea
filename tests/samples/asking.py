"""Asking for a page as a reader does."""

from html import unescape

from django.test import Client


def get(path: str, client: Client | None = None) -> str:
    """Its text, as read."""
    response = (client or Client()).get(path)
    assert response.status_code == 200, response.content[:500]
    return unescape(response.content.decode()).replace("<wbr>", "")
