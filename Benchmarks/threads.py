#!/usr/bin/env python3
"""How much faster Kith is on more threads, by turns in one run.

    KITH_BENCH_DATA=/some/disk python3 Benchmarks/threads.py influence-max --rounds 8
    KITH_BENCH_DATA=/some/disk python3 Benchmarks/threads.py pagerank --graphs rmat18 --threads 4

Each round starts one process a number of threads, which repeats the task sixteen times; the first six do not count:
memory is cold, and the system has not yet spread the threads over the processors. The table shows the least and the
median of the rest.
"""
import argparse, json, statistics, subprocess, sys

from compare import OURS, input_path
from peers import TASKS


def seconds(task, path, threads):
    command = [OURS, task, path, "--threads", str(threads), "--repeat", "16"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return [json.loads(line)["kernel_s"] for line in lines if line.startswith("{")][6:]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", nargs="+", choices=sorted(TASKS), metavar="TASK")
    parser.add_argument("--graphs", nargs="+", help="inputs by name (default: those of the task)")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print(f"| task | input | 1 thread, ms: least, median | {options.threads} threads | times as fast: least, median |")
    print("|---|---|---:|---:|---:|")
    for task in options.tasks:
        for name in options.graphs or TASKS[task]["inputs"]:
            path = input_path(task, name)
            if path is None:
                print(f"no input {name}", file=sys.stderr)
                continue
            times = {1: [], options.threads: []}
            for _ in range(options.rounds):
                for threads, found in times.items():
                    found += seconds(task, path, threads)
            one, many = ((min(found), statistics.median(found)) for found in times.values())
            cells = [f"{1000 * low:.1f}, {1000 * middle:.1f}" for low, middle in (one, many)]
            print(f"| {task} | {name} | {cells[0]} | {cells[1]} | {one[0] / many[0]:.2f}, {one[1] / many[1]:.2f} |")


if __name__ == "__main__":
    main()
