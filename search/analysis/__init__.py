"""Text → terms. The only module that may produce index terms; both the index and the
query use it, on every engine."""

from search.analysis.fingerprint import fingerprint
from search.analysis.normalise import Normalised, normalise
from search.analysis.tokens import (
    BOUNDARY,
    Token,
    coarse_words,
    in_dictionary,
    is_lone_han,
    units,
    words,
)

__all__ = [
    "BOUNDARY",
    "Normalised",
    "Token",
    "coarse_words",
    "fingerprint",
    "in_dictionary",
    "is_lone_han",
    "normalise",
    "units",
    "words",
]
