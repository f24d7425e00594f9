"""The tag that explains acronyms in a part of a template."""

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe

from portal.core.glossed import acronyms, explain

register = template.Library()


class GlossedNode(template.Node):
    """A part of a page in which acronyms are explained."""

    def __init__(
        self, nodelist: NodeList, language: FilterExpression, most: FilterExpression
    ):
        self.nodelist, self.language, self.most = nodelist, language, most

    def render(self, context: template.Context) -> SafeString:
        """Return the part, with its first acronyms as links."""
        html = self.nodelist.render(context)
        known = acronyms(self.language.resolve(context))
        return mark_safe(explain(html, known, self.most.resolve(context)))  # noqa: S308


@register.tag
def glossed(parser: Parser, token: Token) -> GlossedNode:
    """Explain acronyms: ``{% glossed language most %}…{% endglossed %}``."""
    _name, language, most = token.split_contents()
    nodelist = parser.parse(("endglossed",))
    parser.delete_first_token()
    return GlossedNode(
        nodelist, parser.compile_filter(language), parser.compile_filter(most)
    )
