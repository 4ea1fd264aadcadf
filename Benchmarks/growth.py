"""How time grows with the graph: kith-bench on RMAT graphs of growing scale, as a table and a plot.

    pip install matplotlib
    swift build -c release --package-path Benchmarks
    python3 Benchmarks/growth.py                          # RMAT-14 to RMAT-22: some minutes, 12 GB
    python3 Benchmarks/growth.py --scales 14 16 18 --tasks wcc kcore

Writes growth.csv and growth.svg beside this file. The graphs come from kith-bench's own generator (16 edges drawn a
node, Graph500's chances, repeats and self-edges dropped), so nothing has to be fetched or stored. Seconds are the least
of the rounds on the wall. The legend gives each task's slope between the two largest graphs on the doubly logarithmic
plot: 1 is linear in the edges.
"""
import argparse, csv, json, math, pathlib, subprocess, sys

HERE = pathlib.Path(__file__).resolve().parent
TASKS = ["pagerank20", "wcc", "kcore", "triangles", "betweenness", "leiden", "louvain", "labelprop"]


def measure(kith, task, scale, threads, repeat):
    command = [str(kith), task, f"rmat:{scale}", "--threads", str(threads), "--repeat", str(repeat)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stderr.strip()}")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    best = min(lines, key=lambda line: line["kernel_s"])
    return dict(task=task, scale=scale, nodes=best["nodes"], edges=best["edges"], threads=threads,
                seconds=round(best["kernel_s"], 5), cpu_seconds=round(best["kernel_cpu_s"], 5),
                peak_mb=round(best["peak_mb"]))


def slope(rows):
    a, b = rows[-2:]
    return math.log(b["seconds"] / a["seconds"]) / math.log(b["edges"] / a["edges"])


def plot(rows, path):
    import matplotlib
    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "kith"
    import matplotlib.pyplot as plt
    figure, axes = plt.subplots(figsize=(8, 5.4), layout="constrained")
    for marker, task in zip("osv^D<>Ph*", dict.fromkeys(row["task"] for row in rows)):
        mine = [row for row in rows if row["task"] == task]
        label = f"{task} ({slope(mine):.2f})" if len(mine) > 1 else task
        axes.plot([row["edges"] for row in mine], [row["seconds"] for row in mine], marker=marker, markersize=5, label=label)
    low = min(rows, key=lambda row: row["edges"])["edges"]
    high = max(rows, key=lambda row: row["edges"])["edges"]
    start = min(row["seconds"] for row in rows)
    axes.plot([low, high], [start / 2, start / 2 * high / low], "k:", linewidth=1, label="linear")
    axes.set(xscale="log", yscale="log", xlabel="edges", ylabel="seconds on the wall",
             title=f"Time against edges, RMAT graphs, {rows[0]['threads']} threads")
    axes.grid(True, which="major", alpha=0.3)
    axes.legend(title="task (slope at the end)", fontsize=8)
    figure.savefig(path, metadata=dict(Date=None))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scales", nargs="+", type=int, default=[14, 16, 18, 20, 22])
    parser.add_argument("--tasks", nargs="+", default=TASKS)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--kith", type=pathlib.Path, default=HERE / ".build/release/kith-bench")
    options = parser.parse_args()
    rows = []
    for task in options.tasks:
        for scale in options.scales:
            rows.append(measure(options.kith, task, scale, options.threads, options.repeat))
            print(rows[-1], file=sys.stderr)
    with open(HERE / "growth.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    plot(rows, HERE / "growth.svg")


if __name__ == "__main__":
    main()
