//! Where a fault can be mended.

use denwa_core::doctor::{Check, Remedy, SetupPage};
use denwa_core::host::StartFault;
use denwa_core::settings::{self, Key, Level, List, Place, Reason};

use super::faults::faults;
use super::known::*;

/// The places that a check leads to.
fn remedies(check: Check, change: impl Fn(&mut Known)) -> Vec<Remedy> {
    let mut known = sound();
    change(&mut known);
    of(&known.findings(), check).remedies()
}

#[test]
fn a_fault_of_the_set_up_leads_to_its_setting_or_its_page_of_setup() {
    let start = |check, fault: StartFault| remedies(check, failed(fault.without_detail()));
    let organisation = Level::Organisation;
    assert_eq!(start(Check::EventServer, StartFault::NoEventServer), [Remedy::Setting(Key::EventServer, organisation)]);
    let sandbox = start(Check::EventServer, StartFault::NoSandboxServer);
    assert_eq!(sandbox, [Remedy::Setting(Key::EventServerSandbox, organisation)]);
    assert_eq!(start(Check::SignIn, StartFault::NoKey), [Remedy::Setup(SetupPage::Certificates)]);
    let login = start(Check::SignIn, StartFault::NoLogin);
    assert_eq!(login, [Remedy::Setting(Key::Login, Level::User)], "a login is one person's");
    let no_centre = remedies(Check::CallCentre, health(|health| health.call_centre = None));
    assert_eq!(no_centre, [Remedy::Setup(SetupPage::CallCentres)]);
}

#[test]
fn stored_values_that_are_wrong_lead_to_their_levels_each_once() {
    let found = remedies(Check::Settings, |known| {
        known.wrong_settings = vec![
            wrong_setting(Some(Level::Profile), Place::Setting(Key::PopUpSize), "huge"),
            wrong_setting(Some(Level::Organisation), Place::Row(List::Targets, 0), "Nope__c"),
            wrong_setting(Some(Level::Organisation), Place::Row(List::Targets, 3), "Gone__c"),
            wrong_setting(Some(Level::Organisation), Place::Field, "x"),
        ];
    });
    let places = [Remedy::Setting(Key::PopUpSize, Level::Profile), Remedy::List(List::Targets, Level::Organisation)];
    assert_eq!(found, places);
    let copied = remedies(Check::Settings, |known| {
        let fault = wrong_setting(Some(Level::Organisation), Place::Setting(Key::RecordingUrl), "https://x");
        known.wrong_settings = vec![settings::Fault { reason: Reason::Copied, ..fault }];
    });
    assert_eq!(copied, [Remedy::Setting(Key::RecordingUrl, Level::Organisation)]);
}

#[test]
fn where_all_is_well_nothing_is_to_be_mended() {
    assert!(sound().findings().iter().all(|finding| finding.remedies().is_empty()));
    let led = faults().iter().filter(|(check, _, change)| !remedies(*check, change).is_empty()).count();
    assert!(led > 20, "{led} faults lead to a place");
}
