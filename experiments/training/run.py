"""One training run, from settings to a registered bundle: stage after stage, each kept, all of it one MLflow run.

An interrupted run that is started again with the same settings and data goes on after the last finished stage, in the same MLflow
run. On one machine and with the same versions, the same settings, data and code give the same weights and metrics exactly (a test
holds it); another processor or version of numpy may round otherwise, by how much was not measured.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from experiments.dataset import Example, data_folder
from experiments.training import registry, tracking
from experiments.training.artefacts import metrics_of, write_artefacts
from experiments.training.calibrating import calibrated, familiar_from, policies_part
from experiments.training.config import Config, flattened
from experiments.training.gate import gate_part
from experiments.training.judged import Judged, judged_split
from experiments.training.metrics import metrics_part
from experiments.training.model_card import CARD, CardFacts, card
from experiments.training.provenance import code_digest, counts_from, data_digest, described, versions
from experiments.training.scoring import ASKED_OF_ALL, EVIDENCE, Scored, linear_part, rows_to_learn_from, scored
from experiments.training.slices import Report, report_of
from experiments.training.work import DEFAULT_ROOT, Work, opened
from models.bundle import Bundle, write_bundle
from models.bundle_models import BundleModels, settings_from
from models.encoder import FILES
from models.gate import FILE as GATE
from models.policy import PolicyName

if TYPE_CHECKING:
    from mlflow import MlflowClient

KIND: Final = "kind"
"""The tag that tells training runs from evaluations."""
ENCODER: Final = "encoder"
DRAFT: Final = "draft"
"""The bundle without its card, whose figures it has to make first."""


@dataclass(frozen=True, slots=True)
class Trained:
    """What a run came to."""

    bundle: Bundle
    run_id: str
    version: int
    """Of the registered model."""
    report: Report


def train(
    config: Config,
    *,
    command: str = "recruitment-risk train",
    root: Path = DEFAULT_ROOT,
    workers: int = 1,
    afresh: bool = False,
    say: Callable[[str], None] = print,
) -> Trained:
    """Train, calibrate, judge `dev`, write and register the bundle.

    Raises DatasetError, WorkError, TrackingError, BundleError; also whatever a stage raises, after it is noted in the run.
    """
    data, code = data_digest(config.data_folder), code_digest()
    with opened(root, config.digest, data, code, afresh=afresh, say=say) as work:
        client = tracking.opened(config.tracking)
        run_id = _run_of(work, client, config)
        try:
            trained = _Run(config, work, client, run_id, command, workers).stages(data)
        except BaseException as error:
            work.say("interrupted; the same command goes on after the last finished stage")
            tracking.ended(client, run_id, error)
            raise
        tracking.ended(client, run_id)
        work.finish()
        return trained


def _run_of(work: Work, client: MlflowClient, config: Config) -> str:
    """The MLflow run: a new one, or that which was interrupted."""
    fresh: list[str] = []

    def begin() -> str:
        fresh.append(tracking.begun(client, config.tracking, work.folder.name, {KIND: "training", "code_digest": work.code}))
        tracking.log_parameters(client, fresh[0], flattened(config))
        return fresh[0]

    run_id = str(work.stage("run", begin))
    if not fresh:
        tracking.resumed(client, run_id)
        work.say(f"going on with the interrupted run {run_id}")
    return run_id


@dataclass(frozen=True)
class _Run:
    config: Config
    work: Work
    client: MlflowClient
    run_id: str
    command: str
    workers: int

    def stages(self, digest: str) -> Trained:
        """One after the other; whoever adds a model adds a stage before `scores`."""
        stage, config = self._stage, self.config
        data = stage("dataset", lambda: self._described(digest))
        linear = stage("linear", lambda: linear_part(self.rows, config.linear))
        gate = stage("gate", lambda: gate_part(self.rows, config.written_folder))
        files = {**_gate_files(gate), **self._encoder_files()}
        scores = _scores(stage("scores", lambda: [asdict(item) for item in scored(self.rows, self._models(linear, files))]))
        policies = stage("calibration", lambda: self._policies(scores))
        metrics = stage("metrics", lambda: self._metrics(scores, policies))
        parts = {"evidence.json": dict(EVIDENCE), "linear.json": linear, "policies.json": policies, "metrics.json": metrics}
        judged = _judged(stage("judged", lambda: [asdict(item) for item in self._judged(parts, files)]))
        report = report_of(judged, config.calibration.prevalence)
        made_on = stage("made_on", lambda: datetime.now(UTC).strftime("%Y.%m.%d"))
        facts = CardFacts(
            made_on=made_on,
            command=self.command,
            data_digest=digest,
            code_digest=self.work.code,
            settings=flattened(config),
            prevalence=config.calibration.prevalence,
            counts=counts_from(data),
            report=report,
            versions=versions(),
        )
        stage("bundle", lambda: self._bundle(parts, files, facts, len(scores)))
        stage("logged", lambda: self._logged(judged, report, policies))
        bundle = registry.placed(self.work.folder / registry.BUNDLE, Path(config.output))
        name = config.tracking.model
        version = stage("registered", lambda: registry.registered(self.client, name, self.run_id, bundle.version))
        return Trained(bundle, self.run_id, version, report)

    def _stage(self, name: str, compute: Callable[[], Any]) -> Any:
        """A stage begins with the same random numbers, whichever were finished before it."""

        def seeded() -> Any:
            random.seed(self.config.seed)
            np.random.seed(self.config.seed)
            return compute()

        return self.work.stage(name, seeded)

    @cached_property
    def rows(self) -> list[Example]:
        """Read only when a stage needs them."""
        return rows_to_learn_from(self.config.data_folder, self.config.leave_out)

    def _described(self, digest: str) -> dict[str, Any]:
        found = described(self.config.data_folder, self.config.leave_out)
        folder = self.config.data_folder or data_folder()
        counts = "; ".join(f"{item['dataset']} {item['label']} {item['split']}: {item['rows']}" for item in found["counts"])
        tracking.log_data(self.client, self.run_id, folder, digest, counts)
        return found

    def _policies(self, scores: Sequence[Scored]) -> dict[str, Any]:
        settings = self.config.calibration
        return policies_part(calibrated(scores, settings), settings.prevalence, familiar_from(scores, settings))

    def _metrics(self, scores: Sequence[Scored], policies: Mapping[str, Any]) -> dict[str, Any]:
        _, fraud = settings_from(policies)[PolicyName.RECRUITMENT_FRAUD]
        return metrics_part(scores, fraud, self.config.calibration.prevalence)

    def _encoder_files(self) -> dict[str, bytes]:
        """Fine-tuned once and kept as files; none where no encoder is asked for."""
        folder = self.work.folder / ENCODER
        if not self.config.encoder.base:
            return {}
        self._stage(ENCODER, lambda: self._fine_tuned(folder))
        return {name: (folder / name).read_bytes() for name in FILES}

    def _fine_tuned(self, folder: Path) -> str:
        from experiments.training.encoder_stage import CHECKPOINT, learned

        folder.mkdir(parents=True, exist_ok=True)
        files = learned(self.rows, self.config, folder / CHECKPOINT, self._loss).files()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        return folder.as_posix()

    def _loss(self, epoch: int, loss: float) -> None:
        self.work.say(f"epoch {epoch + 1}: loss {loss:.3f}")
        tracking.log_step(self.client, self.run_id, "encoder_loss", loss, epoch)

    def _models(self, linear: Mapping[str, Any], files: Mapping[str, bytes]) -> BundleModels:
        """As a bundle gives them that is not calibrated yet."""
        policies = policies_part(ASKED_OF_ALL, self.config.calibration.prevalence)
        parts = {"evidence.json": dict(EVIDENCE), "linear.json": linear, "policies.json": policies, "metrics.json": {}}
        return BundleModels.of(write_bundle(self.work.folder / "uncalibrated", parts, {"made_on": "draft"}, files))

    def _judged(self, parts: Mapping[str, Mapping[str, Any]], files: Mapping[str, bytes]) -> list[Judged]:
        folder = self.work.folder / DRAFT
        write_bundle(folder, parts, {"made_on": "draft"}, files)
        return judged_split(folder, self.config.data_folder, "dev", self.workers)

    def _bundle(
        self, parts: Mapping[str, Mapping[str, Any]], files: Mapping[str, bytes], facts: CardFacts, calibrated_on: int
    ) -> str:
        learned = sum(item.learned for item in facts.counts if item.split == "train")
        about = {"made_on": facts.made_on, "made_by": self.command, "rows": learned, "calibrated_on": calibrated_on}
        return write_bundle(self.work.folder / registry.BUNDLE, parts, about, {**files, CARD: card(facts).encode()}).version

    def _logged(self, judged: Sequence[Judged], report: Report, policies: Mapping[str, Any]) -> str:
        folder = self.work.folder / "artefacts"
        write_artefacts(folder, judged, report, policies)
        tracking.log_folder(self.client, self.run_id, folder)
        tracking.log_folder(self.client, self.run_id, self.work.folder / registry.BUNDLE, registry.BUNDLE)
        tracking.log_metrics(self.client, self.run_id, metrics_of(report))
        return folder.as_posix()


def _gate_files(gate: Mapping[str, Any]) -> dict[str, bytes]:
    return {GATE: json.dumps(gate, ensure_ascii=False, sort_keys=True).encode()} if gate else {}


def _scores(kept: Sequence[Mapping[str, Any]]) -> list[Scored]:
    return [Scored(**item) for item in kept]


def _judged(kept: Sequence[Mapping[str, Any]]) -> list[Judged]:
    return [Judged(**{**item, "flagged_by": tuple(item["flagged_by"])}) for item in kept]
