//! What a text turned out to be.

use std::fmt;

/// A telephone number, with what was written around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// The number itself.
    pub kind: NumberKind,
    /// The prefix for this call alone, which was before the number.
    pub caller_id: Option<CallerId>,
    /// All digits as they were written, if 184, 186 or a carrier's prefix is before the number: they are dialled so.
    pub prefixed: Option<String>,
    /// The digits of the extension behind the number: `内線12`, `ext. 12`, `;ext=12`, `#12`.
    pub extension: Option<String>,
}

impl Number {
    /// A number with nothing around it.
    pub(super) fn bare(kind: NumberKind) -> Self {
        Self { kind, caller_id: None, prefixed: None, extension: None }
    }

    /// The number whose last digits are `last`: the other line of `03-1234-5678・5679`.
    pub(super) fn with_last_digits(&self, last: &str) -> Option<Self> {
        let replace = |digits: &str| Some(format!("{}{last}", digits.get(..digits.len().checked_sub(last.len())?)?));
        let kind = match &self.kind {
            NumberKind::National { kind, digits } => NumberKind::National { kind: *kind, digits: replace(digits)? },
            NumberKind::Abroad { country_code, subscriber } => {
                NumberKind::Abroad { country_code: country_code.clone(), subscriber: replace(subscriber)? }
            }
            NumberKind::Unknown(digits) => NumberKind::Unknown(replace(digits)?),
            _ => return None,
        };
        Some(Self { kind, prefixed: self.prefixed.as_deref().and_then(replace), ..self.clone() })
    }
}

/// The ways to reach somebody from a Japanese PBX.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberKind {
    /// A Japanese number of one of the lengths that the numbering plan has.
    National {
        /// Which part of the plan.
        kind: NationalKind,
        /// The digits with their leading 0.
        digits: String,
    },
    /// A number abroad; never one of Japan's +81.
    Abroad {
        /// The country code without `+`.
        country_code: String,
        /// The digits behind the country code.
        subscriber: String,
    },
    /// A three-digit service of the public network (1XY), never rewritten.
    Short(String),
    /// Up to eight digits that the PBX itself understands: an extension, a park slot, a local number. Never rewritten.
    Extension(String),
    /// A feature code with `*` or `#`, never rewritten.
    Feature(String),
    /// Nine digits or more that fit no plan known here: shown, searched and dialled as they are.
    Unknown(String),
    /// A SIP address with a name in it, `taro@example.jp`, in lower case.
    Sip(String),
}

impl NumberKind {
    /// Whether the number is one of the public network by its plan, so that the PBX dials it on an outside line.
    pub(super) fn is_outside(&self) -> bool {
        match self {
            Self::National { kind, .. } => *kind != NationalKind::Unallocated,
            Self::Abroad { .. } => true,
            _ => false,
        }
    }
}

/// The parts of the Japanese numbering plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NationalKind {
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

/// A Japanese prefix that decides, for one call, whether the caller's number is presented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallerId {
    /// 184 withholds the number.
    Hide184,
    /// 186 presents the number.
    Show186,
}

impl CallerId {
    /// Both prefixes.
    pub const ALL: [Self; 2] = [Self::Hide184, Self::Show186];

    /// The digits that are dialled before the number.
    #[must_use]
    pub fn digits(self) -> &'static str {
        match self {
            Self::Hide184 => "184",
            Self::Show186 => "186",
        }
    }
}

impl fmt::Display for CallerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.digits())
    }
}
