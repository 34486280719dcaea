"""The data of a plan as the sheets of a workbook."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from content.plans.domain.assignments import names_as_line
from portal.foundation.exports.xlsx import Sheet


def sheets(data: dict[str, Any]) -> list[Sheet]:
    """What `structure.structured` gives: a row for each clause, cell, and whatever a list of it
    holds."""
    facts = {**data["plan"], **{f"version.{key}": value for key, value in data["version"].items()}}
    register = data["register"] or {"dues": []}
    facts |= {f"register.{key}": value for key, value in register.items() if key != "dues"}
    return [
        Sheet(
            _("文件"),
            (_("项目"), _("内容")),
            [(name, _shown(value)) for name, value in facts.items()],
        ),
        _sheet(
            _("条文"), data["clauses"],
            ("id", "parent", "position", "depth", "kind", "number", "heading", "text", "visibility",
             "sha256"),
        ),
        _sheet(
            _("表格"),
            [
                {"clause": clause["id"], **cell}
                for clause in data["clauses"]
                if clause["table"]
                for cell in clause["table"]["cells"]
            ],
            ("clause", "row", "column", "row_span", "column_span", "header", "text"),
        ),
        _sheet(
            _("引用"),
            [
                {"clause": clause["id"], **reference}
                for clause in data["clauses"]
                for reference in clause["references"]
            ],
            ("clause", "kind", "name", "basis", "start", "end"),
        ),
        _sheet(
            _("关系"), data["relations"], ("kind", "name", "id", "clause", "since", "until")
        ),
        _sheet(
            _("期限"), register["dues"],
            ("what", "counted_from", "due_on", "done_on", "source", "article", "confidence",
             "weekends_only"),
        ),
        _sheet(
            _("响应级别"), _levels(data["levels"]),
            ("about", "level", "name", "part", "clause", "label", "text"),
        ),
        _sheet(
            _("谁做什么"), _duties(data["actors"]),
            ("actor", "names", "part", "clause", "office", "holder", "label", "text"),
        ),
        _sheet(
            _("什么情况做什么"), _situations(data["situations"]),
            ("situation", "chapter", "under", "part", "clause", "actors", "within", "is_open",
             "label", "text"),
        ),
        _sheet(_("名词"), data["definitions"], ("term", "words", "clause")),
        _sheet(
            _("目标"), data["targets"],
            ("clause", "name", "indicator", "measure", "stratum", "comparator", "value", "starts",
             "due", "baseline", "baseline_year"),
        ),
        _sheet(
            _("任务"),
            data["tasks"],
            ("clause", "kind", "name", "wording", "leads", "helps", "deadline", "due", "due_rule",
             "recurring", "investment", "build_period", "standing", "standing_on"),
        ),
        _sheet(_("替代指标"), data["proxies"], ("clause", "goal", "target", "indicator", "reason")),
        _sheet(
            _("进展"),
            [{**row, **_flat(row["figure"])} for row in data["progress"]],
            ("kind", "from", "to", "noted_on", "clause", "task", "standing", "target",
             "figure_name", "figure", "figure_unit", "text", "source", "source_url"),
        ),
    ]  # fmt: skip


def _levels(ladders: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row for each thing said of a level; `part` says whether it is a condition, who decides,
    or an action. What is said of all levels comes first and names none."""
    rows: list[dict[str, Any]] = []
    for ladder in ladders:
        about = {"about": ladder["about"]}
        whole = about | {"level": "", "name": "", "part": "notes"}
        rows += [whole | said for said in ladder["notes"]]
        rows += [
            about | {"level": one["level"], "name": one["name"], "part": part} | said
            for one in ladder["responses"]
            for part in ("conditions", "deciders", "actions")
            for said in one[part]
        ]
    return rows


def _duties(actors: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row for each duty, each point of one below it, and each office."""
    rows: list[dict[str, Any]] = []
    for actor in actors:
        plain = {
            "actor": actor["name"], "names": actor["names"], "office": "", "holder": "",
            "label": "",
        }  # fmt: skip
        for duty in actor["duties"]:
            told = {"clause": duty["clause"], "text": duty["text"], "office": duty["office"]}
            rows.append(plain | told | {"part": "duties"})
            rows += [plain | point | {"part": "points"} for point in duty["points"]]
        rows += [
            plain
            | {"part": "offices", "clause": one["clause"], "text": one["text"]}
            | {"office": one["title"], "holder": one["holder"]}
            for one in actor["offices"]
        ]
    return rows


def _situations(situations: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row for each action, and each point of one below it."""
    rows: list[dict[str, Any]] = []
    for one in situations:
        about = {"situation": one["name"], "chapter": one["chapter"], "under": one["under"]}
        for action in one["actions"]:
            told = {
                name: action[name] for name in ("clause", "actors", "within", "is_open", "text")
            }
            plain = about | {"actors": [], "within": "", "is_open": False}
            rows.append(about | told | {"part": "actions", "label": ""})
            rows += [plain | point | {"part": "points"} for point in action["points"]]
    return rows


def _sheet(title: str, rows: Sequence[dict[str, Any]], columns: tuple[str, ...]) -> Sheet:
    return Sheet(title, columns, [[_line(row[name]) for name in columns] for row in rows])


def _line(value: Any) -> Any:
    return names_as_line([str(one) for one in value]) if isinstance(value, list) else value


def _flat(figure: dict[str, str] | None) -> dict[str, str | None]:
    said = figure or {}
    return {
        "figure_name": said.get("name"),
        "figure": said.get("value"),
        "figure_unit": said.get("unit"),
    }


def _shown(value: Any) -> Any:
    if isinstance(value, dict):
        value = value.values()
    return " ".join(map(str, value)) if value and not isinstance(value, str | int) else value
