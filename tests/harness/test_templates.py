"""The harness sees what is undefined in our templates, and only there."""

from pathlib import Path

from django.conf import settings
from django.template import Context, Engine

import pytest

from tests.harness.templates import watch_undefined_variables

pytestmark = pytest.mark.one_database


@pytest.fixture
def defined_variables():
    """Stand aside: these tests hold what the harness forbids."""


@pytest.fixture
def render(settings, tmp_path: Path):
    """Render a template that stands in a « templates » folder of ours."""
    settings.BASE_DIR = tmp_path
    (tmp_path / "templates").mkdir()
    (tmp_path / "elsewhere").mkdir()
    engine = Engine(dirs=[tmp_path / "templates", tmp_path / "elsewhere"])

    def render_text(text: str, *, folder: str = "templates", **context: object):
        (tmp_path / folder / "page.html").write_text(text)
        with watch_undefined_variables() as undefined:
            engine.get_template("page.html").render(Context(context))
        return undefined

    return render_text


@pytest.mark.parametrize(
    "text",
    [
        "{{ nothing }}",
        "{{ page.nothing }}",
        "{{ nothing|upper }}",
        "{% for item in nothing %}{{ item }}{% endfor %}",
        "{% if page %}{{ page.nothing.title }}{% endif %}",
        "{% with name=nothing %}{{ name }}{% endwith %}",
    ],
)
def test_undefined_variable_is_seen(render, text):
    assert render(text, page={"title": "Une page"})


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.title }}",
        "{% if nothing %}oui{% endif %}",
        "{% if page.nothing and page.title %}oui{% endif %}",
        '{{ nothing|default:"rien" }}',
        "{% firstof nothing page.title %}",
        "{% for item in page.items %}{{ item.0 }}{% endfor %}",
    ],
)
def test_question_whether_there_is_one_is_allowed(render, text):
    assert render(text, page={"title": "Une page"}) == []


def test_other_people_s_templates_are_theirs(render):
    assert render("{{ nothing }}", folder="elsewhere") == []


def test_undefined_variable_in_an_included_template_names_that_template(
    render, tmp_path
):
    (tmp_path / "templates" / "part.html").write_text("{{ nothing }}")
    assert render('{% include "part.html" only %}') == ["part.html: nothing"]


def test_our_templates_are_where_the_harness_looks():
    assert Path(settings.BASE_DIR, "templates", "base.html").exists()
