"""Tables of who gets what, written down to be read and agreed on."""

import csv
import os
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path


def agreed_on(
    table: Path, header: Sequence[str], found: list[dict[str, str]]
) -> list[dict[str, str]]:
    """What the file says; with ANLAN_WRITE_MATRIX it is first written anew from `found`."""
    if os.environ.get("ANLAN_WRITE_MATRIX"):
        with table.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, header, lineterminator="\n")
            writer.writeheader()
            writer.writerows(compressed(found))
    with table.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def compressed(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Relations and methods with the same answers share a line."""
    result = []
    for _key, group in groupby(rows, key=lambda row: (row["address"], row["object"])):
        lines: list[dict[str, str]] = []
        for row in group:
            lines.append(dict(row))
        for shared in ("method", "whose"):
            merged: dict[tuple[str, ...], dict[str, str]] = {}
            for line in lines:
                key = tuple(value for name, value in line.items() if name != shared)
                if key in merged:
                    merged[key][shared] += " " + line[shared]
                else:
                    merged[key] = dict(line)
            lines = list(merged.values())
        result += lines
    return result
