//! What a text turned out to be.

/// ASCII digits, at least one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digits(String);

impl Digits {
    /// For text already known to be digits only; everything else in it is dropped.
    pub(super) fn of(text: &str) -> Self {
        Self(text.chars().filter(char::is_ascii_digit).collect())
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A telephone number with what was written around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// What is dialled.
    pub dialable: Dialable,
    /// The extension behind the number: `内線12`, `ext. 12`, `;ext=12`.
    pub extension: Option<Digits>,
    /// The prefix that shows or hides one's own number, taken off the front.
    pub caller_id: Option<CallerId>,
}

/// The ways to reach somebody from a Japanese PBX.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialable {
    /// A number abroad: country code and number, without `+`. Never Japan's 81.
    E164(Digits),
    /// A Japanese number with its leading 0, of one of the lengths the numbering plan has.
    National(Digits, JpKind),
    /// A three-digit service of the public network (1XY): never rewritten.
    Short(Digits),
    /// Up to eight digits that the PBX itself understands: an extension, a park slot, a local number. Never rewritten.
    Extension(Digits),
    /// A feature code with `*` or `#`: never rewritten.
    Feature(String),
    /// Nine digits or more that fit no plan known here: shown, searched and dialled as they are.
    Unknown(Digits),
    /// A SIP address with a name in it, `taro@example.jp`, in lower case.
    Sip(String),
}

/// The kinds of Japanese numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JpKind {
    /// 固定電話, 0AB-J: an area code of two to five digits, ten digits in all.
    Fixed,
    /// 070, 080, 090 and, since July 2026, 060: eleven digits.
    Mobile,
    /// 050: IP telephony, eleven digits.
    Ip,
    /// 0120 (ten digits) and 0800 (eleven): the called side pays. Often unreachable from abroad.
    TollFree,
    /// 0570, 0990 and 0180: Navi-Dial, premium rate and announcements.
    Special,
    /// Ten digits after the old plan of 060: personal numbers.
    Personal,
    /// 020: machines (eleven digits, fourteen for 0200) and pagers.
    Machine,
    /// Ten digits whose area code the plan does not have.
    Unallocated,
}

/// A Japanese prefix that decides, for one call, whether one's own number is presented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallerId {
    /// 184: withheld.
    Hide,
    /// 186: presented.
    Show,
}

impl CallerId {
    /// The digits to dial before the number.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Hide => "184",
            Self::Show => "186",
        }
    }
}
