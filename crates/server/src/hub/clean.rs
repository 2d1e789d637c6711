//! Cuts what the PBX says of a call to a size that always fits into a message, and takes control characters out.

use denwa_protocol::{Call, Number, ParkedCall, Party};
use serde::Serialize;

/// Longest name or number accepted from the PBX, in characters; longer texts are cut.
const MAX_TEXT_CHARS: usize = 128;

/// Most bytes of a conference's parties, as JSON; more parties are left out.
const MAX_PARTIES_BYTES: usize = 8 * 1024;

/// Most bytes of the data that came with a call, as JSON; more is left out.
const MAX_DATA_BYTES: usize = 6 * 1024;

/// Most bytes of the list of parked calls, as JSON; more are left out.
const MAX_PARKED_BYTES: usize = 8 * 1024;

/// Cleans a call.
pub fn clean(mut call: Call) -> Call {
    cut_party(&mut call.remote);
    let texts = [&mut call.line, &mut call.queue, &mut call.parked_at, &mut call.consults];
    texts.into_iter().flatten().for_each(cut);
    if let Some(record) = &mut call.record {
        cut(&mut record.record_id);
        record.name.iter_mut().for_each(cut);
    }
    if let Some(transfer) = &mut call.transfer {
        cut_party(&mut transfer.to);
    }
    if let Some(from) = &mut call.came_from {
        cut(&mut from.extension);
    }
    for participant in &mut call.parties {
        cut(&mut participant.id);
        cut_party(&mut participant.party);
    }
    for data in &mut call.data {
        cut(&mut data.label);
        cut(&mut data.value);
    }
    fit(&mut call.parties, MAX_PARTIES_BYTES);
    fit(&mut call.data, MAX_DATA_BYTES);
    call
}

/// Cleans the list of parked calls.
pub fn clean_parked(mut calls: Vec<ParkedCall>) -> Vec<ParkedCall> {
    for call in &mut calls {
        cut(&mut call.slot);
        cut(&mut call.request_id);
        cut_party(&mut call.remote);
    }
    fit(&mut calls, MAX_PARKED_BYTES);
    calls
}

/// Cleans a side of a call.
pub fn clean_party(mut party: Party) -> Party {
    cut_party(&mut party);
    party
}

fn cut_party(party: &mut Party) {
    if let Number::Known { digits } = &mut party.number {
        cut(digits);
    }
    party.name.iter_mut().for_each(cut);
}

fn cut(text: &mut String) {
    if text.chars().any(char::is_control) || text.chars().nth(MAX_TEXT_CHARS).is_some() {
        *text = text.chars().filter(|c| !c.is_control()).take(MAX_TEXT_CHARS).collect();
    }
}

/// Leaves out the last values of a list until it has at most so many bytes as JSON.
pub fn fit<T: Serialize>(list: &mut Vec<T>, bytes: usize) {
    if list.is_empty() {
        return;
    }
    let mut room = bytes;
    let fits = |value: &T| {
        let size = serde_json::to_string(value).map_or(usize::MAX, |text| text.len() + 1);
        room.checked_sub(size).inspect(|rest| room = *rest).is_some()
    };
    let count = list.iter().map_while({
        let mut fits = fits;
        move |value| fits(value).then_some(())
    });
    let count = count.count();
    list.truncate(count);
}
