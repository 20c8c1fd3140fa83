"""Values of special functions with forty digits, for the tests of `statistics::special`.

    python3 special.py > special.csv
"""
import itertools

import mpmath as mp

mp.mp.dps = 40
print("function,a,b,c,z,value")


def row(name, value, *arguments):
    cells = [repr(float(x)) for x in arguments] + [""] * (4 - len(arguments))
    print(",".join([name, *cells, mp.nstr(value, 20)]))


for x in (0.01, 0.3, 0.9, 1.5, 3.75, 7.25, 14.9, 15.1, 60.5, 1234.5, 250000.25):
    x = mp.mpf(x)
    row("ln_gamma", mp.loggamma(x), x)
    row("digamma", mp.digamma(x), x)
    row("trigamma", mp.polygamma(1, x), x)
for a, b, x in itertools.product((0.4, 3.5, 40.0), (0.7, 12.5), (0.02, 0.35, 0.9)):
    row("incomplete_beta", mp.betainc(mp.mpf(a), mp.mpf(b), 0, mp.mpf(x), regularized=True), a, b, x)
for a, x in itertools.product((0.5, 2.5, 30.0), (0.1, 2.0, 25.0, 60.0)):
    row("incomplete_gamma", mp.gammainc(mp.mpf(a), mp.mpf(x), mp.inf, regularized=True), a, x)
# Arguments as the purchase models have them: few purchases, many, long horizons.
cases = [
    (0.243, 2.426, 2.219), (2.243, 4.426, 4.219), (26.55, 3.2, 29.3), (133.2, 135.4, 134.2),
    (0.5, 0.4, -0.35), (40.0, 1.7, 2.1), (1.5, 2.5, 6.0), (0.7, 12.0, 3.5),
]
for (a, b, c), z in itertools.product(cases, (0.01, 0.2, 0.5, 0.8, 0.95, 0.995)):
    row("hypergeometric", mp.hyp2f1(mp.mpf(a), mp.mpf(b), mp.mpf(c), mp.mpf(z)), a, b, c, z)
