"""The policies a posting is judged under, their thresholds, and the forms of exploitation that they tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType
from typing import Final, TypeAlias


class PolicyName(StrEnum):
    """Each policy has its own probability, threshold and flag."""

    RECRUITMENT_FRAUD = "recruitment_fraud"
    EXPLOITATION_RISK = "exploitation_risk"
    CRIMINAL_RECRUITMENT = "criminal_recruitment"


class Form(StrEnum):
    """Forms of exploitation, after Directive 2011/36/EU as amended in 2024, and fraud."""

    LABOUR = "labour"
    SEXUAL = "sexual"
    DOMESTIC_SERVITUDE = "domestic_servitude"
    CRIMINAL_ACTIVITIES = "criminal_activities"
    CHILD = "child"
    FRAUD = "fraud"


FORMS_OF: Final[Mapping[PolicyName, frozenset[Form]]] = MappingProxyType(
    {
        PolicyName.RECRUITMENT_FRAUD: frozenset({Form.FRAUD}),
        PolicyName.EXPLOITATION_RISK: frozenset(Form) - {Form.FRAUD},
        PolicyName.CRIMINAL_RECRUITMENT: frozenset({Form.CRIMINAL_ACTIVITIES, Form.CHILD}),
    }
)
"""The forms that each policy tells apart."""

MEANING_OF: Final[Mapping[PolicyName, str]] = MappingProxyType(
    {
        PolicyName.RECRUITMENT_FRAUD: "The offer shows indicators of fraud on those who apply: money or data is taken for "
        "work that is not there or not as promised.",
        PolicyName.EXPLOITATION_RISK: "The offer shows indicators of recruitment into forced labour, domestic servitude, "
        "sexual or other exploitation: deceptive terms, debts, kept documents, restricted movement.",
        PolicyName.CRIMINAL_RECRUITMENT: "The offer shows indicators that people are recruited to commit crimes, such as moving "
        "money, drugs or stolen goods, or defrauding others.",
    }
)
"""What each policy looks for, in words."""

OwnThresholds: TypeAlias = Mapping[PolicyName, float]
"""The thresholds that somebody chose; a policy that is not among them keeps the one its bundle ships."""

SHIPPED: Final[OwnThresholds] = MappingProxyType({})
"""Nobody chose any."""


def policies_version(thresholds: Iterable[tuple[PolicyName, float]]) -> str:
    """Names the thresholds under which a posting was judged: the same ones always have the same name."""
    return _digest(tuple(sorted(thresholds)))


@lru_cache(maxsize=256)
def _digest(thresholds: tuple[tuple[PolicyName, float], ...]) -> str:
    lines = "\n".join(f"{policy.value}={threshold!r}" for policy, threshold in thresholds)
    return sha256(lines.encode()).hexdigest()[:12]
