from quizzes.certificates.models.certificate import (
    Certificate,
    Revocation,
    RevocationNote,
    SerialCounter,
)
from quizzes.certificates.models.scheme import Scheme

__all__ = ["Certificate", "Revocation", "RevocationNote", "Scheme", "SerialCounter"]
