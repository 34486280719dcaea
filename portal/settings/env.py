"""Readers of environment variables that fail loudly.

Each reader registers what it read, so that a test can compare the table in
`docs/operators.md` with what the code really looks at.
"""

import os
from pathlib import Path
from typing import Final

from django.core.exceptions import ImproperlyConfigured

TRUE: Final = {"1", "true", "yes", "on"}
FALSE: Final = {"0", "false", "no", "off", ""}

READ: dict[str, str] = {}
"""Variable name → default as shown in the documentation."""


def text(name: str, default: str | None = None) -> str:
    """Text value; without a default the variable is compulsory."""
    READ[name] = "（必填）" if default is None else default
    value = os.environ.get(name)
    if value is None or (default is None and not value.strip()):
        if default is None:
            raise ImproperlyConfigured(f"环境变量 {name} 没有设置。请设置后重新启动。")
        return default
    return value.strip()


def integer(name: str, default: int) -> int:
    raw = text(name, str(default))
    try:
        return int(raw)
    except ValueError as error:
        raise ImproperlyConfigured(f"环境变量 {name} 要填整数，现在是“{raw}”。") from error


def boolean(name: str, default: bool) -> bool:
    raw = text(name, "1" if default else "0").lower()
    if raw in TRUE:
        return True
    if raw in FALSE:
        return False
    raise ImproperlyConfigured(f"环境变量 {name} 要填 1 或 0，现在是“{raw}”。")


def items(name: str, default: str = "") -> list[str]:
    """Comma-separated list, blanks dropped."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def path(name: str, default: Path) -> Path:
    READ[name] = default.name
    raw = os.environ.get(name, "").strip()
    return Path(raw).expanduser().resolve() if raw else default
