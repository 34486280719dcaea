"""An edit is found right after its commit, without a worker."""

import logging
from typing import Final

from django.db import DatabaseError, transaction

from search.engines import IndexUnavailable

logger = logging.getLogger(__name__)

AT_ONCE: Final = 20
"""Events handled in the request that wrote them; the rest is for the periodic job."""

WAIT_SECONDS: Final = 0.3


def index_after_commit() -> None:
    """Once the running transaction commits, drain a few events, once per transaction."""
    connection = transaction.get_connection()
    if any(call[1] is _drain_some for call in connection.run_on_commit):
        return
    transaction.on_commit(_drain_some, robust=True)


def _drain_some() -> None:
    # Imported late: the indexing reads the rows whose services call this module.
    from search.indexing.services import SMALL, drain, drain_server

    try:
        drain(limit=AT_ONCE, wait_seconds=WAIT_SECONDS, builds=SMALL)
    except (IndexUnavailable, DatabaseError):
        logger.warning("indexing is left to the periodic job", exc_info=True)
    try:
        drain_server(limit=AT_ONCE, wait_seconds=WAIT_SECONDS)
    except (IndexUnavailable, DatabaseError):
        logger.warning("feeding the search server is left to the periodic job", exc_info=True)
