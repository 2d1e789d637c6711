//! Why a value is refused, in words that say what is expected instead.

use crate::settings::schema::ColumnKind;
use crate::settings::{Kind, List, Reason};
use crate::text::Language;

/// What is expected where a value was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A value of that kind.
    Value(Kind),
    /// API name of a field.
    Field,
    /// API names of fields.
    Fields,
    /// At most as many rows as that list takes.
    Rows(List),
    /// Nothing in particular: what was refused is unknown.
    Unknown,
}

impl From<Kind> for Expected {
    fn from(kind: Kind) -> Self {
        Self::Value(kind)
    }
}

impl From<ColumnKind> for Expected {
    fn from(kind: ColumnKind) -> Self {
        match kind {
            ColumnKind::Of(kind) => Self::Value(kind),
            ColumnKind::Field => Self::Field,
            ColumnKind::Fields => Self::Fields,
        }
    }
}

impl Expected {
    /// The most characters.
    fn most_characters(self) -> u16 {
        let kind = match self {
            Self::Value(kind) => kind,
            Self::Field => ColumnKind::Field.kind(),
            Self::Fields | Self::Rows(_) | Self::Unknown => ColumnKind::Fields.kind(),
        };
        kind.field_length().unwrap_or_default()
    }

    /// The numbers that are accepted.
    fn range(self) -> Option<(u16, u16)> {
        match self {
            Self::Value(Kind::Whole(most)) => Some((1, most)),
            Self::Value(Kind::WholeOrNone(most)) => Some((0, most)),
            _ => None,
        }
    }

    /// How a value is written, with an example.
    fn form(self, language: Language) -> &'static str {
        let (ja, en) = match self {
            Self::Value(Kind::SocketUrl) => (
                "wss:// で始まるアドレスを入力してください（例: wss://pbx.example.jp/agent）。",
                "Type an address that begins with wss://, for instance wss://pbx.example.jp/agent.",
            ),
            Self::Value(Kind::Version) => {
                ("バージョンを入力してください（例: 66.0）。", "Type a version, for instance 66.0.")
            }
            Self::Value(Kind::LibraryBase) => (
                "パスのない https:// のアドレスを入力してください（例: https://acme.my.salesforce.com）。",
                "Type an https:// address without a path, for instance https://acme.my.salesforce.com.",
            ),
            Self::Value(Kind::Number) => (
                "電話番号または内線番号を入力してください（例: 03-1234-5678）。",
                "Type a telephone number or an extension, for instance 03-1234-5678.",
            ),
            Self::Value(Kind::Prefixes) => (
                "8桁までの数字、*、# をカンマまたは空白で区切って入力してください（例: 0, 81）。",
                "Type up to 8 digits, * or # each, separated by commas or spaces, for instance 0, 81.",
            ),
            Self::Value(Kind::Hosts) => (
                "ホスト名をカンマまたは空白で区切って入力してください（例: crm.example.jp, *.example.com）。",
                "Type host names separated by commas or spaces, for instance crm.example.jp, *.example.com.",
            ),
            Self::Value(Kind::Page) => (
                "ページのパスを入力してください（例: /001/e、/lightning/o/Contact/home、flow:名前）。",
                "Type the path of a page, for instance /001/e, /lightning/o/Contact/home or flow:Name.",
            ),
            Self::Value(Kind::Url) => (
                "https:// で始まるアドレスを入力してください（例: https://crm.example.jp/?tel={ANI}）。",
                "Type an address that begins with https://, for instance https://crm.example.jp/?tel={ANI}.",
            ),
            Self::Value(Kind::Object) => (
                "オブジェクトの API 参照名を入力してください（例: Contact、Order__c）。",
                "Type the API name of an object, for instance Contact or Order__c.",
            ),
            Self::Field => (
                "項目の API 参照名を入力してください（例: Phone）。",
                "Type the API name of a field, for instance Phone.",
            ),
            Self::Fields => (
                "項目の API 参照名をカンマまたは空白で区切って入力してください（例: Phone, MobilePhone）。",
                "Type API names of fields separated by commas or spaces, for instance Phone, MobilePhone.",
            ),
            _ => ("この項目に入れられる値ではありません。", "This field does not take such a value."),
        };
        language.pick(ja, en)
    }
}

