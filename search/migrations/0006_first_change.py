from django.db import migrations


def write_first_change(apps, schema_editor):
    """Give each database a position of its own in its changes, from the start."""
    changes = apps.get_model("search", "IndexChange").objects
    if not changes.exists():
        changes.create(pages=None)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0005_counted_searches"),
    ]

    operations = [
        migrations.RunPython(write_first_change, migrations.RunPython.noop),
    ]
