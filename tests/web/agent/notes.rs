//! The notes of a call.

use denwa_core::UserAction;
use denwa_core::call::NoteDecision;
use denwa_core::view_model::{CardView, LineTone, NotesView, WrapUpView};
use denwa_panel::view::agent::Calls;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CompositionEvent, Event, FocusEvent, HtmlElement, HtmlTextAreaElement, InputEvent};

use super::{Mounted, click, mount, settle, talking, with_card};

fn noted(text: &str) -> CardView {
    let notes = NotesView { text: text.to_owned(), ..NotesView::default() };
    CardView { wrap_up: WrapUpView { notes, ..WrapUpView::default() }, ..talking() }
}

async fn shown(card: CardView) -> (Mounted, HtmlTextAreaElement) {
    let calls = mount(with_card(card), || leptos::view! { <Calls /> }).await;
    let field = calls.find("textarea").unchecked_into();
    (calls, field)
}

async fn dispatch(field: &HtmlTextAreaElement, event: &Event) {
    field.dispatch_event(event).unwrap();
    settle().await;
}

async fn type_text(field: &HtmlTextAreaElement, text: &str) {
    field.set_value(text);
    dispatch(field, &InputEvent::new("input").unwrap()).await;
}

#[wasm_bindgen_test]
async fn what_is_typed_goes_to_its_call_at_once_and_leaving_the_field_keeps_it() {
    let (calls, field) = shown(noted("")).await;
    let call = || "c1".to_owned();
    type_text(&field, "伝票 A-1042 😀").await;
    assert_eq!(calls.actions(), [UserAction::EditNote { call: call(), text: "伝票 A-1042 😀".to_owned() }]);
    dispatch(&field, &FocusEvent::new("blur").unwrap()).await;
    assert_eq!(calls.actions(), [UserAction::KeepNote { call: call() }]);
}

#[wasm_bindgen_test]
async fn a_conversion_of_the_input_method_is_not_disturbed() {
    let (calls, field) = shown(noted("前")).await;
    dispatch(&field, &CompositionEvent::new("compositionstart").unwrap()).await;
    field.set_value("前でんぴ");
    calls.show(|screen| screen.cards[0].wrap_up.notes.text = "another panel's".to_owned()).await;
    assert_eq!(field.value(), "前でんぴ");
    dispatch(&field, &CompositionEvent::new("compositionend").unwrap()).await;
    assert_eq!(field.value(), "another panel's");
}

#[wasm_bindgen_test]
async fn a_text_that_is_there_already_moves_no_cursor() {
    let (calls, field) = shown(noted("abcdef")).await;
    field.set_selection_range(2, 2).unwrap();
    calls.show(|screen| screen.cards[0].wrap_up.notes.status = Some("Saved")).await;
    assert_eq!(field.selection_start(), Ok(Some(2)));
    assert_eq!(
        calls.find("[role=status].dw-part__top--success, .dw-notes [role=status]").text_content().unwrap(),
        "Saved"
    );
    calls.show(|screen| screen.cards[0].wrap_up.notes.text = "abXcdef".to_owned()).await;
    assert_eq!((field.value().as_str(), field.selection_start()), ("abXcdef", Ok(Some(2))));
}

#[wasm_bindgen_test]
async fn of_two_texts_the_agent_decides() {
    let (calls, _) = shown(noted("mine")).await;
    calls
        .show(|screen| {
            let notes = &mut screen.cards[0].wrap_up.notes;
            (notes.theirs, notes.tone) = (Some("<b>theirs</b>".to_owned()), LineTone::Warning);
        })
        .await;
    assert_eq!(calls.find(".dw-quote").text_content().unwrap(), "<b>theirs</b>");
    click(&calls.button("Keep both")).await;
    assert_eq!(calls.actions(), [UserAction::DecideNote { call: "c1".to_owned(), decision: NoteDecision::Both }]);
}

#[wasm_bindgen_test]
async fn each_card_has_the_notes_of_its_own_call() {
    let mut screen = with_card(noted("one"));
    screen.cards.push(CardView { call: "c2".to_owned(), ..noted("two") });
    let calls = mount(screen, || leptos::view! { <Calls /> }).await;
    let texts = |fields: Vec<HtmlElement>| -> Vec<String> {
        fields.into_iter().map(|field| field.unchecked_into::<HtmlTextAreaElement>().value()).collect()
    };
    assert_eq!(texts(calls.all("textarea")), ["one", "two"]);
    calls.show(|screen| screen.cards.swap(0, 1)).await;
    assert_eq!(texts(calls.all("textarea")), ["two", "one"]);
    type_text(calls.all("textarea")[0].unchecked_ref(), "two more").await;
    assert_eq!(calls.actions(), [UserAction::EditNote { call: "c2".to_owned(), text: "two more".to_owned() }]);
}
