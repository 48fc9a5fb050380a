"""Turn the profile's changes to a sheet into the reasons for which they cannot be made, each with its place.

What cannot be changed: the closing, because it tells those whose words are kept what becomes of them; and of the head
everything but its wording and which of its fields there are.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.data.explain import labelled
from generator.data.text import KeyPath, YamlText
from generator.problems.likeness import did_you_mean
from generator.problems.problem import Advice, Finding, Problem, Sentence, all_of, in_reading_order
from generator.sheets.changes import AddedQuestion, Move, NewSection, SheetChanges, Where
from generator.sheets.model import Sheet, reserved_id
from generator.sheets.questions import BELONGS, of_name

# What fits among the narrow fields of a head.
FOR_HEAD = ("short", "date")
# What is said of a question that is hidden as well as changed; all changes but the last are groups of keys, each an id.
_HIDDEN_TOO = {
    "reword": "'{name}' is both hidden and reworded",
    "room": "'{name}' is both hidden and given room",
    "rows": "'{name}' is both hidden and given rows",
    "core": "'{name}' is both hidden and in core",
    "move": "'{name}' is both hidden and moved",
}
_BY_ID = ("reword", "room", "rows", "core")
_KEEP_ONE, _TAKE_OUT = "Keep one of the two.", "Take this out."
# Names in a profile, each with its path below the sheet's changes.
_Named = list[tuple[KeyPath, str]]


def change_problems(source: YamlText, sheet: Sheet, changes: SheetChanges, left_out: Collection[str]) -> list[Problem]:
    """Return what is wrong with the changes that the profile `source` makes in `sheet`, in the order of the lines.

    `left_out` are the ids of questions that the sheet's file holds and this edition does not.
    """
    problems, group = [], ("sheets", sheet.id)
    for path, advice in _ChangedSheet(sheet, changes, left_out).findings():
        problem = source.key_problem if path[0] in _BY_ID else source.problem
        problems.append(problem((*group, *path), labelled(group, advice)))
    return in_reading_order(problems)


def unknown_sheets(source: YamlText, changed: Iterable[str], ids: Collection[str]) -> list[Problem]:
    """Return what is wrong with the names of the sheets that are `changed` by a profile, where `ids` are all."""
    problems = []
    for name in changed:
        if name not in ids:
            way_out = did_you_mean(name, sorted(ids), "The sheets are")
            advice = of_name("unknown-sheet", "sheets: there is no sheet '{name}'", name, way_out)
            problems.append(source.key_problem(("sheets", name), advice))
    return problems


class _ChangedSheet:
    """A sheet and its changes, by the ids of everything that a change may name."""

    def __init__(self, sheet: Sheet, changes: SheetChanges, left_out: Collection[str]) -> None:
        self.changes, self.left_out = changes, left_out
        self.head = {question.id: question for question in sheet.head}
        self.closing = {question.id for question in sheet.closing.questions} if sheet.closing else set()
        self.shared = {question.id: question for section in sheet.sections for question in section.questions}
        self.own = dict.fromkeys(question.id for question in changes.own_questions())
        self.sections = [section.id for section in sheet.sections]
        self.moved: _Named = [(("move", number, "id"), move.id) for number, move in enumerate(changes.move)]
        self.placed: list[tuple[KeyPath, Move | AddedQuestion]] = [
            *((("move", number), move) for number, move in enumerate(changes.move)),
            *((("add", number), question) for number, question in enumerate(changes.add)),
        ]

    def findings(self) -> Iterator[Finding]:
        """Yield everything that is wrong, each with its path below the sheet's changes."""
        yield from self._hidden()
        changed: _Named = [((key, name), name) for key in _BY_ID for name in getattr(self.changes, key)]
        changed += self.moved
        for path, name in changed:
            yield from self._unchangeable(path, name, in_head=path[0] == "reword")
        yield from self._rooms()
        for path, name in changed:
            if name in self.changes.hide:
                yield path, of_name("hidden-and-changed", _HIDDEN_TOO[str(path[0])], name, _KEEP_ONE)
        hidden: _Named = [(("hide", number), name) for number, name in enumerate(self.changes.hide)]
        yield from _repeated(hidden, "'{name}' is in hide a second time")
        yield from _repeated(self.moved, "'{name}' is in move a second time")
        yield from self._new_ids()
        yield from self._places()
        yield from self._new_sections()

    def _hidden(self) -> Iterator[Finding]:
        for number, name in enumerate(self.changes.hide):
            if name not in self.left_out:
                yield from self._unchangeable(("hide", number), name, in_head=True)
            question = self.shared.get(name) or self.head.get(name)
            if question and question.required:
                found = "without '{name}' this sheet is worth nothing"
                yield ("hide", number), of_name("required-question", found, name, _TAKE_OUT)

    def _unchangeable(self, path: KeyPath, name: str, *, in_head: bool = False) -> Iterator[Finding]:
        """Yield a finding if there is no question `name` that may be changed; `in_head`: where fields of it may be."""
        if name in self.shared or (in_head and name in self.head):
            return
        if name in self.head:
            found = "'{name}' is a field of the head, which can only be hidden or reworded"
            yield path, of_name("field-of-head", found, name, _TAKE_OUT)
        elif name in self.own:
            way_out = "Change it where you add it, and take this out."
            yield path, of_name("own-question", "'{name}' is your own question", name, way_out)
        else:
            yield path, self._missing(name)

    def _missing(self, name: str) -> Advice:
        if name in self.closing:
            found = "'{name}' belongs to the sheet's closing, which always stays as it is"
            way_out = "Take this out; what the closing says of your school comes from privacy."
            return of_name("part-of-closing", found, name, way_out)
        if name in self.left_out:
            found = "your other choices leave '{name}' out of the sheet already"
            return of_name("left-out-already", found, name, "Take this out, or choose what the question is about.")
        way_out = did_you_mean(name, [*self.shared, *self.head, *self.own], "The questions are")
        return of_name("unknown-question", "there is no question '{name}'", name, way_out)

    def _rooms(self) -> Iterator[Finding]:
        for name in self.changes.room:
            question = self.shared.get(name)
            if question and question.answer not in BELONGS["lines"]:
                sentence = "'{name}' is answered with a {answer}, which has no room to change"
                found = Sentence(sentence, name=name, answer=question.answer)
                yield ("room", name), Advice("no-room", found, _TAKE_OUT, about=name)
        for name in self.changes.rows:
            question = self.shared.get(name)
            if question and question.answer != "table":
                sentence = "'{name}' is answered with a {answer}, which has no rows"
                found = Sentence(sentence, name=name, answer=question.answer)
                yield ("rows", name), Advice("no-rows", found, _TAKE_OUT, about=name)
            elif question and question.row_titles:
                yield ("rows", name), of_name("no-rows", "the rows of '{name}' have names", name, _TAKE_OUT)

    def _new_ids(self) -> Iterator[Finding]:
        named: _Named = [
            (("sections", number, "questions", place, "id"), question.id)
            for number, section in enumerate(self.changes.sections)
            for place, question in enumerate(section.questions)
        ]
        named += [(("add", number, "id"), question.id) for number, question in enumerate(self.changes.add)]
        for path, name in named:
            if name in {*self.shared, *self.head, *self.closing, *self.left_out}:
                way_out = "Give yours another id; to change the words of the shared one, use reword."
                yield path, of_name("id-taken", "there is a question '{name}' already", name, way_out)
            elif advice := reserved_id(name):
                yield path, advice
        yield from _repeated(named, "'{name}' is the id of two of your questions")

    def _places(self) -> Iterator[Finding]:
        sections = [*self.sections, *(section.id for section in self.changes.sections)]
        beside: dict[str, str] = {}
        paths: dict[str, KeyPath] = {}
        for path, where in self.placed:
            key, name = _place_of(where)
            at = paths[where.id] = (*path, key)
            if key == "into":
                if name not in sections:
                    yield at, _no_section(name, sections)
                continue
            beside[where.id] = name
            if name in self.head:
                yield from _beside_head(at, name, where)
            elif name not in self.shared and name not in self.own:
                yield at, self._missing(name)
        yield from _circles(
            beside,
            paths,
            "the question '{name}' cannot be put beside itself",
            "the questions {names} wait for each other",
            "Put one of them beside a question that stands still.",
        )

    def _new_sections(self) -> Iterator[Finding]:
        known = [*self.sections, *(section.id for section in self.changes.sections)]
        used = {where.into for _, where in self.placed}
        ids: _Named = []
        beside: dict[str, str] = {}
        paths: dict[str, KeyPath] = {}
        for number, section in enumerate(self.changes.sections):
            path: KeyPath = ("sections", number)
            key, name = _place_of(section)
            ids.append(((*path, "id"), section.id))
            beside[section.id], paths[section.id] = name, path
            if section.id in self.sections:
                found = "there is a section '{name}' already"
                yield (*path, "id"), of_name("id-taken", found, section.id, "Give yours another id.")
            if name not in known:
                yield (*path, key), _no_section(name, self.sections)
            if not section.questions and section.id not in used:
                found = Sentence("your section '{name}' has no questions", name=section.id)
                yield path, Advice("empty-section", found, "Write some below questions, or take the section out.")
        yield from _repeated(ids, "'{name}' is the id of two of your sections")
        yield from _circles(
            beside,
            paths,
            "the section '{name}' cannot be put beside itself",
            "the sections {names} wait for each other",
            "Put one of them beside a section that stands still.",
        )


