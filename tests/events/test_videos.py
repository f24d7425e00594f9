"""The videos of a day on its page."""

import pytest

from portal.home.tree import ensure_english
from tests.events.asking import soup_of, text_of
from tests.events.factories import make_day, video
from tests.factories import make_tree, translate

pytestmark = pytest.mark.django_db


def test_each_video_is_a_picture_and_a_link(client):
    other = video(
        title="La visite",
        url="https://video.example.org/2",
        transcript="<p>Suivez-nous.</p>",
    )
    soup = soup_of(client, make_day(videos=[video(), other]))

    assert soup.select("iframe, video, embed, object") == []
    first, second = [soup.find(id=name).parent for name in ("video", "video-2")]
    assert first.picture.img["alt"] == "Un vélo contre un mur"
    assert first.select_one('a[href="https://video.example.org/1"]')
    assert "Bonjour à tous." in first.details.text
    assert second["aria-labelledby"] == second.p.a["aria-describedby"] == "video-2"
    assert "Suivez-nous." in second.details.text


@pytest.mark.parametrize(
    ("captions", "said"),
    [
        ("oui", "Voir la vidéo sur son site (avec sous-titres)"),
        ("non", "Voir la vidéo sur son site (sans sous-titres)"),
        ("", "Voir la vidéo sur son site"),
    ],
)
def test_the_captions_of_a_video_are_told_when_someone_looked(client, captions, said):
    day = make_day(videos=[video(captions=captions)])

    section = soup_of(client, day).find(id="video").parent

    assert text_of(section.p) == said


def test_a_video_has_the_words_of_the_translation_and_the_french_facts(client):
    ensure_english(make_tree())
    english = translate(make_day(videos=[video(captions="oui")]), title="A day")
    row = english.videos.get()
    row.title, row.transcript = "The interview", "<p>Hello, everyone.</p>"
    row.url, row.captions = "https://elsewhere.example.org/", ""
    row.save()

    section = soup_of(client, english).find(id="video").parent

    assert section.h2.text == "The interview"
    assert "Hello, everyone." in section.details.text
    assert section.select_one('a[href="https://video.example.org/1"]')
    assert "(with subtitles)" in text_of(section)
