//! The line, the number that the customer dialled, by variable, header, extension or context.

use super::Site;

const LINES: &str = r#"
agents = [{ login = "sato", extension = "2001" }]

[[lines]]
number = "0312345000"
name = "Reception"

[[lines]]
number = "0120000000"
extensions = ["acme-freedial"]

[[lines]]
number = "0698760000"
contexts = ["from-trunk-osaka"]
"#;

fn line(pbx: &str, caller: &[(&str, &str)]) -> String {
    let caller = [&[("CallerIDNum", "09012345678")], caller].concat();
    Site::new(LINES, pbx).ring("PJSIP/2001", &caller).line.unwrap()
}

#[test]
fn a_variable_wins() {
    let entry = [("Exten", "0120000000"), ("Context", "from-trunk-osaka")];
    for (variable, expected) in [
        ("FROM_DID=0312345000", "0312345000"),
        ("FROM_DID=+81 3-1234-5000", "0312345000"),
        ("DNIS=81312345000", "0312345000"),
        ("FROM_DID=acme-freedial", "0120000000"),
        // A number that is not among the lines is still what the customer dialled.
        ("FROM_DID=0312349999", "0312349999"),
        // Without a number in the variable, the entry into the dialplan counts.
        ("FROM_DID=s", "0120000000"),
        ("FROM_DID=", "0120000000"),
        ("OTHER=0312345000", "0120000000"),
    ] {
        let caller = [entry.as_slice(), &[("ChanVariable", variable)]].concat();
        assert_eq!(line("", &caller), expected, "{variable}");
    }
}

/// The dialplan keeps the header in a variable: `Set(__DENWA_TO=${PJSIP_HEADER(read,To)})`.
#[test]
fn a_variable_may_hold_a_header() {
    let pbx = "line_variables = [\"DENWA_TO\"]";
    for header in [
        "<sip:0312345000@sip.carrier.example>",
        "\"Acme\" <sip:+81312345000@10.0.0.1;user=phone>;tag=1",
        "<tel:+81-3-1234-5000>",
    ] {
        let variable = format!("DENWA_TO={header}");
        let caller = [("Exten", "s"), ("Context", "from-trunk"), ("ChanVariable", variable.as_str())];
        assert_eq!(line(pbx, &caller), "0312345000", "{header}");
    }
    let host_only = [("Exten", "s"), ("Context", "from-trunk-osaka"), ("ChanVariable", "DENWA_TO=<sip:10.0.0.1>")];
    assert_eq!(line(pbx, &host_only), "0698760000");
}

#[test]
fn the_extension_counts_before_the_context() {
    for (exten, context, expected) in [
        ("0312345000", "from-trunk", "0312345000"),
        ("+81312345000", "from-trunk-osaka", "0312345000"),
        ("acme-freedial", "from-trunk-osaka", "0120000000"),
        ("s", "from-trunk-osaka", "0698760000"),
        ("account17", "from-trunk-osaka", "0698760000"),
        ("account17", "from-trunk", "account17"),
        // Nothing is known: the agent's own extension.
        ("s", "from-trunk", "2001"),
    ] {
        assert_eq!(line("", &[("Exten", exten), ("Context", context)]), expected, "{exten}@{context}");
    }
}

#[test]
fn a_colleague_is_on_no_line() {
    let mut site = Site::new(
        &LINES.replace("extension = \"2001\" }", "extension = \"2001\" }, { login = \"ito\", extension = \"1001\" }"),
        "",
    );
    let colleague = [
        ("Channel", "PJSIP/1001-00000009"),
        ("CallerIDNum", "1001"),
        ("Exten", "2001"),
        ("Context", "from-trunk-osaka"),
    ];
    let call = site.ring("PJSIP/2001", &colleague);
    assert_eq!(call.line.as_deref(), Some("2001"));
}
