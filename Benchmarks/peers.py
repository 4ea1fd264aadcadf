"""The peers of compare.py: each loads its input and returns the kernel to time."""
import functools, json, os, pathlib, resource, subprocess

HERE = pathlib.Path(__file__).resolve().parent

# Which version of a graph a task reads (d directed, u undirected), and what it runs on by default.
TASKS = {
    "build": dict(side="d", inputs=["rmat18", "rmat20"]),
    "pagerank20": dict(side="d", inputs=["rmat18", "rmat20"]),
    "pagerank": dict(side="d", inputs=["rmat18", "rmat20"]),
    "betweenness": dict(side="u", inputs=["lfr100k", "rmat18", "rmat20"]),
    "wcc": dict(side="u", inputs=["lfr100k", "rmat18", "rmat20"]),
    "kcore": dict(side="u", inputs=["lfr100k", "rmat18", "rmat20"]),
    "triangles": dict(side="u", inputs=["lfr100k", "rmat18", "rmat20"]),
    "leiden": dict(side="u", inputs=["lfr100k", "rmat18", "rmat20"]),
    "louvain": dict(side="u", inputs=["lfr100k", "rmat18", "rmat20"]),
    "labelprop": dict(side="u", inputs=["lfr100k", "rmat18", "rmat20"]),
    "influence-max": dict(side="d", inputs=["rmat18", "rmat20", "slashdot"], facts=["spread", "ratio"]),
    "ic-montecarlo": dict(side="d", inputs=["rmat18"], facts=["spread", "stderr"]),
    "trait-permutation": dict(side="u", inputs=["email-eu-core", "deezer-europe"], facts=["assortativity", "null_sd"]),
    "als": dict(inputs=["lastfm-sociallgn"], facts=["recall"]),
    "csv-load": dict(inputs=["1m", "10m"]),
}

PEERS = {}
# Sources from which betweenness is estimated.
SOURCES = 64
# Of ic-montecarlo, from the ten nodes that reach out most.
SIMULATIONS, HUBS = 200, 10


def peer(name, *tasks, note=""):
    def register(make):
        for task in tasks:
            PEERS[name, task] = (make, note)
        return make
    return register


class EdgeFile:
    """An edge array and its node count."""

    def __init__(self, path, task):
        import numpy
        self.edges = numpy.load(path)
        self.n = json.loads((pathlib.Path(path).parent / "meta.json").read_text())["n"]
        self.directed = TASKS[task]["side"] == "d"


def igraph_of(path, task):
    import igraph
    file = EdgeFile(path, task)
    return igraph.Graph(n=file.n, edges=file.edges, directed=file.directed)


def networkit_of(path, task, threads):
    import networkit, numpy
    networkit.setNumberOfThreads(threads)
    networkit.setSeed(1, False)
    file = EdgeFile(path, task)
    ends = tuple(numpy.ascontiguousarray(file.edges[:, side], dtype=numpy.uint64) for side in (0, 1))
    build = functools.partial(networkit.GraphFromCoo, ends, n=file.n, directed=file.directed)
    return networkit, build


def graph_tool_of(path, task, threads):
    import graph_tool.all as graph_tool
    graph_tool.openmp_set_num_threads(threads)
    file = EdgeFile(path, task)

    def build():
        graph = graph_tool.Graph(directed=file.directed)
        graph.add_vertex(file.n)
        graph.add_edge_list(file.edges)
        return graph
    return graph_tool, build


@peer("igraph", "build")
def _(path, task, threads):
    import igraph
    file = EdgeFile(path, task)
    return lambda: dict(edges=igraph.Graph(n=file.n, edges=file.edges, directed=True).ecount())


@peer("igraph", "pagerank", "pagerank20", note="PRPACK, a direct solver: no iterations to fix")
def _(path, task, threads):
    graph = igraph_of(path, task)
    return lambda: top(graph.pagerank(damping=0.85))


@peer("igraph", "wcc")
def _(path, task, threads):
    graph = igraph_of(path, task)
    return lambda: groups(graph.connected_components(mode="weak").membership)


@peer("igraph", "betweenness", note="one thread")
def _(path, task, threads):
    graph = igraph_of(path, task)
    sources = some_nodes(graph.vcount())
    return lambda: top(graph.betweenness(directed=False, sources=sources, targets=None))


@peer("igraph", "kcore")
def _(path, task, threads):
    graph = igraph_of(path, task)
    return lambda: total(graph.coreness())


