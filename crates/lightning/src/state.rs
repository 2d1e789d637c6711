//! State of both servers: options, the org's data, and how the client library is served.

use crate::exchange::Client;
use crate::library::Serving;
use crate::org::access::Access;
use crate::org::call_center::CallCenter;
use crate::org::layout::Layout;
use crate::org::settings::Settings;
use crate::org::store::Store;
use crate::org::users::{Organisation, User, Users};
use crate::org::{call_center, sample};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The command line's options.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Port of the host page, 0 for any.
    pub host_port: u16,
    /// Port of the host page of a second organisation, 0 for any. Both organisations have the same panel.
    pub second_host_port: Option<u16>,
    /// Port of the panel, 0 for any.
    pub panel_port: u16,
    /// The panel's files.
    pub panel_dist: PathBuf,
    /// `ws://…/telephony`.
    pub event_server: String,
    /// `http://…` of the simulated PBX.
    pub sim_control: Option<String>,
    /// Signs the tokens.
    pub token_key: Option<Vec<u8>>,
    /// The host page loads the panel again after each build.
    pub reload_panel: bool,
    /// The host page's files, instead of the built-in ones.
    pub page_dir: Option<PathBuf>,
}

/// The running simulator.
pub struct Lightning {
    /// The command line's options.
    pub options: Options,
    /// The organisation.
    pub organisation: Organisation,
    /// Port the host page has.
    pub host_port: u16,
    /// Port the panel has.
    pub panel_port: u16,
    /// The HTTP client for the simulated PBX.
    pub client: Client,
    org: Mutex<Org>,
    library: Mutex<Serving>,
}

/// The org's data.
pub struct Org {
    /// Users.
    pub users: Users,
    /// Records.
    pub store: Store,
    /// The softphone layout, if it is not the sample's.
    pub layout: Option<Layout>,
    /// The call centre.
    pub call_center: CallCenter,
    /// The package's custom settings.
    pub settings: Settings,
    /// Deleted objects and fields, and permissions.
    pub access: Access,
}

impl Org {
    /// An organisation with the sample records, and with that event server in its call centre's definition.
    ///
    /// # Errors
    /// A fault in the org's files.
    pub fn new(organisation: Organisation, event_server: &str) -> Result<Self, String> {
        let mut call_center = CallCenter::parse(call_center::SAMPLE)?;
        call_center.set("denwa", "eventServerUrl", event_server);
        let users = Users::of(organisation);
        let store = sample::store(&users.all.first().map(User::id).unwrap_or_default())?;
        let settings = Settings::sample(&users);
        Ok(Self { users, store, layout: None, call_center, settings, access: Access::default() })
    }

    /// The layout in force.
    #[must_use]
    pub fn layout(&self, lang: &str) -> Layout {
        self.layout.clone().unwrap_or_else(|| Layout::sample(lang))
    }
}

impl Lightning {
    /// A simulator over a fresh org.
    ///
    /// # Errors
    /// A fault in the org's files.
    pub fn new(options: Options, organisation: Organisation, host_port: u16, panel_port: u16) -> Result<Self, String> {
        let org = Mutex::new(Org::new(organisation, &options.event_server)?);
        Ok(Self { options, organisation, host_port, panel_port, client: Client::new(), org, library: Mutex::default() })
    }

    /// The org's data. A request that panicked left the data whole, so a poisoned lock is no error.
    pub fn org(&self) -> MutexGuard<'_, Org> {
        self.org.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How the client library is served.
    pub fn library(&self) -> MutexGuard<'_, Serving> {
        self.library.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Resets the org and the library to their initial state.
    ///
    /// # Errors
    /// A fault in the org's files.
    pub fn reset(&self) -> Result<(), String> {
        *self.org() = Org::new(self.organisation, &self.options.event_server)?;
        *self.library() = Serving::default();
        Ok(())
    }

    /// The call centre definition's adapter URL, moved to the panel's origin.
    #[must_use]
    pub fn adapter_url(&self) -> String {
        let org = self.org();
        let url = org.call_center.general("reqAdapterUrl").unwrap_or_default();
        let path = url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|i| &rest[i..])).unwrap_or("/");
        format!("http://127.0.0.1:{}{path}", self.panel_port)
    }
}
