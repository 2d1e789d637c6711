//! libphonenumber's metadata as a second opinion, and the source of the table of area codes.
//!
//! Where the two differ on purpose: extensions, services and feature codes are left alone here (the oracle makes +81110
//! of 110 and drops `*` and `#`), carriers' prefixes (00XX) are not grouped, vanity letters are refused, 0200 and
//! unallocated numbers are shown as written, foreign numbers outside North America are not grouped.

use super::super::area_table::AREAS;
use super::super::{Kind, Number, display, parse, search_forms};
use rlibphonenumber::enums::Region;
use rlibphonenumber::{PHONE_NUMBER_UTIL as ORACLE, PhoneNumber, PhoneNumberFormat, PhoneNumberType};

/// A valid Japanese number by the oracle's lights.
fn ask(text: &str) -> Option<PhoneNumber> {
    ORACLE.parse(text, Some(Region::JP)).ok().filter(|number| number.country_code == 81 && number.is_valid())
}

fn national(number: &PhoneNumber) -> String {
    number.format_as(PhoneNumberFormat::National).to_string()
}

/// Digits of the area code of a block of ten thousand numbers, without the 0; 0 for what is not given out.
fn area(block: u32) -> u32 {
    let number = ORACLE.parse(format!("0{block:05}1234"), Some(Region::JP)).ok();
    let number = number.filter(|number| number.country_code == 81 && number.get_type() == PhoneNumberType::FixedLine);
    number.map_or(0, |number| u32::try_from(national(&number).find('-').unwrap_or(1) - 1).unwrap())
}

#[test]
fn the_area_table_is_current_at_its_edges() {
    // Both sides of every change, and one block in ten everywhere else: seconds instead of the quarter minute that all
    // take.
    let mut from = 0;
    let edges = AREAS.iter().flat_map(|step| {
        from += u32::from(step / 5);
        [from.saturating_sub(1), from]
    });
    for block in edges.chain((0..100_000).step_by(10)) {
        let length = super::super::area::length(&format!("{block:05}1234")).map_or(0, |length| length - 1);
        assert_eq!(u32::try_from(length).unwrap(), area(block), "0{block:05}; print the table anew, see `area`");
    }
}

#[test]
#[ignore = "takes a quarter minute; prints area_table.rs"]
fn print_area_table() {
    let mut table: Vec<u16> = Vec::new();
    let mut last = (0, u32::MAX);
    for block in 0..100_000 {
        let length = area(block);
        if last.1 != length {
            table.push(u16::try_from((block - last.0) * 5 + length).unwrap());
            last = (block, length);
        }
    }
    println!("//! Generated from libphonenumber's metadata by `print_area_table`; see `area.rs`. Do not edit.\n");
    println!(
        "/// Where the length of the area code changes: how many blocks of five digits after the 0 lie between it and the change before, times five, plus\n\
         /// the length without the 0. Steps are half of what places would weigh."
    );
    println!("#[rustfmt::skip]\n#[allow(clippy::unreadable_literal, reason = \"generated\")]");
    println!("pub(super) const AREAS: &[u16] = &[");
    for row in table.chunks(24) {
        let row: Vec<String> = row.iter().map(|entry| format!("{entry},")).collect();
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
            let Some(number) = parse(digits).ok().filter(Number::is_national) else { continue };
            let expected = match oracle.get_type() {
                T::FixedLine => Kind::Fixed,
                T::Mobile => Kind::Mobile,
                T::VoIP => Kind::Ip,
                T::TollFree => Kind::TollFree,
                T::UAN | T::PremiumRate => Kind::Special,
                T::PersonalNumber => Kind::Personal,
                T::Pager => Kind::Machine,
                other => panic!("{digits}: {other:?}"),
            };
            assert_eq!(number.kind, expected, "{digits}");
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
        let Some(number) = parse(&text).ok().filter(|number| number.kind == Kind::Abroad) else { continue };
        let length = super::super::format::country_code_length(&number.text);
        assert_eq!(number.text[..length], oracle.country_code.to_string(), "{text}");
    }
}
