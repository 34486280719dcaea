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
        "洪水 洪涝 洪灾 水灾 水患 发大水 大水 涨水 水涨 涨潮 水位 河水 泄洪 抗洪 防洪 防汛 洪 涝 "
        "内涝 积水 进水 倒灌 水漫 漫水 漫进 漫上 水深 被水 淹 冲走 冲垮 冲毁 水冲 "
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
    "forest-fire": "山火 林火 野火 森林火灾 草原火灾 烧荒 烧山 扑火 森林火险 防灭火",
    "home-fire":
        "火灾 着火 着了火 起火 失火 大火 火情 火势 火场 火警 灭火 扑火 救火 冒火 火 油锅 浓烟 "
        "冒烟 烟雾 烟 燃烧 自燃 着起来 烧起来 燃起来 烧着 爆炸",
    "gas": "燃气 煤气 天然气 液化气 气罐 瓦斯 沼气 漏气 泄漏 爆炸 中毒 臭鸡蛋 刺鼻",
    "carbon-monoxide":
        "一氧化碳 煤气中毒 瓦斯中毒 中煤气 煤烟 炭火 烧炭 烤火 中毒",
    "electricity": "触电 漏电 电击 电线 高压线 电到 电死 被电 带电",
    "traffic": "车祸 交通事故 撞车 翻车 车翻 追尾 刹车失灵 车撞 撞人 脱轨",
    "drowning": "溺水 溺 落水 呛水 淹死 涨潮 沉船 船沉 翻船 船翻 冰窟",
    "chemical":
        "危险化学品 危化品 化学品 毒气 有毒气体 氨气 液氨 氯气 硫化氢 硫酸 泄漏 爆炸 中毒 "
        "臭鸡蛋 刺鼻",
    "lift": "扶梯",
    "crowd": "踩踏 拥挤 推挤 人挤人 人太多",
    "food-poisoning": "食物中毒 吃坏 拉肚子 上吐下泻 腹泻 蘑菇 可疑食品 中毒",
    "infectious-disease":
        "传染 疫情 疫病 瘟疫 流感 甲流 新冠 肺炎 鼠疫 霍乱 疟疾 登革热 狂犬病",
    "fraud": "诈骗 骗子 被骗 受骗 骗钱 骗了 骗走 骗局 电诈 刷单",
    "suspicious-object": "可疑物 可疑包裹 可疑人 可疑的 炸弹 爆炸物 不明包裹 不明物品",
    "cyber": "黑客 网络攻击 网络安全 个人信息 信息泄露 勒索病毒 木马 钓鱼网站",
    "tsunami": "海啸",
    "hail": "冰雹 雹",
    "avalanche": "雪崩",
    "volcano": "火山",
    "fog": "大雾 浓雾 雾霾",
    "violence":
        "持刀 拿刀 砍人 捅人 行凶 杀人 枪击 枪声 开枪 持枪 枪响 暴徒 歹徒 坏人 抢劫 恐怖袭击 恐袭 "
        "劫持 绑架 侵害 打枪",
    "air-raid": "空袭 防空警报 导弹 轰炸 打仗 战争",
    "nuclear": "核泄漏 核事故 核辐射 辐射",
    "mine": "矿难 矿井 井下 透水 冒顶",
    "plane": "坠机 飞机",
    "animals": "蛇 狗咬 狗追 恶狗 疯狗 马蜂 黄蜂 野猪 野兽 狗熊 黑熊 老虎",
    "confined-space": "有限空间 菜窖 地窖 粪坑 粪池 粪窖 沼气池 窨井 枯井 下水道",
}

