"""Rows other apps add to a passed result: the certificate it earned. They register here."""

from typing import Final

from content.pages.extras import Extra, Provider, Registry

registry: Final = Registry()


def register(name: str, provider: Provider) -> None:
    """`provider(attempt)` reads and never writes: a result is looked at again and again."""
    registry.register(name, provider)


at_the_record: Final = Registry()
"""What still holds because of an attempt, for the examiner who may void it. `provider(attempt)`
as above."""

__all__ = ["Extra", "at_the_record", "register", "registry"]
