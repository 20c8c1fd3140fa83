"""Times lifetimes' BG/NBD on the customers given on standard input; for `cargo xtask bench fits`.

    python3 fits.py RUNS < customers.csv        prints seconds of the quickest run, r, alpha, a, b
"""
import os
import sys
import time
import warnings

os.environ.setdefault("OMP_NUM_THREADS", "1")
import pandas as pd
from lifetimes import BetaGeoFitter

warnings.filterwarnings("ignore")
data = pd.read_csv(sys.stdin)
quickest = float("inf")
for _ in range(int(sys.argv[1])):
    begun = time.process_time()
    model = BetaGeoFitter().fit(data["frequency"], data["recency"], data["T"])
    quickest = min(quickest, time.process_time() - begun)
print(quickest, *(float(model.params_[name]) for name in ("r", "alpha", "a", "b")))
