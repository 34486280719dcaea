from django.db import migrations, models
from django.utils import timezone


def end_wide_ones(apps, schema_editor):
    """An editor alone could open restricted clauses before that needed the right to publish, and
    nothing tells those invitations from later ones. All of them end; who may publish, too, invites
    anew. Messages of before named the text, which fewer people may read by now."""
    invitations = apps.get_model("content_comments", "Invitation").objects
    messages = apps.get_model("portal_foundation", "Message").objects
    wide = invitations.filter(with_restricted=True, withdrawn_at=None)
    keys = [f"comment-invited:{pk}" for pk in wide.values_list("pk", flat=True)]
    wide.update(withdrawn_at=timezone.now())
    for at in range(0, len(keys), 250):
        messages.filter(key__in=keys[at : at + 250]).update(link="")
    messages.filter(key__startswith="comment-invited:").update(
        subject="请你提意见", body="有一份文件请你看，在条文旁边写意见。打开看是哪一份。"
    )
    messages.filter(key__startswith="comment-answered:").update(
        subject="你的意见有了答复", body="你对一条条文的意见，编辑答复了。打开看怎么说的。"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("content_comments", "0003_invited_as_experts"),
        ("portal_foundation", "0004_message_link"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="invitation", name="commentinvitation_withdrawn_whole"
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at__isnull", False), ("withdrawn_by__isnull", True), _connector="OR"
                ),
                name="commentinvitation_withdrawn_whole",
            ),
        ),
        migrations.RunPython(end_wide_ones, migrations.RunPython.noop),
    ]
