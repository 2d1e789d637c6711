//! What the agent does.

use super::{AttentionAction, CallControl, DeskAction, ShortcutAction, TeamAction};
use crate::call::NoteDecision;
use crate::crossing::Page;
use crate::host::Credentials;
use crate::text::Language;
use denwa_protocol::{AgentMode, AttachedRecord, FollowUp, HandKind, Service};

/// What the agent does. `call` is a call's ID.
#[derive(Clone, Debug, PartialEq)]
pub enum UserAction {
    /// Ask for a service of a call: a button of its card.
    Command {
        /// The call.
        call: String,
        /// The service.
        service: Service,
    },
    /// Ask a call for something that a service alone does not say.
    Control {
        /// The call.
        call: String,
        /// What is asked.
        control: CallControl,
    },
    /// Dial the text that was typed.
    Dial(String),
    /// Dial this one of several numbers: digits that the dial bar offers.
    ChooseNumber(String),
    /// Yes, dial the emergency number.
    ConfirmDial,
    /// No, do not dial.
    CancelDial,
    /// The text to dial changed: the message about the last one no longer holds.
    EditDial,
    /// Be ready, or not: after the calls, while calls go on.
    SetMode {
        /// The mode.
        mode: AgentMode,
        /// The code of the reason.
        reason: Option<String>,
    },
    /// Take back the status that was chosen for the time after the calls.
    TakeNextModeBack,
    /// Have more time for after-call work (もう少し).
    ExtendWork,
    /// Be done with after-call work (完了).
    EndWork,
    /// Choose one of the matches; it opens.
    Choose {
        /// The call.
        call: String,
        /// The record's ID.
        record: String,
    },
    /// The other side is the record whose page the agent is on.
    ChooseViewed {
        /// The call.
        call: String,
    },
    /// Take the last choice of a record back.
    UndoChoice {
        /// The call.
        call: String,
    },
    /// Make a record of an unknown caller.
    NewRecord {
        /// The call.
        call: String,
    },
    /// Search now: by hand, or again after a failure.
    SearchAgain {
        /// The call.
        call: String,
    },
    /// Open a page of a call in a tab of the browser: a link of its card.
    OpenLink {
        /// The address.
        url: String,
    },
    /// Say how the call went (通話結果).
    SetResult {
        /// The call.
        call: String,
        /// One of the results to choose from; none takes the choice back.
        result: Option<String>,
    },
    /// Type notes.
    EditNote {
        /// The call.
        call: String,
        /// The whole text.
        text: String,
    },
    /// Leave the field of the notes.
    KeepNote {
        /// The call.
        call: String,
    },
    /// Decide which of two panels' notes count.
    DecideNote {
        /// The call.
        call: String,
        /// The decision.
        decision: NoteDecision,
    },
    /// Name the record that the call is about.
    SetRelated {
        /// The call.
        call: String,
        /// The record; none takes the choice back.
        related: Option<AttachedRecord>,
    },
    /// Ask for a follow-up task beside the log.
    SetFollowUp {
        /// The call.
        call: String,
        /// The task; none if there shall be none.
        follow_up: Option<FollowUp>,
    },
    /// Decide that the call is not logged.
    SetNotLogged {
        /// The call.
        call: String,
        /// Why not; none if the call is logged after all.
        reason: Option<String>,
    },
    /// Raise the hand about a call, or raise it for another reason.
    RaiseHand {
        /// The call.
        call: String,
        /// Why.
        kind: HandKind,
    },
    /// Take the hand down, or say how it ended.
    LowerHand {
        /// The call.
        call: String,
        /// How it ended, in words; none takes the choice back.
        outcome: Option<String>,
    },
    /// Write the log again after a failure.
    SaveLogAgain {
        /// The call.
        call: String,
    },
    /// Save the logs that are not written as a file.
    ExportLogs,
    /// Put an ended call away.
    Dismiss {
        /// The call.
        call: String,
    },
    /// Outside a CRM: sign in with login and password.
    SignIn(Credentials),
    /// Outside a CRM: sign off and out.
    SignOut,
    /// Try to start, or to connect, now.
    TryAgain,
    /// Take the calls here, instead of in another browser.
    TakeOver,
    /// Use another language.
    SetLanguage(Language),
    /// The page became visible, or was hidden.
    Visible(bool),
    /// The agent touched the panel.
    Touched,
    /// Show another page of the panel.
    Show(Page),
    /// Try again to load the program of the pages; where it broke off, with the whole panel.
    LoadPages,
    /// Act on the lists beside the calls, or look somebody up.
    Desk(DeskAction),
    /// Choose, try or allow ring and notifications.
    Attention(AttentionAction),
    /// For supervisors: act on the team.
    Team(TeamAction),
    /// Press a shortcut, or choose its keys.
    Shortcut(ShortcutAction),
}
