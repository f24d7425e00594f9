# Consent: what these columns held is in rows since 0007, which also puts it back.

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0007_fields_to_videos'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='thematicdaypage',
            name='video_still',
        ),
        migrations.RemoveField(
            model_name='thematicdaypage',
            name='video_title',
        ),
        migrations.RemoveField(
            model_name='thematicdaypage',
            name='video_transcript',
        ),
        migrations.RemoveField(
            model_name='thematicdaypage',
            name='video_url',
        ),
    ]
