//! Keys other than names: codes, credit codes, telephones, mail domains.

/// A firm's key without what spreadsheets put around it: apostrophe, `="…"`, leading zeros.
pub(crate) fn plain_code(code: &str) -> String {
    let folded = super::script::one_script(code);
    let plain: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let stripped = plain.trim_start_matches('0');
    if stripped.is_empty() {
        plain
    } else {
        stripped.to_owned()
    }
}

/// A unified social credit code whose check character is right (GB 32100-2015: modulo 31 with the
/// weights 3ⁱ).
pub(crate) fn credit_code(text: &str) -> Option<String> {
    const DIGITS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let code: String = super::script::one_script(text)
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .map(|c| c.to_ascii_uppercase())
        .collect();
    if code.len() != 18 {
        return None;
    }
    let values: Option<Vec<usize>> = code
        .bytes()
        .map(|letter| DIGITS.iter().position(|digit| *digit == letter))
        .collect();
    let values = values?;
    let (check, body) = values.split_last()?;
    let (sum, _) = body.iter().fold((0, 1), |(sum, weight), value| {
        (sum + value * weight, weight * 3 % 31)
    });
    ((31 - sum % 31) % 31 == *check).then_some(code)
}

/// A telephone number without country code and separators; absent where it is none: placeholders,
/// a single digit repeated.
pub(crate) fn phone(text: &str) -> Option<String> {
    let folded = super::script::one_script(text);
    // Several numbers in a cell: the first.
    let first = folded
        .split(['/', ';', ',', '、', '|'])
        .find(|part| part.chars().filter(char::is_ascii_digit).count() >= 7)?;
    let mut digits: String = first.chars().filter(char::is_ascii_digit).collect();
    for country in ["0086", "86"] {
        if let Some(rest) = digits.strip_prefix(country)
            && rest.len() >= 10
        {
            digits = rest.to_owned();
            break;
        }
    }
    let varied = digits.chars().any(|c| !digits.starts_with(c));
    ((7..=12).contains(&digits.len()) && varied).then_some(digits)
}

/// Domain of a mail address that is the firm's own.
pub(crate) fn mail_domain(text: &str) -> Option<String> {
    const PUBLIC: &[&str] = &[
        "qq.com",
        "163.com",
        "126.com",
        "sina.com",
        "sina.cn",
        "sohu.com",
        "foxmail.com",
        "139.com",
        "189.cn",
        "yeah.net",
        "aliyun.com",
        "21cn.com",
        "tom.com",
        "gmail.com",
        "outlook.com",
        "hotmail.com",
        "yahoo.com",
        "yahoo.com.cn",
        "icloud.com",
        "live.com",
        "msn.com",
        "vip.163.com",
        "vip.qq.com",
        "vip.sina.com",
        "example.com",
        "example.org",
        "example.net",
    ];
    let folded = super::script::one_script(text);
    let (user, domain) = folded.rsplit_once('@')?;
    let domain = domain.trim_end_matches([';', ',', '.', ' ']);
    let own = !user.is_empty()
        && domain.contains('.')
        && !domain.contains(' ')
        && !PUBLIC.contains(&domain);
    own.then(|| domain.to_owned())
}

/// An address by its letters and figures alone; absent where it names no house: a town, a
/// placeholder.
pub(crate) fn address(text: &str) -> Option<String> {
    let folded = super::script::one_script(text);
    let key: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let long = key.chars().count() >= 6;
    (long && key.chars().any(|c| c.is_ascii_digit()) && !key.chars().all(|c| c.is_ascii_digit()))
        .then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_equal_after_guards_and_leading_zeros() {
        for code in ["0012", "'0012", "=\"0012\"", "12", "０012"] {
            assert_eq!(plain_code(code), "12", "{code}");
        }
        assert_eq!(plain_code("KH-001"), "kh001");
        assert_eq!(plain_code("000"), "000");
    }

    #[test]
    fn a_credit_code_has_the_right_check_character() {
        // Worked by hand in GB 32100-2015, annex.
        assert!(credit_code("91350100M000100Y43").is_some());
        assert!(credit_code("91350100M000100Y44").is_none());
        assert!(
            credit_code("913501 00m000 100y43").is_some(),
            "blanks and case"
        );
        assert!(credit_code("12345").is_none());
    }

    #[test]
    fn telephones_are_compared_by_their_digits() {
        for text in [
            "+86 138-0000-1234",
            "13800001234",
            "１３８００００１２３４",
            "13800001234/0574-1",
        ] {
            assert_eq!(phone(text).as_deref(), Some("13800001234"), "{text}");
        }
        for none in ["无", "00000000000", "12345", ""] {
            assert_eq!(phone(none), None, "{none}");
        }
    }

    #[test]
    fn only_a_domain_of_its_own_says_whose_mail_it_is() {
        assert_eq!(
            mail_domain("Li@Donghai.com.cn").as_deref(),
            Some("donghai.com.cn")
        );
        assert_eq!(mail_domain("li@163.com"), None);
    }

    #[test]
    fn an_address_names_a_house_and_is_compared_without_marks() {
        let key = address("浙江省宁波市江北区环城北路88号");
        assert!(key.is_some());
        assert_eq!(address("浙江省 宁波市，江北区環城北路８８號"), key);
        for none in ["宁波市", "同上", "13800001234", "无", ""] {
            assert_eq!(address(none), None, "{none}");
        }
    }
}
