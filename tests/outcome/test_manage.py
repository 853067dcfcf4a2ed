"""The Outcome tab: what an editor enters, and what readers then see and find."""

import re
from datetime import date

import pytest

from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.outcome import queries
from eventsapp.outcome.kinds import DocumentKind, Qualifier
from eventsapp.outcome.models import (
    AdoptedDecision,
    Coverage,
    Figure,
    LinkedDocument,
    Quote,
    WrittenQuestion,
)
from eventsapp.outcome.sections import SECTIONS
from eventsapp.programme.models import ParticipationPost
from tests.counting import statements
from tests.factories import make_event, make_participation, save
from tests.together import THREADS, browsers, together


def address(event, tail="") -> str:
    return f"/desk/e/{event.id}/outcome/{tail}".rstrip("/")


def own_event(desk, **overrides):
    return make_event(organisation=desk.organisation, **overrides)


def public_page(client, event, lang="en"):
    return client.get(f"/{lang}/e/{event.slug}").text


QUOTE = {
    "names-ky": "Надира Жусупбекова",
    "posts-ky": "министрдин орун басары",
    "texts-ky": "Билим берүүнүн сапатына көңүл бурула баштады",
    "way": "direct",
}
LETTER = {
    "kind": "letter",
    "titles-kk": "Мектептер желісі",
    "number": "",
    "reply_number": "ДС-322",
    "reply_dated_on": "2023-09-15",
    "senders-kk": "Премьер-Министрдің орынбасары",
    "sender_addresses-kk": "010000, Нұр-Сұлтан қ., Үкімет үйі",
    "addressees-kk": "Мәжіліс депутаттарына",
    "signatory": "Т. Дүйсенова",
    "drafter": "Н. Е. Абдрахимов",
    "drafter_phone": "74-54-10",
    "footnotes-0-texts-kk": "Үкіметтің қаулысы",
    "footnotes-0-number": "249",
    "footnotes-0-dated_on": "2023-03-28",
    "footnotes-1-texts-kk": "Министрліктің 2013 жылғы 22 ақпандағы № 50 бұйрығы.",
    "footnotes-1-number": "50",
    "footnotes-1-dated_on": "2013-02-22",
}
DECISION = {
    "texts-kk": "Даму стратегиясы қабылданды",
    "details-kk": "* зерттеулер негізінде дамыту",
    "responsible-kk": "Назарбаев Зияткерлік мектептері",
    "due_on": "2026-12-31",
    "stages-0-horizon": "2025",
    "stages-0-texts-kk": "ағымдағы жобаларды аяқтау",
    "stages-1-horizon": "2030",
    "stages-1-texts-kk": "ірі бастамаларды іске асыру",
}


def test_quote_is_shown_in_the_marks_of_its_language_and_found(desk, client):
    event = own_event(desk)

    answer = desk.post(address(event, "quotes/new"), data=QUOTE)

    assert answer.status_code == 302
    assert "Надира Жусупбекова" in desk.get(address(event)).text
    assert "«Билим берүүнүн сапатына көңүл бурула баштады»" in public_page(client, event, "ky")
    assert event.slug in client.get("/ky/search?q=zhusupbekova").text


def test_quote_of_a_person_keeps_the_post_held_then(desk, client):
    event = own_event(desk)
    person = make_participation(event, posts=[ParticipationPost(titles=Texts(en="Minister"))])
    data = {"person": str(person.id), "texts-en": "More is needed", "way": "indirect"}

    desk.post(address(event, "quotes/new"), data=data)
    person.contact.names = Texts(en="Another Name")
    save(person)

    (quote,) = queries.entries(event, Quote)
    page = public_page(client, event)
    assert quote.names != Texts(en="Another Name")
    assert quote.posts == Texts(en="Minister")
    assert "More is needed" in page
    assert "“More is needed”" not in page


def test_quote_without_a_speaker_is_refused_and_kept_in_the_form(desk):
    event = own_event(desk)

    answer = desk.post(address(event, "quotes/new"), data={"texts-en": "Words", "way": "direct"})

    assert answer.status_code == 422
    assert "Choose the person, or enter their name." in answer.text
    assert ">\nWords</textarea>" in answer.text
    assert not queries.entries(event, Quote)


def test_what_two_people_enter_at_the_same_moment_is_all_kept(app, desk):
    event, browser = own_event(desk), browsers(desk)
    quotes, publication = address(event, "quotes/new"), address(event, "publication")

    def enter(number: int) -> int:
        words = QUOTE | {"texts-ky": f"Сөз {number}"}
        where, data = (quotes, words) if number % 2 else (publication, {})
        return browser().post(where, data=data).status_code

    assert together(app, enter) == {302: THREADS}
    assert len(queries.entries(event, Quote)) == THREADS // 2


