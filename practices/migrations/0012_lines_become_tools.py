"""Lines that name a known communication tool become that term of the list.

A term is made only where a practice says it; the other lines stay as they were typed.
The latest draft of each page is put right too: it is what editors open.
"""

from uuid import UUID, uuid5

from django.db import migrations

from portal.core.fields import split_lines
from portal.core.text import fold

# The keys that the demonstration gives to the same terms: loading it later adds none twice.
NAMESPACE = UUID("6f0d3c5e-9c1b-5b0a-8d53-6b0a4b2f7c11")
# slug, French name, English name, other spellings of either
KNOWN = (
    ("affiche", "Affiche", "Poster", ("affiches", "des affiches", "posters")),
    ("bouche-a-oreille", "Bouche à oreille", "Word of mouth", ("bouche-à-oreille",)),
    (
        "bulletin-municipal",
        "Bulletin municipal",
        "Town bulletin",
        ("bulletin de la commune", "journal municipal"),
    ),
    ("presse-locale", "Presse locale", "Local press", ("la presse locale",)),
    (
        "rencontres-publiques",
        "Rencontres publiques",
        "Public meetings",
        ("réunions publiques", "réunion publique"),
    ),
    (
        "reseaux-sociaux",
        "Réseaux sociaux",
        "Social networks",
        ("les réseaux sociaux", "social media"),
    ),
)
SPELLINGS = {
    fold(spelling): slug
    for slug, french, english, others in KNOWN
    for spelling in (french, english, *others)
}


def slug_of(line: str) -> str:
    """Return the known tool that ``line`` names and nothing more, or an empty string."""
    return SPELLINGS.get(fold(line).rstrip(" ."), "")


def without(text: str, slugs: set[str]) -> str:
    """Return the lines of ``text`` but those that name a tool of ``slugs``."""
    lines = split_lines(text)
    kept = [line for line in lines if slug_of(line) not in slugs]
    return text if len(kept) == len(lines) else "\n".join(kept)


def named_in(text: str) -> set[str]:
    """Return the known tools that lines of ``text`` name."""
    return {slug_of(line) for line in split_lines(text)} - {""}


def turn_lines_into_tools(apps, schema_editor):
    """Move what is known from the lines of each practice to its tools."""
    practices = apps.get_model("practices", "PracticePage").objects.order_by("pk")
    revisions = apps.get_model("wagtailcore", "Revision").objects
    tools = {}
    # French pages first: the others show their terms.
    found = {}
    for page in [
        *practices.filter(locale__language_code="fr"),
        *practices.exclude(locale__language_code="fr"),
    ]:
        is_french = page.locale.language_code == "fr"
        revision = revisions.filter(pk=page.latest_revision_id).first()
        draft = revision.content.get("communication_tools") or "" if revision else ""
        shared = found.get(page.translation_key, set())
        told = named_in(page.communication_tools) if is_french else shared
        told_in_draft = named_in(draft) if is_french else shared
        if is_french:
            found.setdefault(page.translation_key, set()).update(told)
            for slug in sorted(told | told_in_draft):
                if slug not in tools:
                    tools[slug] = tool_of(apps, slug, page.locale)
        if told:
            practices.filter(pk=page.pk).update(
                communication_tools=without(page.communication_tools, told)
            )
            if is_french:
                type(page).tools.through.objects.bulk_create(
                    type(page).tools.through(
                        practicepage_id=page.pk, communicationtool_id=tools[slug]
                    )
                    for slug in sorted(told)
                )
        if revision and told_in_draft:
            keys = [tools[slug] for slug in sorted(told_in_draft)] if is_french else []
            content = {
                **revision.content,
                "communication_tools": without(draft, told_in_draft),
                "tools": keys,
            }
            revisions.filter(pk=revision.pk).update(content=content)


def tool_of(apps, slug: str, locale) -> int:
    """Return the key of the French tool ``slug``, made with its English name if new."""
    model = apps.get_model("practices", "CommunicationTool")
    known = model.objects.filter(slug=slug, locale=locale).first()
    if known:
        return known.pk
    french, english = next(row[1:3] for row in KNOWN if row[0] == slug)
    key = uuid5(NAMESPACE, f"communicationtool/{slug}")
    tool = model.objects.create(
        slug=slug, name=french, locale=locale, translation_key=key
    )
    other = apps.get_model("wagtailcore", "Locale").objects.filter(language_code="en")
    for each in other:
        model.objects.create(
            slug=slug, name=english, locale=each, translation_key=key
        )
    return tool.pk


def turn_tools_into_lines(apps, schema_editor):
    """Write the names of the tools of each practice back as lines."""
    practices = apps.get_model("practices", "PracticePage").objects
    revisions = apps.get_model("wagtailcore", "Revision").objects
    model = apps.get_model("practices", "CommunicationTool")
    names = dict(model.objects.values_list("pk", "name"))
    for page in practices.order_by("pk"):
        keys = list(page.tools.order_by("name").values_list("pk", flat=True))
        if keys:
            lines = [names[key] for key in keys] + split_lines(page.communication_tools)
            practices.filter(pk=page.pk).update(communication_tools="\n".join(lines))
        revision = revisions.filter(pk=page.latest_revision_id).first()
        if revision and revision.content.get("tools"):
            content = dict(revision.content)
            lines = [names[key] for key in content.pop("tools") if key in names]
            lines += split_lines(content.get("communication_tools") or "")
            content["communication_tools"] = "\n".join(lines)
            revisions.filter(pk=revision.pk).update(content=content)


class Migration(migrations.Migration):

    dependencies = [
        ('practices', '0011_communication_tools'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.RunPython(turn_lines_into_tools, turn_tools_into_lines),
    ]
