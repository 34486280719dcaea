"""Words that say nothing about what is sought: particles and question words. They never
decide whether a document is found; their characters still help to rank it."""

from typing import Final

# fmt: off
SILENT: Final = frozenset((
    "的", "了", "吗", "呢", "啊", "吧", "呀", "么", "着", "过", "得", "地", "和", "与", "或", "是",
    "在", "有", "被", "把", "就", "都", "也", "还", "要", "我", "你", "我们", "你们", "请问",
    "什么", "怎么", "怎么办", "怎样", "怎么样", "如何", "为什么", "哪些", "哪里", "哪个", "多少",
    "多久", "几", "谁", "什么时候", "时候", "能不能", "可不可以", "是不是", "有没有", "应该", "该",
    "是什么", "叫什么", "怎么回事", "一下", "关于",
))
FAINT: Final = frozenset((
    "来", "去", "往", "哪", "哪儿", "那", "那里", "这", "这里", "到", "能", "会", "可以", "时",
    "里", "里面", "很", "太", "好", "怎", "办", "啥", "咋", "咋办", "快", "要是", "如果",
    "下去", "下来", "起来", "出来", "出去", "进去", "进来", "上去", "上来", "过来",
    "后", "以后", "之后", "过后", "味", "味道", "气味", "不住", "还是", "或者",
    "几次", "几个", "几天", "几级", "几人", "多长", "多大", "多高", "多远",
))
"""Words that decide with the others whether a document is found, but that the text which answers
best may lack."""
WHOM: Final = frozenset((
    "人", "有人", "孩子", "小孩", "宝宝", "娃", "娃娃", "大人", "老人", "家人", "朋友", "同学",
    "爸爸", "妈妈", "爷爷", "奶奶", "哥哥", "姐姐", "弟弟", "妹妹", "儿子", "女儿", "老公",
    "老婆", "邻居", "房子", "车",
))
"""To whom, or to what, anything may happen: beside one character they say nothing of what did."""
HAPPENING: Final = frozenset((
    "来", "来临", "到", "到来", "发生", "出现", "遇到", "碰到", "遇上", "碰上", "时", "正在",
    "现在", "突然", "忽然", "马上", "快", "要是", "如果", "办", "怎", "咋", "咋办", "啥",
    "会", "能", "可以",
))
"""Beside a hazard they say no more than that it is here: 地震来了怎么办 asks what to do now, not
for the text that happens to hold 倒下来."""
# fmt: on
