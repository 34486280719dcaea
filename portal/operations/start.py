"""What `make run` runs: set up whatever is not set up yet, then serve.

python -m portal.operations.start
"""

import os
import subprocess
import sys
from pathlib import Path

from portal.operations import diskspace, serving
from portal.operations.occupancy import Occupied, occupy
from portal.operations.readiness import BASE_DIR, is_ready
from portal.settings import env


def say(text: str) -> None:
    print(f"安澜 · {text}", flush=True)  # noqa: T201


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    data_dir = env.path("DATA_DIR", BASE_DIR / "var")
    port = env.integer("PORT", 8000)
    try:
        with occupy(data_dir, port):
            return set_up_and_serve(data_dir, port)
    except (Occupied, serving.PortTaken) as taken:
        say(str(taken))
    except OSError as error:
        is_full = diskspace.is_cause_of(error, data_dir)
        say(diskspace.advice(data_dir) if is_full else f"不能用数据目录：{error}")
    except KeyboardInterrupt:
        return 130
    return 1


def set_up_and_serve(data_dir: Path, port: int) -> int:
    # Known before the minute that a first set-up takes.
    serving.refuse_taken_port("127.0.0.1", port)
    if is_ready(data_dir):
        say(f"数据目录已经齐全：{data_dir}")
    else:
        say("准备数据目录，没变的步骤不会重来")
        done = subprocess.run([sys.executable, "manage.py", "set_up"], cwd=BASE_DIR)
        if done.returncode:
            return done.returncode
    return serving.serve(host="localhost", port=port, workers=2, say=say)


if __name__ == "__main__":
    raise SystemExit(main())
