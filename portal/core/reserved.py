"""First path segments that belong to plain views: no page may take them."""

RESERVED_SLUGS = frozenset(
    [
        "admin",
        "accompagnements",
        "aides",
        "api",
        "cadres",
        "cycles",
        "documents",
        "django-admin",
        "en",
        "enjeux",
        "fr",
        "guides",
        "health",
        "ingredients",
        "lexique",
        "livrables",
        "media",
        "methodes",
        "mon-espace",
        "organismes",
        "outils-de-communication",
        "plan-du-site",
        "programmes",
        "publics",
        "questions",
        "ressources",
        "static",
        "territoires",
        "themes",
    ]
)

# The pages right under a home page, whose slug is the first part of an address.
DEPTH_OF_SECTIONS = 3


def is_reserved(slug: str, depth: int | None) -> bool:
    """True when a page at ``depth`` would take the address of a view of ours."""
    return depth == DEPTH_OF_SECTIONS and slug in RESERVED_SLUGS
