"""Pay several times what such work earns in the place: against a baseline that the note names."""

from __future__ import annotations

import pytest

from features.evidence import Evidence
from features.profile import Profile
from tests.features.recognisers.states import evidence_for, shows

INDICATOR = "pay_above_market"
FAR_ABOVE = [
    ("Cleaner", "Cleaner in Warsaw, Poland. Salary 30,000 PLN per month."),
    ("Waitress", "Work in Manila, Philippines. Salary PHP 120,000 monthly."),
    ("Waitress", "Bar in Berlin, Germany. We pay EUR 4,500 per week."),
    ("Data entry clerk", "Office in Phnom Penh, Cambodia. Salary USD 3,000 per month."),
    ("Housekeeper", "Household in London, United Kingdom. Wage £3,000 per week."),
    ("Nanny", "Family in Dublin, Ireland. Salary 12,000 EUR per month."),
    ("Driver", "Driving in Bucharest, Romania. Salary 6,000 euros per month."),
    ("Kitchen helper", "Kitchen in Sofia, Bulgaria. Salary EUR 5,000 a month."),
    ("Farm worker", "Farm near Almeria, Spain. Pay 400 EUR per day."),
    ("Typist", "Typing in Vientiane, Laos. Salary 2,500 USD per month."),
    ("Receptionist", "Hotel in Istanbul, Turkey. Salary USD 6,000 monthly."),
    ("Packer", "Packing in Chicago, United States. You earn $4,800 per week."),
]
ORDINARY = [
    ("Cleaner", "Cleaner in Warsaw, Poland. Salary 5,200 PLN per month."),
    ("Waitress", "Bar in Berlin, Germany. 14 EUR per hour and tips."),
    ("Senior developer", "Team in Berlin, Germany. Salary 95,000 EUR per year."),
    ("Surgeon", "Hospital in Dublin, Ireland. Salary 220,000 EUR per year."),
    ("Sales representative", "London, United Kingdom. OTE £180,000 per year with uncapped commission."),
    ("Farm worker", "Orchard in Georgia, United States. $16.08 per hour."),
    ("Director", "Company in London with a turnover of £20,000,000 per year."),
    ("Picker", "Farm in Oregon, United States. $18.35 - 67.86 per hour by piece rate."),
    ("Cleaner", "Cleaner. Salary 3,000."),
    ("Office assistant", "Office in Warsaw, Poland. Registration fee 30,000 PLN per month."),
    ("Nurse", "Nurses from Manila, Philippines, to work in London, United Kingdom. Salary £31,000 per year."),
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize(("title", "text"), FAR_ABOVE)
def test_pay_far_above_the_place_is_shown(title: str, text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile, title=title)


@pytest.mark.parametrize(("title", "text"), ORDINARY)
def test_ordinary_skilled_explained_or_unreadable_pay_is_not(title: str, text: str) -> None:
    assert not shows(INDICATOR, text, title=title)


def first(title: str, text: str) -> Evidence:
    return evidence_for(INDICATOR, text, title=title)[0]


def test_the_note_names_the_ratio_the_baseline_and_its_year() -> None:
    note = first(*FAR_ABOVE[0]).note
    assert " times the mean monthly wage of PL" in note
    assert "20" in note
    assert "the country counts only for its level of pay" in note


def test_a_country_counts_only_through_its_pay() -> None:
    dear, cheap = (
        "Waitress in Zurich, Switzerland. Salary 4,400 EUR per month.",
        "Waitress in Sofia, Bulgaria. Salary 4,400 EUR per month.",
    )
    assert not shows(INDICATOR, dear, title="Waitress")
    assert shows(INDICATOR, cheap, title="Waitress")
