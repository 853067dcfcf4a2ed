from io import BytesIO

import pytest

from eventsapp.core import images
from eventsapp.demo import logos


@pytest.mark.parametrize("figure", logos.FIGURES)
def test_draw_makes_a_picture_that_an_upload_would_pass_with(figure):
    from PIL import Image

    picture = Image.open(BytesIO(images.clean_logo(BytesIO(logos.draw(figure, "#000", "#fff")))))

    assert picture.size == (logos.KEPT, logos.KEPT)
    assert picture.getpixel((0, 0))[3] == 0
    colours = {colour for _count, colour in picture.getcolors(100_000)}
    assert {(0, 0, 0, 255), (255, 255, 255, 255)} <= colours


def test_no_two_figures_look_alike():
    assert len({logos.draw(figure, "#000", "#fff") for figure in logos.FIGURES}) == 6
