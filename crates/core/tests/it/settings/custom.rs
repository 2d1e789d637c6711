//! カスタム連携.

use crate::rig::*;
use denwa_core::host::{HostRequest, Pop};
use denwa_core::{Effect, HostError, UserAction};
use denwa_protocol::{Cause, Number};

const URL: &str = "https://crm.example/e/{CALLID}?from={ANI}&to={DNIS}&d={DIRECTION}";

fn rig(values: &[(&str, &str)]) -> Rig {
    Rig::set(&[&[("Integration", "custom"), ("Allowed_Hosts", "crm.example")], values].concat())
}

/// Addresses that were sent a GET.
fn gets(rig: &Rig) -> Vec<&str> {
    rig.all
        .iter()
        .filter_map(|effect| match effect {
            Effect::Get { url, .. } => Some(url.as_str()),
            _ => None,
        })
        .collect()
}

const INBOUND: &str = "https://crm.example/e/c1?from=0312345678&to=0120000000&d=inbound";
const OUTBOUND: &str = "https://crm.example/e/c1?from=0120000000&to=0312345678&d=outbound";

/// At which step of a call the site is told: ringing or dialled, answered, ended.
fn told(moment: &str, outbound: bool) -> [usize; 3] {
    let (url, open) = (format!("Url_{moment}"), format!("Open_{moment}"));
    let mut rig = rig(&[(&url, URL), (&open, "get")]);
    let call = if outbound { prompting(&rig, "c1", "0312345678") } else { ringing(&rig, "c1", "0312345678") };
    let mut counts = [0; 3];
    for (count, call) in
        counts.iter_mut().zip([call.clone(), answered(&rig, &call), ended(&rig, &answered(&rig, &call), Cause::Normal)])
    {
        let before = gets(&rig).len();
        rig.call(&call);
        rig.call(&call);
        *count = gets(&rig).len() - before;
    }
    assert!(gets(&rig).iter().all(|url| *url == if outbound { OUTBOUND } else { INBOUND }), "{:?}", gets(&rig));
    counts
}

#[test]
fn url_ringing_is_told_once() {
    assert_eq!((told("Ringing", false), told("Ringing", true)), ([1, 0, 0], [0; 3]));
}

#[test]
fn url_answered_is_told_once() {
    assert_eq!((told("Answered", false), told("Answered", true)), ([0, 1, 0], [0, 1, 0]));
}

#[test]
fn url_ended_is_told_once() {
    assert_eq!((told("Ended", false), told("Ended", true)), ([0, 0, 1], [0, 0, 1]));
}

#[test]
fn url_dialled_is_told_once() {
    assert_eq!((told("Dialled", false), told("Dialled", true)), ([0; 3], [1, 0, 0]));
}

#[test]
fn url_ended_knows_result_and_duration() {
    let mut rig = rig(&[
        ("Url_Ended", "https://crm.example/?r={RESULT}&s={DURATION}"),
        ("Open_Ended", "get"),
        ("Url_Ringing", "https://crm.example/"),
        ("Open_Ringing", "get"),
        ("Url_Answered", "https://crm.example/"),
        ("Open_Answered", "get"),
    ]);
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.call(&call);
    rig.pass_live(5_000);
    rig.call(&ended(&rig, &call, Cause::Normal));
    // The panel saw it when it was answered already: only its end is told.
    assert_eq!(gets(&rig), ["https://crm.example/?r=Answered&s=5"]);
}

#[test]
fn url_ringing_of_a_withheld_number_has_none() {
    let mut rig = rig(&[("Url_Ringing", "https://crm.example/?n={ANI}&w={NAME}"), ("Open_Ringing", "get")]);
    let mut call = ringing(&rig, "c1", "");
    call.remote.number = Number::Withheld;
    rig.call(&call);
    assert_eq!(gets(&rig), ["https://crm.example/?n=&w="]);
}

/// The three ways in which that moment's page can be opened.
fn open(moment: &str) {
    let (url, open) = (format!("Url_{moment}"), format!("Open_{moment}"));
    let call = |rig: &mut Rig| {
        let call =
            if moment == "Dialled" { prompting(rig, "c1", "0312345678") } else { ringing(rig, "c1", "0312345678") };
        rig.call(&call);
        rig.call(&answered(rig, &call));
        rig.call(&ended(rig, &answered(rig, &call), Cause::Normal));
    };
    let value = "https://crm.example/?a={CALLID}&b=1";
    // A tab of the workspace: the package's page frames it.
    let mut workspace = rig(&[(&url, value), (&open, "workspace")]);
    call(&mut workspace);
    let framed = "/apex/DenwaFrame?url=https%3A%2F%2Fcrm.example%2F%3Fa%3Dc1%26b%3D1";
    assert_eq!(workspace.popped(), [Pop::Url(framed.to_owned())]);
    assert!(gets(&workspace).is_empty() && workspace.card().links.is_empty());
    // A tab of the browser, on a click.
    let mut browser = rig(&[(&url, value), (&open, "browser")]);
    call(&mut browser);
    assert!(browser.popped().is_empty() && gets(&browser).is_empty());
    let link = browser.card().links[0].clone();
    assert_eq!(link.word, "Open the linked page");
    browser.user(UserAction::OpenLink { url: link.url });
    assert_eq!(browser.effects, [Effect::OpenTab("https://crm.example/?a=c1&b=1".to_owned())]);
    // A GET.
    let mut get = rig(&[(&url, value), (&open, "get")]);
    call(&mut get);
    assert_eq!(gets(&get), ["https://crm.example/?a=c1&b=1"]);
    assert!(get.popped().is_empty() && get.card().links.is_empty());
}

#[test]
fn open_ringing_says_where_the_page_opens() {
    open("Ringing");
}

#[test]
fn open_answered_says_where_the_page_opens() {
    open("Answered");
}

#[test]
fn open_ended_says_where_the_page_opens() {
    open("Ended");
}

#[test]
fn open_dialled_says_where_the_page_opens() {
    open("Dialled");
}

#[test]
fn a_site_that_fails_is_said_and_the_call_goes_on() {
    let mut rig = rig(&[("Url_Ringing", URL)]);
    rig.call(&ringing(&rig, "c1", "0312345678"));
    let (id, request) = rig.ask(is_pop);
    assert!(matches!(request, HostRequest::Pop(Pop::Url(_))));
    rig.answer(id, Err(HostError::NotAvailable));
    assert!(rig.card().remark.unwrap().contains("could not be opened"));
    assert!(rig.card().buttons.iter().all(|button| button.unavailable.is_none()));
}
