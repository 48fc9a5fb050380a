"""Turn a profile's choices about conversations into checked parts: which are held, when, where and how long."""

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, Field, ValidationInfo, field_validator

from generator.data.strict import Strict
from generator.data.values import Minutes, Months, Text, wrong, wrong_value
from generator.problems.problem import Sentence

_MONTHS = "Hvor mange måneder efter oplæringens start, fra og til."


class PlacementTalk(Strict):
    """Den ekstra samtale i praktikugen på grundforløbet."""

    place: Text | None = Field(None, description="Hvor samtalen holdes.", examples=["virksomheden"])
    minutes: Minutes | None = Field(None, description="Hvor mange minutter den tager.", examples=[30])


class FirstTalk(Strict):
    """Første læringssamtale, før oplæringen begynder."""

    place: Text | None = Field("skolen", description="Hvor samtalen holdes.", examples=["skolen"])
    minutes: Minutes | None = Field(45, description="Hvor mange minutter den tager.", examples=[45])


class SecondTalk(Strict):
    """Anden læringssamtale, når lærlingen er kommet i gang."""

    months_after_start: Months = Field((1, 2), description=_MONTHS, examples=[[1, 2]])
    place: Text | None = Field("lærepladsen", description="Hvor samtalen holdes.", examples=["lærepladsen"])
    minutes: Minutes | None = Field(45, description="Hvor mange minutter den tager.", examples=[45])


class ThirdTalk(Strict):
    """Tredje læringssamtale, typisk efter et halvt år."""

    months_after_start: Months = Field((6, 9), description=_MONTHS, examples=[[6, 9]])
    place: Text | None = Field(None, description="Hvor samtalen holdes, hvis det er aftalt.", examples=["lærepladsen"])
    minutes: Minutes | None = Field(20, description="Hvor mange minutter den tager.", examples=[20])


# As YAML itself spells them, and what people write who think in Danish.
TRUE, FALSE = {"true", "yes", "on"}, {"false", "no", "off"}
_IN_DANISH = {"ja": "true", "nej": "false"}
# The talk in the placement week where a school says no more than that it holds it.
_USUAL_PLACEMENT_TALK = {"place": "virksomheden", "minutes": 30}


def _can_be_left_out(usual: dict[str, Any]) -> BeforeValidator:
    """Return the reader of a talk that may be held or not; `true` is the `usual` one."""

    def read(value: Any) -> Any:
        if _says(value, FALSE):
            return None
        if _says(value, TRUE):
            return usual
        if not isinstance(value, (dict, BaseModel)):
            way_out: str = "Write true or false, or its place and minutes, for example {place: skolen, minutes: 30}."
            if meant := _IN_DANISH.get(str(value).lower()):
                way_out = Sentence("Write {meant}.", meant=meant)
            found = "true, false or the talk's place and minutes are expected here, not {value}"
            raise wrong_value("wrong-kind", found, value, way_out)
        return value

    return BeforeValidator(read)


def _always_held(value: Any) -> Any:
    if _says(value, FALSE | {"nej"}):
        raise wrong("always-held", "this talk is always held", "Write its place and minutes, or take the line out.")
    if _says(value, {"ja"}):
        found = "true or the talk's place and minutes are expected here, not {value}"
        raise wrong_value("wrong-kind", found, value, "Write true.")
    return {} if _says(value, TRUE) else value


def _says(value: Any, words: set[str]) -> bool:
    return str(value).strip().lower() in words if isinstance(value, bool | str) else False


def _truth_in_schema(schema: dict[str, Any]) -> None:
    """Let an editor take true and false for a talk that may be left out."""
    schema["anyOf"][-1] = {"type": "boolean"}
    if schema.get("default", ...) is None:
        schema["default"] = False


def _true_in_schema(schema: dict[str, Any]) -> None:
    """Let an editor take true for a talk that is always held."""
    schema["anyOf"] = [{"$ref": schema.pop("$ref")}, {"const": True}]


class Conversations(Strict):
    """Hvilke samtaler skolen holder, hvor og hvor længe. De to første holdes altid."""

    empty_matters: ClassVar[frozenset[str]] = frozenset({"praktik", "tredje"})

    praktik: Annotated[PlacementTalk | None, _can_be_left_out(_USUAL_PLACEMENT_TALK)] = Field(
        None,
        description="Ekstra samtale i praktikugen. Skriv true, hvis I holder den som de fleste (i virksomheden, "
        "30 minutter), og false, hvis I ikke holder den.",
        json_schema_extra=_truth_in_schema,
    )
    foerste: Annotated[FirstTalk, BeforeValidator(_always_held)] = Field(
        FirstTalk(), description="Første læringssamtale, før oplæringen begynder.", json_schema_extra=_true_in_schema
    )
    anden: Annotated[SecondTalk, BeforeValidator(_always_held)] = Field(
        SecondTalk(),
        description="Anden læringssamtale, en til to måneder inde i oplæringen.",
        json_schema_extra=_true_in_schema,
    )
    tredje: Annotated[ThirdTalk | None, _can_be_left_out({})] = Field(
        ThirdTalk(),
        description="Tredje læringssamtale. Skriv true, hvis I holder den som de fleste, og false, hvis I ikke holder "
        "den.",
        json_schema_extra=_truth_in_schema,
    )

    @field_validator("tredje")
    @classmethod
    def _third_comes_after_second(cls, third: ThirdTalk | None, info: ValidationInfo) -> ThirdTalk | None:
        second = info.data.get("anden")
        if third and second and third.months_after_start[0] < second.months_after_start[1]:
            template = "the third talk ({third}) begins before the second one ends ({second})"
            found = Sentence(template, third=_span(third), second=_span(second))
            way_out = "Let the months of anden come before those of tredje."
            raise wrong("wrong-order", found, way_out, at=("months_after_start",))
        return third


def _span(talk: SecondTalk | ThirdTalk) -> Sentence:
    first, last = talk.months_after_start
    return Sentence("months {first} to {last}", first=first, last=last)
