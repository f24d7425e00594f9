"""What every page of the portal shares."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Case, Q, When
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from portal.core.addresses import absolute
from portal.core.page_form import BasePageForm
from portal.core.private import not_private_q, private_pages
from portal.core.reserved import is_reserved
from portal.core.text import fold

SOURCE_LANGUAGE = settings.LANGUAGE_CODE


def still_open_q() -> Q:
    """Return the condition « its time has not ended »."""
    return Q(expire_at=None) | Q(expire_at__gt=timezone.now())


def published_q() -> Q:
    """Return the condition « anyone may read it now »: live, not expired, not private."""
    return Q(live=True) & still_open_q() & not_private_q()


class BasePageQuerySet(PageQuerySet):
    """The business filters of all pages."""

    def published(self):
        """Pages that anyone may read now: live, not expired, not restricted."""
        return self.filter(published_q())

    def sources(self):
        """Pages that hold facts: in French, and not the alias of another."""
        return self.filter(locale__language_code=SOURCE_LANGUAGE, alias_of__isnull=True)


class BasePage(Page):
    """A page of the portal: French holds the facts, translations hold words."""

    # The slugs are the same in all languages: an address can be guessed.
    override_translatable_fields = [SynchronizedField("slug")]

    # The function that gathers what the template shows, ``f(page, request) -> dict``:
    # named, because it stands above the models and imports point down.
    context_from: str = ""
    # The address elsewhere of what the page takes up; engines are sent there.
    told_first_at: str = ""
    # The types that members of structures propose under it, to be reviewed.
    proposed_types: tuple[str, ...] = ()

    base_form_class = BasePageForm
    search_fields = [*Page.search_fields, index.AutocompleteField("folded_title")]

    objects = PageManager.from_queryset(BasePageQuerySet)()

    class Meta:
        abstract = True

    def clean(self):
        """Refuse an address that belongs to a view of ours."""
        super().clean()
        if is_reserved(self.slug, self.depth):
            raise ValidationError(
                {"slug": _("Cette adresse est prise par le portail lui-même.")}
            )

    def get_admin_display_title(self):
        """The title readers see; a draft's own only while nothing is published.

        The choosers show this to people who may not know of the draft.
        """
        return self.title if self.live else super().get_admin_display_title()

    @property
    def folded_title(self) -> str:
        """The title without accents: choosers find it however it is typed."""
        return fold(self.title)

    @property
    def is_source(self) -> bool:
        """True when this page holds the facts itself."""
        return self.locale.language_code == SOURCE_LANGUAGE

    @cached_property
    def versions(self) -> list:
        """The page in every language, whether each is public as ``is_shown``."""
        return list(
            type(self)
            .objects.filter(translation_key=self.translation_key)
            .select_related("locale")
            .annotate(is_shown=Case(When(published_q(), then=True), default=False))
            .order_by("pk")
        )

    @cached_property
    def source(self):
        """The French page that holds the facts; itself when there is none."""
        if self.is_source:
            return self
        return next((page for page in self.versions if page.is_source), self)

    def rows(self, relation: str, *joined: str) -> list:
        """Return the facts of ``relation`` with the words of this page.

        Facts are read from the French page's rows; ``row.words`` is the row of this
        page with the same key, or the French row where it has not been translated.
        ``joined`` names the foreign keys to fetch with the rows.
        """
        if self.source is self:
            facts = list(getattr(self, relation).all().select_related(*joined))
            own = {}
        else:
            facts, own = self._facts_and_words(relation, joined)
        for row in facts:
            row.words = own.get(row.translation_key, row)
        return facts

    def _facts_and_words(self, relation: str, joined: tuple[str, ...]):
        """Return the French page's rows, and this page's by key, in one query.

        The rows of a preview are not in the database yet: they are asked of the page.
        """
        model = getattr(type(self), relation).rel.related_model
        rows = (
            model.objects.filter(page__in=[self.source.pk, self.pk])
            .select_related(*joined)
            .order_by("sort_order", "pk")
        )
        facts: list[Any] = []
        words: list[Any] = []
        for row in rows:
            (facts if row.page_id == self.source.pk else words).append(row)
        if relation in getattr(self, "_cluster_related_objects", {}):
            words = list(getattr(self, relation).all())
        return facts, {row.translation_key: row for row in words}

    @property
    def full_url(self) -> str:
        """The absolute address, on our own origin."""
        return absolute(self.get_url() or "")

    @property
    def words_language(self) -> str:
        """The language its words are in: an alias under /en/ is still French."""
        return SOURCE_LANGUAGE if self.alias_of_id else self.locale.language_code

    @property
    def is_shown_in_french_instead(self) -> bool:
        """True when the reader chose another language and reads French words."""
        return self.words_language != (get_language() or SOURCE_LANGUAGE)

    @property
    def meta_description(self) -> str:
        """What search engines and link previews say: 160 characters at most."""
        text = self.search_description or getattr(self, "lead", "")
        return text if len(text) <= 160 else text[:159].rsplit(" ", 1)[0] + "…"

    @property
    def social_image(self):
        """The picture link previews show, or None."""
        return getattr(self.source, "picture", None)

    @cached_property
    def _way(self) -> list:
        """The ancestors from the root down, whether each is public as ``is_shown``."""
        return list(
            self.get_ancestors()
            .select_related("locale")
            .annotate(is_shown=Case(When(published_q(), then=True), default=False))
        )

    @property
    def breadcrumbs(self) -> list:
        """The ancestors from the home page down that anyone may read."""
        return [page for page in self._way if page.depth >= 2 and page.is_shown]

    def get_view_restrictions(self):
        """Return the restrictions of the page and of its ancestors, as Wagtail does.

        Its ancestors are those of the breadcrumbs, and nothing more is asked where none
        of them is restricted. An alias has the restrictions of what it stands for.
        """
        way = [self, *self._way]
        checked = {page.pk for page in way if not page.alias_of_id}
        stood_for = {page.alias_of_id for page in way if page.alias_of_id}
        while stood_for:
            checked |= stood_for
            stood_for = set(
                Page.objects.filter(pk__in=stood_for, alias_of__isnull=False)
                .exclude(alias_of__in=checked)
                .values_list("alias_of", flat=True)
            )
        return PageViewRestriction.objects.filter(
            page_id__in=checked & private_pages().keys
        )

    def get_context(self, request, *args, **kwargs):
        """Return the template's context, with what ``context_from`` gathers."""
        context = super().get_context(request, *args, **kwargs)
        if self.context_from:
            context.update(import_string(self.context_from)(self, request))
        return context

    def is_open(self) -> bool:
        """True when it has not ended, and a translation's source is public.

        Who may read a restricted French page is asked by Wagtail itself.
        """
        if self.expire_at and self.expire_at <= timezone.now():
            return False
        return self.is_source or getattr(self.source, "is_shown", False)

    def serve(self, request, *args, **kwargs):
        """Answer 404 for what has ended since, or whose source was withdrawn."""
        # Asked for by every page, and they come with their locales: a query less.
        for version in self.versions:
            if version.pk == self.pk:
                self.locale = version.locale
        if not getattr(request, "is_preview", False) and not self.is_open():
            raise Http404
        return super().serve(request, *args, **kwargs)
