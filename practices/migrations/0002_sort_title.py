from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('practices', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='practicepage',
            name='sort_title',
            field=models.CharField(blank=True, db_index=True, default='', editable=False, max_length=255),
        ),
    ]
