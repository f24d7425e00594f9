"""Rows that lie within others of their kind: themes in themes, places in places.

``lineage`` holds for each row itself and everything it lies in, so that « the practices
of this theme or below » is one join on any database. It is derived: refreshed for the
whole table when a parent changes, which is cheap for lists of some hundreds.
"""

from collections import defaultdict

from django.utils.module_loading import import_string


def lineages(parents_by_pk: dict[int, set[int]]) -> dict[int, set[int]]:
    """Return for each key itself and all it lies in; a cycle ends the climb."""
    result = {}
    for pk in parents_by_pk:
        found, to_climb = {pk}, list(parents_by_pk[pk])
        while to_climb:
            parent = to_climb.pop()
            if parent not in found:
                found.add(parent)
                to_climb.extend(parents_by_pk.get(parent, ()))
        result[pk] = found
    return result


def refresh_lineage(model, parents_by_pk: dict[int, set[int]], source, target) -> None:
    """Make the rows of ``model.lineage`` what ``parents_by_pk`` says.

    ``source`` and ``target`` are the column names of the relation's own table.
    """
    through = model.lineage.through
    wanted = {
        (pk, ancestor)
        for pk, ancestors in lineages(parents_by_pk).items()
        for ancestor in ancestors
    }
    present = set(through.objects.values_list(source, target))
    gone = defaultdict(list)
    for pk, ancestor in present - wanted:
        gone[pk].append(ancestor)
    for pk, ancestors in gone.items():
        through.objects.filter(**{source: pk, f"{target}__in": ancestors}).delete()
    through.objects.bulk_create(
        [
            through(**{source: pk, target: ancestor})
            for pk, ancestor in sorted(wanted - present)
        ],
        batch_size=500,
    )
    known = {pk for pk, _ancestor in present}
    if gone or any(pk in known for pk, _ancestor in wanted - present):
        # Written at once, so no signal tells of it. Named: it stands above the models.
        import_string("search.changes.record_all")()
