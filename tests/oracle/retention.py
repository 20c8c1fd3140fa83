"""Concentration, bridge, cohorts, survival and purchase histories of CDNOW and UCI Online Retail,
by pandas, numpy, lifelines and lifetimes.

    python3 retention.py ../../../shared/data/open

writes retention.json and online_retail.csv beside this script. The csv (UCI Online Retail, CC BY
4.0, https://doi.org/10.24432/C5BW33, summed up by customer) lets the tests run without the
workbook: purchase history in days without cancellations, and net revenue in pence by calendar
quarter from 2010 Q4 to 2011 Q4.
"""
import json
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from lifelines import KaplanMeierFitter
from lifetimes import BetaGeoFitter, ModifiedBetaGeoFitter
from lifetimes.utils import summary_data_from_transaction_data

warnings.filterwarnings("ignore")
folder, here = Path(sys.argv[1]), Path(__file__).parent


def concentration(revenue):
    """Gini by pairwise differences, not by the formula of the ranks."""
    shares = np.sort(np.clip(np.asarray(revenue, float), 0, None))[::-1]
    shares = shares / shares.sum()
    pairs = sum(np.abs(shares - share).sum() for share in shares)
    return {
        **{f"top{n}": float(shares[:n].sum()) for n in (1, 5, 10)},
        "hhi": float((shares**2).sum()),
        "gini": float(pairs / (2 * len(shares) ** 2 * shares.mean())),
        "customers_to_80": int((np.cumsum(shares) < 0.8 - 1e-12).sum() + 1),
    }


def bridge(before, after, earlier):
    """Amounts of one customer each; `earlier` says whether it ever bought before the second."""
    frame = pd.DataFrame({"a": before.clip(lower=0), "b": after.clip(lower=0), "e": earlier})
    stay = frame[(frame.a > 0) & (frame.b > 0)]
    change = stay.b - stay.a
    parts = {
        "begin": frame.a.sum(), "end": frame.b.sum(),
        "new": frame[(frame.a == 0) & ~frame.e].b.sum(), "reactivated": frame[(frame.a == 0) & frame.e].b.sum(),
        "expansion": change[change > 0].sum(), "contraction": -change[change < 0].sum(),
        "churn": frame[frame.b == 0].a.sum(),
    }
    parts = {name: int(value) for name, value in parts.items()}
    active = frame[frame.a > 0]
    return parts | {
        "nrr": float(active.b.sum() / active.a.sum()),
        "grr": float(np.minimum(active.a, active.b).sum() / active.a.sum()),
        "logo_churn": float((active.b == 0).mean()),
    }


def cohorts(first, active):
    """Active customers by quarter of the first purchase and age; rows end where data end."""
    periods = active.columns
    return [
        [int((active.loc[first == start, period] > 0).sum()) for period in periods[list(periods).index(start):]]
        for start in periods if (first == start).any()
    ]


def online_retail():
    lines = pd.read_excel(folder / "online-retail" / "Online Retail.xlsx", engine="calamine")
    lines = lines.dropna(subset=["CustomerID"])
    lines["day"] = pd.to_datetime(lines["InvoiceDate"]).dt.normalize()
    lines["pence"] = (lines["Quantity"] * (lines["UnitPrice"] * 1000).round()).round() / 10
    lines["quarter"] = lines["day"].dt.to_period("Q")
    sums = lines.pivot_table(index="CustomerID", columns="quarter", values="pence", aggfunc="sum", fill_value=0)
    sums = sums.round().astype("int64")
    bought = lines[~lines["InvoiceNo"].astype(str).str.startswith("C") & (lines["Quantity"] > 0)]
    history = summary_data_from_transaction_data(
        bought, "CustomerID", "day", observation_period_end=lines["day"].max(), freq="D"
    )
    table = sums.join(history).reset_index()
    table["CustomerID"] = table["CustomerID"].astype(int)
    columns = ["frequency", "recency", "T"]
    table[columns] = table[columns].astype("Int64")
    table.columns = [str(name) for name in table.columns]
    table.to_csv(here / "online_retail.csv", index=False)
    quarters = list(sums.columns)
    positive = sums.where(sums > 0, 0)
    first = (positive > 0).idxmax(axis=1)[(positive > 0).any(axis=1)]
    weeks = history / [1, 7, 7]
    fits = {}
    for name, fitter in (("bg_nbd", BetaGeoFitter), ("mbg_nbd", ModifiedBetaGeoFitter)):
        model = fitter().fit(weeks["frequency"], weeks["recency"], weeks["T"])
        fits[name] = {key: float(value) for key, value in model.params_.items()}
    # A customer silent for more than ninety days counts as lost on the day of its last purchase.
    last, end = history["recency"] + 1, history["T"] + 1
    lost = (end - last) > 90
    curve = KaplanMeierFitter().fit(last.where(lost, end), lost)
    return {
        "customers": len(sums), "total_pence": int(sums.to_numpy().sum()),
        "concentration": concentration(sums.sum(axis=1)),
        "bridges": [
            bridge(sums[quarters[i]], sums[quarters[i + 1]], (sums[quarters[: i + 1]] > 0).any(axis=1))
            for i in range(len(quarters) - 1)
        ],
        "cohorts": cohorts(first, positive.loc[first.index]),
        "fits": fits,
        "survival": {str(day): float(curve.predict(day)) for day in (1, 30, 90, 180, 270)},
    }


def cdnow():
    names = ["master", "customer", "date", "units", "amount"]
    rows = pd.read_csv(folder / "cdnow" / "CDNOW_sample.txt", sep=r"\s+", names=names)
    rows["date"] = pd.to_datetime(rows["date"], format="%Y%m%d")
    rows["cents"] = (rows["amount"] * 100).round().astype("int64")
    rows["quarter"] = rows["date"].dt.to_period("Q")
    sums = rows.pivot_table(index="customer", columns="quarter", values="cents", aggfunc="sum", fill_value=0)
    quarters = list(sums.columns)
    history = summary_data_from_transaction_data(
        rows, "customer", "date", observation_period_end="1997-09-30", freq="D"
    )
    last = rows.groupby("customer")["date"].agg(["min", "max"])
    end = rows["date"].max()
    silent = (end - last["max"]).dt.days
    lost = silent > 180
    tenure = np.where(lost, (last["max"] - last["min"]).dt.days, (end - last["min"]).dt.days) + 1
    curve = KaplanMeierFitter().fit(tenure, lost)
    return {
        "concentration": concentration(sums.sum(axis=1)),
        "bridges": [
            bridge(sums[quarters[i]], sums[quarters[i + 1]], (sums[quarters[: i + 1]] > 0).any(axis=1))
            for i in range(len(quarters) - 1)
        ],
        "repeat_purchases": int(history["frequency"].sum()),
        "survival": {str(day): float(curve.predict(day)) for day in (1, 30, 180, 360)},
        "median": float(curve.median_survival_time_),
    }


out = {"cdnow": cdnow(), "online_retail": online_retail()}
(here / "retention.json").write_text(json.dumps(out, indent=1) + "\n")
