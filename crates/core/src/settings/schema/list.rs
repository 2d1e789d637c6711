//! Lists of settings.

use super::Kind::{self, Choice, Number, Object, Switch, Text};
use super::{Group, LogPart, is_field};
use serde::{Deserialize, Serialize};

/// A list of settings: a list custom setting, whose rows say which level they belong to (`Level__c`: an ID) and in which order they come
/// (`Order__c`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub enum List {
    /// Ticks of lines (連携対象電話番号). A number's row of the nearest level counts.
    Lines,
    /// Search targets (検索対象タブ). The nearest level that has any counts as a whole.
    Targets,
    /// Which field of the log takes which part of a call. A part's row of the nearest level counts.
    LogFields,
    /// Results of calls to choose from (通話結果). The nearest level that has any counts as a whole.
    Results,
    /// The organisation's own statuses, in which agents take no calls (独自のステータス). The nearest level that has any counts
    /// as a whole.
    Statuses,
    /// What an agent says to somebody who harasses her (カスハラ対応の台本), line by line. The nearest level that has any counts as a whole.
    HarassmentScript,
    /// How a call with harassment can end (カスハラの対応結果). The nearest level that has any counts as a whole.
    HarassmentOutcomes,
}

/// What a list consists of.
#[derive(Clone, Copy, Debug)]
pub struct ListRow {
    /// The list.
    pub list: List,
    /// Its page.
    pub group: Group,
    /// API name of its list custom setting.
    pub object: &'static str,
    /// Its columns, but for `Level__c` and `Order__c`.
    pub columns: &'static [Column],
    /// The most rows at one level.
    pub most: usize,
}

/// A column of a list.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// API name of its field.
    pub field: &'static str,
    /// What it may hold. An empty field is allowed unless `required`.
    pub kind: ColumnKind,
    /// Whether a row needs it.
    pub required: bool,
}

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// The same as a setting.
    Of(Kind),
    /// API names of fields, separated by commas.
    Fields,
    /// API name of a field.
    Field,
}

impl ColumnKind {
    /// The kind of setting whose type and length it shares.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Self::Of(kind) => kind,
            Self::Fields => Text(255),
            Self::Field => Text(80),
        }
    }
}

/// Every list; [`List`]'s numbers are the places here.
pub const LISTS: &[ListRow] = &[
    ListRow {
        list: List::Lines,
        group: Group::Lines,
        object: "Denwa_Line__c",
        columns: &[
            Column { field: "Number__c", kind: ColumnKind::Of(Number), required: true },
            Column { field: "Linked__c", kind: ColumnKind::Of(Switch), required: true },
        ],
        most: 500,
    },
    ListRow {
        list: List::Targets,
        group: Group::Salesforce,
        object: "Denwa_Search_Target__c",
        columns: &[
            Column { field: "Object__c", kind: ColumnKind::Of(Object), required: true },
            Column { field: "Phone_Fields__c", kind: ColumnKind::Fields, required: false },
            Column { field: "Show_Fields__c", kind: ColumnKind::Fields, required: false },
            Column { field: "Line__c", kind: ColumnKind::Of(Number), required: false },
        ],
        most: 50,
    },
    ListRow {
        list: List::LogFields,
        group: Group::History,
        object: "Denwa_Log_Field__c",
        columns: &[
            Column { field: "Part__c", kind: ColumnKind::Of(Choice(LogPart::CODES)), required: true },
            Column { field: "Field__c", kind: ColumnKind::Field, required: false },
        ],
        most: 50,
    },
    ListRow {
        list: List::Results,
        group: Group::History,
        object: "Denwa_Call_Result__c",
        columns: &[Column { field: "Label__c", kind: ColumnKind::Of(Text(80)), required: true }],
        most: 100,
    },
    ListRow {
        list: List::Statuses,
        group: Group::Status,
        object: "Denwa_Status__c",
        columns: &[
            Column { field: "Code__c", kind: ColumnKind::Of(Text(40)), required: true },
            Column { field: "Label_Ja__c", kind: ColumnKind::Of(Text(40)), required: true },
            Column { field: "Label_En__c", kind: ColumnKind::Of(Text(40)), required: false },
        ],
        most: 30,
    },
    ListRow {
        list: List::HarassmentScript,
        group: Group::Supervision,
        object: "Denwa_Harassment_Script__c",
        columns: &[Column { field: "Line__c", kind: ColumnKind::Of(Text(255)), required: true }],
        most: 20,
    },
    ListRow {
        list: List::HarassmentOutcomes,
        group: Group::Supervision,
        object: "Denwa_Harassment_Outcome__c",
        columns: &[Column { field: "Label__c", kind: ColumnKind::Of(Text(80)), required: true }],
        most: 20,
    },
];

impl List {
    /// What it consists of.
    #[must_use]
    pub fn row(self) -> &'static ListRow {
        &LISTS[self as usize]
    }

    /// Whether the order of the rows counts: then the nearest level that has any counts as a whole. Otherwise each row counts by itself,
    /// that of the nearest level.
    #[must_use]
    pub fn is_ordered(self) -> bool {
        !matches!(self, Self::Lines | Self::LogFields)
    }

    /// The list of a custom setting, whatever the case of its name, with or without a namespace before it.
    #[must_use]
    pub fn of_object(object: &str) -> Option<Self> {
        LISTS.iter().find(|list| is_field(object, list.object)).map(|list| list.list)
    }
}
