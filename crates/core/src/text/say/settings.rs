//! Sentences of the settings page.

use crate::settings::Level;
use crate::text::Language;

/// The default of a setting, after its help.
#[must_use]
pub fn default_is(language: Language, value: &str) -> String {
    match language {
        Language::Ja => format!("既定: {value}"),
        Language::En => format!("Default: {value}"),
    }
}

/// The choice that sets nothing at a level, with the value that then holds.
#[must_use]
pub fn inherit(language: Language, level: Level, value: &str) -> String {
    match (language, level) {
        (Language::Ja, Level::Organisation) => format!("既定値を使う（{value}）"),
        (Language::Ja, _) => format!("上位の設定を使う（{value}）"),
        (Language::En, Level::Organisation) => format!("Use the default ({value})"),
        (Language::En, _) => format!("Use the level above ({value})"),
    }
}

/// The outside-line prefix is the call centre definition's.
#[must_use]
pub fn of_call_centre(language: Language, prefix: &str) -> String {
    match language {
        Language::Ja => format!("コールセンターの外線発信番号（{prefix}）"),
        Language::En => format!("Outside Prefix of the call center ({prefix})"),
    }
}

/// Whose settings are shown.
#[must_use]
pub fn shown_for(language: Language, name: &str) -> String {
    match language {
        Language::Ja => format!("{name} の設定"),
        Language::En => format!("Settings of {name}"),
    }
}

/// A search finds more settings than are shown.
#[must_use]
pub fn more_found(language: Language, count: usize) -> String {
    match language {
        Language::Ja => format!("ほかに{count}件あります。言葉を足して絞り込んでください。"),
        Language::En => format!("{count} more. Type on to narrow the search."),
    }
}

/// The button that removes a row.
#[must_use]
pub fn remove(language: Language, row: &str) -> String {
    match language {
        Language::Ja => format!("{row} を削除"),
        Language::En => format!("Remove {row}"),
    }
}

/// Changes that are not saved.
#[must_use]
pub fn unsaved(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::Ja, _) => format!("未保存の変更が{count}件あります。"),
        (Language::En, 1) => "1 change is not saved.".to_owned(),
        (Language::En, _) => format!("{count} changes are not saved."),
    }
}

/// Changes that were saved.
#[must_use]
pub fn saved(language: Language, count: usize) -> String {
    match language {
        Language::Ja => format!("{count}件保存しました。開いているパネルにもすぐに反映されます。"),
        Language::En => format!("{count} saved. Open panels follow at once."),
    }
}

/// Typed values that keep the changes from being saved.
#[must_use]
pub fn wrong(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::Ja, _) => format!("{count}件の値を直してください。まだ何も保存していません。"),
        (Language::En, 1) => "1 value needs correction. Nothing was saved.".to_owned(),
        (Language::En, _) => format!("{count} values need correction. Nothing was saved."),
    }
}

/// Stored values that do not count.
#[must_use]
pub fn stored_faults(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::Ja, _) => format!("保存されている値のうち{count}件が正しくないため、上位の設定を使っています。"),
        (Language::En, 1) => "1 stored value is wrong. The level above is used instead.".to_owned(),
        (Language::En, _) => format!("{count} stored values are wrong. The level above is used instead."),
    }
}

/// How many values a file has that differ from those in force.
#[must_use]
pub fn differences(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::Ja, _) => format!("今の値と違うもの: {count}件"),
        (Language::En, 1) => "1 difference from the present values".to_owned(),
        (Language::En, _) => format!("{count} differences from the present values"),
    }
}

/// How many rows a list has.
#[must_use]
pub fn rows(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::Ja, _) => format!("{count}行"),
        (Language::En, 1) => "1 row".to_owned(),
        (Language::En, _) => format!("{count} rows"),
    }
}

/// A login that cannot be set, because the user with this name has it.
#[must_use]
pub fn login_taken(language: Language, name: &str) -> String {
    match language {
        Language::Ja => format!("{name} さんがこのログインIDを使っています。"),
        Language::En => format!("{name} has this telephony login."),
    }
}

/// What is said of a name, with the name before it.
#[must_use]
pub fn about_name(language: Language, name: &str, words: &str) -> String {
    match language {
        Language::Ja => format!("{name}：{words}"),
        Language::En => format!("{name}: {words}"),
    }
}

/// A login that will be set; `now` is the present one, or the word for none.
#[must_use]
pub fn login_ready(language: Language, now: &str) -> String {
    match language {
        Language::Ja => format!("変更します（今: {now}）"),
        Language::En => format!("Will be set (now: {now})"),
    }
}

/// How the panel opens for an incoming call when it stays open to the end of the call.
#[must_use]
pub fn preview_stays(language: Language, size: &str) -> String {
    match language {
        Language::Ja => format!("サイズ「{size}」で開き、通話が終わるまで表示します。"),
        Language::En => format!("Opens at size {size} until the call ends."),
    }
}

/// How the panel opens for an incoming call when it goes back after some seconds.
#[must_use]
pub fn preview_returns(language: Language, size: &str, seconds: &str) -> String {
    match language {
        Language::Ja => format!("サイズ「{size}」で開き、{seconds}秒後に元に戻ります。"),
        Language::En => format!("Opens at size {size} and goes back after {seconds} s."),
    }
}
