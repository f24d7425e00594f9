"""The space of a structure: who its members are and where their files go."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.models import Collection


class StructureSpace(models.Model):
    """The group and the collection of one structure; see ``practices.spaces``."""

    structure = models.OneToOneField(
        "practices.StructurePage",
        verbose_name=_("structure"),
        on_delete=models.CASCADE,
        related_name="space",
    )
    group = models.OneToOneField(
        Group,
        verbose_name=_("groupe"),
        on_delete=models.PROTECT,
        related_name="space",
    )
    collection = models.OneToOneField(
        Collection,
        verbose_name=_("collection"),
        on_delete=models.PROTECT,
        related_name="space",
    )

    class Meta:
        verbose_name = _("espace")
        verbose_name_plural = _("espaces")

    def __str__(self) -> str:
        return str(self.structure)

    def add_member(self, user) -> None:
        """Let ``user`` write for the structure."""
        user.groups.add(self.group)
