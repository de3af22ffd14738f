"""Judged postings, and data with settings to train on, of our own making."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from experiments.training.config import CalibrationSettings, Config, LinearSettings, TrackingSettings
from experiments.training.judged import Judged

FRAUD = ("recruitment_fraud",)


def judged(
    number: int, label: str = "benign", fraud: float = 0.01, *, flagged: bool = False, dataset: str = "alpha", length: int = 400
) -> Judged:
    """One posting, of a group of its own."""
    return Judged(
        id=f"{dataset}-{label}-{number}",
        dataset=dataset,
        label=label,
        group=f"{label}{number}",
        language="en",
        length=length,
        sector="",
        fraud=fraud,
        flagged_by=FRAUD if flagged else (),
        needs_review=flagged,
        is_abstained=False,
    )


def half_found(found: int = 20, false: int = 0, spam: int = 0) -> list[Judged]:
    """40 risky postings of which `found` are flagged, 40 ordinary ones and 40 of other spam with false alarms."""
    return [
        *(judged(number, "fraud", 0.9 if number < found else 0.2, flagged=number < found) for number in range(40)),
        *(judged(number, "benign", 0.8 if number < false else 0.1, flagged=number < false) for number in range(40)),
        *(judged(number, "other_spam", 0.8 if number < spam else 0.1, flagged=number < spam) for number in range(40)),
    ]


TEXTS = {
    "fraud": "Earn easy money daily from home, no interview and no skills are needed, we pay on the same day. Pay {} euros first.",
    "benign": "Our bakery needs a trained baker for the early shift, {} hours a week with a pension and paid holidays. Apply by post.",
}
ENDINGS = (
    "Bring a letter.",
    "The team is small and kind, and the shop stands beside a park.",
    "You work with sourdough, rye and cakes for cafes in the neighbourhood.",
    "",
)
WRITTEN = [
    {"id": f"{side}{number}", "class": side, "kind": "message", "description": text}
    for number in range(8)
    for side, text in {
        "risky": f"Hands needed tonight for {number} nights, cash, no questions, write to me.",
        "no_offer": f"Your parcel waits at the depot since {number}, see the opening hours there.",
    }.items()
]
SIZES = {"train": 6, "dev": 4}


def rows(dataset: str) -> Iterator[dict[str, str]]:
    for label, text in TEXTS.items():
        for split, size in SIZES.items():
            for number in range(size):
                name = f"{dataset}-{label}-{split}-{number}"
                yield {
                    "id": name,
                    "kind": "job_advert",
                    "language": "en",
                    "description": f"{text.format(30 + number)} {ENDINGS[number % len(ENDINGS)]}",
                    "label": label,
                    "group": name,
                    "split": split,
                }


@dataclass(frozen=True)
class Place:
    """Data, settings and an MLflow store of our own, in a folder."""

    folder: Path
    config: Config

    @property
    def work(self) -> Path:
        return self.folder / "work"

    def toml(self, name: str = "mine.toml", **changed: object) -> Path:
        """The settings as a file."""
        tracking = self.config.tracking
        lines = [f"data = {self.config.data!r}", f"output = {self.config.output!r}", f"written = {self.config.written!r}"]
        lines += [f"{key} = {value!r}" for key, value in changed.items()]
        lines += ["[calibration]", "fewest_for_share = 3", "[tracking]", f"uri = {tracking.uri!r}", f"model = {tracking.model!r}"]
        path = self.folder / name
        path.write_text("\n".join(lines))
        return path


def place_in(folder: Path, store: str, name: str) -> Place:
    """Two small datasets and the settings for them, in a folder."""
    (folder / "data").mkdir()
    for dataset in ("alpha", "beta"):
        with gzip.open(folder / "data" / f"{dataset}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows(dataset))
    (folder / "written").mkdir()
    (folder / "written" / "en_open.jsonl").write_text("".join(json.dumps(row) + "\n" for row in WRITTEN))
    config = Config(
        data=str(folder / "data"),
        output=str(folder / "bundle"),
        written=str(folder / "written"),
        linear=LinearSettings(),
        calibration=CalibrationSettings(fewest_for_share=3),
        tracking=TrackingSettings(uri=store, experiment=name, model=name),
    )
    return Place(folder, config)
