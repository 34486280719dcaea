"""Hazards and audiences every installation starts with. Rows are data, so their names
are plain text; a later migration adds rows, it never renames a slug."""

from typing import Final, NamedTuple


class HazardSeed(NamedTuple):
    slug: str
    name: str
    hazard_class: str
    plain_name: str = ""
    home_position: int | None = None
    elder_position: int | None = None


HAZARDS: Final = (
    HazardSeed("earthquake", "地震", "natural", home_position=1, elder_position=1),
    HazardSeed("flood", "洪水", "natural", home_position=2, elder_position=2),
    HazardSeed("flash-flood", "山洪", "natural", home_position=3),
    HazardSeed("rainstorm", "暴雨", "natural"),
    HazardSeed("typhoon", "台风", "natural"),
    HazardSeed("snow", "暴雪寒潮", "natural", "大雪"),
    HazardSeed("heat", "高温", "natural", "天热"),
    HazardSeed("drought", "干旱", "natural", "天旱"),
    HazardSeed("landslide", "滑坡泥石流", "natural", "山体滑坡"),
    HazardSeed("lightning", "雷电", "natural", "打雷", home_position=4),
    HazardSeed("gale", "大风沙尘", "natural", "刮大风"),
    HazardSeed("forest-fire", "森林草原火灾", "natural", "山火"),
    HazardSeed("home-fire", "火灾", "accident", "着火", home_position=5, elder_position=3),
    HazardSeed("gas", "燃气", "accident", "煤气", home_position=6, elder_position=4),
    HazardSeed("carbon-monoxide", "一氧化碳中毒", "accident", "煤气中毒"),
    HazardSeed("electricity", "触电", "accident", home_position=7),
    HazardSeed("traffic", "车祸", "accident", home_position=8),
    HazardSeed("drowning", "溺水", "accident", home_position=10),
    HazardSeed("chemical", "危险化学品", "accident"),
    HazardSeed("lift", "电梯被困", "accident"),
    HazardSeed("crowd", "拥挤踩踏", "accident", "人多拥挤"),
    HazardSeed("first-aid", "急救", "health", home_position=9, elder_position=5),
    HazardSeed("food-poisoning", "食物中毒", "health", home_position=11),
    HazardSeed("infectious-disease", "传染病", "health"),
    HazardSeed("fraud", "电信诈骗", "security", "骗子"),
    HazardSeed("suspicious-object", "可疑物品", "security"),
    HazardSeed("cyber", "网络与个人信息", "security"),
)
"""The pictogram of a hazard carries the hazard's slug."""

AUDIENCES: Final = (
    ("public", "居民"),
    ("elderly", "老人"),
    ("children", "孩子和家长"),
    ("pregnant", "孕妇"),
    ("disabled", "行动不便的人"),
    ("herders", "牧民和农户"),
    ("students", "学生和教师"),
    ("workers", "企业员工"),
    ("travellers", "旅途中的人"),
    ("volunteers", "志愿者"),
    ("officials", "干部和灾害信息员"),
)
