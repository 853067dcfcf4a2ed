import pytest

from eventsapp.core import publication
from eventsapp.core.texts import Texts
from eventsapp.organisations import queries, services
from eventsapp.organisations.services import ChangedMeanwhile, OrganisationDetails
from tests.factories import make_organisation

MINISTRY = OrganisationDetails(
    names=Texts(kk="Оқу-ағарту министрлігі", en="Ministry of Enlightenment"), original_language="kk"
)


def test_create_makes_the_address_from_the_original_name(app, now):
    first = services.create(MINISTRY, now=now)
    second = services.create(MINISTRY, now=now)

    assert first.slug == "oku-agartu-ministrligi"
    assert second.slug == "oku-agartu-ministrligi-2"
    assert queries.find_by_slug("oku-agartu-ministrligi-2") is second


def test_create_finds_an_address_for_a_name_without_letters(app, now):
    details = OrganisationDetails(names=Texts(en="!!!"))

    assert services.create(details, now=now).slug == "organisation"


def test_change_keeps_the_address_and_refreshes_the_search(app, now):
    organisation = services.create(MINISTRY, now=now)
    before = publication.number()

    renamed = OrganisationDetails(names=Texts(kk="Ғылым министрлігі"), original_language="kk")
    services.change(organisation, renamed, version=organisation.version, now=now)

    assert organisation.slug == "oku-agartu-ministrligi"
    assert queries.directory(organisation.id, "гылым") == [organisation]
    assert queries.directory(organisation.id, "enlightenment") == []
    assert publication.number() > before


def test_change_refuses_what_was_entered_over_an_older_version(app, now):
    organisation = services.create(MINISTRY, now=now)

    with pytest.raises(ChangedMeanwhile):
        services.change(organisation, MINISTRY, version=organisation.version - 1, now=now)


def test_directory_holds_the_keeper_and_its_own_partners(app, now):
    keeper, other = make_organisation(), make_organisation()
    partner = services.create(MINISTRY, keeper=keeper, now=now)
    services.create(MINISTRY, keeper=other, now=now)

    assert set(queries.directory(keeper.id)) == {keeper, partner}
    assert queries.find(keeper.id, partner.id) is partner
    assert queries.find(other.id, partner.id) is None


def test_find_by_name_takes_whole_names_of_keepers_only(app, now):
    keeper = make_organisation(names=Texts(en="Press House", ru="Дом прессы"))
    services.create(OrganisationDetails(names=Texts(en="Partner")), keeper=keeper, now=now)

    assert queries.find_by_name(" дом ПРЕССЫ ") is keeper
    assert queries.find_by_name("Press") is None
    assert queries.find_by_name("Partner") is None
