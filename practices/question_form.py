"""The form of « Poser une question », and what keeps machines from using it.

« Demander un coup de main » is the same form with other words.

No captcha: a field that only machines fill, a signed time that tells how long the form
was read, a few links at most, and limits (`question_limits.py`).
"""

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

STAMP_SALT = "practices.question.stamp"
# Nobody reads the form and writes a question in less.
MIN_AGE = timedelta(seconds=3)
MAX_AGE = timedelta(days=1)
MAX_LINKS = 2
LINK = re.compile(r"https?:|www\.|\[url|<a\b", re.IGNORECASE)
# Line breaks, and marks that turn the direction of what follows.
INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069]+")


class GuardedForm(forms.Form):
    """What keeps machines from a form that anyone may send about a page.

    Takes what was sent, the page's id and first values. A subclass says its own words.
    """

    trap_name = "website"
    too_old_message = _(
        "Cette page est restée ouverte longtemps. Votre texte est toujours là\u00a0: "
        "relisez-le, puis envoyez-le à nouveau."
    )
    too_fast_message = _(
        "Votre question est partie plus vite qu’une personne ne l’écrit, et nous "
        "l’avons retenue. Votre texte est toujours là\u00a0: envoyez-le à nouveau."
    )

    # Hidden from people by the style sheet: whoever fills it is a machine.
    website = forms.CharField(
        label=_("Laissez ce champ vide"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        page_id: int,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.page_id = page_id
        if data is not None:
            data = data.copy()
        # Ours to change: a stamp that is no good any more is replaced.
        self._answers = data
        super().__init__(data, initial={"stamp": new_stamp(page_id), **(initial or {})})

    @property
    def is_from_a_machine(self) -> bool:
        """True when the field that people do not see was filled."""
        return bool(str(self.data.get(self.trap_name, "")).strip())

    def clean(self) -> dict[str, Any]:
        """Check how long the form was read."""
        problem = self._problem_of_time()
        if problem:
            self.add_error(None, problem)
        return self.cleaned_data

    def _problem_of_time(self) -> str:
        """Return what to tell, and give the form a new stamp when its own is no good."""
        stamp = str(self.data.get("stamp", ""))
        signer = signing.TimestampSigner(salt=STAMP_SALT)
        try:
            value = signer.unsign(stamp, max_age=MAX_AGE)
            is_right = value == str(self.page_id)
        except signing.BadSignature:
            is_right = False
        if not is_right:
            self._answers["stamp"] = new_stamp(self.page_id)
            return str(self.too_old_message)
        try:
            signer.unsign(stamp, max_age=MIN_AGE)
        except signing.SignatureExpired:
            return ""
        return str(self.too_fast_message)


class QuestionForm(GuardedForm):
    """Name, address, question."""

    field_order = ["name", "email", "question"]

    name = forms.CharField(
        label=_("Votre nom"),
        max_length=120,
        help_text=_("Pour que la structure sache à qui elle répond."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Écrivez votre nom."),
            "max_length": _("Raccourcissez votre nom\u00a0: 120 caractères au plus."),
        },
    )
    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        max_length=254,
        help_text=_("La réponse arrive à cette adresse. Elle ne sert qu’à cela."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Écrivez l’adresse où vous voulez recevoir la réponse."),
            "invalid": _("Écrivez une adresse complète, comme nom@exemple.fr."),
            "max_length": _("Cette adresse est trop longue pour en être une."),
        },
    )
    question = forms.CharField(
        label=_("Votre question"),
        min_length=10,
        max_length=3000,
        help_text=_("Ce que vous aimeriez savoir, avec vos mots."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("Écrivez votre question."),
            "min_length": _(
                "Dites-en un peu plus\u00a0: quelques mots de plus suffisent."
            ),
            "max_length": _(
                "Raccourcissez votre question\u00a0: 3\u00a0000 caractères au plus."
            ),
        },
    )

    def __init__(
        self,
        data: Any = None,
        *,
        page_id: int,
        is_for_help: bool = False,
        opening: str = "",
    ) -> None:
        super().__init__(data, page_id=page_id, initial={"question": opening})
        if is_for_help:
            self.fields["question"].label = gettext("Votre demande")
            self.fields["question"].help_text = gettext(
                "Ce que vous préparez, et ce dont vous auriez besoin."
            )

    def clean_name(self) -> str:
        """Return the name on one line; it holds no address of a site."""
        name = " ".join(INVISIBLE.sub(" ", self.cleaned_data["name"]).split())
        if not name:
            raise ValidationError(self.fields["name"].error_messages["required"])
        if LINK.search(name):
            raise ValidationError(_("Écrivez votre nom, sans adresse de site."))
        return name

    def clean_question(self) -> str:
        """Return the question, with few links."""
        text = self.cleaned_data["question"].replace("\r\n", "\n")
        if len(LINK.findall(text)) > MAX_LINKS:
            raise ValidationError(
                _(
                    "Votre question contient trop de liens\u00a0: gardez-en deux au plus. "
                    "Les messages publicitaires en sont pleins."
                )
            )
        return text


def new_stamp(page_id: int) -> str:
    """Return the signed moment at which the form about a page is shown."""
    return signing.TimestampSigner(salt=STAMP_SALT).sign(str(page_id))