_WATER: Final = (
    "(?:池塘|[鱼水荷堰泥河]?塘(?![沽厦])|水[库沟坑池缸井渠潭窖桶]|[大小臭]?河(?![南北西])[沟道塘]?"
    "|[大深枯机窨水]?井(?!下石|[盖冈陉然])|[大深]?[湖江](?![南北苏西])|[大深]?海(?![南口拔关鲜带])"
    "|[水泥]?潭|溪|沟渠|渠|游?泳池|化?粪[坑池缸窖]|沼气池|池(?:子|里)|冰(?:窟|[洞缝里下])|下水道"
    "|沼泽|深水|水[里中]|[水鱼粪]池|茅坑)(?![边旁岸])"
)
_INTO: Final = "[进入到至在下落去向往了倒]{0,3}"
_FALLS: Final = (
    f"(?:[掉跌滑摔坠栽溜]|(?<![角部村院坐段降零失日冷脱剥起])落){_INTO}{_WATER}"
    f"|[冲翻卷陷沉][进入到在下走了]{{1,3}}{_WATER}|冲(?!水[^库塘里中]|池子){_WATER}|冲{_WATER}里"
    f"|倒[在到]{_WATER}|倒水里"
    "|(?:[掉跌滑摔坠栽]|(?<![角部村院坐段降零失日冷脱剥起])落|[冲卷])[进入到在下]了?水"
    "(?![管泥果平准龙电盆杯瓶壶表费泡边])"
)
"""Verb of falling, way, water: 掉池塘里, 跌下河沟, 冲进水库. Not 冲水, 落水管, 滑水 or 落到河边."""

_IN_THE_OPEN: Final = "森林|草原|山林|山上|山里|树林|林子|林区|草地|草场|野外|荒山|后山|秸秆|草垛"
_BURNS: Final = "着火|着了火|起火|失火|火灾|大火|冒烟|烧起来|燃起来|烧着|烧了"
_THINGS: Final = (
    "窗帘|被[子褥]|床[单上]?|衣服|头发|沙发|柜子|[柴草][堆火垛]|油锅|锅里?|灶[台头]?|[房屋]子?"
    "|楼[里上下道]?|车[子里库]?|电[线表箱瓶]|插座|树|麦[子田]|[稻田线]路?|棚子?|蚊帐|地毯|垃圾[桶箱]?|仓库"
)
_HOME: Final = (
    "(?:[一二三四]?[来去屋家房村院楼门车店厂]|厨房|地下|教室|客厅|卧室|小区"
    "|学校|仓库|电梯|超市|商场|医院)"
)
_NO_FEVER: Final = (
    "(?<=.)(?<![发高退低点还又在我他她娃])(?<!孩子)(?<!宝宝)(?<!小孩)(?<!老人)(?<!大人)(?<!家人)(?<!儿子)"
    "(?<!女儿)(?<!体温)(?<!妈妈)(?<!爸爸)(?<!学生)"
)
_NO_FLOOD: Final = "(?<![自来饮用净供开热喝放停送打提泉墨口药汗泪胶香薪风汽])"

