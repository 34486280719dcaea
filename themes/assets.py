"""Static files under names that change with them, also where a script names another."""

from typing import Final

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT: Final = (r'(?P<matched>from "(?P<url>\./[\w.]+\.mjs)")', 'from "%(url)s"')


class Assets(CompressedManifestStaticFilesStorage):
    """Django rewrites the imports of `*.js` only, and then also those of every library."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("*.mjs", (IMPORT,)))
