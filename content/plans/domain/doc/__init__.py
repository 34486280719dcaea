"""Reading Word 97–2003 files (.doc), and WPS files (.wps) that are written the same way.

Source: [MS-DOC], Word (.doc) Binary File Format.
"""

from .reader import read_doc

__all__ = ["read_doc"]
