"""The register and the sheets of the demonstration say what its plans say."""

from typing import Final

import pytest

from portal.operations.demonstration import FOLDER
from portal.operations.demonstration.drills import LIVE
from portal.operations.demonstration.filing import REGISTERED

TEXTS: Final = {path.stem: path for path in (FOLDER / "documents").glob("*.[mt]*")}


@pytest.mark.parametrize(
    "slug", [slug for slug, known in REGISTERED.items() if known.get("filed_with")]
)
def test_a_plan_is_filed_with_whom_it_names(slug):
    clauses = [
        line for line in TEXTS[slug].read_text(encoding="utf-8").splitlines() if "备案" in line
    ]
    assert any(REGISTERED[slug]["filed_with"] in clause for clause in clauses)


def test_the_minutes_of_the_sheet_are_those_of_the_general_plan():
    general = TEXTS["general-plan"].read_text(encoding="utf-8")
    assert "接报后应当在20分钟内组织研判" in general and "接到建议后10分钟内作出决定" in general
    assert "响应启动后1小时内设立现场指挥部" in general
    indicators = [indicator.replace(" ", "") for _aspect, indicator, *_rest in LIVE]
    assert any(said.startswith("接报后30分钟内决定启动响应") for said in indicators)
    assert any(said.startswith("响应启动后1小时内设立现场指挥部") for said in indicators)
