"""Traces for OpenTelemetry, where the environment names a collector: the framework's own spans, sent without personal data.

The libraries that send them are an extra, since most services do without.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from fastapi.telemetry import TelemetryConfig

from serving.settings import SettingsError

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

ENDPOINTS: Final = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")


def tracer_provider(environment: Mapping[str, str] | None = None) -> TracerProvider | None:
    """What sends spans to the collector that the environment names, or None. Raises SettingsError without the extra."""
    told = os.environ if environment is None else environment
    named = next((variable for variable in ENDPOINTS if told.get(variable)), None)
    if named is None or told.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return None
    try:
        from serving.operations.spans import exporting_provider
    except ImportError as error:
        message = f"{named} is set, but what sends traces is not installed: pip install 'recruitment-risk[telemetry]'"
        raise SettingsError(message) from error
    return exporting_provider()


def telemetry(provider: TracerProvider | None) -> TelemetryConfig:
    """What the framework may tell: spans, through our provider alone. Its logs would quote errors, its metrics we have."""
    return TelemetryConfig(
        tracer_provider=provider, tracing=provider is not None, metrics=False, logs=False, auto_configure=False
    )
