from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import evidence_for, shows

INDICATOR = "obfuscated_contact_or_text"
POSITIVES = [
    "Good job, write t.e.l.e.g.r.a.m for details.",
    "Earn fast c4sh, hit me on wh4ts4pp.",
    "W h a t s a p p me for the work.",
    "Call zero seven seven double zero nine zero zero one two three.",
    "Text +4４ 7️⃣7️⃣0️⃣0️⃣ 9️⃣0️⃣0️⃣1️⃣2️⃣3️⃣ today",
    "Eаsу wоrk frоm hоmе, gооd mоnеу еvеry dау",
    "𝗘𝗮𝘀𝘆 𝗺𝗼𝗻𝗲𝘆, write on T3l3gr4m",
    "pas\u200bsport and vi\u200bsa, we do all, tele\u200bgram me",
    "need b.a.n.k accounts, paid daily, v1ber only",
    "wh@tsapp only, we pay m0ney each friday",
    "g1rls wanted, m0ney same day, wh@tsapp",
    "Contact: nine four one double five five zero one two three",
]
NEGATIVES = [
    "Send your CV to jane [at] university [dot] example.",
    "Call 01632 960 001 or write to jobs@firm.example.",
    "N U R S E S   W A N T E D at our hospital.",
    "Y.M.C.A. of Leeds, B.Sc. or M.Sc., 9 a.m. to 5 p.m.",
    "Join our B2B and Web3 team, K8s, S3, i18n.",
    "Visit our office at 24 Example Road.",
    "Java-разработчик in an English text about C# and .NET.",
    "Vitamin B12 research; H2O, CO2.",
    "Driver C, D, E, licence needed.",
    "Whatsapp 07700 900123.",
    "Wе are hiring a cook.",
    "Café, naïve, résumé: accents are welcome.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_a_disguise_is_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("text", NEGATIVES)
def test_honest_spelling_is_not(text: str) -> None:
    assert not shows(INDICATOR, text)


def test_the_note_says_what_was_undone_and_how_much_of_the_text() -> None:
    (found,) = evidence_for(INDICATOR, "Good job, write t.e.l.e.g.r.a.m for details.")
    assert "dotted letters" in found.note
    assert "telegram" in found.note
    assert "%" in found.note


def test_a_mail_address_spelled_out_counts_beside_another_disguise() -> None:
    address = "Write to jane [at] firm [dot] com."
    assert not shows(INDICATOR, address)
    assert any(item.rule == "disguised_email" for item in evidence_for(INDICATOR, f"Fast c4sh. {address}"))
