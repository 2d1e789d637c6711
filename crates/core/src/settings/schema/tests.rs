use super::*;

#[test]
fn numbers_are_places() {
    for (place, row) in ROWS.iter().enumerate() {
        assert_eq!(row.key as usize, place);
        assert_eq!(Key::of_field(row.field), Some(row.key));
        assert_eq!(Key::of_field(&format!("acme__{}", row.field.to_lowercase())), Some(row.key));
    }
    for (place, list) in LISTS.iter().enumerate() {
        assert_eq!(list.list as usize, place);
        assert_eq!(List::of_object(list.object), Some(list.list));
    }
    // Merging goes through the table once, and checks addresses when it knows which hosts are allowed.
    assert!(ROWS.iter().all(|row| row.kind != Kind::Url || row.key > Key::AllowedHosts));
    assert_eq!(Key::of_field("XEvent_Server__c"), None);
    assert_eq!(Key::of_field(""), None);
}

#[test]
fn names_are_salesforces() {
    // API names: at most 40 characters before `__c`, letters, digits and single underscores.
    let names = ROWS.iter().map(|row| row.field).chain(LISTS.iter().map(|list| list.object));
    for name in names.chain(LISTS.iter().flat_map(|list| list.columns.iter().map(|column| column.field))) {
        let bare = name.strip_suffix("__c").expect("a custom name");
        assert!(bare.len() <= 40 && !bare.contains("__") && bare.starts_with(char::is_alphabetic), "{name}");
    }
}

#[test]
fn choices_go_by_their_codes() {
    assert!(Integration::ALL.iter().all(|choice| Integration::from_code(choice.code()) == Some(*choice)));
    assert_eq!(Integration::CODES, ["salesforce", "custom", "none"]);
    assert_eq!(Integration::from_code("Salesforce"), None);
    for row in ROWS {
        if let Kind::Choice(codes) = row.kind {
            assert!(codes.contains(&row.default), "{}", row.field);
        }
    }
}
