//! Sentences about what is done with calls.

use crate::text::Language;

/// A label and what it names.
#[must_use]
pub fn labelled(language: Language, label: &str, what: &str) -> String {
    match language {
        Language::Ja => format!("{label}：{what}"),
        Language::En => format!("{label}: {what}"),
    }
}

/// Tones that were sent.
#[must_use]
pub fn tones_sent(language: Language, tones: &str) -> String {
    match language {
        Language::Ja => format!("送信しました: {tones}"),
        Language::En => format!("Sent: {tones}"),
    }
}

/// A call was transferred to somebody who rings.
#[must_use]
pub fn transfer_alerting(language: Language, to: &str) -> String {
    match language {
        Language::Ja => format!("転送先の {to} を呼び出し中です"),
        Language::En => format!("Transferring: {to} is ringing"),
    }
}

/// The one whom a call was transferred to has answered.
#[must_use]
pub fn transfer_answered(language: Language, to: &str) -> String {
    match language {
        Language::Ja => format!("{to} に転送しました"),
        Language::En => format!("Transferred: {to} has answered"),
    }
}

/// The one whom a call was transferred to did not answer, and the caller came back.
#[must_use]
pub fn transfer_returned(language: Language, to: &str) -> String {
    match language {
        Language::Ja => format!("{to} が応答しなかったため、戻りました"),
        Language::En => format!("{to} did not answer: the call came back"),
    }
}

/// The one whom a call was transferred to did not answer, and the caller is gone.
#[must_use]
pub fn transfer_lost(language: Language, to: &str) -> String {
    match language {
        Language::Ja => format!("{to} の応答がなく切れました"),
        Language::En => format!("{to} did not answer, and the caller is gone"),
    }
}

/// A call was transferred, and it is not known what became of it.
#[must_use]
pub fn transfer_unknown(language: Language, to: &str) -> String {
    match language {
        Language::Ja => format!("{to} へ転送しました。応答したかどうかは分かりません"),
        Language::En => format!("Transferred to {to}; it is not known whether it was answered"),
    }
}

/// Where a parked call waits.
#[must_use]
pub fn parked_at(language: Language, slot: &str) -> String {
    match language {
        Language::Ja => format!("パーク {slot} で待っています"),
        Language::En => format!("Waits in parking place {slot}"),
    }
}

/// A call no longer waits where it was parked.
#[must_use]
pub fn parked_no_more(language: Language, slot: &str) -> String {
    match language {
        Language::Ja => format!("パーク {slot} から出ました"),
        Language::En => format!("No longer in parking place {slot}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_holds_what_it_is_given_in_both_languages() {
        for l in Language::ALL {
            assert!(labelled(l, "A", "B").contains('B') && tones_sent(l, "12#").contains("12#"));
            for of in [transfer_alerting, transfer_answered, transfer_returned, transfer_lost, transfer_unknown] {
                assert!(of(l, "佐藤").contains("佐藤"));
            }
            assert!(parked_at(l, "701").contains("701") && parked_no_more(l, "701").contains("701"));
        }
    }
}
