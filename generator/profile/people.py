"""Turn what a profile says about people into checked parts: contacts, support, privacy, accessibility."""

from collections.abc import Collection
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from generator.danish import ROLES, slugify
from generator.data.contact_details import Cvr, Email, Phone, WebAddress
from generator.data.days import Day
from generator.data.strict import Strict
from generator.data.values import LongText, Text, shortened
from generator.problems.likeness import nearest
from generator.problems.problem import Advice, Sentence

COORDINATOR = "tovholder"


def _known_role(value: Any) -> Any:
    return slugify(value) if isinstance(value, str) and slugify(value) in ROLES else value


class Contact(Strict):
    """En person på skolen, som læserne kan kontakte."""

    role: Annotated[Text, BeforeValidator(_known_role)] = Field(
        description="Personens opgave. Mindst én kontakt skal være tovholder. Andre roller: "
        + ", ".join(role for role in ROLES if role != COORDINATOR)
        + ", eller jeres eget ord.",
        examples=list(ROLES),
    )
    name: Text = Field(description="Personens fulde navn.", examples=["Mette Holm"])
    title: Text | None = Field(None, description="Stilling, som den skal stå under navnet.", examples=["Faglærer"])
    phone: Phone | None = Field(None, description="Telefonnummer. Otte cifre er nok.", examples=["12 34 56 78"])
    email: Email | None = Field(None, description="Mailadresse.", examples=["mette@example.dk"])


def missing_coordinator(roles: Collection[str]) -> Advice | None:
    """Return what is wrong with contacts of whom none coordinates, None if one does; `roles` are theirs."""
    if COORDINATOR in roles:
        return None
    near = nearest(COORDINATOR, roles)
    way_out: str = "Add one: {role: tovholder, name: …, phone: …}."
    if near:
        way_out = Sentence("Did you mean it by {role}? Write role: tovholder.", role=shortened(near))
    return Advice("no-coordinator", "no contact has the role tovholder", way_out)


class Support(Strict):
    """Et sted, man kan henvende sig, når en lærling ikke trives."""

    name: Text = Field(description="Stedets eller personens navn.", examples=["Skolens vejledning"])
    about: LongText = Field(
        alias="for", description="Hvad man kan få hjælp til.", examples=["når du er i tvivl om din uddannelse"]
    )
    phone: Phone | None = Field(None, description="Telefonnummer.", examples=["12 34 56 78"])
    url: WebAddress | None = Field(None, description="Hjemmeside.", examples=["https://www.example.dk/"])
    checked: Day | None = Field(
        None, description="Dagen, hvor I sidst så efter, at nummer og link er rigtige.", examples=["2026-11-01"]
    )


class Privacy(Strict):
    """Det, skolen skal fortælle om de oplysninger, der skrives på arkene."""

    controller: Text | None = Field(None, description="Den dataansvarlige, typisk skolen.", examples=["Skolens navn"])
    cvr: Cvr | None = Field(None, description="Skolens CVR-nummer.", examples=["12345678"])
    dpo_email: Email | None = Field(None, description="Databeskyttelsesrådgiverens mail.", examples=["dpo@example.dk"])
    policy_url: WebAddress | None = Field(
        None, description="Link til skolens privatlivspolitik.", examples=["https://www.example.dk/privatliv"]
    )
    retention: LongText | None = Field(
        None, description="Hvor længe arkene gemmes.", examples=["Arkene slettes, når uddannelsen er slut."]
    )
    filing: LongText | None = Field(
        None, description="Hvor et udfyldt ark lægges. Det står i arkets fod.", examples=["Lægges i lærlingens mappe."]
    )


class Accessibility(Strict):
    """Skolens tilgængelighedserklæring for guiden."""

    was_url: WebAddress = Field(
        description="Link til erklæringen i WAS-Tool.", examples=["https://www.was.digst.dk/example-dk"]
    )
    updated: Day = Field(description="Dagen, hvor erklæringen sidst blev opdateret.", examples=["2026-10-01"])
