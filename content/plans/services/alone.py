"""One import of the same thing at a time."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Final

from django.utils.translation import gettext as _

from content.plans.services.register import PlanRefused
from portal.foundation.locks import only_one

PATIENCE: Final = 120.0
"""Seconds a command or a worker waits for its turn; a request does not wait."""

_PAUSE: Final = 0.1


class Busy(PlanRefused):
    """The same thing is being imported by somebody else; nothing is wrong with it."""

    def __init__(self) -> None:
        super().__init__(_("同一份文件正在导入，过几分钟再看。"))


def locked(name: str) -> AbstractContextManager[bool]:
    """True inside the block where nobody else holds `name`."""
    return only_one(f"plan-import-{name}")


@contextmanager
def alone(name: str, *, patience: float) -> Iterator[None]:
    """Hold `name`, or raise Busy after `patience` seconds. The lock dies with a killed process."""
    deadline = time.monotonic() + patience
    while True:
        with locked(name) as mine:
            if mine:
                yield
                return
        if time.monotonic() >= deadline:
            raise Busy
        time.sleep(_PAUSE)
