"""What those who came thought of a day: a summary the organisers type."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel

from events.models.rows import day_of
from portal.core.models import Consented
from practices.models.rows import WordsRow

LOWEST, HIGHEST = 1, 5


class Feedback(models.Model):
    """How many answered, what they gave, and who counted."""

    feedback_count = models.PositiveIntegerField(
        _("nombre de réponses"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    feedback_rating = models.DecimalField(
        _("note moyenne"),
        max_digits=2,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)],
        help_text=_("Sur cinq. Laissez vide si vous n’avez pas demandé de note."),
    )
    feedback_source = models.CharField(
        _("comment l’avis a été recueilli"),
        max_length=200,
        blank=True,
        help_text=_(
            "«\u00a0Un questionnaire en sortant\u00a0»\u00a0: affiché avec les chiffres."
        ),
    )
    feedback_summary = models.TextField(
        _("ce qu’on nous en a dit"),
        max_length=500,
        blank=True,
        help_text=_("Ce qui a plu, et ce qui a manqué."),
    )

    class Meta:
        abstract = True


class Opinion(Consented, WordsRow):
    """The words of someone who came; named only while they agree."""

    page = day_of("opinions")
    text = models.TextField(_("avis"), max_length=400)
    author = models.CharField(
        _("qui parle"),
        max_length=100,
        blank=True,
        help_text=_(
            "Un nom demande un accord daté\u00a0; laissez vide pour un avis anonyme."
        ),
    )
    role = models.CharField(
        _("à quel titre"),
        max_length=100,
        blank=True,
        help_text=_("«\u00a0Bénévole d’un centre social\u00a0»\u00a0: sans nom."),
    )

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("author"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("consent_given_on"), FieldPanel("consent_until")]),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("avis")
        verbose_name_plural = _("avis")

    def __str__(self) -> str:
        return self.text
