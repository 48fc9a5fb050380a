"""Turn the profile's changes to a sheet into the reasons for which they cannot be made, each with its place.

What cannot be changed: the closing, because it tells those whose words are kept what becomes of them; and of the head
everything but its wording and which of its fields there are.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.data.explain import labelled
from generator.data.text import KeyPath, YamlText
from generator.problems.likeness import did_you_mean
from generator.problems.problem import Advice, Finding, Problem, Sentence
from generator.sheets.changes import AddedQuestion, Move, NewSection, SheetChanges, Where
from generator.sheets.model import Sheet, reserved_id
from generator.sheets.questions import BELONGS

# What fits among the narrow fields of a head.
FOR_HEAD = ("short", "date")
# The changes that are groups of keys, each the id of a question; and what is said of one that is hidden as well.
_BY_ID = {"reword": "'{name}' is both hidden and reworded", "room": "'{name}' is both hidden and given room"}
_KEEP_ONE, _TAKE_OUT = "Keep one of the two.", "Take this out."
# What is said of things that are put beside each other in a circle: of one alone, of several, and the way out.
_Circle = tuple[str, str, str]
_QUESTIONS: _Circle = (
    "the question '{name}' cannot be put beside itself",
    "the questions {names} wait for each other",
    "Put one of them beside a question that stands still.",
)
_SECTIONS: _Circle = (
    "the section '{name}' cannot be put beside itself",
    "the sections {names} wait for each other",
    "Put one of them beside a section that stands still.",
)


def change_problems(source: YamlText, sheet: Sheet, changes: SheetChanges, left_out: Collection[str]) -> list[Problem]:
    """Return what is wrong with the changes that the profile `source` makes in `sheet`, in the order of the lines.

    `left_out` are the ids of questions that the sheet's file holds and this edition does not.
    """
    problems = []
    for path, advice in _ChangedSheet(sheet, changes, left_out).findings():
        problem = source.key_problem if path[0] in _BY_ID else source.problem
        group = ("sheets", sheet.id)
        problems.append(problem((*group, *path), labelled(group, advice)))
    return sorted(problems, key=lambda problem: (problem.place.line or 0, problem.place.column or 0))


def unknown_sheets(source: YamlText, changed: Iterable[str], ids: Collection[str]) -> list[Problem]:
    """Return what is wrong with the names of the sheets that are `changed` by a profile, where `ids` are all."""
    problems = []
    for name in changed:
        if name not in ids:
            found = Sentence("sheets: there is no sheet '{name}'", name=name)
            advice = Advice("unknown-sheet", found, did_you_mean(name, sorted(ids), "The sheets are"), about=name)
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
        self.placed: list[tuple[KeyPath, Move | AddedQuestion]] = [
            *((("move", number), move) for number, move in enumerate(changes.move)),
            *((("add", number), question) for number, question in enumerate(changes.add)),
        ]

    def findings(self) -> Iterator[Finding]:
        """Yield everything that is wrong, each with its path below the sheet's changes."""
        yield from self._hidden()
        for key in _BY_ID:
            for name in getattr(self.changes, key):
                yield from self._unchangeable((key, name), name, in_head=key == "reword")
        for number, move in enumerate(self.changes.move):
            yield from self._unchangeable(("move", number, "id"), move.id)
        yield from self._rooms()
        yield from self._contradictions()
        yield from self._new_ids()
        yield from self._places()
        yield from self._new_sections()

    def _hidden(self) -> Iterator[Finding]:
        for number, name in enumerate(self.changes.hide):
            if name not in self.left_out:
                yield from self._unchangeable(("hide", number), name, in_head=True)
            question = self.shared.get(name) or self.head.get(name)
            if question and question.required:
                found = Sentence("without '{name}' this sheet is worth nothing", name=name)
                yield ("hide", number), Advice("required-question", found, _TAKE_OUT, about=name)

    def _unchangeable(self, path: KeyPath, name: str, *, in_head: bool = False) -> Iterator[Finding]:
        """Yield a finding if there is no question `name` that may be changed; `in_head`: where fields of it may be."""
        if name in self.shared or (in_head and name in self.head):
            return
        if name in self.head:
            found = Sentence("'{name}' is a field of the head, which can only be hidden or reworded", name=name)
            yield path, Advice("field-of-head", found, _TAKE_OUT, about=name)
        elif name in self.own:
            found = Sentence("'{name}' is your own question", name=name)
            yield path, Advice("own-question", found, "Change it where you add it, and take this out.", about=name)
        else:
            yield path, self._missing(name)

    def _missing(self, name: str) -> Advice:
        if name in self.closing:
            found = Sentence("'{name}' belongs to the sheet's closing, which always stays as it is", name=name)
            way_out = "Take this out; what the closing says of your school comes from privacy."
            return Advice("part-of-closing", found, way_out, about=name)
        if name in self.left_out:
            found = Sentence("your other choices leave '{name}' out of the sheet already", name=name)
            way_out = "Take this out, or choose what the question is about."
            return Advice("left-out-already", found, way_out, about=name)
        way_out = did_you_mean(name, [*self.shared, *self.head, *self.own], "The questions are")
        return Advice("unknown-question", Sentence("there is no question '{name}'", name=name), way_out, about=name)

    def _rooms(self) -> Iterator[Finding]:
        for name in self.changes.room:
            question = self.shared.get(name)
            if question and question.answer not in BELONGS["lines"]:
                sentence = "'{name}' is answered with a {answer}, which has no room to change"
                found = Sentence(sentence, name=name, answer=question.answer)
                yield ("room", name), Advice("no-room", found, _TAKE_OUT, about=name)

    def _contradictions(self) -> Iterator[Finding]:
        hidden: list[tuple[KeyPath, str]] = [(("hide", number), name) for number, name in enumerate(self.changes.hide)]
        moved: list[tuple[KeyPath, str]] = [
            (("move", number, "id"), move.id) for number, move in enumerate(self.changes.move)
        ]
        changed: list[tuple[KeyPath, str, str]] = [
            ((key, name), name, sentence) for key, sentence in _BY_ID.items() for name in getattr(self.changes, key)
        ]
        changed += [(path, name, "'{name}' is both hidden and moved") for path, name in moved]
        for path, name, sentence in changed:
            if name in self.changes.hide:
                yield path, Advice("hidden-and-changed", Sentence(sentence, name=name), _KEEP_ONE, about=name)
        yield from _repeated(hidden, "'{name}' is in hide a second time")
        yield from _repeated(moved, "'{name}' is in move a second time")

    def _new_ids(self) -> Iterator[Finding]:
        named: list[tuple[KeyPath, str]] = [
            (("sections", number, "questions", place, "id"), question.id)
            for number, section in enumerate(self.changes.sections)
            for place, question in enumerate(section.questions)
        ]
        named += [(("add", number, "id"), question.id) for number, question in enumerate(self.changes.add)]
        for path, name in named:
            if name in {*self.shared, *self.head, *self.closing, *self.left_out}:
                found = Sentence("there is a question '{name}' already", name=name)
                way_out = "Give yours another id; to change the words of the shared one, use reword."
                yield path, Advice("id-taken", found, way_out, about=name)
            elif advice := reserved_id(name):
                yield path, advice
        yield from _repeated(named, "'{name}' is the id of two of your questions")

    def _places(self) -> Iterator[Finding]:
        sections = [*self.sections, *(section.id for section in self.changes.sections)]
        for path, where in self.placed:
            key, name = _place_of(where)
            if key == "into":
                if name not in sections:
                    yield (*path, key), _no_section(name, sections)
            elif name in self.head:
                yield from _beside_head((*path, key), name, where)
            elif name not in self.shared and name not in self.own:
                yield (*path, key), self._missing(name)
        yield from _circles(
            {where.id: _place_of(where)[1] for _, where in self.placed if not where.into},
            {where.id: (*path, _place_of(where)[0]) for path, where in self.placed},
            _QUESTIONS,
        )

    def _new_sections(self) -> Iterator[Finding]:
        new = self.changes.sections
        used = {where.into for _, where in self.placed}
        for number, section in enumerate(new):
            path: KeyPath = ("sections", number)
            if section.id in self.sections:
                found = Sentence("there is a section '{name}' already", name=section.id)
                yield (*path, "id"), Advice("id-taken", found, "Give yours another id.", about=section.id)
            key, name = _place_of(section)
            if name not in [*self.sections, *(other.id for other in new)]:
                yield (*path, key), _no_section(name, self.sections)
            if not section.questions and section.id not in used:
                found = Sentence("your section '{name}' has no questions", name=section.id)
                yield path, Advice("empty-section", found, "Write some below questions, or take the section out.")
        ids: list[tuple[KeyPath, str]] = [
            (("sections", number, "id"), section.id) for number, section in enumerate(new)
        ]
        yield from _repeated(ids, "'{name}' is the id of two of your sections")
        yield from _circles(
            {section.id: _place_of(section)[1] for section in new},
            {section.id: ("sections", number) for number, section in enumerate(new)},
            _SECTIONS,
        )


