"""Word classes as bits, so that one dictionary look-up per token tells all of them; "determiner" in a data file is
DETERMINER here. The rest of the reader knows them as names of bot.reading.lexicon.
"""

DETERMINER = 1 << 0
PREPOSITION = 1 << 1
PRONOUN = 1 << 2  # he she they: subjects
OBJECT_PRONOUN = 1 << 3
AUXILIARY = 1 << 4
CONJUNCTION = 1 << 5  # and or but
SUBORDINATOR = 1 << 6  # because when while
RELATIVE = 1 << 7  # who which
ADVERB = 1 << 8
VERB = 1 << 9  # a form that is a verb nearly always
NEGATION = 1 << 10
TIME = 1 << 11  # Tuesday yesterday
CUE = 1 << 12
QUESTION_WORD = 1 << 13  # whether how why what
POSSESSIVE = 1 << 14  # his their
COMPLEMENTISER = 1 << 15  # that
INFINITIVE = 1 << 16  # to
AGENT = 1 << 17  # by
OF = 1 << 18
BE = 1 << 19
MODAL = 1 << 20
HAVE = 1 << 21
CLITIC = 1 << 22  # 's
PARTICIPLE = 1 << 23  # an -ing form of a cue
NUMBER = 1 << 24
NOUN_TOO = 1 << 25  # a verb form that is a noun as well: plans, report
POSTMODIFIER = 1 << 26  # prepositions that tie a phrase to the noun before them: of for from with
NOUN_CUE = 1 << 27  # statement, claim, criticism
CONNECTOR = 1 << 28  # and: joins two noun phrases
SPLITTING = 1 << 29  # after a comma, ends a reported clause: while, though, but
PHRASAL = 1 << 30  # the first word of a cue that is no verb: according to

EMPTY = DETERMINER | POSSESSIVE | PRONOUN | OBJECT_PRONOUN | AUXILIARY | CONJUNCTION | COMPLEMENTISER | PREPOSITION
