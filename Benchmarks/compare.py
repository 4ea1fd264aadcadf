#!/usr/bin/env python3
"""Kith beside its peers, in one run: the same graphs, threads and stopping rules, by turns.

    swift build -c release --package-path Benchmarks
    KITH_BENCH_DATA=/some/disk python3 Benchmarks/compare.py                      # everything
    KITH_BENCH_DATA=/some/disk python3 Benchmarks/compare.py pagerank20 leiden --graphs rmat18 --repeat 5

Inputs are those of ../shared/bench/make_graphs.py (graphs/NAME/edges.npy and meta.json, comments/NAME.csv).
Each contender runs in a process of its own, once a round, in turns. The table shows the least of its
rounds: kernel seconds on the wall and of all processors, and the peak memory of the whole process.
Peers that are not installed are left out; graph-tool is found in the system's Python if need be.
Progress goes to standard error, a Markdown table to standard output; --json keeps every run.
"""
import argparse, functools, json, os, pathlib, resource, shutil, subprocess, sys, time

from peers import HERE, PEERS, SIMULATIONS, TASKS

DATA = pathlib.Path(os.environ.get("KITH_BENCH_DATA", HERE / ".cache"))
OURS = HERE / ".build/release/kith-bench"

def input_path(task, name):
    """The file a task reads for an input's name, or None."""
    if task == "csv-load":
        candidates = [DATA / "comments" / f"{name}.csv"]
    elif task == "als":
        candidates = [DATA / "recs" / name]
    else:
        side = TASKS[task]["side"]
        candidates = [DATA / "graphs" / folder / "edges.npy" for folder in (f"{name}-{side}", name)]
    return next((path for path in candidates if path.exists()), None)


# ---- one run ---------------------------------------------------------------------------------

def run_peer(name, task, path, threads):
    """In the peer's own process: prints one JSON line."""
    make, _ = PEERS[name, task]
    kernel = make(path, task, threads, *([name] if make.__code__.co_argcount > 3 else []))
    wall, cpu = time.perf_counter(), time.process_time()
    facts = kernel()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    facts = facts() if callable(facts) else facts
    # Fewer simulations than the task asks for count as if there were as many.
    share = SIMULATIONS / facts["simulations"] if "simulations" in facts else 1
    print(json.dumps(dict(dict(kernel_s=wall * share, kernel_cpu_s=cpu * share, peak_mb=peak), **facts)))


def run(command, threads, timeout):
    """The last JSON line a command prints, or a note why there is none."""
    limits = ["OMP_NUM_THREADS", "POLARS_MAX_THREADS", "RAYON_NUM_THREADS", "OPENBLAS_NUM_THREADS"]
    environment = dict(os.environ, **{name: str(threads) for name in limits})
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, env=environment)
    except subprocess.TimeoutExpired:
        return dict(failed=f"over {timeout} s")
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        return dict(failed=(done.stderr.strip().splitlines() or ["no answer"])[-1])
    return json.loads(lines[-1])


@functools.cache
def python_with(module):
    """An interpreter that can import a module, or None."""
    for python in dict.fromkeys([sys.executable, shutil.which("python3"), "/usr/bin/python3"]):
        if python and not subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode:
            return python
    return None


# What an interpreter must have for a peer: programs of our own need only NumPy.
MODULES = {"igraph": "igraph", "NetworKit": "networkit", "graph-tool": "graph_tool", "polars": "polars",
           "DuckDB": "duckdb", "NumPy": "numpy", "implicit": "implicit", "NDlib": "ndlib", "CyNetDiff": "cynetdiff", "mc.c": "numpy", "OPIM-C": "numpy",
           "SUBSIM": "numpy"}


def contenders(task, path, options):
    """Names and commands: ours first, then the peers that are installed."""
    yield "Kith", [str(options.kith), task, str(path), "--threads", str(options.threads)]
    for (name, of), _ in PEERS.items():
        if of != task or options.peers and name not in options.peers:
            continue
        python = python_with(MODULES[name])
        if python:
            yield name, [python, __file__, "--run", name, task, str(path), "--threads", str(options.threads)]


