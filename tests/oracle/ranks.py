"""Tests by ranks, Spearman, Cronbach and bootstrap limits by scipy and numpy.

    python3 ranks.py > ranks.json
"""
import json
import sys

import numpy as np
from scipy import stats

rng = np.random.default_rng(7)
groups = [np.round(rng.normal(mean, 2, size), 0).tolist() for mean, size in ((5, 12), (6, 15), (7.5, 9))]
positives, negatives = np.round(rng.normal(1, 1, 30), 1).tolist(), np.round(rng.normal(0, 1, 45), 1).tolist()
x = np.round(rng.normal(0, 1, 25), 1)
y = np.round(0.4 * x + rng.normal(0, 1, 25), 1)
answers = np.clip(np.round(rng.normal(3.5, 1, (40, 1)) + rng.normal(0, 0.8, (40, 4))), 1, 5)
kruskal = stats.kruskal(*groups)
spearman = stats.spearmanr(x, y)
# DeLong from its definition, pair by pair.
wins = np.array([[1.0 if p > n else 0.5 if p == n else 0.0 for n in negatives] for p in positives])
delong = np.sqrt(wins.mean(1).var(ddof=1) / len(positives) + wins.mean(0).var(ddof=1) / len(negatives))
k, n = answers.shape[1], answers.shape[0]
alpha = k / (k - 1) * (1 - answers.var(0, ddof=1).sum() / answers.sum(1).var(ddof=1))
feldt = [1 - (1 - alpha) * stats.f.ppf(q, n - 1, (n - 1) * (k - 1)) for q in (0.975, 0.025)]
skewed = np.exp(rng.normal(3, 1, 60)).round(2)
limits = {}
for method in ("percentile", "BCa"):
    found = stats.bootstrap((skewed,), np.mean, n_resamples=40000, method=method, random_state=1, vectorized=True)
    limits[method.lower()] = [float(found.confidence_interval.low), float(found.confidence_interval.high)]
json.dump({
    "groups": groups, "kruskal": [float(kruskal.statistic), float(kruskal.pvalue)],
    "positives": positives, "negatives": negatives, "auc": [float(wins.mean()), float(delong)],
    "x": x.tolist(), "y": y.tolist(), "spearman": [float(spearman.statistic), float(spearman.pvalue)],
    "answers": answers.tolist(), "cronbach": [float(alpha), *map(float, feldt)],
    "skewed": skewed.tolist(), "mean_limits": limits,
}, sys.stdout)
print()
