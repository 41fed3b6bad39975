"""The shapes of questions as regular expressions over one clean, bounded line; built once from `words.toml`. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.asking import deal_patterns
from bot.asking.deal_patterns import FILLER, HAVE, compiled, each
from bot.asking.words import Words, alternatives


@dataclass(frozen=True, slots=True)
class Patterns:
    """One field per shape; groups are `who`, `verb`, `noun`, `rest`."""

    openers: re.Pattern[str]
    endings: re.Pattern[str]
    ahead: re.Pattern[str]
    count: tuple[re.Pattern[str], ...]
    count_things: re.Pattern[str]
    who: tuple[re.Pattern[str], ...]
    stances: Mapping[str, tuple[re.Pattern[str], ...]]
    statements: tuple[re.Pattern[str], ...]
    plain: re.Pattern[str]
    told: tuple[re.Pattern[str], ...]
    nouns: tuple[re.Pattern[str], ...]
    command: re.Pattern[str]
    quotes: re.Pattern[str]
    upcoming: tuple[re.Pattern[str], ...]
    on_a_day: re.Pattern[str]  # what is left of "what's on tomorrow"
    changed: tuple[re.Pattern[str], ...]
    new: tuple[re.Pattern[str], ...]
    standing: tuple[re.Pattern[str], ...]
    leading: re.Pattern[str]
    progress: tuple[re.Pattern[str], ...]
    funding: tuple[re.Pattern[str], ...]
    buying: tuple[re.Pattern[str], ...]
    deals: tuple[re.Pattern[str], ...]
    about: re.Pattern[str]
    bare_about: re.Pattern[str]  # without "of": "capital of France" is nobody's words about France
    to_say: re.Pattern[str]

    @classmethod
    def of(cls, words: Words) -> Patterns:
        """Compile every shape."""
        return cls(
            openers=compiled(rf"^(?:{alternatives(words.grammar['openers'])}(?:\s+|,\s*)(?:if\s+|whether\s+)?)+"),
            endings=compiled(rf"(?:[\s,]+{alternatives(words.grammar['endings'])})+[\s?.!]*$"),
            ahead=compiled(
                r"^when\b(?!\s+(?:did|has|have|had|was|were))"
                r"|\b(?:upcoming|coming up|scheduled|planned|due|will|next|ahead|going to|calendar|agenda)\b"
                r"|^what\s+(?:happens|takes\s+place)\b|^what(?:'s|\s+is|\s+are)\s+(?:happening\s+)?on\b"
            ),
            count=_count(words),
            count_things=compiled(r"^(?:count|how\s+many)\s+(?:of\s+the\s+|of\s+)?(?P<noun>[\w-]+)\s*(?P<rest>.*)$"),
            who=_who(words),
            stances={side: _stances(words, side) for side in ("for", "against")},
            statements=_statements(words),
            plain=_plain(words),
            told=_told(words),
            nouns=_nouns(words),
            command=compiled(r"^(?:said|quotes?)\s+(?:(?:by|from|of)\s+)?(?P<who>.+)$"),
            quotes=compiled(
                rf"^(?P<either>.+?)\s+{alternatives(form for form in words.nouns if form.startswith('quot'))}$"
            ),
            upcoming=_upcoming(),
            on_a_day=compiled(r"^what(?:'s|\s+is|\s+are)(?:\s+on)?$"),
            changed=_changed(),
            new=_new(),
            standing=deal_patterns.standing(words),
            leading=compiled(
                rf"^who(?:'s|\s+(?:is|was))?\s+{FILLER}(?P<how>{alternatives(words.leading)})\s+(?P<rest>.+)$"
            ),
            progress=deal_patterns.progress(words),
            funding=deal_patterns.funding(words),
            buying=deal_patterns.buying(words),
            deals=deal_patterns.deals(words),
            about=compiled(rf"(?:^|(?<=\s)){words.about}(?=\s|$)\s*"),
            bare_about=compiled(rf"(?:^|(?<=\s))(?!of\b){words.about}(?=\s|$)\s*"),
            to_say=compiled(
                r"^(?:to\s+)?(?:say|comment|answer|talk|speak|discuss|tell|confirm|reveal|explain|respond|do|rule\s+out|give|make|have"
                r"|for)\b\s*(?:anything|questions?|a\s+comment|details)?\s*"
            ),
        )


def _count(words: Words) -> tuple[re.Pattern[str], ...]:
    often = r"^how\s+(?:often|frequently|many\s+times)"
    have = r"(?:did|does|do|has|have|had|(?P<is>is|was|are|were))"
    return each(
        rf"{often}\s+{have}\s+(?P<who>.+?)\s+{FILLER}(?P<verb>{words.verb})\b(?P<rest>.*)$",
        rf"^how\s+much\s+{have}\s+(?P<who>.+?)\s+{FILLER}(?P<verb>{alternatives(words.grammar['talking'])})\b"
        rf"(?P<rest>.*)$",
        rf"{often}\s+(?:was|were|is|are|has|have|did|do)?\s*(?P<rest>.*?)\s*(?:been\s+)?"
        rf"(?P<verb>{words.verb})\b(?P<after>.*)$",
        r"^how\s+(?:often|frequently|many\s+times)\b\s*(?P<rest>.*)$",
    )


def _who(words: Words) -> tuple[re.Pattern[str], ...]:
    return each(
        rf"^(?:who|whoever)(?:\s+(?:else|all|exactly|is it that))?{HAVE}\s+{FILLER}(?P<verb>{words.verb})\b"
        rf"(?P<rest>.*)$",
        rf"^(?:which|what)\s+(?P<group>(?:[\w'-]+\s+){{1,4}}?){FILLER}(?P<verb>{words.verb})\b(?P<rest>.*)$",
        rf"^(?:did|does|do|has|have|had|is|was)\s+(?:any|some|every|no)\s?(?:one"
        rf"|body)(?:\s+else)?\s+{FILLER}(?P<verb>{words.verb})\b(?P<rest>.*)$",
        r"^(?:whose|who(?:'s|\s+is|\s+was|\s+are|\s+were)(?:\s+the)?\s+(?:source|author|speaker|behind))\b"
        r"(?P<rest>.*)$",
        r"^who\s+(?:else\s+)?(?P<rest>(?:about|on)\s+.*)$",
        r"^who(?:\s+else)?(?:'s|\s+(?:is|was|are|were))\s+(?:worried"
        r"\s+about|unhappy\s+(?:with|about)|happy\s+(?:with|about))\s+(?P<rest>.+)$",
        rf"^(?:anyone|anybody|someone|somebody)\s+{FILLER}(?P<verb>{words.verb})\b(?P<rest>.*)$",
        r"^who(?:\s+(?:else|said|was|is))?\s*$(?P<rest>)",
    )


def _stances(words: Words, side: str) -> tuple[re.Pattern[str], ...]:
    """Who takes a side, or whether somebody does."""
    forms = words.stances[side]
    plain = alternatives((*forms, *words.stances["asked_for"]) if side == "for" else forms)
    be = r"(?:'s|'re|\s+(?:is|was|are|were|has|have|had|been|will|would|does|do|did))*"
    return each(
        rf"^(?:who|which\s+[\w-]+)(?:\s+(?:else|all))?{be}\s+{FILLER}(?:speaking\s+|coming\s+)?{alternatives(forms)}\s+(?P<rest>.+)$",
        rf"^who(?:\s+else)?(?:'s|\s+(?:is|was|are|were))\s+{plain}\s+(?P<rest>.+)$",
        rf"^(?:is|was|are|were|has|have|does|do|did|will|would)\s+(?:anyone|anybody|someone|somebody)\s+{FILLER}"
        rf"{alternatives(forms)}\s+(?P<rest>.+)$",
        rf"^(?:is|was|are|were|has|have|does|do|did|will|would)\s+(?P<who>.+?)\s+{FILLER}{plain}\s+(?P<rest>.+)$",
    )


def _statements(words: Words) -> tuple[re.Pattern[str], ...]:
    verb = rf"(?P<verb>{words.verb})\b(?P<rest>.*)$"
    what = r"^(?:and\s+)?(?:what|which|whatever)(?:\s+(?:else|all|exactly|things?|kind\s+of\s+things?))?"
    return each(
        rf"{what}\s+(?:did|does|do|has|have|had)(?:n't|\s+not)?\s+(?P<who>.+?)\s+{FILLER}{verb}",
        rf"{what}\s+(?:is|was|were|are)\s+(?P<who>.+?)\s+{FILLER}(?P<verb>{alternatives(_going_on(words))})\b(?P<rest>.*)$",
        rf"{what}(?:'s|\s+(?:was|were|is|are|has|have|had))\s+(?:been\s+)?(?P<passive>{words.verb})\b(?P<rest>.*)$",
        rf"{what}(?:'s|'d)\s+(?P<who>.+?)\s+{FILLER}{verb}",
        rf"^(?:did|does|do|has|have|had|is|was)(?:n't)?\s+(?P<who>.+?)\s+{FILLER}{verb}",
    )


def _plain(words: Words) -> re.Pattern[str]:
    """ "what did the judge say", "did the state bank deny anything": whoever stands before such a verb is a speaker."""
    verbs = alternatives(("say", "said", *(form for form, act in words.acts.items() if act != "said")))
    return compiled(
        rf"(?:what\s+)?(?:did|does|do|has|have|had)\s.*\b{verbs}"
        rf"(?:\s+{alternatives(words.grammar['anything'])})*(?:\s+(?:about|on|of|to|with|over|in)\s|\s*$)"
    )


def _told(words: Words) -> tuple[re.Pattern[str], ...]:
    """Shapes that other questions have as well: they count only with a name that is held."""
    verb = rf"(?P<verb>{words.verb})\b(?P<rest>.*)$"
    return each(
        rf"^(?:how|why|where|when|whom?(?:\s+else)?)\s+(?:did|does|do|has|have|had|was)\s+(?P<who>.+?)\s+{FILLER}{verb}",
        rf"^(?:and\s+)?what(?:\s+else)?\s+(?P<who>.+?)\s+{FILLER}{verb}",
        rf"^(?:everything|anything|all|whatever)(?:\s+(?:that|which))?\s+(?P<who>.+?)\s+{FILLER}{verb}",
        rf"^(?P<who>[^,]+?)\s+(?P<verb>{alternatives(_past(words))})\b(?P<rest>.*)$",
    )


def _going_on(words: Words) -> list[str]:
    """ "saying", "promising": what is somebody doing."""
    return [form for form in words.acts if form.endswith("ing")]


def _past(words: Words) -> list[str]:
    """Forms that can only be a verb after a name: "Putin denied", not "Putin call"."""
    return [form for form in words.acts if form.endswith(("ed", "said", "says", "told", "ying", "aying", "ies"))]


def _nouns(words: Words) -> tuple[re.Pattern[str], ...]:
    noun = rf"(?P<noun>{alternatives(words.nouns)})"
    make = r"(?:make|made|give|given|issue|issued|have|offer|offered|take|taken)"
    lead = r"^(?:(?:what|which|any|all|the|latest|last|every|is|are|was|were|has|there)(?:'s)?\s+)*"
    return each(
        rf"^(?:what|which)\s+(?:\w+\s+)?{noun}\s+(?:did|does|has|have|had)\s+(?P<who>.+?)\s+{make}\b(?P<rest>.*)$",
        rf"{lead}{noun}\s+(?:(?:was|were|been|made|given|issued)\s+)*(?:by|from|of)\s+(?P<who>.+?)"
        rf"(?P<rest>\s+(?:{words.about}|to|in|at)\s.*)?$",
        rf"^(?P<named>[^,?]+?)\s+(?P<noun>{alternatives(words.grammar['utterances'])})(?P<rest>(?:\s+{words.about}\s.*)?)$",
        rf"{lead}(?P<who>[^,?]+?)(?:'s?|s')\s+(?:(?:latest|last|recent|full|exact|official"
        rf"|own)\s+)?{noun}\b(?P<rest>.*)$",
        rf"^(?:anything|something|everything|all|any\s+word|more|what\s+about)\s+(?:said\s+)?(?:by|from)\s+"
        rf"(?P<who>.+?)(?P<rest>\s+{words.about}\s.*)?$",
        rf"{lead}{noun}\s+(?P<rest>{words.about}\s.*)$",
        rf"{lead}(?P<noun>{alternatives(form for form, act in words.nouns.items() if act != 'said')})"
        r"(?:\s+(?:was|were|have\s+been|has\s+been|got)\s+(?:made|given|issued|uttered))?(?P<rest>)\s*$",
    )


def _upcoming() -> tuple[re.Pattern[str], ...]:
    soon = (
        r"(?:coming\s+up|coming|next|scheduled|planned|due|ahead|upcoming|expected|on\s+the\s+(?:calendar|agenda)"
        r"|in\s+the\s+diary)"
    )
    return each(
        r"^(?:by\s+|until\s+)?(?:when|what\s+(?:day|date|time)|on\s+what\s+(?:day|date)|on\s+which\s+day"
        r"|how\s+soon)(?:'s|'ll|\s+(?:will|is|are|does|do|should|shall|must|can|would|might|may))\b"
        r"(?P<rest>.*)$",
        rf"^(?:what|anything|what\s+else|is\s+anything|is\s+there\s+anything|which\s+events)(?:'s|'re|\s+is"
        rf"|\s+are)?(?:\s+happening)?\s+{soon}\b(?P<rest>.*)$",
        r"^(?:upcoming|coming\s+up|calendar|agenda|diary)\b(?P<rest>.*)$",
        r"^what(?:'ll|\s+will|\s+is\s+going\s+to|\s+is\s+to|'s\s+going\s+to|\s+is\s+about\s+to)\s+(?:happen"
        r"|change|take\s+place)\b(?P<rest>.*)$",
        r"^what\s+(?:happens|takes\s+place)\b(?:\s+next\b)?(?P<rest>.*)$",
        r"^what(?:'s|\s+is)\s+(?:on|planned|happening)(?:\s+(?:the\s+|for\s+the\s+)?(?:calendar|agenda|diary|cards))?"
        r"(?P<rest>(?:\s+(?:for|in|on|at)\b.*)?)$",
        rf"^what\s+(?:events?|votes?|meetings?|talks|hearings?|deadlines?|dates?)\s+(?:is|are)\s+{soon}\b(?P<rest>.*)$",
        r"^what\s+(?:will|is|are)\s+(?P<rest>.+?\s+(?:do|going\s+to\s+do|planning)\b.*)$",
        r"^(?:the\s+)?next\s+(?P<rest>\S.*)$",
        r"^(?:what(?:'s|\s+is)\s+)?(?:the\s+)?(?:deadline|dates?|day|timetable|schedule)\s+(?:for|of)\s+(?P<rest>.+)$",
        r"^(?:what(?:'s|\s+is)\s+)?(?P<rest>(?!what\b|who\b|which\b)\S.*?)\s+(?:deadline|dates?|timetable|schedule)$",
    )


def _changed() -> tuple[re.Pattern[str], ...]:
    return each(
        r"^(?:what|what\s+all|what\s+else|anything|has\s+anything|did\s+anything|is\s+anything)(?:'s|\s+has"
        r"|\s+have|\s+is)?\s*(?:been\s+)?(?:changed|change|different|moved\s+on)\b(?P<rest>.*)$",
        r"^(?:how|in\s+what\s+way|has|have|did)(?:\s+(?:has|have|did|is))?\s+(?P<rest>.+?)\s+(?:changed"
        r"|change|different|moved\s+on|developed|evolved)\b(?P<after>.*)$",
        r"^(?:any|the|what)?\s*changes?\s+(?:were\s+there\s+|are\s+there\s+)?(?P<rest>.*)$",
    )


def _new() -> tuple[re.Pattern[str], ...]:
    fresh = r"(?:new|(?:the\s+)?latest|(?:been\s+)?happening|(?:been\s+)?going\s+on|up|happened|(?:the\s+)?news)"
    return each(
        rf"^(?:what|whats|anything|is\s+there\s+anything|what\s+else|something)(?:'s|\s+is|\s+are|\s+has"
        rf"|\s+was)?\s+{fresh}\b(?P<rest>.*)$",
        r"^(?:any|the|all|latest|newest|today's|more|new|breaking|is\s+there|are\s+there)?(?:\s*(?:any|latest"
        r"|newest|recent|new))*\s*(?:news|updates?|latest|developments?|headlines|digest|summary)\b"
        r"(?P<rest>(?:\s+(?:on|about|from|in|of|for|with|regarding|since|is\s+there)\b.*)?)$",
        r"^how(?:'s|\s+(?:is|are|was|were))\s+(?P<rest>.+?)\s+(?:going|doing|coming\s+along|progressing|looking)\s*$",
        r"^(?:anything|something|everything)\s+(?P<rest>(?:on|about|regarding|concerning)\s+.+)$",
        r"^(?:summari[sz]e|sum\s+up|recap|round\s?-?up)\b(?P<rest>.*)$",
        r"^(?:what\s+did\s+i\s+miss|catch\s+me\s+up|bring\s+me\s+up\s+to\s+(?:date|speed)|update\s+me"
        r"|brief\s+me|fill\s+me\s+in)\b(?P<rest>.*)$",
    )
