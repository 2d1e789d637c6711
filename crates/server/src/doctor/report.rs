//! The report: for each topic what was found, and what to change. Pure.

use super::{
    facts::Facts,
    finding::{Finding, Severity, Topic},
    language::Language,
    sections,
    table::pad,
};
use crate::{config::Config, pbx::asterisk::config::AsteriskConfig};
use std::cmp::Reverse;

/// The width of the words that say how much a finding matters.
const LABEL: usize = 6;

/// Everything a report is made of.
#[derive(Debug)]
pub struct Report<'a> {
    /// The configuration file's name.
    pub file: &'a str,
    /// The configuration, unless it is wrong.
    pub config: Option<&'a Config>,
    /// The settings for Asterisk and what was found there.
    pub pbx: Option<(&'a AsteriskConfig, &'a Facts)>,
    /// What the doctor has to say.
    pub findings: &'a [Finding],
}

impl Report<'_> {
    /// Returns whether something must be changed.
    #[must_use]
    pub fn must_change(&self) -> bool {
        self.count(Severity::Must) > 0
    }

    fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity() == severity).count()
    }

    /// Writes the report.
    #[must_use]
    pub fn write(&self, language: Language) -> String {
        let mut lines =
            vec![format!("{}: {}", language.choose("denwa-server の診断", "denwa-server doctor"), self.file)];
        for (topic, title) in [
            (Topic::Configuration, ("設定", "Configuration")),
            (Topic::Connection, ("接続", "Connection")),
            (Topic::Rights, ("権限", "Rights")),
            (Topic::Variables, ("チャネル変数（channelvars）", "Channel variables (channelvars)")),
            (Topic::Agents, ("エージェントと電話機", "Agents and phones")),
            (Topic::Queues, ("キュー", "Queues")),
            (Topic::Numbers, ("内線番号", "Internal numbers")),
            (Topic::Dialplan, ("ダイヤルプラン", "Dialplan")),
        ] {
            let Some(body) = self.body(topic, language) else { continue };
            lines.extend([String::new(), language.choose(title.0, title.1).to_owned()]);
            lines.extend(body.into_iter().map(|line| format!("  {line}")));
            lines.extend(self.findings_of(topic, language));
        }
        lines.extend([String::new(), self.verdict(language), String::new()]);
        lines.join("\n")
    }

    /// Returns the facts of a topic; `None` if the doctor did not get so far.
    fn body(&self, topic: Topic, language: Language) -> Option<Vec<String>> {
        if topic == Topic::Configuration {
            return Some(self.config.map(|config| sections::configuration(config, language)).unwrap_or_default());
        }
        let (asterisk, facts) = self.pbx?;
        let (Some(config), Ok(pbx)) = (self.config, &facts.pbx) else {
            return (topic == Topic::Connection).then(Vec::new);
        };
        Some(match topic {
            Topic::Connection => sections::connection(asterisk, &facts.address, pbx, language),
            Topic::Rights => sections::rights(pbx, language),
            Topic::Variables => sections::variables(asterisk, pbx, language),
            Topic::Agents => sections::agents(config, asterisk, pbx, language),
            Topic::Queues => sections::queues(config, asterisk, pbx, language),
            Topic::Numbers => sections::numbers(config, language),
            Topic::Dialplan => sections::dialplan(pbx, language),
            Topic::Configuration => Vec::new(),
        })
    }

    /// Returns the findings of a topic, the gravest first.
    fn findings_of(&self, topic: Topic, language: Language) -> Vec<String> {
        let mut findings: Vec<&Finding> = self.findings.iter().filter(|finding| finding.topic() == topic).collect();
        findings.sort_by_key(|finding| Reverse(finding.severity()));
        let indent = " ".repeat(LABEL + 4);
        let mut lines = Vec::new();
        for finding in findings {
            let label = match finding.severity() {
                Severity::Must => language.choose("要変更", "CHANGE"),
                Severity::Should => language.choose("推奨", "advice"),
                Severity::Note => language.choose("参考", "note"),
            };
            let words = finding.words(language);
            lines.push(format!("  {}  {}", pad(label, LABEL), words.fact.replace('\n', &format!("\n{indent}"))));
            if !words.remedy.is_empty() {
                lines.push(format!("{indent}→ {}", words.remedy));
            }
        }
        lines
    }

    fn verdict(&self, language: Language) -> String {
        let (must, should) = (self.count(Severity::Must), self.count(Severity::Should));
        match language {
            Language::Ja if must + should == 0 => "変更の必要はありません。".to_owned(),
            Language::Ja => format!("変更が必要: {must} 件、推奨: {should} 件"),
            Language::En if must + should == 0 => "Nothing needs to be changed.".to_owned(),
            Language::En => format!("To be changed: {must}. Advised: {should}."),
        }
    }
}
