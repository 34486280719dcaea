"""Words by which people name what has happened to them.

A word may name several hazards (发大水: 洪水 or 山洪). Where words overlap the longest counts, so
煤气中毒 is not 煤气 and 火车 is no fire. A hazard of the taxonomy that is missing here is still
known by the names its row carries; the slugs that no row has yet are hazards all the same: nothing
written for another one answers them.
"""

from typing import Final

# fmt: off
WORDS: Final[dict[str, str]] = {
    "earthquake":
        "地震 余震 主震 前震 大震 强震 震级 震中 震源 震后 震前 震感 震情 震灾 抗震 防震 避震 震 "
        "晃 摇晃 晃动 在摇 摇起来 地动",
    "flood":
        "洪水 洪涝 洪灾 水灾 水患 发大水 大水 涨水 水涨 涨潮 水位 河水 泄洪 抗洪 防洪 洪 涝 内涝 "
        "积水 进水 倒灌 水漫 漫水 漫进 漫上 水深 被水 淹 冲走 冲垮 冲毁 水冲 "
        "决堤 溃堤 溃坝 垮坝 决口 管涌 凌汛 汛情",
    "flash-flood": "山洪 发大水 大水 涨水 水涨 河水 被水 冲走 水冲",
    "rainstorm":
        "暴雨 大雨 强降雨 强降水 下雨 雨太大 雨很大 雨好大 雨大 雷雨 内涝 涝 积水 进水 倒灌 "
        "水漫 漫水 漫进 水深 被水 淹",
    "typhoon": "台风 飓风 热带风暴 热带气旋 风暴潮 风太大 风很大 风好大 风大",
    "snow":
        "暴雪 大雪 下雪 雪灾 风雪 积雪 雪太大 雪很大 雪大 寒潮 冻雨 雨雪 冰冻 结冰 霜冻 低温 "
        "白毛风 太冷 失温 冻伤 冻僵 冻死",
    "heat": "高温 中暑 热射病 酷暑 酷热 天热 炎热 热浪 太热 热晕",
    "drought": "干旱 旱灾 旱情 天旱 大旱 抗旱",
    "landslide":
        "滑坡 泥石流 山体 塌方 崩塌 山崩 落石 滚石 飞石 掉石头 山塌 山垮 垮山 地质灾害 塌陷 "
        "地陷 地裂",
    "lightning": "雷电 打雷 雷击 雷暴 雷雨 闪电 雷劈 雷",
    "gale": "大风 狂风 强风 阵风 刮风 沙尘 龙卷 风太大 风很大 风好大 风大",
    "forest-fire": "山火 林火 野火 森林火灾 草原火灾 烧荒 烧山 扑火 森林火险",
    "home-fire":
        "火灾 着火 着了火 起火 失火 大火 火情 火势 火场 火警 灭火 扑火 救火 冒火 火 油锅 浓烟 "
        "冒烟 烟雾 烟 燃烧 自燃 着起来 烧起来 烧着 爆炸",
    "gas": "燃气 煤气 天然气 液化气 气罐 瓦斯 沼气 漏气 泄漏 爆炸 中毒",
    "carbon-monoxide":
        "一氧化碳 煤气中毒 瓦斯中毒 中煤气 煤烟 炭火 烧炭 烤火 中毒",
    "electricity": "触电 漏电 电击 电线 高压线 电到 电死 被电 带电",
    "traffic": "车祸 交通事故 撞车 翻车 车翻 追尾 车撞 撞人 脱轨",
    "drowning": "溺水 溺 落水 呛水 淹死 涨潮 沉船 翻船 冰窟窿",
    "chemical":
        "危险化学品 危化品 化学品 毒气 有毒气体 氨气 液氨 氯气 硫化氢 硫酸 泄漏 爆炸 中毒",
    "lift": "扶梯",
    "crowd": "踩踏 拥挤 推挤 人挤人 人太多",
    "food-poisoning": "食物中毒 吃坏 拉肚子 上吐下泻 腹泻 蘑菇 中毒",
    "infectious-disease":
        "传染 疫情 疫病 瘟疫 流感 甲流 新冠 肺炎 鼠疫 霍乱 疟疾 登革热 狂犬病",
    "fraud": "诈骗 骗子 被骗 受骗 骗钱 骗了 骗走 骗局 电诈 刷单",
    "suspicious-object": "可疑物 可疑包裹 可疑人 可疑的 炸弹 爆炸物 不明包裹",
    "cyber": "黑客 网络攻击 网络安全 个人信息 信息泄露 勒索病毒 木马 钓鱼网站",
    "tsunami": "海啸",
    "hail": "冰雹 雹",
    "avalanche": "雪崩",
    "volcano": "火山",
    "fog": "大雾 浓雾 雾霾",
    "violence":
        "持刀 拿刀 砍人 捅人 行凶 杀人 枪击 枪声 开枪 持枪 暴徒 歹徒 坏人 抢劫 恐怖袭击 恐袭 "
        "劫持 绑架",
    "air-raid": "空袭 防空警报 导弹 轰炸 打仗 战争",
    "nuclear": "核泄漏 核事故 核辐射 辐射",
    "mine": "矿难 矿井 井下 透水 冒顶",
    "plane": "坠机 飞机",
    "animals": "蛇 狗咬 狗追 恶狗 疯狗 马蜂 黄蜂 野猪 野兽 狗熊 黑熊 老虎",
    "confined-space": "有限空间 菜窖 地窖",
}

