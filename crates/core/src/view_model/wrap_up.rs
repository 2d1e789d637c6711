//! What the agent adds to a call: notes, the records it is about, a follow-up task, or that it is not logged.

use super::LineTone;
use crate::call::rehearsal::is_test;
use crate::call::{Card, Log, NoteFault, Who};
use crate::panel::Panel;
use crate::settings::LogPart;
use crate::text::{Msg, say};
use denwa_protocol::{AttachedRecord, FollowUp};

/// The longest notes that a log takes whole, about, in UTF-16 units.
const LOGGED_NOTES: usize = 31_000;

/// What the agent adds to a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrapUpView {
    /// Her notes.
    pub notes: NotesView,
    /// The person or company whose page she is on, and that she can make the other side of the call.
    pub person_offer: Option<String>,
    /// How the other side came to be chosen, if that can be undone.
    pub chosen: Option<&'static str>,
    /// The record that the call is about.
    pub related: Option<RecordView>,
    /// Records that it may be about.
    pub related_offers: Vec<RecordView>,
    /// What Salesforce cannot log together.
    pub related_hint: Option<&'static str>,
    /// Whether follow-up tasks can be made.
    pub can_follow_up: bool,
    /// The follow-up task.
    pub follow_up: Option<FollowUp>,
    /// The follow-up task in words.
    pub follow_up_words: Option<String>,
    /// Whether the agent can decide that the call is not logged.
    pub can_skip_log: bool,
    /// Whether she has.
    pub is_log_skipped: bool,
}

/// The notes of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotesView {
    /// The text.
    pub text: String,
    /// Whether it is saved, in words; none while there is nothing to save.
    pub status: Option<&'static str>,
    /// How that is to be judged.
    pub tone: LineTone,
    /// What another panel has written meanwhile: the agent decides.
    pub theirs: Option<String>,
}

impl Default for NotesView {
    fn default() -> Self {
        Self { text: String::new(), status: None, tone: LineTone::Plain, theirs: None }
    }
}

/// A record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordView {
    /// Its ID and name.
    pub record: AttachedRecord,
    /// What people call it.
    pub name: String,
}

impl From<&AttachedRecord> for RecordView {
    fn from(record: &AttachedRecord) -> Self {
        let name = record.name.as_ref().filter(|name| !name.is_empty()).unwrap_or(&record.record_id);
        Self { record: record.clone(), name: name.clone() }
    }
}

impl Panel {
    pub(super) fn wrap_up_view(&self, card: &Card) -> WrapUpView {
        let (context, language) = (&self.context, self.context.language);
        let wrap_up = &card.wrap_up;
        let is_log_open = !matches!(card.log, Log::Elsewhere) && !is_test(&card.call);
        let is_log_skipped = wrap_up.not_logged.value().is_some();
        let is_by_rules = card.log == Log::NotLogged && !is_log_skipped;
        let can_add = is_log_open && !is_by_rules;
        let follow_up = wrap_up.follow_up.value();
        let is_lead = card.log_target().is_some_and(|id| id.starts_with("00Q"));
        WrapUpView {
            notes: self.notes_view(card),
            person_offer: card.person_offer(context).map(|found| found.name),
            chosen: chosen_words(card).map(|message| message.t(language)),
            related: wrap_up.related.value().map(RecordView::from),
            related_offers: card.related_offers(context).iter().map(RecordView::from).collect(),
            related_hint: (is_lead && wrap_up.related.value().is_some()).then(|| Msg::LeadHasNoRelated.t(language)),
            can_follow_up: can_add && self.settings().offers_follow_up() && !is_log_skipped,
            follow_up: follow_up.cloned(),
            follow_up_words: follow_up.map(|task| say::follow_up(&task.subject, task.due.as_deref())),
            can_skip_log: can_add && self.settings().may_skip_log() && !is_log_skipped,
            is_log_skipped,
        }
    }

    fn notes_view(&self, card: &Card) -> NotesView {
        let notes = &card.wrap_up.notes;
        let is_empty = notes.text().is_empty();
        let (message, tone) = if notes.theirs().is_some() {
            (Some(Msg::NotesConflict), LineTone::Warning)
        } else if is_test(&card.call) {
            (Some(Msg::NotesTest).filter(|_| !is_empty), LineTone::Plain)
        } else if let Some(fault) = notes.refused() {
            let message = match fault {
                NoteFault::TooLong if notes.text().encode_utf16().count() > LOGGED_NOTES => Msg::NotesCut,
                NoteFault::TooLong => Msg::NotesTooLong,
                NoteFault::NoSuchCall => Msg::NotesUnknownCall,
            };
            (Some(message), LineTone::Warning)
        } else if notes.are_kept() {
            self.kept_notes(card)
        } else if self.session.is_live() {
            (Some(Msg::NotesSaving), LineTone::Plain)
        } else {
            (Some(Msg::NotesOffline), LineTone::Warning)
        };
        NotesView {
            text: notes.text().to_owned(),
            status: message.map(|message| message.t(self.context.language)),
            tone,
            theirs: notes.theirs().map(str::to_owned),
        }
    }

    /// The server has the notes; whether the log takes them is another question.
    fn kept_notes(&self, card: &Card) -> (Option<Msg>, LineTone) {
        let settings = self.settings();
        let has_field =
            settings.log_target().eq_ignore_ascii_case("Task") || settings.log_field(LogPart::Notes).is_some();
        if card.wrap_up.notes.text().is_empty() {
            (None, LineTone::Plain)
        } else if has_field {
            (Some(Msg::NotesKept), LineTone::Success)
        } else {
            (Some(Msg::NotesNotWritten), LineTone::Warning)
        }
    }
}

/// How the other side came to be chosen, if that can be undone.
fn chosen_words(card: &Card) -> Option<Msg> {
    let is_remembered = matches!(&card.who, Who::Known(known) if known.is_remembered);
    card.can_undo_choice().then_some(if is_remembered { Msg::RememberedMatch } else { Msg::ChosenByAgent })
}
