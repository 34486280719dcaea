from django.db import migrations

ROOT = ("Root", "全部页面")
MODERATION = ("Moderators approval", "审核")


def rename(apps, names):
    """Staff meet these in every breadcrumb and list; Wagtail creates them in English."""
    (old_root, new_root), (old_moderation, new_moderation) = names
    page = apps.get_model("wagtailcore", "Page")
    page.objects.filter(depth=1, title=old_root).update(title=new_root, draft_title=new_root)
    for name in ("Workflow", "Task"):
        model = apps.get_model("wagtailcore", name)
        model.objects.filter(name=old_moderation).update(name=new_moderation)


def into_chinese(apps, schema_editor):
    rename(apps, (ROOT, MODERATION))


def back(apps, schema_editor):
    rename(apps, (ROOT[::-1], MODERATION[::-1]))


class Migration(migrations.Migration):
    dependencies = [("portal_home", "0001_initial")]

    operations = [migrations.RunPython(into_chinese, back)]
