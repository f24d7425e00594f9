"""English pages for the tests of the catalogue."""

from practices.models import PracticePage


def translate(page: PracticePage, title: str, **words: str) -> PracticePage:
    """Return the live English page of ``page``, with ``words`` in its fields."""
    locale_model = type(page.locale)
    english = locale_model.objects.get_or_create(language_code="en")[0]
    copy = page.copy_for_translation(english, copy_parents=True)
    copy.title = title
    for name, text in words.items():
        setattr(copy, name, text)
    copy.save_revision().publish()
    return PracticePage.objects.get(pk=copy.pk)
