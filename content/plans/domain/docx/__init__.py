"""Reading Word documents with nothing but zipfile and a hardened XML parser."""

from .reader import read_docx

__all__ = ["read_docx"]
