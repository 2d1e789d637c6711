//! The custom settings as Salesforce metadata: a file for each object and each field, and their Japanese names.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Result;
use denwa_core::settings::schema::{Column, ColumnKind, Kind, LISTS, ListRow, ROWS};

use super::words::{Label, description};

/// Contents by path below the project.
pub type Files = BTreeMap<String, String>;

const MAIN: &str = "main/default";
/// Translations are deployed separately, because they need a language switched on in the org.
const JAPANESE: &str = "ja/main/default";
const SETTINGS: &str = "Denwa_Settings__c";
const LOCK: &str = "Denwa_Lock__c";

/// The length of a field with several names of fields.
pub const FIELD_NAMES: u16 = 255;
/// The length of a field with the name of a field.
pub const FIELD_NAME: u16 = 80;
/// The length of a Salesforce ID.
const ID: u16 = 18;

/// The length of a column's field.
pub fn length(column: &Column) -> Option<u16> {
    match column.kind {
        ColumnKind::Of(kind) => kind.field_length(),
        ColumnKind::Fields => Some(FIELD_NAMES),
        ColumnKind::Field => Some(FIELD_NAME),
    }
}

/// A field with its names and its type.
struct Field<'a> {
    name: &'a str,
    label: Label,
    description: String,
    kind: FieldKind,
}

enum FieldKind {
    Text(u16),
    Whole(u16),
    Checkbox,
}

pub fn files() -> Result<Files> {
    let mut files = Files::new();
    let mut fields = Vec::new();
    for row in ROWS {
        let kind = match row.kind {
            // A digit more than the range needs, so that a value out of range can be typed and is refused with its reason.
            Kind::Whole(_) | Kind::WholeOrNone(_) => FieldKind::Whole(5),
            kind => FieldKind::Text(kind.field_length().unwrap_or(FIELD_NAMES)),
        };
        let label = Label::new(|language| row.key.label(language))?;
        fields.push(Field { name: row.field, label, description: description(row.key), kind });
    }
    let names = ("Denwa Settings", "Denwa 設定");
    let about = "Denwa's settings. Change them on the panel's settings page, which checks the values.";
    object(&mut files, SETTINGS, "Hierarchy", names, about, &fields);

    for list in LISTS {
        let fields = columns(list)?;
        let Label { ja, en } = Label::new(|language| list.list.label(language))?;
        let about = "A list of Denwa's settings. Change it on the panel's settings page.";
        let names = (format!("Denwa {en}"), format!("Denwa {ja}"));
        object(&mut files, list.object, "List", (&names.0, &names.1), about, &fields);
    }
    let locked = Field {
        name: "Locked__c",
        label: Label { ja: "ロック", en: "Locked" },
        description: "Whether agents may not change the setting for themselves.".to_owned(),
        kind: FieldKind::Checkbox,
    };
    let about = "Locks that differ from Denwa's defaults. The name is the field's in Denwa_Settings__c.";
    object(&mut files, LOCK, "List", ("Denwa Locks", "Denwa ロック"), about, &[locked]);
    Ok(files)
}

fn columns(list: &ListRow) -> Result<Vec<Field<'_>>> {
    let mut fields = vec![
        Field {
            name: "Level__c",
            label: Label { ja: "階層", en: "Level" },
            description: "ID of the organization, profile or user that the row belongs to.".to_owned(),
            kind: FieldKind::Text(ID),
        },
        Field {
            name: "Order__c",
            label: Label { ja: "順序", en: "Order" },
            description: "The row's place among the rows of its level.".to_owned(),
            kind: FieldKind::Whole(5),
        },
    ];
    for (at, column) in list.columns.iter().enumerate() {
        let label = Label::new(|language| list.list.column_label(at, language))?;
        let kind = FieldKind::Text(length(column).unwrap_or(FIELD_NAMES));
        fields.push(Field { name: column.field, description: label.en.to_owned(), label, kind });
    }
    Ok(fields)
}

fn object(files: &mut Files, name: &str, kind: &str, names: (&str, &str), about: &str, fields: &[Field]) {
    let folder = format!("{MAIN}/objects/{name}");
    let japanese = format!("{JAPANESE}/objectTranslations/{name}-ja");
    let mut body = String::new();
    tag(&mut body, "customSettingsType", kind);
    tag(&mut body, "description", about);
    tag(&mut body, "enableFeeds", "false");
    tag(&mut body, "label", names.0);
    tag(&mut body, "visibility", "Public");
    files.insert(format!("{folder}/{name}.object-meta.xml"), document("CustomObject", &body));

    let translated = format!(
        "    <caseValues>\n        <plural>false</plural>\n        <value>{}</value>\n    </caseValues>\n",
        escape(names.1)
    );
    let path = format!("{japanese}/{name}-ja.objectTranslation-meta.xml");
    files.insert(path, document("CustomObjectTranslation", &translated));
    for field in fields {
        let path = format!("{folder}/fields/{}.field-meta.xml", field.name);
        files.insert(path, document("CustomField", &field_body(field)));
        let mut body = String::new();
        tag(&mut body, "label", field.label.ja);
        tag(&mut body, "name", field.name);
        let path = format!("{japanese}/{}.fieldTranslation-meta.xml", field.name);
        files.insert(path, document("CustomFieldTranslation", &body));
    }
}

fn field_body(field: &Field) -> String {
    let mut body = String::new();
    tag(&mut body, "fullName", field.name);
    if let FieldKind::Checkbox = field.kind {
        tag(&mut body, "defaultValue", "false");
    }
    tag(&mut body, "description", &field.description);
    tag(&mut body, "externalId", "false");
    tag(&mut body, "label", field.label.en);
    match field.kind {
        FieldKind::Text(length) => {
            tag(&mut body, "length", &length.to_string());
            tag(&mut body, "required", "false");
            tag(&mut body, "type", "Text");
            tag(&mut body, "unique", "false");
        }
        FieldKind::Whole(digits) => {
            tag(&mut body, "precision", &digits.to_string());
            tag(&mut body, "required", "false");
            tag(&mut body, "scale", "0");
            tag(&mut body, "type", "Number");
            tag(&mut body, "unique", "false");
        }
        FieldKind::Checkbox => tag(&mut body, "type", "Checkbox"),
    }
    body
}

fn document(root: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n{body}</{root}>\n"
    )
}

fn tag(body: &mut String, name: &str, text: &str) {
    let _ = writeln!(body, "    <{name}>{}</{name}>", escape(text));
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
