"""The speed of ssmdoc, as ratios within one run; `python -m benchmarks` prints the tables of docs/performance.md."""
