#!/usr/bin/env python3
"""Every recommender alone and re-weighted by friends, on published data: writes the tables of recommendations.md.

    swift build -c release --package-path Benchmarks
    KITH_BENCH_DATA=/some/disk python3 Benchmarks/recommendations.py > Benchmarks/recommendations.md

Splits as published where there are any (LastFM by SocialLGN, Ciao by RecDiff). What people listened to in HetRec LastFM,
and what they rated in FilmTrust, has no times, so a fifth of each user's pairs, drawn blindly, is the test; what they
tagged in HetRec LastFM is dated, and split at one moment for everybody. Settings and the friends' weight are chosen on
validation pairs only. Data are those of ../shared/data.
"""
import argparse, csv, lzma, os, pathlib, random, subprocess, sys

HERE = pathlib.Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared/data"
DATA = pathlib.Path(os.environ.get("KITH_BENCH_DATA", HERE / ".cache")) / "recs"

SETS = {
    "lastfm-sociallgn": "LastFM, split of SocialLGN",
    "ciao-recdiff": "Ciao, split of RecDiff",
    "filmtrust": "FilmTrust, every rating a taking, a fifth of each user's held out blindly",
    "hetrec-lastfm-2k": "HetRec LastFM, a fifth of each user's artists held out blindly",
    "hetrec-tags": "HetRec LastFM, artists first tagged by someone, the latest fifth held out by time",
}


def text(path):
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return file.read()


def published(name, folder):
    for path in (SHARED / "social-recommendation-splits" / name).glob("*.csv.xz"):
        (folder / path.stem).write_text(text(path))


def own(name, folder):
    if name == "filmtrust":
        takings = [line.split()[:2] for line in text(SHARED / name / "ratings.txt.xz").splitlines() if line.strip()]
        ties = [line.split()[:2] for line in text(SHARED / name / "trust.txt.xz").splitlines() if line.strip()]
    else:
        takings, ties = (hetrec(table) for table in ("user_artists", "user_friends"))
    users, items = {}, {}
    pairs = sorted({(users.setdefault(u, len(users)), items.setdefault(i, len(items))) for u, i in takings})
    draw = random.Random(1)
    train, test = [], []
    for user in range(len(users)):
        mine = [pair for pair in pairs if pair[0] == user]
        held = set(draw.sample(mine, len(mine) // 5))
        train += [pair for pair in mine if pair not in held]
        test += sorted(held)
    # People who only trust others take part as friends.
    friends = [(users.setdefault(a, len(users)), users.setdefault(b, len(users))) for a, b in ties]
    write(folder, train=train, test=test, friends=friends)


def dated(folder):
    """The latest fifth of the pairs is the test, the latest fifth of the rest is for choosing, whole days each."""
    firsts = {}
    for user, item, _, day, month, year in hetrec("user_taggedartists", columns=6):
        date = (int(year), int(month), int(day))
        firsts[user, item] = min(date, firsts.get((user, item), date))
    users, items = {}, {}
    for user, item in sorted(firsts, key=lambda pair: (int(pair[0]), int(pair[1]))):
        users.setdefault(user, len(users))
        items.setdefault(item, len(items))
    pairs = sorted((date, users[user], items[item]) for (user, item), date in firsts.items())
    known, test = cut(pairs)
    train, validation = cut(known)
    friends = [(users.setdefault(a, len(users)), users.setdefault(b, len(users))) for a, b in hetrec("user_friends")]
    train, validation, test = ([pair[1:] for pair in part] for part in (train, validation, test))
    write(folder, train=train, validation=validation, test=test, friends=friends)


def remark(folder):
    """Why friends gain so much where time decides."""
    users = {part: {line.split(",")[0] for line in (folder / f"{part}.csv").read_text().splitlines()[1:]}
             for part in ("train", "test")}
    new = len(users["test"] - users["train"])
    return (f"Of {len(users['test'])} users tested {new} tagged nothing in training: only friends and popularity know them, and\n"
            "friends drawn blindly bring some popularity too. Ties have no dates: some may be younger than the cut.\n")


def cut(pairs):
    moment = pairs[len(pairs) * 4 // 5][0]
    return [pair for pair in pairs if pair[0] < moment], [pair for pair in pairs if pair[0] >= moment]


def hetrec(table, columns=2):
    lines = text(SHARED / "hetrec-lastfm-2k" / f"{table}.dat.xz").splitlines()[1:]
    return [line.split("\t")[:columns] for line in lines]


def write(folder, **tables):
    for name, rows in tables.items():
        with open(folder / f"{name}.csv", "w", newline="") as out:
            out.write("user,friend\n" if name == "friends" else "user,item\n")
            csv.writer(out, lineterminator="\n").writerows(rows)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sets", nargs="*", help=", ".join(SETS))
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--kith", type=pathlib.Path, default=HERE / ".build/release/kith-bench", metavar="FILE")
    options = arguments.parse_args()
    print("# Recommenders alone and re-weighted by friends\n")
    print("Written by `recommendations.py`. Full ranking over all items outside a user's training pairs, at 20 places; settings")
    print("and the weight λ of friends chosen on validation pairs only; `als` is the mean of three random starts. Gains are of")
    print("NDCG, of the same users, with 95 % bootstrap intervals of 2000 draws: over the base, and over the same base with as")
    print("many friends drawn blindly. λ is 0 where friends did not beat the base by a standard error on validation.")
    for name in options.sets or SETS:
        folder = DATA / name
        folder.mkdir(parents=True, exist_ok=True)
        if (SHARED / "social-recommendation-splits" / name).exists():
            published(name, folder)
        elif name == "hetrec-tags":
            dated(folder)
        else:
            own(name, folder)
        run = subprocess.run([options.kith, "social-table", folder, "--threads", str(options.threads)],
                             stdout=subprocess.PIPE, text=True, check=True)
        print(f"\n## {SETS[name]}\n")
        if name == "hetrec-tags":
            print(remark(folder))
        print("| base | recall | NDCG | recall, with friends | NDCG, with friends | gain | gain over blind friends | λ | λ, blind | do friends help? |")
        print("|---|---:|---:|---:|---:|---|---|---|---|---|")
        print("\n".join(line for line in run.stdout.splitlines() if line.startswith("|")), flush=True)


if __name__ == "__main__":
    main()
