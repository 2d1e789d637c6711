//! Names and helps of lists and their columns.

use crate::settings::List;
use crate::text::Language;

impl List {
    /// Its name, also that of its custom setting in Salesforce: at most 40 characters.
    #[must_use]
    pub fn label(self, language: Language) -> &'static str {
        let (ja, en) = match self {
            Self::Lines => ("連携対象電話番号", "Linked lines"),
            Self::Targets => ("検索対象タブ", "Search targets"),
            Self::LogFields => ("通話データを入れる項目", "Fields for call data"),
            Self::Results => ("通話結果", "Call results"),
            Self::Statuses => ("独自のステータス", "Own statuses"),
            Self::HarassmentScript => ("カスハラ対応の台本", "Harassment script"),
            Self::HarassmentOutcomes => ("カスハラの対応結果", "Harassment outcomes"),
        };
        language.pick(ja, en)
    }

    /// What it does and how rows are added.
    #[must_use]
    pub fn help(self, language: Language) -> &'static str {
        let (ja, en) = match self {
            Self::Lines => (
                "チェックした番号の通話だけを連携します。着信は着信先の番号、発信は通知する番号（なければ内線番号）で判断します。自分の内線番号も1行として表示します。500行まで。",
                "Only calls on ticked numbers are linked: for an incoming call the number called, for an outgoing one the number presented, else the extension. Your own extension is a row too. Up to 500 rows.",
            ),
            Self::Targets => (
                "検索するオブジェクトです。上の行ほど優先します。API 参照名、タブコード（001 など）、レコードや一覧の URL、レコード ID のどれからでも追加できます。既定: Contact、Account、Lead。50行まで。",
                "The objects to search, the most important first. Add them by API name, by key prefix such as 001, or by pasting the URL of a record or list or a record ID. Default: Contact, Account, Lead. Up to 50 rows.",
            ),
            Self::LogFields => (
                "通話のどのデータを、記録先のどの項目に入れるかを決めます。50行まで。",
                "Which field of the log takes which part of a call. Up to 50 rows.",
            ),
            Self::Results => (
                "通話の後に選べる結果です。上から順に表示します。1行80文字、100行まで。",
                "Results to choose from after a call, in this order. Up to 80 characters each, up to 100 rows.",
            ),
            Self::Statuses => (
                "「休憩中」「研修」など、着信を受けない理由です。上から順に表示します。コードは交換機とレポートに残ります。1行でもあれば、イベントサーバーの理由の代わりに使います。30行まで。",
                "Reasons for taking no calls, such as a break or training, in this order. The telephone system and its reports get the code. Where there is any row, the list takes the place of the event server's reasons. Up to 30 rows.",
            ),
            Self::HarassmentScript => (
                "エージェントが「カスハラ」を押したときにカードに表示する文です。上から順に表示します。空欄の場合はパネルの文を表示します。1行255文字、20行まで。",
                "What the card shows once an agent presses Harassment, line by line. If empty, the panel's own lines. Up to 255 characters each, up to 20 rows.",
            ),
            Self::HarassmentOutcomes => (
                "カスハラの通話がどう終わったかの選択肢です。空欄の場合はパネルの選択肢を表示します。1行80文字、20行まで。",
                "How a call with harassment can end, to choose from. If empty, the panel's own choices. Up to 80 characters each, up to 20 rows.",
            ),
        };
        language.pick(ja, en)
    }

    /// The name of a column, from 0; empty past the last.
    #[must_use]
    pub fn column_label(self, column: usize, language: Language) -> &'static str {
        let labels = self.column_labels().get(column);
        labels.map_or("", |(ja, en)| language.pick(ja, en))
    }

    const fn column_labels(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Lines => &[("番号", "Number"), ("連携する", "Linked")],
            Self::Targets => &[
                ("オブジェクト", "Object"),
                ("検索する電話項目（空欄はすべて）", "Phone fields to search (empty: all)"),
                ("表示する項目", "Fields to show"),
                ("この番号への通話だけ（空欄はすべて）", "Only calls on this number (empty: all)"),
            ],
            Self::LogFields => &[("通話データ", "Call data"), ("項目（空欄は入れない）", "Field (empty: none)")],
            Self::Results => &[("結果", "Result")],
            Self::Statuses => &[
                ("コード", "Code"),
                ("日本語の名前", "Japanese name"),
                ("英語の名前（空欄は日本語）", "English name (empty: the Japanese)"),
            ],
            Self::HarassmentScript => &[("文", "Line")],
            Self::HarassmentOutcomes => &[("対応結果", "Outcome")],
        }
    }
}

// A column without a name does not compile.
const _: () = {
    let mut at = 0;
    while at < crate::settings::schema::LISTS.len() {
        let row = &crate::settings::schema::LISTS[at];
        assert!(row.list.column_labels().len() == row.columns.len(), "each column has a name");
        at += 1;
    }
};
