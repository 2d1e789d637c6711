//! `../field/callers.tsv`: what PBXs and carriers send as the caller, and what it means.

use super::{SATO, Site};
use denwa_protocol::Number;

#[test]
fn callers_mean_what_the_table_says() {
    let rows = include_str!("../field/callers.tsv").lines().filter(|line| !line.starts_with("# "));
    let mut read = 0;
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let [number, name, presentation, means, ..] = cells[..] else { panic!("{row}") };
        let presentation = match presentation {
            "prohibited" => "CALLERID(num-pres)=prohib_passed_screen",
            "unavailable" => "CALLERID(num-pres)=unavailable",
            "" => "CALLERID(num-pres)=allowed_not_screened",
            other => panic!("{other}"),
        };
        let caller = [
            ("CallerIDNum", number),
            ("CallerIDName", name),
            ("Exten", "2001"),
            ("Context", "from-trunk"),
            ("ChanVariable", presentation),
        ];
        let remote = Site::new(SATO, "").ring("PJSIP/2001", &caller).remote;
        let expected = match means {
            "withheld" => Number::Withheld,
            "unknown" => Number::Unknown,
            // The number is passed on as sent; the panel knows that both forms are the same number.
            _ => Number::Known { digits: number.to_owned() },
        };
        assert_eq!(remote.number, expected, "{row}");
        if expected == Number::Withheld {
            assert_eq!(remote.name, None, "{row}");
        }
        read += 1;
    }
    assert_eq!(read, 10);
}

/// Words that a site's own carrier sends are configured.
#[test]
fn a_carriers_own_words_are_configured() {
    let caller = |number| [("CallerIDNum", number), ("Exten", "2001"), ("Context", "from-trunk")];
    let pbx = "withheld = [\"hitsuchi\"]\nunknown = [\"9999\"]";
    for (number, expected) in [("HITSUCHI", Number::Withheld), ("9999", Number::Unknown)] {
        assert_eq!(Site::new(SATO, pbx).ring("PJSIP/2001", &caller(number)).remote.number, expected);
    }
}