@peer("igraph", "louvain")
def _(path, task, threads):
    graph = igraph_of(path, task)

    def kernel():
        found = graph.community_multilevel()
        return lambda: dict(communities=len(found), modularity=graph.modularity(found))
    return kernel


@peer("igraph", "labelprop")
def _(path, task, threads):
    graph = igraph_of(path, task)

    def kernel():
        found = graph.community_label_propagation()
        return lambda: dict(communities=len(found), modularity=graph.modularity(found))
    return kernel


@peer("igraph", "leiden", note="2 iterations, its default")
def _(path, task, threads):
    graph = igraph_of(path, task)

    def kernel():
        found = graph.community_leiden(objective_function="modularity")
        return dict(communities=len(found), modularity=graph.modularity(found))
    return kernel


@peer("NetworKit", "build")
def _(path, task, threads):
    _, build = networkit_of(path, task, threads)
    return lambda: dict(edges=build().numberOfEdges())


@peer("NetworKit", "pagerank", "pagerank20")
def _(path, task, threads):
    networkit, build = networkit_of(path, task, threads)
    graph, centrality = build(), networkit.centrality

    def kernel():
        ranking = centrality.PageRank(
            graph, damp=0.85, tol=0 if task == "pagerank20" else 1e-8, normalized=False,
            distributeSinks=centrality.SinkHandling.DistributeSinks)
        ranking.norm = centrality.Norm.l1norm
        ranking.maxIterations = 20 if task == "pagerank20" else 1000
        return top(ranking.run().scores())
    return kernel


@peer("NetworKit", "wcc")
def _(path, task, threads):
    networkit, build = networkit_of(path, task, threads)
    graph = build()
    return lambda: groups(networkit.components.ParallelConnectedComponents(graph).run().getPartition().getVector())


@peer("NetworKit", "betweenness", note="its own random sources; contributions scaled by distance")
def _(path, task, threads):
    networkit, build = networkit_of(path, task, threads)
    graph = build()
    return lambda: top(networkit.centrality.EstimateBetweenness(graph, SOURCES, parallel=True).run().scores())


@peer("NetworKit", "kcore")
def _(path, task, threads):
    networkit, build = networkit_of(path, task, threads)
    graph = build()
    return lambda: total(networkit.centrality.CoreDecomposition(graph).run().scores())


@peer("NetworKit", "triangles", note="triangles of every edge; edges numbered before the clock starts")
def _(path, task, threads):
    networkit, build = networkit_of(path, task, threads)
    graph = build()
    graph.indexEdges()

    def kernel():
        scores = networkit.sparsification.TriangleEdgeScore(graph)
        scores.run()
        return lambda: dict(sum=sum(scores.scores()))
    return kernel


@peer("NetworKit", "leiden", "louvain", "labelprop",
      note="ParallelLeiden, 3 iterations, its default; PLM without refinement; PLP")
def _(path, task, threads):
    networkit, build = networkit_of(path, task, threads)
    graph = build()
    methods = dict(leiden=networkit.community.ParallelLeiden, louvain=networkit.community.PLM,
                   labelprop=networkit.community.PLP)

    def kernel():
        found = methods[task](graph).run().getPartition()
        return lambda: dict(communities=found.numberOfSubsets(),
                            modularity=networkit.community.Modularity().getQuality(found, graph))
    return kernel


@peer("graph-tool", "build")
def _(path, task, threads):
    _, build = graph_tool_of(path, task, threads)
    return lambda: dict(edges=build().num_edges())


@peer("graph-tool", "pagerank", "pagerank20")
def _(path, task, threads):
    graph_tool, build = graph_tool_of(path, task, threads)
    graph = build()
    limits = dict(epsilon=0, max_iter=20) if task == "pagerank20" else dict(epsilon=1e-8, max_iter=1000)

    def kernel():
        ranks = graph_tool.pagerank(graph, damping=0.85, **limits)
        return top(ranks.a)
    return kernel


@peer("graph-tool", "wcc")
def _(path, task, threads):
    graph_tool, build = graph_tool_of(path, task, threads)
    graph = build()

    def kernel():
        labels, sizes = graph_tool.label_components(graph)
        return dict(components=len(sizes), largest=int(sizes.max()))
    return kernel


@peer("graph-tool", "betweenness", note="edge betweenness besides")
def _(path, task, threads):
    graph_tool, build = graph_tool_of(path, task, threads)
    graph = build()
    sources = some_nodes(graph.num_vertices())

    def kernel():
        scores, _ = graph_tool.betweenness(graph, pivots=sources)
        return top(scores.a)
    return kernel


