"""Names that a telephone, a camera or a chat gives a file: they tell nobody what it shows."""

import re
from typing import Final

_OF_A_DEVICE: Final = re.compile(
    r"(?:(?:img|dsc[a-z]?|dcim|pxl|mvimg|vid|wp|p|scan|image|photo|picture|screenshot|mmexport|"
    r"wx_camera|wechat\w*|qq|lv|beauty|faceu|捕获|照片|图片|相片|截图|截屏|屏幕截图|微信图片|微信截图|"
    r"qq图片|qq截图|扫描件?|扫描全能王|未命名|新建|下载|文件|附件)[\W_]*)?"
    r"[\d\W_]*(?:副本|copy|edited|编辑)?[\d\W_]*",
    re.IGNORECASE,
)


def says_nothing(stem: str) -> bool:
    """Whether the name without its ending is a number or the device's word for a picture:
    IMG_20260512_101530, mmexport1747, 微信图片_2026, DSC0012, 123."""
    plain = stem.strip()
    return bool(plain) and _OF_A_DEVICE.fullmatch(plain) is not None
