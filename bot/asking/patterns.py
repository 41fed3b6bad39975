"""The shapes of questions as regular expressions over one clean, bounded line; built once from `words.toml`. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.asking.words import Words, alternatives

HAVE = r"(?:'s|'ve|\s+(?:has|have|had|is|are|was|were|did|does|do|will|would|could))?"
FILLER = (
    r"(?:(?:also|ever|just|really|actually|publicly|already|recently|officially|been|have to|had to"
    r"|have|has|going to|not)\s+)*"
)


@dataclass(frozen=True, slots=True)
class Patterns:
    """One field per shape; groups are `who`, `verb`, `noun`, `rest`."""

    openers: re.Pattern[str]
    endings: re.Pattern[str]
    ahead: re.Pattern[str]
    count: tuple[re.Pattern[str], ...]
    count_things: re.Pattern[str]
    who: tuple[re.Pattern[str], ...]
    statements: tuple[re.Pattern[str], ...]
    plain: re.Pattern[str]
    told: tuple[re.Pattern[str], ...]
    nouns: tuple[re.Pattern[str], ...]
    command: re.Pattern[str]
    upcoming: tuple[re.Pattern[str], ...]
    changed: tuple[re.Pattern[str], ...]
    new: tuple[re.Pattern[str], ...]
    standing: tuple[re.Pattern[str], ...]
    progress: tuple[re.Pattern[str], ...]
    buying: tuple[re.Pattern[str], ...]
    deals: tuple[re.Pattern[str], ...]
    about: re.Pattern[str]
    bare_about: re.Pattern[str]  # without "of": "capital of France" is nobody's words about France
    to_say: re.Pattern[str]

    @classmethod
    def of(cls, words: Words) -> Patterns:
        """Compile every shape."""
        return cls(
            openers=_compiled(rf"^(?:{alternatives(words.grammar['openers'])}(?:\s+|,\s*)(?:if\s+|whether\s+)?)+"),
            endings=_compiled(rf"(?:[\s,]+{alternatives(words.grammar['endings'])})+[\s?.!]*$"),
            ahead=_compiled(
                r"^when\b(?!\s+(?:did|has|have|had|was|were))"
                r"|\b(?:upcoming|coming up|scheduled|planned|due|will|next|ahead|going to|calendar|agenda)\b"
                r"|^what\s+(?:happens|takes\s+place)\b"
            ),
            count=_count(words),
            count_things=_compiled(r"^(?:count|how\s+many)\s+(?:of\s+the\s+|of\s+)?(?P<noun>[\w-]+)\s*(?P<rest>.*)$"),
            who=_who(words),
            statements=_statements(words),
            plain=_plain(words),
            told=_told(words),
            nouns=_nouns(words),
            command=_compiled(r"^(?:said|quotes?)\s+(?:(?:by|from|of)\s+)?(?P<who>.+)$"),
            upcoming=_upcoming(),
            changed=_changed(),
            new=_new(),
            standing=_standing(words),
            progress=_progress(words),
            buying=_buying(words),
            deals=_deals(words),
            about=_compiled(rf"(?:^|(?<=\s)){words.about}(?=\s|$)\s*"),
            bare_about=_compiled(rf"(?:^|(?<=\s))(?!of\b){words.about}(?=\s|$)\s*"),
            to_say=_compiled(
                r"^(?:to\s+)?(?:say|comment|answer|talk|speak|discuss|tell|confirm|reveal|explain|respond|do|rule\s+out|give|make|have"
                r"|for)\b\s*(?:anything|questions?|a\s+comment|details)?\s*"
            ),
        )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _each(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_compiled(pattern) for pattern in patterns)


def _count(words: Words) -> tuple[re.Pattern[str], ...]:
    often = r"^how\s+(?:often|frequently|many\s+times|much)"
    return _each(
        rf"{often}\s+(?:did|does|do|has|have|had|(?P<is>is|was|are|were))\s+(?P<who>.+?)\s+{FILLER}(?P<verb>{words.verb})\b"
        rf"(?P<rest>.*)$",
        rf"{often.replace('|much', '')}\s+(?:was|were|is|are|has|have|did|do)?\s*(?P<rest>.*?)\s*(?:been\s+)?"
        rf"(?P<verb>{words.verb})\b(?P<after>.*)$",
        r"^how\s+(?:often|frequently|many\s+times)\b\s*(?P<rest>.*)$",
    )


def _who(words: Words) -> tuple[re.Pattern[str], ...]:
    return _each(
        rf"^(?:who|whoever)(?:\s+(?:else|all|exactly|is it that))?{HAVE}\s+{FILLER}(?P<verb>{words.verb})\b"
        rf"(?P<rest>.*)$",
        rf"^(?:which|what)\s+(?P<group>(?:[\w'-]+\s+){{1,4}}?){FILLER}(?P<verb>{words.verb})\b(?P<rest>.*)$",
        rf"^(?:did|does|do|has|have|had|is|was)\s+(?:any|some|every|no)\s?(?:one"
        rf"|body)(?:\s+else)?\s+{FILLER}(?P<verb>{words.verb})\b(?P<rest>.*)$",
        r"^(?:whose|who(?:'s|\s+is|\s+was|\s+are|\s+were)(?:\s+the)?\s+(?:source|author|speaker|behind))\b"
        r"(?P<rest>.*)$",
        r"^who\s+(?:else\s+)?(?P<rest>(?:about|on)\s+.*)$",
        r"^who(?:\s+else)?(?:'s|\s+(?:is|was|are|were))\s+(?:against|opposed\s+to|in\s+favou?r\s+of|critical\s+of"
        r"|worried\s+about|unhappy\s+(?:with|about)|happy\s+(?:with|about))\s+(?P<rest>.+)$",
        rf"^(?:anyone|anybody|someone|somebody)\s+{FILLER}(?P<verb>{words.verb})\b(?P<rest>.*)$",
        r"^who(?:\s+(?:else|said|was|is))?\s*$(?P<rest>)",
    )


def _statements(words: Words) -> tuple[re.Pattern[str], ...]:
    verb = rf"(?P<verb>{words.verb})\b(?P<rest>.*)$"
    what = r"^(?:and\s+)?(?:what|which|whatever)(?:\s+(?:else|all|exactly|things?|kind\s+of\s+things?))?"
    return _each(
        rf"{what}\s+(?:did|does|do|has|have|had)(?:n't|\s+not)?\s+(?P<who>.+?)\s+{FILLER}{verb}",
        rf"{what}\s+(?:is|was|were|are)\s+(?P<who>.+?)\s+{FILLER}(?P<verb>{alternatives(_going_on(words))})\b(?P<rest>.*)$",
        rf"{what}(?:'s|\s+(?:was|were|is|are|has|have|had))\s+(?:been\s+)?(?P<passive>{words.verb})\b(?P<rest>.*)$",
        rf"{what}(?:'s|'d)\s+(?P<who>.+?)\s+{FILLER}{verb}",
        rf"^(?:did|does|do|has|have|had|is|was)(?:n't)?\s+(?P<who>.+?)\s+{FILLER}{verb}",
    )


def _plain(words: Words) -> re.Pattern[str]:
    """ "what did the judge say", "did the state bank deny anything": whoever stands before such a verb is a speaker."""
    verbs = alternatives(("say", "said", *(form for form, act in words.acts.items() if act != "said")))
    return _compiled(
        rf"(?:what\s+)?(?:did|does|do|has|have|had)\s.*\b{verbs}"
        rf"(?:\s+{alternatives(words.grammar['anything'])})*(?:\s+(?:about|on|of|to|with|over|in)\s|\s*$)"
    )


def _told(words: Words) -> tuple[re.Pattern[str], ...]:
    """Shapes that other questions have as well: they count only with a name that is held."""
    verb = rf"(?P<verb>{words.verb})\b(?P<rest>.*)$"
    return _each(
        rf"^(?:how|why|where|when|whom?(?:\s+else)?)\s+(?:did|does|do|has|have|had|was)\s+(?P<who>.+?)\s+{FILLER}{verb}",
        rf"^(?:and\s+)?what(?:\s+else)?\s+(?P<who>.+?)\s+{FILLER}{verb}",
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
    return _each(
        rf"^(?:what|which)\s+(?:\w+\s+)?{noun}\s+(?:did|does|has|have|had)\s+(?P<who>.+?)\s+{make}\b(?P<rest>.*)$",
        rf"{lead}{noun}\s+(?:(?:was|were|been|made|given|issued)\s+)*(?:by|from|of)\s+(?P<who>.+?)"
        rf"(?P<rest>\s+(?:{words.about}|to|in|at)\s.*)?$",
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
    return _each(
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
    )


def _changed() -> tuple[re.Pattern[str], ...]:
    return _each(
        r"^(?:what|what\s+all|what\s+else|anything|has\s+anything|did\s+anything|is\s+anything)(?:'s|\s+has"
        r"|\s+have|\s+is)?\s*(?:been\s+)?(?:changed|change|different|moved\s+on)\b(?P<rest>.*)$",
        r"^(?:how|in\s+what\s+way|has|have|did)(?:\s+(?:has|have|did|is))?\s+(?P<rest>.+?)\s+(?:changed"
        r"|change|different|moved\s+on|developed|evolved)\b(?P<after>.*)$",
        r"^(?:any|the|what)?\s*changes?\s+(?:were\s+there\s+|are\s+there\s+)?(?P<rest>.*)$",
    )


def _new() -> tuple[re.Pattern[str], ...]:
    fresh = r"(?:new|(?:the\s+)?latest|(?:been\s+)?happening|(?:been\s+)?going\s+on|up|happened|(?:the\s+)?news)"
    return _each(
        rf"^(?:what|whats|anything|is\s+there\s+anything|what\s+else|something)(?:'s|\s+is|\s+are|\s+has"
        rf"|\s+was)?\s+{fresh}\b(?P<rest>.*)$",
        r"^(?:any|the|all|latest|newest|today's|more|new|breaking|is\s+there|are\s+there)?(?:\s*(?:any|latest"
        r"|newest|recent|new))*\s*(?:news|updates?|latest|developments?|headlines|digest|summary)\b"
        r"(?P<rest>(?:\s+(?:on|about|from|in|of|for|with|regarding|since|is\s+there)\b.*)?)$",
        r"^how(?:'s|\s+(?:is|are|was|were))\s+(?P<rest>.+?)\s+(?:going|doing|coming\s+along|progressing|looking)\s*$",
        r"^(?:anything|something|everything)\s+(?P<rest>(?:on|about|regarding|concerning)\s+.+)$",
        r"^(?:what\s+did\s+i\s+miss|catch\s+me\s+up|bring\s+me\s+up\s+to\s+(?:date|speed)|update\s+me"
        r"|brief\s+me|fill\s+me\s+in)\b(?P<rest>.*)$",
    )


def _standing(words: Words) -> tuple[re.Pattern[str], ...]:
    """What is in talks, was signed, fell through: of deals, unless the word is one of saying ("what was proposed")."""
    said = {*words.acts, "bid", "done", "rumour", "rumours", "rumor", "rumors"}
    status = alternatives(form for form in words.deal_statuses if form not in said)
    still = r"(?:(?:been|being|still|only|now|just|already|currently|yet|all|not|never|else|got|gotten)\s+)*"
    have = r"(?:'s|\s+(?:is|are|was|were|has|have|had|got))?(?:n't)?"
    return _each(
        rf"^(?:what|which|anything|something|nothing|everything)(?:\s+else)?{have}\s+(?P<how>{still}(?:un)?{status})\b"
        r"(?P<rest>.*)$",
        rf"^(?:is|are|was|were|has|have)\s+(?:anything|something)\s+(?P<how>{still}(?:un)?{status})\b(?P<rest>.*)$",
        rf"^(?:is|are|was|were|has|have)\s+(?P<rest>.+?)\s+(?P<how>{still}(?:un)?{status})$",
        r"^(?:any|what|which|latest|the|new|are\s+there(?:\s+any)?)?\s*(?:deal\s+)?(?P<how>rumou?rs?)\s+(?:of|about|on|around)\b(?P<rest>.*)$",
    )


def _progress(words: Words) -> tuple[re.Pattern[str], ...]:
    """How far something is: of a deal, if a word for one stands in it; else `news` of it, or another shape."""
    noun = alternatives((*words.deals["nouns"], *words.deals["kind_nouns"], *words.deals["state_nouns"]))
    deal = rf"(?P<rest>(?:.*\s)?{noun}(?:\s.*)?)"
    anything = r"(?P<news>.+)"
    ended = r"(?:on|off|over|alive|dead|through|final|pending|happening|done|happen|go(?:ing|ne)?\s+(?:ahead|through))"
    shapes = []
    for rest in (deal, anything):
        shapes += [
            r"^(?:(?:what(?:'s|\s+is|\s+was)|and)\s+)?(?:the\s+)?(?:latest\s+|current\s+)?"
            rf"(?:status|state|progress|fate|outcome)\s+(?:of|on|with)\s+{rest}$",
            rf"^what(?:\s+ever)?(?:'s|\s+has|\s+have|\s+had)?\s+(?:became|become|happened)\s+(?:of|to|with)\s+{rest}$",
        ]
    return _each(
        *shapes,
        rf"^how\s+(?:far|close|advanced)(?:\s+along|\s+advanced)?(?:'s|\s+(?:is|are|was|has|have|did))\s+{deal}$",
        rf"^where\s+(?:does|do|did|is|are)\s+{deal}$",
        rf"^(?:is|are|was|were|has|have|did|will)\s+{deal}\s+(?:still\s+|all\s+)?{ended}$",
    )


def _buying(words: Words) -> tuple[re.Pattern[str], ...]:
    buy = alternatives(words.deals["buying"])
    money = alternatives(words.deals["money_nouns"])
    nouns = _deal_nouns(words)
    state = alternatives((*words.deals["nouns"], *words.deals["kind_nouns"], *words.deals["state_nouns"]))
    return _each(
        rf"^who{HAVE}\s+{FILLER}(?:{buy}|sold|selling|owns?)\b(?P<other>.*)$",
        rf"^(?:what|which\s+\w+){HAVE}\s+(?P<who>.+?)\s+{FILLER}{buy}(?P<other>\b.*)$",
        rf"^(?:did|does|do|has|have|had|is|was|when\s+did|when\s+has|why\s+did)\s+"
        rf"(?P<who>.+?)\s+{FILLER}{buy}\s+(?P<other>.+)$",
        r"^(?:how\s+much|what)(?:'s|\s+(?:did|does|is|was|will|has|would|do))\s+(?P<who>.+?)\s+(?:pay|paid"
        r"|paying|offer|offered|offering|bid|spend|spending|to\s+pay)\b\s*(?:for|to\s+buy|on)?(?P<other>.*)$",
        rf"^(?:what|how\s+(?:big|large))(?:'s|\s+(?:is|was|were|are))\s+(?:the\s+)?{money}\s+(?:of|for)\s+"
        rf"(?P<other>.+)$",
        rf"^how\s+(?:big|large|much)(?:'s|\s+(?:is|was|were|are))\s+(?:the\s+)?(?P<other>(?:.*\s)?{state})\s*$",
        r"^how\s+much(?:\s+(?:is|was|were|did|does))\s+(?P<other>.+?)\s+(?:worth|sold\s+for|cost|go\s+for"
        r"|going\s+for|sell\s+for)\s*$",
        rf"^who(?:se)?{HAVE}\s+{FILLER}(?:sign(?:ed)?|agreed?(?:\s+(?:on|to))?|strike|struck|reach(?:ed)?"
        rf"|broker(?:ed)?|ratify|ratified|approved?|made?|make|won|win)\b(?P<other>.*\b{nouns}\b.*)$",
        r"^(?:what|which\s+\w+)\s+(?:did|does|has|have|had)\s+(?P<who>.+?)\s+(?:sign|signed|agree\s+(?:on|to)"
        r"|agreed\s+(?:on|to)|strike|struck)\b(?P<other>.*)$",
    )


def _deals(words: Words) -> tuple[re.Pattern[str], ...]:
    nouns = _deal_nouns(words)
    return _each(
        r"^(?:deals?|agreements?)\b(?P<rest>.*)$",
        rf"^(?:what|which|any|all|is|are|was|were|did|has|have|when|how|list|the|latest)\b(?P<rest>.*\b{nouns}\b.*)$",
        rf"^(?P<rest>(?:\S+\s+){{0,8}}{nouns}\b.*)$",
    )


def _deal_nouns(words: Words) -> str:
    return alternatives((*words.deals["nouns"], *words.deals["kind_nouns"]))
