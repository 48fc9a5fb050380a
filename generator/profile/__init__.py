"""Turn a school's own file about itself into the profile that everything else is made from."""

from generator.profile.conversations import Conversations
from generator.profile.load import load_profile, profile_text
from generator.profile.model import INITIATIVES, Event, Profile
from generator.profile.people import COORDINATOR, Accessibility, Contact, Privacy, Support
from generator.profile.start import write_starter
from generator.profile.warn import warnings_for
from generator.sheets.changes import AddedQuestion, Move, NewQuestion, NewSection, SheetChanges, Where

__all__ = [
    "COORDINATOR",
    "INITIATIVES",
    "Accessibility",
    "AddedQuestion",
    "Contact",
    "Conversations",
    "Event",
    "Move",
    "NewQuestion",
    "NewSection",
    "Privacy",
    "Profile",
    "SheetChanges",
    "Support",
    "Where",
    "load_profile",
    "profile_text",
    "warnings_for",
    "write_starter",
]
