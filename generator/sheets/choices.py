"""Turn the words for what a question can be (whom it asks, how it is answered) into checked choices."""

from typing import Annotated, Literal, get_args

from generator.data.kinds import choice

Ask = Literal["laerling", "virksomhed", "skole", "alle"]
Answer = Literal[
    "short", "text", "date", "one-of", "any-of", "yes-no-unsure", "person", "table", "agreement", "signature", "tick"
]
_Pictogram = Literal["talk", "school", "company", "apprentice", "calendar", "phone", "warning", "handshake"]
_Cell = Literal["short", "date", "tick"]

# The same as a profile or a sheet's file may write them: æ, ø, å and capitals are understood too.
Asked = Annotated[Ask, choice("choice", get_args(Ask))]
AddedAnswer = Annotated[Answer, choice("kind of answer", get_args(Answer))]
Pictogram = Annotated[_Pictogram, choice("pictogram", get_args(_Pictogram))]
Cell = Annotated[_Cell, choice("kind of cell", get_args(_Cell))]
