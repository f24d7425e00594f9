"""Where the words of articles, guides, the démarche and plain pages come from."""

from portal.core.words import Words

ARTICLE = Words(
    fields=(
        "subtitle",
        "lead",
        "body",
        "key_takeaways",
        "event_place",
        "contributor",
        "source_name",
        "source_author",
        "changes_made",
    ),
    rows={
        "figures": ("unit", "indicator", "period_label", "source"),
        "links": ("label",),
    },
    names=("territories__lineage__name",),
    terms={"themes__lineage": ("name",)},
    # A text that may not be copied may not be searched either.
    is_lead_only=lambda page: page.is_link_card,
)

GUIDE = Words(
    fields=("lead", "publisher"),
    rows={"picks": ("word",)},
    shown_with={"picks": "practice"},
    pages=("picks__practice",),
)

# Who sits in a body is left out: names may have to go.
APPROACH = Words(
    fields=("lead", "origin", "means"),
    rows={
        "former_names": ("name",),
        "principles": ("title", "text"),
        "steps": ("label", "context", "objectives", "actions", "results"),
        "milestones": ("text",),
        "next_steps": ("text",),
        "pillars": ("title", "text"),
        "links": ("label",),
        "bodies": ("name", "role"),
        "figures": ("indicator",),
        "evaluations": ("method", "findings"),
    },
)

PLAIN = Words(fields=("lead", "body"))
