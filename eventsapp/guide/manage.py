"""The pages of the guide, and the link to the right one from every page of the desk."""

from flask import Blueprint, Flask, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventsapp.guide import sections
from eventsapp.web import guard, locale

bp = Blueprint("guide", __name__, url_prefix="/desk/guide")
guard.protect(bp)


@bp.record_once
def _offer(state: object) -> None:
    app: Flask = state.app  # type: ignore[attr-defined]
    app.jinja_env.globals.update(guide_url=guide_url)


def guide_url() -> str:
    """Where this page of the desk is explained."""
    return url_for("guide.show", section=sections.helping(request.endpoint))


@bp.get("")
def index() -> ResponseReturnValue:
    """The guide from its beginning."""
    return show(sections.START)


@bp.get(f"/<any({','.join(sections.TITLES)}):section>")
def show(section: str) -> ResponseReturnValue:
    """One section of the guide."""
    language = locale.current_language()
    heading, _line, text = sections.text(section, language).partition("\n")
    return render_template(
        "guide/show.html",
        section_name=section,
        titles=sections.TITLES,
        heading=heading,
        picture=sections.picture(section, language),
        text=text,
    )
