"""A first practice, from the form of a member to the reader who finds it."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

MEMBER = "member of Maison pour tous du Centre-Ville"
NEIGHBOUR = "member of Maison pour tous du Petit Charran"
TITLE = "La malle à lessive du mercredi"
LEAD = "Des familles préparent ensemble leur lessive, avec ce qui pousse au jardin."


@pytest.fixture
def sign_in(fresh_site, new_context):
    """Open the admin as someone; fail on what the browser complained about."""
    complaints = []

    def enter(role):
        page = new_context().new_page()
        page.on("pageerror", lambda error: complaints.append(f"{role}: {error}"))
        page.on(
            "console",
            lambda message: (
                complaints.append(f"{role}: {page.url}: {message.text}")
                if message.type == "error"
                else None
            ),
        )
        login, password = fresh_site.accounts[role]
        page.goto(f"{fresh_site.url}/admin/login/")
        page.fill("[name=username]", login)
        page.fill("[name=password]", password)
        page.click("button[type=submit]")
        page.wait_for_url(f"{fresh_site.url}/admin/")
        return page

    yield enter
    assert not complaints, "\n".join(complaints)


def write_practice(page, site):
    """Write all that a short practice needs, on the first tab."""
    page.goto(f"{site.url}/admin/practice_listing/choose_parent/")
    page.wait_for_url(re.compile("/admin/pages/add/"))
    page.fill("[name=title]", TITLE)
    page.fill("[name=lead]", LEAD)
    page.locator("[name=themes]").first.check()
    page.locator("[name=dimensions][value=externe]").check()


def submit(page):
    """Send the form for review, from the menu of the footer."""
    footer = page.locator("footer")
    if not footer.locator("[name=action-submit]").is_visible():
        footer.locator("[data-w-dropdown-target=toggle], .w-dropdown__toggle").click()
    footer.locator("[name=action-submit]").click()


def test_a_member_writes_a_reviewer_publishes_the_public_finds(
    fresh_site, sign_in, new_context
):
    member = sign_in(MEMBER)
    write_practice(member, fresh_site)
    submit(member)
    expect(member.locator(".messages")).to_contain_text(TITLE)

    reader = new_context().new_page()
    reader.goto(f"{fresh_site.url}/pratiques/?q=lessive+mercredi")
    expect(reader.locator("main")).not_to_contain_text(TITLE)

    neighbour = sign_in(NEIGHBOUR)
    neighbour.goto(f"{fresh_site.url}/admin/pages/search/?q=malle")
    expect(neighbour.locator("main")).not_to_contain_text(TITLE)

    reviewer = sign_in("reviewer")
    reviewer.get_by_role("link", name=TITLE).first.click()
    reviewer.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    approve = reviewer.locator("footer [data-workflow-action-name=approve]").first
    if not approve.is_visible():
        reviewer.locator("footer .w-dropdown__toggle").click()
    approve.click()
    expect(reviewer.locator(".messages")).to_contain_text(TITLE)

    reader.goto(f"{fresh_site.url}/pratiques/?q=lessive+mercredi")
    reader.get_by_role("link", name=TITLE).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.locator("main")).to_contain_text(LEAD)
    reader.get_by_role("link", name="Maison pour tous du Centre-Ville").first.click()
    expect(reader.locator("main")).to_contain_text(TITLE)


def test_an_incomplete_practice_says_what_to_write_and_keeps_the_words(
    fresh_site, sign_in
):
    member = sign_in(MEMBER)
    write_practice(member, fresh_site)
    member.locator("[name=themes]").first.uncheck()
    submit(member)

    expect(member.locator("main")).to_contain_text("Choisissez au moins un thème.")
    expect(member.locator("[name=lead]")).to_have_value(LEAD)


def test_a_territory_is_chosen_by_the_start_of_its_name(fresh_site, sign_in):
    member = sign_in(MEMBER)
    write_practice(member, fresh_site)
    member.get_by_role("tab", name="Liens").click()

    box = member.locator("#panel-child-liens-content, main").locator(
        "[data-contentpath=territories] .tagit input[type=text]"
    )
    box.press_sequentially("die", delay=20)
    member.locator(".ui-autocomplete li", has_text=re.compile(r"^Die \(")).first.click()
    member.get_by_role("tab", name="Essentiel").click()
    submit(member)

    expect(member.locator(".messages")).to_contain_text(TITLE)


def test_the_preview_beside_the_form_shows_the_page(fresh_site, sign_in):
    member = sign_in(MEMBER)
    write_practice(member, fresh_site)

    member.get_by_role(
        "button", name=re.compile("aperçu|prévisualisation", re.I)
    ).click()
    frame = member.frame_locator("iframe#w-preview-iframe, iframe[id*=preview]").first
    expect(frame.get_by_role("heading", level=1)).to_have_text(TITLE)
