"""Figures that a register gives."""

from decimal import Decimal

import pytest

from content.targets.registry import Measurement


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(241, 402, "59.9"), (1999, 2000, "99.9"), (2, 3, "66.6"), (3, 5, "60.0"), (0, 0, "0.0")],
)
def test_a_rate_is_cut_and_never_rounded_up_to_a_goal(part, whole, shown):
    assert Measurement.rate(part, whole).value == Decimal(shown)
