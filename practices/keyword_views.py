"""In the admin: the list of keywords, and making one of two."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from taggit.models import Tag
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from portal.core.visibility import NUMBER
from practices.keywords import Bearers, bearers_of, keywords_for, merge

OTHER = "avec"
# What merging needs: the group of reviewers has it (practices/spaces.py).
PERMISSION = "taggit.delete_tag"


class KeywordIndexView(IndexView):
    """The keywords that practices bear, with how many do."""

    any_permission_required = ["delete"]
    is_export_enabled = False

    def get_base_queryset(self):
        """Leave out the keywords of drafts the user may not know of."""
        return keywords_for(self.request.user)

    def get_list_more_buttons(self, instance):
        """Offer to merge, and nothing else: keywords are typed on practices."""
        return [
            Button(
                _("Fusionner avec…"),
                url=reverse("keywords:merge", args=[instance.pk]),
                icon_name="resubmit",
                priority=10,
            )
        ]


class KeywordViewSet(ModelViewSet):
    """The keywords of practices: looked at and merged, never typed here."""

    model = Tag
    name = "keywords"
    icon = "tag"
    menu_label = gettext_lazy("Mots-clés")
    index_view_class = KeywordIndexView
    add_to_reference_index = False
    list_display = [
        "name",
        Column("uses", label=gettext_lazy("Pratiques publiées"), sort_key="uses"),
    ]
    search_fields = ["name"]
    ordering = ["name", "pk"]
    list_per_page = 50

    def get_common_view_kwargs(self, **kwargs):
        """Name the pages of the library as the menu does."""
        return super().get_common_view_kwargs(
            **{"page_title": self.menu_label, "add_url_name": None, **kwargs}
        )

    def get_index_view_kwargs(self, **kwargs):
        """Offer none of the forms that there are not."""
        names = ("add", "edit", "delete", "copy", "inspect")
        none = {f"{name}_url_name": None for name in names}
        return super().get_index_view_kwargs(**{**none, **kwargs})

    def get_urlpatterns(self):
        """Return the list and the merging alone."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/merge/", merge_keyword, name="merge"),
        ]

    def register_admin_url_finder(self):
        """Tell of no form: there is none."""


def merge_keyword(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Choose another keyword, look at what changes, then have it done."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    known = keywords_for(request.user)
    tag = get_object_or_404(known, pk=pk)
    others = known.exclude(pk=tag.pk).order_by("name", "pk")
    asked = request.POST if request.method == "POST" else request.GET
    wanted = asked.get(OTHER, "")
    other = others.filter(pk=wanted).first() if NUMBER.fullmatch(wanted) else None
    if request.method == "POST" and other:
        name, number = tag.name, sum(bearers_of(tag))
        try:
            merge(tag, other)
        except Tag.DoesNotExist:
            messages.error(request, _("Quelqu’un vient de fusionner ce mot-clé."))
        else:
            messages.success(request, _told(name, other.name, number))
        return redirect("keywords:index")
    return render(
        request,
        "practices/admin/merge_keyword.html",
        {
            "header_title": _("Fusionner un mot-clé"),
            "page_title": _("Fusionner un mot-clé"),
            "page_subtitle": tag.name,
            "header_icon": "tag",
            "breadcrumbs_items": [],
            "tag": tag,
            "other": other,
            "others": others,
            "is_wrong": bool(asked.get(OTHER)) and other is None,
            "bearers": bearers_of(tag) if other else Bearers(0, 0),
            "index_url": reverse("keywords:index"),
            "merge_url": reverse("keywords:merge", args=[tag.pk]),
        },
    )


def _told(name: str, other: str, number: int) -> str:
    return ngettext(
        "«\u00a0%(name)s\u00a0» est devenu «\u00a0%(other)s\u00a0» dans %(number)s pratique.",
        "«\u00a0%(name)s\u00a0» est devenu «\u00a0%(other)s\u00a0» dans %(number)s pratiques.",
        number,
    ) % {"name": name, "other": other, "number": number}
