"""When a key may leave the server."""

from typing import Literal

Policy = Literal["none", "after_submit", "after_close"]


def may_release(policy: Policy, *, submitted: bool, closed: bool) -> bool:
    """`submitted`: this attempt is handed in and scored. `closed`: nobody can sit the paper
    any more. Whatever the policy, a running attempt sees nothing."""
    if not submitted:
        return False
    if policy == "after_submit":
        return True
    return policy == "after_close" and closed
