//! Each command goes to the part of the machine that it is for.

use super::{Config, ConfigCommand, DraftValue, Outcome, Slot};
use crate::admin_io::AdminEffects;
use crate::crossing::ToPanel;
use crate::settings::{Key, List};

impl Config {
    /// Does what a person asks for in the view.
    pub(crate) fn act(&mut self, command: ConfigCommand, effects: &mut AdminEffects) {
        self.do_command(command, effects);
        self.refresh_lists();
    }

    fn do_command(&mut self, command: ConfigCommand, effects: &mut AdminEffects) {
        match command {
            ConfigCommand::SeekSubject => self.whom.is_seeking = true,
            ConfigCommand::Find(text) => self.find_people(text, effects),
            ConfigCommand::LookAt { subject, name } => self.look_at(subject, name, effects),
            ConfigCommand::SetLevel(level) => self.set_level(level),
            ConfigCommand::DescribeFields { object } => self.describe_fields(object, effects),
            ConfigCommand::Save => self.save(effects),
            ConfigCommand::Undo => self.undo(effects),
            ConfigCommand::ShowHistory(key) => self.show_history(key, effects),
            ConfigCommand::CloseHistory => self.tools.history = None,
            ConfigCommand::Import(file) => self.tools.import = Some(self.compare(file)),
            ConfigCommand::TakeDifference { index, take } => self.take_difference(index, take),
            ConfigCommand::ApplyImport => self.apply_import(effects),
            ConfigCommand::CloseImport => self.tools.import = None,
            ConfigCommand::ReadLogins(file) => self.read_logins(&file, effects),
            ConfigCommand::SaveLogins => self.save_logins(effects),
            ConfigCommand::CloseLogins => self.tools.logins = None,
            ConfigCommand::TestCall => effects.tell_panel(ToPanel::TestCall),
            ConfigCommand::TryAgain => self.read(effects),
            ConfigCommand::LeaveField(key) => self.check_names(key, effects),
            draft => {
                let row = changed_row(&draft);
                self.edit(draft);
                self.keep(effects);
                if let Some((list, row)) = row {
                    self.refresh_lists();
                    self.check_row_names(list, row, effects);
                }
            }
        }
    }

    /// Commands that change drafts.
    fn edit(&mut self, command: ConfigCommand) {
        match command {
            ConfigCommand::Type { key, text } => self.draft(self.slot_of(key), DraftValue::Text(text)),
            ConfigCommand::Unset(key) => self.draft(self.slot_of(key), DraftValue::Text(String::new())),
            ConfigCommand::Revert(key) => self.revert(key),
            ConfigCommand::Lock { key, locked } => self.draft(Slot::Lock(key), DraftValue::Lock(locked)),
            ConfigCommand::TypeCell { list, row, column, text } => self.type_cell(list, row, column, text),
            ConfigCommand::LinkLine { row, linked } => self.link_line(row, linked),
            ConfigCommand::TickAllLines => self.tick_all_lines(),
            ConfigCommand::AddRow(list) => self.add_row(list),
            ConfigCommand::Add { list, text } => self.add(list, text),
            ConfigCommand::RemoveRow { list, row } => self.remove_row(list, row),
            ConfigCommand::MoveRow { list, row, up } => self.move_row(list, row, up),
            ConfigCommand::UnsetList(list) => self.draft(self.slot_of_list(list), DraftValue::Rows(Vec::new())),
            ConfigCommand::RevertList(list) => self.drop_draft(&self.slot_of_list(list)),
            ConfigCommand::Discard => self.discard(),
            ConfigCommand::KeepMine(slot) => self.keep_mine(&slot),
            ConfigCommand::TakeTheirs(slot) => self.take_theirs(&slot),
            _ => {}
        }
    }

    fn revert(&mut self, key: Key) {
        self.drop_draft(&self.slot_of(key));
    }

    fn discard(&mut self) {
        self.typed.drafts.clear();
        self.typed.outcome = Outcome::Nothing;
    }
}

/// The list and the row whose names a command may have changed; without a row the last.
fn changed_row(command: &ConfigCommand) -> Option<(List, Option<usize>)> {
    match command {
        ConfigCommand::TypeCell { list, row, .. } => Some((*list, Some(*row))),
        ConfigCommand::Add { list, .. } => Some((*list, None)),
        _ => None,
    }
}
