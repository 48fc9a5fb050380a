"""Turn what a profile says of an event into an event with its day and its times, checked against each other."""

import re
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, ValidationInfo, field_validator

from generator.data.contact_details import EMAIL, Signup
from generator.data.days import Day, Time, is_uncertain
from generator.data.hosts import as_uri
from generator.data.strict import Strict
from generator.data.values import FileKey, Place, Text, choice, wrong
from generator.problems.problem import Sentence

_EventKind = Literal["mesteraften", "trepartsworkshop", "amu-kursus", "noerdeklub", "kompetenceudvikling"]
EventKind = Annotated[_EventKind, choice("kind of event", get_args(_EventKind))]


class Event(Strict):
    """Et arrangement med dato. Det vises på siderne, til det er holdt."""

    kind: EventKind = Field(description="Hvilken indsats arrangementet hører til.", examples=["mesteraften"])
    title: Text = Field(description="Arrangementets titel.", examples=["Åbent hus på afdelingen"])
    date: Day = Field(description="Dagen, skrevet år-måned-dag.", examples=["2027-01-21"])
    start: Time = Field(description="Klokkeslæt for begyndelsen.", examples=["17:00"])
    end: Time = Field(description="Klokkeslæt for slutningen.", examples=["20:00"])
    times: tuple[Time, ...] = Field(
        (),
        exclude_if=lambda times: not times,
        description="Klokkeslæt for punkterne i invitationens program, i samme rækkefølge.",
        examples=['["17:00", "17:45", "19:00"]'],
    )
    place: Place = Field(description="Stedet, så en gæst kan finde det.", examples=["Skolens kantine, Skolegade 1"])
    signup: Signup | None = Field(None, description="Mail eller link til tilmelding.", examples=["mette@example.dk"])
    deadline: Day | None = Field(None, description="Sidste dag for tilmelding.", examples=["2027-01-14"])
    id: FileKey | None = Field(
        None,
        # An event that has none is what it was before there were any.
        exclude_if=lambda name: name is None,
        description="Navnet, som arrangementet beholder i folks kalendere. Uden det er navnet indsatsen og dagen. "
        "Flyttes arrangementet til en anden dag, så skriv det gamle navn her. Så flytter det også i kalenderne.",
        examples=["mesteraften-2027-01-21"],
    )

    @property
    def signup_link(self) -> str:
        """Where `signup` leads if it is an e-mail or web address alone; empty for words."""
        address = self.signup or ""
        if re.fullmatch(EMAIL, address):
            return as_uri(f"mailto:{address}")
        return as_uri(address) if re.fullmatch(r"(?i)https?://\S+", address) else ""

    @field_validator("start", "end")
    @classmethod
    def _is_a_certain_time(cls, time: str, info: ValidationInfo) -> str:
        if "date" in info.data and is_uncertain(info.data["date"], time):
            template = "clocks are changed in the night of {date}, and nobody can know when {time} is"
            found = Sentence(template, date=info.data["date"], time=time)
            raise wrong("uncertain-time", found, "Choose a time before 02:00, or from 03:00 on.")
        return time

    @field_validator("end")
    @classmethod
    def _ends_after_its_start(cls, end: str, info: ValidationInfo) -> str:
        start = info.data.get("start")
        if start and end <= start:
            found = Sentence("the event ends ({end}) before it has begun ({start})", end=end, start=start)
            after_midnight = 'An event ends on its own day: if it goes on after midnight, write end: "23:59".'
            raise wrong("wrong-order", found, after_midnight if end < "08:00" else "Check the two times.")
        return end

    @field_validator("times")
    @classmethod
    def _times_are_in_order(cls, times: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        start, end = info.data.get("start"), info.data.get("end")
        if start and end and sorted((start, *times, end)) != [start, *times, end]:
            template = "the times of the programme ({times}) are not in order between {start} and {end}"
            found = Sentence(template, times=", ".join(times), start=start, end=end)
            raise wrong("wrong-order", found, "Check the times.")
        return times

    @field_validator("deadline")
    @classmethod
    def _deadline_is_not_after_the_event(cls, deadline: Any, info: ValidationInfo) -> Any:
        if deadline and "date" in info.data and deadline > info.data["date"]:
            template = "the last day to sign up ({deadline}) is after the event ({date})"
            found = Sentence(template, deadline=deadline, date=info.data["date"])
            raise wrong("wrong-order", found, "Check the two dates.")
        return deadline
