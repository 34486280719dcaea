"""One portal at a time on a data directory, told without Django.

The lock is the kernel's, on an open file that no child inherits: however its holder ends,
nothing is left to clear away. What the file says is only for people to read.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LOCK: Final = Path("locks") / "serving.lock"


@dataclass(unsafe_hash=True)
class Occupied(Exception):
    data_dir: Path
    holder: str

    def __str__(self) -> str:
        return (
            f"数据目录 {self.data_dir} 正在使用：{self.holder}\n"
            "       怎么办：打开上面的网址；要重新启动，先在它的窗口按 Ctrl+C，或 kill 进程号。\n"
            "       另起一份：make run PORT=另一个端口 DATA_DIR=另一个目录"
        )


@contextmanager
def occupy(data_dir: Path, port: int) -> Iterator[None]:
    """Raises Occupied; OSError where the directory cannot be made or written."""
    path = data_dir / LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            handle.seek(0)
            raise Occupied(data_dir, handle.read().strip() or "它正在启动") from error
        handle.truncate(0)
        handle.write(f"进程 {os.getpid()}，http://localhost:{port}")
        handle.flush()
        yield
