//! An administrator before the configuration view, and an org that stores what she saves.

use super::org::Org;
use crate::rig::{Rig, boot, centre, is_boot, is_settings};
use denwa_core::config::{ConfigCommand, KeptDrafts, Subject};
use denwa_core::host::CallCentre;
use denwa_core::package::boot::Permissions;
use denwa_core::settings::{Key, List, Settings, StoredRow, StoredValue, merge};
use denwa_core::view_model::settings::{FieldView, ListView, SettingsView};
use denwa_core::{AdminAction, AdminEffect, AdminInput, AdminRequest, HostReply, Input, Page, SocketEvent, UserAction};
use denwa_protocol::{Event, Line, ServerMessage};
use std::sync::Arc;

pub use super::org::{ME, ORG, OTHER, PROFILE};

pub struct Desk {
    pub rig: Rig,
    pub org: Org,
    /// Whether the org answers at once.
    pub answers: bool,
}

impl Desk {
    /// A panel that is signed in, with the configuration view open.
    pub fn open(administrator: bool) -> Self {
        let mut desk = Self::closed(administrator);
        desk.show(Page::Settings);
        desk
    }

    pub fn closed(administrator: bool) -> Self {
        Self::before(administrator, Org::default(), centre())
    }

    /// An administrator in a call centre with another definition; the view is closed.
    pub fn in_centre(centre: CallCentre) -> Self {
        Self::before(true, Org::default(), centre)
    }

    fn before(administrator: bool, org: Org, centre: CallCentre) -> Self {
        let mut desk = Self { rig: Rig::loaded(), org, answers: true };
        desk.rig.centre = centre;
        desk.rig.initialise();
        let (id, _) = desk.rig.ask(is_boot);
        let mut boot = boot(desk.rig.now);
        boot.permissions = Permissions { agent: true, administrator, api: true };
        boot.settings = desk.org.settings(&Subject::Me);
        desk.rig.answer(id, Ok(HostReply::Boot(boot)));
        desk.rig.input(Input::Socket(SocketEvent::Opened));
        desk.rig.snapshot(Vec::new());
        desk.rig.message(ServerMessage::Ready);
        desk
    }

    pub fn show(&mut self, page: Page) {
        self.rig.user(UserAction::Show(page));
        self.serve();
    }

    pub fn act(&mut self, command: ConfigCommand) {
        self.rig.admin_input(AdminInput::User(AdminAction::Config(command)));
        self.serve();
    }

    pub fn type_in(&mut self, key: Key, text: &str) {
        self.act(ConfigCommand::Type { key, text: text.to_owned() });
    }

    pub fn lock(&mut self, key: Key, locked: bool) {
        self.act(ConfigCommand::Lock { key, locked });
    }

    pub fn type_cell(&mut self, list: List, row: usize, column: usize, text: &str) {
        self.act(ConfigCommand::TypeCell { list, row, column, text: text.to_owned() });
    }

    pub fn add(&mut self, list: List, text: &str) {
        self.act(ConfigCommand::Add { list, text: text.to_owned() });
    }

    /// Ticks the row of a number, or takes its tick away.
    pub fn link(&mut self, number: &str, linked: bool) {
        let row = self.list(List::Lines).rows.iter().position(|row| row.cells[0] == number).expect("a line");
        self.act(ConfigCommand::LinkLine { row, linked });
    }

    pub fn look_at(&mut self, subject: Subject, name: &str) {
        self.act(ConfigCommand::LookAt { subject, name: name.to_owned() });
    }

    /// Settles the conflict at that place.
    pub fn settle(&mut self, place: usize, mine: bool) {
        if let Some(conflict) = self.view().conflicts.get(place) {
            let slot = conflict.slot.clone();
            self.act(if mine { ConfigCommand::KeepMine(slot) } else { ConfigCommand::TakeTheirs(slot) });
        }
    }

    /// The event server tells its lines.
    pub fn lines(&mut self, numbers: &[&str]) {
        let line = |number: &&str| Line {
            number: (*number).to_owned(),
            name: Some(format!("name of {number}")),
            presentable: false,
        };
        self.rig.event(Event::Lines { lines: numbers.iter().map(line).collect() });
    }

    pub fn view(&self) -> SettingsView {
        self.rig.admin.settings_view()
    }

    pub fn field(&self, key: Key) -> FieldView {
        self.view().fields.swap_remove(key as usize)
    }

    pub fn list(&self, list: List) -> Arc<ListView> {
        self.view().lists.swap_remove(list as usize)
    }

    /// The value in force for whom one looks at.
    pub fn value(&self, key: Key) -> String {
        self.field(key).in_force
    }

    /// The settings of whoever looks, as they are stored.
    pub fn in_force(&self) -> Settings {
        merge(&self.org.settings(&Subject::Me)).settings
    }

    pub fn stored(&self, id: &str, key: Key) -> StoredValue {
        self.org.stored(id, key)
    }

    pub fn put(&mut self, id: &str, key: Key, value: impl Into<StoredValue>) {
        self.org.put(id, key, value.into());
    }

    /// The rows that the org stores, of all lists and levels.
    pub fn rows(&self) -> &[StoredRow] {
        &self.org.lists
    }

    /// The kept drafts, as the browser has them.
    pub fn kept(&self) -> KeptDrafts {
        let store = |effect: &AdminEffect| match effect {
            AdminEffect::Store { drafts, .. } => Some(drafts.clone()),
            _ => None,
        };
        self.rig.admin_effects.iter().rev().find_map(store).unwrap_or_default()
    }

    /// The page was loaded again, with what the browser kept.
    pub fn reload(&mut self) {
        // The browser keeps text.
        let kept = serde_json::to_string(&self.kept()).expect("it is JSON");
        let mut fresh = Self::before(true, self.org.clone(), centre());
        fresh.show(Page::Settings);
        let load = |effect: &AdminEffect| match effect {
            AdminEffect::Load { key } => Some(key.clone()),
            _ => None,
        };
        let key = fresh.rig.admin_effects.iter().find_map(load).expect("it asks for what was kept");
        fresh.rig.admin_input(AdminInput::Loaded { key, drafts: Some(serde_json::from_str(&kept).expect("drafts")) });
        *self = fresh;
    }

    /// The org answers what it was asked.
    pub fn serve(&mut self) {
        while self.answers && self.serve_one() {}
    }

    /// Answers a request of the pages, or the panel's for the user's own settings. Returns whether there was one.
    fn serve_one(&mut self) -> bool {
        if self.rig.is_admin_asked(is_of_config) {
            let (id, request) = self.rig.admin_ask(is_of_config);
            let reply = self.org.answer(request);
            self.rig.admin_answer(id, Ok(reply));
        } else if self.rig.is_asked(is_settings) {
            let (id, _) = self.rig.ask(is_settings);
            self.rig.answer(id, Ok(HostReply::Settings(self.org.settings(&Subject::Me))));
        } else {
            return false;
        }
        true
    }
}

fn is_of_config(request: &AdminRequest) -> bool {
    matches!(
        request,
        AdminRequest::Settings(_)
            | AdminRequest::SaveSettings(_)
            | AdminRequest::Describe(_)
            | AdminRequest::People(_)
            | AdminRequest::History(_)
    )
}

/// Whether the org is asked to save.
pub fn is_save(request: &AdminRequest) -> bool {
    matches!(request, AdminRequest::SaveSettings(_))
}
