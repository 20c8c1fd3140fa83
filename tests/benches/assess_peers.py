"""The measures of the assess bench by polars, DuckDB and pandas, from the same columns in memory,
and BG/NBD of the same customers by lifetimes.

Called by the bench with a folder of raw little-endian columns and the calendar in JSON; prints one
line of JSON a peer: name, version, seconds (best of three), figures. Needs numpy, polars, duckdb,
pyarrow, pandas and lifetimes; a peer that is not there says so.
"""

import contextlib
import json
import sys
import time
from pathlib import Path

import numpy as np

FOLDER = Path(sys.argv[1])
P = json.loads((FOLDER / "calendar.json").read_text())
CUSTOMER = np.fromfile(FOLDER / "customer.bin", dtype="<u4")
DAY = np.fromfile(FOLDER / "day.bin", dtype="<i4")
AMOUNT = np.fromfile(FOLDER / "amount.bin", dtype="<i8")


def life(days, ended, censored):
    """Kaplan-Meier from events and censorings by whole days, ascending."""
    at_risk, survival, year, median = int((ended + censored).sum()), 1.0, 1.0, -1
    for day, gone, unseen in zip(days.tolist(), ended.tolist(), censored.tolist()):
        if gone:
            survival *= 1.0 - gone / at_risk
        at_risk -= gone + unseen
        if day <= 365:
            year = survival
        if survival <= 0.5 and median < 0:
            median = day
    return [year, float(median)]


def shares(ascending):
    """HHI and Gini of positive revenue in ascending order."""
    total, n = ascending.sum(), len(ascending)
    hhi = float(((ascending / total) ** 2).sum())
    rank = 2.0 * np.arange(n) + 1.0 - n
    return [hhi, float((rank * ascending).sum() / (n * total))]


def by_polars():
    import polars as pl

    frame = pl.DataFrame({"c": CUSTOMER, "d": DAY, "a": AMOUNT}).with_columns(pl.col("d").cast(pl.Date))
    day = lambda number: pl.lit(number).cast(pl.Date)
    as_of, ltm, prior, rfm, lost = (
        day(P[k]) for k in ("as_of", "ltm_from", "prior_from", "rfm_from", "lost_until")
    )

    def run():
        d, a = pl.col("d"), pl.col("a")
        per = (
            frame.lazy()
            .group_by("c")
            .agg(
                d.min().alias("first"),
                d.max().alias("last"),
                a.filter((d >= prior) & (d < ltm)).sum().alias("before"),
                a.filter(d >= ltm).sum().alias("after"),
                a.filter(d >= rfm).sum().alias("money"),
                d.filter(d >= rfm).n_unique().alias("days"),
            )
            .collect()
        )
        buyers = per.filter(pl.col("last") >= rfm).with_columns(
            (as_of - pl.col("last")).dt.total_days().alias("silent")
        )
        cuts = buyers.select(pl.col("silent").median(), pl.col("days").median(), pl.col("money").median()).row(0)
        cells = (
            buyers.select(
                (
                    (pl.col("silent") <= cuts[0]).cast(pl.Int32) * 4
                    + (pl.col("days") > cuts[1]).cast(pl.Int32) * 2
                    + (pl.col("money") > cuts[2]).cast(pl.Int32)
                ).alias("p"),
                pl.col("money"),
            )
            .group_by("p")
            .agg(pl.len().alias("n"), pl.col("money").sum().alias("m"))
        )
        n, m = [0.0] * 8, [0.0] * 8
        for pattern, count, money in cells.iter_rows():
            n[pattern], m[pattern] = float(count), float(money)
        month = lambda e: e.dt.year().cast(pl.Int32) * 12 + e.dt.month().cast(pl.Int32) - P["first_month"]
        active = frame.lazy().select("c", month(d).alias("m")).unique()
        start = active.group_by("c").agg(pl.col("m").min().alias("s"))
        triangle = (
            active.join(start, on="c")
            .group_by("s", (pl.col("m") - pl.col("s")).alias("k"))
            .len()
            .collect()
        )
        checksum = sum(count * ((s + 1) * 131 + (k + 1) * 7) for s, k, count in triangle.iter_rows())
        before, after = pl.col("before").clip(0), pl.col("after").clip(0)
        both = per.select(
            before.sum(),
            pl.when(before > 0).then(after).otherwise(0).sum().alias("kept"),
            pl.min_horizontal(before, after).sum().alias("low"),
        ).row(0)
        ascending = per.filter(pl.col("after") > 0)["after"].cast(pl.Float64).sort().to_numpy()
        gone = pl.col("last") <= lost
        lives = (
            per.filter(pl.col("first") <= lost)
            .select(
                (pl.when(gone).then(pl.col("last")).otherwise(lost) - pl.col("first"))
                .dt.total_days()
                .clip(1)
                .alias("t"),
                gone.alias("g"),
            )
            .group_by("t")
            .agg(pl.col("g").sum().alias("e"), (~pl.col("g")).sum().alias("u"))
            .sort("t")
        )
        return (
            [float(cut) for cut in cuts]
            + n
            + m
            + [float(checksum), both[1] / both[0], both[2] / both[0]]
            + shares(ascending)
            + life(*(lives[name].to_numpy() for name in "teu"))
        )

    return f"polars {pl.__version__}", run


