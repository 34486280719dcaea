"""Names of units and places: what may stand in them."""

import unicodedata


def has_unseen(name: str) -> bool:
    """Whether something in it is not seen, breaks a line or turns the reading direction."""
    return any(
        not character.isprintable() and unicodedata.category(character) != "Zs"
        for character in name
    )
