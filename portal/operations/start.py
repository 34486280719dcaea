"""What `make run` runs: set up whatever is not set up yet, then serve.

python -m portal.operations.start
"""

import os
import subprocess
import sys

from portal.operations import serving
from portal.operations.readiness import BASE_DIR, is_ready
from portal.settings import env


def say(text: str) -> None:
    print(f"安澜 · {text}", flush=True)  # noqa: T201


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    data_dir = env.path("DATA_DIR", BASE_DIR / "var")
    port = env.integer("PORT", 8000)
    try:
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
    except serving.PortTaken as taken:
        say(str(taken))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
