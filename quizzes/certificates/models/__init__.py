from quizzes.certificates.models.certificate import Certificate, Revocation, SerialCounter
from quizzes.certificates.models.scheme import Scheme

__all__ = ["Certificate", "Revocation", "Scheme", "SerialCounter"]
