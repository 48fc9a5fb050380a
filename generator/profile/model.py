"""Turn the data of a profile into the school's facts and choices, every value checked.

The descriptions are Danish: the schools' coordinators read them in their editor and on the profile's reference page.
A key without effect is not in the model.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, ValidationInfo, field_validator

from generator.danish import slugify
from generator.data.contact_details import SiteAddress, WebAddress
from generator.data.strict import Strict
from generator.data.values import (
    Colour,
    FileKey,
    FontFile,
    Key,
    LogoFile,
    Text,
    Week,
    choice,
    refusal,
    refuse,
    stands_twice,
    wrong,
    wrong_value,
)
from generator.problems.problem import Sentence, all_of
from generator.profile.conversations import Conversations
from generator.profile.event import Event
from generator.profile.people import COORDINATOR, Accessibility, Contact, Privacy, Support, missing_coordinator
from generator.profile.trade import several_trades, trade_way_out
from generator.sheets.changes import SheetChanges

_InitiativeName = Literal[
    "mesteraften", "trepartsworkshop", "mentorordning", "amu-kursus", "pjece", "logbog", "mikromaaling", "noerdeklub",
    "tutorordning", "kompetenceudvikling",
]  # fmt: skip

_ONE_FOLDER_EACH = (
    "Make a folder with a school.yml for each: one with trade: {first} and a slug such as skolen-{first}, "
    "one with trade: {second} and a slug such as skolen-{second}."
)
INITIATIVES: tuple[str, ...] = get_args(_InitiativeName)
Initiative = Annotated[_InitiativeName, choice("initiative", INITIATIVES)]


class Colours(Strict):
    """Skolens farver. Tekstfarverne regnes ud, så kontrasten altid er god nok."""

    primary: Colour = Field(
        "#0b5d66", description="Skolens hovedfarve: # og seks tegn, i anførselstegn.", examples=["#0b5d66"]
    )
    accent: Colour = Field("#e4a11b", description="En farve, der fremhæver, i anførselstegn.", examples=["#e4a11b"])


class Fonts(Strict):
    """Skolens egne skrifter. Filerne ligger ved siden af school.yml, skal have æ, ø og å og må lægges i en PDF.

    Det bedste er tre filer af samme skrift: den almindelige, den fede og den kursive.
    """

    body: FontFile = Field(
        description="Skriften til al tekst (.ttf eller .otf). En variabel skrift kan ikke bruges.",
        examples=["skolens-skrift.ttf"],
    )
    bold: FontFile | None = Field(
        None,
        description="Den fede eller halvfede udgave, til overskrifter. Uden den står overskrifter i IBM Plex Sans.",
        examples=["skolens-skrift-fed.ttf"],
    )
    italic: FontFile | None = Field(
        None,
        description="Den kursive udgave. Uden den står kursiv i IBM Plex Sans.",
        examples=["skolens-skrift-kursiv.ttf"],
    )


def default_slug(data: Mapping[str, Any]) -> str:
    """Return the slug of a profile that says none."""
    return slugify(str(data.get("name", "unnamed")))[:60].strip("-")


class Profile(Strict):
    """Alt, hvad en skole fortæller om sig selv, og det, den har valgt. Tre linjer er nok: name, trade og contacts."""

    name: Text = Field(description="Skolens fulde navn.", examples=["Nordkystens Erhvervsskole"])
    short_name: Text = Field(
        default_factory=lambda data: str(data.get("name", "")),
        description="Skolens navn i daglig tale. Uden det bruges det fulde navn.",
        examples=["Nordkysten"],
    )
    slug: FileKey = Field(
        default_factory=default_slug,
        validate_default=True,
        description="Mappenavnet, som guiden bygges i. Uden det dannes det af skolens navn.",
        examples=["nordkysten"],
    )
    trade: Text = Field(
        description="Faget. Ordene kommer fra fagets egen fil, som også kan ligge i skolens mappe: trades/FAGET.yml.",
        examples=["murer"],
    )
    site_url: SiteAddress | None = Field(
        None,
        description="Adressen, hvor guiden lægges ud. Uden den er der ingen QR-kode og intet billede ved deling.",
        examples=["https://laeringssamtaler.example.dk/"],
    )
    website: WebAddress | None = Field(None, description="Skolens hjemmeside.", examples=["https://www.example.dk/"])
    logo: LogoFile | None = Field(
        None,
        description="Skolens logo: en svg- eller png-fil ved siden af school.yml. Tekst i en svg skal være lavet om "
        "til kurver, for ingen ved, hvilken skrift den ellers bliver vist med. "
        "Er det næsten kvadratisk, bliver det også ikonet i browserens faneblad.",
        examples=["logo.svg"],
    )
    logo_negative: LogoFile | None = Field(
        None,
        description="Logoet til skolens hovedfarve som bund, ofte i hvidt: en svg- eller png-fil ved siden af "
        "school.yml. Det bruges øverst på siderne, på guidens omslag og på billedet ved deling. Uden det står logoet "
        "på hvidt.",
        examples=["logo-negativ.svg"],
    )
    colours: Colours = Field(Colours(), description="Skolens farver.")
    fonts: Fonts | None = Field(None, description="Skolens egne skrifter. Uden dem bruges IBM Plex Sans.")
    contacts: tuple[Contact, ...] = Field(
        max_length=50,
        description="Skolens kontaktpersoner. Mindst én skal være tovholder.",
        examples=[[{"role": COORDINATOR, "name": "Mette Holm"}]],
        json_schema_extra={
            "minItems": 1,
            "contains": {"type": "object", "properties": {"role": {"const": COORDINATOR}}, "required": ["role"]},
        },
    )
    conversations: Conversations = Field(Conversations(), description="Hvilke samtaler I holder, hvor og hvor længe.")
    closed_weeks: tuple[Week, ...] = Field(
        (),
        max_length=26,
        description="De uger, hvor skolen holder lukket hvert år. samtaleguide plan lægger ingen samtaler i dem.",
        examples=[[7, 28, 29, 30, 31, 42, 52]],
    )
    initiatives: tuple[Initiative, ...] = Field(
        ("pjece", "logbog"),
        description="Indsatser, som I tilbyder. Hver indsats, der ikke står her, forsvinder fra alle sider og ark.",
        examples=[["mesteraften", "pjece", "logbog"]],
    )
    events: tuple[Event, ...] = Field((), max_length=100, description="Arrangementer med dato.")
    support: tuple[Support, ...] = Field(
        (), max_length=50, description="Steder, man kan henvende sig, når en lærling ikke trives."
    )
    privacy: Privacy | None = Field(
        None, description="Om oplysningerne på arkene: hvem der har ansvaret, og hvor de gemmes."
    )
    accessibility: Accessibility | None = Field(None, description="Skolens tilgængelighedserklæring for guiden.")
    sheets: dict[Key, SheetChanges] = Field({}, description="Jeres ændringer i de fælles ark, ved arkets id.")

    @field_validator("slug", mode="before")
    @classmethod
    def _slug_can_be_made(cls, slug: Any) -> Any:
        if slug == "":
            found = "no folder name can be made of the school's name"
            raise wrong("no-folder-name", found, "Add a line such as slug: nordkysten.")
        return slug

    @field_validator("logo_negative")
    @classmethod
    def _beside_the_logo_for_white(cls, name: str | None, info: ValidationInfo) -> str | None:
        if name and info.data.get("logo", name) is None:
            found = "there is a logo for the school's colour, but none for white paper"
            raise wrong("missing-logo", found, "Add the logo for white, such as logo: logo.svg.")
        return name

    @field_validator("trade", mode="before")
    @classmethod
    def _one_trade(cls, trade: Any, info: ValidationInfo) -> Any:
        if several := several_trades(trade, (info.context or {}).get("trades") or ()):
            found = Sentence("a guide is for one trade, and here stand {trades}", trades=all_of(several))
            raise wrong("several-trades", found, Sentence(_ONE_FOLDER_EACH, first=several[0], second=several[1]))
        return trade

    @field_validator("trade")
    @classmethod
    def _trade_is_at_hand(cls, trade: str, info: ValidationInfo) -> str:
        trades: Iterable[str] | None = (info.context or {}).get("trades")
        if trades is None:
            return slugify(trade)
        # A layer's own may be called by its name with æ, ø and å.
        named = [key for key in trades if trade == key or slugify(trade) == slugify(key)]
        if not named:
            way_out = trade_way_out(trade, list(trades), (info.context or {}).get("files") or ())
            raise wrong_value("unknown-trade", "there is no trade {value}", trade, way_out)
        return trade if trade in named else named[0]

    @field_validator("contacts")
    @classmethod
    def _somebody_coordinates(cls, contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
        if advice := missing_coordinator([contact.role for contact in contacts]):
            raise refusal([((), advice)])
        return contacts

    @field_validator("initiatives")
    @classmethod
    def _offered_once(cls, initiatives: tuple[str, ...]) -> tuple[str, ...]:
        refuse(
            ((number,), stands_twice(name, "Keep one of the two."))
            for number, name in enumerate(initiatives)
            if name in initiatives[:number]
        )
        return initiatives

    @field_validator("events")
    @classmethod
    def _events_belong_to_what_is_offered(cls, events: tuple[Event, ...], info: ValidationInfo) -> tuple[Event, ...]:
        offered = info.data.get("initiatives")
        ids = [event.id for event in events]
        refuse(
            ((number, "id"), stands_twice(name, "Give each event a name of its own."))
            for number, name in enumerate(ids)
            if name and name in ids[:number]
        )
        for number, event in enumerate(events):
            if offered is not None and event.kind not in offered:
                found = Sentence("this event is a {kind}, which the initiatives do not name", kind=event.kind)
                add = Sentence("Add {kind} to initiatives, or take the event out.", kind=event.kind)
                raise wrong("not-offered", found, add, at=(number, "kind"))
        return events