PATTERNS: Final[dict[str, str]] = {
    "earthquake":
        "(?:[房屋楼床墙桌柜]子?|大地|吊?灯)[在都又也直一]{0,2}(?:[抖摇晃]|动[了起])|地[牛龙]翻身",
    "flood":
        "(?:[坝堤]|水库).{0,3}(?:撑不住|垮|裂|漏|塌|溃|决|倒|放水|泄)|水(?:太|很|好|真|特别|这么|变)[大深急]|水上涨|水[快要]来了"
        f"|{_NO_FLOOD}水(?:来[了啦咯喽得]|大[了啦过得]|越来越[大深高急]|[冲灌涌漫]?进{_INTO}{_HOME}|[冲涌漫]来|[上漫涨]+[来了到过]"
        "|.{0,2}[到没过].{0,2}[膝腰胸脖腿]|[漫没涨淹].{0,3}[屋楼窗门车床房路桥])"
        "|水从.{0,4}进来|[屋家企房]入水|上游.{0,2}[放泄来]水|车.{0,6}水[里中](?![暑毒])|水[里中].{0,3}车|涉水",
    "forest-fire":
        f"(?:{_IN_THE_OPEN})[^房屋楼车家店厂库棚帐船]{{0,2}}(?:{_BURNS})|(?<!火)山[烧着燃]了",
    "home-fire":
        f"(?:{_THINGS})[都也又快]?[着燃烧]了|{_NO_FEVER}[烧燃][没光掉毁]?了(?![水饭菜香纸开几两半好多一二三四五六七八九十0-9])"
        "|(?:[里内上房屋楼室场店厂库车船道梯舍墙顶堂院校馆站门厨壁家市间吧厅台]|楼下|(?<!孩)子)[全都也又快]?着了(?![迷魔凉急慌])",
    "earthquake landslide":
        "废墟|瓦砾|(?:预制板|[楼石泥房梁墙柱砖瓦板顶])(?![^压]{0,3}[血电水气价]压|价|贷|东).{0,3}压[住在到]"
        "|压在.{0,4}[楼墙梁板石房顶].?下|(?<![管线缆道])被?埋在(?![心哪雪井]).{0,3}[下里土底]",
    "landslide": "土石流|山.?(?:要|快|在|往下)(?:塌|垮|滑|崩)",
    "chemical": "化工(?![作程人具地期种序艺钱资会匠农])",
    "drowning":
        f"{_FALLS}|船.{{0,3}}[沉翻]|冰[面层上]?[要快都]?(?:塌|裂|破了|陷)|水里.{{0,2}}扑腾|游泳.{{0,3}}抽筋|[船车人娃孩水][子里]?沉(?:下去|底)|^沉(?:下去|底)|[浪水].{{0,2}}卷走|[人娃孩]子?被?卷走",
    "lift":
        "(?:电梯|升降机|缆车|索道).{0,4}(?:困|停|故障|坠|卡|坏|掉|滑|失控|往下|不动|打不开|开不|出不)"
        "|[困关]在?.{0,3}电梯",
    "crowd": "人.{0,2}挤|被挤|挤.{0,2}(?:倒|扁|不动|出不)",
}
"""Where what happened is said in several words; of two slugs it may be either. Other words inside
still count: 电梯里着火停电."""

INSTEAD: Final[dict[str, frozenset[str]]] = {
    "forest-fire": frozenset({"home-fire"}),
    "drowning": frozenset({"flood", "flash-flood", "rainstorm"}),
}
"""Hazards that the words inside a pattern no longer name."""

ALIKE: Final = (
    frozenset({"flood", "flash-flood", "rainstorm"}),
    frozenset({"home-fire", "forest-fire"}),
    frozenset({"typhoon", "gale"}),
)
"""Hazards whose words may be taken for each other: the steps for one do no harm in another."""

ORDINARY: Final = (
    "火车 火锅 火腿 火箭 火炬 火葬 火热 火爆 火鸡 火速 火星 恼火 发火 军火 防火 禁火 消防 关火 "
    "火源 抽烟 吸烟 烟花 烟草 香烟 禁烟 烟囱 发烧 震惊 震慑 震荡 震撼 地雷 扫雷 雷锋 雷达 雷同 "
    "洪亮 电线杆 熄火 打不着火 打着火 打火 手雷 雷管 大风险 进水口 进水管 水深火热 落水管 "
    "水冲洗 用水冲 拿水冲 凉水冲 冷水冲 清水冲 山体育 山体验 停电到 充电到 来电到 带电脑 带电话 "
    "带电池 被电梯 被电动 被电信 被电话 被电视 被电瓶 被水泥 被水管 被水箱 被水桶 角落水 落井下石"
)
"""Words that hold such a word and name no hazard."""

SAME: Final = ("燃气 煤气 天然气 液化气 煤气味 燃气味", "漏气 泄漏 燃气", "废墟 瓦砾 压住")
"""Words of which a text may use one and a query another."""

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
