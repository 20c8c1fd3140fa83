//! Personal information (PIPL): which columns hold it, and which of them no figure needs.

use records::{Need, Privacy, TableKind};

use crate::wire::{FieldView, PrivacyMark, TableView};

/// Header words of sensitive personal information (PIPL Art. 28).
const SENSITIVE: &[&str] = &[
    "身份证",
    "证件号",
    "护照",
    "银行卡",
    "银行账",
    "银行帐",
    "病史",
    "病历",
    "诊断",
    "idcard",
    "idnumber",
    "passport",
    "bankaccount",
    "bankcard",
];
/// Header words of personal information.
const PERSONAL: &[&str] = &[
    "手机",
    "电话",
    "微信",
    "qq",
    "邮箱",
    "姓名",
    "联系人",
    "收货人",
    "收件人",
    "收货地址",
    "家庭住址",
    "家庭地址",
    "住址",
    "性别",
    "年龄",
    "出生",
    "生日",
    "车牌",
    "phone",
    "mobile",
    "email",
    "wechat",
    "birthday",
    "birthdate",
    "gender",
    "homeaddress",
];
/// Words beside which the ones above speak of something else: 生日券发放数, 是否有联系电话.
const NOT_OF_A_PERSON: &[&str] = &["券", "次数", "个数", "人数", "是否", "coupon", "count"];
/// Personal fields that no measure, no finding and no matching of customers reads.
const DISPENSABLE: &[(TableKind, &str)] = &[
    (TableKind::Contracts, "owner"),
    (TableKind::Complaints, "handler"),
    (TableKind::Tickets, "handler"),
    (TableKind::Contacts, "contact"),
    (TableKind::Training, "trainer"),
    (TableKind::Industry, "participant"),
    (TableKind::Questionnaire, "respondent"),
];

/// Whether a column holds personal information, by its field and its header.
#[must_use]
pub fn mark(table: Option<TableKind>, field: Option<&str>, header: &str) -> PrivacyMark {
    let spec = table
        .zip(field)
        .and_then(|(table, field)| table.field(field));
    let by_field = spec.map_or(PrivacyMark::Plain, |spec| mark_of(spec.privacy));
    by_field.max(by_header(header))
}

/// Whether a field is personal information that no figure needs: left out unless wanted.
#[must_use]
pub fn is_dispensable(table: TableKind, field: &str) -> bool {
    DISPENSABLE.contains(&(table, field))
}

/// The fields of every table, as the mapping table needs to know them.
#[must_use]
pub fn tables() -> Vec<TableView> {
    let tables = TableKind::ALL.iter().map(|table| TableView {
        table: *table,
        fields: fields(*table),
    });
    tables.collect()
}

fn fields(table: TableKind) -> Vec<FieldView> {
    let fields = table.fields().iter().map(|spec| FieldView {
        id: spec.id.to_owned(),
        kind: spec.kind,
        required: spec.need == Need::Required,
        instead: instead(table, spec.id),
        privacy: mark_of(spec.privacy),
        dispensable: is_dispensable(table, spec.id),
    });
    fields.collect()
}

/// Fields that together can stand for a field.
pub(crate) fn instead(table: TableKind, field: &str) -> Vec<String> {
    if table == TableKind::Orders && field == "amount" {
        vec!["quantity".to_owned(), "unit_price".to_owned()]
    } else {
        Vec::new()
    }
}

fn mark_of(privacy: Privacy) -> PrivacyMark {
    match privacy {
        Privacy::Plain => PrivacyMark::Plain,
        Privacy::Personal => PrivacyMark::Personal,
    }
}

fn by_header(header: &str) -> PrivacyMark {
    let text = super::templates::normal(header);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(NOT_OF_A_PERSON) {
        PrivacyMark::Plain
    } else if has(SENSITIVE) {
        PrivacyMark::Sensitive
    } else if has(PERSONAL) {
        PrivacyMark::Personal
    } else {
        PrivacyMark::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_persons_are_known_and_those_of_counts_are_not() {
        let cases = [
            ("身份证号", PrivacyMark::Sensitive),
            ("银行账号", PrivacyMark::Sensitive),
            ("收货人手机号", PrivacyMark::Personal),
            ("E-mail", PrivacyMark::Personal),
            ("生日礼券发放数", PrivacyMark::Plain),
            ("客户名称", PrivacyMark::Plain),
            ("金额(元)", PrivacyMark::Plain),
        ];
        for (header, wanted) in cases {
            assert_eq!(mark(None, None, header), wanted, "{header}");
        }
    }

    #[test]
    fn dispensable_fields_exist_are_personal_and_never_required() {
        for (table, field) in DISPENSABLE {
            let spec = table.field(field).unwrap();
            assert_eq!(spec.privacy, Privacy::Personal, "{field}");
            assert_eq!(spec.need, Need::Optional, "{field}");
        }
    }

    #[test]
    fn what_can_stand_for_a_field_are_fields_of_the_same_table() {
        for table in tables() {
            for field in &table.fields {
                assert!(
                    field
                        .instead
                        .iter()
                        .all(|id| table.table.field(id).is_some())
                );
            }
        }
    }
}
