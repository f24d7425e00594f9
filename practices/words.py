"""Where the words of practices, structures and ambassadors come from."""

from portal.core.words import Words

PLACE_OF_STRUCTURE = "structure__commune__lineage__name"

PRACTICE = Words(
    fields=(
        "lead",
        "method_label",
        "context",
        "objectives",
        "description",
        "resident_group",
        "governance",
        "strategic_axes",
        "results",
        "effects_on_organisation",
        "business_model",
        "next_steps",
        "limits",
        "open_questions",
        "success_conditions",
        "transfer_pitfalls",
        "first_step",
        "equipment",
        "communication_tools",
        "source_name",
        "source_author",
        "changes_made",
    ),
    rows={
        "actions": ("name", "text"),
        "outcomes": ("value", "unit", "indicator", "period_label", "source"),
        "cost_lines": ("label",),
        "partnerships": ("organisation_name", "role"),
        "funding_lines": ("funder_name",),
        "documents": ("title",),
        "places": ("name",),
        "inspirations": ("label",),
        "co_carriers": ("role",),
        "credits": ("name", "role"),
    },
    shown_with={"co_carriers": "structure"},
    names=(
        "territories__lineage__name",
        PLACE_OF_STRUCTURE,
        "places__territory__name",
        "partnerships__organisation__name",
        "funding_lines__funder__name",
        "documents__partner__name",
        "tagged_items__tag__name",
    ),
    terms={
        "themes__lineage": ("name",),
        "audiences": ("name",),
        "challenges": ("name",),
        "policy_schemes": ("name", "code", "variants"),
        "ingredients": ("name",),
        "tools": ("name",),
        "funding_lines__scheme": ("name",),
        "actions__theme__lineage": ("name",),
        "actions__audience": ("name",),
    },
    pages=("structure", "co_carriers__structure"),
)

STRUCTURE = Words(
    fields=("lead", "body"),
    names=("territories__lineage__name", "commune__lineage__name"),
    terms={"policy_schemes": ("name", "code", "variants")},
)

AMBASSADOR = Words(
    fields=("lead", "body"),
    names=("territories__lineage__name", PLACE_OF_STRUCTURE),
    terms={"themes__lineage": ("name",)},
    pages=("structure",),
)
