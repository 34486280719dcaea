"""The files a browser keeps for a year: no new script may run with an old part of itself."""

import re
import shutil
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from themes.assets import Assets

STATIC = Path(__file__).resolve().parents[3] / "themes" / "static"


def test_a_script_imports_another_by_the_name_that_changes_with_it(tmp_path):
    shutil.copytree(STATIC, tmp_path, dirs_exist_ok=True)
    source = FileSystemStorage(STATIC)
    names = [path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file()]
    made = Assets(location=tmp_path, base_url="/static/").post_process(
        {name: (source, name) for name in names}
    )
    hashed = {str(to) for _name, to, _changed in made if str(to).endswith(".mjs")}
    imported = {
        f"themes/{name}"
        for path in hashed
        for name in re.findall(r'from "\./([^"]+)"', (tmp_path / path).read_text("utf-8"))
    }
    assert imported and imported <= hashed
