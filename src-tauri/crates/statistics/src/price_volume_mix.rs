//! Price–volume–mix 量价结构: why revenue changed from one period to the next, product by product.
//!
//! There is no single right formula; what must hold is that the parts add up. Here, over products
//! sold in both periods (`Q`: their total quantity, `p = r/q`, `ASP₀ = R₀/Q₀`):
//! volume = (Q₁ − Q₀)·ASP₀, mix = Σ(q₁ − q₀·Q₁/Q₀)·p₀, price = Σ(p₁ − p₀)·q₁.
//! Products sold in one period only are new or lost and never touch price. Source of the
//! convention: <https://supowit.com/pvm/>.

/// One product in two periods.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ProductChange {
    /// Quantity sold in the first period, returns taken off.
    pub quantity_before: f64,
    /// Net revenue in the first period, minor units.
    pub before: i64,
    /// Quantity sold in the second period.
    pub quantity_after: f64,
    /// Net revenue in the second period, minor units.
    pub after: i64,
    /// Whether every line behind the amounts has a quantity.
    pub quantified: bool,
}

impl ProductChange {
    /// Sold in both periods, with a price in both.
    #[must_use]
    pub fn is_matched(&self) -> bool {
        let sold =
            |quantity: f64, amount: i64| quantity > 0.0 && quantity.is_finite() && amount > 0;
        self.quantified
            && sold(self.quantity_before, self.before)
            && sold(self.quantity_after, self.after)
    }

    /// (p₁ − p₀)·q₁ in minor units; `None` for a product that is not matched.
    #[must_use]
    pub fn price_effect(&self) -> Option<f64> {
        let price = self.before as f64 / self.quantity_before;
        self.is_matched()
            .then_some(self.after as f64 - price * self.quantity_after)
    }
}

/// Parts of the change, minor units:
/// before + volume + mix + price + new + lost + other = after, to the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PriceVolumeMix {
    /// Revenue of the first period.
    pub before: i64,
    /// More or fewer units at the old average price.
    pub volume: i64,
    /// Dearer or cheaper products among the units, at old prices.
    pub mix: i64,
    /// Other prices for the same products.
    pub price: i64,
    /// Products not sold in the first period.
    pub new: i64,
    /// Products no longer sold, zero or negative.
    pub lost: i64,
    /// What has no price to compare: lines without quantity, periods in credit.
    pub other: i64,
    /// Revenue of the second period.
    pub after: i64,
    /// Number of matched products.
    pub matched: u64,
    /// Revenue of the matched products in both periods.
    pub matched_revenue: (i64, i64),
}

/// The decomposition; `None` for no products, or sums beyond `i64`.
///
/// Volume and mix are rounded to the minor unit; price is what remains of the matched products'
/// change, so that the parts add up exactly.
#[must_use]
pub fn price_volume_mix(products: &[ProductChange]) -> Option<PriceVolumeMix> {
    if products.is_empty() {
        return None;
    }
    let mut parts = PriceVolumeMix::default();
    let (mut q0, mut q1) = (0.0, 0.0);
    for product in products {
        parts.add(product)?;
        if product.is_matched() {
            q0 += product.quantity_before;
            q1 += product.quantity_after;
        }
    }
    if parts.matched > 0 {
        let (r0, r1) = parts.matched_revenue;
        // Σ q₁·p₀: the matched products' second period at the prices of the first.
        let at_old_prices: f64 = products
            .iter()
            .filter(|product| product.is_matched())
            .map(|p| p.quantity_after * (p.before as f64 / p.quantity_before))
            .sum();
        let volume = (q1 - q0) * (r0 as f64 / q0);
        let mix = at_old_prices - r0 as f64 * (q1 / q0);
        parts.volume = rounded(volume)?;
        parts.mix = rounded(mix)?;
        let change = r1.checked_sub(r0)?;
        parts.price = change.checked_sub(parts.volume)?.checked_sub(parts.mix)?;
    }
    Some(parts)
}

impl PriceVolumeMix {
    fn add(&mut self, product: &ProductChange) -> Option<()> {
        let add = |sum: &mut i64, amount: i64| {
            *sum = sum.checked_add(amount)?;
            Some(())
        };
        add(&mut self.before, product.before)?;
        add(&mut self.after, product.after)?;
        let unsold = |quantity: f64, amount: i64| quantity == 0.0 && amount == 0;
        if product.is_matched() {
            self.matched += 1;
            add(&mut self.matched_revenue.0, product.before)?;
            add(&mut self.matched_revenue.1, product.after)
        } else if product.quantified && unsold(product.quantity_before, product.before) {
            add(&mut self.new, product.after)
        } else if product.quantified && unsold(product.quantity_after, product.after) {
            add(&mut self.lost, product.before.checked_neg()?)
        } else {
            add(&mut self.other, product.after.checked_sub(product.before)?)
        }
    }
}

fn rounded(value: f64) -> Option<i64> {
    let value = value.round();
    // 2^63 is exact in f64, i64::MAX is not.
    (value.is_finite() && value.abs() < 9.223_372_036_854_775e18).then_some(value as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(q0: f64, r0: i64, q1: f64, r1: i64) -> ProductChange {
        ProductChange {
            quantity_before: q0,
            before: r0,
            quantity_after: q1,
            after: r1,
            quantified: true,
        }
    }

    /// X 100@10→130@11, Y 50@20→30@19, Z new 20@15: the published example.
    #[test]
    fn the_published_example_comes_out() {
        let found = price_volume_mix(&[
            product(100.0, 100_000, 130.0, 143_000),
            product(50.0, 100_000, 30.0, 57_000),
            product(0.0, 0, 20.0, 30_000),
        ])
        .unwrap();
        assert_eq!((found.before, found.after), (200_000, 230_000));
        assert_eq!((found.volume, found.mix), (13_333, -23_333));
        assert_eq!((found.price, found.new, found.lost), (10_000, 30_000, 0));
        assert_eq!(found.matched, 2);
    }

    #[test]
    fn the_parts_add_up_for_any_products() {
        let mut state = 11_u64;
        let mut next = |range: u64| {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (state >> 33) % range
        };
        for _ in 0..200 {
            let products: Vec<ProductChange> = (0..40)
                .map(|_| ProductChange {
                    quantity_before: next(5) as f64,
                    before: next(9_999) as i64 - 900,
                    quantity_after: next(5) as f64,
                    after: next(9_999) as i64 - 900,
                    quantified: next(9) > 0,
                })
                .collect();
            let p = price_volume_mix(&products).unwrap();
            let parts = p.volume + p.mix + p.price + p.new + p.lost + p.other;
            assert_eq!(p.before + parts, p.after);
        }
    }

    #[test]
    fn a_product_without_quantity_is_never_a_price() {
        let mut loose = product(10.0, 1_000, 10.0, 2_000);
        loose.quantified = false;
        let found = price_volume_mix(&[loose, product(0.0, 500, 5.0, 700)]).unwrap();
        assert_eq!((found.price, found.other, found.matched), (0, 1_200, 0));
        assert_eq!(loose.price_effect(), None);
        assert_eq!(price_volume_mix(&[]), None);
    }
}
