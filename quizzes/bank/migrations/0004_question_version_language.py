from django.db import migrations, models

LANGUAGES = [
    ("zh-Hans", "汉语"),
    ("kk-Arab", "哈萨克语"),
    ("ko", "朝鲜语"),
    ("mn-Mong", "蒙古语"),
    ("bo", "藏语"),
    ("ug", "维吾尔语"),
    ("ii", "彝语"),
    ("za", "壮语"),
]


class Migration(migrations.Migration):
    dependencies = [("quizzes_bank", "0003_pool")]

    operations = [
        migrations.AddField(
            model_name="questionversion",
            name="language",
            field=models.CharField(
                choices=LANGUAGES, default="zh-Hans", max_length=12, verbose_name="语言"
            ),
        ),
        migrations.AddConstraint(
            model_name="questionversion",
            constraint=models.CheckConstraint(
                condition=models.Q(language__in=[value for value, _label in LANGUAGES]),
                name="question_version_language_known",
            ),
        ),
    ]
