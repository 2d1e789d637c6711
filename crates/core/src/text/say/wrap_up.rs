//! Sentences about what the agent adds to a call, and what came with it.

use crate::text::Language;

/// The call came from a colleague.
#[must_use]
pub fn came_from(language: Language, colleague: &str) -> String {
    match language {
        Language::Ja => format!("{colleague}さんから"),
        Language::En => format!("From {colleague}"),
    }
}

/// A call is not logged, and why.
#[must_use]
pub fn log_skipped(language: Language, reason: &str) -> String {
    match language {
        Language::Ja => format!("記録しません: {reason}"),
        Language::En => format!("Not logged: {reason}"),
    }
}

/// A call is not to be logged, but its log stays, because somebody has changed it.
#[must_use]
pub fn log_stays(language: Language, fields: &[String]) -> String {
    let fields = fields.join(", ");
    match language {
        Language::Ja => format!("活動は残りました。ほかで変更された項目があるため削除しません: {fields}"),
        Language::En => format!("The call log stays, because somebody has changed it: {fields}"),
    }
}

/// A follow-up task.
#[must_use]
pub fn follow_up(subject: &str, due: Option<&str>) -> String {
    match due {
        Some(due) => format!("{subject} ({due})"),
        None => subject.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_holds_what_it_is_given_in_both_languages() {
        for l in [Language::Ja, Language::En] {
            assert!(came_from(l, "鈴木").contains("鈴木") && log_skipped(l, "X").contains('X'));
            assert!(log_stays(l, &["Subject".to_owned()]).contains("Subject"));
        }
        assert_eq!(
            (follow_up("折り返し", None), follow_up("X", Some("2026-12-01"))),
            ("折り返し".to_owned(), "X (2026-12-01)".to_owned())
        );
    }
}
