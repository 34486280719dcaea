"""Reading PDF files: what lies where on the page, and from it what is read after what."""

from .reader import read_pdf

__all__ = ["read_pdf"]
