"""Refusals that the admin answers with sentences instead of an error page."""


class PublicationRefusedError(Exception):
    """An act on a page was refused; ``messages`` say why, in the editor's language."""

    def __init__(self, page, messages: list[str]):
        self.page = page
        self.messages = messages
        super().__init__(f"{page._meta.label} {page.pk}: {' '.join(messages)}")
