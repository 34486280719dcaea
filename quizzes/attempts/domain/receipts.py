"""Receipt of a submitted paper: a code for people, a digest for a check."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any, Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U to be misread over the phone."""


def new_code() -> str:
    """`7Q4K-20M9`: 40 random bits, unique by the database's constraint."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def digest(responses: Mapping[int, Any]) -> str:
    """SHA-256 over slot → response in a canonical form; the same answers, the same digest."""
    canonical = json.dumps(
        {str(slot): responses[slot] for slot in sorted(responses)},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()
