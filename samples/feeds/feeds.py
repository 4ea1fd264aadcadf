#!/usr/bin/env python3
"""Feeds implicit (https://github.com/benfred/implicit) with what `kith features` writes.

ALS learns from the campaign's purchases up to 22 December. Its lists go to Kith, which says of each entry what the
person's friends did; both scores together rank anew. What people bought afterwards tells whether that helped.

usage: python3 samples/feeds/feeds.py    (kith on PATH; pip install -r samples/feeds/requirements.txt)
"""
import csv
import json
import os
import subprocess
import tempfile

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as implicit asks for

import numpy as np
from implicit.als import AlternatingLeastSquares
from scipy.sparse import csr_matrix

CAMPAIGN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "campaign")
UNTIL = "2022-12-22"
LENGTH = 20  # entries of a list
FRIENDS = 0.25  # what friends count beside ALS: lambda


def kith(output, *options):
    """Runs `kith features` on the campaign up to UNTIL, people and items as numbers."""
    command = ["kith", "features", "--actions", f"{CAMPAIGN}/actions.csv", "--friends", f"{CAMPAIGN}/friends.csv"]
    window = ["--until", UNTIL, "--time-zone", "Asia/Seoul"]
    command += window + ["--ids", "numbers", "-o", output, "-q", *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load(folder):
    """The tables of a folder, after a look at whether they hold as many rows as Kith says it wrote."""
    with open(f"{folder}/run.json", encoding="utf-8") as file:
        written = json.load(file)["graph"]["rows"]
    tables = {name: read(f"{folder}/{name}") for name in written}
    for name, table in tables.items():
        assert len(table) == written[name], f"{name}: {len(table)} rows read, {written[name]} written"
        print(f"{name}: {len(table)} rows, as written")
    return tables


def sparse(rows, row, column, value, shape):
    """A matrix of three columns of a table."""
    places = ([int(r[row]) for r in rows], [int(r[column]) for r in rows])
    return csr_matrix(([float(r[value]) for r in rows], places), shape=shape, dtype=np.float32)


def standard(values):
    spread = values.std()
    return (values - values.mean()) / (spread if spread > 1e-9 else 1)


def found(ranking, later, count=5):
    """Of what each person bought later, the share among the first `count` of their list; the mean over buyers."""
    return np.mean([len(set(ranking[user][:count]) & bought) / len(bought) for user, bought in later.items()])


def main():
    with tempfile.TemporaryDirectory() as folder:
        kith(f"{folder}/before")
        tables = load(f"{folder}/before")
        people = [row["user"] for row in tables["user_ids.csv"]]
        items = [row["item"] for row in tables["item_ids.csv"]]

        taken = sparse(tables["interactions.csv"], "user", "item", "times", (len(people), len(items)))
        heeded = sparse(tables["ties.csv"], "source", "target", "weight", (len(people), len(people)))
        assert taken.nnz == len(tables["interactions.csv"]) and heeded.nnz == len(tables["ties.csv"])
        sums = np.asarray(heeded.sum(axis=1)).ravel()
        assert np.allclose(sums[sums > 0], 1, atol=1e-4)

        # What Kith calls friend_signal, from its ties: F = (W + 0.3 W²) X.
        bought = (taken > 0).astype(np.float32)
        signal = (heeded @ bought + 0.3 * (heeded @ (heeded @ bought))).toarray()
        for row in tables["candidates.csv"]:
            assert abs(signal[int(row["user"]), int(row["item"])] - float(row["friend_signal"])) < 1e-4

        model = AlternatingLeastSquares(
            factors=16, regularization=1, alpha=10, iterations=15, num_threads=1, random_state=1
        )
        model.fit(bought, show_progress=False)
        ids, scores = model.recommend(np.arange(len(people)), bought, N=LENGTH, filter_already_liked_items=True)

        # implicit fills up a short list with taken items at the least score there is.
        entries = [
            (user, item, score)
            for user in range(len(people))
            for item, score in zip(ids[user].tolist(), scores[user].tolist())
            if score > np.finfo(np.float32).min
        ]
        with open(f"{folder}/als.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["user", "item", "score"])
            writer.writerows([people[user], items[item], repr(score)] for user, item, score in entries)
        kith(f"{folder}/after", "--candidates", f"{folder}/als.csv")
        told = load(f"{folder}/after")["candidates.csv"]
        assert len(told) == len(entries)

        plain, social, lists = {}, {}, {}
        for row in told:
            lists.setdefault(int(row["user"]), []).append(row)
        for user, rows in lists.items():
            plain[user] = [int(row["item"]) for row in rows]
            base = standard(np.array([float(row["base_score"]) for row in rows]))
            friends = standard(np.array([float(row["friend_signal"]) for row in rows]))
            social[user] = [plain[user][place] for place in np.argsort(-(base + FRIENDS * friends), kind="stable")]

        user_of, item_of = ({name: place for place, name in enumerate(names)} for names in (people, items))
        later = {}
        for row in read(f"{CAMPAIGN}/actions.csv"):
            if row["time"][:10] > UNTIL and row["person"] in user_of and row["item"] in item_of:
                pair = (user_of[row["person"]], item_of[row["item"]])
                if not bought[pair] and pair[0] in lists:
                    later.setdefault(pair[0], set()).add(pair[1])
        print(
            f"recall@5 of {len(later)} later buyers: ALS {found(plain, later):.4f}, "
            f"with friends {found(social, later):.4f}"
        )


if __name__ == "__main__":
    main()
