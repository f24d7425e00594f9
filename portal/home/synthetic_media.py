"""The picture and the document of the synthetic network."""

from io import BytesIO

from django.core.files.base import ContentFile

from PIL import Image, ImageDraw

from portal.core.enums import Licence
from portal.core.models import PortalDocument, PortalImage

PICTURE = "Collines au soleil"
DOCUMENT = "Convention avec la commune (modèle)"


def draw_picture() -> PortalImage:
    """Return the picture of the synthetic network, drawn the first time."""
    found = PortalImage.objects.filter(title=PICTURE).first()
    if found:
        return found
    width, height = 1200, 800
    drawing = Image.new("RGB", (width, height), "#f6e7c8")
    pen = ImageDraw.Draw(drawing)
    pen.ellipse((820, 120, 1000, 300), fill="#e0a33a")
    pen.ellipse((-300, 420, 900, 1200), fill="#5d8a66")
    pen.ellipse((400, 520, 1600, 1300), fill="#2f6b5e")
    file = BytesIO()
    drawing.save(file, "PNG")
    return PortalImage.objects.create(
        title=PICTURE,
        file=ContentFile(file.getvalue(), "collines-au-soleil.png"),
        width=width,
        height=height,
        alt_text="Deux collines vertes sous un soleil ocre.",
        credit="Dessin du portail",
        licence=Licence.CC0,
    )


def draw_document() -> PortalDocument:
    """Return the document of the synthetic network, written the first time."""
    found = PortalDocument.objects.filter(title=DOCUMENT).first()
    return found or PortalDocument.objects.create(
        title=DOCUMENT,
        file=ContentFile("article;objet\n1;Prêt du local\n".encode(), "convention.csv"),
        credit="L’équipe du centre",
        licence=Licence.CC_BY_SA,
    )