@peer("graph-tool", "kcore")
def _(path, task, threads):
    graph_tool, build = graph_tool_of(path, task, threads)
    graph = build()

    def kernel():
        cores = graph_tool.kcore_decomposition(graph)
        return total(cores.a)
    return kernel


@peer("graph-tool", "triangles")
def _(path, task, threads):
    graph_tool, build = graph_tool_of(path, task, threads)
    graph = build()

    def kernel():
        found = graph_tool.global_clustering(graph, ret_counts=True)[1]
        return dict(sum=3 * int(found))
    return kernel


@peer("NDlib", "ic-montecarlo", note="two simulations, their time multiplied")
def _(path, task, threads):
    import networkx, numpy
    import ndlib.models.ModelConfig as configuration, ndlib.models.epidemics as epidemics
    file = EdgeFile(path, task)
    graph = networkx.DiGraph()
    graph.add_nodes_from(range(file.n))
    graph.add_edges_from(file.edges.tolist())
    spreaders = hubs(file)
    config = configuration.Configuration()
    config.add_model_initial_configuration("Infected", spreaders)
    into = numpy.bincount(file.edges[:, 1], minlength=file.n).tolist()
    for source, target in graph.edges():
        config.add_edge_configuration("threshold", (source, target), 1 / into[target])
    model = epidemics.IndependentCascadesModel(graph, seed=1)
    model.set_initial_status(config)

    def kernel():
        reached = []
        for _ in range(2):
            model.reset(spreaders)
            while True:
                step = model.iteration(node_status=False)
                if step["iteration"] and step["node_count"][1] == 0:
                    break
            reached.append(step["node_count"][2])
        return dict(simulations=2, **spread(reached))
    return kernel


@peer("CyNetDiff", "ic-montecarlo", note="one thread")
def _(path, task, threads):
    import array, numpy
    from cynetdiff.models import IndependentCascadeModel
    file = EdgeFile(path, task)
    edges = file.edges[numpy.lexsort((file.edges[:, 1], file.edges[:, 0]))]
    starts = numpy.searchsorted(edges[:, 0], numpy.arange(file.n))
    into = numpy.bincount(edges[:, 1], minlength=file.n)
    model = IndependentCascadeModel(
        array.array("I", starts.astype(numpy.uint32).tobytes()),
        array.array("I", edges[:, 1].astype(numpy.uint32).tobytes()),
        activation_probs=array.array("f", (1 / into[edges[:, 1]]).astype(numpy.float32).tobytes()), rng=1)
    model.set_seeds(hubs(file))

    def kernel():
        reached = []
        for _ in range(SIMULATIONS):
            model.reset_model()
            model.advance_until_completion()
            reached.append(model.get_num_activated_nodes())
        return spread(reached)
    return kernel


@peer("mc.c", "ic-montecarlo", note="C, OpenMP; of ../shared/bench")
def _(path, task, threads):
    program = compiled(HERE.parent.parent / "shared/bench/mc.c", "gcc", "-fopenmp", "-lm")
    file = EdgeFile(path, task)
    spreaders = " ".join(map(str, hubs(file)))
    command = [program, path, str(file.n), "1", "ic", str(SIMULATIONS), str(threads), "1"]
    return lambda: output_of(command, spreaders)


@peer("NumPy", "trait-permutation", note="one thread: shuffles and counts, vectorised")
def _(path, task, threads):
    import numpy
    file = EdgeFile(path, task)
    traits = numpy.loadtxt(pathlib.Path(path).parent / "traits.txt", dtype=int)
    ends = numpy.concatenate([file.edges, file.edges[:, ::-1]])
    degree = numpy.bincount(ends[:, 0], minlength=file.n)

    def assortativity(values):
        same = numpy.count_nonzero(values[ends[:, 0]] == values[ends[:, 1]]) / len(ends)
        share = numpy.bincount(values, weights=degree) / len(ends)
        return (same - (share ** 2).sum()) / (1 - (share ** 2).sum())

    def kernel():
        draw = numpy.random.default_rng(1)
        null = [assortativity(draw.permutation(traits)) for _ in range(999)]
        return dict(assortativity=float(assortativity(traits)), null_sd=float(numpy.std(null, ddof=1)))
    return kernel


