"""The editing form of articles, which organisers publish and members propose."""

from practices.forms import ReviewedPageForm
from practices.models import StructureSpace


class ArticleForm(ReviewedPageForm):
    """What goes first is for who publishes to say; a proposal says whose it is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.for_user is None or self._may_publish():
            return
        # Reviewers read it: a member could have an article put first unseen.
        self.fields.pop("featured", None)
        if self.instance.pk is None and not self.instance.contributor:
            space = (
                StructureSpace.objects.filter(group__user=self.for_user)
                .select_related("structure")
                .order_by("pk")
                .first()
            )
            if space is not None:
                self.initial["contributor"] = space.structure.title

    def _may_publish(self) -> bool:
        if self.instance.pk is not None:
            return self.instance.permissions_for_user(self.for_user).can_publish()
        if self.parent_page is None:
            return True
        return self.parent_page.permissions_for_user(
            self.for_user
        ).can_publish_subpage()
