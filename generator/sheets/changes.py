"""Turn a profile's changes to the shared sheets into checked parts: what is hidden, reworded, moved, added.

Only the shape of each change is looked at here; whether the ids in it exist is known where the sheets are.
"""

from typing import ClassVar, Self

from pydantic import Field, model_validator

from generator.data.strict import MAX_COLUMNS, MAX_OPTIONS, Strict
from generator.data.values import Key, Lines, Rows, SheetText, Text, Width, refuse, wrong
from generator.problems.problem import Sentence, all_of, either
from generator.sheets.questions import AddedAnswer, Asked, Cell, Pictogram, faults_of


class AddedColumn(Strict):
    """En kolonne i et skema, som skolen selv føjer til."""

    id: Key = Field(description="Kolonnens eget id. Ret det aldrig senere.", examples=["dato"])
    title: Text = Field(description="Kolonnens overskrift.", examples=["Dato"])
    answer: Cell = Field("short", description="Hvad man skriver i kolonnen.", examples=["date"])
    width: Width | None = Field(
        None, description="Kolonnens del af bredden i procent. Uden den bliver kolonnerne lige brede.", examples=[25]
    )


class NewQuestion(Strict):
    """Et spørgsmål af skolens eget."""

    id: Key = Field(description="Spørgsmålets eget id. Ret det aldrig senere.", examples=["koerekort"])
    text: SheetText = Field(description="Spørgsmålet.", examples=["Har du kørekort?"])
    ask: Asked = Field("alle", description="Hvem der bliver spurgt.", examples=["laerling"])
    answer: AddedAnswer = Field("text", description="Hvordan der svares.", examples=["short"])
    options: tuple[Text, ...] = Field(
        (), max_length=MAX_OPTIONS, description="Det, man kan krydse af ved one-of og any-of.", examples=[["Ja", "Nej"]]
    )
    lines: Lines | None = Field(None, description="Plads til svaret på papir, i linjer.", examples=[3])
    hint: SheetText | None = Field(None, description="En kort hjælp under spørgsmålet.", examples=["Skriv kun emnet."])
    say: SheetText | None = Field(
        None, description="Et råd til den, der spørger. Det står kun i drejebogen.", examples=["Vent på svaret."]
    )
    optional: bool = Field(default=False, description="Skriv true, hvis spørgsmålet er frivilligt.", examples=["true"])
    private: bool = Field(
        default=False,
        description="Skriv true, hvis spørgsmålet kan tages på tomandshånd. Så er det også frivilligt.",
        examples=["true"],
    )
    core: bool = Field(
        default=False,
        description="Skriv true, hvis spørgsmålet er et af dem, I ikke kan undvære. Så står det også på det korte ark.",
        examples=["true"],
    )
    columns: tuple[AddedColumn, ...] = Field((), max_length=MAX_COLUMNS, description="Kolonnerne i et skema (table).")
    rows: Rows | None = Field(None, description="Hvor mange rækker et skema (table) har.", examples=[8])

    @model_validator(mode="after")
    def _has_what_its_answer_needs(self) -> Self:
        refuse(faults_of(self))
        return self


class _Placed(Strict):
    """What has keys for the one place where it goes, such as after the `example`."""

    example: ClassVar[str]

    @model_validator(mode="after")
    def _says_one_place(self) -> Self:
        keys = [key for key in ("after", "before", "into") if key in type(self).model_fields]
        said = [key for key in keys if getattr(self, key)]
        if not said:
            choices = either(keys)
            way_out = Sentence("Write {choices}, such as after: {example}.", choices=choices, example=self.example)
            raise wrong("no-place", "it is not said where this goes", way_out)
        if len(said) > 1:
            found = Sentence("{keys} both say where this goes", keys=all_of(said))
            raise wrong("said-twice", found, "Keep one of them.", at=(said[1],))
        return self


class Where(_Placed):
    """Where a question is put: right after or before another one, or last in a section."""

    example = "feedback"
    after: Key | None = Field(None, description="Id på det spørgsmål, det skal stå efter.", examples=["feedback"])
    before: Key | None = Field(None, description="Id på det spørgsmål, det skal stå foran.", examples=["opgaver"])
    into: Key | None = Field(None, description="Id på det afsnit, det skal stå sidst i.", examples=["afslutning"])


class AddedQuestion(NewQuestion, Where):
    """Et spørgsmål, som skolen selv føjer til et ark. Skriv after, before eller into."""


class Move(Where):
    """Et spørgsmål, der flyttes. Skriv after, before eller into."""

    id: Key = Field(description="Id på det spørgsmål, der flyttes.", examples=["udstyr"])


class NewSection(_Placed):
    """Et afsnit af skolens eget. Skriv, hvilket afsnit det står efter eller foran."""

    example = "forventninger"
    id: Key = Field(description="Afsnittets eget id. Ret det aldrig senere.", examples=["sikkerhed"])
    title: Text = Field(description="Afsnittets overskrift.", examples=["Sikkerhed på pladsen"])
    after: Key | None = Field(None, description="Id på det afsnit, det skal stå efter.", examples=["forventninger"])
    before: Key | None = Field(None, description="Id på det afsnit, det skal stå foran.", examples=["afslutning"])
    pictogram: Pictogram | None = Field(None, description="Et piktogram ved overskriften.", examples=["warning"])
    lead: SheetText | None = Field(
        None, description="En linje under overskriften.", examples=["Tag jer tid til det her."]
    )
    questions: tuple[NewQuestion, ...] = Field((), description="Afsnittets spørgsmål.")


class SheetChanges(Strict):
    """Skolens ændringer i et af de fælles ark. Spørgsmål nævnes ved deres id; samtaleguide blocks viser dem."""

    hide: tuple[Key, ...] = Field((), description="Spørgsmål, der tages ud.", examples=[["logbog"]])
    reword: dict[Key, SheetText] = Field(
        {}, description="Spørgsmål med ny ordlyd.", examples=[{"foerste-dag": "Hvad sker der på din første dag?"}]
    )
    room: dict[Key, Lines] = Field(
        {}, description="Spørgsmål med mere eller mindre plads til svaret, i linjer.", examples=[{"foerste-dag": 5}]
    )
    rows: dict[Key, Rows] = Field(
        {}, description="Skemaer med flere eller færre tomme rækker.", examples=[{"kontakt": 30}]
    )
    core: dict[Key, bool] = Field(
        {},
        description="Spørgsmål, der skal stå på det korte ark (true), eller som ikke skal (false).",
        examples=[{"logbog": "true"}],
    )
    move: tuple[Move, ...] = Field(
        (), description="Spørgsmål, der flyttes.", examples=[[{"id": "udstyr", "before": "foerste-dag"}]]
    )
    add: tuple[AddedQuestion, ...] = Field((), description="Spørgsmål, som I selv føjer til.")
    sections: tuple[NewSection, ...] = Field((), description="Afsnit, som I selv føjer til, med spørgsmål i.")

    def own_questions(self) -> list[NewQuestion]:
        """Return the school's own questions, those in its own sections first."""
        return [question for section in self.sections for question in section.questions] + list(self.add)
