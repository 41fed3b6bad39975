"""Word classes as bits, so that one dictionary look-up per token tells all of them; "determiner" in a data file is
DETERMINER here. The reader imports this module as `lex`; `Final` lets a compiler take a class for its number.
"""

from typing import Final

DETERMINER: Final = 1 << 0
PREPOSITION: Final = 1 << 1
PRONOUN: Final = 1 << 2  # he she they: subjects
OBJECT_PRONOUN: Final = 1 << 3
AUXILIARY: Final = 1 << 4
CONJUNCTION: Final = 1 << 5  # and or but
SUBORDINATOR: Final = 1 << 6  # because when while
RELATIVE: Final = 1 << 7  # who which
ADVERB: Final = 1 << 8
VERB: Final = 1 << 9  # a form that is a verb nearly always
NEGATION: Final = 1 << 10
TIME: Final = 1 << 11  # Tuesday yesterday
CUE: Final = 1 << 12
QUESTION_WORD: Final = 1 << 13  # whether how why what
POSSESSIVE: Final = 1 << 14  # his their
COMPLEMENTISER: Final = 1 << 15  # that
INFINITIVE: Final = 1 << 16  # to
AGENT: Final = 1 << 17  # by
OF: Final = 1 << 18
BE: Final = 1 << 19
MODAL: Final = 1 << 20
HAVE: Final = 1 << 21
CLITIC: Final = 1 << 22  # 's
PARTICIPLE: Final = 1 << 23  # an -ing form of a cue
NUMBER: Final = 1 << 24
NOUN_TOO: Final = 1 << 25  # a verb form that is a noun as well: plans, report
POSTMODIFIER: Final = 1 << 26  # prepositions that tie a phrase to the noun before them: of for from with
NOUN_CUE: Final = 1 << 27  # statement, claim, criticism
CONNECTOR: Final = 1 << 28  # and: joins two noun phrases
SPLITTING: Final = 1 << 29  # after a comma, ends a reported clause: while, though, but
PHRASAL: Final = 1 << 30  # the first word of a cue that is no verb: according to

EMPTY: Final = (
    DETERMINER | POSSESSIVE | PRONOUN | OBJECT_PRONOUN | AUXILIARY | CONJUNCTION | COMPLEMENTISER | PREPOSITION
)
