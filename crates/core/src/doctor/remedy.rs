//! Where a fault can be mended: a setting of the configuration view, or a page of Salesforce's Setup.

use super::{Finding, Seen, Words};
use crate::host::StartFault;
use crate::settings::{Fault, Key, Level, List, Place};
use crate::text::doctor::{Diagnosis, SetupPageText};

/// Where a fault can be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// In a setting, at a level.
    Setting(Key, Level),
    /// In a list, at a level.
    List(List, Level),
    /// In Salesforce.
    Setup(SetupPage),
}

/// A page of Salesforce's Setup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetupPage {
    /// コールセンター.
    CallCentres,
    /// 証明書と鍵の管理.
    Certificates,
    /// 権限セット.
    PermissionSets,
    /// プロファイル.
    Profiles,
    /// ソフトフォンレイアウト.
    SoftphoneLayouts,
}

impl Remedy {
    /// In a setting: at the only level it can be set at, otherwise for the whole organisation.
    fn setting(key: Key) -> Self {
        Self::Setting(key, key.row().only.unwrap_or(Level::Organisation))
    }

    /// Where a stored value that is wrong can be corrected; a field that is no setting is not shown anywhere.
    fn of_wrong_setting(fault: &Fault) -> Option<Self> {
        let level = fault.level?;
        match fault.place {
            Place::Setting(key) => Some(Self::Setting(key, level)),
            Place::Row(list, _) => Some(Self::List(list, level)),
            Place::Level | Place::Field | Place::List | Place::Lock => None,
        }
    }
}

impl SetupPage {
    /// Its path in Lightning Experience.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::CallCentres => "/lightning/setup/CallCenters/home",
            Self::Certificates => "/lightning/setup/CertificatesAndKeysManagement/home",
            Self::PermissionSets => "/lightning/setup/PermSets/home",
            Self::Profiles => "/lightning/setup/EnhancedProfiles/home",
            Self::SoftphoneLayouts => "/lightning/setup/SoftphoneLayouts/home",
        }
    }

    /// Its name in Setup.
    #[must_use]
    pub fn text(self) -> SetupPageText {
        match self {
            Self::CallCentres => SetupPageText::CallCentres,
            Self::Certificates => SetupPageText::Certificates,
            Self::PermissionSets => SetupPageText::PermissionSets,
            Self::Profiles => SetupPageText::Profiles,
            Self::SoftphoneLayouts => SetupPageText::SoftphoneLayouts,
        }
    }
}

impl Finding {
    /// Where the fault can be mended; nothing where that is neither a setting nor in Salesforce.
    #[must_use]
    pub fn remedies(&self) -> Vec<Remedy> {
        match self.words {
            Words::Start(fault) => of_start(fault),
            Words::Diagnosis(Diagnosis::Settings | Diagnosis::Copied) => self.wrong_settings(),
            Words::Diagnosis(diagnosis) => of_diagnosis(diagnosis),
            Words::None | Words::OpenedElsewhere | Words::After(_) => Vec::new(),
        }
    }

    /// The places of stored values that are wrong, each once.
    fn wrong_settings(&self) -> Vec<Remedy> {
        let mut places = Vec::new();
        for seen in &self.seen {
            let Seen::WrongSetting(fault) = seen else { continue };
            if let Some(place) = Remedy::of_wrong_setting(fault).filter(|place| !places.contains(place)) {
                places.push(place);
            }
        }
        places
    }
}

fn of_start(fault: StartFault) -> Vec<Remedy> {
    use StartFault as F;
    match fault {
        F::NotInSalesforce
        | F::AddressHasHash
        | F::ParameterMisspelt
        | F::ParameterWrong
        | F::WrongOrigin
        | F::LibraryRefused
        | F::HostSilent
        | F::HostRefused => vec![Remedy::Setup(SetupPage::CallCentres)],
        F::LibraryAddress | F::LibraryIsLoginPage => vec![Remedy::setting(Key::LibraryBase)],
        F::NoEventServer | F::BadEventServer => vec![Remedy::setting(Key::EventServer)],
        F::NoSandboxServer => vec![Remedy::setting(Key::EventServerSandbox)],
        F::NoApex => vec![Remedy::Setup(SetupPage::PermissionSets), Remedy::Setup(SetupPage::Profiles)],
        F::NoPermission => vec![Remedy::Setup(SetupPage::PermissionSets)],
        F::NoLogin => vec![Remedy::setting(Key::Login)],
        F::NoKey => vec![Remedy::Setup(SetupPage::Certificates)],
        F::LibraryBlocked | F::NoPackage | F::BadToken | F::TokenLate => Vec::new(),
    }
}

fn of_diagnosis(diagnosis: Diagnosis) -> Vec<Remedy> {
    use Diagnosis as D;
    match diagnosis {
        D::CallCentre => vec![Remedy::Setup(SetupPage::CallCentres)],
        D::Api => vec![Remedy::Setup(SetupPage::Profiles), Remedy::Setup(SetupPage::PermissionSets)],
        D::Sandbox => vec![Remedy::setting(Key::Sandbox)],
        D::SandboxLogin | D::UnknownSandboxLogin | D::UnknownAgent => vec![Remedy::setting(Key::Login)],
        D::LibraryBase => vec![Remedy::setting(Key::LibraryBase), Remedy::Setup(SetupPage::CallCentres)],
        D::Objects => vec![Remedy::Setup(SetupPage::PermissionSets), Remedy::setting(Key::LogTarget)],
        D::Layout | D::LayoutUnread => vec![Remedy::Setup(SetupPage::SoftphoneLayouts)],
        D::Unreachable | D::Garbled => {
            vec![Remedy::setting(Key::EventServer), Remedy::setting(Key::EventServerSandbox)]
        }
        D::BadToken => vec![Remedy::Setup(SetupPage::Certificates)],
        D::Settings
        | D::Copied
        | D::Storage
        | D::Clipboard
        | D::Notifications
        | D::Network
        | D::Pbx
        | D::Phone
        | D::Lost
        | D::Silent
        | D::Busy
        | D::Refused
        | D::WorkRules
        | D::Clock
        | D::ClockOrg
        | D::ClockServer
        | D::LatencyHost
        | D::LatencyServer
        | D::Protocol
        | D::Package => Vec::new(),
    }
}
