"""The page on which a contact corrects what we know of them, and stops or allows mail."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms import SelectChoice as Choice
from wtforms.validators import InputRequired, Length, Optional

from eventsapp.contacts import own, queries
from eventsapp.contacts.details import ContactDetails
from eventsapp.contacts.forms import EachLine, EmailAddress, Words, split
from eventsapp.contacts.models import Contact
from eventsapp.core.clock import utcnow
from eventsapp.core.texts import ENDONYMS
from eventsapp.extensions import csrf, db
from eventsapp.mail import one_click
from eventsapp.web import limits, locale, private
from eventsapp.web.fields import LineField, ParagraphsField
from eventsapp.web.forms import Form

bp = Blueprint("contact_profiles", __name__)

private.keep(bp)


class OwnForm(Form):
    """What a contact may say about themselves."""

    name = LineField(_l("Full name"), [InputRequired(), Length(max=200)])
    post = LineField(_l("Post"), [Optional(), Length(max=300)])
    outlet = LineField(_l("Outlet"), [Optional(), Length(max=200)])
    emails = ParagraphsField(_l("E-mail addresses"), [Optional(), EachLine(EmailAddress(), 254)])
    phones = ParagraphsField(_l("Phones"), [Optional(), EachLine(None, 60)])
    beats = LineField(_l("Beats"), [Optional(), Length(max=1000), Words()])
    regions = LineField(_l("Regions"), [Optional(), Length(max=1000), Words()])
    language = SelectField(_l("Write to me in"))
    agrees = BooleanField(_l("You may invite me to events and send me news"))

    def __init__(self, contact: Contact) -> None:
        super().__init__(data=_stored(contact))
        self.contact = contact
        self.language.choices = [Choice(code, name) for code, name in ENDONYMS.items()]

    def details(self) -> own.OwnDetails:
        """The answers. Call only after the form has validated."""
        return own.OwnDetails(
            name=self.name.data or "",
            post=self.post.data or "",
            outlet=self.outlet.data or "",
            emails=tuple((self.emails.data or "").splitlines()),
            phones=tuple((self.phones.data or "").splitlines()),
            beats=split(self.beats.data),
            regions=split(self.regions.data),
            language=self.language.data,
            agrees=self.agrees.data,
        )


@bp.route("/c/<token>", methods=["GET", "POST"])
@limits.by_address(limits.PUBLIC_FORM)
def show(token: str) -> ResponseReturnValue:
    """What we know of them, to be corrected."""
    contact = _own(token)
    form = OwnForm(contact)
    if form.validate_on_submit():
        own.correct(contact, form.details(), now=utcnow())
        db.session.commit()
        flash(_("Thank you. Your data are saved."), "success")
        return redirect(url_for(".show", token=token))
    page = render_template("contacts/own.html", contact=contact, form=form, token=token)
    return page, 422 if form.errors else 200


@bp.route("/c/<token>/stop", methods=["GET", "POST"])
@csrf.exempt
def stop(token: str) -> ResponseReturnValue:
    """Write to them no more, by the button or by a mail program in one click; looking asks first."""
    contact = _own(token)
    if request.method == "POST":
        own.stop(contact, now=utcnow())
        db.session.commit()
    if one_click.is_asked():
        return ""
    if request.method == "POST":
        flash(_("We no longer write to you, except about your own registrations."), "success")
    return redirect(url_for(".show", token=token))


def _own(token: str) -> Contact:
    """The contact a link opens, in their language."""
    contact = queries.find_by_token(token) or abort(404)
    locale.use(contact.language or contact.organisation.original_language)
    return contact


def _stored(contact: Contact) -> dict[str, Any]:
    details, order = ContactDetails.of(contact), [contact.original_language]
    held = [post for post in details.posts if not post.is_over(utcnow().date())]
    return {
        "name": details.names.read(order).text,
        "post": held[0].titles.read(order).text if held else "",
        "outlet": details.outlet,
        "emails": "\n".join(details.emails),
        "phones": "\n".join(details.phones),
        "beats": ", ".join(details.beats),
        "regions": ", ".join(details.regions),
        "language": details.language or contact.organisation.original_language,
        "agrees": contact.stopped_at is None and contact.consented_on is not None,
    }
