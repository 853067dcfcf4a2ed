"""The kinds and states that accreditation speaks of; `wording` has their names."""

from enum import StrEnum


class Status(StrEnum):
    """Where an applicant stands."""

    DRAFT = "draft"  # saved, not sent
    SUBMITTED = "submitted"  # to be reviewed
    INCOMPLETE = "incomplete"  # more was asked for
    ACCEPTED = "accepted"
    WAITLISTED = "waitlisted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # by the applicant
    REVOKED = "revoked"  # accepted, then taken back


TO_REVIEW = (Status.SUBMITTED, Status.INCOMPLETE)
OPEN = (*TO_REVIEW, Status.WAITLISTED, Status.ACCEPTED)  # still wants to come
DECIDED = (Status.INCOMPLETE, Status.ACCEPTED, Status.WAITLISTED, Status.DECLINED)


class Function(StrEnum):
    """What somebody does for their outlet."""

    WRITER = "writer"
    PHOTO = "photo"
    VIDEO = "video"
    AUDIO = "audio"
    ONLINE = "online"
    PRODUCER = "producer"
    TECHNICIAN = "technician"
    INTERPRETER = "interpreter"
    DRIVER = "driver"


class Attendance(StrEnum):
    """How an applicant wants to take part."""

    ROOM = "room"
    REMOTE = "remote"


class Ask(StrEnum):
    """A set of fields that an event may ask for."""

    CARD = "card"  # number, validity, picture
    LETTER = "letter"
    PORTRAIT = "portrait"
    BIRTH = "birth"  # shows who is under age
    ATTENDANCE = "attendance"
    EQUIPMENT = "equipment"
    VEHICLE = "vehicle"
    NEEDS = "needs"
    POOL = "pool"
    ORIGIN = "origin"  # these below: see `particulars`
    SEX = "sex"
    MESSENGER = "messenger"
    OUTLET = "outlet"
    WORK = "work"
    INTERVIEW = "interview"
    LANGUAGES = "languages"
    TRAVEL = "travel"
    ACCESS = "access"
    SCREENING = "screening"


class Need(StrEnum):
    """How much a set of fields is asked for."""

    NO = "no"
    OPTIONAL = "optional"
    REQUIRED = "required"


class Paper(StrEnum):
    """A document that is attached."""

    CARD = "card"
    LETTER = "letter"
    PORTRAIT = "portrait"


class IdentityKind(StrEnum):
    """What somebody shows at the door to say who they are."""

    PASSPORT = "passport"
    ID_CARD = "id_card"
    RESIDENCE = "residence"  # permit of a foreigner
    OTHER = "other"


LASTING = (Paper.CARD, Paper.PORTRAIT)  # good for more than one event


class Step(StrEnum):
    """What has been done about an accepted person, in its order."""

    SECURITY = "security"  # the list with them was given to the security contact
    PRINTED = "printed"  # the badge
    HANDED_OUT = "handed_out"  # the badge


class Reason(StrEnum):
    """Why an application is declined, or an acceptance taken back."""

    PAPERS = "papers"
    NO_OUTLET = "no_outlet"
    LIMIT = "limit"
    FULL = "full"
    LATE = "late"
    NOT_PRESS = "not_press"
    DUPLICATE = "duplicate"
    SECURITY = "security"
    OTHER = "other"
