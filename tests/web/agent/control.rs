//! What can be done with a call beside its two buttons: what is shown, and what is dispatched, by mouse and by keyboard.

use denwa_core::text::Msg;
use denwa_core::view_model::{
    CardView, ControlLine, ControlView, LineTone, LookupView, MarkView, PairView, PartyView, PhaseView, Screen,
    TargetAction, TargetView, Tile, TilePress, TileView, TonesView,
};
use denwa_core::{CallControl, DeskAction, LookupPlace, UserAction};
use denwa_panel::view::agent::Calls;
use denwa_protocol::Service;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlElement, HtmlInputElement};

use super::{Mounted, click, focused, mount, press, settle, talking, wait_until, with_card};

fn tile(tile: Tile, word: &'static str, press: TilePress) -> TileView {
    TileView { tile, word, unavailable: None, is_busy: false, is_on: None, press }
}

fn command(service: Service) -> UserAction {
    UserAction::Command { call: "c1".to_owned(), service }
}

fn asks(control: CallControl) -> UserAction {
    UserAction::Control { call: "c1".to_owned(), control }
}

fn target() -> TargetView {
    let action = |service, word| TargetAction { service, word, is_busy: false };
    TargetView {
        actions: vec![
            action(Service::SingleStepTransfer, "Transfer now"),
            action(Service::Consult, "Hold and consult"),
        ],
        is_busy: false,
        has_failed: false,
        error: None,
        question: None,
    }
}

/// A call in which everything can be done.
fn able() -> CardView {
    let mute = TilePress::Send(asks(CallControl::SetMute(true)));
    CardView {
        control: ControlView {
            tiles: vec![
                TileView { is_on: Some(false), ..tile(Tile::Mute, "Mute", mute) },
                tile(Tile::Keypad, "Keypad", TilePress::Keypad),
                tile(Tile::SendTo, "Transfer…", TilePress::Target),
                tile(Tile::Park, "Park", TilePress::Send(command(Service::Park))),
            ],
            target: Some(target()),
            tones: Some(TonesView { words: "Sent at once".to_owned(), is_busy: false, error: None }),
            ..ControlView::default()
        },
        ..talking()
    }
}

async fn show(card: CardView) -> Mounted {
    mount(with_card(card), || leptos::view! { <Calls /> }).await
}

async fn type_in(field: &HtmlElement, text: &str) {
    field.unchecked_ref::<HtmlInputElement>().set_value(text);
    let event = Event::new("input").unwrap();
    field.dispatch_event(&event).unwrap();
    settle().await;
}

#[wasm_bindgen_test]
async fn a_row_of_small_buttons_is_one_stop_and_sends_whole_actions() {
    let calls = show(able()).await;
    let stops: Vec<_> = calls.all(".dw-tile").iter().map(HtmlElement::tab_index).collect();
    assert_eq!(stops, [0, -1, -1, -1]);
    let mute = calls.button("Mute");
    assert_eq!(mute.get_attribute("aria-pressed").as_deref(), Some("false"));
    mute.focus().unwrap();
    assert!(!press(&mute, "ArrowLeft").await, "the key does nothing else");
    assert_eq!(focused(), calls.button("Park"), "the row goes round");
    assert_eq!(calls.button("Park").tab_index(), 0);
    click(&calls.button("Park")).await;
    click(&mute).await;
    assert_eq!(calls.actions(), [command(Service::Park), asks(CallControl::SetMute(true))]);
}

/// The list of suggestions of the field on the card.
fn look_up(screen: &mut Screen) {
    let place = LookupPlace::Target("c1".to_owned());
    screen.lookup = Some(LookupView { place, options: vec![super::lookup::option("Sato", "2002")], status: None });
}

#[wasm_bindgen_test]
async fn a_field_that_goes_while_its_list_is_open_closes_the_list() {
    let calls = show(able()).await;
    click(&calls.button("Transfer…")).await;
    calls.show(look_up).await;
    assert_eq!(calls.all(".dw-target [role=option]").len(), 1);
    calls.actions();
    // The call goes on in a phase in which it cannot be sent anywhere.
    calls.show(|screen| screen.cards[0].control.target = None).await;
    assert!(calls.all(".dw-target").is_empty());
    let stop = DeskAction::StopLookUp(LookupPlace::Target("c1".to_owned()));
    assert_eq!(calls.actions(), [UserAction::Desk(stop)]);
}

