"""String references escape the import linter: a model field, a chooser block, a page type or
a migration that names an app above its own would tie the floor to the roof."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page

ORDER = [
    ["portal_foundation", "portal_people"],
    ["themes"],
    ["search"],
    ["content_taxonomy"],
    ["content_media"],
    ["content_pages"],
    ["content_targets"],
    ["content_plans", "content_guides"],
    [
        "content_comments",
        "content_courses",
        "content_drills",
        "content_errata",
        "content_experts",
        "content_marks",
    ],
    ["quizzes_bank"],
    ["quizzes_papers"],
    ["quizzes_attempts"],
    ["quizzes_certificates"],
    ["portal_home", "portal_accounts", "portal_operations"],
]
RANK = {label: rank for rank, labels in enumerate(ORDER) for label in labels}
ROOT = Path(__file__).resolve().parents[2]


def is_upward(label: str, target: str) -> bool:
    return target in RANK and RANK[target] > RANK[label]


def own_models():
    return [model for model in apps.get_models() if model._meta.app_label in RANK]


def blocks_of(block: Block) -> Iterator[Block]:
    yield block
    if isinstance(block, StreamBlock | StructBlock):
        for child in block.child_blocks.values():
            yield from blocks_of(child)
    elif isinstance(block, ListBlock):
        yield from blocks_of(block.child_block)


def test_every_app_of_ours_has_a_place_in_the_order():
    ours = {
        config.label
        for config in apps.get_app_configs()
        if config.name.split(".")[0] in {"portal", "content", "quizzes", "search", "themes"}
    }
    assert ours == set(RANK)


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_no_field_points_upward(model):
    for field in model._meta.get_fields():
        if field.auto_created and not field.concrete:
            continue
        if field.related_model and not isinstance(field.related_model, str):
            target = field.related_model._meta.app_label
            assert not is_upward(model._meta.app_label, target), f"{model} → {target}"


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_no_chooser_block_points_upward(model):
    for field in model._meta.get_fields():
        if not isinstance(field, StreamField):
            continue
        for block in blocks_of(field.stream_block):
            target = getattr(block, "target_model", None)
            if target is not None and not isinstance(target, str):
                assert not is_upward(model._meta.app_label, target._meta.app_label), block


@pytest.mark.parametrize(
    "model", [m for m in own_models() if issubclass(m, Page)], ids=lambda m: m._meta.label
)
def test_no_page_names_a_parent_above_it(model):
    if not getattr(model, "parent_page_types", None):
        return
    for parent in model.clean_parent_page_models():
        if parent._meta.app_label in RANK:
            assert not is_upward(model._meta.app_label, parent._meta.app_label), parent


def test_no_migration_depends_upward():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    for (label, name), migration in loader.disk_migrations.items():
        if label not in RANK:
            continue
        for needed, _ in migration.dependencies:
            assert not is_upward(label, needed), f"{label}.{name} → {needed}"


def test_the_people_floor_depends_on_nothing_of_wagtail():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    first = loader.disk_migrations["portal_people", "0001_initial"]
    assert not [needed for needed, _ in first.dependencies if needed.startswith("wagtail")]


def strings_in(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def test_no_string_reference_to_a_model_points_upward():
    labels = {
        config.name: config.label for config in apps.get_app_configs() if config.label in RANK
    }
    wrong = []
    for name, label in labels.items():
        for path in (ROOT / name.replace(".", "/")).rglob("*.py"):
            # A nested app is checked under its own name.
            owner = (
                ".".join(path.relative_to(ROOT).parts[:2])
                if "/" in name.replace(".", "/")
                else name
            )
            if owner != name:
                continue
            for line, text in strings_in(path):
                head, dot, tail = text.partition(".")
                if dot and tail.isidentifier() and is_upward(label, head):
                    wrong.append(f"{path}:{line} {text}")
    assert not wrong
