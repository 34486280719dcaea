"""A whole response, packed into one run of bytes for the cache.

A length, a JSON head, then the bodies one after another: no pickle of ours, and
nothing to compress or hash again when it is served.
"""

import gzip
import hashlib
import json
import struct
from dataclasses import dataclass
from typing import Final

import brotli

LENGTH: Final = struct.Struct(">I")
GZIP_LEVEL: Final = 9
BROTLI_QUALITY: Final = 9
FORMAT: Final = 1


class BadEntry(Exception):
    """The cache gave back something that is not an entry of this format."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One page in one mode. `fresh_until` is seconds since the epoch, `generation` the
    purge it was rendered after."""

    generation: str
    fresh_until: float
    etag: str
    headers: tuple[tuple[str, str], ...]
    gz: bytes
    br: bytes

    @classmethod
    def of(
        cls,
        body: bytes,
        *,
        headers: list[tuple[str, str]],
        mode: str,
        generation: str,
        fresh_until: float,
    ) -> "Entry":
        """Pack a body; the tag names content and mode, so a switched mode never gets a 304."""
        name = hashlib.sha256(body).hexdigest()[:24]
        return cls(
            generation=generation,
            fresh_until=fresh_until,
            # Weak: the bytes differ by encoding, the page does not.
            etag=f'W/"{name}-{mode or "normal"}"',
            headers=tuple(headers),
            gz=gzip.compress(body, GZIP_LEVEL, mtime=0),
            br=brotli.compress(body, quality=BROTLI_QUALITY),
        )

    @property
    def size(self) -> int:
        """Bytes of both bodies."""
        return len(self.gz) + len(self.br)

    def plain(self) -> bytes:
        """The body as it was, for the rare reader that takes no compression."""
        return gzip.decompress(self.gz)

    def pack(self) -> bytes:
        head = json.dumps(
            {
                "format": FORMAT,
                "generation": self.generation,
                "fresh_until": self.fresh_until,
                "etag": self.etag,
                "headers": self.headers,
                "gz": len(self.gz),
            }
        ).encode()
        return LENGTH.pack(len(head)) + head + self.gz + self.br

    @classmethod
    def unpack(cls, packed: object) -> "Entry":
        """Raises BadEntry for anything `pack` of this version did not write."""
        if not isinstance(packed, bytes) or len(packed) < LENGTH.size:
            raise BadEntry
        (length,) = LENGTH.unpack_from(packed)
        start = LENGTH.size + length
        try:
            head = json.loads(packed[LENGTH.size : start])
            if head["format"] != FORMAT:
                raise BadEntry
            end = start + head["gz"]
            return cls(
                generation=head["generation"],
                fresh_until=head["fresh_until"],
                etag=head["etag"],
                headers=tuple((name, value) for name, value in head["headers"]),
                gz=packed[start:end],
                br=packed[end:],
            )
        except (ValueError, KeyError, TypeError) as error:
            raise BadEntry from error
