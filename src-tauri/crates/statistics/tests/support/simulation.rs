//! Customers that buy and leave as the models say.

use clientele_statistics::buying::History;

use super::Stream;

/// A gamma draw with shape below or above one (Marsaglia and Tsang 2000).
pub fn gamma(stream: &mut Stream, shape: f64) -> f64 {
    if shape < 1.0 {
        return gamma(stream, shape + 1.0) * stream.uniform().powf(1.0 / shape);
    }
    let d = shape - 1.0 / 3.0;
    loop {
        let radius = (2.0 * stream.exponential()).sqrt();
        let normal = radius * (std::f64::consts::TAU * stream.uniform()).cos();
        let v = (1.0 + normal / (9.0 * d).sqrt()).powi(3);
        if v > 0.0 && stream.uniform().ln() < 0.5 * normal * normal + d - d * v + d * v.ln() {
            return d * v;
        }
    }
}

/// A customer of BG/NBD (`first` false) or MBG/NBD, in continuous time.
pub fn customer(stream: &mut Stream, p: [f64; 4], age: f64, first: bool) -> History {
    let rate = gamma(stream, p[0]) / p[1];
    let (a, b) = (gamma(stream, p[2]), gamma(stream, p[3]));
    let leaving = a / (a + b);
    let (mut x, mut last, mut now) = (0, 0.0, 0.0);
    let mut there = !first || stream.uniform() > leaving;
    while there {
        now += stream.exponential() / rate;
        if now > age {
            break;
        }
        (x, last) = (x + 1, now);
        there = stream.uniform() > leaving;
    }
    History::new(x, last, age)
}

/// A customer of BG/NBD with parameters r, α, a, b, seen for `days` days: times in weeks, of
/// purchases on one day only the first counts.
pub fn customer_by_day(stream: &mut Stream, p: [f64; 4], days: u32) -> History {
    let rate = gamma(stream, p[0]) / p[1] / 7.0;
    let (a, b) = (gamma(stream, p[2]), gamma(stream, p[3]));
    let leaving = a / (a + b);
    let (mut x, mut last, mut now) = (0, 0, 0.0);
    loop {
        now += stream.exponential() / rate;
        if now >= f64::from(days) {
            break;
        }
        let day = now as u32;
        if day > last {
            (x, last) = (x + 1, day);
        }
        if stream.uniform() < leaving {
            break;
        }
    }
    History::new(x, f64::from(last) / 7.0, f64::from(days) / 7.0)
}
