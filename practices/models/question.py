"""Questions that visitors ask about a practice, or of a person: kept for a year."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practices.models.ambassador import AmbassadorPage
from practices.models.practice import PracticePage
from practices.models.structure import StructurePage

KEPT_FOR = timedelta(days=365)
# The trace of the sender serves to count what they send in a day, then goes.
SENDER_KEPT_FOR = timedelta(days=1)


# What visitors may write about, or to, with the column that refers to it.
AskedPage = PracticePage | AmbassadorPage | StructurePage
ASKED: dict[type[AskedPage], str] = {
    PracticePage: "practice",
    AmbassadorPage: "ambassador",
    StructurePage: "structure",
}


def subject_of(page: AskedPage) -> str:
    """Return the name of the column that refers to a page of this type."""
    return ASKED[type(page)]


def structure_of(page: AskedPage) -> StructurePage | None:
    """Return the structure behind a page; a structure is its own."""
    return page if isinstance(page, StructurePage) else page.structure


def _only(name: str) -> Q:
    """Return the condition « refers to this, and to nothing else »."""
    return Q(**{f"{other}__isnull": other != name for other in ASKED.values()})


class QuestionQuerySet(models.QuerySet):
    """The business filters of questions."""

    def since(self, delay: timedelta):
        """Questions asked within ``delay``."""
        return self.filter(created_at__gt=timezone.now() - delay)

    def about(self, page: AskedPage):
        """Questions about a French page."""
        return self.filter(**{subject_of(page): page})

    def to_structure(self, structure_id: int | None):
        """Questions that a structure or its people have received."""
        return self.filter(
            Q(practice__isnull=False, practice__structure=structure_id)
            | Q(ambassador__isnull=False, ambassador__structure=structure_id)
            | Q(structure__isnull=False, structure=structure_id)
        )


class Question(models.Model):
    """A question about a practice, a hand asked of someone, a word to a structure."""

    # Not a use of the page: deleting it must not warn of it.
    wagtail_reference_index_ignore = True

    name = models.CharField(_("nom"), max_length=120)
    email = models.EmailField(_("adresse électronique"))
    text = models.TextField(_("question"))
    language = models.CharField(_("langue"), max_length=10)
    created_at = models.DateTimeField(_("reçue le"), auto_now_add=True, db_index=True)
    sender_key = models.CharField(
        max_length=64, blank=True, db_index=True, editable=False
    )
    # The French page: translations come and go.
    practice = models.ForeignKey(
        PracticePage,
        verbose_name=_("pratique"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="questions",
    )
    ambassador = models.ForeignKey(
        AmbassadorPage,
        verbose_name=_("ambassadrice ou ambassadeur"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="questions",
    )
    structure = models.ForeignKey(
        StructurePage,
        verbose_name=_("structure"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="questions",
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="question_about_one_thing",
                condition=_only("practice") | _only("ambassador") | _only("structure"),
            )
        ]

    def __str__(self) -> str:
        # Without the asker: this is shown in logs and confirmations.
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def page(self) -> AskedPage:
        """The French page it is about."""
        page = self.practice or self.ambassador or self.structure
        assert page is not None  # noqa: S101 (the database says so)
        return page


def purge_questions() -> None:
    """Delete what was kept long enough, and forget senders after a day."""
    now = timezone.now()
    Question.objects.filter(created_at__lt=now - KEPT_FOR).delete()
    Question.objects.filter(created_at__lt=now - SENDER_KEPT_FOR).exclude(
        sender_key=""
    ).update(sender_key="")
