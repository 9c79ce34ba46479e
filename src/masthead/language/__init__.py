"""The words of one language: names, dates, figures, phrases, fixed strings, messages and units."""

from __future__ import annotations

from masthead.language.figures import say_amount, say_number
from masthead.language.lexicon import Lexicon
from masthead.language.load import check_names, check_shared, load_words, partner_parts
from masthead.language.messages import Messages
from masthead.language.phrases import Phrases, check_phrases, load_phrases
from masthead.language.places import places_of
from masthead.language.say import FORMS, grammar, say
from masthead.language.shelf import Shelf
from masthead.language.speech import Said, Speech, Wordings
from masthead.language.terminology import Added, Term, add_terms, id_of, read_terms
from masthead.language.typography import Typography, typeset
from masthead.language.units import Unit, UnitFile, read_units, write_units
from masthead.language.values import Value, parted, script_of
from masthead.language.words import Words

__all__ = [
    "FORMS",
    "Added",
    "Lexicon",
    "Messages",
    "Phrases",
    "Said",
    "Shelf",
    "Speech",
    "Term",
    "Typography",
    "Unit",
    "UnitFile",
    "Value",
    "Wordings",
    "Words",
    "add_terms",
    "check_names",
    "check_phrases",
    "check_shared",
    "grammar",
    "id_of",
    "load_phrases",
    "load_words",
    "parted",
    "partner_parts",
    "places_of",
    "read_terms",
    "read_units",
    "say",
    "say_amount",
    "say_number",
    "script_of",
    "typeset",
    "write_units",
]
