//! Precision and recall over pairs that a person has judged.

use super::super::SuggestionKind;
use super::roster_of;
use crate::measures::testing::rows;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Same,
    Group,
    Different,
}

struct Pair {
    verdict: Verdict,
    one: &'static str,
    other: &'static str,
    equal: &'static str,
}

fn pairs() -> Vec<Pair> {
    let text = include_str!("pairs.txt");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let mut cells = line.split('|').map(str::trim);
            let verdict = match cells.next() {
                Some("same") => Verdict::Same,
                Some("group") => Verdict::Group,
                Some("different") => Verdict::Different,
                other => panic!("{other:?}"),
            };
            Pair {
                verdict,
                one: cells.next().unwrap(),
                other: cells.next().unwrap(),
                equal: cells.next().unwrap_or(""),
            }
        })
        .collect()
}

fn found(pair: &Pair) -> Verdict {
    let (one, other) = match pair.equal {
        "phone" => (["13800001234", "", ""], ["138 0000 1234", "", ""]),
        "mail" => (["", "a@jincheng.com", ""], ["", "b@jincheng.com", ""]),
        "credit" => (
            ["", "", "91350100M000100Y43"],
            ["", "", "91350100M000100Y43"],
        ),
        "other-credit" => (
            ["", "", "91350100M000100Y43"],
            ["", "", "91330200MA2AB00111"],
        ),
        _ => ([""; 3], [""; 3]),
    };
    let line = |code: &str, name: &str, [phone, mail, credit]: [&str; 3]| {
        format!("{code} | {name} | {phone} | {mail} | {credit}")
    };
    let lines = [line("K1", pair.one, one), line("K2", pair.other, other)];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut roster = roster_of(rows("code | name | phone | email | credit_code", &lines));
    let suggestions = roster.suggestions(&[], "");
    match suggestions.iter().map(|one| one.kind).min() {
        Some(SuggestionKind::SameCustomer) => Verdict::Same,
        Some(SuggestionKind::CommonControl) => Verdict::Group,
        _ => Verdict::Different,
    }
}

/// Of 65 pairs judged by a person, nothing is called one customer that is not, and at least 95 %
/// of those that are one are found.
#[test]
fn what_is_suggested_as_one_customer_is_one_and_little_is_missed() {
    let pairs = pairs();
    assert!(pairs.len() >= 60, "{}", pairs.len());
    for verdict in [Verdict::Same, Verdict::Group] {
        let (mut right, mut wrong, mut missed) = (0_u32, Vec::new(), Vec::new());
        for pair in &pairs {
            let what = format!("{} / {} {}", pair.one, pair.other, pair.equal);
            match (found(pair) == verdict, pair.verdict == verdict) {
                (true, true) => right += 1,
                (true, false) => wrong.push(what),
                (false, true) => missed.push(what),
                (false, false) => {}
            }
        }
        let precision = f64::from(right) / f64::from(right + wrong.len() as u32);
        let recall = f64::from(right) / f64::from(right + missed.len() as u32);
        println!("{verdict:?}: precision {precision:.3}, recall {recall:.3}; missed {missed:?}");
        assert!(wrong.is_empty(), "{verdict:?}: {wrong:?}");
        assert!(recall >= 0.95, "{verdict:?}: {recall:.3} {missed:?}");
    }
}

/// One address under different names is a reason to look, not to believe; beside a telephone it adds.
#[test]
fn one_address_is_a_weak_reason_and_adds_to_others() {
    let header = "code | name | phone | address";
    let street = "宁波市江北区环城北路88号";
    let of = |lines: &[&str]| {
        let mut roster = roster_of(rows(header, lines));
        roster.suggestions(&[], "")
    };
    let alone = of(&[
        &format!("K1 | 东海阀门有限公司 |  | {street}"),
        "K2 | 金城贸易有限公司 |  | 宁波市江北区 環城北路８８号",
    ]);
    assert_eq!(alone.len(), 1, "{alone:?}");
    assert_eq!(alone[0].kind, SuggestionKind::CommonControl);
    assert!(alone[0].score < 0.5);
    assert_eq!(alone[0].reasons[0].args["text"], street);
    let phoned = of(&[
        &format!("K1 | 东海阀门有限公司 | 13800001234 | {street}"),
        &format!("K2 | 金城贸易有限公司 | 13800001234 | {street}"),
    ]);
    assert!(phoned[0].score > alone[0].score + 0.2);
    let park: Vec<String> = ["东海阀门", "金城贸易", "远山机械", "长河电子"]
        .iter()
        .map(|name| format!("{name} | {name}有限公司 |  | {street}"))
        .collect();
    assert!(of(&park.iter().map(String::as_str).collect::<Vec<_>>()).is_empty());
}
