"""The forms uploads go through, at every door of the admin: one by one, several at once,
and from a chooser."""

import io
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

import willow

from portal.core.uploads import (
    MAX_DOCUMENT_SIZE,
    check_document,
    check_size,
    clean_image,
)

MEGABYTE = 1024 * 1024


class PortalImageField(WagtailImageField):
    """A picture that was sniffed, decoded to its end and freed of its metadata."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = _(
            "Formats possibles : %(formats)s. %(size)s\u00a0Mo au plus. Le lieu et la date de "
            "prise de vue, l’appareil et les commentaires sont effacés à l’envoi."
        ) % {
            "formats": self.supported_formats_text,
            "size": self.max_upload_size // MEGABYTE,
        }

    def to_python(self, data: Any) -> UploadedFile | None:
        """Check the upload and put the clean picture in its place.

        The upload itself is rewritten, not a copy: Wagtail's upload of several files
        keeps the request's file when another field is missing.
        """
        file: Any = forms.FileField.to_python(self, data)
        if file is None:
            return None
        # Before reading it: what is too heavy is not worth the memory.
        check_size(file.size, self.max_upload_size)
        file.seek(0)
        clean = clean_image(file.name, file.read())
        _rewrite(file, clean)
        file.image = willow.Image.open(io.BytesIO(clean))
        file.content_type = file.image.mime_type
        return file


class PortalDocumentField(WagtailDocumentField):
    """A document whose content is what its name says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.max_upload_size = MAX_DOCUMENT_SIZE
        size = {"size": MAX_DOCUMENT_SIZE // MEGABYTE}
        self.help_text = _("%(size)s\u00a0Mo au plus, sans macros.") % size
        too_large = _("Ce fichier est trop lourd : %(size)s\u00a0Mo au plus.") % size
        self.error_messages["file_too_large"] = too_large
        self.error_messages["file_too_large_unknown_size"] = too_large

    def to_python(self, data: Any) -> UploadedFile | None:
        """Check size, extension and content."""
        file = super().to_python(data)
        if file is None:
            return None
        file.seek(0)
        check_document(file.name, file.read())
        file.seek(0)
        return file


def _rewrite(file: Any, content: bytes) -> None:
    """Replace an upload's bytes where they are, in memory or in a temporary file."""
    file.seek(0)
    file.file.truncate()
    file.file.write(content)
    file.file.flush()
    file.size = len(content)
    file.seek(0)


def _replace_file_field(form: forms.Form, field_class: type[forms.FileField]) -> None:
    """Use our field where the form has a file: some forms edit everything else."""
    field = form.fields.get("file")
    if field is not None:
        form.fields["file"] = field_class(
            label=field.label,
            required=field.required,
            widget=field.widget,
            max_length=None,
        )


class PortalImageForm(BaseImageForm):
    """Pictures."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _replace_file_field(self, PortalImageField)


class PortalDocumentForm(BaseDocumentForm):
    """Documents."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _replace_file_field(self, PortalDocumentField)
