#!/usr/bin/env python3
"""Inputs of compare.py that ../shared/bench/make_graphs.py does not make, from ../shared/data into $KITH_BENCH_DATA.

slashdot (directed, for influence-max), email-eu-core and deezer-europe with a trait each (for trait-permutation).
"""
import gzip, io, json, os, pathlib, zipfile
import numpy

HERE = pathlib.Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared/data"
DATA = pathlib.Path(os.environ.get("KITH_BENCH_DATA", HERE / ".cache")) / "graphs"


def write(name, edges, nodes, directed, traits=None):
    edges = edges[edges[:, 0] != edges[:, 1]]
    if not directed:
        edges = numpy.sort(edges, axis=1)
    edges = numpy.ascontiguousarray(numpy.unique(edges, axis=0), dtype=numpy.int32)
    folder = DATA / name
    folder.mkdir(parents=True, exist_ok=True)
    numpy.save(folder / "edges.npy", edges)
    facts = dict(name=name, n=nodes, m=len(edges), directed=directed)
    (folder / "meta.json").write_text(json.dumps(facts, indent=1) + "\n")
    if traits is not None:
        numpy.savetxt(folder / "traits.txt", traits, fmt="%d")


def pairs(path):
    """Two whole numbers a line, remarks aside."""
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    return numpy.array([line.split() for line in lines if line.strip() and line[0] != "#"], dtype=int)


def main():
    slashdot = pairs(SHARED / "soc-slashdot0902/soc-Slashdot0902.txt.gz")
    write("slashdot-d", slashdot, int(slashdot.max()) + 1, True)
    email = pairs(SHARED / "email-eu-core/email-Eu-core.txt.gz")
    labels = pairs(SHARED / "email-eu-core/email-Eu-core-department-labels.txt.gz")
    write("email-eu-core", email, len(labels), False, labels[labels[:, 0].argsort(), 1])
    with zipfile.ZipFile(SHARED / "deezer-europe/deezer_europe.zip") as archive:
        read = lambda file: numpy.loadtxt(
            io.TextIOWrapper(archive.open("deezer_europe/deezer_europe_" + file)), delimiter=",", skiprows=1, dtype=int)
        edges, target = read("edges.csv"), read("target.csv")
    write("deezer-europe", edges, len(target), False, target[target[:, 0].argsort(), 1])


if __name__ == "__main__":
    main()
