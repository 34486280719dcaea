"""What a process of the portal loads before it serves."""

import os
import subprocess
import sys

SHOW_LOADED = "import sys; print(*sorted(sys.modules), sep='\\n')"


def loaded_after(code: str, tmp_path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; {SHOW_LOADED}"],
        env={**os.environ, "DATA_DIR": str(tmp_path)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_a_server_loads_every_view_before_its_first_request_and_no_printing(tmp_path):
    modules = loaded_after("import portal.wsgi", tmp_path)
    assert {"portal.urls", "quizzes.certificates.views.verifying", "wagtail.admin.urls"} <= modules
    assert "weasyprint" not in modules


def test_a_start_that_finds_all_in_place_loads_neither_models_nor_views(tmp_path):
    modules = loaded_after("import portal.operations.start", tmp_path)
    assert "portal.operations.serving" in modules
    assert not {"django.db", "django.urls", "wagtail"} & modules
