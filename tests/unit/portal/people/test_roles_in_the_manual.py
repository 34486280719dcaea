"""The manual of editors names every role, as the site calls it."""

import re
from pathlib import Path

from portal.people.enums import Role

MANUAL = Path(__file__).parents[4] / "docs/editors.md"


def test_the_table_of_roles_has_each_role_once_in_the_order_of_the_site() -> None:
    table = MANUAL.read_text("utf-8").split("## 谁能做什么")[1].split("\n## ")[0]
    named = re.findall(r"^\| (\S+) \|", table, re.MULTILINE)
    assert named == ["角色", *(str(role.label) for role in Role)]
