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


# As YAML itself spells it.
FALSE = {"false", "no", "off"}


def _false_is_none(value: Any) -> Any:
    if value is False or (isinstance(value, str) and value.lower() in FALSE):
        return None
    if not isinstance(value, (dict, BaseModel)):
        way_out = "Write false if the talk is not held, otherwise for example {place: skolen, minutes: 30}."
        if value is None:
            found = "false or the talk's place and minutes are expected here, not nothing"
            raise wrong("wrong-kind", found, way_out)
        found = "false or the talk's place and minutes are expected here, not {value}"
        raise wrong_value("wrong-kind", found, value, way_out)
    return value


def _false_in_schema(schema: dict[str, Any]) -> None:
    schema["anyOf"][-1] = {"const": False}
    if schema.get("default", ...) is None:
        schema["default"] = False


def _not_false(value: Any) -> Any:
    if value is False or (isinstance(value, str) and value.lower() in FALSE):
        raise wrong("always-held", "this talk is always held", "Write its place and minutes, or take the line out.")
    return value


class Conversations(Strict):
    """Hvilke samtaler skolen holder, hvor og hvor længe. De to første holdes altid."""

    empty_matters: ClassVar[frozenset[str]] = frozenset({"praktik", "tredje"})

    praktik: Annotated[PlacementTalk | None, BeforeValidator(_false_is_none)] = Field(
        None,
        description="Ekstra samtale i praktikugen. Skriv false, hvis I ikke holder den.",
        json_schema_extra=_false_in_schema,
    )
    foerste: Annotated[FirstTalk, BeforeValidator(_not_false)] = Field(
        FirstTalk(), description="Første læringssamtale, før oplæringen begynder."
    )
    anden: Annotated[SecondTalk, BeforeValidator(_not_false)] = Field(
        SecondTalk(), description="Anden læringssamtale, en til to måneder inde i oplæringen."
    )
    tredje: Annotated[ThirdTalk | None, BeforeValidator(_false_is_none)] = Field(
        ThirdTalk(),
        description="Tredje læringssamtale. Skriv false, hvis I ikke holder den.",
        json_schema_extra=_false_in_schema,
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
