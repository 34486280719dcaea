import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('content_plans', '0027_tasks_in_other_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RegisterEdit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='修改时间')),
            ],
            options={
                'verbose_name': '登记的修改',
                'verbose_name_plural': '登记的修改',
                'ordering': ['pk'],
                'default_permissions': (),
            },
        ),
        migrations.RemoveConstraint(
            model_name='reviewround',
            name='reviewround_decided',
        ),
        migrations.AddField(
            model_name='plancorrection',
            name='made_on',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='content_plans.planversion'),
        ),
        migrations.AddField(
            model_name='plancorrection',
            name='withdrawn_on',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='content_plans.planversion'),
        ),
        migrations.AddConstraint(
            model_name='reviewround',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'returned']), _negated=True), models.Q(('decided_at__isnull', False), ('ended_at__isnull', True)), models.Q(('decided_at__isnull', False), ('ended_at__gte', models.F('decided_at')), ('ended_by__isnull', False), ('state', 'returned')), _connector='OR'), name='reviewround_decided'),
        ),
        migrations.AddConstraint(
            model_name='reviewround',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), ('ended_by__isnull', True), models.Q(('ended_by', models.F('asked_by')), _negated=True), _connector='OR'), name='reviewround_returned_by_another'),
        ),
        migrations.AddField(
            model_name='registeredit',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='content_plans.plandocument'),
        ),
        migrations.AddField(
            model_name='registeredit',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
    ]