@peer("implicit", "als", note="its default solver, three steps of conjugate gradients")
def _(path, task, threads):
    import numpy, scipy.sparse
    os.environ["OPENBLAS_NUM_THREADS"] = "1" # as it asks for: its own threads run side by side
    import implicit
    pairs = numpy.loadtxt(pathlib.Path(path) / "train.csv", delimiter=",", skiprows=1, dtype=int)
    test = numpy.loadtxt(pathlib.Path(path) / "test.csv", delimiter=",", skiprows=1, dtype=int)
    shape = (max(pairs[:, 0].max(), test[:, 0].max()) + 1, max(pairs[:, 1].max(), test[:, 1].max()) + 1)
    taken = scipy.sparse.csr_matrix((numpy.ones(len(pairs), dtype=numpy.float32), (pairs[:, 0], pairs[:, 1])), shape=shape)

    def kernel():
        model = implicit.als.AlternatingLeastSquares(
            factors=64, iterations=15, alpha=20, regularization=80, num_threads=threads, random_state=1)
        model.fit(taken, show_progress=False)
        lists, _ = model.recommend(numpy.arange(shape[0]), taken, N=10)
        return lambda: dict(recall=recall(lists, test))
    return kernel


@peer("OPIM-C", "influence-max", note="one thread; Peers/reverse_sets.cpp")
@peer("SUBSIM", "influence-max", note="one thread; Peers/reverse_sets.cpp")
def _(path, task, threads, name):
    program = compiled(HERE / "Peers/reverse_sets.cpp", "g++", "-std=c++17")
    coins = dict([("OPIM-C", "plain"), ("SUBSIM", "skips")])[name]
    command = [program, coins, path, str(EdgeFile(path, task).n), "50", "0.1", "1"]
    return lambda: output_of(command)


@peer("polars", "csv-load", note="lazy scan: parses the two columns it needs")
def _(path, task, threads):
    import polars

    def kernel():
        edges = (polars.scan_csv(path).select("author", "target").filter(polars.col("target").is_not_null())
                 .group_by("author", "target").len().collect())
        return dict(edges=edges.height, weight=int(edges["len"].sum()))
    return kernel


@peer("DuckDB", "csv-load", note="parses the two columns it needs")
def _(path, task, threads):
    import duckdb
    database = duckdb.connect(config={"threads": threads})

    def kernel():
        database.execute("create or replace temp table edges as select author, target, count(*) as weight "
                         "from read_csv(?, header = true) where target is not null group by all", [path])
        edges, weight = database.execute("select count(*), sum(weight) from edges").fetchone()
        return dict(edges=edges, weight=int(weight))
    return kernel


def top(scores):
    """The best node, so that a wrong answer shows; found after the clock has stopped."""
    def facts():
        best = max(range(len(scores)), key=scores.__getitem__)
        return dict(top=best, top_score=float(scores[best]))
    return facts


def total(scores):
    """The sum of all scores, so that a wrong answer shows."""
    return lambda: dict(sum=float(sum(scores)))


def recall(lists, test):
    """The share of a user's test items among their list, averaged over users who have any."""
    import collections
    wanted = collections.defaultdict(set)
    for user, item in test.tolist():
        wanted[user].add(item)
    return sum(len(items & set(lists[user].tolist())) / len(items) for user, items in wanted.items()) / len(wanted)


def hubs(file):
    """The nodes that reach out most, ties by number."""
    import numpy
    out = numpy.bincount(file.edges[:, 0], minlength=file.n)
    return numpy.lexsort((numpy.arange(file.n), -out))[:HUBS].tolist()


def spread(reached):
    import statistics
    return dict(spread=statistics.fmean(reached), stderr=statistics.stdev(reached) / len(reached) ** 0.5)


def compiled(source, compiler, *options):
    """A program of a C or C++ source, made once."""
    program = HERE / ".build/peers" / source.stem
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        program.parent.mkdir(parents=True, exist_ok=True)
        libraries = [option for option in options if option.startswith("-l")]
        flags = [option for option in options if option not in libraries]
        subprocess.run([compiler, "-O3", "-march=native", *flags, source, "-o", program, *libraries], check=True)
    return str(program)


def output_of(command, text=""):
    """The JSON line of a program that times its kernel itself, with its memory and processor time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    facts = json.loads(subprocess.run(command, input=text, text=True, stdout=subprocess.PIPE, check=True).stdout)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Of the whole program where it does not tell: too much by its reading.
    facts.setdefault("kernel_cpu_s", after.ru_utime - before)
    facts.setdefault("peak_mb", after.ru_maxrss / 1024)
    return facts


def some_nodes(count):
    import random
    return random.Random(1).sample(range(count), min(SOURCES, count))


def groups(labels):
    def facts():
        import collections
        sizes = collections.Counter(labels)
        return dict(components=len(sizes), largest=max(sizes.values()))
    return facts
