//! The preview; and a test call gives way to a real one.

use super::desk::Desk;
use crate::rig::ringing;
use denwa_core::Language;
use denwa_core::config::ConfigAction;
use denwa_core::config::preview::Preview;
use denwa_core::host::HostRequest;
use denwa_core::settings::Key;

#[test]
fn the_preview_follows_what_is_typed_in_both_languages() {
    let mut desk = Desk::open(true);
    let preview = |desk: &Desk, case, language| desk.rig.panel.config_preview(case, language);
    assert_eq!(preview(&desk, Preview::One, Language::Ja).headline, "山田 花子");
    assert_eq!(preview(&desk, Preview::One, Language::En).headline, "Hanako Yamada");
    assert_eq!(preview(&desk, Preview::Several, Language::En).matches.len(), 2);
    desk.type_in(Key::WithheldName, "匿名");
    desk.type_in(Key::NameNoMatch, "新規のお客様");
    assert_eq!(preview(&desk, Preview::Withheld, Language::En).headline, "匿名");
    assert_eq!(preview(&desk, Preview::Nobody, Language::Ja).count, "新規のお客様");
    let buttons = preview(&desk, Preview::One, Language::Ja).buttons;
    assert!(buttons.len() == 2 && buttons.iter().all(|button| button.disabled.is_none()));
    desk.type_in(Key::PopUpButtons, "off");
    assert!(preview(&desk, Preview::One, Language::Ja).buttons.is_empty());
    assert!(desk.rig.panel.call_ids().is_empty(), "it is no call");
}

/// Requests that would touch a record.
fn touched(desk: &Desk) -> Vec<&HostRequest> {
    let touches = |request: &&HostRequest| {
        matches!(
            request,
            HostRequest::Search { .. } | HostRequest::RecordSearch(_) | HostRequest::Pop(_) | HostRequest::SaveLog(_)
        )
    };
    desk.rig.asked.iter().map(|(_, request)| request).filter(touches).collect()
}

#[test]
fn a_test_call_is_put_away_by_a_real_call() {
    let mut desk = Desk::open(true);
    desk.act(ConfigAction::TestCall);
    assert!(desk.view().testing);
    let call = ringing(&desk.rig, "c1", "0312345678");
    desk.rig.call(&call);
    assert_eq!(desk.rig.panel.call_ids(), ["c1"]);
    assert!(!touched(&desk).is_empty(), "the real one is searched for");
    desk.act(ConfigAction::TestCall);
    assert_eq!(desk.rig.panel.call_ids(), ["c1"], "none comes beside a real one");
}
