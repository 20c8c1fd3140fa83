//! Net promoter score 净推荐值, in points from −100 to 100.

use crate::Interval;
use crate::distributions::normal_two_sided;

/// Below this many answers the plain interval is too narrow; [`nps`] then uses adjusted Wald.
pub const SMALL_SAMPLE: u64 = 30;

/// Answers to "would you recommend us", 0–10.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NpsCounts {
    /// 9 or 10.
    pub promoters: u64,
    /// 7 or 8.
    pub passives: u64,
    /// 0 to 6.
    pub detractors: u64,
}

/// How the interval was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NpsMethod {
    /// ± z·SE around the score.
    Wald,
    /// The same after adding ¾, 1½, ¾ answers.
    AdjustedWald,
}

/// A net promoter score with its precision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nps {
    /// 100·(P − D)/n, points.
    pub score: f64,
    /// Number of answers.
    pub n: u64,
    /// Variance of one answer as −1, 0, +1: p + d − (p − d)².
    pub variance: f64,
    /// Standard error of the score, points, with the finite-population factor.
    pub std_err: f64,
    /// Interval, points, within −100 to 100. Adjusted Wald is not centred on the score.
    pub interval: Interval,
    /// How the interval was made.
    pub method: NpsMethod,
}

impl NpsCounts {
    /// Counts from answers; those outside 0–10 are left out, halves belong to the class below.
    #[must_use]
    pub fn of(answers: &[f64]) -> Self {
        let mut counts = Self::default();
        for answer in answers.iter().filter(|x| (0.0..=10.0).contains(*x)) {
            match *answer {
                x if x >= 9.0 => counts.promoters += 1,
                x if x >= 7.0 => counts.passives += 1,
                _ => counts.detractors += 1,
            }
        }
        counts
    }

    /// Number of answers.
    #[must_use]
    pub fn n(self) -> u64 {
        self.promoters + self.passives + self.detractors
    }
}

/// Net promoter score; plain Wald from [`SMALL_SAMPLE`] answers on, adjusted Wald below.
///
/// `population` is the number of customers that could have answered. `None` for no answers, more
/// answers than population, or a level outside (0, 1).
#[must_use]
pub fn nps(counts: NpsCounts, population: Option<u64>, level: f64) -> Option<Nps> {
    if counts.n() < SMALL_SAMPLE {
        nps_adjusted_wald(counts, population, level)
    } else {
        nps_wald(counts, population, level)
    }
}

/// Score ± z·√(Var/n)·√((N−n)/(N−1)), Var = p + d − (p−d)²
/// (cybaea.net 2016, "NPS confidence intervals"; factor: Cochran, *Sampling Techniques*, 2.6).
///
/// `None` as for [`nps`].
#[must_use]
pub fn nps_wald(counts: NpsCounts, population: Option<u64>, level: f64) -> Option<Nps> {
    let unsampled = unsampled_share(counts.n(), population)?;
    let figures = Shares::of(counts, 0.0)?;
    let std_err = figures.std_err() * unsampled.sqrt();
    let margin = normal_two_sided(level)? * std_err;
    let interval = Interval::around(figures.score(), margin, level);
    Some(figures.nps(counts, std_err, interval, NpsMethod::Wald))
}

/// Wald after adding ¾ promoter, 1½ passives, ¾ detractor (Sauro and Lewis, after Agresti and
/// Coull 1998); the score itself stays P − D.
///
/// With a `population` the added answers are weighted by (N−n)/(N−1), so that asking everybody
/// gives the score itself and not the middle of the adjustment. `None` as for [`nps`].
#[must_use]
pub fn nps_adjusted_wald(counts: NpsCounts, population: Option<u64>, level: f64) -> Option<Nps> {
    let unsampled = unsampled_share(counts.n(), population)?;
    let figures = Shares::of(counts, 0.0)?;
    let adjusted = Shares::of(counts, unsampled)?;
    let margin = normal_two_sided(level)? * adjusted.std_err() * unsampled.sqrt();
    let interval = Interval::around(adjusted.score(), margin, level);
    let std_err = figures.std_err() * unsampled.sqrt();
    Some(figures.nps(counts, std_err, interval, NpsMethod::AdjustedWald))
}

/// (N−n)/(N−1), 1 for an unknown population, 0 when everybody answered.
fn unsampled_share(n: u64, population: Option<u64>) -> Option<f64> {
    match population {
        None => Some(1.0),
        Some(all) if all < n || n == 0 => None,
        Some(all) if all == n => Some(0.0),
        Some(all) => Some((all - n) as f64 / (all - 1) as f64),
    }
}

