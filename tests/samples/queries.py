"""Questions that people ask of the demonstration county, of every kind the search knows."""

QUERIES = (
    # plain
    "应急演练", "避难场所", "防汛抗旱指挥部", "灾害信息员", "值班值守", "应急物资储备",
    "预警信息发布",
    "森林防火期", "水库巡查几次", "包保责任人", "县防指", "滑坡隐患点", "心理援助", "定点收治医院",
    # whole questions
    "避难场所在哪里", "地震往哪跑", "地震了怎么办", "暴雨来了孩子在学校怎么办",
    "学生能不能参加扑火",
    "汛期是什么时候", "震前怎么办", "村里谁负责转移群众", "预警级别和响应级别的区别",
    # lay words, distress, hazards that may be several
    "着火了", "煤气泄漏", "发大水", "中毒", "孩子掉水里", "地震", "不想活了", "山上起火往哪跑",
    # traditional script, numbers, document numbers, full width, mixed
    "應急避護", "應急知識知曉率", "2次演练", "百分之五十", "Ⅲ级响应", "国办发〔2024〕5号", "５Ｇ",
    "24小时值班", "十四五规划", "135规划", "GB/T 33744",
    # initials, slips, nonsense, signs, long
    "yjya", "震区自愿者", "火星演练规程", "？！", '"', "应急 AND (title:*", "一", "的",
    "县人民政府统一领导本行政区域的突发事件应对工作并成立由主要负责人组成的指挥机构" * 3,
)  # fmt: skip
