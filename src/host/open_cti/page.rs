//! A page to open, as a request.

use denwa_core::host::Pop;
use opencti::{FieldValue, FlowArg, Request};

/// The request that opens it.
pub fn open(pop: &Pop) -> Request {
    match pop {
        Pop::Layout(pop) => Request::pop_found(&pop.data),
        Pop::Record { id } => Request::pop_record(id),
        Pop::NewRecord { object, fields } => {
            let mut defaults: Vec<(&str, FieldValue<'_>)> = Vec::new();
            for (field, text) in fields {
                defaults.push((field, FieldValue::Text(text)));
            }
            Request::pop_new_record(object, &defaults)
        }
        Pop::Url(url) => Request::pop_url(url),
        Pop::ObjectHome(object) => Request::pop_object_home(object),
        Pop::List { id, object } => Request::pop_list(id, object),
        Pop::Search(text) => Request::pop_search(text),
        Pop::Flow { name, args } => {
            let mut texts = Vec::new();
            for (name, text) in args {
                texts.push(FlowArg { name, kind: "String", value: FieldValue::Text(text) });
            }
            Request::pop_flow(name, &texts)
        }
    }
}
