#!/usr/bin/env python3
"""Makes a large input for `kith rerank`: base.csv, actions.csv and friends.csv in a folder.

    python3 Benchmarks/rerank_input.py DIR

50,000 people with 20 recommendations each of 20,000 items, 600,000 takings (a few items by many) over a year, 250,000
ties. The same bytes every time.
"""
import pathlib, random, sys

PEOPLE, ITEMS, LIST, TAKINGS, TIES = 50_000, 20_000, 20, 600_000, 250_000


def item(draw):
    return f"item{int(ITEMS * draw.random() ** 3)}"


def main(folder):
    draw = random.Random(1)
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "base.csv", "w") as file:
        file.write("user,item,score\n")
        for person in range(PEOPLE):
            scores = sorted((draw.random() * 5 for _ in range(LIST)), reverse=True)
            for place, number in enumerate(draw.sample(range(ITEMS), LIST)):
                file.write(f"user{person},item{number},{scores[place]:.4f}\n")
    with open(folder / "actions.csv", "w") as file:
        file.write("person,item,time\n")
        for _ in range(TAKINGS):
            file.write(f"user{draw.randrange(PEOPLE)},{item(draw)},{1_640_995_200 + draw.randrange(31_536_000)}\n")
    with open(folder / "friends.csv", "w") as file:
        file.write("from,to\n")
        for _ in range(TIES):
            file.write(f"user{draw.randrange(PEOPLE)},user{draw.randrange(PEOPLE)}\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
