"""What happens when a review ends well.

Loaded by Wagtail while its own models load: it may import no model.
"""


def publish_approved_revision(workflow_state, user=None):
    """Publish what the review approved.

    Reviewers have no publish right of their own (they would publish their own drafts
    with it), and Wagtail's own action would ask for one. The page still refuses while
    something is missing: see ``practices.readiness``.
    """
    approved = workflow_state.task_states.select_related("revision").order_by("-pk")
    workflow_state.content_object.publish(
        approved[0].revision, user=user, skip_permission_checks=True
    )
