//! Earlier calls (履歴).

use crate::Now;
use crate::call::Card;
use crate::history::recording::RecordingState;
use crate::history::{Reading, is_missed};
use crate::panel::Panel;
use crate::settings::Integration;
use crate::text::{Msg, say};
use denwa_protocol::{Call, Direction, HistoryFilter};

/// Earlier calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryView {
    /// Which calls are shown.
    pub filter: HistoryFilter,
    /// The text that is looked for.
    pub find: String,
    /// The calls, newest first.
    pub rows: Vec<PastCallView>,
    /// What is said in place of the calls, or below them: that they are read, that there are none.
    pub status: Option<&'static str>,
    /// They could not be read; the agent can try again.
    pub has_failed: bool,
    /// There are earlier ones.
    pub has_more: bool,
    /// Calls are being read.
    pub is_reading: bool,
    /// The user's time zone, empty for that of this machine.
    pub time_zone: String,
}

/// An earlier call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastCallView {
    /// The call's ID.
    pub call: String,
    /// Who began it.
    pub way: CallWay,
    /// How it went, in words: missed, answered, busy.
    pub result: &'static str,
    /// The agent missed it.
    pub is_missed: bool,
    /// The biggest thing: the name, or else the number.
    pub headline: String,
    /// The number unless it is the headline, and the line.
    pub about: String,
    /// What the agent made of it: the result she chose, and the first line of her notes.
    pub remark: Option<String>,
    /// When it began, by the panel's clock.
    pub at: Now,
    /// How long it took; none of a call that nobody answered.
    pub talked: Option<String>,
    /// Its record can be opened.
    pub has_record: bool,
    /// Its log can be opened.
    pub has_log: bool,
    /// What the button that calls back says; none where there is no number.
    pub call_back: Option<String>,
    /// Why nobody can be called now.
    pub unavailable: Option<&'static str>,
    /// The recording; none of a call that is not recorded.
    pub recording: Option<RecordingView>,
}

/// Who began a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallWay {
    /// It came in.
    In,
    /// It went out.
    Out,
}

/// The recording of an earlier call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordingView {
    /// It can be asked for.
    Offered,
    /// It is asked for, or asked for again by itself.
    Awaited {
        /// What is said.
        words: &'static str,
        /// When it is asked for again.
        again_at: Option<Now>,
    },
    /// It can be played from there.
    Playable {
        /// Its address.
        url: String,
    },
    /// It cannot be played here: it can be asked for again, or opened in a tab.
    Missing {
        /// What is said.
        words: &'static str,
    },
}

impl Panel {
    pub(super) fn history_view(&self) -> HistoryView {
        let history = &self.history;
        let is_reading = matches!(history.reading, Reading::Due(_) | Reading::Asked { .. });
        let has_failed = matches!(history.reading, Reading::Failed { .. });
        let is_narrowed = history.filter != HistoryFilter::All || !history.find.trim().is_empty();
        let status = if has_failed {
            Some(Msg::HistoryFailed)
        } else if !history.calls.is_empty() {
            None
        } else if !self.session.is_live() && !is_reading {
            Some(Msg::HistoryOffline)
        } else if is_reading {
            Some(Msg::HistoryReading)
        } else {
            Some(if is_narrowed { Msg::HistoryNothingFound } else { Msg::HistoryEmpty })
        };
        HistoryView {
            filter: history.filter,
            find: history.find.clone(),
            rows: history.calls.iter().map(|call| self.past_call_view(call)).collect(),
            status: status.map(|message| message.t(self.context.language)),
            has_failed,
            has_more: history.has_more,
            is_reading,
            time_zone: self.context.time_zone.clone(),
        }
    }

    fn past_call_view(&self, call: &Call) -> PastCallView {
        let context = &self.context;
        let language = context.language;
        let card = Card::of_past(call, context);
        let number = card.number_words(context);
        let pbx_name = call.remote.name.clone().unwrap_or_default();
        let name = Some(card.name(context)).filter(|name| !name.is_empty()).unwrap_or(pbx_name);
        let headline = if name.is_empty() { number.clone() } else { name };
        let line = call.line.as_deref().map(|line| context.line_name(line));
        let number_below = Some(number).filter(|number| *number != headline);
        let is_linked = self.settings().integration() != Integration::Off;
        let way = if call.direction == Direction::Inbound { CallWay::In } else { CallWay::Out };
        PastCallView {
            call: call.id.clone(),
            way,
            result: card.result().t(language),
            is_missed: is_missed(call),
            about: number_below.into_iter().chain(line).collect::<Vec<_>>().join(" · "),
            remark: remark(&card),
            at: context.local(call.began_at),
            talked: call.answered_at.is_some().then(|| say::duration(card.talked())),
            has_record: is_linked && call.record.is_some(),
            has_log: is_linked && call.log.is_some(),
            call_back: (!card.number().is_empty()).then(|| say::call_back(language, &headline)),
            unavailable: self.unavailable(context.server.capabilities.dial),
            recording: card.recording(context).map(|_| self.recording_view(&call.id)),
            headline,
        }
    }

    fn recording_view(&self, call: &str) -> RecordingView {
        let language = self.context.language;
        let Some(recording) = self.history.recordings.of(call) else { return RecordingView::Offered };
        match recording.state {
            RecordingState::Asked(_) => {
                RecordingView::Awaited { words: Msg::RecordingAsked.t(language), again_at: None }
            }
            RecordingState::Waiting(at) => {
                RecordingView::Awaited { words: Msg::RecordingWaits.t(language), again_at: Some(at) }
            }
            RecordingState::There => RecordingView::Playable { url: recording.url.clone() },
            RecordingState::Missing => RecordingView::Missing { words: Msg::RecordingMissing.t(language) },
        }
    }
}

fn remark(card: &Card) -> Option<String> {
    let notes = card.wrap_up.notes.text().lines().map(str::trim).find(|line| !line.is_empty());
    let result = card.wrap_up.result.value().map(String::as_str);
    let parts: Vec<&str> = result.into_iter().chain(notes).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}