def compare(task, name, options, keep):
    path = input_path(task, name)
    if not path:
        print(f"{task} {name}: no input below {DATA}", file=sys.stderr)
        return
    best, failed = {}, {}
    turns = list(contenders(task, path, options))
    for round in range(options.repeat):
        for contender, command in turns:
            if contender in failed:
                continue
            result = run(command, options.threads, options.timeout)
            keep(dict(result, task=task, input=name, contender=contender, round=round, threads=options.threads))
            if "failed" in result:
                failed[contender] = result["failed"]
                print(f"{task} {name}: {contender}: {result['failed']}", file=sys.stderr)
                continue
            print(f"{task} {name}: {contender}: {result['kernel_s']:.3f} s", file=sys.stderr)
            least = best.setdefault(contender, result)
            for key in ("kernel_s", "kernel_cpu_s", "peak_mb"):
                least[key] = min(least[key], result[key])
    rivals = [result for contender, result in best.items() if contender != "Kith"]
    for contender, result in sorted(best.items(), key=lambda item: item[1]["kernel_cpu_s"]):
        facts = ", ".join(f"{key} {value:.6g}" for key, value in result.items()
                          if key in ("modularity", "components") or key == "iterations" and value
                          or key == "edges" and task in ("build", "csv-load") or key == "sum" and task in ("kcore", "triangles")
                          or key == "top_score" and "pagerank" in task or key in TASKS[task].get("facts", []))
        ratio = ""
        if contender == "Kith" and rivals:
            fastest = [min(rival[key] for rival in rivals) for key in ("kernel_s", "kernel_cpu_s", "peak_mb")]
            ours = [result[key] for key in ("kernel_s", "kernel_cpu_s", "peak_mb")]
            ratio = " / ".join(f"{mine / least:.2f}" for mine, least in zip(ours, fastest))
        title = f"**{contender}**" if contender == "Kith" else contender
        print(f"| {task} | {name} | {title} | {result['kernel_s']:.3f} | {result['kernel_cpu_s']:.3f} "
              f"| {result['peak_mb']:.0f} | {ratio} | {facts} |", flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("tasks", nargs="*", metavar="TASK", help=", ".join(TASKS))
    arguments.add_argument("--graphs", nargs="+", metavar="NAME", help="inputs instead of the default ones")
    arguments.add_argument("--peers", nargs="+", metavar="NAME", help="only these")
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--repeat", type=int, default=3, metavar="ROUNDS")
    arguments.add_argument("--timeout", type=int, default=600, metavar="SECONDS")
    arguments.add_argument("--kith", type=pathlib.Path, default=OURS, metavar="FILE", help="the kith-bench to measure")
    arguments.add_argument("--json", metavar="FILE", help="append every run as a JSON line")
    arguments.add_argument("--run", nargs=3, metavar=("PEER", "TASK", "FILE"), help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.run:
        return run_peer(*options.run, options.threads)
    unknown = [task for task in options.tasks if task not in TASKS]
    if unknown:
        arguments.error(f"no task {unknown[0]!r}: choose of {', '.join(TASKS)}")
    if not options.kith.exists():
        arguments.error(f"{options.kith} is missing: swift build -c release --package-path {HERE}")

    def keep(line):
        if options.json:
            with open(options.json, "a") as file:
                file.write(json.dumps(line) + "\n")

    print("| task | input | contender | wall s | CPU s | peak MB | Kith / best peer (wall / CPU / memory) | answer |")
    print("|---|---|---|---:|---:|---:|---|---|")
    for task in options.tasks or TASKS:
        for name in options.graphs or TASKS[task]["inputs"]:
            compare(task, name, options, keep)


if __name__ == "__main__":
    main()
