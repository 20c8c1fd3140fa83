"""Models of buying and leaving on CDNOW, fitted and asked by lifetimes 0.11.3 and by plain scipy.

    python3 buying.py ../../../shared/data/open/cdnow > buying.json

lifetimes fits BG/NBD, MBG/NBD, Pareto/NBD and Gamma-Gamma; its expectations are asked at fixed
parameters. The likelihood of Pareto/NBD and sBG is written again here, with mpmath's 2F1 and with
log-beta, and maximised by scipy: nothing is shared with the Rust code.
"""
import json
import sys
import warnings
from pathlib import Path

import mpmath as mp
import numpy as np
import pandas as pd
from lifetimes import BetaGeoFitter, GammaGammaFitter, ModifiedBetaGeoFitter, ParetoNBDFitter
from scipy.optimize import minimize
from scipy.special import betaln

warnings.filterwarnings("ignore")
folder = Path(sys.argv[1])
data = pd.read_csv(folder / "cdnow_customers_summary.csv")
x, t_x, T = data["frequency"], data["recency"], data["T"]
HISTORIES = [(0, 0.0, 38.86), (1, 1.71, 38.86), (2, 30.43, 38.86), (7, 29.43, 38.86), (29, 38.0, 38.86)]
TIMES = [1.0, 39.0, 104.0]


def fitted(fitter):
    """Parameters only: lifetimes reports the likelihood of its own rescaled times."""
    model = fitter(penalizer_coef=0.0)
    model.fit(x, t_x, T)
    return {name: float(value) for name, value in model.params_.items()}


def asked(fitter, names, values):
    """Expectations of a model at fixed parameters."""
    model = fitter()
    model.params_ = pd.Series(values, index=names)
    rows = []
    for frequency, recency, age in HISTORIES:
        alive = float(np.ravel(model.conditional_probability_alive(frequency, recency, age))[0])
        ahead = [
            float(np.ravel(model.conditional_expected_number_of_purchases_up_to_time(t, frequency, recency, age))[0])
            for t in TIMES
        ]
        rows.append({"frequency": frequency, "recency": recency, "T": age, "alive": alive, "ahead": ahead})
    from_start = [float(model.expected_number_of_purchases_up_to_time(t)) for t in TIMES]
    return {"parameters": dict(zip(names, values)), "times": TIMES, "from_start": from_start, "customers": rows}


def pareto_log_likelihood(r, alpha, s, beta, frequency, recency, age):
    """Fader and Hardie 2005, with the difference of two 2F1 at fifty digits."""
    mp.mp.dps = 50
    r, alpha, s, beta = (mp.mpf(v) for v in (r, alpha, s, beta))
    frequency, recency, age = (mp.mpf(float(v)) for v in (frequency, recency, age))
    k = r + s + frequency
    larger, smaller, second = (alpha, beta, s + 1) if alpha >= beta else (beta, alpha, r + frequency)

    def part(t):
        return mp.hyp2f1(k, second, k + 1, (larger - smaller) / (larger + t)) / (larger + t) ** k

    gone = s / k * (part(recency) - part(age))
    there = (alpha + age) ** -(r + frequency) * (beta + age) ** -s
    prefix = mp.loggamma(r + frequency) - mp.loggamma(r) + r * mp.log(alpha) + s * mp.log(beta)
    return prefix + mp.log(there + gone), there / (there + gone)


def pareto_points():
    """Likelihoods and P(alive) of single customers, to thirty digits, far out too."""
    rows = []
    for parameters in ((0.553, 10.578, 0.606, 11.669), (2.5, 3.0, 1.4, 40.0), (0.3, 30.0, 4.0, 0.8)):
        for history in [*HISTORIES, (132, 199.0, 200.0), (60, 20.0, 200.0)]:
            value, alive = pareto_log_likelihood(*parameters, *history)
            rows.append([*parameters, *history, float(value), float(alive)])
    return rows


def sbg(survivors):
    survivors = np.asarray(survivors, float)
    ages = np.arange(1, len(survivors))
    lost = survivors[:-1] - survivors[1:]

    def loss(p):
        a, b = np.exp(p)
        left = betaln(a + 1, b + ages - 1) - betaln(a, b)
        return -(lost @ left + survivors[-1] * (betaln(a, b + ages[-1]) - betaln(a, b)))

    best = minimize(loss, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-12, "fatol": 1e-12, "maxiter": 9999})
    a, b = np.exp(best.x)
    return {"survivors": survivors.tolist(), "alpha": a, "beta": b, "log_likelihood": -best.fun}


spending = pd.read_csv(folder / "cdnow_customers_summary_with_transactions.csv")
repeaters = spending[spending["x"] > 0]
gamma = GammaGammaFitter()
gamma.fit(repeaters["x"], repeaters["zbar"])
bg_names, pareto_names = ["r", "alpha", "a", "b"], ["r", "alpha", "s", "beta"]
out = {
    "bg_nbd": fitted(BetaGeoFitter),
    "mbg_nbd": fitted(ModifiedBetaGeoFitter),
    "pareto_nbd": fitted(ParetoNBDFitter),
    "gamma_gamma": {p: float(gamma.params_[p]) for p in ("p", "q", "v")},
    "bg_nbd_at": asked(BetaGeoFitter, bg_names, [0.243, 4.414, 0.793, 2.426]),
    "mbg_nbd_at": asked(ModifiedBetaGeoFitter, bg_names, [0.525, 6.183, 0.891, 1.614]),
    "pareto_nbd_at": asked(ParetoNBDFitter, pareto_names, [0.553, 10.578, 0.606, 11.669]),
    "pareto_nbd_points": pareto_points(),
    "sbg": [
        sbg([1000, 631, 468, 382, 326]),
        sbg([1000, 869, 743, 653, 593, 551, 517, 491]),
    ],
}
json.dump(out, sys.stdout, indent=1)
print()
