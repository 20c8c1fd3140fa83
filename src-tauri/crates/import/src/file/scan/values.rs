//! Numbers and cell references, read from their digits.

/// Largest exponent of ten that a double holds exactly.
const EXACT_POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// A number as XML Schema writes it: `-12.5`, `1E-3`. `None` for anything else. Rounded to the
/// nearest double, ties to even.
pub(crate) fn number(bytes: &[u8]) -> Option<f64> {
    let negative = bytes.first() == Some(&b'-');
    let mut at = usize::from(negative);
    let (mut digits, mut count, mut decimals) = (0_u64, 0, 0);
    let whole = at;
    while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
        digits = digits
            .wrapping_mul(10)
            .wrapping_add(u64::from(digit - b'0'));
        count += usize::from(digits != 0 || *digit != b'0');
        at += 1;
    }
    if at == whole {
        return None;
    }
    if bytes.get(at) == Some(&b'.') {
        at += 1;
        let begun = at;
        while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
            digits = digits
                .wrapping_mul(10)
                .wrapping_add(u64::from(digit - b'0'));
            count += usize::from(digits != 0 || *digit != b'0');
            at += 1;
        }
        decimals = at - begun;
        if decimals == 0 {
            return None;
        }
    }
    let plain = at == bytes.len();
    if !plain && !exponent(&bytes[at..]) {
        return None;
    }
    // Up to 15 digits and a power of ten that a double holds: one division rounds once.
    if plain && count <= 15 && decimals < EXACT_POWERS.len() {
        let value = digits as f64 / EXACT_POWERS[decimals];
        return Some(if negative { -value } else { value });
    }
    std::str::from_utf8(bytes).ok()?.parse().ok()
}

fn exponent(bytes: &[u8]) -> bool {
    let Some((b'e' | b'E', rest)) = bytes.split_first() else {
        return false;
    };
    let digits = match rest.split_first() {
        Some((b'+' | b'-', digits)) => digits,
        _ => rest,
    };
    !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
}

/// A whole number of at most nine digits.
pub(super) fn whole(bytes: &[u8]) -> Option<u32> {
    if bytes.is_empty() || bytes.len() > 9 {
        return None;
    }
    bytes.iter().try_fold(0, |value, byte| match byte {
        b'0'..=b'9' => Some(value * 10 + u32::from(byte - b'0')),
        _ => None,
    })
}

/// A cell reference such as `AB12`: row (1-based) and column (0-based), within Excel's sheet.
pub(super) fn reference(bytes: &[u8]) -> Option<(u32, u32)> {
    let letters = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_uppercase())
        .count();
    if !(1..=3).contains(&letters) || bytes.get(letters) == Some(&b'0') {
        return None;
    }
    let column = bytes[..letters]
        .iter()
        .fold(0, |column, byte| column * 26 + u32::from(byte - b'A') + 1);
    let row = whole(&bytes[letters..])?;
    ((1..=1_048_576).contains(&row) && column <= 16_384).then_some((row, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_standard_library() {
        for text in [
            "0",
            "-0",
            "1",
            "12.5",
            "-0.001",
            "123456789012345",
            "1234567890123456789",
            "0.1",
            "45292.520833333336",
            "1E-3",
            "1.7976931348623157e308",
            "9.99E+02",
            "007",
            "0.30",
            "99999999999999999999999",
            "2.2250738585072014E-308",
            "1e999",
            "0.000000000000000000000000001",
        ] {
            let expected: f64 = text.parse().unwrap_or(f64::NAN);
            assert_eq!(
                number(text.as_bytes()).map(f64::to_bits),
                Some(expected.to_bits()),
                "{text}"
            );
        }
        for odd in [
            "", "-", "+1", ".5", "5.", "1e", "1 ", " 1", "inf", "nan", "0x1", "1,5", "--1", "1e+-5",
        ] {
            assert_eq!(number(odd.as_bytes()), None, "{odd:?}");
        }
    }

    #[test]
    fn references_stay_within_the_sheet() {
        assert_eq!(reference(b"A1"), Some((1, 0)));
        assert_eq!(reference(b"XFD1048576"), Some((1_048_576, 16_383)));
        for odd in [
            &b""[..],
            b"1",
            b"A",
            b"a1",
            b"A0",
            b"A01",
            b"XFE1",
            b"A1048577",
            b"$A$1",
            b"AAAA1",
        ] {
            assert_eq!(reference(odd), None);
        }
    }
}
