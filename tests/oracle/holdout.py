"""Back-test of the early warning on the CDNOW sample: known to 1997-09-30, held out to 1998-06-30.

    python3 holdout.py ../../../shared/data/open/cdnow > holdout.json

MBG/NBD is written down once more here and maximised by scipy (lifetimes' own search, which stops
earlier, is printed beside it); expectations come from lifetimes at those parameters, quantiles from
numpy, the area under the curve from the pairs themselves. Purchases are days with a positive
amount; weeks are days / 7; tenths keep equal probabilities together.
"""
import json
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from lifetimes import ModifiedBetaGeoFitter
from scipy.optimize import minimize
from scipy.special import betaln, gammaln, hyp2f1

warnings.filterwarnings("ignore")
CUT, UNTIL = pd.Timestamp("1997-09-30"), pd.Timestamp("1998-06-30")
PAUSES, SHORTEST, ALIVE = 4, 14, 0.5

rows = pd.read_csv(
    Path(sys.argv[1]) / "CDNOW_sample.txt", sep=r"\s+", header=None, names=["master", "id", "day", "cds", "amount"]
)
rows["day"] = pd.to_datetime(rows["day"], format="%Y%m%d")
days = rows.groupby(["id", "day"])["amount"].sum().reset_index()
days = days[days["amount"] > 0].sort_values(["id", "day"])
known, later = days[days["day"] <= CUT], days[(days["day"] > CUT) & (days["day"] <= UNTIL)]
first, last = known.groupby("id")["day"].min(), known.groupby("id")["day"].max()
x = known.groupby("id").size() - 1
t_x, T = (last - first).dt.days / 7, (CUT - first).dt.days / 7
later = later[later["id"].isin(first.index)]
bought = pd.Series(first.index.isin(later["id"]), index=first.index)
ahead = (UNTIL - CUT).days / 7


def minus_log_likelihood(logs):
    r, alpha, a, b = np.exp(logs)
    base = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    there = betaln(a, b + x + 1) - betaln(a, b) - (r + x) * np.log(alpha + T)
    gone = betaln(a + 1, b + x) - betaln(a, b) - (r + x) * np.log(alpha + t_x)
    return -np.sum(base + np.logaddexp(there, gone))


best = minimize(minus_log_likelihood, np.log([0.5, 6.0, 0.9, 1.6]), method="Nelder-Mead", options={"maxiter": 20000, "xatol": 1e-12, "fatol": 1e-11})
best = minimize(minus_log_likelihood, best.x, method="BFGS", options={"gtol": 1e-7})
best = minimize(minus_log_likelihood, best.x, method="Nelder-Mead", options={"maxiter": 20000, "xatol": 1e-12, "fatol": 1e-11})
r, alpha, a, b = (float(v) for v in np.exp(best.x))
theirs = ModifiedBetaGeoFitter()
theirs.fit(x, t_x, T)
model = ModifiedBetaGeoFitter()
model.params_ = pd.Series([r, alpha, a, b], index=["r", "alpha", "a", "b"])
expected = model.conditional_expected_number_of_purchases_up_to_time(ahead, x, t_x, T)
alive = 1 / (1 + a / (b + x) * ((alpha + T) / (alpha + t_x)) ** (r + x))
buys = alive * (1 - ((alpha + T) / (alpha + T + ahead)) ** (r + x))


def from_start(t):
    return b / (a - 1) * (1 - (alpha / (alpha + t)) ** r * hyp2f1(r, b + 1, a + b, t / (alpha + t)))


start = first.min()
repeats = days[days["id"].isin(first.index)]
repeats = repeats[repeats["day"] > repeats["id"].map(first)]
span = (UNTIL - start).days
tracking = []
for at in [*range(7, span, 7), span]:
    day = start + pd.Timedelta(days=at)
    age = (day - first[first <= day]).dt.days / 7
    tracking.append([str(day.date()), int((repeats["day"] <= day).sum()), float(from_start(age).sum())])

order = pd.DataFrame({"buys": buys, "bought": bought}).sort_values("buys").to_numpy(float)
bins, begin = [], 0
for part in range(1, 11):
    end = max(len(order) * part // 10, begin)
    while begin < end < len(order) and order[end, 0] == order[end - 1, 0]:
        end += 1
    if end > begin:
        bins.append([end - begin, float(order[begin:end, 0].mean()), int(order[begin:end, 1].sum())])
    begin = end


def silent(group):
    pauses = group["day"].diff().dt.days.dropna().to_numpy()
    if len(pauses) < PAUSES:
        return None
    return bool((CUT - group["day"].iloc[-1]).days > max(np.quantile(pauses, 0.9), SHORTEST))


def told(flags):
    """Judged, flagged, gone, flagged and gone."""
    flags = flags.dropna().astype(bool)
    gone = ~bought[flags.index]
    return [len(flags), int(flags.sum()), int(gone.sum()), int((flags & gone).sum())]


silences = known.groupby("id")[["id", "day"]].apply(silent).reindex(first.index)
low = (alive < ALIVE).where(x > 0)
any_sign = pd.Series([bool(s) or bool(l) if l == l or s is not None and s == s else None for s, l in zip(silences, low)], index=first.index)
repeaters = x > 0
gone, stayed = buys[repeaters & ~bought], buys[repeaters & bought]
pairs = (gone.to_numpy()[:, None] < stayed.to_numpy()).mean() + 0.5 * (gone.to_numpy()[:, None] == stayed.to_numpy()).mean()

print(json.dumps({
    "customers": len(first),
    "repeat_purchases": int(x.sum()),
    "one_time": int((~repeaters).sum()),
    "mbg_nbd": {"r": r, "alpha": alpha, "a": a, "b": b, "log_likelihood": float(-best.fun)},
    "lifetimes": {name: float(value) for name, value in theirs.params_.items()},
    "held_out": {"actual": len(later), "expected": float(expected.sum())},
    "signs": {"any": told(any_sign), "silent": told(silences), "alive": told(low)},
    "auc": float(pairs),
    "calibration": bins,
    "tracking": tracking,
}, indent=1))
