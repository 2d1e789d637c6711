//! What a text turned out to be.

/// A telephone number with what was written around it: one flat struct whatever it is, so that nothing is taken apart to read or drop it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// What it is.
    pub kind: Kind,
    /// What is dialled: ASCII digits, but for [`Kind::Feature`] and [`Kind::Sip`]. Without `+`.
    pub text: String,
    /// The digits of the extension behind the number: `内線12`, `ext. 12`, `;ext=12`; empty for none.
    pub extension: String,
    /// The prefix for this one call, taken off the front: 184 hides one's own number, 186 shows it; empty for none.
    pub caller_id: &'static str,
}

impl Number {
    /// A Japanese number with its leading 0, of one of the lengths the numbering plan has.
    #[must_use]
    pub fn is_national(&self) -> bool {
        self.kind <= Kind::Unallocated
    }
}

/// The ways to reach somebody from a Japanese PBX. First those of the Japanese numbering plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
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
    /// A number abroad: country code and number. Never Japan's 81.
    Abroad,
    /// A three-digit service of the public network (1XY): never rewritten.
    Short,
    /// Up to eight digits that the PBX itself understands: an extension, a park slot, a local number. Never rewritten.
    Extension,
    /// A feature code with `*` or `#`: never rewritten.
    Feature,
    /// Nine digits or more that fit no plan known here: shown, searched and dialled as they are.
    Unknown,
    /// A SIP address with a name in it, `taro@example.jp`, in lower case.
    Sip,
}