/// Promoters and detractors as shares of the answers.
struct Shares {
    promoters: f64,
    detractors: f64,
    n: f64,
}

impl Shares {
    /// Shares after adding `weight` times ¾, 1½, ¾ answers.
    fn of(counts: NpsCounts, weight: f64) -> Option<Self> {
        let n = counts.n() as f64 + 3.0 * weight;
        (counts.n() > 0).then(|| Self {
            promoters: (counts.promoters as f64 + 0.75 * weight) / n,
            detractors: (counts.detractors as f64 + 0.75 * weight) / n,
            n,
        })
    }

    fn score(&self) -> f64 {
        100.0 * (self.promoters - self.detractors)
    }

    fn variance(&self) -> f64 {
        let square = (self.promoters - self.detractors).powi(2);
        (self.promoters + self.detractors - square).max(0.0)
    }

    fn std_err(&self) -> f64 {
        100.0 * (self.variance() / self.n).sqrt()
    }

    fn nps(&self, counts: NpsCounts, std_err: f64, interval: Interval, method: NpsMethod) -> Nps {
        let interval = interval.within(-100.0, 100.0);
        let (score, variance) = (self.score(), self.variance());
        Nps {
            score,
            n: counts.n(),
            variance,
            std_err,
            interval,
            method,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(promoters: u64, passives: u64, detractors: u64) -> NpsCounts {
        NpsCounts {
            promoters,
            passives,
            detractors,
        }
    }

    fn close(value: f64, expected: f64, tolerance: f64) {
        assert!(
            (value - expected).abs() < tolerance,
            "{value} is not {expected}"
        );
    }

    #[test]
    fn half_third_sixth_gives_the_published_error() {
        let score = nps(counts(162, 108, 54), None, 0.95).unwrap();
        assert_eq!((score.n, score.method), (324, NpsMethod::Wald));
        close(score.score, 100.0 / 3.0, 1e-9);
        close(score.variance, 5.0 / 9.0, 1e-12);
        close(score.std_err, 4.1409, 5e-5);
        close(score.interval.upper - score.score, 8.1159, 1e-4);
    }

    #[test]
    fn plain_and_adjusted_intervals_are_the_published_ones() {
        let large = nps(counts(50, 30, 20), None, 0.95).unwrap();
        close(large.interval.lower, 14.69, 5e-3);
        close(large.interval.upper, 45.31, 5e-3);
        let plain = nps_wald(counts(5, 3, 2), None, 0.95).unwrap();
        close(plain.interval.lower, -18.41, 5e-3);
        close(plain.interval.upper, 78.41, 5e-3);
        let small = nps(counts(5, 3, 2), None, 0.95).unwrap();
        assert_eq!(small.method, NpsMethod::AdjustedWald);
        close(small.score, 30.0, 1e-9);
        close(
            (small.interval.lower + small.interval.upper) / 2.0,
            23.08,
            5e-3,
        );
        close(small.interval.lower, -19.05, 5e-3);
        close(small.interval.upper, 65.20, 5e-3);
    }

    #[test]
    fn asking_everybody_leaves_no_uncertainty() {
        for asked in [counts(5, 3, 2), counts(50, 30, 20), counts(1, 0, 0)] {
            let score = nps(asked, Some(asked.n()), 0.95).unwrap();
            assert_eq!(score.std_err, 0.0);
            assert_eq!(score.interval.lower, score.score);
            assert_eq!(score.interval.upper, score.score);
        }
    }

    #[test]
    fn a_small_population_narrows_the_interval() {
        let (free, bound) = (
            nps_wald(counts(20, 12, 8), None, 0.95).unwrap(),
            nps_wald(counts(20, 12, 8), Some(79), 0.95).unwrap(),
        );
        close(bound.std_err, free.std_err * 0.5f64.sqrt(), 1e-9);
    }

    #[test]
    fn unanimous_few_are_still_uncertain() {
        let score = nps(counts(5, 0, 0), None, 0.95).unwrap();
        assert_eq!((score.score, score.interval.upper), (100.0, 100.0));
        assert!(score.interval.lower < 60.0);
    }

    #[test]
    fn no_answers_or_more_answers_than_customers_give_nothing() {
        assert_eq!(nps(counts(0, 0, 0), None, 0.95), None);
        assert_eq!(nps(counts(5, 0, 0), Some(4), 0.95), None);
    }

    #[test]
    fn answers_fall_into_their_classes() {
        let answers = [10.0, 9.0, 8.5, 7.0, 6.9, 0.0, 11.0, -1.0, f64::NAN];
        assert_eq!(NpsCounts::of(&answers), counts(2, 2, 2));
    }
}
