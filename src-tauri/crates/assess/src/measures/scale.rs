//! Scales of answers: 1–5, 0–10 and 0–100 stand side by side in the firms' tables.

/// A scale of satisfaction, read off the answers of one column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    least: f64,
    most: f64,
}

impl Scale {
    /// The smallest usual scale that holds every answer; 10 begins at 0 only if a 0 was given.
    pub(crate) fn of(answers: impl IntoIterator<Item = f64>) -> Self {
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for answer in answers {
            (least, most) = (least.min(answer), most.max(answer));
        }
        match most {
            most if most <= 5.0 => Self {
                least: if least < 1.0 { 0.0 } else { 1.0 },
                most: 5.0,
            },
            most if most <= 10.0 => Self {
                least: if least < 1.0 { 0.0 } else { 1.0 },
                most: 10.0,
            },
            _ => Self {
                least: 0.0,
                most: 100.0,
            },
        }
    }

    /// Whether the answer is in the top two of five (4 and 5; 8 to 10; 80 to 100).
    pub(crate) fn satisfied(self, answer: f64) -> bool {
        answer >= 0.8 * self.most
    }

    /// The answer on 0–100: (x − least)/(most − least)·100.
    pub(crate) fn hundred(self, answer: f64) -> f64 {
        (answer - self.least) / (self.most - self.least) * 100.0
    }

    /// The answer on five stars.
    pub(crate) fn stars(self, answer: f64) -> f64 {
        answer * 5.0 / self.most
    }

    /// The largest answer.
    pub(crate) fn most(self) -> f64 {
        self.most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_the_smallest_that_holds_the_answers() {
        let five = Scale::of([5.0, 3.0, 1.0]);
        assert_eq!(
            (five.most, five.hundred(3.0), five.satisfied(4.0)),
            (5.0, 50.0, true)
        );
        let ten = Scale::of([0.0, 7.0]);
        assert_eq!(
            (ten.most, ten.hundred(7.0), ten.satisfied(7.0)),
            (10.0, 70.0, false)
        );
        let hundred = Scale::of([85.0]);
        assert_eq!(
            (
                hundred.hundred(85.0),
                hundred.satisfied(85.0),
                hundred.stars(80.0)
            ),
            (85.0, true, 4.0)
        );
    }
}
