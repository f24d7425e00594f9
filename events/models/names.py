"""The names of speakers that were typed in several ways."""

from collections.abc import Iterable
from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import TextField, Value
from django.db.models.functions import Concat
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel

from events.models.day import ThematicDayPage
from events.models.programme import Speaker
from portal.core.fields import LinesField, split_lines

MOST_ALIASES = 10
NAME_LENGTH = 160
MOST_CLOSE = 3


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
        _("nom"), max_length=NAME_LENGTH, help_text=_("Comme la personne l’écrit.")
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
        """Refuse a spelling that is another’s, and those that no public day says."""
        super().clean()
        # A line for each is how they are kept.
        self.name = " ".join(self.name.split())
        if not self.keys:
            return
        # What is the name already is no other way to write it.
        others = [each for each in split_lines(self.aliases) if each != self.name]
        self.aliases = "\n".join(others)
        self._refuse_too_much()
        for other in PersonName.objects.exclude(pk=self.pk):
            if shared := sorted(self.keys & other.keys):
                raise ValidationError(
                    {
                        "name": _(
                            "«\u00a0%(spelling)s\u00a0» est déjà dans la liste, à "
                            "«\u00a0%(name)s\u00a0»\u00a0: complétez plutôt cette entrée."
                        )
                        % {"spelling": self._spelt(shared[0]), "name": other.name}
                    }
                )
        self._refuse_unsaid()

    def _refuse_too_much(self) -> None:
        aliases = split_lines(self.aliases)
        if len(aliases) > MOST_ALIASES:
            raise ValidationError(
                {
                    "aliases": _("Gardez %(most)s écritures au plus.")
                    % {"most": MOST_ALIASES}
                }
            )
        if any(len(alias) > NAME_LENGTH for alias in aliases):
            raise ValidationError(
                {
                    "aliases": _(
                        "Une écriture a %(most)s caractères au plus\u00a0: écrivez-en "
                        "une par ligne."
                    )
                    % {"most": NAME_LENGTH}
                }
            )

    def _refuse_unsaid(self) -> None:
        """Refuse what is on no public day: this list tells no more than they do.

        The name itself may be on none, as long as days say it in other ways.
        """
        days = ThematicDayPage.objects.published().sources().order_by()
        said = set(
            Speaker.objects.named_today()
            .filter(page__in=days.values("pk"))
            .values_list("name", flat=True)
        )
        known = keys_of(said)
        aliases = split_lines(self.aliases)
        unsaid = [each for each in aliases if name_key(each) not in known]
        if unsaid:
            raise ValidationError(
                {"aliases": [_unsaid_message(each, said) for each in unsaid]}
            )
        if not aliases and name_key(self.name) not in known:
            raise ValidationError({"name": _unsaid_message(self.name, said)})

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


def _unsaid_message(spelling: str, said: Iterable[str]) -> str:
    """Return what to do about a spelling that no day says, given those they say."""
    by_key = {name_key(name): name for name in sorted(said)}
    close = get_close_matches(name_key(spelling), by_key, n=MOST_CLOSE, cutoff=0.5)
    start = gettext(
        "Aucune journée publiée n’écrit «\u00a0%(spelling)s\u00a0» avec l’accord de la "
        "personne."
    ) % {"spelling": spelling}
    if not close:
        todo = gettext(
            "Recopiez un nom tel qu’une journée l’écrit, ou retirez celui-ci."
        )
    else:
        names = ", ".join(f"«\u00a0{by_key[key]}\u00a0»" for key in close)
        todo = gettext(
            "Des journées écrivent %(names)s\u00a0: recopiez l’un de ces noms, ou "
            "retirez celui-ci."
        ) % {"names": names}
    return f"{start} {todo}"
