"""Certificates of attendance: numbered, mailed with the PDF, checked and saved by anybody."""

from datetime import timedelta
from io import BytesIO

from pypdf import PdfReader

from eventsapp.checkin.models import Attendance
from eventsapp.core.clock import utcnow
from eventsapp.documents import certificates, letters, mailed, queries
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.schedule import PAPERS
from tests.factories import CREATED, make_event, make_registration, save


def came(event, name, **more):
    person = make_registration(event, name=name, **more)
    save(Attendance(registration=person, event_id=event.id, entered_at=CREATED, act_key=name))
    return person


def pdf_text(data: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def mails():
    return db.session.query(Message).filter_by(template=certificates.TEMPLATE).all()


def test_issue_numbers_those_who_came_and_mails_them_the_pdf(desk):
    event = make_event(organisation=desk.organisation)
    ada = came(event, "Ada Kim", email="ada@example.org")
    ben = came(event, "Ben Oz", email=None, party_id=ada.id)
    make_registration(event, name="Cem Stayed", email="cem@example.org")

    page = desk.post(f"/desk/e/{event.id}/documents/certificates", follow_redirects=True)
    certificates.send_due(utcnow() + certificates.UNDO)
    db.session.commit()

    numbers = queries.certificate_numbers(event)
    (message,) = mails()
    name, data = mailed.make(PAPERS, message.paper)
    assert "2 certificates are issued and go out within a minute." in page.text
    assert {number[-4:] for number in numbers.values()} == {"0001", "0002"}
    assert set(numbers) == {ada.id, ben.id}
    assert message.recipient == "ada@example.org"
    assert f"Issued to Ada Kim, number {numbers[ada.id]}." in message.text
    assert name == "certificate.pdf"
    assert f"Number {numbers[ada.id]}" in pdf_text(data)
    assert certificates.send_due(utcnow() + certificates.UNDO) == 0


def test_undo_takes_back_the_certificates_of_the_last_minute(desk):
    event = make_event(organisation=desk.organisation)
    came(event, "Ada Kim", email="ada@example.org")
    certificates.issue(event, CREATED)  # long gone
    late = came(event, "Aza Late", email="aza@example.org")
    address = f"/desk/e/{event.id}/documents/certificates"
    page = desk.post(address, follow_redirects=True)
    assert "One certificate goes out within a minute." in page.text
    assert certificates.send_due(utcnow()) == 1  # the first alone

    undone = desk.post(f"{address}/undo", follow_redirects=True)

    assert "One certificate is taken back." in undone.text
    assert late.id not in queries.certificate_numbers(event)
    assert certificates.send_due(utcnow() + certificates.UNDO) == 0


def test_undo_says_that_the_minute_is_over(desk):
    event = make_event(organisation=desk.organisation)
    came(event, "Ada Kim", email="ada@example.org")
    certificates.issue(event, utcnow() - certificates.UNDO)
    db.session.commit()

    page = desk.post(f"/desk/e/{event.id}/documents/certificates/undo", follow_redirects=True)

    assert "The minute is over" in page.text
    assert len(queries.certificate_numbers(event)) == 1


def test_issue_again_goes_on_counting_for_those_who_came_later(desk):
    event = make_event(organisation=desk.organisation)
    came(event, "Ada Kim", email="ada@example.org")
    certificates.issue(event, CREATED)
    late = came(event, "Aza Late", email="aza@example.org")

    again = certificates.issue(event, CREATED + timedelta(days=1))

    assert again == 1
    assert queries.certificate_numbers(event)[late.id].endswith("-0002")
    assert certificates.issue(event, CREATED) == 0


def test_the_page_of_a_certificate_says_its_number_and_hands_it_out(app, client):
    event = make_event()
    ada = came(event, "Ada Kim", email="ada@example.org")
    certificates.issue(event, CREATED)
    db.session.commit()
    number = queries.certificate_numbers(event)[ada.id]
    address = f"/certificates/{letters.certificate_token(ada)}"

    page, saved = client.get(address), client.get(f"{address}.pdf")

    assert number in page.text
    assert f"{address}.pdf" in page.text
    assert "Ada Kim" in pdf_text(saved.data)


def test_nobody_gets_the_certificate_of_who_was_erased(app, client):
    event = make_event()
    ada = came(event, "Ada Kim", email="ada@example.org")
    certificates.issue(event, CREATED)
    ada.erased_at = CREATED
    db.session.commit()

    certificates.send_due(CREATED + certificates.UNDO)

    assert mails() == []
    assert mailed.make(PAPERS, {"certificate": ada.id}) is None
    assert client.get(f"/certificates/{letters.certificate_token(ada)}.pdf").status_code == 404
