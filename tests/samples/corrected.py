"""Corrections of any place of a text, and plans of chapters and items to correct."""

import random

from hypothesis import HealthCheck, settings

from content.plans.domain.corrections.locating import Squeezed
from content.plans.domain.corrections.model import Correction

SETTINGS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SENTENCES = [
    "各部门要压实责任，落实到人。",
    "发生险情后立即组织群众转移。",
    "先报告，再处置；每年总结一次。",
]


def correction(text, at, kind, level, key, ends, length, columns):
    """A correction of the place at `at`, whatever stands there."""
    squeezed = Squeezed(text)
    last = squeezed.line(min(at + length, len(text) - 1))
    return Correction(kind, squeezed.locate(at), level, key.value, ends, last, columns)


def plan(seed):
    """A plan of chapters, items and text."""
    rng = random.Random(seed)
    lines = ["安澜县防汛应急预案", "为做好防汛工作，制定本预案。"]
    for chapter in "一二三四"[: rng.randint(2, 4)]:
        lines.append(f"{chapter}、第{chapter}部分工作")
        for item in "一二三"[: rng.randint(1, 3)]:
            lines.append(f"（{item}）{chapter}{item}事项。{rng.choice(SENTENCES)}")
            lines.extend(rng.choice(SENTENCES) for _ in range(rng.randint(0, 2)))
    return "\n".join(lines)
