"""Fits BG/NBD with `lifetimes`: orders as JSON on standard input, milliseconds of a fit and its parameters as JSON on standard output."""

import json
import sys
import time

from lifetimes import BetaGeoFitter

TIMES = 3

log = json.load(sys.stdin)
days_of = {}
for customer, day in zip(log["customers"], log["days"]):
    if day <= log["until"]:
        days_of.setdefault(customer, set()).add(day)
spans = [(len(days) - 1, min(days), max(days)) for _, days in sorted(days_of.items())]
frequency = [repeats for repeats, _, _ in spans]
recency = [(last - first) / 7 for _, first, last in spans]
age = [(log["until"] - first) / 7 for _, first, _ in spans]

taken = []
for _ in range(TIMES):
    fitter = BetaGeoFitter(penalizer_coef=0.0)
    begin = time.perf_counter()
    fitter.fit(frequency, recency, age)
    taken.append((time.perf_counter() - begin) * 1000)
params = [float(fitter.params_[name]) for name in ("r", "alpha", "a", "b")]
print(json.dumps({"ms": sorted(taken)[TIMES // 2], "params": params}))
