"""Every address of the desk that adds something: sent twice by the same filling, it adds once."""

import re

ADDING = re.compile(r"\.(new|add|copy|repeat|paste|note|invite|begin)(_\w+)?$")
OTHERWISE = {  # what takes care that the same filling counts once
    "accredited_contacts.add": "one contact an address of mail",
    "announcements.paste": "its filled form carries a key",
    "desk.copy": "its form carries a key",
    "desk.new_of_type": "its form carries a key",
    "event_files.new": "nothing is taken in before it was looked at",
    "manage_accreditation.paste": "one application an address of mail",
    "manage_checkin.note": "one note a person, written over",
    "manage_guests.invite": "one invitation an address",
    "manage_imports.new": "nothing is taken in before the columns are matched",
    "manage_invitations.new": "its form carries a key",
    "manage_lists.add": "a person is once on a list",
    "manage_marks.note": "one mark a person and step",
    "manage_materials.add": "files may be sent one by one from the same page",
    "manage_materials.begin": "unfinished files are forgotten",
    "manage_messages.new_mailing": "its form carries a key",
    "manage_people.add": "a contact has a role once",
    "manage_team.invite": "one invitation an address",
    "manage_venues.new_city": "a city has its name once in its country",
    "press_imports.new": "nothing is taken in before the columns are matched",
    "registered_contacts.add": "one contact an address of mail",
    "registration_imports.new": "nothing is taken in before the columns are matched",
}


def test_what_adds_does_so_once(app):
    adding = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
        and rule.rule.startswith("/desk")
        and ADDING.search(rule.endpoint)
    }
    once = {each for each in adding if hasattr(app.view_functions[each], "adds_once")}

    assert adding - once == set(OTHERWISE)
    assert len(once) > 10
