
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('content_comments', '0001_initial'),
        ('content_plans', '0028_who_wrote_and_who_approved'),
        ('portal_people', '0004_prefecture_units'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateField(verbose_name='到哪天为止')),
                ('with_restricted', models.BooleanField(default=False, verbose_name='也能看限制的条文')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='请他看什么')),
                ('invited_at', models.DateTimeField(auto_now_add=True, verbose_name='邀请时间')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='收回时间')),
            ],
            options={
                'verbose_name': '请人提意见',
                'verbose_name_plural': '请人提意见',
                'ordering': ['pk'],
                'default_permissions': (),
            },
        ),
        migrations.RemoveConstraint(
            model_name='comment',
            name='comment_text_length',
        ),
        migrations.RemoveConstraint(
            model_name='comment',
            name='comment_answered_is_whole',
        ),
        migrations.AddField(
            model_name='comment',
            name='taken_out_at',
            field=models.DateTimeField(null=True, verbose_name='拿掉文字的时间'),
        ),
        migrations.AddField(
            model_name='comment',
            name='taken_out_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁拿掉文字'),
        ),
        migrations.AddField(
            model_name='comment',
            name='taken_out_for',
            field=models.CharField(blank=True, max_length=200, verbose_name='拿掉的原因'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('text', ''), _negated=True), ('taken_out_at__isnull', False), _connector='OR'), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('text'), 2000)), name='comment_text_length'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('taken_out_at__isnull', True), ('taken_out_by__isnull', True), ('taken_out_for', '')), models.Q(('answer', ''), ('quote', ''), ('taken_out_at__isnull', False), ('taken_out_by__isnull', False), ('taken_out_for__gt', ''), ('text', '')), _connector='OR'), name='comment_taken_out_whole'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('state', 'answered'), ('verdict__gt', ''), models.Q(('answer__gt', ''), ('taken_out_at__isnull', False), _connector='OR')), models.Q(models.Q(('state', 'answered'), _negated=True), ('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True), ('verdict', '')), _connector='OR'), name='comment_answered_is_whole'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='invited_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='invitation',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='请谁'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='content_plans.planversion'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='withdrawn_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('version', 'person'), name='commentinvitation_standing_once'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='commentinvitation_withdrawn_whole'),
        ),
    ]
