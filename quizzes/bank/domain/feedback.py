"""When a key may leave the server."""

from typing import Literal

Policy = Literal["none", "after_submit", "after_close"]


def may_release(policy: Policy, *, submitted: bool, closed: bool, certifies: bool = False) -> bool:
    """`submitted`: this attempt is handed in and scored. `closed`: nobody can sit the paper
    any more. Whatever the policy, a running attempt sees nothing, and a paper that certifies
    keeps its keys while anybody can still sit it: a blank paper handed in would buy them all.
    """
    if not submitted:
        return False
    if policy == "after_submit":
        return closed or not certifies
    return policy == "after_close" and closed
