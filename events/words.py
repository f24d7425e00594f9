"""Where the words of a day come from."""

from portal.core.words import Words

DAY = Words(
    fields=(
        "lead",
        "context",
        "practical_info",
        "access_info",
        "next_label",
        "cancelled_reason",
        "postponed_reason",
        "takeaways",
        "report",
    ),
    rows={
        "sessions": ("title", "text", "place_name"),
        "workshops": (
            "title",
            "question",
            "presented_by",
            "method",
            "facilitators",
            "text",
            "outcome",
        ),
        # Never a name that was typed: consent ends, and an index would remember.
        "speakers": ("role", "organisation", "talk"),
        "organiser_rows": ("role",),
        "deliverables": ("title",),
        "outcomes": ("text",),
        "cards": ("title", "question", "text"),
        "ideas": ("text",),
        "videos": ("title", "transcript"),
    },
    shown_with={"speakers": "ambassador"},
    names=(
        "territories__lineage__name",
        "sessions__territory__lineage__name",
        "workshops__territory__name",
        "organisers__name",
    ),
    terms={
        "themes__lineage": ("name",),
        "audiences": ("name",),
        "event_type": ("name",),
        "series": ("name",),
        "workshops__theme__lineage": ("name",),
    },
    # Someone who no longer agrees is not found by the day they spoke at.
    pages=("structures", "practices", "speakers__ambassador"),
)
