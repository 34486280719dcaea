import django.db.models.deletion
from django.db import migrations, models

NAMES = ("审核", "Moderators approval")
"""The step that Wagtail's first migration makes, before and after it was put into Chinese."""


def by_rights(apps, schema_editor):
    """Pages that wait already can be decided on from now on."""
    stock = apps.get_model("wagtailcore", "Task").objects.filter(
        name__in=NAMES,
        content_type__app_label="wagtailcore",
        content_type__model="groupapprovaltask",
    )
    held = list(stock.values_list("pk", flat=True))
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="content_pages", model="reviewtask"
    )
    task = apps.get_model("content_pages", "ReviewTask").objects.create(
        name=NAMES[0], content_type=content_type
    )
    steps = apps.get_model("wagtailcore", "WorkflowTask").objects
    for step in steps.filter(task__in=held).order_by("sort_order"):
        if steps.filter(workflow=step.workflow_id, task=task.task_ptr).exists():
            step.delete()
        else:
            steps.filter(pk=step.pk).update(task=task.task_ptr)
    # What was returned is submitted again to the step that returned it.
    open_states = apps.get_model("wagtailcore", "WorkflowState").objects.filter(
        status__in=["in_progress", "needs_changes"]
    )
    apps.get_model("wagtailcore", "TaskState").objects.filter(
        task__in=held, pk__in=open_states.values("current_task_state")
    ).update(task=task.task_ptr)
    stock.filter(pk__in=held).update(active=False)


def by_group(apps, schema_editor):
    kept = apps.get_model("wagtailcore", "Task").objects.filter(
        name__in=NAMES, content_type__model="groupapprovaltask"
    ).first()
    ours = apps.get_model("content_pages", "ReviewTask").objects.values("pk")
    if kept is not None:
        for name in ("WorkflowTask", "TaskState"):
            apps.get_model("wagtailcore", name).objects.filter(task__in=ours).update(task=kept)
        type(kept).objects.filter(pk=kept.pk).update(active=True)
    apps.get_model("wagtailcore", "Task").objects.filter(pk__in=ours).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("content_pages", "0005_codes_of_sources"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReviewTask",
            fields=[
                (
                    "task_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.task",
                    ),
                ),
            ],
            options={
                "verbose_name": "由有发布权的人审核",
                "verbose_name_plural": "由有发布权的人审核",
            },
            bases=("wagtailcore.task",),
        ),
        migrations.RunPython(by_rights, by_group),
    ]
