"""Reading web pages with a browser's own parsing rules, and nothing fetched."""

from .reader import read_html

__all__ = ["read_html"]
