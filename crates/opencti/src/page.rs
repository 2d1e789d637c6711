//! The page in which the library is to work.

use js_sys::Object;
use web_sys::Window;

use crate::address::{LibraryAddress, Version};
use crate::environment::{Environment, Frame};
use crate::init_error::InitError;
use crate::js;

/// The browser's facts about the page that matter to the library.
#[derive(Clone, Debug)]
pub struct PageFacts {
    search: String,
    hash: String,
    origin: String,
    framed: bool,
    parent_origin: Option<String>,
}

impl PageFacts {
    /// Asks the browser. Do this before a router changes the page's address.
    #[must_use]
    pub fn of(window: &Window) -> Self {
        let location = window.location();
        // The nearest ancestor comes first. Not every browser has the list, and a hidden ancestor reads "null".
        let ancestors = js::get(&location, "ancestorOrigins");
        let parent = js::get(window, "parent");
        Self {
            search: location.search().unwrap_or_default(),
            hash: location.hash().unwrap_or_default(),
            origin: location.origin().unwrap_or_default(),
            framed: !parent.is_null() && !Object::is(&parent, window),
            parent_origin: js::text(&ancestors, "0").filter(|origin| origin != "null"),
        }
    }

    /// The facts, borrowed for the check.
    #[must_use]
    pub fn frame(&self) -> Frame<'_> {
        Frame {
            search: &self.search,
            hash: &self.hash,
            origin: &self.origin,
            framed: self.framed,
            parent_origin: self.parent_origin.as_deref(),
        }
    }
}

/// A page in which the library can work, and where it comes from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The facts in the page's address.
    pub environment: Environment,
    /// The addresses of the library, to be tried in their order; at least one.
    pub addresses: Vec<LibraryAddress>,
}

impl Place {
    /// Checks the page and chooses the library's addresses; see [`LibraryAddress::choose`].
    ///
    /// # Errors
    /// [`InitError::Environment`] or [`InitError::Address`].
    pub fn find(frame: &Frame<'_>, version: Version, base: Option<&str>) -> Result<Self, InitError> {
        let environment = Environment::check(frame)?;
        let addresses = LibraryAddress::choose(&environment, version, base)?;
        Ok(Self { environment, addresses })
    }
}
