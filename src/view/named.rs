//! Actions by their names.

/// What is done at a name: `named!(name, { "a" => …, "b" => …, }, else …)`. The names stand in a table: a `match` compares with each in turn,
/// which is forty bytes of code for every name.
macro_rules! named {
    ($name:expr, { $($known:literal => $does:expr,)* }, else $other:expr) => {{
        const NAMES: &[&str] = &[$($known),*];
        let name = $name;
        let place = NAMES.iter().position(|known| *known == name).unwrap_or(NAMES.len());
        $(if place == const { $crate::view::named::place_of(NAMES, $known) } { $does } else)* { $other }
    }};
}
pub(crate) use named;

/// Where a name stands in a table of names.
pub const fn place_of(names: &[&str], name: &str) -> usize {
    let mut place = 0;
    while place < names.len() {
        let (known, name) = (names[place].as_bytes(), name.as_bytes());
        let mut same = 0;
        while same < known.len() && same < name.len() && known[same] == name[same] {
            same += 1;
        }
        if same == known.len() && same == name.len() {
            break;
        }
        place += 1;
    }
    place
}