def test_figure_says_how_exact_it_is_and_until_when(desk, client):
    event = own_event(desk)
    data = {
        "qualifier": "over",
        "number": "27 344",
        "units-en": "children in school circles",
        "by_year": "2030",
        "source": "Ministry of Education",
    }

    desk.post(address(event, "figures/new"), data=data)

    (figure,) = queries.entries(event, Figure)
    page = public_page(client, event)
    assert figure.qualifier is Qualifier.OVER
    assert "over 27 344" in page
    assert "To be reached by 2030" in page
    assert "Source: Ministry of Education" in page


@pytest.mark.parametrize(
    ("language", "number"),
    [
        ("kk", "1896-дан астам"), ("ky", "1896дан ашуун"), ("tr", "1896&#39;dan fazla"),
        ("ru", "более 1896"), ("en", "over 1896"),
    ],
)  # fmt: skip
def test_figure_has_the_ending_its_language_asks_for(desk, client, language, number):
    event = own_event(desk)
    desk.post(
        address(event, "figures/new"),
        data={"number": "1896", "qualifier": "over", "units-kk": "мектеп"},
    )

    assert number in public_page(client, event, language)


@pytest.mark.parametrize("language", ["kk", "ky", "ru", "en", "tr"])
@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_new_asks_in_every_language(desk, section, language):
    event = own_event(desk)

    page = desk.get(f"{address(event, f'{section}/new')}?lang={language}")

    assert page.status_code == 200
    assert f'lang="{language}"' in page.text
    assert "%%" not in page.text


def test_letter_keeps_its_numbers_and_footnotes_and_hides_the_phone(desk, client):
    event = own_event(desk)

    desk.post(address(event, "documents/new"), data=LETTER)

    (letter,) = queries.entries(event, LinkedDocument)
    page = public_page(client, event)
    assert (letter.kind, letter.number) == (DocumentKind.LETTER, "")
    assert letter.reply_dated_on == date(2023, 9, 15)
    assert [note.number for note in letter.footnotes] == ["249", "50"]
    assert "No. ДС-322 of 15 September 2023" in page
    assert "Үкіметтің қаулысы</span> (No. 249 of 28 March 2023)" in page
    assert page.count("No. 50 of 22 February 2013") == 0  # its own words name them
    assert "Н. Е. Абдрахимов" in page
    assert "74-54-10" not in page


def test_rows_are_added_and_removed_without_saving(desk):
    event = own_event(desk)

    more = desk.post(address(event, "decisions/new"), data=DECISION | {"rows": "add:stages"}).text
    fewer = desk.post(
        address(event, "decisions/new"), data=DECISION | {"rows": "remove:stages-0"}
    ).text

    assert 'name="stages-2-horizon"' in more
    assert "ағымдағы жобаларды аяқтау" not in fewer
    assert "ірі бастамаларды іске асыру" in fewer
    assert not queries.entries(event, AdoptedDecision)


def test_decisions_are_public_once_the_outcome_is(desk, client):
    event = own_event(desk)
    desk.post(address(event, "decisions/new"), data=DECISION)
    desk.post(address(event), data={"texts-en": "The strategy was adopted."})
    before = public_page(client, event, "kk")

    desk.post(address(event, "publication"))
    page = public_page(client, event, "kk")
    found = client.get("/kk/search?q=стратегиясы").text
    desk.post(address(event, "hiding"))

    assert "Даму стратегиясы қабылданды" not in before
    assert "Даму стратегиясы қабылданды" in page
    assert page.index("2025") < page.index("2030")
    assert "<li>зерттеулер негізінде дамыту</li>" in page
    assert "The strategy was adopted." in page
    assert event.slug in found
    assert "Даму стратегиясы қабылданды" not in public_page(client, event, "kk")


def test_edit_keeps_what_was_not_changed(desk):
    event = own_event(desk)
    desk.post(address(event, "decisions/new"), data=DECISION)
    (decision,) = queries.entries(event, AdoptedDecision)

    page = desk.get(address(event, f"decisions/{decision.id}")).text
    desk.post(
        address(event, f"decisions/{decision.id}"), data=DECISION | {"stages-1-horizon": "2031"}
    )

    assert 'name="stages-0-horizon" type="number" value="2025"' in page
    assert [stage.horizon for stage in decision.stages] == [2025, 2031]
    assert decision.due_on == date(2026, 12, 31)


def opened(desk, where: str) -> dict[str, str]:
    """What a form knows of the record when it is opened."""
    return {"opened": re.search(r'name="opened"[^>]* value="(\w+)"', desk.get(where).text)[1]}


