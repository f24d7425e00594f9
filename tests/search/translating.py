"""English pages for the tests of the catalogue."""

from practices.models import PracticePage


def translate(page: PracticePage, title: str) -> PracticePage:
    """Return the live English page of ``page``."""
    locale_model = type(page.locale)
    english = locale_model.objects.get_or_create(language_code="en")[0]
    copy = page.copy_for_translation(english, copy_parents=True)
    copy.title = title
    copy.save_revision().publish()
    return PracticePage.objects.get(pk=copy.pk)
