"""The shapes of questions about deals as regular expressions; built once from `words.toml`. Pure."""

from __future__ import annotations

import re

from bot.asking.words import Words, alternatives

HAVE = r"(?:'s|'ve|\s+(?:has|have|had|is|are|was|were|did|does|do|will|would|could))?"
FILLER = (
    r"(?:(?:also|ever|just|still|now|finally|really|actually|publicly|already|recently|officially|been|have to|had to"
    r"|have|has|going to|not)\s+)*"
)


WISH = r"(?:(?:want|plan|hope|tr(?:y|ies)|look|seek|aim)(?:s|ed|ning|ing)?\s+to\s+)?"  # "who wants to buy X"
BEEN = r"(?:(?:is|are|was|were|got|has|have|had|will)(?:\s+(?:been|be|being))?)"
DID = r"(?:did|does|do|has|have|had|is|are|was|were|will|when\s+did|when\s+has|why\s+did)"


def compiled(pattern: str) -> re.Pattern[str]:
    """In any case of letters."""
    return re.compile(pattern, re.IGNORECASE)


def each(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """Each one compiled, in this order."""
    return tuple(compiled(pattern) for pattern in patterns)


def standing(words: Words) -> tuple[re.Pattern[str], ...]:
    """What is in talks, was signed, fell through: of deals, unless the word is one of saying ("what was proposed")."""
    said = {*words.acts, "bid", "done", "rumour", "rumours", "rumor", "rumors"}
    status = alternatives(form for form in words.deal_statuses if form not in said)
    still = r"(?:(?:been|being|still|only|now|just|already|currently|yet|all|not|never|else|got|gotten)\s+)*"
    have = r"(?:'s|\s+(?:is|are|was|were|has|have|had|got))?(?:n't)?"
    return each(
        rf"^(?:what|which|anything|something|nothing|everything)(?:\s+else)?{have}\s+(?P<how>{still}(?:un)?{status})\b"
        r"(?P<rest>.*)$",
        rf"^(?:is|are|was|were|has|have)\s+(?:anything|something)\s+(?P<how>{still}(?:un)?{status})\b(?P<rest>.*)$",
        rf"^(?:is|are|was|were|has|have)\s+(?P<rest>.+?)\s+(?P<how>{still}(?:un)?{status})$",
        rf"^who{HAVE}\s+{FILLER}(?P<how>{status})\s+(?P<rest>.+)$",
        r"^(?:any|what|which|latest|the|new|are\s+there(?:\s+any)?)?\s*(?:deal\s+)?(?P<how>rumou?rs?)\s+(?:of|about|on|around)\b(?P<rest>.*)$",
    )


def progress(words: Words) -> tuple[re.Pattern[str], ...]:
    """How far something is: of a deal, if a word for one stands in it; else `news` of it, or another shape."""
    noun = alternatives((*words.deals["nouns"], *words.deals["kind_nouns"], *words.deals["state_nouns"]))
    deal = rf"(?P<rest>(?:.*\s)?{noun}(?:\s.*?)??)"  # short: “… deal | go through”
    anything = r"(?P<news>.+)"
    ended = r"(?:on|off|over|alive|dead|through|final|pending|happening|done|happen|go(?:ing|ne)?\s+(?:ahead|through))"
    shapes = []
    for rest in (deal, anything):
        shapes += [
            r"^(?:(?:what(?:'s|\s+is|\s+was)|and)\s+)?(?:the\s+)?(?:latest\s+|current\s+)?"
            rf"(?:status|state|progress|fate|outcome)\s+(?:of|on|with)\s+{rest}$",
            rf"^what(?:\s+ever)?(?:'s|\s+has|\s+have|\s+had)?\s+(?:became|become|happened)\s+(?:of|to|with)\s+{rest}$",
        ]
    return each(
        *shapes,
        rf"^how\s+(?:far|close|advanced)(?:\s+along|\s+advanced)?(?:'s|\s+(?:is|are|was|has|have|did))\s+{deal}$",
        rf"^where\s+(?:does|do|did|is|are)\s+{deal}$",
        rf"^(?:is|are|was|were|has|have|did|will)\s+{deal}\s+(?:still\s+|all\s+)?{ended}$",
        r"^(?:is|are|was|were|has|have|did|will)\s+(?P<news>(?:the|this|that|these|those)\s+.+?)\s+"
        rf"(?:still\s+|all\s+|already\s+|finally\s+)*(?:{ended}|end(?:ed|ing)?|finished|resolved|under\s+way|underway)"
        r"(?:\s+yet|\s+now|\s+already)?$",
    )


def buying(words: Words) -> tuple[re.Pattern[str], ...]:
    """Who buys, sells or pays: `buyer`, `seller` and `bought` must stand on that side of the deal, `who` on any."""
    buy, sell = alternatives(words.deals["buying"]), alternatives(words.deals["selling"])
    take = alternatives(words.deals["taking"])
    money = alternatives(words.deals["money_nouns"])
    nouns = _deal_nouns(words)
    state = alternatives((*words.deals["nouns"], *words.deals["kind_nouns"], *words.deals["state_nouns"]))
    return each(
        rf"^(?:who|what|which\s+\w+)\s+{BEEN}\s+{FILLER}(?:{buy}|taken\s+over)\s+by\s+(?P<buyer>.+)$",
        rf"^(?:who|what|which\s+\w+)\s+{BEEN}\s+{FILLER}{sell}\s+by\s+(?P<seller>.+)$",
        rf"^{BEEN}\s+(?P<bought>.+?)\s+{FILLER}(?:{buy}|taken\s+over)\s+by\s+(?P<buyer>.+)$",
        rf"^who{HAVE}\s+{FILLER}{WISH}(?:{buy}|{sell}|owns?)\b(?P<bought>.*)$",
        rf"^(?:what|who|whom|which\s+\w+){HAVE}\s+(?P<buyer>.+?)\s+{FILLER}{buy}(?P<other>\b.*)$",
        rf"^(?:what|which\s+\w+){HAVE}\s+(?P<seller>.+?)\s+{FILLER}{sell}(?P<other>\b.*)$",
        rf"^{DID}\s+(?P<buyer>.+?)\s+{FILLER}{WISH}{buy}\s+(?P<bought>.+)$",
        rf"^{DID}\s+(?P<seller>.+?)\s+{FILLER}{sell}\s+(?P<bought>.+)$",
        rf"^(?:did|has|have|had|will|would)\s+(?P<who>.+?)\s+{FILLER}{take}\s+(?P<other>.*\b{state}\b.*)$",
        r"^(?:how\s+much|what)(?:'s|\s+(?:did|does|is|was|will|has|would|do))\s+(?P<who>.+?)\s+(?:pay|paid"
        r"|paying|offer|offered|offering|bid|spend|spending|to\s+pay)\b\s*(?:for|to\s+buy|on)?(?P<other>.*)$",
        rf"^(?:what|how\s+(?:big|large))(?:'s|\s+(?:is|was|were|are))\s+(?:the\s+)?{money}\s+(?:of|for)\s+"
        rf"(?P<other>.+)$",
        rf"^how\s+(?:big|large|much)(?:'s|\s+(?:is|was|were|are))\s+(?:the\s+)?(?P<other>(?:.*\s)?{state})\s*$",
        rf"^(?:the\s+)?{alternatives(words.deal_kinds)}\s+{money}\s+(?:of|for)\s+(?P<other>.+)$",
        r"^how\s+much(?:\s+(?:is|are|was|were|did|do|does|will))\s+(?P<other>.+?)\s+(?:worth|sold\s+for|cost|go\s+for"
        r"|going\s+for|sell\s+for)\s*$",
        rf"^who(?:se)?{HAVE}\s+{FILLER}(?:sign(?:ed)?|agreed?(?:\s+(?:on|to))?|strike|struck|reach(?:ed)?"
        rf"|broker(?:ed)?|ratify|ratified|approved?|made?|make|won|win)\b(?P<other>.*\b{nouns}\b.*)$",
        r"^(?:what|whom?|which\s+\w+)\s+(?:did|does|has|have|had)\s+(?P<who>.+?)\s+(?:sign|signed|agree\s+(?:on|to)"
        r"|agreed\s+(?:on|to)|strike|struck)\b(?P<other>.*)$",
    )


def funding(words: Words) -> tuple[re.Pattern[str], ...]:
    """Who raised money, who invested in whom."""
    fund, back = alternatives(words.deals["funding"]), alternatives(words.deals["backing"])
    get, money = alternatives(words.deals["raising"]), alternatives(words.deals["raised"])
    invest, investors = alternatives(words.deals["investing"]), alternatives(words.deals["investors"])
    some = rf"(?:(?:any|more|new|fresh|much|the|some|most)\s+)*{money}"
    return each(
        rf"^(?:who|which\s+\w+){HAVE}\s+{FILLER}{get}\s+(?:{some}\b|(?=[$€£¥₹\d]))(?P<other>.*)$",
        rf"^{DID}\s+(?P<bought>.+?)\s+{FILLER}{get}\s+{some}\b(?P<other>.*)$",
        rf"^(?:how\s+much|what)(?:\s+{some})?{HAVE}\s+(?P<bought>.+?)\s+{FILLER}(?:raise|raised|raising)"
        r"(?P<other>(?:\s+(?:from|in|for|with)\b.*)?)$",
        rf"^how\s+(?:much|many)\s+{some}{HAVE}\s+(?P<bought>.+?)\s+{FILLER}{get}(?P<other>(?:\s+(?:from|in)\b.*)?)$",
        rf"^(?:who|which\s+\w+){HAVE}\s+{FILLER}{fund}\s+(?P<bought>.+)$",
        rf"^(?:what|whom?|which\s+\w+){HAVE}\s+(?P<buyer>.+?)\s+{FILLER}(?:{fund}|{back})(?P<other>)$",
        rf"^(?:how\s+much{HAVE}|{DID})\s+(?P<buyer>.+?)\s+{FILLER}{fund}\s+(?P<bought>.+)$",
        rf"^how\s+much{HAVE}\s+(?P<buyer>.+?)\s+{FILLER}{invest}$",
        rf"^(?:the\s+|any\s+)?{investors}\s+(?:in|of|behind)\s+(?P<bought>.+)$",
    )


def deals(words: Words) -> tuple[re.Pattern[str], ...]:
    nouns = _deal_nouns(words)
    return each(
        r"^(?:deals?|agreements?)\b(?P<rest>.*)$",
        rf"^(?:what|which|any|all|is|are|was|were|did|has|have|when|how|list|the|latest)\b(?P<rest>.*\b{nouns}\b.*)$",
        rf"^(?P<rest>(?:\S+\s+){{0,8}}{nouns}\b.*)$",
    )


def _deal_nouns(words: Words) -> str:
    return alternatives((*words.deals["nouns"], *words.deals["kind_nouns"]))
