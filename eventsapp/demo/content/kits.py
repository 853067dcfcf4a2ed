"""What the demonstration's press conferences leave behind: papers, photos, quotes, figures, decisions."""

from eventsapp.core.texts import Texts
from eventsapp.outcome.kinds import DocumentKind, Qualifier
from eventsapp.outcome.models import (
    AdoptedDecision,
    Coverage,
    Figure,
    LinkedDocument,
    Quote,
    Stage,
)

SPEECH = Texts(kk="Баяндаманың тезистері", ru="Тезисы выступления", en="Notes of the speech")
HALL = Texts(kk="Залдан сурет", ru="Снимок из зала", en="Photo from the hall")
CREDIT = "Demo Press Service"
RESULT = Texts(
    kk="Министрлік жеткізу кестесін бекітті.",
    ru="Министерство утвердило график доставки учебников.",
    en="The Ministry approved the schedule of deliveries.",
)
RECORDING = "https://stream.example.org/textbooks"


def facts() -> list[Figure | Quote]:
    """What is known before and after."""
    return [
        Figure(
            number="1 200 000",
            qualifier=Qualifier.OVER,
            units=Texts(kk="жаңа оқулық", ru="новых учебников", en="new textbooks"),
            source="Demo Ministry",
        ),
        Figure(
            number="98%",
            units=Texts(
                kk="мектеп қамтылады", ru="школ будут обеспечены", en="of schools will be supplied"
            ),
            by_year=2028,
        ),
        Quote(
            texts=Texts(
                kk="Әр мектеп кітаптарын қыркүйекке дейін алады",
                ru="Каждая школа получит книги до сентября",
                en="Every school will have its books before September",
            ),
        ),
    ]


def decisions() -> list[AdoptedDecision | LinkedDocument | Coverage]:
    """What was decided, and what the media made of it."""
    return [
        AdoptedDecision(
            texts=Texts(
                kk="Жеткізу кестесі бекітілсін",
                ru="Утвердить график доставки",
                en="To approve the schedule of deliveries",
            ),
            responsible=Texts(
                kk="Өңірлік білім басқармалары",
                ru="Региональные управления образования",
                en="Regional departments of education",
            ),
            stages=[
                Stage(
                    horizon=2027,
                    texts=Texts(
                        kk="бастауыш сыныптар", ru="начальные классы", en="primary classes"
                    ),
                ),
                Stage(
                    position=1,
                    horizon=2028,
                    texts=Texts(kk="барлық сыныптар", ru="все классы", en="all classes"),
                ),
            ],
        ),
        LinkedDocument(
            kind=DocumentKind.ORDER,
            is_adopted=True,
            number="217",
            titles=Texts(
                kk="Оқулықтарды жеткізу туралы",
                ru="О доставке учебников",
                en="On deliveries of textbooks",
            ),
            signatory="A. Akhmetova",
        ),
        Coverage(outlet="Demo News Agency", title="Textbooks on their way", language="en"),
    ]
