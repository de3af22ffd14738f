"""What a training computes on: a GPU where there is one, and half the bits where the hardware multiplies them."""

from __future__ import annotations

from contextlib import AbstractContextManager

import torch


def fastest_device() -> torch.device:
    """A GPU, or else the processor."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def multiplies_bfloat16(device: torch.device) -> bool:
    """Whether a device does so in hardware; where it is emulated, full precision is faster."""
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    found = torch.cpu.get_capabilities()
    return bool(found.get("amx_bf16") or found.get("avx512_bf16"))


def quickened(device: torch.device) -> AbstractContextManager[object]:
    """Within it matrices are multiplied in bfloat16 where that is faster; weights and sums keep their precision."""
    return torch.autocast(device.type, torch.bfloat16, enabled=multiplies_bfloat16(device))