#[wasm_bindgen_test]
async fn what_cannot_be_pressed_now_says_why_and_sends_nothing() {
    let mut card = able();
    card.control.tiles[3].unavailable = Some("Not available now");
    card.control.tiles[0].is_busy = true;
    let calls = show(card).await;
    let park = calls.button("Park");
    assert_eq!(park.get_attribute("aria-disabled").as_deref(), Some("true"));
    let why = calls.find(&format!("#{}", park.get_attribute("aria-describedby").unwrap()));
    assert_eq!(why.text_content().unwrap(), "Not available now");
    click(&park).await;
    assert_eq!(calls.actions(), []);
    assert_eq!(calls.button("Mute").get_attribute("aria-busy").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn the_keypad_sends_what_is_pressed_typed_and_pasted_and_escape_leads_back() {
    let calls = show(able()).await;
    let opener = calls.button("Keypad");
    assert_eq!(opener.get_attribute("aria-expanded").as_deref(), Some("false"));
    opener.focus().unwrap();
    click(&opener).await;
    assert_eq!(opener.get_attribute("aria-expanded").as_deref(), Some("true"));
    let field = calls.find(".dw-tones input");
    assert_eq!(focused(), field);
    type_in(&field, "１2#").await;
    assert_eq!(field.unchecked_ref::<HtmlInputElement>().value(), "");
    click(&calls.button("7")).await;
    let tones = |text: &str| asks(CallControl::SendTones(text.to_owned()));
    assert_eq!(calls.actions(), [tones("１2#"), tones("7")]);
    press(&field, "Escape").await;
    assert!(calls.all(".dw-tones").is_empty());
    assert_eq!(focused(), opener);
    click(&opener).await;
    calls.show(|screen| screen.cards[0].control.tones = None).await;
    assert!(calls.all(".dw-tones").is_empty(), "nobody hears tones any more");
}

#[wasm_bindgen_test]
async fn a_number_is_sent_by_enter_or_by_a_button_and_stays_until_it_is_used() {
    let calls = show(able()).await;
    let opener = calls.button("Transfer…");
    opener.focus().unwrap();
    click(&opener).await;
    let field = calls.find(".dw-target input");
    assert_eq!(focused(), field);
    type_in(&field, "2002").await;
    calls.actions();
    assert!(!press(&field, "Enter").await);
    click(&calls.button("Hold and consult")).await;
    let to = |service| asks(CallControl::SendTo { service, text: "2002".to_owned(), record: None });
    assert_eq!(calls.actions(), [to(Service::SingleStepTransfer), to(Service::Consult)]);
    let busy = |is_busy, has_failed| TargetView { is_busy, has_failed, ..target() };
    calls.show(|screen| screen.cards[0].control.target = Some(busy(true, false))).await;
    calls.show(|screen| screen.cards[0].control.target = Some(busy(false, true))).await;
    assert_eq!(calls.find(".dw-target input").unchecked_ref::<HtmlInputElement>().value(), "2002");
    calls.show(|screen| screen.cards[0].control.target = Some(busy(true, false))).await;
    calls.show(|screen| screen.cards[0].control.target = Some(busy(false, false))).await;
    assert!(calls.all(".dw-target").is_empty());
    assert_eq!(focused(), opener);
}

#[wasm_bindgen_test]
async fn an_emergency_number_is_asked_about_and_refusing_is_the_first_choice() {
    let mut card = able();
    card.control.target = Some(TargetView { question: Some("110 This is".to_owned()), ..target() });
    let calls = show(card).await;
    click(&calls.button("Transfer…")).await;
    let dialog = calls.find("[role=alertdialog]");
    assert!(dialog.text_content().unwrap().starts_with("110 This is"));
    assert!(dialog.contains(Some(&focused())) && focused().text_content().unwrap() == "Cancel");
    click(&calls.button("Dial now")).await;
    assert_eq!(calls.actions(), [asks(CallControl::ConfirmTarget)]);
    press(&dialog, "Escape").await;
    assert_eq!(calls.actions(), [asks(CallControl::EditTarget)]);
}

#[wasm_bindgen_test]
async fn a_pair_names_who_is_held_and_a_conference_lists_who_can_go() {
    let mut card = able();
    card.control.pair = Some(PairView {
        words: "On hold: Hanako Yamada".to_owned(),
        tiles: vec![tile(Tile::Transfer, "Transfer", TilePress::Send(command(Service::Transfer)))],
    });
    let party = |id: &str, who: &str| PartyView {
        id: id.to_owned(),
        who: who.to_owned(),
        state: None,
        can_drop: true,
        is_busy: false,
    };
    card.control.parties = vec![party("p1", "Hanako"), party("p2", "Sato 2002")];
    let calls = show(card).await;
    let row = calls.find(".dw-pair [role=toolbar]");
    assert_eq!(row.get_attribute("aria-label").as_deref(), Some("On hold: Hanako Yamada"));
    click(&calls.button("Transfer")).await;
    let remove = calls.find("[aria-label='Sato 2002 Remove']");
    click(&remove).await;
    let drop_sato = asks(CallControl::DropParty { party: "p2".to_owned() });
    assert_eq!(calls.actions(), [command(Service::Transfer), drop_sato]);
    calls.show(|screen| drop(screen.cards[0].control.parties.remove(0))).await;
    assert_eq!(calls.find("[aria-label='Sato 2002 Remove']"), remove, "the others keep their places");
}

#[wasm_bindgen_test]
async fn states_and_what_became_of_a_call_are_said_aloud() {
    let mut card = able();
    card.control.marks = vec![MarkView { word: "Muted", is_alert: true }];
    card.control.lines = vec![ControlLine {
        words: "Waits in parking place 701".to_owned(),
        tone: LineTone::Plain,
        action: Some((Msg::PickUp, command(Service::PickUp))),
    }];
    let calls = show(card).await;
    assert_eq!(calls.find(".dw-marks[role=status]").text_content().unwrap(), "Muted");
    assert!(calls.find(".dw-line").text_content().unwrap().contains("Waits in parking place 701"));
    click(&calls.button("Pick up")).await;
    assert_eq!(calls.actions(), [command(Service::PickUp)]);
}

#[wasm_bindgen_test]
async fn after_cards_have_moved_a_click_waits_a_moment() {
    let calls = show(talking()).await;
    let is_moving = || calls.find("#calls").class_list().contains("dw-main--moving");
    let second = CardView { call: "c2".to_owned(), phase: PhaseView::Ringing, is_compact: true, ..talking() };
    calls.show(|screen| screen.cards.insert(0, second)).await;
    assert!(is_moving());
    wait_until(|| !is_moving()).await;
    calls.show(|screen| screen.cards[1].title = "On hold".to_owned()).await;
    assert!(!is_moving(), "nothing has moved");
}
