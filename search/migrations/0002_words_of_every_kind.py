"""Have every page indexed again: structures, people, days and articles are found now."""

from django.db import migrations

from search.signal_handlers import reindex_all


def ask_for_indexing(apps, schema_editor) -> None:
    """Leave it to the worker: indexing reads models as the code has them now."""
    if apps.get_model("practices", "StructurePage").objects.exists():
        reindex_all.enqueue()


class Migration(migrations.Migration):
    """Nothing to undo: what reads fewer words ignores the others."""

    dependencies = [
        ("search", "0001_initial"),
        ("practices", "0008_more_facts"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]
    operations = [migrations.RunPython(ask_for_indexing, migrations.RunPython.noop)]
