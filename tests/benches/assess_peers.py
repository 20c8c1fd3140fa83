"""The measures of the assess bench by polars and DuckDB, from the same columns in memory.

Called by the bench with a folder of raw little-endian columns and the calendar in JSON; prints one
line of JSON a peer: name, version, seconds (best of three), figures. Needs numpy, polars, duckdb
and pyarrow; a peer that is not there says so.
"""

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


for peer in (by_polars, by_duckdb):
    try:
        name, run = peer()
        best, figures = float("inf"), []
        for _ in range(3):
            begun = time.perf_counter()
            figures = run()
            best = min(best, time.perf_counter() - begun)
        print(json.dumps({"name": name, "seconds": best, "figures": figures}))
    except ImportError as missing:
        print(json.dumps({"name": peer.__name__[3:], "absent": str(missing)}))
