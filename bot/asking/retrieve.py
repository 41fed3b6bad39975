"""Finding what answers a question, by asking the store: narrow first, then what a reader would look for next.

Statements, in order:
    1. as understood                    speaker, subject, time, act, to whom, where
    2. a speaker not held by that name  the same subject, where the source as printed has these words
    3. to whom or where not so recorded  the other of the two, or what is alike; else those words as part of the subject
    4. a phrase not on record           its words, and it says so
What is found is kept when enough of the subject's words are in the record (`RELEVANT`) and the reader was sure enough.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.asking.announced import announced
from bot.asking.counts import is_of_all
from bot.asking.deal_finding import DealFinder, is_yes_or_no
from bot.asking.followups import PAGE
from bot.asking.found import Asker, Found
from bot.asking.ground import Ground
from bot.asking.passages import is_asking, is_nonsense, passages_for
from bot.asking.relevance import (
    FROM_HEADLINE,
    is_about_upcoming,
    is_said_at,
    is_since,
    nearest_upcoming,
    shares_subject,
    source_fits,
    spoken_by,
    when_of,
)
from bot.asking.side_finding import passages_of_side, sided, statements_of_side
from bot.asking.slots import is_anybody
from bot.asking.tokens import bare
from bot.digest.material import Texts
from bot.model import Article, ArticleRef, Question
from bot.store import FoundStatement, Store
from bot.store.outcomes import find_outcome

MOST = 50
RELEVANT = 0.4  # share of the subject's words, by how much they tell, that a statement must hold somewhere near
RELEVANT_FROM_ANYBODY = 0.6
RELEVANT_PHRASE = 0.8
RELEVANT_WORDS = 0.75
FEW_TALKS = 2  # deals in talks, up to which passages are shown beside them
MOST_BARE = 3  # words
MOST_FORMS = 4  # names of a country and its people that are looked for
SOMEBODY_DID = re.compile(r"who\s+(?!(?:is|was|are|were|has|have)\b)", re.IGNORECASE)
OLDER_DATES = timedelta(days=14)  # what was said or signed before the article that tells it
LOOK_BACK = (timedelta(days=1), timedelta(days=7), timedelta(days=30))  # "what is new": a day, or as far as needed


@dataclass(slots=True)
class Retriever:
    """One question's work over the store; texts of articles that were looked at are kept for the answer."""

    store: Store
    ground: Ground
    asker: Asker
    texts: dict[tuple[str, int, int | None], Article] = field(default_factory=dict)

    async def find(self, question: Question) -> Found:
        """What answers this question."""
        if question.speaker_options or is_anybody(question, self.ground):
            return Found(question=question)
        match question.kind:
            case "statements":
                return await self._statements(question)
            case "who":
                found = await self._statements(question)
                return _who_said_it(found, self.ground)
            case "deals":
                found = await self._deals(question)
                if found.is_empty and is_yes_or_no(question, self.ground):  # "is the road closed" speaks of no deal
                    found = Found(question=replace(question, kind="other", deal_status=None, about=question.text))
                return await (self._or_passages(found) if found.is_empty else self._with_talks(found))
            case "upcoming":
                return await self._or_passages(await self._upcoming(question))
            case "new" | "changed":
                return await self._news_of_place(question)
            case "count":
                return await self._count(question)
            case _:
                return await self._or_passages(await self._unshaped(question))

    # ------------------------------------------------------------ statements

    async def _statements(self, question: Question) -> Found:
        if question.speakers:
            return await self._of_several(question)
        if question.stance:
            return await self._of_side(question)
        found = await self._said(question)  # 1.
        if found or question.kind == "other":
            return Found(question=question, statements=found)
        if question.speaker and (by_source := await self._otherwise_named(question)):  # 2.
            return by_source
        if question.addressee or question.venue:  # 3.
            if found := await self._elsewhere(question):
                return Found(question=question, statements=found)
            words = " ".join(part for part in (question.about, question.addressee, question.venue) if part)
            wider = replace(question, about=words, addressee=None, venue=None)
            note = f"To whom or where is not on record; these have “{question.addressee or question.venue}” nearby."
            found = await self._said(wider)
            return Found(question=question, statements=found, note=note if found else "")
        if question.phrase:  # 4.
            wider = replace(question, about=f"{question.about or ''} {question.phrase}".strip(), phrase=None)
            found = await self._said(wider)
            near = [hit for hit in found if hit.coverage >= RELEVANT_PHRASE and hit.where == "words"]
            note = "Not on record in these very words; near them:" if near else ""
            return Found(question=question, statements=tuple(near), note=note)
        return Found(question=question)

    async def _of_side(self, question: Question) -> Found:
        near = await statements_of_side(question, self.store, self.ground, self.asker)
        await self.load([hit.held.article for hit in near])
        found = sided(near, question, self.ground, self.texts)
        if found.is_empty:
            found = await passages_of_side(question, self.store, self.ground, self.asker)
        if found.is_empty:
            spoken = await self._statements(replace(question, stance=None))
            note = f"Nobody is {question.stance} it in so many words; these speak of it:" if spoken.statements else ""
            return Found(question=question, statements=spoken.statements, note=note)
        return found

    async def _elsewhere(self, question: Question) -> tuple[FoundStatement, ...]:
        """To whom and where are often one, "told a rally"; and a post is one on Telegram."""
        asked = question.venue or question.addressee or ""
        wanted = (asked, *self.ground.words.alike.get(bare(asked), ()))
        wider = replace(question, about=" ".join((question.about or "", *wanted)), venue=None, addressee=None)
        found = await self.store.search.statements(wider, chat_id=self.asker.chat_id, now=self.asker.now, limit=MOST)
        fitting = [
            hit for hit in found if is_said_at(hit.held, wanted) and shares_subject(hit.held, question.about, RELEVANT)
        ]
        fitting = [hit for hit in fitting if hit.held.statement.confidence >= self.asker.confidence]
        return tuple(fitting if question.about else sorted(fitting, key=lambda hit: when_of(hit.held), reverse=True))

    async def _of_several(self, question: Question) -> Found:
        """What each of several speakers said, together in the order that one speaker's would have."""
        alone = [replace(question, speaker=name, speakers=()) for name in question.speakers]
        hits = {hit.held.id: hit for each in alone for hit in (await self._statements(each)).statements}.values()
        is_ranked = bool(question.about or question.phrase)
        ranked = sorted(hits, key=lambda hit: (hit.held.score if is_ranked else 0, when_of(hit.held)), reverse=True)
        return Found(question=question, statements=tuple(ranked[:MOST]))

    async def _unshaped(self, question: Question) -> Found:
        """A question of no known shape: "who read about his own plans?", "bananas" may be somebody's words."""
        is_bare = not is_asking(question) and len((question.about or "").split()) <= MOST_BARE
        if not (is_bare or SOMEBODY_DID.match(question.text)) or is_nonsense(question):
            return Found(question=question)
        who = replace(question, kind="who")
        found = [hit for hit in await self._said(who) if hit.coverage >= RELEVANT_WORDS and hit.where == "words"]
        return Found(question=who, statements=tuple(found)) if found else Found(question=question)

    async def _said(self, question: Question) -> tuple[FoundStatement, ...]:
        least = RELEVANT if question.speaker else RELEVANT_FROM_ANYBODY
        found = await self.store.search.statements(
            question,
            chat_id=self.asker.chat_id,
            now=self.asker.now,
            limit=MOST,
            least=least if question.about else 0.0,
        )
        return tuple(
            hit
            for hit in found
            if hit.held.statement.confidence >= self.asker.confidence
            and (not question.about or hit.coverage >= (FROM_HEADLINE if hit.where == "headline" else least))
        )

    async def _by_source(self, question: Question) -> tuple[FoundStatement, ...]:
        """Statements whose source as printed ("Scientology officials", "the event website") is whom was asked about."""
        wanted = question.speaker or ""
        words = f"{wanted} {question.about or ''}".strip()
        wider = replace(question, speaker=None, about=words)
        found = await self.store.search.statements(
            wider, chat_id=self.asker.chat_id, now=self.asker.now, limit=MOST, needed=wanted
        )
        await self.load([hit.held.article for hit in found])
        return tuple(
            hit
            for hit in found
            if hit.held.statement.confidence >= self.asker.confidence
            and source_fits(hit.held, question, self.texts)
            and shares_subject(hit.held, question.about, RELEVANT)
        )

    async def _otherwise_named(self, question: Question) -> Found | None:
        """Of a speaker not held by that name: by the source as printed, or by who is introduced so once."""
        if found := await self._by_source(question):
            return Found(question=question, statements=found)
        if question.about and (named := await self._introduced(question)):
            return Found(question=named, statements=await self._said(named))
        if question.speaker_asked:  # "the survey" is another one than the only one held by a name
            printed = replace(question, speaker=question.speaker_asked, speaker_asked=None, is_speaker_known=False)
            if found := await self._by_source(printed):
                return Found(question=printed, statements=found)
        return None

    async def _introduced(self, question: Question) -> Question | None:
        """The question with the name of "Hafenburg's coach", where one article says who that is."""
        if question.is_speaker_known:
            return None
        found = await self._by_source(replace(question, about=None))
        names = {hit.held.statement.speaker for hit in found}
        name = names.pop() if len(names) == 1 else None
        return replace(question, speaker=name, is_speaker_known=True) if name else None

    async def says_anything_else(self, question: Question) -> bool:
        """Whether something is held of a speaker of whom nothing answers this question."""
        if not question.speaker or not question.is_speaker_known or question.speakers:
            return False
        plain = Question(text=question.text, kind="statements", speaker=question.speaker)
        found = await self.store.search.statements(plain, chat_id=self.asker.chat_id, now=self.asker.now, limit=1)
        return bool(found)

    # ------------------------------------------------------------ deals and what is coming up

    async def _deals(self, question: Question) -> Found:
        return await DealFinder(self.store, self.ground, self.asker).find(question)

    async def _upcoming(self, question: Question) -> Found:
        found = await self._announced(question)
        if not (found.upcoming or question.since or question.until or not question.about):
            gone = await self._announced(replace(question, until=self.asker.now))
            note = "Nothing is still to come; this was:" if gone.upcoming else ""
            found = replace(gone, question=question, note=note)
        shown = found.upcoming[question.skip : question.skip + PAGE]
        outcomes = {held.id: await find_outcome(held, self.store, self.asker.chat_id) for held in shown}
        return replace(found, outcomes={key: told for key, told in outcomes.items() if told.state != "unknown"})

    async def _announced(self, question: Question) -> Found:
        asker = self.asker
        held = await self.store.search.upcoming(question, chat_id=asker.chat_id, now=asker.now, limit=MOST)
        fitting = nearest_upcoming([event for event in held if is_about_upcoming(event, question)], question)
        texts = await self.load([event.article for event in fitting])
        events, words = await announced(self.store, texts, fitting, question, asker.chat_id)
        return Found(question=question, upcoming=events, event_words=words)

    # ------------------------------------------------------------ what is new, changed, how many

    async def _news_of_place(self, question: Question) -> Found:
        """What is new; of a country of which nothing is by its name, what is by its people's: "Chilean miners"."""
        found = await self._news(question)
        forms = self.ground.same_country(question.about or "") if found.is_empty else []
        for form in forms[:MOST_FORMS]:
            told = await self._news(replace(question, about=form))
            if not told.is_empty:
                return replace(told, question=replace(told.question, about=question.about))
        return found

    async def _news(self, question: Question) -> Found:
        if question.since or question.until:
            return await self._recorded(question)
        for span in LOOK_BACK:
            found = await self._recorded(replace(question, since=self.asker.now - span))
            if not found.is_empty:
                label = "the last day" if span.days == 1 else f"the last {span.days} days"
                return replace(found, question=replace(found.question, period=label))
        return Found(question=question)

    async def _recorded(self, question: Question) -> Found:
        """Everything published in the period, older dates recalled in it included."""
        since = question.since
        wider = replace(question, since=since - OLDER_DATES if since else None)
        said = tuple(hit for hit in await self._said(replace(wider, kind="statements")) if is_since(hit.held, since))
        if not question.about:
            said = tuple(hit for hit in said if not hit.held.statement.background)
        deals = tuple(deal for deal in (await self._deals(replace(wider, kind="deals"))).deals if is_since(deal, since))
        ahead = replace(question, kind="upcoming", since=None, until=None)
        return replace(await self._announced(ahead), question=question, statements=said, deals=deals)

    async def _count(self, question: Question) -> Found:
        if question.counted == "deals":
            found = await self._deals(question)
            return replace(found, count=len(found.deals))
        if question.counted in ("articles", "outlets") and is_of_all(question):
            held = await self.store.search.held(chat_id=self.asker.chat_id)
            return Found(question=question, count=held.articles if question.counted == "articles" else held.outlets)
        found = await self._statements(replace(question, kind="statements"))
        near = tuple(hit for hit in found.statements if hit.where != "headline")
        if found.statements and not near:
            note = "None has it in its own words or the sentences around; counted are those of stories on it."
            found = replace(found, note=note)
        else:
            found = replace(found, statements=near)
        statements = [hit.held for hit in found.statements]
        counted = len(statements)
        if question.counted == "speakers":
            counted = len({spoken_by(held) for held in statements})
        elif question.counted in ("articles", "outlets"):
            refs = [source.article for held in statements for source in held.sources]
            counted = len({ref.id if question.counted == "articles" else ref.outlet for ref in refs})
        elif question.counted == "stories":
            counted = len({held.story_id for held in statements})
        elif counted >= MOST:
            counted = await self.store.search.count(question, chat_id=self.asker.chat_id)
        return replace(found, question=question, count=counted)

    # ------------------------------------------------------------ passages and texts

    async def _or_passages(self, found: Found) -> Found:
        """Passages, only where nobody's words and no record answer."""
        if not found.is_empty:
            return found
        passages, note = await passages_for(found.question, self.store, self.ground, self.asker.chat_id)
        return replace(found, passages=passages, note=note or found.note)

    async def _with_talks(self, found: Found) -> Found:
        """With what other articles say is in talks, where hardly a deal is on record as that."""
        question = found.question
        if question.deal_status != "in talks" or question.is_status_negated or len(found.deals) > FEW_TALKS:
            return found
        passages, _ = await passages_for(question, self.store, self.ground, self.asker.chat_id)
        told = {source.article.id for deal in found.deals for source in deal.sources}
        return replace(found, passages=tuple(passage for passage in passages if passage.article.id not in told))

    async def load(self, refs: Sequence[ArticleRef]) -> Texts:
        """The texts that spans into these articles point into."""
        wanted = [(ref.id, ref.version, ref.chat_id) for ref in refs]
        missing = list(dict.fromkeys(key for key in wanted if key not in self.texts))
        current = await self.store.articles.many(list({key[0] for key in missing}), chat_id=self.asker.chat_id)
        for key in missing:
            article_id, version, chat_id = key
            article = current.get(article_id)
            if article is None or (article.version, article.chat_id) != (version, chat_id):
                article = await self.store.articles.get(article_id, chat_id=chat_id, version=version)
            if article is not None and article.chat_id == chat_id:
                self.texts[key] = article
        return self.texts


def _who_said_it(found: Found, ground: Ground) -> Found:
    """Where somebody said it in so many words, others who only stand nearby are no answer to "who said".

    Who speaks of a person is somebody else: "who mentioned Rubio", "who disagreed with Kowalczyk".
    """
    left_out = {*found.question.other_than}
    if himself := ground.names.named(found.question.about or ""):
        left_out.add(himself)
    others = tuple(hit for hit in found.statements if hit.held.statement.speaker not in left_out)
    if not found.question.about or found.question.stance:
        return replace(found, statements=others)
    said = tuple(hit for hit in others if hit.where == "words")
    return replace(found, statements=said if said or found.question.other_than else others)
