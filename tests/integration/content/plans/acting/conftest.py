"""A draft in which is read who acts, and what its editor says of that."""

import pytest

from tests.samples import who_acts
from tests.samples.who_acts import ACTING


@pytest.fixture
def draft(import_small):
    return import_small(ACTING, publish=False, kind="special").version


@pytest.fixture
def say(world, draft):
    return lambda *told, version=None, **values: who_acts.say(
        version or draft, world.editor, *told, **values
    )


@pytest.fixture
def duties(world):
    return lambda version: who_acts.duties_of(version, world.editor)
