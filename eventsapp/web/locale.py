"""Which language an answer is in, and the links to the same page in the others.

Public addresses carry it; private pages take the record's or the user's, changed by `?lang=`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from babel.support import Translations
from flask import Flask, current_app, g, has_request_context, request, url_for
from flask_babel import Domain, force_locale, get_locale, get_translations, refresh
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.routing import AnyConverter, Map

from eventsapp.core.texts import ENDONYMS, LANGUAGES, Texts
from eventsapp.web import addresses

COOKIE = "language"
SWITCH = "switch_to"  # the button pressed to see a form in another language


class LanguageConverter(AnyConverter):
    """`<lang:lang>` in an address: one of the five languages."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, *LANGUAGES)


@dataclass(frozen=True)
class LanguageLink:
    """One entry of the language menu."""

    code: str
    name: str
    url: str
    current: bool


class _Catalogues(Domain):
    """Flask-Babel's, found by their language: it spells a locale out for each text it looks up."""

    def get_translations(self) -> Translations:
        """The catalogue of the language that is being written in."""
        locale = get_locale()
        language = locale.language if locale else ""
        if language not in self.cache:
            self.cache[language] = super().get_translations()
        return self.cache[language]


def init_app(app: Flask) -> None:
    """Offer the language and its menu to templates; refuse addresses in unknown languages."""
    app.url_map.converters["lang"] = LanguageConverter
    app.extensions["dateline_user_language"] = lambda: None
    app.extensions["babel"].instance.domain_instance = _Catalogues()
    app.jinja_env.globals.update(
        _=_gettext,
        gettext=_gettext,
        current_language=current_language,
        language_links=language_links,
        endonyms=ENDONYMS,
        languages=LANGUAGES,
    )


def supply_user_language(app: Flask, language: Callable[[], str | None]) -> None:
    """Tell how to learn the signed-in person's language; used on private pages."""
    app.extensions["dateline_user_language"] = language


def current_language() -> str:
    """The language of this answer: kk, ky, ru, en or tr."""
    if not has_request_context():
        return str(get_locale() or "en")[:2]
    language: str | None = g.get("language")
    if language is None:
        language = g.language = _chosen()
    return language


def current_locale() -> str:
    """For Flask-Babel; outside a request its default, unless `force_locale` says otherwise."""
    return current_language() if has_request_context() else "en"


def use(language: str) -> None:
    """Answer this request in a language that the record asks for; `?lang=` goes first."""
    g.language = _asked() or language
    refresh()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Write what is inside for a reader of this language, in a request or outside any."""
    former = g.get("language")
    g.language = language
    try:
        with force_locale(language):
            yield
    finally:
        g.pop("language")
        if former:
            g.language = former


def is_switching() -> bool:
    """Whether a form was sent only to be seen in another language, with what is typed so far."""
    return SWITCH in request.form


def reading_order(original: str | None = None) -> list[str]:
    """The languages a reader of this answer is served in: theirs, the original, any."""
    return [current_language(), *([original] if original else [])]


def preferred() -> str:
    """For addresses without a language: the cookie, then Accept-Language, then English."""
    cookie = request.cookies.get(COOKIE)
    if cookie in LANGUAGES:
        return cookie
    return best_match(request.accept_languages) or str(current_app.config["BABEL_DEFAULT_LOCALE"])


def best_match(accepted: LanguageAccept) -> str | None:
    """The first accepted language that we offer; `kk-KZ` counts as `kk`."""
    for tag, _quality in accepted:
        if tag.split("-")[0].lower() in LANGUAGES:
            return tag.split("-")[0].lower()
    return None


def language_links() -> list[LanguageLink]:
    """The same page in each language, with its filters kept."""
    now = current_language()
    return [
        LanguageLink(code, ENDONYMS[code], _address_in(code), code == now) for code in LANGUAGES
    ]


def read(texts: Texts, original: str | None = None) -> str:
    """The text for this answer's reader."""
    return texts.read(reading_order(original)).text


@pass_eval_context
def _gettext(context: EvalContext, text: str, /, **values: object) -> str:
    """`_()` of templates. As Jinja's: a format even without values, and safe where HTML is written."""
    said = get_translations().ugettext(text)
    return (Markup(said) if context.autoescape else said) % values  # noqa: S704 -- ours


def use_what_the_request_says() -> None:
    """Answer in its language without asking the database who is signed in."""
    g.language = g.get("language") or _in_address() or _asked() or preferred()


def _chosen() -> str:
    supplied = current_app.extensions["dateline_user_language"]
    return _in_address() or _asked() or supplied() or preferred()


def _in_address() -> str | None:
    """That of the page; below /kk/ also of the answer that there is no such page."""
    if request.url_rule is not None:
        return (request.view_args or {}).get("lang")
    first = request.path.split("/", 2)[1]
    return first if first in LANGUAGES else None


def _asked() -> str | None:
    asked = request.args.get("lang")
    return asked if asked in LANGUAGES else None


def _address_in(language: str) -> str:
    if not request.endpoint:
        return url_for("site.index", lang=language)
    return addresses.keeping_query(
        request.endpoint, **(request.view_args or {}) | {"lang": language}
    )
