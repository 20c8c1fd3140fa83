//! new → import → inspect → assess → verify.

use crate::shell::Folder;
use crate::support::orders_csv;

#[test]
fn a_project_is_made_filled_and_looked_at() {
    let folder = Folder::new();
    folder.file("销售明细.csv", orders_csv(12, 36));
    let made = folder.line("--lang en new deal.clientele --target 甲公司");
    assert_eq!((made.code, made.out.as_str()), (0, ""));
    assert!(
        made.err.contains("Project created: deal.clientele"),
        "{made:?}"
    );

    let looked = folder.line("inspect 销售明细.csv --json");
    assert_eq!(looked.code, 0, "{looked:?}");
    let sheet = &looked.json()[0]["sheets"][0];
    assert_eq!(sheet["mapping"]["table"], "orders");
    assert_eq!(sheet["tally"]["accepted"], 432);
    let shown = folder.line("inspect 销售明细.csv");
    assert!(
        shown.out.contains("销售明细") && shown.out.contains("432"),
        "{shown:?}"
    );

    let imported = folder.line("import deal.clientele --target 甲公司 销售明细.csv --json");
    assert_eq!(imported.code, 0, "{imported:?}");
    assert_eq!(imported.json()[0]["sheets"][0]["tally"]["accepted"], 432);
    assert_eq!(folder.names(), ["deal.clientele", "销售明细.csv"]);
}

#[test]
fn assess_saves_project_report_and_workpapers_and_verify_knows_them() {
    let folder = Folder::new();
    folder.file("销售明细.csv", orders_csv(12, 36));
    let assess = "assess 销售明细.csv --json --date 2026-10-08";
    let first = folder.line(&format!(
        "{assess} --save a.clientele --report a.pdf --workpapers a.xlsx"
    ));
    assert_eq!(first.code, 0, "{first:?}");
    let document = first.json();
    assert_eq!(document["framework"]["id"], "loyalty-20");
    assert_eq!(document["target"], "销售明细");
    // The last order is of 12 December: November is the last complete month.
    assert_eq!(document["definitions"]["as_of"], "2025-11-30");
    assert_eq!(document["dimensions"].as_array().unwrap().len(), 20);
    assert!(
        document["total"].is_null(),
        "orders alone are too little evidence"
    );

    let second = folder.line(&format!("{assess} --report b.pdf --workpapers b.xlsx"));
    assert_eq!(second.json(), document);
    for (one, other) in [("a.pdf", "b.pdf"), ("a.xlsx", "b.xlsx")] {
        let [one, other] = [one, other].map(|name| std::fs::read(folder.path(name)).unwrap());
        assert!(one == other, "the files differ");
    }

    let same = folder.line("verify a.pdf a.clientele --json");
    assert_eq!(
        (same.code, same.json()["verdict"].as_str()),
        (0, Some("same"))
    );
    folder.file("c.pdf", b"%PDF-1.7 of somebody else");
    let foreign = folder.line("verify c.pdf a.clientele --json");
    assert_eq!(
        (foreign.code, foreign.json()["verdict"].as_str()),
        (1, Some("unknown"))
    );
    folder.file("更多.csv", orders_csv(13, 36));
    folder.line("import a.clientele --target 销售明细 更多.csv");
    let changed = folder.line("--lang en verify a.pdf a.clientele");
    assert_eq!(changed.code, 1);
    assert!(changed.out.starts_with("Different:"), "{changed:?}");
}

#[test]
fn the_sample_is_assessed_from_one_line() {
    let folder = Folder::new();
    let said = folder.line("--lang en assess --sample --report 报告.pdf --strict");
    // The sample has critical findings by design.
    assert_eq!(said.code, 3, "{said:?}");
    assert!(
        said.out.contains("Total ") && said.out.contains("Change-of-control"),
        "{said:?}"
    );
    assert!(said.err.contains("Report saved: 报告.pdf"), "{said:?}");
    assert_eq!(folder.names(), ["报告.pdf"]);
}

#[test]
fn the_day_to_look_back_from_can_be_given() {
    let folder = Folder::new();
    folder.file("a.csv", orders_csv(12, 36));
    let said = folder.line("assess a.csv --as-of 2024-12-31 --json");
    assert_eq!(said.json()["definitions"]["as_of"], "2024-12-31");
    let early = folder.line("--lang en assess a.csv --as-of 1999-12-31 --json");
    assert_eq!((early.code, early.out.as_str()), (1, ""));
    assert!(early.err.contains("[app.as_of_without_data]"), "{early:?}");
    assert!(early.err.contains("2023-01-01"), "{early:?}");
}

#[test]
fn customers_that_look_like_one_are_listed_for_people_and_programs() {
    let folder = Folder::new();
    let twice = "单据号,单据日期,客户编码,客户名称,价税合计\n\
                 1,2024-01-05,K1,宁波东海密封件有限公司,100\n\
                 2,2024-02-05,K2,宁波东海密封件有限责任公司,50\n\
                 3,2024-03-05,K3,温州泵业有限公司,70\n";
    folder.file("a.csv", twice);
    let made = folder.line("assess a.csv --save a.clientele --json");
    let tables = made.json()["data"]["tables"].clone();
    assert_eq!(tables[0]["table"], "orders", "{tables}");
    let listed = folder.line("--lang en customers a.clientele");
    assert!(listed.out.contains("One customer"), "{listed:?}");
    let document = folder.line("customers a.clientele --json").json();
    assert_eq!(document[0]["suggestions"][0]["kind"], "same_customer");
    assert_eq!(document[0]["counted"], 3);
}

#[test]
fn frameworks_are_listed_for_people_and_programs() {
    let folder = Folder::new();
    let listed = folder.line("--lang en frameworks");
    assert!(listed.out.contains("loyalty-20") && listed.out.contains("retention.nrr"));
    let document = folder.line("frameworks --json").json();
    assert_eq!(document[0]["dimension"].as_array().unwrap().len(), 20);
}
