"""A plan in which response levels and situations are read, and others are missed."""

PLAN = """安澜县防汛应急预案

1 总则

1.1 目的

为了防汛，制定本预案。

2 应急响应

2.1 响应启动条件

Ⅰ级：水位超过保证水位的。

河水漫过堤顶就算第二档。

2.2 Ⅰ级响应行动

县长到场指挥。值班室记录。

2.3 堤防巡查

发现管涌的，县水利局应当立即到场。水面起旋涡就往高处走。
"""
RISING = "河水漫过堤顶"
WHIRL = "水面起旋涡"
