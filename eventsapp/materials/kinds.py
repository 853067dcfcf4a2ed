"""What a material is, who may have it, and on what terms; with their names."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Sort(StrEnum):
    """What a file holds."""

    DOCUMENT = "document"
    PHOTO = "photo"
    VIDEO = "video"
    AUDIO = "audio"
    OTHER = "other"


class Audience(StrEnum):
    """Who may have a material."""

    PUBLIC = "public"
    ACCREDITED = "accredited"
    TEAM = "team"


class Licence(StrEnum):
    """On what terms it may be used."""

    CREDIT = "credit"
    CC_BY = "cc_by"
    CC0 = "cc0"
    EDITORIAL = "editorial"
    RESERVED = "reserved"


SORTS = {
    Sort.DOCUMENT: _l("Papers"),
    Sort.PHOTO: _l("Photos"),
    Sort.VIDEO: _l("Video"),
    Sort.AUDIO: _l("Sound"),
    Sort.OTHER: _l("Other files"),
}
AUDIENCES = {
    Audience.PUBLIC: _l("Everybody"),
    Audience.ACCREDITED: _l("Accredited journalists"),
    Audience.TEAM: _l("Our team only"),
}
LICENCES = {
    Licence.CREDIT: _l("Free for the media, with the credit line"),
    Licence.CC_BY: _l("Creative Commons Attribution 4.0 (CC BY)"),
    Licence.CC0: _l("No rights reserved (CC0)"),
    Licence.EDITORIAL: _l("Editorial use only"),
    Licence.RESERVED: _l("All rights reserved"),
}
