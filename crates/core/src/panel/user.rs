//! What the agent does.

use super::Panel;
use crate::card::Card;
use crate::command::{Out, Pending};
use crate::input::{Effect, Page, UserAction};
use crate::rehearsal::{self, is_test};
use crate::settings::Key;
use crate::start::Start;
use denwa_protocol::{AttachedRecord, Command, CommandError, Service};

/// How many calls that were put away are remembered, so that an old message does not bring one back.
const DISMISSED_KEPT: usize = 50;

impl Panel {
    pub(super) fn dial_text(&mut self, text: &str, record: Option<AttachedRecord>, out: &mut Out) {
        if self.session.is_live() {
            let prefixes: Vec<String> = self.settings().items(Key::DialPrefixes).map(str::to_owned).collect();
            self.dial.dial(text, record, &prefixes, out);
        } else {
            self.dial.pending = Pending::Failed { service: Service::Dial, error: CommandError::PbxDown };
        }
    }

    pub(super) fn on_user(&mut self, action: UserAction, out: &mut Out) {
        if !matches!(action, UserAction::Visible(_)) {
            self.window.on_touch(out.now);
        }
        match action {
            // Where these buttons are hidden they are gone from shortcuts and notifications too.
            UserAction::Answer(_) | UserAction::Decline(_) if !self.settings().is_on(Key::PopUpButtons) => {}
            UserAction::Answer(call) => self.command(Command::Answer { call }, out),
            UserAction::Decline(call) => self.command(Command::Decline { call }, out),
            UserAction::Hold(call) => self.command(Command::Hold { call }, out),
            UserAction::Retrieve(call) => self.command(Command::Retrieve { call }, out),
            UserAction::HangUp(call) => self.command(Command::HangUp { call }, out),
            UserAction::Dial(text) => self.dial_text(&text, None, out),
            UserAction::ConfirmDial => self.dial.confirm(true, out),
            UserAction::CancelDial => self.dial.confirm(false, out),
            UserAction::EditDial => self.dial.edit(),
            UserAction::SetMode(mode, reason) => self.agent.ask(mode, reason, out),
            UserAction::Choose { call, record } => {
                self.with_card(&call, out, |card, world, out| card.choose(&record, world, out));
            }
            UserAction::NewRecord(call) => self.with_card(&call, out, Card::new_record),
            UserAction::SearchAgain(call) => self.with_card(&call, out, Card::search_again),
            UserAction::SaveLogAgain(call) => self.with_card(&call, out, Card::save_log_again),
            UserAction::Dismiss(call) => self.dismiss(&call, out),
            UserAction::TryAgain => match self.start {
                Start::Failed { .. } if self.start.wake_at().is_some() => self.start.begin(out),
                Start::Failed { .. } => out.effect(Effect::Reload { library_version: None, library_base: None }),
                _ => self.session.try_again(out),
            },
            UserAction::SetLanguage(language) => {
                self.language = language;
                self.language_chosen = true;
            }
            UserAction::Visible(visible) => {
                self.session.visible(visible, out);
                if visible {
                    self.active(out);
                }
                return;
            }
            UserAction::Show(page) => {
                self.page = page;
                self.doctor.forget();
                self.config.at(&self.centre.loaded_base);
                self.config.show(page == Page::Settings, &self.boot, &self.merged.settings, &self.lines, out);
            }
            UserAction::Config(action) => {
                let wish = self.config.act(*action, out);
                self.grant(wish, out);
            }
            UserAction::OpenLink { call, place } => {
                self.with_card(&call, out, |card, world, out| {
                    if let Some(link) = card.links(world).into_iter().nth(place) {
                        out.effect(Effect::OpenTab(link));
                    }
                });
            }
            UserAction::SetResult { call, result } => {
                self.with_card(&call, out, |card, world, out| card.set_result(result, world, out));
            }
            UserAction::Touched => self.each_card(out, Card::on_touch),
        }
        self.active(out);
    }

    /// A command about a call goes through its card, which shows how it fares.
    pub(super) fn command(&mut self, command: Command, out: &mut Out) {
        let Some(call) = command.call().map(str::to_owned) else { return };
        if let Some(test) = self.cards.iter().find(|card| card.call.id == call && is_test(&card.call)) {
            let at = out.now.saturating_add_signed(self.ahead);
            match rehearsal::after(test.call.clone(), &command, at) {
                Some(call) => self.on_call(call, out),
                None => self.cards.retain(|card| card.call.id != call),
            }
            return;
        }
        if self.session.is_live() {
            self.with_card(&call, out, |card, _, out| card.pending.ask(command, out));
        }
    }

    /// The agent puts an ended call away. A log she gives up is not to be written by the next panel either, nor by this one when the
    /// server tells the call again.
    pub(super) fn dismiss(&mut self, call: &str, out: &mut Out) {
        let Some(index) = self.cards.iter().position(|card| card.call.id == call && card.can_dismiss(self.settings()))
        else {
            return;
        };
        let card = self.cards.remove(index);
        if !card.log.is_settled() {
            out.tell(Command::ReportLog { call: card.call.id.clone(), record_id: None });
        }
        self.dismissed.push(card.call.id);
        let surplus = self.dismissed.len().saturating_sub(DISMISSED_KEPT);
        self.dismissed.drain(..surplus);
    }
}
