"""The names of speakers that were typed in several ways."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import TextField, Value
from django.db.models.functions import Concat
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel

from events.models.day import ThematicDayPage
from events.models.programme import Speaker
from portal.core.fields import LinesField, split_lines


def name_key(name: str) -> str:
    """Return what two ways of typing one name share: case, accents, hyphens aside."""
    return slugify(name) or name.strip()


class PersonNameQuerySet(models.QuerySet["PersonName"]):
    """The business filters of names."""

    def spelt(self, name: str):
        """Those that are written ``name``, with all their spellings in ``lines``."""
        line = Value("\n")
        lines = Concat(line, "name", line, "aliases", line, output_field=TextField())
        return self.annotate(lines=lines).filter(lines__icontains=f"\n{name}\n")


class PersonName(models.Model):
    """A name as it is written, and how else it was typed on days.

    Nothing else of the person: their consent stays with each row that names them. In no
    index of searches, which would remember.
    """

    name = models.CharField(
        _("nom"), max_length=160, help_text=_("Comme la personne l’écrit.")
    )
    aliases = LinesField(
        _("autres écritures"),
        help_text=_(
            "Celles que l’on trouve sur les journées, une par ligne. Les pages montrent "
            "le nom ci-dessus, et l’on trouve la journée par toutes."
        ),
    )

    objects = PersonNameQuerySet.as_manager()

    panels = [FieldPanel("name"), FieldPanel("aliases")]

    class Meta:
        verbose_name = _("nom d’intervenant·e")
        verbose_name_plural = _("noms d’intervenant·es")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        """Keep the lines as they are looked for: browsers end theirs in two characters."""
        self.name = self.name.strip()
        self.aliases = "\n".join(split_lines(self.aliases))
        super().save(*args, **kwargs)

    def clean(self):
        """Refuse a spelling that is another’s, and a name that no public day says."""
        super().clean()
        if not self.keys:
            return
        for other in PersonName.objects.exclude(pk=self.pk):
            if shared := sorted(self.keys & other.keys):
                raise ValidationError(
                    _("«\u00a0%(spelling)s\u00a0» est déjà une écriture de %(name)s.")
                    % {"spelling": self._spelt(shared[0]), "name": other.name}
                )
        days = ThematicDayPage.objects.published().sources().order_by()
        said = Speaker.objects.named_today().filter(page__in=days.values("pk"))
        if not self.keys & keys_of(said.values_list("name", flat=True)):
            raise ValidationError(
                _(
                    "Aucune journée publiée ne nomme cette personne avec son accord\u00a0: "
                    "cette liste n’en dit pas plus que les journées."
                )
            )

    @property
    def spellings(self) -> list[str]:
        """The name and its other spellings."""
        return [self.name, *split_lines(self.aliases)]

    @property
    def keys(self) -> set[str]:
        """What tells the spellings apart."""
        return keys_of(self.spellings)

    def _spelt(self, key: str) -> str:
        return next(each for each in self.spellings if name_key(each) == key)


def keys_of(names: Iterable[str]) -> set[str]:
    """Return the keys of ``names``, without those of empty ones."""
    return {name_key(name) for name in names} - {""}
