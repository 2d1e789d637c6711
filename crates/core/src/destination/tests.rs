use super::*;
use crate::host::{Pop, framed};
use crate::placeholders::Values;
use crate::settings::value::check;
use crate::settings::{Kind, Reason};
use proptest::prelude::*;

/// Values made from the names of the placeholders.
fn values(value: impl Fn(&str) -> String) -> Values {
    Values {
        ani: value("ANI"),
        dnis: value("DNIS"),
        name: value("NAME"),
        queue: value("QUEUE"),
        direction: value("DIRECTION"),
        call_id: value("CALLID"),
        request_id: value("REQUESTID"),
        result: value("RESULT"),
        duration: value("DURATION"),
    }
}

fn pop(text: &str) -> Pop {
    let checked = check(Kind::Page, text).unwrap_or_else(|reason| panic!("{text}: {reason:?}"));
    let fields = |object: &str| vec![(phone_field(object).unwrap_or("?").to_owned(), "0312345678".to_owned())];
    let values = values(|name| format!("{name}&#\"'山😀"));
    Destination::parse(&checked).unwrap_or_else(|| panic!("{text}")).pop(&values, fields)
}

fn new(object: &str, field: &str) -> Pop {
    Pop::NewRecord { object: object.to_owned(), fields: vec![(field.to_owned(), "0312345678".to_owned())] }
}

#[test]
fn classic_paths_become_what_lightning_opens() {
    assert_eq!(pop("/001/e"), new("Account", "Phone"));
    assert_eq!(pop("/500/e?cas14=x"), new("Case", "SuppliedPhone"));
    assert_eq!(pop("/003/o"), Pop::ObjectHome("Contact".to_owned()));
    assert_eq!(pop("/00Q"), Pop::ObjectHome("Lead".to_owned()));
    let list = Pop::List { id: "00B000000000001".to_owned(), object: "Account".to_owned() };
    assert_eq!(pop("/001?fcf=00B000000000001"), list);
    assert_eq!(pop("/0015g00000AbCdEAAW"), Pop::Record { id: "0015g00000AbCdEAAW".to_owned() });
    assert_eq!(pop("/a0B/e"), Pop::Url("/a0B/e".to_owned()));
    assert!(pop("/a0B/e").covers_panel(), "which object it is only the org knows, but it makes a record");
    assert_eq!(
        pop("/_ui/search/ui/UnifiedSearchResults?searchType=2&str={ANI}"),
        Pop::Search("ANI&#\"'山😀".to_owned()),
    );
}

#[test]
fn lightning_paths_keep_their_kind() {
    assert_eq!(pop("/lightning/o/Account/new"), new("Account", "Phone"));
    assert_eq!(pop("/lightning/o/Contact/home"), Pop::ObjectHome("Contact".to_owned()));
    let list = Pop::List { id: "00B000000000001AAA".to_owned(), object: "Lead".to_owned() };
    assert_eq!(pop("/lightning/o/Lead/list?filterName=00B000000000001AAA"), list);
    for path in ["/lightning/o/Lead/list?filterName=Recent", "/lightning/n/Denwa", "/lightning/page/home", "/"] {
        assert_eq!(pop(path), Pop::Url(path.to_owned()));
        assert!(!pop(path).covers_panel());
    }
    for path in ["/lightning/r/Contact/003000000000001AAA/view", "/lightning/r/003000000000001AAA/view"] {
        assert_eq!(pop(path), Pop::Record { id: "003000000000001AAA".to_owned() });
    }
    assert!(pop("/lightning/o/Case/new?recordTypeId=012000000000001").covers_panel());
}

#[test]
fn a_pasted_address_of_the_org_is_cut_to_its_path_and_others_are_refused() {
    assert_eq!(pop("https://acme.lightning.force.com/lightning/o/Account/new"), new("Account", "Phone"));
    assert_eq!(pop("https://acme.my.salesforce.com/003/o"), Pop::ObjectHome("Contact".to_owned()));
    for other in [
        "https://evil.example/001/e",
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/",
        "/\\evil.example",
        "https://acme.my.salesforce.com@evil.example/",
    ] {
        assert!(check(Kind::Page, other).is_err(), "{other}");
    }
}

#[test]
fn a_path_that_is_no_page_is_refused() {
    for wrong in ["/xyz", "/lightnin/o/Case/new", "https://acme.lightning.force.com/xyz"] {
        assert_eq!(check(Kind::Page, wrong), Err(Reason::Malformed), "{wrong}");
    }
}

#[test]
fn values_are_encoded_where_they_land() {
    let encoded = "%26%23%22%27%E5%B1%B1%F0%9F%98%80";
    assert_eq!(pop("/apex/Page?x={ANI}&n={NAME}"), Pop::Url(format!("/apex/Page?x=ANI{encoded}&n=NAME{encoded}")));
    assert_eq!(pop("/apex/{QUEUE}/x"), Pop::Url(format!("/apex/QUEUE{encoded}/x")));
    let Pop::Flow { name, args } = pop("flow:Denwa_New_Caller") else { panic!() };
    assert_eq!((name.as_str(), args.len()), ("Denwa_New_Caller", 7));
    assert_eq!(args[0], ("ANI".to_owned(), "ANI&#\"'山😀".to_owned()));
    assert_eq!(
        framed("https://a.example/?x=1&y=2"),
        Pop::Url("/apex/DenwaFrame?url=https%3A%2F%2Fa.example%2F%3Fx%3D1%26y%3D2".to_owned())
    );
}

proptest! {
    /// Whatever an administrator stores and a caller sends: an address stays in the org, and a value stays in its place.
    #[test]
    fn nothing_leads_out_of_the_org(text in ".{0,40}", path in "/[a-z0-9/?&=#{}A-Z%.]{0,30}", value in ".{0,20}") {
        for text in [text, path] {
            let Ok(checked) = check(Kind::Page, &text) else { continue };
            let Some(destination) = Destination::parse(&checked) else { continue };
            let with = destination.clone().pop(&values(|_| value.clone()), |_| Vec::new());
            let without = destination.pop(&Values::default(), |_| Vec::new());
            prop_assert_eq!(core::mem::discriminant(&with), core::mem::discriminant(&without));
            if let (Pop::Url(with), Pop::Url(without)) = (with, without) {
                prop_assert!(with.starts_with('/') && !with.starts_with("//") && !with.starts_with("/\\"), "{}", with);
                let syntax = |url: &str| url.chars().filter(|c| matches!(c, '/' | '?' | '#' | '&' | '=')).collect::<String>();
                prop_assert_eq!(syntax(&with), syntax(&without));
            }
        }
    }
}
