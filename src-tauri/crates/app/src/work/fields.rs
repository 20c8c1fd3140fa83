//! The fields of the evidence tables, as whoever maps columns needs to know them.

use records::{Need, Privacy, TableKind};

use crate::wire::{FieldView, PrivacyMark, TableView};

/// The fields of every table.
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
        dispensable: spec.privacy != Privacy::Plain && !spec.needed,
    });
    fields.collect()
}

/// What can stand for a field: any of these, each one or several fields together.
pub(crate) fn instead(table: TableKind, field: &str) -> Vec<Vec<String>> {
    if table == TableKind::Orders && field == "amount" {
        let any: [&[&str]; 2] = [&["quantity", "unit_price"], &["before_discount"]];
        any.map(|all| all.iter().map(|&id| id.to_owned()).collect())
            .to_vec()
    } else {
        Vec::new()
    }
}

/// A mark as the window shows it.
pub(crate) fn mark_of(privacy: Privacy) -> PrivacyMark {
    match privacy {
        Privacy::Plain => PrivacyMark::Plain,
        Privacy::Personal => PrivacyMark::Personal,
        Privacy::Sensitive => PrivacyMark::Sensitive,
    }
}

/// And the way back.
pub(crate) fn privacy_of(mark: PrivacyMark) -> Privacy {
    match mark {
        PrivacyMark::Plain => Privacy::Plain,
        PrivacyMark::Personal => Privacy::Personal,
        PrivacyMark::Sensitive => Privacy::Sensitive,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_stand_for_a_field_are_fields_of_the_same_table() {
        for TableView { table, fields } in tables() {
            let known = |id: &String| table.field(id).is_some();
            let mut instead = fields.iter().flat_map(|field| &field.instead);
            assert!(instead.all(|all| !all.is_empty() && all.iter().all(known)));
        }
    }

    #[test]
    fn what_is_dispensable_is_never_required() {
        let every: Vec<_> = tables().into_iter().flat_map(|one| one.fields).collect();
        assert!(every.iter().any(|field| field.dispensable));
        assert!(
            !every
                .iter()
                .any(|field| field.dispensable && field.required)
        );
    }
}
