//! The setup assistant.

use std::sync::Arc;

use denwa_core::AdminAction;
use denwa_core::admin_io::SetupCommand;
use denwa_core::doctor::{Check, Finding, Remedy, SetupPage, State, Words};
use denwa_core::host::StartFault;
use denwa_core::settings::{Key, Level};
use denwa_core::setup::{Step, StepState};
use denwa_core::view_model::{SetupView, StepView};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Page, nothing_set, page};
use crate::agent::{click, focused, wait_until};

/// A step that is done, one without an event server, and the test call.
fn steps() -> SetupView {
    let step = |check, state, finding_state, words, remedies| StepView {
        step: Step::Check(check),
        state,
        finding: Some(Finding { check, state: finding_state, seen: Vec::new(), words }),
        remedies,
    };
    let missing = Words::Start(StartFault::NoEventServer);
    let remedies = vec![Remedy::Setting(Key::EventServer, Level::Organisation), Remedy::Setup(SetupPage::CallCentres)];
    SetupView {
        steps: vec![
            step(Check::Host, StepState::Done, State::Ok, Words::None, Vec::new()),
            step(Check::EventServer, StepState::ToDo, State::Error, missing, remedies),
            StepView { step: Step::TestCall, state: StepState::ToDo, finding: None, remedies: Vec::new() },
        ],
        place: Some(1),
        is_finished: false,
        salesforce: "https://acme.lightning.force.com".to_owned(),
    }
}

async fn assistant() -> Page {
    let page = page(nothing_set()).await;
    page.show(|screen| screen.setup = Some(Arc::new(steps()))).await;
    page
}

fn commands(page: &Page) -> Vec<SetupCommand> {
    let command = |action| match action {
        AdminAction::Setup(command) => command,
        other => panic!("{other:?}"),
    };
    page.actions().into_iter().map(command).collect()
}

#[wasm_bindgen_test]
async fn the_step_says_what_to_do_and_where() {
    let page = assistant().await;
    assert_eq!(page.find("#setup-step").text_content().unwrap(), "Event server");
    assert_eq!(page.find(".dw-setup__state").text_content().unwrap(), "To do");
    assert!(page.text().contains("Step 2 of 3 · 1 of 3 done"));
    assert!(page.find(".dw-setup__step .dw-check__fix").text_content().unwrap().starts_with("What to do: "));
    let link = page.find(".dw-setup__places a");
    let href = link.get_attribute("href").unwrap();
    assert_eq!(href, "https://acme.lightning.force.com/lightning/setup/CallCenters/home");
    assert_eq!(link.get_attribute("target").as_deref(), Some("_blank"));
    assert!(page.all("#config-search").is_empty(), "the settings wait");
}

#[wasm_bindgen_test]
async fn while_the_address_of_salesforce_is_unknown_there_is_no_link() {
    let page = assistant().await;
    page.show(|screen| Arc::make_mut(screen.setup.as_mut().unwrap()).salesforce.clear()).await;
    assert!(page.find(".dw-setup__places a").hidden());
}

#[wasm_bindgen_test]
async fn the_buttons_go_on_and_the_focus_goes_with_them() {
    let page = assistant().await;
    assert_ne!(focused().id(), "setup-step", "opening takes no focus");
    click(&page.button("Check again")).await;
    click(&page.button("Skip")).await;
    assert_eq!(commands(&page), [SetupCommand::CheckAgain, SetupCommand::Skip]);
    page.show(|screen| Arc::make_mut(screen.setup.as_mut().unwrap()).place = Some(2)).await;
    assert_eq!(page.find("#setup-step").text_content().unwrap(), "Test call");
    assert_eq!(focused().id(), "setup-step");
    click(&page.find("[data-step=host]")).await;
    assert_eq!(commands(&page), [SetupCommand::Choose(0)]);
    page.show(|screen| Arc::make_mut(screen.setup.as_mut().unwrap()).place = Some(0)).await;
    click(&page.button("Next")).await;
    assert_eq!(commands(&page), [SetupCommand::Next]);
}

#[wasm_bindgen_test]
async fn a_setting_that_mends_the_fault_gets_the_focus() {
    let page = assistant().await;
    click(&page.button("Go to the setting “Event server URL”")).await;
    assert_eq!(commands(&page), [SetupCommand::LeaveFor(Level::Organisation)]);
    page.show(|screen| screen.setup = None).await;
    wait_until(|| focused().id() == "eventServer").await;
}

#[wasm_bindgen_test]
async fn at_the_end_it_says_what_is_left() {
    let page = assistant().await;
    let finish = |view: &mut SetupView| (view.place, view.is_finished) = (None, true);
    page.show(|screen| finish(Arc::make_mut(screen.setup.as_mut().unwrap()))).await;
    assert!(page.find("#setup-step").text_content().unwrap().starts_with("Steps that are not done"));
    page.show(|screen| {
        let view = Arc::make_mut(screen.setup.as_mut().unwrap());
        view.steps.iter_mut().for_each(|step| step.state = StepState::Done);
    })
    .await;
    assert_eq!(page.find("#setup-step").text_content().unwrap(), "Every step is done.");
}