def by_duckdb():
    import duckdb
    import pyarrow as pa

    connection = duckdb.connect()
    days = pa.array(DAY, type=pa.int32()).cast(pa.date32())
    book = pa.table({"c": CUSTOMER, "d": days, "a": AMOUNT})  # noqa: F841 (named in the SQL below)
    connection.execute("CREATE TABLE orders AS SELECT * FROM book")
    named = {k: f"(DATE '1970-01-01' + {P[k]})" for k in ("as_of", "ltm_from", "prior_from", "rfm_from", "lost_until")}

    def sql(text):
        return connection.execute(text.format(**named, first_month=P["first_month"]))

    def run():
        sql(
            """CREATE OR REPLACE TEMP TABLE per AS SELECT c, min(d) AS first, max(d) AS last,
            coalesce(sum(a) FILTER (d >= {prior_from} AND d < {ltm_from}), 0)::BIGINT AS before,
            coalesce(sum(a) FILTER (d >= {ltm_from}), 0)::BIGINT AS after,
            coalesce(sum(a) FILTER (d >= {rfm_from}), 0)::BIGINT AS money,
            count(DISTINCT d) FILTER (d >= {rfm_from}) AS days FROM orders GROUP BY c"""
        )
        cells = sql(
            """WITH b AS (SELECT {as_of} - last AS silent, days, money FROM per WHERE last >= {rfm_from}),
            q AS (SELECT median(silent) AS r, median(days) AS f, median(money) AS m FROM b)
            SELECT any_value(q.r), any_value(q.f), any_value(q.m),
            (silent <= q.r)::INT * 4 + (days > q.f)::INT * 2 + (money > q.m)::INT AS p,
            count(*), sum(money) FROM b, q GROUP BY p"""
        ).fetchall()
        n, m = [0.0] * 8, [0.0] * 8
        for *_, pattern, count, money in cells:
            n[pattern], m[pattern] = float(count), float(money)
        (checksum,) = sql(
            """WITH active AS (SELECT DISTINCT c, year(d) * 12 + month(d) - {first_month} AS m FROM orders),
            start AS (SELECT c, min(m) AS s FROM active GROUP BY c),
            triangle AS (SELECT s, m - s AS k, count(*) AS n FROM active JOIN start USING (c) GROUP BY ALL)
            SELECT sum(n * ((s + 1) * 131 + (k + 1) * 7)) FROM triangle"""
        ).fetchone()
        begin, kept, low = sql(
            """SELECT sum(greatest(before, 0)), sum(CASE WHEN before > 0 THEN greatest(after, 0) ELSE 0 END),
            sum(least(greatest(before, 0), greatest(after, 0))) FROM per"""
        ).fetchone()
        ascending = sql("SELECT after::DOUBLE AS x FROM per WHERE after > 0 ORDER BY x").fetchnumpy()["x"]
        lives = sql(
            """WITH l AS (SELECT greatest((CASE WHEN last <= {lost_until} THEN last ELSE {lost_until} END) - first, 1)
            AS t, last <= {lost_until} AS g FROM per WHERE first <= {lost_until})
            SELECT t, count(*) FILTER (g) AS e, count(*) FILTER (NOT g) AS u FROM l GROUP BY t ORDER BY t"""
        ).fetchnumpy()
        return (
            [float(cells[0][at]) for at in range(3)]
            + n
            + m
            + [float(checksum), float(kept) / float(begin), float(low) / float(begin)]
            + shares(np.asarray(ascending))
            + life(lives["t"], lives["e"], lives["u"])
        )

    return f"DuckDB {duckdb.__version__}", run


