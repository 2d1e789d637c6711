//! What Salesforce answers.

use crate::site::{self, ORGANISATION};
use denwa_core::{
    host::{CallCentre, Found},
    package::{
        agent_token::TokenAnswer,
        boot::{BootAnswer, Organisation, User},
    },
    settings::{StoredRow, StoredSettings, StoredValue},
};

pub fn call_centre() -> CallCentre {
    CallCentre { event_server: Some("wss://pbx.example.com/telephony".to_owned()), ..CallCentre::default() }
}

pub fn token(agent: usize, now: u64) -> TokenAnswer {
    let (login, _) = site::AGENTS[agent];
    TokenAnswer {
        token: Some(format!("{login} {now}")),
        login: Some(login.to_owned()),
        issued: Some(now),
        ..TokenAnswer::default()
    }
}

pub fn boot(agent: usize, token: TokenAnswer) -> BootAnswer {
    BootAnswer {
        user: User {
            id: site::user_of(agent),
            language: "ja".to_owned(),
            time_zone: "Asia/Tokyo".to_owned(),
            ..User::default()
        },
        organisation: Organisation { id: ORGANISATION.to_owned(), ..Organisation::default() },
        settings: settings(),
        token,
        ..BootAnswer::default()
    }
}

/// What is stored: the results to choose from.
pub fn settings() -> StoredSettings {
    let row = |label: &str| StoredRow {
        list: "Denwa_Call_Result__c".to_owned(),
        level: "organisation".to_owned(),
        id: ORGANISATION.to_owned(),
        values: [("Label__c".to_owned(), StoredValue::Text(label.to_owned()))].into(),
    };
    StoredSettings { lists: site::RESULTS.iter().map(|label| row(label)).collect(), ..StoredSettings::default() }
}

/// The contacts with a number.
pub fn found(number: &str) -> Found {
    let records = site::customer_of(number).map(site::records_of).unwrap_or_default();
    Found { records, ..Found::default() }
}
