"""What `GET /api/v1/search` takes and answers, as an OpenAPI 3.1 document."""

from typing import Any, Final

from django.utils.translation import gettext as _

from search import registry

VERSION: Final = "1"
PATH: Final = "/api/v1/search"


def document() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("搜索接口"),
            "version": VERSION,
            "description": _(
                "查预案条文、避险指南、课程和专家，和页面上的搜索一个结果。不用登录也能查公开的。"
            ),
        },
        "paths": {
            PATH: {
                "get": {
                    "summary": _("查"),
                    "parameters": _parameters(),
                    "responses": {
                        "200": _body(_("查到的，没有查到时 hits 是空的"), _answer()),
                        "400": _body(_("参数写得不对，error 说怎么改"), _error()),
                        "503": _body(_("索引正在重建，按 Retry-After 的秒数再查"), _error()),
                    },
                }
            }
        },
    }


def parameters() -> list[tuple[str, str]]:
    """Name and words of each, for a page."""
    return [(one["name"], one["description"]) for one in _parameters()]


def fields() -> list[tuple[str, str]]:
    """Name and words of each field of an answer, for a page."""
    found = []
    for name, schema in _answer()["properties"].items():
        found.append((name, schema["description"]))
        if name == "hits":
            for inner, described in _hit()["properties"].items():
                if words := described.get("description"):
                    found.append((f"hits[].{inner}", words))
                for last, deep in described.get("properties", {}).items():
                    found.append((f"hits[].{inner}.{last}", deep["description"]))
    return found


def _parameters() -> list[dict[str, Any]]:
    kinds = [kind.name for kind in registry.kinds()]
    return [
        _parameter("q", _("要查的话，用前 200 个字"), {"type": "string"}, required=True),
        _parameter(
            "kind",
            _("只查这一类，可以写几个；clause 是预案条文"),
            {"type": "array", "items": {"type": "string", "enum": kinds}},
        ),
        _parameter("page", _("第几页，从 1 开始，最多看到第 500 条"), _whole(1, None, 1)),
        _parameter("size", _("一页几条"), _whole(1, 100, 20)),
        _parameter("hazard", _("灾种代码，见 facets"), {"type": "string"}),
        _parameter("division", _("地区代码（GB/T 2260），见 facets"), {"type": "string"}),
        _parameter("status", _("效力：current 现行，historic 历史"), {"type": "string"}),
        _parameter("year", _("年份，如 2021-2025、2026-、-2015"), {"type": "string"}),
        _parameter("exact", _("写 1 就照原样查，不改错字"), {"type": "string"}),
    ]


def _answer() -> dict[str, Any]:
    text = {"type": "string"}
    return _object(
        query=_said(text, _("查的话")),
        repaired=_said({"type": ["string", "null"]}, _("改过错字以后查的话；没有改就是 null")),
        total=_said({"type": "integer"}, _("一共几条")),
        hits=_said({"type": "array", "items": _hit()}, _("按先后排好的，不分文件")),
        facets=_said(
            {
                "type": "object",
                "additionalProperties": {
                    "type": "array",
                    "items": _object(value=text, label=text, count={"type": "integer"}),
                },
            },
            _("再加一个参数还剩几条"),
        ),
        suggestions=_said({"type": "array", "items": text}, _("您是不是要找")),
    )


def _hit() -> dict[str, Any]:
    text = {"type": "string"}
    pair = {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}
    return _object(
        key=_said(text, _("不变的键，如 clause:…")),
        kind=_said(text, _("类别")),
        title=_said(text, _("编号和标题，可以是空的")),
        path=_said({"type": "array", "items": text}, _("上面各级标题，第一个是文件的标题")),
        text=_said(text, _("整理过的全文")),
        source_text=_said(text, _("导入的文件里原来的样子")),
        document=_object(
            title=_said(text, _("文件的标题")),
            file=_said(text, _("导入的文件名；不是导入的就是空的")),
            url=_said(text, _("在哪里读全文")),
        ),
        url=_said(text, _("在哪里读这一条")),
        highlights=_said(
            {"type": "array", "items": pair}, _("text 里对上的几段，[起, 止)，按字符数")
        ),
        score={
            "type": "number",
            "description": _("分数，只能和同一次的比；现行的总在历史的前面，不论分数"),
        },
    )


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _error() -> dict[str, Any]:
    return _object(error={"type": "string"})


def _body(words: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": words, "content": {"application/json": {"schema": schema}}}


def _said(schema: dict[str, Any], words: str) -> dict[str, Any]:
    return {**schema, "description": words}


def _whole(least: int, most: int | None, usual: int) -> dict[str, Any]:
    schema = {"type": "integer", "minimum": least, "default": usual}
    return schema if most is None else {**schema, "maximum": most}


def _parameter(
    name: str, words: str, schema: dict[str, Any], *, required: bool = False
) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": required,
        "description": words,
        "schema": schema,
    }
