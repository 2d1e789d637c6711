//! What the agent does.

use super::Panel;
use crate::call::{CallContext, Card};
use crate::effect::Effect;
use crate::effects::Effects;
use crate::input::UserAction;
use crate::start::Start;
use denwa_protocol::{Activity, Command};

/// How many calls that were put away are remembered, so that an old message does not bring one back.
const DISMISSED_KEPT: usize = 50;

impl Panel {
    pub(super) fn on_user(&mut self, action: UserAction, effects: &mut Effects) {
        if let UserAction::Visible(is_visible) = action {
            return self.on_visible(is_visible, effects);
        }
        self.window.on_touch(effects.now);
        self.attention.ringer.on_touch();
        match action {
            UserAction::Command { call, service } => self.command(&call, service, effects),
            UserAction::Control { call, control } => self.control(&call, control, effects),
            UserAction::Dial(text) => self.dial_text(&text, None, effects),
            UserAction::ChooseNumber(digits) => {
                let outgoing = self.dial.choose(&digits, self.context.settings(), effects);
                self.send_dial(outgoing, effects);
            }
            UserAction::ConfirmDial => {
                let outgoing = self.dial.confirm();
                self.send_dial(outgoing, effects);
            }
            UserAction::CancelDial => self.dial.cancel(),
            UserAction::EditDial => self.dial.edit(),
            UserAction::SetMode { mode, reason } => self.set_mode(mode, reason, effects),
            UserAction::TakeNextModeBack => self.set_next_mode(None, effects),
            UserAction::ExtendWork => self.extend_work(effects),
            UserAction::EndWork => self.end_work(effects),
            UserAction::Choose { call, record } => self.choose(&call, &record, effects),
            UserAction::ChooseViewed { call } => self.choose_viewed(&call, effects),
            UserAction::UndoChoice { call } => self.undo_choice(&call, effects),
            UserAction::NewRecord { call } => {
                self.with_card(&call, |card, context| card.new_record(context, effects));
            }
            UserAction::SearchAgain { call } => {
                self.with_card(&call, |card, context| card.search_again(context, effects));
            }
            UserAction::SaveLogAgain { call } => {
                self.with_card(&call, |card, context| card.save_log_again(context, effects));
            }
            UserAction::EditNote { call, text } => self.with_card(&call, |card, _| card.edit_note(text, effects)),
            UserAction::KeepNote { call } => {
                self.with_card(&call, |card, context| card.keep_note(context, effects));
            }
            UserAction::DecideNote { call, decision } => {
                self.with_card(&call, |card, context| card.decide_note(decision, context, effects));
            }
            UserAction::SetRelated { call, related } => {
                self.with_card(&call, |card, context| card.set_related(related, context, effects));
            }
            UserAction::SetFollowUp { call, follow_up } => {
                self.with_card(&call, |card, context| card.set_follow_up(follow_up, context, effects));
            }
            UserAction::SetNotLogged { call, reason } => {
                self.with_card(&call, |card, context| card.set_not_logged(reason, context, effects));
            }
            UserAction::SetResult { call, result } => {
                self.with_card(&call, |card, context| card.set_result(result, context, effects));
            }
            UserAction::OpenLink { url } => self.open_link(url, effects),
            UserAction::Dismiss { call } => self.dismiss(&call, effects),
            UserAction::SignIn(credentials) => self.start.sign_in(credentials, effects),
            UserAction::SignOut => self.sign_out(effects),
            UserAction::TryAgain => self.try_again(effects),
            UserAction::SetLanguage(language) => {
                self.context.language = language;
                self.has_chosen_language = true;
            }
            UserAction::Touched => {
                for card in &mut self.cards {
                    card.on_touch(&self.context, effects);
                }
            }
            UserAction::Show(page) => self.show_page(page, effects),
            UserAction::ExportLogs => self.export_logs(effects),
            UserAction::TakeOver => self.last_active = None,
            UserAction::LoadPages => self.pages.load_again(effects),
            UserAction::RaiseHand { call, kind } => self.raise_hand(&call, kind, effects),
            UserAction::LowerHand { call, outcome } => self.lower_hand(&call, outcome, effects),
            UserAction::Desk(action) => self.on_desk(action, effects),
            UserAction::Attention(action) => self.on_attention_action(action, effects),
            UserAction::Team(action) => self.on_team(action, effects),
            UserAction::Shortcut(action) => self.on_shortcut(action, effects),
            UserAction::Visible(_) => {}
        }
        self.become_active(Activity::Input, effects);
    }

    fn on_visible(&mut self, is_visible: bool, effects: &mut Effects) {
        self.session.on_visible(is_visible, effects);
        self.window.on_visible(is_visible);
        self.attention.is_hidden = !is_visible;
        if is_visible {
            self.become_active(Activity::Visible, effects);
        } else {
            self.keep_notes(effects);
        }
    }

    fn with_card(&mut self, call: &str, act: impl FnOnce(&mut Card, &CallContext)) {
        if let Some((card, context)) = self.card_of(call) {
            act(card, context);
        }
    }

    /// Only addresses that a card offers are opened.
    fn open_link(&self, url: String, effects: &mut Effects) {
        let is_offered = |card: &Card| card.links(&self.context).iter().any(|link| link.url == url);
        if self.cards.iter().any(is_offered) {
            effects.push(Effect::OpenTab(url));
        }
    }

    /// The agent puts an ended call away. A log she gives up is not to be written by the next panel either, nor by this one when the
    /// server reports the call again.
    fn dismiss(&mut self, call: &str, effects: &mut Effects) {
        let settings = self.context.settings();
        let place = self.cards.iter().position(|card| card.call.id == call && card.can_dismiss(settings));
        let Some(place) = place else { return };
        if self.cards[place].leave(&self.context, effects) {
            return;
        }
        let card = self.cards.remove(place);
        self.forget_draft(call, effects);
        if !card.log.is_settled() && !card.is_log_written() {
            effects.command(Command::ReportLog { call: card.call.id.clone(), record_id: None, revision: None });
        }
        self.remember_dismissed(card.call.id);
    }

    pub(super) fn remember_dismissed(&mut self, call: String) {
        if self.dismissed.contains(&call) {
            return;
        }
        if self.dismissed.len() == DISMISSED_KEPT {
            self.dismissed.remove(0);
        }
        self.dismissed.push(call);
    }

    /// The agent does not want to wait: for the start, or for the connection.
    fn try_again(&mut self, effects: &mut Effects) {
        match self.start {
            Start::Failed { again_at: Some(_), .. } => self.start.begin(effects),
            Start::Failed { .. } => effects.push(Effect::Reload { library_version: None, library_base: None }),
            _ => self.session.try_again(effects),
        }
    }
}
