"""Names of files that say nothing of what they show."""

import pytest

from portal.foundation.files.domain.naming import says_nothing


@pytest.mark.parametrize(
    "stem",
    [
        "IMG_20260512_101530", "IMG-20260512", "DSC0012", "DSCN1234", "PXL_20260512",
        "mmexport1747012345678", "微信图片_20260512101530", "Screenshot_2026-05-12", "image1",
        "照片 (3)", "扫描件", "123", "2026-05-12 10.15", "未命名", "IMG_0012 副本",
    ],
)  # fmt: skip
def test_what_a_device_writes_says_nothing(stem):
    assert says_nothing(stem)


@pytest.mark.parametrize(
    "stem",
    [
        "", "上坝村群众转移", "2026年防汛演练现场", "照片：上坝村", "排水管网", "IMG 上坝村",
        "P3 泵站", "2026 中期评估报告",
    ],
)  # fmt: skip
def test_what_a_person_wrote_says_something(stem):
    assert not says_nothing(stem)