def by_pandas():
    import pandas as pd

    frame = pd.DataFrame({"c": CUSTOMER, "d": DAY, "a": AMOUNT})
    epoch = np.datetime64("1970-01-01", "D")

    def run():
        frame_by = frame.groupby("c", sort=False)
        per = frame_by.agg(first=("d", "min"), last=("d", "max"))
        within = frame["d"].to_numpy()

        def money(mask):
            sums = frame.loc[mask].groupby("c", sort=False)["a"].sum()
            return sums.reindex(per.index, fill_value=0)

        per["before"] = money((within >= P["prior_from"]) & (within < P["ltm_from"]))
        per["after"] = money(within >= P["ltm_from"])
        recent = frame.loc[within >= P["rfm_from"]]
        per["money"] = money(within >= P["rfm_from"])
        days = recent.drop_duplicates(["c", "d"]).groupby("c", sort=False).size()
        per["days"] = days.reindex(per.index, fill_value=0)
        buyers = per.loc[per["last"] >= P["rfm_from"]]
        silent = P["as_of"] - buyers["last"]
        cuts = (silent.median(), buyers["days"].median(), buyers["money"].median())
        pattern = (silent <= cuts[0]) * 4 + (buyers["days"] > cuts[1]) * 2 + (buyers["money"] > cuts[2])
        cells = buyers["money"].groupby(pattern).agg(["size", "sum"])
        n, m = [0.0] * 8, [0.0] * 8
        for at, count, sums in cells.itertuples():
            n[at], m[at] = float(count), float(sums)
        months = (epoch + within).astype("datetime64[M]").astype(np.int64) + 1970 * 12 + 1 - P["first_month"]
        active = pd.DataFrame({"c": frame["c"], "m": months}).drop_duplicates()
        start = active.groupby("c", sort=False)["m"].transform("min")
        triangle = pd.DataFrame({"s": start, "k": active["m"] - start}).value_counts().reset_index(name="n")
        checksum = (triangle["n"] * ((triangle["s"] + 1) * 131 + (triangle["k"] + 1) * 7)).sum()
        before, after = per["before"].clip(lower=0), per["after"].clip(lower=0)
        begin, kept, low = before.sum(), after[before > 0].sum(), np.minimum(before, after).sum()
        ascending = np.sort(per.loc[per["after"] > 0, "after"].to_numpy(dtype=np.float64))
        lost = P["lost_until"]
        known = per.loc[per["first"] <= lost]
        gone = known["last"] <= lost
        time_seen = (known["last"].where(gone, lost) - known["first"]).clip(lower=1)
        lives = pd.DataFrame({"t": time_seen, "e": gone, "u": ~gone}).groupby("t").sum()
        return (
            [float(cut) for cut in cuts]
            + n
            + m
            + [float(checksum), float(kept) / float(begin), float(low) / float(begin)]
            + shares(ascending)
            + life(lives.index.to_numpy(), lives["e"].to_numpy(), lives["u"].to_numpy())
        )

    return f"pandas {pd.__version__}", run


def by_lifetimes():
    import warnings

    import lifetimes
    import pandas as pd

    if len(DAY) > 2_000_000:
        raise ImportError("it is asked for the smaller book only")
    warnings.filterwarnings("ignore")
    frame = pd.DataFrame({"c": CUSTOMER, "d": DAY})

    def run():
        days = frame.loc[frame["d"] <= P["as_of"]].drop_duplicates().groupby("c")["d"]
        per = days.agg(["size", "min", "max"])
        found = lifetimes.BetaGeoFitter().fit(per["size"] - 1, per["max"] - per["min"], P["as_of"] - per["min"])
        return [float(found.params_[name]) for name in ("r", "alpha", "a", "b")]

    return f"lifetimes {lifetimes.__version__}", run


PEERS = ((by_polars, "measures"), (by_duckdb, "measures"), (by_pandas, "measures"), (by_lifetimes, "BG/NBD"))

for peer, what in PEERS:
    try:
        # What a peer says beside its figures is not for the bench.
        with contextlib.redirect_stdout(sys.stderr):
            name, run = peer()
            best, figures = float("inf"), []
            for _ in range(3):
                begun = time.perf_counter()
                figures = run()
                best = min(best, time.perf_counter() - begun)
        print(json.dumps({"name": name, "what": what, "seconds": best, "figures": figures}))
    except Exception as reason:  # not there, or its fit did not converge
        print(json.dumps({"name": peer.__name__[3:], "absent": " ".join(str(reason).split())}))