impl Reason {
    /// The reason in words, and what is expected instead.
    #[must_use]
    pub fn words(self, expected: impl Into<Expected>, language: Language) -> String {
        let expected = expected.into();
        let (ja, en) = match self {
            Self::Type | Self::Range => return out_of_range(expected, language),
            Self::TooLong => return too_long(expected.most_characters(), language),
            Self::TooMany => return too_many(expected, language),
            Self::Malformed => return expected.form(language).to_owned(),
            Self::Code => ("選択肢にない値です。", "This is none of the choices."),
            Self::Insecure => return insecure(expected, language).to_owned(),
            Self::OtherHost => return other_host(expected, language).to_owned(),
            Self::OtherOrg => ("この組織の URL ではありません。", "This is not a URL of this org."),
            Self::Placeholder => (
                "使えないパラメータか、閉じていない波かっこがあります。",
                "There is an unknown placeholder or an unclosed brace.",
            ),
            Self::TooEarly => {
                ("このパラメータは通話が終わるまで空です。", "This placeholder is empty until the call is over.")
            }
            Self::Control => (
                "改行やタブなどの制御文字は使えません。",
                "Line breaks, tabs and other control characters are not allowed.",
            ),
            Self::Unknown => {
                ("この設定は組織のパッケージにありません。", "The org's package does not have this setting.")
            }
            Self::Forbidden => ("このレベルでは設定できません。", "It cannot be set at this level."),
            Self::Locked => ("管理者がロックしています。", "An administrator has locked it."),
            Self::Duplicate => ("同じものがすでにあります。", "It is there already."),
            Self::Missing => ("入力してください。", "Please fill this in."),
            Self::Taken => ("ほかのユーザーがこのログインIDを使っています。", "Another user has this telephony login."),
            Self::Gone => ("組織に見つかりません。", "The org does not have it."),
            Self::Copied => (
                "本番のアドレスのため、この Sandbox では使いません。組織の「接続を許可するホスト」か、このようなアドレスを Sandbox のものに変更して保存すると使われます。",
                "This is production's address, which this sandbox does not use. Save the organization's Allowed hosts, or an address such as this, with the sandbox's own value.",
            ),
            Self::Unsuitable => (
                "ここでは使えないオブジェクトです。記録先は ToDo またはカスタムオブジェクト、検索対象は電話項目があり検索できるオブジェクトにしてください。",
                "This object is of no use here. A log target is Task or a custom object; a search target is searchable and has a telephone field.",
            ),
        };
        language.pick(ja, en).to_owned()
    }
}

fn out_of_range(expected: Expected, language: Language) -> String {
    match (expected.range(), expected, language) {
        (Some((least, most)), _, Language::Ja) => format!("{least}～{most}の整数で入力してください。"),
        (Some((least, most)), _, Language::En) => format!("Type a whole number from {least} to {most}."),
        (None, Expected::Value(Kind::Version), Language::Ja) => {
            "このバージョンは古すぎます。43.0 以降を入力してください。".to_owned()
        }
        (None, Expected::Value(Kind::Version), Language::En) => {
            "This version is too old. Type 43.0 or later.".to_owned()
        }
        (None, ..) => expected.form(language).to_owned(),
    }
}

fn too_long(most: u16, language: Language) -> String {
    match language {
        Language::Ja => format!("長すぎます。{most}文字まで入力できます。"),
        Language::En => format!("Too long: at most {most} characters."),
    }
}

fn too_many(expected: Expected, language: Language) -> String {
    let Expected::Rows(list) = expected else {
        return language.pick("多すぎます。", "There are too many.").to_owned();
    };
    let most = list.row().most;
    match language {
        Language::Ja => format!("行が多すぎます。{most}行まで登録できます。"),
        Language::En => format!("Too many rows: at most {most}."),
    }
}

/// The scheme that an address must have.
fn insecure(expected: Expected, language: Language) -> &'static str {
    if expected == Expected::Value(Kind::SocketUrl) {
        language.pick("wss:// で始まるアドレスを入力してください。", "Type an address that begins with wss://.")
    } else {
        language.pick("https:// で始まるアドレスを入力してください。", "Type an address that begins with https://.")
    }
}

/// The hosts that an address may have.
fn other_host(expected: Expected, language: Language) -> &'static str {
    let (ja, en) = match expected {
        Expected::Value(Kind::Page) => ("この組織の URL ではありません。", "This is not a URL of this org."),
        Expected::Value(Kind::LibraryBase) => (
            "Salesforce のドメインのアドレスを入力してください（例: https://acme.my.salesforce.com）。",
            "Type an address on a domain of Salesforce, for instance https://acme.my.salesforce.com.",
        ),
        _ => (
            "許可されていないホストです。「接続を許可するホスト」に追加してください。",
            "This host is not allowed. Add it to Allowed hosts.",
        ),
    };
    language.pick(ja, en)
}
