"""One posting, parsed at most once and only as far as asked: normalised text with its way back, language, contacts, pay, places.

All offsets in a reading are into `Reading.text`: the posting's fields, normalised and joined. `Reading.locate` leads back to the
original text of a field.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from features.contacts import Contact, MessengerMention, contacts_in, messenger_mentions
from features.dates import DateMention, dates_in
from features.evidence import Evidence, EvidenceState
from features.identity import IdentityTerm, identity_terms_in
from features.matching.context import Findings, findings_in
from features.matching.library import library
from features.occupation import Occupation, occupation_of
from features.pay import Pay, Percentage, pay_in, percentages_in
from features.places.finding import Place, countries_of, places_in
from features.posting import PostingKind
from features.profile import Profile, best_profile
from features.requirements.finding import Requirement, requirements_in
from features.schedule import Schedule, schedule_in
from features.spans import Span
from features.text.language import Language, identify
from features.text.normalise import Normalised, lower, normalise
from features.text.sentences import sentence_at

if TYPE_CHECKING:
    from features.posting import Posting

FIELD_BREAK: Final = "\n\x1e\n"
"""Stands between two fields in the joined text; no pattern reaches across it."""


@dataclass(frozen=True, slots=True)
class FieldText:
    """One field of the posting in the joined text: its name, where it begins, and its normalised text."""

    name: str
    start: int
    normalised: Normalised

    @property
    def end(self) -> int:
        """Where it ends in the joined text."""
        return self.start + len(self.normalised.text)


class Reading:
    """A posting as a reader sees it."""

    def __init__(self, posting: Posting, profile: Profile | None = None) -> None:
        self.posting = posting
        self.profile = profile or best_profile()

    @cached_property
    def fields(self) -> tuple[FieldText, ...]:
        """Each text that is read, normalised, in reading order."""
        found, start = [], 0
        for name, text in self.posting.texts():
            item = FieldText(name, start, normalise(text))
            found.append(item)
            start = item.end + len(FIELD_BREAK)
        return tuple(found)

    @cached_property
    def text(self) -> str:
        """All fields, normalised and joined by `FIELD_BREAK`; the case is kept."""
        return FIELD_BREAK.join(item.normalised.text for item in self.fields)

    @cached_property
    def folded(self) -> str:
        """`text` in lower case, character by character, so that offsets agree."""
        return lower(self.text)

    @cached_property
    def language(self) -> Language:
        """The language of the words; what the posting declares serves only the light profile, where the words do not tell."""
        found = identify(self.text, self.profile)
        declared = self.posting.language[:2].lower()
        if found.code == "und" and declared and self.profile is Profile.LIGHT:
            return Language(declared, found.script)
        return found

    def sentence_at(self, offset: int) -> Span:
        """The sentence around an offset of `text`."""
        return sentence_at(self.text, offset, self.language.code, self.profile)

    def field_at(self, offset: int) -> FieldText:
        """The field that holds an offset of `text`."""
        return self.fields[bisect_right(self.fields, offset, key=lambda item: item.start) - 1]

    def locate(self, start: int, end: int) -> tuple[str, Span]:
        """The field and the original stretch behind `text[start:end]`, which must lie within one field."""
        item = self.field_at(start)
        return item.name, item.normalised.original(start - item.start, end - item.start)

    def evidence(
        self, span: Span, *, indicator: str, rule: str, state: EvidenceState = EvidenceState.PRESENT, note: str = ""
    ) -> Evidence:
        """Evidence at a stretch of `text`, placed in the original text of its field."""
        field, original = self.locate(span.start, span.end)
        return Evidence(field, original.start, original.end, indicator, rule, state, note)

    @cached_property
    def heard(self) -> tuple[str, ...]:
        """The languages, of those that have packs, that the text may be in."""
        return library().heard(self.folded)

    @cached_property
    def phrases(self) -> Findings:
        """The phrases of all active packs that count here."""
        return findings_in(*library().read(self.folded, self.heard))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The places that are named, each with the role its sentence, or the field of the job's location, gives it."""
        workplaces = tuple(Span(item.start, item.end) for item in self.fields if item.name == "job_location")
        return places_in(self.text, self.folded, self.language.code, workplaces)

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The distinct countries that are named, those where the work is first."""
        return countries_of(self.places)

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """Ways to reach or pay the poster; a number without country code is read as one of the countries that are named."""
        return contacts_in(self.text, self.profile, self.countries, bare_handles=self.posting.kind is not PostingKind.JOB_ADVERT)

    @cached_property
    def messenger_mentions(self) -> tuple[MessengerMention, ...]:
        """Messengers that are named without an address on them."""
        return messenger_mentions(self.text, self.profile, self.contacts)

    @cached_property
    def identity_terms(self) -> tuple[IdentityTerm, ...]:
        """Words for nationalities, ethnic groups, religions and languages."""
        return identity_terms_in(self.text, self.folded)

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """Age, gender, looks, family state, photographs and measurements that are asked for."""
        return requirements_in(self.text, self.folded)

    @cached_property
    def schedule(self) -> tuple[Schedule, ...]:
        """What is said about working time."""
        return schedule_in(self.text, self.folded)

    @cached_property
    def pay(self) -> tuple[Pay, ...]:
        """Amounts of money and what each is for; in the field for pay, a bare figure is pay too."""
        salary = next((Span(item.start, item.end) for item in self.fields if item.name == "base_salary"), None)
        return pay_in(self.text, self.folded, countries=self.countries, salary_span=salary)

    @cached_property
    def percentages(self) -> tuple[Percentage, ...]:
        """Shares in percent, and which of them are commission."""
        return percentages_in(self.text, self.folded)

    @cached_property
    def occupation(self) -> Occupation | None:
        """The occupation that the title names or, failing that, the text says it seeks; its offsets are into `text`."""
        title = next((item.normalised.text for item in self.fields if item.name == "title"), "")
        return occupation_of(title, self.text)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """When the work starts, when one leaves, until when one may apply."""
        return dates_in(self.text, self.folded)