def _place_of(where: Where | NewSection) -> tuple[str, str]:
    """Return the key that says where something goes, and what it names; the profile's model sees that there is one."""
    return next((key, getattr(where, key)) for key in ("after", "before", "into") if getattr(where, key, None))


def _no_section(name: str, sections: Iterable[str]) -> Advice:
    way_out = did_you_mean(name, sections, "The sections are")
    return Advice("unknown-section", Sentence("there is no section '{name}'", name=name), way_out, about=name)


def _beside_head(path: KeyPath, name: str, where: Move | AddedQuestion) -> Iterator[Finding]:
    if isinstance(where, Move):
        found = Sentence("'{name}' is a field of the head, and nothing can be moved there", name=name)
    elif where.answer not in FOR_HEAD:
        found = Sentence("'{name}' is a field of the head, where only a short answer or a date has room", name=name)
    else:
        return
    yield path, Advice("field-of-head", found, "Name a question below the head.", about=name)


def _repeated(named: Iterable[tuple[KeyPath, str]], sentence: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, name in named:
        if name in seen:
            yield path, Advice("stands-twice", Sentence(sentence, name=name), _KEEP_ONE, about=name)
        seen.add(name)


def _circles(beside: Mapping[str, str], paths: Mapping[str, KeyPath], circle: _Circle) -> Iterator[Finding]:
    """Yield a finding if something is put beside itself, or beside one that waits for it."""
    alone, several, way_out = circle
    for name in beside:
        passed = [name]
        while (following := beside.get(passed[-1])) and following not in passed:
            passed.append(following)
        if following == name:
            found = Sentence(alone, name=name)
            if len(passed) > 1:
                found = Sentence(several, names=" and ".join(f"'{name}'" for name in passed))
            yield paths[name], Advice("waits-for-itself", found, way_out, about=beside[name])
            return
