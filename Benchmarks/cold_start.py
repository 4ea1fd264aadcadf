#!/usr/bin/env python3
"""What friends are worth to people of whom little is known: writes cold-start.md.

    swift build -c release --package-path Benchmarks
    KITH_BENCH_DATA=/some/disk python3 Benchmarks/cold_start.py > Benchmarks/cold-start.md

LastFM as split by SocialLGN; data are those of ../shared/data.
"""
import argparse, pathlib, subprocess
from recommendations import DATA, HERE, SETS, published

SET = "lastfm-sociallgn"

# NDCG@20 (Recall@20) alone, with friends and λ, of ../shared/guide/science.md §1.2: NumPy, other draws of users.
GUIDE = {
    ("0", "popularity"): "0.1027 (0.1049) → 0.1731 (0.1732), λ 4",
    ("1", "popularity"): "0.1026 (0.1048) → 0.1725 (0.1733), λ 4",
    ("1", "ease"): "0.0943 (0.0971) → 0.1691 (0.1726), λ 4",
    ("1", "user-knn"): "0.1387 (0.1378) → 0.1831 (0.1886), λ 1",
    ("3", "popularity"): "0.0993 (0.1048) → 0.1738 (0.1761), λ 4",
    ("3", "ease"): "0.1531 (0.1610) → 0.1823 (0.1830), λ 2",
    ("3", "user-knn"): "0.1784 (0.1812) → 0.1896 (0.1946), λ 1",
    ("5", "popularity"): "0.1021 (0.1039) → 0.1718 (0.1756), λ 4",
    ("5", "ease"): "0.1631 (0.1678) → 0.1947 (0.1953), λ 1",
    ("5", "user-knn"): "0.1864 (0.1839) → 0.2003 (0.2019), λ 1",
}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--kith", type=pathlib.Path, default=HERE / ".build/release/kith-bench", metavar="FILE")
    options = arguments.parse_args()
    folder = DATA / SET
    folder.mkdir(parents=True, exist_ok=True)
    published(SET, folder)
    run = subprocess.run([options.kith, "cold-start", folder, "--threads", str(options.threads)],
                         stdout=subprocess.PIPE, text=True, check=True)
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in run.stdout.splitlines() if line.startswith("|")]
    sure = sum(not row[4].split("[")[1].startswith("−") for row in rows)
    print("# What friends are worth to people of whom little is known\n")
    print(f"Written by `cold_start.py`. {SETS[SET]}: 500 users, drawn from those with more than five training items, keep")
    print("some of them, drawn blindly; the rest is neither learnt from nor recommended. The setting of the base, the kind of")
    print("ties and λ are chosen on 250 of them; the other 250 report. Full ranking: NDCG@20 (Recall@20), and the gain of NDCG")
    print("with its 95 % bootstrap interval of 2000 draws. Beside them the figures of the experiments that the recipe comes")
    print(f"from, of other users drawn: compare what friends add. In {sure} of {len(rows)} rows the interval lies above 0.\n")
    print("| items kept | base | alone | with friends | gain | λ | ties | the recipe's experiments |")
    print("|---:|---|---:|---:|---|---:|---|---|")
    for row in rows:
        print("| " + " | ".join(row + [GUIDE.get((row[0], row[1]), "–")]) + " |")


if __name__ == "__main__":
    main()
