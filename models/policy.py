"""The policies a posting is judged under, and the forms of exploitation that the exploitation policy tells apart."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


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
