//! Opening a page.

use denwa_core::HostError;
use denwa_core::host::Pop;
use opencti::{Call, Deadline, FieldValue, FlowArg, OpenCti, ScreenPop, ScreenPopData};

/// Opens a page.
///
/// # Errors
/// The layout's own data cannot be read.
pub fn open(cti: &OpenCti, pop: &Pop, deadline: Deadline) -> Result<Call<()>, HostError> {
    let pop = match pop {
        Pop::Layout(layout) => {
            let data = ScreenPopData::from_json(&layout.data).ok_or(HostError::BadAnswer)?;
            return Ok(cti.screen_pop_data(&data, deadline));
        }
        Pop::Record { id } => ScreenPop::Record { id },
        Pop::NewRecord { object, fields } => {
            let defaults = fields.iter().map(|(name, text)| (name.as_str(), FieldValue::Text(text))).collect();
            ScreenPop::NewRecord { object, defaults }
        }
        Pop::Url(url) => ScreenPop::Url { url },
        Pop::ObjectHome(object) => ScreenPop::ObjectHome { object },
        Pop::List { id, object } => ScreenPop::List { id, object },
        Pop::Search(text) => ScreenPop::Search { text },
        Pop::Flow { name, args } => {
            let text = |(name, text)| FlowArg { name, kind: "String", value: FieldValue::Text(text) };
            let args = args.iter().map(|(name, value)| text((name.as_str(), value.as_str()))).collect();
            ScreenPop::Flow { name, args }
        }
    };
    Ok(cti.screen_pop(&pop, deadline))
}
