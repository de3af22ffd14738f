"""`python -m experiments NAME` is `recruitment-risk measure NAME`."""

from experiments.cli import app

app(prog_name="python -m experiments")