def _place_of(where: Where | NewSection) -> tuple[str, str]:
    """Return the key that says where something goes, and what it names; the profile's model sees that there is one."""
    return next((key, getattr(where, key)) for key in ("after", "before", "into") if getattr(where, key, None))


def _no_section(name: str, sections: Iterable[str]) -> Advice:
    way_out = did_you_mean(name, sections, "The sections are")
    return of_name("unknown-section", "there is no section '{name}'", name, way_out)


def _beside_head(path: KeyPath, name: str, where: Move | AddedQuestion) -> Iterator[Finding]:
    if isinstance(where, Move):
        found = "'{name}' is a field of the head, and nothing can be moved there"
    elif where.answer not in FOR_HEAD:
        found = "'{name}' is a field of the head, where only a short answer or a date has room"
    else:
        return
    yield path, of_name("field-of-head", found, name, "Name a question below the head.")


def _repeated(named: _Named, sentence: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, name in named:
        if name in seen:
            yield path, of_name("stands-twice", sentence, name, _KEEP_ONE)
        seen.add(name)


def _circles(
    beside: Mapping[str, str], paths: Mapping[str, KeyPath], alone: str, several: str, way_out: str
) -> Iterator[Finding]:
    """Yield a finding if something is put beside itself, or beside one that waits for it."""
    for name in beside:
        passed = [name]
        while (following := beside.get(passed[-1])) and following not in passed:
            passed.append(following)
        if following == name:
            found = Sentence(alone, name=name)
            if len(passed) > 1:
                found = Sentence(several, names=all_of([Sentence("'{text}'", text=name) for name in passed]))
            yield paths[name], Advice("waits-for-itself", found, way_out, about=beside[name])
            return
