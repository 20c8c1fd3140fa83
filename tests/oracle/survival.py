"""Survival by lifelines: curves, hazards and tests on small trials with ties and late entry.

    python3 survival.py > survival.json
"""
import json
import sys
import warnings

import numpy as np
from lifelines import KaplanMeierFitter
from lifelines.statistics import multivariate_logrank_test
from lifelines.utils import restricted_mean_survival_time

warnings.filterwarnings("ignore")
rng = np.random.default_rng(20261122)
SIX_MP = [(6, 1), (6, 1), (6, 1), (6, 0), (7, 1), (9, 0), (10, 1), (10, 0), (11, 0), (13, 1), (16, 1), (17, 0),
          (19, 0), (20, 0), (22, 1), (23, 1), (25, 0), (32, 0), (32, 0), (34, 0), (35, 0)]
PLACEBO = [(t, 1) for t in (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)]
# Three groups with many ties, in whole months, a third of them censored.
GROUPS = [
    [[int(t), int(e)] for t, e in zip(np.ceil(rng.weibull(shape, 40) * scale), rng.random(40) < 0.67)]
    for shape, scale in ((0.8, 14), (1.2, 18), (1.0, 30))
]
LATE = [[int(a), int(a + d), int(e)] for a, d, e in
        zip(rng.integers(0, 12, 60), rng.integers(1, 24, 60), rng.random(60) < 0.6)]
NAMES = {"log_rank": None, "gehan": "wilcoxon", "tarone_ware": "tarone-ware", "fleming_harrington": "fleming-harrington"}


def tests(groups):
    times = [t for group in groups for t, _ in group]
    events = [e for group in groups for _, e in group]
    names = [i for i, group in enumerate(groups) for _ in group]
    found = {}
    for name, weighting in NAMES.items():
        options = {"p": 1, "q": 0.5} if name == "fleming_harrington" else {}
        result = multivariate_logrank_test(times, names, events, weightings=weighting, **options)
        found[name] = [float(result.test_statistic), float(result.p_value)]
    return found


fitter = KaplanMeierFitter()
fitter.fit([b for _, b, _ in LATE], [e for *_, e in LATE], entry=[a for a, *_ in LATE])
late = [[float(t), float(s)] for t, s in fitter.survival_function_["KM_estimate"].items() if t > 0]
six = KaplanMeierFitter().fit(*zip(*SIX_MP))
json.dump({
    "six_mp_placebo": tests([SIX_MP, PLACEBO]),
    "groups": GROUPS,
    "group_tests": tests(GROUPS),
    "late": LATE,
    "late_curve": late,
    "six_mp_restricted_mean_to_20": float(restricted_mean_survival_time(six, t=20)),
}, sys.stdout)
print()
