"""Models whose rows are added and never changed. The database refuses too (triggers.py)."""

from typing import Any, NoReturn

from django.db import models


class AppendOnly(Exception):
    """Somebody tried to change or delete rows of `model`, which are only ever added."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        super().__init__(model.__name__)


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Refuses update and delete before they reach the database."""

    def update(self, **_values: Any) -> NoReturn:
        raise AppendOnly(self.model)

    def delete(self) -> NoReturn:
        raise AppendOnly(self.model)

    def bulk_update(self, *_arguments: Any, **_options: Any) -> NoReturn:
        raise AppendOnly(self.model)


class AppendOnlyModel(models.Model):
    """Can be created once."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *arguments: Any, **options: Any) -> None:
        if not self._state.adding:
            raise AppendOnly(type(self))
        super().save(*arguments, **options)

    def delete(self, *_arguments: Any, **_options: Any) -> NoReturn:
        raise AppendOnly(type(self))
