//! What the agent does.

use super::{Panel, keep};
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
            self.dial.dial(text, record, self.world.settings().text(Key::DialPrefixes), out);
        } else {
            self.dial.pending = Pending::Failed { service: Service::Dial, error: CommandError::PbxDown };
        }
    }

    pub(super) fn on_user(&mut self, action: &mut UserAction, out: &mut Out) {
        if !matches!(action, UserAction::Visible(_)) {
            self.window.on_touch(out.now);
        }
        if let UserAction::Config(action) = action {
            let wish = self.config.act(action, out);
            self.grant(wish, out);
        }
        match &*action {
            // Where these buttons are hidden they are gone from shortcuts and notifications too.
            UserAction::Press(Service::Answer | Service::Decline, _) if !self.settings().is_on(Key::PopUpButtons) => {}
            UserAction::Press(service, call) => self.press_button(*service, call, out),
            UserAction::Dial(text) => self.dial_text(text, None, out),
            UserAction::ConfirmDial => self.dial.confirm(true, out),
            UserAction::CancelDial => self.dial.confirm(false, out),
            UserAction::EditDial => self.dial.edit(),
            UserAction::SetMode(mode, reason) => {
                self.agent.ask(Command::SetAgentState { mode: *mode, reason: reason.clone() }, out);
            }
            UserAction::Choose { call, .. }
            | UserAction::NewRecord(call)
            | UserAction::SearchAgain(call)
            | UserAction::SaveLogAgain(call)
            | UserAction::OpenLink { call, .. }
            | UserAction::SetResult { call, .. } => {
                if let Some((card, world)) = self.card_of(call) {
                    card.on_user(action, world, out);
                }
            }
            UserAction::Dismiss(call) => self.dismiss(call, out),
            UserAction::TryAgain => match self.start {
                Start::Failed { again_at: Some(_), .. } => self.start.begin(out),
                Start::Failed { .. } => out.effect(Effect::Reload { library_version: None, library_base: None }),
                _ => self.session.try_again(out),
            },
            UserAction::SetLanguage(language) => {
                self.world.language = *language;
                self.language_chosen = true;
            }
            UserAction::Visible(visible) => {
                self.session.visible(*visible, out);
                if *visible {
                    self.active(out);
                }
                return;
            }
            UserAction::Show(page) => {
                self.page = *page;
                self.doctor.forget();
                self.config.at(&self.centre.loaded_base);
                self.config.show(
                    *page == Page::Settings,
                    &self.boot,
                    self.world.settings(),
                    &self.world.told.lines,
                    out,
                );
            }
            UserAction::Config(_) => {}
            UserAction::Touched => {
                for card in &mut self.cards {
                    card.on_touch(&self.world, out);
                }
            }
        }
        self.active(out);
    }

    /// A command about a call goes through its card, which shows how it fares.
    fn press_button(&mut self, service: Service, call: &str, out: &mut Out) {
        let live = self.session.is_live();
        let Some((card, world)) = self.card_of(call) else { return };
        let call = call.to_owned();
        let command = match service {
            Service::Answer => Command::Answer { call },
            Service::Decline => Command::Decline { call },
            Service::Hold => Command::Hold { call },
            Service::Retrieve => Command::Retrieve { call },
            _ => Command::HangUp { call },
        };
        if !is_test(&card.call) {
            if live {
                card.pending.ask(command, out);
            }
        } else if rehearsal::go_on(&mut card.call, &command, out.now.saturating_add_signed(world.ahead)) {
            card.go_on(world, out);
        } else {
            keep(&mut self.cards, &mut |card| !is_test(&card.call));
        }
    }

    /// The agent puts an ended call away. A log she gives up is not to be written by the next panel either, nor by this one when the
    /// server tells the call again.
    pub(super) fn dismiss(&mut self, call: &str, out: &mut Out) {
        let Some(index) = self.cards.iter().position(|card| card.call.id == call && card.can_dismiss(self.settings()))
        else {
            return;
        };
        let mut card = self.cards.remove(index);
        if !card.log.is_settled() {
            out.tell(Command::ReportLog { call: card.call.id.clone(), record_id: None });
        }
        if self.dismissed.len() == DISMISSED_KEPT {
            self.dismissed.remove(0);
        }
        self.dismissed.push(core::mem::take(&mut card.call.id));
    }
}
