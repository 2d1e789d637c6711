//! libphonenumber's metadata as a second opinion, and the source of the table of area codes.
//!
//! The two differ on purpose: extensions, services and feature codes are left alone here (the oracle makes +81110
//! of 110 and drops `*` and `#`), carriers' prefixes (00XX) are not grouped, vanity letters are refused, 0200 and
//! unallocated numbers are shown as written, foreign numbers outside North America are not grouped.

use super::super::area_table::AREAS;
use super::super::{NationalKind, NumberKind, display, parse, search_forms};
use rlibphonenumber::enums::Region;
use rlibphonenumber::{PHONE_NUMBER_UTIL as ORACLE, PhoneNumber, PhoneNumberFormat, PhoneNumberType};

/// A Japanese number that the oracle holds for valid.
fn ask(text: &str) -> Option<PhoneNumber> {
    ORACLE.parse(text, Some(Region::JP)).ok().filter(|number| number.country_code == 81 && number.is_valid())
}

fn national(number: &PhoneNumber) -> String {
    number.format_as(PhoneNumberFormat::National).to_string()
}

/// How many digits the area code of a block of ten thousand numbers has, with its 0; 0 for a block that is not given out.
fn area(block: u32) -> usize {
    let number = ORACLE.parse(format!("0{block:05}1234"), Some(Region::JP)).ok();
    let number = number.filter(|number| number.country_code == 81 && number.get_type() == PhoneNumberType::FixedLine);
    number.map_or(0, |number| national(&number).find('-').expect("the oracle groups fixed-line numbers"))
}

#[test]
fn the_area_table_is_current_at_its_edges() {
    // Both sides of every edge, and every tenth block elsewhere: all blocks would take a quarter of a minute.
    let edges = AREAS.iter().flat_map(|(from, _)| [from.saturating_sub(1), *from]);
    for block in edges.chain((0..100_000).step_by(10)) {
        let length = super::super::area::length(&format!("0{block:05}1234")).unwrap_or_default();
        assert_eq!(length, area(block), "0{block:05}; print the table anew, see `area`");
    }
}

#[test]
#[ignore = "takes a quarter minute; prints area_table.rs"]
fn print_area_table() {
    let mut table: Vec<(u32, usize)> = Vec::new();
    for block in 0..100_000 {
        let length = area(block);
        if table.last().is_none_or(|(_, last)| *last != length) {
            table.push((block, length));
        }
    }
    println!("//! Generated from libphonenumber's metadata by `print_area_table`; see `area.rs`. Do not edit.\n");
    println!(
        "/// The first block of ten thousand numbers, by the five digits after the leading 0, from which area codes have this many digits with\n\
         /// their 0, up to the next row's; 0 digits where no numbers are given out."
    );
    println!("#[rustfmt::skip]\npub(super) const AREAS: &[(u32, usize)] = &[");
    for row in table.chunks(10) {
        let row: Vec<String> = row.iter().map(|(from, length)| format!("({from}, {length}),")).collect();
        println!("    {}", row.join(" "));
    }
    println!("];");
    assert_eq!(AREAS, table, "the table checked in is not current");
}

#[test]
fn japanese_numbers_are_grouped_as_the_oracle_groups_them() {
    // The table is compared block by block above; here a sample of it, and of the kinds with eleven digits.
    let ten = (10_000..100_000).step_by(17).map(|block: u32| format!("0{block:05}6789"));
    let eleven = ["020", "050", "060", "070", "080", "090", "0800"].into_iter().flat_map(|start| {
        (0..10_000).step_by(17).map(move |middle: u32| {
            let digits = format!("{start}{middle:04}67890");
            digits[..11].to_owned()
        })
    });
    let mut compared = 0;
    for digits in ten.chain(eleven) {
        let Some(oracle) = ask(&digits) else { continue };
        assert_eq!(display(&digits), national(&oracle), "{digits}");
        compared += 1;
    }
    assert!(compared > 4_000, "only {compared} compared");
}

#[test]
fn kinds_are_the_oracles_kinds() {
    use PhoneNumberType as T;
    for start in (0..10_000).step_by(3) {
        for tail in ["123456", "1234567"] {
            let digits = format!("0{start:04}{tail}");
            let digits = &digits[..digits.len() - 1];
            let Some(oracle) = ask(digits) else { continue };
            let Ok(NumberKind::National { kind, .. }) = parse(digits).map(|number| number.kind) else { continue };
            let expected = match oracle.get_type() {
                T::FixedLine => NationalKind::Fixed,
                T::Mobile => NationalKind::Mobile,
                T::VoIP => NationalKind::Ip,
                T::TollFree => NationalKind::TollFree,
                T::UAN | T::PremiumRate => NationalKind::Special,
                T::PersonalNumber => NationalKind::Personal,
                T::Pager => NationalKind::Machine,
                other => panic!("{digits}: {other:?}"),
            };
            assert_eq!(kind, expected, "{digits}");
        }
    }
}

#[test]
fn international_writings_mean_the_oracles_number() {
    for text in [
        "+81 3-1234-5678",
        "+81 (0)3-1234-5678",
        "+81 90 1234 5678",
        "０３ー１２３４ー５６７８",
        "03‐1234‐5678",
        "010-1-202-555-0173",
        "+1 336-222-7000",
        "+44 20 7946 0958",
        "+44 (0)20 7946 0958",
        "+852 2345 6789",
        "+886 2 2345 6789",
        "+86 10 1234 5678",
        "+7 495 123-45-67",
        "+353 1 234 5678",
    ] {
        let e164 = ORACLE.parse(text, Some(Region::JP)).unwrap().format_as(PhoneNumberFormat::E164).to_string();
        assert!(search_forms(text).contains(&e164), "{text}: {:?} lacks {e164}", search_forms(text));
    }
}

#[test]
fn country_codes_are_cut_where_the_oracle_cuts_them() {
    for prefix in 10..1000 {
        let text = format!("+{prefix}23456789");
        let Ok(oracle) = ORACLE.parse(&text, None) else { continue };
        let Ok(NumberKind::Abroad { country_code, .. }) = parse(&text).map(|number| number.kind) else { continue };
        assert_eq!(country_code, oracle.country_code.to_string(), "{text}");
    }
}
