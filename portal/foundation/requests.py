"""One id for each request, log lines in JSON that carry it, addresses that cannot be."""

import json
import logging
import re
import time
import traceback
import uuid
from bisect import bisect_left
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final

from django.core.exceptions import BadRequest, ValidationError
from django.forms import IntegerField
from django.forms.formsets import TOTAL_FORM_COUNT
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.datastructures import MultiValueDictKeyError

ACCEPTED_ID: Final = re.compile(r"[A-Za-z0-9-]{8,64}", re.ASCII)
HEADER: Final = "X-Request-ID"
SENT: Final = "HTTP_X_REQUEST_ID"
# json.dumps escapes U+0000–001F. These also break a line or steer a terminal or its
# reading direction: C1 controls, line and paragraph separators, bidirectional marks.
STEERING: Final = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
PHONE: Final = re.compile(r"(?<!\d)(?:\+?86)?(1[3-9]\d)\d{8}(?!\d)", re.ASCII)
MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
STANDARD_FIELDS: Final = frozenset(vars(logging.LogRecord("", 0, "", 0, "", (), None))) | {
    "message",
    "asctime",
    "taskName",
    "request",
    "server_time",
}

LARGEST_ID: Final = 2**63 - 1
"""Of a bigint column, in both databases."""

ENDING: Final = f"-{TOTAL_FORM_COUNT}"
ROWS: Final = IntegerField()
MOST_FORM_SETS: Final = 500
"""In one form. Wagtail's editor sends one for the replies to each remark on a page."""

_current: ContextVar[str] = ContextVar("request_id", default="")
access_log = logging.getLogger("portal.access")


def current_request_id() -> str:
    """The id of the request being answered; empty in a command or a task."""
    return _current.get()


class RequestIdMiddleware:
    """Gives each request an id, returns it in X-Request-ID, and writes one access line.

    An id sent by a proxy is kept if it is harmless, so that both logs can be joined.
    The access line has no query: it may hold what somebody searched for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.META.get(SENT, "")
        request_id = sent if ACCEPTED_ID.fullmatch(sent) else uuid.uuid4().hex
        token = _current.set(request_id)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response[HEADER] = request_id
            access_log.info(
                "request",
                extra={
                    "method": request.method,
                    "path": request.path,
                    "status": response.status_code,
                    "milliseconds": round((time.perf_counter() - started) * 1000, 1),
                },
            )
            return response
        finally:
            _current.reset(token)


class AddressMiddleware:
    """An address whose number no row can have, or with a NUL, names nothing: 404. SQLite and
    PostgreSQL would each fail on it in its own way, in our views and in those of libraries."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        for value in (*args, *kwargs.values()):
            if (isinstance(value, int) and value > LARGEST_ID) or (
                isinstance(value, str) and "\0" in value
            ):
                raise Http404
        # Wagtail's choosers take any word for a key; all keys of ours are numbers.
        key = kwargs.get("pk")
        if isinstance(key, str) and not _is_id(key):
            raise Http404


class PartialFormMiddleware:
    """A form sent without fields that its page always sends comes from no page of ours: 400.
    Wagtail's blocks read theirs without asking whether they are there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *ignored: object) -> None:
        """Two thousand empty rows, which Django would draw for a count that is made up, cost
        minutes."""
        if request.method == "POST" and _claims_rows_not_sent(request.POST):
            raise BadRequest

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, MultiValueDictKeyError):
            raise BadRequest from exception


def _claims_rows_not_sent(post: QueryDict) -> bool:
    """Whether a form set claims more rows than fields of it were sent, or there are more form
    sets than any page has. Anybody may send ten thousand names: they are walked once."""
    names = sorted(post)
    sets = [name for name in names if name.endswith(ENDING)]
    return len(sets) > MOST_FORM_SETS or any(
        _claimed(post[name]) > _fields_of(name.removesuffix(ENDING), names) for name in sets
    )


def _claimed(count: str | list[object]) -> int:
    """Read as Django reads it, for " 2000" and "+2000" are two thousand too; what is no number
    it refuses by itself."""
    try:
        return int(ROWS.clean(count))
    except ValidationError:
        return 0


def _fields_of(prefix: str, names: list[str]) -> int:
    """How many of the sorted `names` begin with `prefix` and a hyphen, which the full
    stop comes right after."""
    return bisect_left(names, f"{prefix}.") - bisect_left(names, f"{prefix}-")


def _is_id(key: str) -> bool:
    # The length first: Python refuses to read thousands of digits.
    return len(key) <= len(str(LARGEST_ID)) and key.isdecimal() and int(key) <= LARGEST_ID


class JsonFormatter(logging.Formatter):
    """One record, one line, one JSON object: nothing in it can start a second line.

    Phone numbers and mail addresses are masked, whoever put them there.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).astimezone().isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": current_request_id(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in STANDARD_FIELDS}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["trace"] = "".join(traceback.format_exception(*record.exc_info))
        return harmless(json.dumps(line, ensure_ascii=False, default=str))


def harmless(text: str) -> str:
    """`text` (already JSON) without steering characters, phone numbers, mail addresses."""
    text = STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return MAIL.sub("…@…", PHONE.sub(r"\1********", text))
