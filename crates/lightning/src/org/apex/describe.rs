//! `describe`: the objects that the user may read and search, or the fields of an object.

use super::{Answer, Context, bad};
use crate::org::schema::{Kind, OBJECTS};
use serde_json::{Value, json};

/// Runs the method.
pub fn run(request: &Value, context: &Context) -> Answer {
    context.need_either()?;
    let (user, access) = (&context.user, &context.org.access);
    let label = |en: &'static str, ja: &'static str| if context.label_language() == "ja" { ja } else { en };
    if request["object"].is_null() {
        let mut objects: Vec<_> = OBJECTS.iter().filter_map(|o| access.object(user, o.name).ok()).collect();
        objects.retain(|o| o.searchable());
        objects.sort_by_key(|o| o.name);
        let object = |o: &_| -> Value {
            let o: &crate::org::schema::Object = o;
            json!({ "name": o.name, "label": label(o.en, o.ja), "prefix": o.prefix })
        };
        return Ok(json!({ "objects": objects.into_iter().map(object).collect::<Vec<_>>() }));
    }
    let name = request["object"].as_str().unwrap_or_default();
    let object = access.object(user, name).map_err(|_| bad("there is no such object"))?;
    let mut fields: Vec<_> = object.fields.iter().filter_map(|f| access.field(user, object, f.name).ok()).collect();
    fields.sort_by_key(|f| f.name);
    let field = |f: &crate::org::schema::Field| {
        let writable = f.createable && access.may_write(user, object, Some(f));
        json!({ "name": f.name, "label": label(f.en, f.ja), "type": kind(f.kind), "writable": writable })
    };
    Ok(json!({ "fields": fields.into_iter().map(field).collect::<Vec<_>>() }))
}

/// A field's type, as the panel names it.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Phone => "phone",
        Kind::Text { .. }
        | Kind::TextArea { .. }
        | Kind::Email
        | Kind::Url
        | Kind::Picklist { .. }
        | Kind::Combobox { .. } => "text",
        Kind::Count => "number",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        Kind::DateTime => "time",
        Kind::Reference { .. } => "reference",
    }
}
