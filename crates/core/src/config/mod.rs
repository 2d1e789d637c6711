//! The machine behind the configuration view: whom one looks at, what was typed and not saved, and what becomes of it.
//!
//! It is driven by [`ConfigAction`]s and the host's answers, and shown by itself, [`FieldView`] and [`ListView`]. What is typed is
//! kept for each level and person until it is saved or taken back, across closing the view and loading the page again.
//!
//! Reading: asked → there, or failed until [`Do::TryAgain`]. A draft: typed → sent → gone when saved; else it stays, with what
//! somebody else made of it meanwhile until that is settled, or with why the org refused it.

mod action;
mod code;
mod draft;
mod edit;
pub mod json;
mod keep;
mod lists;
pub mod logins;
mod objects;
mod project;
mod save;
mod slot;
pub mod transfer;
pub mod view;

pub use action::{ConfigAction, Do};
pub use code::short;
pub use json::Json;
pub use view::{ConflictView, FieldView, ListView, Outcome, Reading, RowView};

use crate::command::Out;
use crate::host::{Answer, Boot, HostError, HostReply, HostRequest, RequestId, Subject};
use crate::input::Effect;
use crate::settings::merge::{Rows, put_row};
use crate::settings::{Key, Level, List, Merged, RawSettings, Reason, Settings, merge};
use core::mem::take;
use denwa_protocol::Line;
use draft::Draft;
use json::write_member;
use logins::LoginLine;
use save::{Change, Saving};
use std::rc::Rc;
use transfer::ImportView;

/// The machine. It lends the view what it has: nothing is copied to be shown.
#[derive(Clone, Debug, Default)]
pub struct Config {
    open: bool,
    administrator: bool,
    subject: Option<Subject>,
    subject_name: String,
    level: Option<Level>,
    raw: Rc<RawSettings>,
    merged: Merged,
    reading: Option<Reading>,
    /// What has been asked of the host.
    asked: Vec<(RequestId, Asked)>,
    drafts: Vec<Draft>,
    saving: Option<Saving>,
    outcome: Outcome,
    /// The last save, to be taken back.
    last: Vec<Change>,
    /// What the org told of its objects, of the fields of some, of people, and of the past: answers of docs/apex.md.
    objects: Json,
    fields: Vec<(String, Json)>,
    people: Json,
    history: Option<Json>,
    import: Option<ImportView>,
    logins: Option<Vec<LoginLine>>,
    target_error: Option<Reason>,
    /// The event server's lines: number, and the name that people gave it.
    lines: Rows,
    /// Where drafts are kept in the browser; empty before anybody has signed in.
    store: String,
    /// How long the host may take, in milliseconds.
    deadline: u32,
    /// Where the org is, as far as the host knows: an origin of it.
    base: String,
}

/// What an answer is to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    /// Of whom one looks at.
    Settings,
    Save,
    History,
    Find,
    Logins,
    Objects,
    /// Of the object at that place of [`Config::fields`].
    Fields(usize),
}

/// What the rest of the panel is to do.
#[derive(Debug, PartialEq)]
pub(crate) enum Wish {
    /// Nothing.
    Nothing,
    /// Take these for one's own settings.
    Settings(Rc<RawSettings>),
    /// Let a pretended call come in.
    TestCall,
}

impl Config {
    /// Where the org is.
    pub(crate) fn at(&mut self, base: &str) {
        base.clone_into(&mut self.base);
    }

    /// The view is opened, or closed.
    pub(crate) fn show(&mut self, open: bool, boot: &Boot, settings: &Settings, lines: &[Line], out: &mut Out) {
        self.deadline = u32::try_from(settings.timeout_ms(Key::TimeoutSettings)).unwrap_or(5_000);
        self.on_lines(lines);
        if open && !self.open {
            self.begin(boot, out);
        }
        self.open = open;
    }

    fn begin(&mut self, boot: &Boot, out: &mut Out) {
        self.administrator = boot.permissions.administrator;
        self.outcome = Outcome::Nothing;
        if self.subject.is_none() {
            self.subject = Some(Subject::Me);
            self.level = Some(if self.administrator { Level::Organisation } else { Level::User });
        }
        let store = ["config.", &boot.organisation, ".", &boot.user].concat();
        if self.store != store {
            out.effect(Effect::Load { key: store.clone() });
            self.store = store;
        }
        // What the panel has read is shown at once; it is read again for what changed since.
        if self.subject == Some(Subject::Me) {
            self.take(&boot.settings, out);
        }
        self.read(out);
        if self.objects == Json::Null {
            self.ask("describe", request(), Asked::Objects, out);
        }
    }

    /// Whether one looks at one's own settings.
    fn is_mine(&self) -> bool {
        self.subject.as_ref().is_none_or(|subject| *subject == Subject::Me)
    }

    /// Ask the package. The request is as [`request`] begins it.
    fn ask(&mut self, method: &'static str, mut request: String, asked: Asked, out: &mut Out) {
        request.push('}');
        self.asked.push((out.host(HostRequest::Package(method, request), self.deadline), asked));
    }

    /// Read what stands for whom one looks at.
    fn read(&mut self, out: &mut Out) {
        self.asked.retain(|(_, asked)| *asked != Asked::Settings);
        if self.reading != Some(Reading::There) {
            self.reading = Some(Reading::Waiting);
        }
        let request = match &self.subject {
            Some(Subject::Profile(id)) => request_with("profile", id),
            Some(Subject::User(id)) => request_with("user", id),
            _ => request(),
        };
        self.ask("settings", request, Asked::Settings, out);
    }

