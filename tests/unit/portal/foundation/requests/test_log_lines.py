import json
import logging
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation.requests import JsonFormatter


def line(message: str, **extra: object) -> str:
    record = logging.LogRecord("portal.x", logging.INFO, "f.py", 1, message, (), None)
    vars(record).update(extra)
    return JsonFormatter().format(record)


@given(st.text())
def test_no_message_can_start_a_second_line_or_steer_a_terminal(message: str) -> None:
    found = line(message, other=message)
    assert len(found.splitlines()) == 1
    assert "\x1b" not in found
    assert not any(ord(letter) < 32 or 0x7F <= ord(letter) <= 0x9F for letter in found)


@pytest.mark.parametrize(
    "attack", ["a\r\nINFO forged", "a\x1b[2J", "a\u2028b", "a\x85b", "a\x9b31m", "a\u202eb"]
)
def test_known_injections_come_back_as_data(attack: str) -> None:
    assert json.loads(line(attack))["message"] == attack


def test_phones_and_mail_addresses_are_masked_whoever_logs_them() -> None:
    found = line("sent to 13812345678", to="guli@example.cn", data={"phone": "+8613812345678"})
    assert "12345678" not in found
    assert "guli@" not in found


def test_a_line_has_time_with_offset_level_and_extra_fields() -> None:
    found = json.loads(line("x", job="seal", count=3))
    assert found["level"] == "INFO"
    assert found["logger"] == "portal.x"
    assert found["job"] == "seal"
    assert found["time"][-6] in "+-"


def test_an_error_carries_its_trace_in_one_line() -> None:
    record = logging.LogRecord("x", logging.ERROR, "f.py", 1, "m", (), None)
    try:
        raise ValueError("a\nb")
    except ValueError:
        record.exc_info = sys.exc_info()
    found = JsonFormatter().format(record)
    assert "\n" not in found
    assert json.loads(found)["error"] == "ValueError"


def test_values_json_does_not_know_are_written_as_text() -> None:
    assert json.loads(line("x", thing={1, 2}.__class__))["thing"] == "<class 'set'>"