PATTERNS: Final[dict[str, str]] = {
    "flood":
        "[坝堤].{0,3}(?:撑不住|垮|裂|漏|塌|溃|决)|水(?:太|很|好)(?:大|深)"
        "|(?<![自来饮用供开热])水(?:来了|进了?[屋家房村院楼门])"
        "|车.{0,6}水[里中]|水[里中].{0,3}车|涉水",
    "forest-fire":
        "(?:森林|草原|山林|山上|山里|树林|林子|林区|草地|草场|野外|荒山|秸秆).{0,2}"
        "(?:着火|着了火|起火|失火|火灾|大火|冒烟|烧起来|烧着|烧了)",
    "home-fire": "[房屋楼家店厂库车床].{0,2}烧了",
    "landslide": "山.?(?:要|快|在|往下)(?:塌|垮|滑|崩)",
    "chemical": "化工(?=厂|企|品|园|原料|爆|泄)",
    "drowning":
        "[掉落跌滑摔坠冲][进入到在]了?[水河江湖海井池塘冰][里中下]?|坠[河江湖海井]"
        "|掉了?[水河江湖海井池塘][里中]",
    "lift": "电梯.{0,4}(?:困|停|故障|坠|下坠|卡|坏)|[困关]在?.{0,3}电梯",
}
"""Where what happened is said in several words. Other words inside still count: 电梯里着火停电."""

INSTEAD: Final[dict[str, frozenset[str]]] = {
    "forest-fire": frozenset({"home-fire"}),
    "drowning": frozenset({"flood", "flash-flood", "rainstorm"}),
}
"""Hazards that the words inside a pattern no longer name."""

ORDINARY: Final = (
    "火车 火锅 火腿 火箭 火炬 火葬 火热 火爆 火鸡 火速 火星 恼火 发火 军火 防火 禁火 消防 关火 "
    "火源 抽烟 吸烟 烟花 烟草 香烟 禁烟 烟囱 发烧 震惊 震慑 震荡 震撼 地雷 扫雷 雷锋 雷达 雷同 "
    "洪亮 电线杆 熄火 打不着火 打着火 打火 手雷 雷管 大风险 进水口 进水管 水深火热 落水管 "
    "水冲洗 用水冲 拿水冲 凉水冲 冷水冲 清水冲 山体育 山体验 停电到 充电到 来电到 带电脑 带电话 "
    "带电池 被电梯 被电动 被电信 被电话 被电视 被电瓶 被水泥 被水管 被水箱 被水桶"
)
"""Words that hold such a word and name no hazard."""

HELP: Final = (
    "急救 包扎 止血 流血 出血 骨折 烧伤 烫 心肺复苏 人工呼吸 心脏骤停 按压 昏迷 没气了"
)
"""Of first aid, which answers beside the hazard that hurt somebody and is none itself."""

HELP_SLUG: Final = "first-aid"

NAMES: Final[dict[str, str]] = {
    "tsunami": "海啸", "hail": "冰雹", "avalanche": "雪崩", "volcano": "火山", "fog": "大雾",
    "violence": "暴力袭击", "air-raid": "空袭", "nuclear": "核事故", "mine": "矿山事故",
    "plane": "飞机事故",
    "animals": "动物伤人", "confined-space": "有限空间",
}
"""What to call a hazard that has no row in the taxonomy."""
# fmt: on
