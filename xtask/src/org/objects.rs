//! The custom settings as Salesforce's metadata: one object each, one file a field, and their Japanese names.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Result;
use denwa_core::settings::schema::{Column, ColumnKind, Kind, LISTS, ListRow, ROWS};

use super::words::Words;

/// Contents by path below the project.
pub type Files = BTreeMap<String, String>;

const MAIN: &str = "main/default";
/// Translations need a language switched on in the org, so they are deployed by themselves.
const JAPANESE: &str = "ja/main/default";
const SETTINGS: &str = "Denwa_Settings__c";
const LOCK: &str = "Denwa_Lock__c";

/// How long a field with names of fields is, and a name alone.
pub const FIELD_NAMES: u16 = 255;
pub const FIELD_NAME: u16 = 80;
/// A Salesforce ID.
const ID: u16 = 18;

/// How long a column's field is.
pub fn length(column: &Column) -> Option<u16> {
    match column.kind {
        ColumnKind::Of(kind) => kind.field_length(),
        ColumnKind::Fields => Some(FIELD_NAMES),
        ColumnKind::Field => Some(FIELD_NAME),
    }
}

/// A field and what it is called.
struct Field<'a> {
    name: &'a str,
    label: (String, String),
    description: String,
    what: What,
}

enum What {
    Text(u16),
    Whole(u16),
    Checkbox,
}

pub fn files(en: &Words, ja: &Words) -> Result<Files> {
    let mut files = Files::new();
    let mut fields = Vec::new();
    for row in ROWS {
        let what = match row.kind {
            // A digit more than the range needs, so that what is too much can be typed and is said to be.
            Kind::Whole(_) | Kind::WholeOrNone(_) => What::Whole(5),
            kind => What::Text(kind.field_length().unwrap_or(FIELD_NAMES)),
        };
        let label = (en.setting(row.key)?, ja.setting(row.key)?);
        fields.push(Field { name: row.field, label, description: en.about(row.key)?, what });
    }
    let names = ("Denwa Settings", "Denwa 設定");
    let about = "What Denwa's panels obey. Change it in the panel's configuration view, which checks what is typed.";
    object(&mut files, SETTINGS, "Hierarchy", names, about, &fields);

    for list in LISTS {
        let fields = columns(list, en, ja)?;
        let (label, japanese) = (en.list(list)?, ja.list(list)?);
        let about = "A list of Denwa's settings. Change it in the panel's configuration view.";
        let names = (format!("Denwa {label}"), format!("Denwa {japanese}"));
        object(&mut files, list.object, "List", (&names.0, &names.1), about, &fields);
    }
    let locked = Field {
        name: "Locked__c",
        label: ("Locked".to_owned(), "ロック".to_owned()),
        description: "Whether agents may not change the setting for themselves.".to_owned(),
        what: What::Checkbox,
    };
    let about =
        "Locks that administrators decided otherwise than Denwa does. The name is the field's in Denwa_Settings__c.";
    object(&mut files, LOCK, "List", ("Denwa Locks", "Denwa ロック"), about, &[locked]);
    Ok(files)
}

fn columns<'a>(list: &'a ListRow, en: &Words, ja: &Words) -> Result<Vec<Field<'a>>> {
    let two = |en: &str, ja: &str| (en.to_owned(), ja.to_owned());
    let mut fields = vec![
        Field {
            name: "Level__c",
            label: two("Level", "階層"),
            description: "ID of the organization, profile or user that the row belongs to.".to_owned(),
            what: What::Text(ID),
        },
        Field {
            name: "Order__c",
            label: two("Order", "順序"),
            description: "Where the row stands among those of its level.".to_owned(),
            what: What::Whole(5),
        },
    ];
    for column in list.columns {
        let label = (en.column(list, column.field)?, ja.column(list, column.field)?);
        let what = What::Text(length(column).unwrap_or(FIELD_NAMES));
        fields.push(Field { name: column.field, description: label.0.clone(), label, what });
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
        tag(&mut body, "label", &field.label.1);
        tag(&mut body, "name", field.name);
        let path = format!("{japanese}/{}.fieldTranslation-meta.xml", field.name);
        files.insert(path, document("CustomFieldTranslation", &body));
    }
}

fn field_body(field: &Field) -> String {
    let mut body = String::new();
    tag(&mut body, "fullName", field.name);
    if let What::Checkbox = field.what {
        tag(&mut body, "defaultValue", "false");
    }
    tag(&mut body, "description", &field.description);
    tag(&mut body, "externalId", "false");
    tag(&mut body, "label", &field.label.0);
    match field.what {
        What::Text(length) => {
            tag(&mut body, "length", &length.to_string());
            tag(&mut body, "required", "false");
            tag(&mut body, "type", "Text");
            tag(&mut body, "unique", "false");
        }
        What::Whole(digits) => {
            tag(&mut body, "precision", &digits.to_string());
            tag(&mut body, "required", "false");
            tag(&mut body, "scale", "0");
            tag(&mut body, "type", "Number");
            tag(&mut body, "unique", "false");
        }
        What::Checkbox => tag(&mut body, "type", "Checkbox"),
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
