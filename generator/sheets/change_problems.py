"""Turn the profile's changes to a sheet into the reasons for which they cannot be made, each with its place.

What cannot be changed: the closing, because it tells those whose words are kept what becomes of them; and of the head
everything but its wording and which of its fields there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.data.text import KeyPath, YamlText
from generator.problems.likeness import did_you_mean
from generator.problems.problem import Advice, Problem, Sentence
from generator.profile.model import Profile
from generator.sheets.changes import AddedQuestion, Move, NewSection, SheetChanges, Where
from generator.sheets.model import Sheet
from generator.sheets.questions import BELONGS

# What fits among the narrow fields of a head.
FOR_HEAD = ("short", "date")
_CLOSING = "belongs to the sheet's closing, which always stays as it is"
_CLOSING_WAY_OUT = "Take this out; what the closing says of your school comes from privacy."
# A path below the sheet's changes, whether its key is meant, what was found, and the way out.
_Found = tuple[KeyPath, bool, str, str]


def change_problems(source: YamlText, sheet: Sheet, changes: SheetChanges, left_out: Collection[str]) -> list[Problem]:
    """Return what is wrong with the changes that the profile `source` makes in `sheet`, in the order of the lines.

    `left_out` are the ids of questions that the sheet's file holds and this edition does not.
    """
    found = [*_Looking(sheet, changes, left_out).findings()]
    problems = []
    for path, is_key, what, way_out in found:
        path = ("sheets", sheet.id, *path)
        place = source.key_place(path) if is_key else source.place(path)
        problems.append(
            Problem(
                place,
                Advice("unnamed", Sentence("sheets.{id}: {what}", id=sheet.id, what=what), way_out),
            )
        )
    return sorted(problems, key=lambda problem: (problem.place.line or 0, problem.place.column or 0))


def unknown_sheets(source: YamlText, profile: Profile, ids: Collection[str]) -> list[Problem]:
    """Return what is wrong with the names of the sheets that a profile changes, where `ids` are all there are."""
    found = "sheets: there is no sheet '{}'"
    return [
        Problem(
            source.key_place(("sheets", name)),
            Advice("unnamed", found.format(name), did_you_mean(name, sorted(ids), "The sheets are")),
        )
        for name in profile.sheets
        if name not in ids
    ]


class _Looking:
    """Looks at one sheet's changes."""

    def __init__(self, sheet: Sheet, changes: SheetChanges, left_out: Collection[str]) -> None:
        self.sheet, self.changes, self.left_out = sheet, changes, left_out
        self.head = {question.id: question for question in sheet.head}
        self.closing = {question.id for question in sheet.closing.questions} if sheet.closing else set()
        self.shared = {question.id: question for section in sheet.sections for question in section.questions}
        self.own = {question.id: question for question in changes.own_questions()}
        self.sections = [section.id for section in sheet.sections]
        self.placed: list[tuple[KeyPath, Move | AddedQuestion]] = [
            *((("move", number), move) for number, move in enumerate(changes.move)),
            *((("add", number), question) for number, question in enumerate(changes.add)),
        ]

    def findings(self) -> Iterator[_Found]:
        """Yield everything that is wrong."""
        yield from self._of_ids_that_are_changed()
        yield from self._of_rooms()
        yield from self._of_contradictions()
        yield from self._of_new_ids()
        yield from self._of_places()
        yield from self._of_new_sections()

    def _of_ids_that_are_changed(self) -> Iterator[_Found]:
        for number, name in enumerate(self.changes.hide):
            yield from self._changed(("hide", number), name, in_head=True)
            question = self.shared.get(name) or self.head.get(name)
            if question and question.required:
                yield ("hide", number), False, f"without '{name}' this sheet is worth nothing", "Take this out."
        for name in self.changes.reword:
            yield from self._changed(("reword", name), name, is_key=True, in_head=True)
        for name in self.changes.room:
            yield from self._changed(("room", name), name, is_key=True)
        for number, move in enumerate(self.changes.move):
            yield from self._changed(("move", number, "id"), move.id)

    def _changed(self, path: KeyPath, name: str, *, is_key: bool = False, in_head: bool = False) -> Iterator[_Found]:
        if name in self.shared or (in_head and name in self.head) or (path[0] == "hide" and name in self.left_out):
            return
        if name in self.head:
            yield (
                path,
                is_key,
                f"'{name}' is a field of the head, which can only be hidden or reworded",
                "Take this out.",
            )
        elif name in self.own:
            yield path, is_key, f"'{name}' is your own question", "Change it where you add it, and take this out."
        else:
            yield self._missing(path, name, is_key=is_key)

    def _missing(self, path: KeyPath, name: str, *, is_key: bool = False) -> _Found:
        if name in self.closing:
            return path, is_key, f"'{name}' {_CLOSING}", _CLOSING_WAY_OUT
        if name in self.left_out:
            what = Sentence("your other choices leave '{name}' out of the sheet already", name=name)
            return path, is_key, what, "Take this out, or choose what the question is about."
        names = [*self.shared, *self.head, *self.own]
        way_out = did_you_mean(name, names, "The questions are")
        return path, is_key, f"there is no question '{name}'", way_out

    def _of_rooms(self) -> Iterator[_Found]:
        for name in self.changes.room:
            question = self.shared.get(name)
            if question and question.answer not in BELONGS["lines"]:
                what = Sentence(
                    "'{name}' is answered with a {answer}, which has no room to change",
                    name=name,
                    answer=question.answer,
                )
                yield ("room", name), True, what, "Take this out."

    def _of_contradictions(self) -> Iterator[_Found]:
        for key, names in (("reword", self.changes.reword), ("room", self.changes.room)):
            for name in names:
                if name in self.changes.hide:
                    done = {"reword": "reworded", "room": "given room"}[key]
                    yield (key, name), True, f"'{name}' is both hidden and {done}", "Keep one of the two."
        for number, move in enumerate(self.changes.move):
            if move.id in self.changes.hide:
                yield ("move", number, "id"), False, f"'{move.id}' is both hidden and moved", "Keep one of the two."
        yield from _repeated(
            ((("hide", number), name) for number, name in enumerate(self.changes.hide)), "is in hide a second time"
        )
        yield from _repeated(
            ((("move", number, "id"), move.id) for number, move in enumerate(self.changes.move)),
            "is in move a second time",
        )

    def _of_new_ids(self) -> Iterator[_Found]:
        named: list[tuple[KeyPath, str]] = [
            (("sections", number, "questions", place, "id"), question.id)
            for number, section in enumerate(self.changes.sections)
            for place, question in enumerate(section.questions)
        ]
        named += [(("add", number, "id"), question.id) for number, question in enumerate(self.changes.add)]
        for path, name in named:
            if name in {*self.shared, *self.head, *self.closing, *self.left_out}:
                way_out = "Give yours another id; to change the words of the shared one, use reword."
                yield path, False, f"there is a question '{name}' already", way_out
            elif name == "ark" or name.startswith("afsnit-"):
                yield path, False, f"the id '{name}' is the sheet's own", "Choose another one."
        yield from _repeated(named, "is the id of two of your questions")

    def _of_places(self) -> Iterator[_Found]:
        for path, where in self.placed:
            key = _key(where)
            name = getattr(where, key) or ""
            if key == "into":
                sections = [*self.sections, *(section.id for section in self.changes.sections)]
                if name not in sections:
                    way_out = did_you_mean(name, sections, "The sections are")
                    yield (*path, key), False, f"there is no section '{name}'", way_out
            elif name in self.head:
                yield from self._in_head((*path, key), name, where)
            elif name not in self.shared and name not in self.own:
                yield self._missing((*path, key), name)
        yield from _circles(
            {where.id: getattr(where, _key(where)) for _, where in self.placed if not where.into},
            {where.id: (*path, _key(where)) for path, where in self.placed},
            "question",
        )

    @staticmethod
    def _in_head(path: KeyPath, name: str, where: Move | AddedQuestion) -> Iterator[_Found]:
        if isinstance(where, Move):
            what = Sentence("'{name}' is a field of the head, and nothing can be moved there", name=name)
        elif where.answer not in FOR_HEAD:
            what = Sentence("'{name}' is a field of the head, where only a short answer or a date has room", name=name)
        else:
            return
        yield path, False, what, "Name a question below the head."

    def _of_new_sections(self) -> Iterator[_Found]:
        new = self.changes.sections
        named: list[tuple[KeyPath, str]] = [(("sections", number), section.id) for number, section in enumerate(new)]
        filled = {where.into for _, where in self.placed}
        for path, section in zip((path for path, _ in named), new, strict=True):
            if section.id in self.sections:
                what = Sentence("there is a section '{id}' already", id=section.id)
                yield (*path, "id"), False, what, "Give yours another id."
            key = _key(section)
            name = getattr(section, key) or ""
            if name not in [*self.sections, *(other.id for other in new)]:
                way_out = did_you_mean(name, self.sections, "The sections are")
                yield (*path, key), False, f"there is no section '{name}'", way_out
            if not section.questions and section.id not in filled:
                what = Sentence("your section '{id}' has no questions", id=section.id)
                yield path, False, what, "Write some below questions, or take the section out."
        yield from _repeated((((*path, "id"), name) for path, name in named), "is the id of two of your sections")
        yield from _circles(
            {section.id: getattr(section, _key(section)) for section in new},
            {name: path for path, name in named},
            "section",
        )


def _key(where: Where | NewSection) -> str:
    """Return the key that says where something goes; the profile's model sees to it that there is one."""
    return next(key for key in ("after", "before", "into") if getattr(where, key, None))


def _repeated(named: Iterable[tuple[KeyPath, str]], what: str) -> Iterator[_Found]:
    seen: set[str] = set()
    for path, name in named:
        if name in seen:
            yield path, False, f"'{name}' {what}", "Keep one of the two."
        seen.add(name)


def _circles(beside: Mapping[str, str], paths: Mapping[str, KeyPath], what: str) -> Iterator[_Found]:
    """Yield a finding if something is put beside itself, or beside one that waits for it."""
    for name in beside:
        passed = [name]
        while (following := beside.get(passed[-1])) and following not in passed:
            passed.append(following)
        if following == name:
            found = Sentence("the {what} '{name}' cannot be put beside itself", what=what, name=name)
            if len(passed) > 1:
                found = Sentence("the {what}s {passed} wait for each other", what=what, passed=_listed(passed))
            yield paths[name], False, found, f"Put one of them beside a {what} that stands still."
            return


def _listed(names: Iterable[str]) -> str:
    return " and ".join(f"'{name}'" for name in names)
