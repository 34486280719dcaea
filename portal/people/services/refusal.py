from typing import ClassVar


class Refusal(Exception):
    """Base of what a service refuses; `message` says what to do, `field` where."""

    field: ClassVar[str] = ""

    @property
    def message(self) -> str:
        raise NotImplementedError

    def __str__(self) -> str:
        return self.message
