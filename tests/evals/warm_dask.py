"""What schedulers and workers of Dask are forked from: a process that has imported what they need."""

from __future__ import annotations

from importlib import import_module

from dask.cli import run_cli

from tests.support import forking, warm

if __name__ == "__main__":
    for module in ("distributed.cli.dask_scheduler", "distributed.cli.dask_worker", "evals.runs.worker"):
        import_module(module)
    warm.load()
    forking.serve("dask")
    run_cli()