    /// Somebody changed something.
    pub(crate) fn on_changed(&mut self, out: &mut Out) {
        if self.open && !self.is_mine() {
            self.read(out);
        }
    }

    /// The panel has read its own settings again.
    pub(crate) fn on_own(&mut self, raw: &Rc<RawSettings>, out: &mut Out) {
        if self.reading.is_some() && self.is_mine() {
            self.take(raw, out);
        }
    }

    /// The event server's lines changed: kept sorted, numbers written as lists have them.
    pub(crate) fn on_lines(&mut self, lines: &[Line]) {
        self.lines.clear();
        for line in lines {
            let name = line.name.as_deref().unwrap_or_default();
            let row = lists::row_of(List::Lines, &lists::number_of(&line.number), name);
            put_row(List::Lines, &mut self.lines, row, None);
        }
    }

    /// What stands, of whom one looks at.
    fn take(&mut self, raw: &Rc<RawSettings>, out: &mut Out) {
        self.reading = Some(Reading::There);
        if !Rc::ptr_eq(&self.raw, raw) {
            self.raw = raw.clone();
            self.merged = merge(raw);
        }
        self.rebase(out);
    }

    /// Something was done in the view.
    pub(crate) fn act(&mut self, action: &mut ConfigAction, out: &mut Out) -> Wish {
        let text = &*action.text;
        match action.what {
            Do::Look => {
                let id = text.to_owned();
                let subject = match (text, action.on) {
                    ("", _) => Subject::Me,
                    (_, true) => Subject::User(id),
                    (_, false) => Subject::Profile(id),
                };
                self.look(subject, take(&mut action.name), out);
            }
            Do::SetAt => self.level = Level::from_code(text),
            Do::Fields => self.describe(text, out),
            Do::Find => self.ask("people", request_with("find", text), Asked::Find, out),
            Do::Save => self.save(out),
            Do::Undo => self.undo(out),
            Do::History => {
                self.history = Some(Json::Null);
                let mut request = if action.on { request_with("field", action.key.row().field) } else { request() };
                request.push_str(",\"limit\":50");
                self.ask("history", request, Asked::History, out);
            }
            Do::CloseHistory => self.history = None,
            Do::Import => self.import = Some(self.compare(action.file.as_ref())),
            Do::TakeDifference => self.take_difference(action.row, action.on),
            Do::ApplyImport => self.apply_import(out),
            Do::CloseImport => self.import = None,
            Do::Logins => self.read_logins(text, out),
            Do::SaveLogins => self.save_logins(out),
            Do::CloseLogins => self.logins = None,
            Do::TestCall => return Wish::TestCall,
            Do::TryAgain => self.read(out),
            _ => {
                self.edit(action);
                self.keep(out);
            }
        }
        Wish::Nothing
    }

    /// Ask for the fields of an object, once.
    fn describe(&mut self, object: &str, out: &mut Out) {
        let at = self.fields.iter().position(|(known, _)| known == object).unwrap_or(self.fields.len());
        if at == self.fields.len() {
            self.fields.push((object.to_owned(), Json::Null));
        }
        let (object, fields) = &self.fields[at];
        if *fields == Json::Null {
            self.ask("describe", request_with("object", object), Asked::Fields(at), out);
        }
    }

    fn look(&mut self, subject: Subject, name: String, out: &mut Out) {
        self.level = Some(match subject {
            Subject::Me if self.administrator => Level::Organisation,
            Subject::Profile(_) => Level::Profile,
            Subject::Me | Subject::User(_) => Level::User,
        });
        if self.subject.as_ref() != Some(&subject) {
            self.subject = Some(subject);
            self.reading = Some(Reading::Waiting);
            (self.raw, self.merged) = Default::default();
        }
        self.subject_name = name;
        self.read(out);
    }

    /// The answer to a request, if it is one of this machine's.
    pub(crate) fn on_host(&mut self, id: RequestId, answer: &mut Answer, out: &mut Out) -> Option<Wish> {
        let at = self.asked.iter().position(|(asked, _)| *asked == id)?;
        let (_, asked) = self.asked.remove(at);
        match (asked, answer) {
            (Asked::Save, answer) => return Some(self.on_saved(answer, out)),
            (Asked::Settings, Ok(HostReply::Package(answer))) => {
                let raw = Rc::new(RawSettings(answer.take("settings")));
                self.take(&raw, out);
                return Some(if self.is_mine() { Wish::Settings(raw) } else { Wish::Nothing });
            }
            (Asked::Settings, failed) if self.reading != Some(Reading::There) => {
                self.reading = Some(Reading::Failed(failed.as_ref().err().map_or("", detail).to_owned()));
            }
            (Asked::Logins, answer) => self.on_people(answer),
            (asked, Ok(HostReply::Package(answer))) => {
                let place = match asked {
                    Asked::History => self.history.insert(Json::Null),
                    Asked::Find => &mut self.people,
                    Asked::Fields(at) => &mut self.fields[at].1,
                    _ => &mut self.objects,
                };
                *place = take(answer);
            }
            _ => {}
        }
        Some(Wish::Nothing)
    }
}

/// A request to the package in the making, without its end.
fn request() -> String {
    "{\"v\":1".to_owned()
}

/// The same with a member.
fn request_with(name: &str, text: &str) -> String {
    let mut request = request();
    write_member(name, text, &mut request);
    request
}

/// What the host said of a failure; empty where it said nothing.
fn detail(error: &HostError) -> &str {
    if let HostError::Refused { detail, .. } = error { detail } else { "" }
}
