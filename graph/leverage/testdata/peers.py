"""Writes the values that other programs compute for the same maps.

    python3 peers.py MAP.yaml OUT.csv

Made with NetworkX 2.8.8 and python-igraph 0.10.2 of Debian 12. Maps are read
line by line: ids of variables in their order, and every "a ->+ b" outside
scenarios. Self-loops and parallel links are left out, as in package leverage.
"""
import csv, re, sys
import igraph, networkx as nx, numpy as np

ids, clusters, links, section = [], [], [], ""
for line in open(sys.argv[1], encoding="utf-8"):
    if m := re.match(r"(\w+):", line):
        section = m.group(1)
    elif section == "variables" and (m := re.match(r"  ([^\s:#]+):", line)):
        ids.append(m.group(1))
        c = re.search(r"cluster: ([\w-]+)", line)
        clusters.append(c.group(1) if c else "")
    elif section == "variables" and (c := re.match(r"\s+cluster: ([\w-]+)", line)):
        clusters[-1] = c.group(1)
    elif section == "links" and (m := re.search(r"([\w.-]+) ->[+?-] ([\w.-]+)", line)):
        links.append((m.group(1), m.group(2)))

g = nx.DiGraph()
g.add_nodes_from(ids)
g.add_edges_from((u, v) for u, v in links if u != v)
back = g.reverse()
h = igraph.Graph(n=len(ids), edges=[(ids.index(u), ids.index(v)) for u, v in g.edges], directed=True)

rho = max(abs(np.linalg.eigvals(nx.to_numpy_array(g))))
alpha = 0.5 / rho
columns = {
    "betweenness": nx.betweenness_centrality(g, normalized=False),
    "betweenness_igraph": dict(zip(ids, h.betweenness())),
    "harmonic_in": nx.harmonic_centrality(g),
    "harmonic_out": nx.harmonic_centrality(back),
    "eigenvector_in": nx.eigenvector_centrality_numpy(g),
    "eigenvector_out": nx.eigenvector_centrality_numpy(back),
    "katz_in": nx.katz_centrality_numpy(g, alpha=alpha, normalized=False),
    "katz_out": nx.katz_centrality_numpy(back, alpha=alpha, normalized=False),
    "pagerank_in": nx.pagerank(g, tol=1e-14, max_iter=10000),
    "pagerank_out": nx.pagerank(back, tol=1e-14, max_iter=10000),
    "pagerank_igraph": dict(zip(ids, h.pagerank())),
    "reach_down": {v: len(nx.descendants(g, v)) for v in g},
    "reach_up": {v: len(nx.ancestors(g, v)) for v in g},
}
with open(sys.argv[2], "w", newline="", encoding="utf-8") as f:
    out = csv.writer(f, lineterminator="\n")
    out.writerow(["variable", *columns])
    for v in ids:
        out.writerow([v, *(repr(float(values[v])) for values in columns.values())])

matching = nx.bipartite.maximum_matching(nx.Graph([((0, u), (1, v)) for u, v in links]), [(0, u) for u in {u for u, _ in links}])
print("links", len(links), "radius", repr(float(rho)), "matching", len(matching) // 2)
groups = {}
for v, c in zip(ids, clusters):
    groups.setdefault(c or "alone " + v, set()).add(v)
print("modularity of the clusters", repr(nx.community.modularity(g, list(groups.values()))))
best = max((nx.community.modularity(g, p), p) for p in (nx.community.louvain_communities(g, seed=s) for s in range(100)))
print("best modularity of 100 Louvain runs", repr(best[0]))
parity = [i % 7 for i in range(len(ids))]
numbers = [sorted(set(clusters)).index(c) for c in clusters]
print("clusters against number modulo 7: NMI", repr(igraph.compare_communities(numbers, parity, "nmi")),
      "ARI", repr(igraph.compare_communities(numbers, parity, "adjusted_rand")))
n = len(ids)
third = [min(2, 3 * i // n) for i in range(n)]
print("clusters against thirds: NMI", repr(igraph.compare_communities(numbers, third, "nmi")),
      "ARI", repr(igraph.compare_communities(numbers, third, "adjusted_rand")))