def test_edit_takes_nothing_back_that_a_colleague_has_saved(desk):
    event = own_event(desk)
    desk.post(address(event, "decisions/new"), data=DECISION)
    (decision,) = queries.entries(event, AdoptedDecision)
    where = address(event, f"decisions/{decision.id}")
    mine = DECISION | {"texts-ru": "Принята стратегия"} | opened(desk, where)
    desk.post(where, data=DECISION | {"stages-1-horizon": "2035", "due_on": "2027-01-31"})

    refused = desk.post(where, data=mine)

    assert refused.status_code == 409
    assert "Due on: <span>31 Jan 2027</span>" in refused.text
    assert "ірі бастамаларды іске асыру, 2035" in refused.text
    assert "Принята стратегия" in refused.text
    db.session.refresh(decision)
    assert [each.horizon for each in decision.stages] == [2025, 2035]
    assert desk.post(where, data=mine | opened(desk, where)).status_code == 302


def test_outcome_takes_nothing_back_that_a_colleague_has_saved(desk):
    event = own_event(desk)
    mine = {"texts-en": "Adopted."} | opened(desk, address(event))
    desk.post(address(event), data={"texts-ky": "Кабыл алынды."})

    refused = desk.post(address(event), data=mine)

    assert refused.status_code == 409
    assert queries.find(event).texts == Texts(ky="Кабыл алынды.")


def test_edit_refuses_a_year_that_is_none(desk):
    event = own_event(desk)

    answer = desk.post(
        address(event, "decisions/new"), data=DECISION | {"stages-0-horizon": "20255"}
    )

    assert answer.status_code == 422
    assert "Enter a year with four digits." in answer.text


def test_move_and_remove_change_the_order(desk):
    event = own_event(desk)
    for outlet in ("Kabar", "Kazinform"):
        desk.post(address(event, "coverage/new"), data={"outlet": outlet})
    first, second = queries.entries(event, Coverage)

    desk.post(address(event, f"coverage/{second.id}/up"))
    moved = [each.outlet for each in queries.entries(event, Coverage)]
    asked = desk.get(address(event, f"coverage/{first.id}/removal")).text
    desk.post(address(event, f"coverage/{first.id}/removal"))

    assert moved == ["Kazinform", "Kabar"]
    assert "Remove this entry?" in asked
    assert [each.outlet for each in queries.entries(event, Coverage)] == ["Kazinform"]


def test_only_answered_questions_are_public(desk, client):
    event = own_event(desk)
    save(WrittenQuestion(event_id=event.id, text="How many schools?", is_public=True))
    save(
        WrittenQuestion(
            event_id=event.id, text="And in Osh?", is_public=True, answers=Texts(en="Twelve.")
        )
    )

    desk.post(address(event, "publication"))
    page = public_page(client, event)

    assert "And in Osh?" in page
    assert "Twelve." in page
    assert "How many schools?" not in page


def test_media_links_of_a_dangerous_kind_are_refused(desk):
    event = own_event(desk)

    answer = desk.post(
        address(event, "coverage/new"), data={"outlet": "X", "url": "javascript:alert(1)"}
    )

    assert answer.status_code == 422


@pytest.mark.parametrize("section", ["quotes", "figures", "documents", "decisions"])
def test_search_does_not_find_what_was_removed(desk, client, section):
    event = own_event(desk)
    data = {
        "quotes": QUOTE,
        "figures": {"qualifier": "about", "number": "5", "units-ky": "Надира Жусупбекова"},
        "documents": LETTER | {"titles-ky": "Надира Жусупбекова"},
        "decisions": DECISION | {"texts-ky": "Надира Жусупбекова"},
    }[section]
    desk.post(address(event, "publication"))
    desk.post(address(event, f"{section}/new"), data=data)
    found = client.get("/ky/search?q=zhusupbekova").text

    desk.post(address(event, f"{section}/1/removal"))

    assert event.slug in found
    assert event.slug not in client.get("/ky/search?q=zhusupbekova").text


def test_page_of_an_event_asks_as_often_for_many_entries(app, client):
    event = make_event()
    for number in range(3):
        save(Figure(event_id=event.id, number=str(number), units=Texts(en="schools")))
    counts = []
    for more in (0, 4):
        for _ in range(more):
            db.session.add(LinkedDocument(event_id=event.id, titles=Texts(en="Order")))
            db.session.add(Quote(event_id=event.id, names=Texts(en="Ada"), texts=Texts(en="Yes")))
        db.session.commit()
        app.extensions["dateline_shortcut"].forget()
        with statements() as seen:
            public_page(client, event)
        counts.append(len(seen))

    assert counts[1] <= counts[0] + 1  # the footnotes, asked for once there are documents
