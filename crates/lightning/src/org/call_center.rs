//! The call centre definition file, checked by the rules of Salesforce's import, and the flat map that `getCallCenterSettings` returns.

use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The sample org's definition.
pub const SAMPLE: &str = include_str!("../../org/denwa.callcenter.xml");

/// A parsed definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallCenter {
    sections: Vec<Section>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Section {
    name: String,
    label: Option<String>,
    items: Vec<Item>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    name: String,
    label: Option<String>,
    value: String,
}

/// The first section of every definition.
const GENERAL: &str = "reqGeneralInfo";
/// The items that the first section may have.
const KNOWN: &[&str] = &[
    "reqInternalName",
    "reqDisplayName",
    "reqDescription",
    "reqAdapterUrl",
    "reqUseApi",
    "reqSoftphoneHeight",
    "reqSoftphoneWidth",
    "reqSalesforceCompatibilityMode",
    "reqStandbyUrl",
    "reqTimeout",
];

impl CallCenter {
    /// Parses a definition file.
    ///
    /// # Errors
    /// The first rule of the import that the file breaks.
    pub fn parse(xml: &str) -> Result<Self, String> {
        let document = roxmltree::Document::parse(xml).map_err(|e| e.to_string())?;
        let root = document.root_element();
        if !root.has_tag_name("callCenter") {
            return Err(format!("the root element is <{}>, not <callCenter>", root.tag_name().name()));
        }
        let mut sections = Vec::new();
        for node in sorted(root, "section")? {
            let (name, label) = named(node)?;
            let mut items = Vec::new();
            for item in sorted(node, "item")? {
                let (name, label) = named(item)?;
                items.push(Item { name, label, value: item.text().unwrap_or_default().trim().to_owned() });
            }
            sections.push(Section { name, label, items });
        }
        let read = Self { sections };
        read.check_general()?;
        Ok(read)
    }

    fn check_general(&self) -> Result<(), String> {
        let general = self.sections.iter().filter(|section| section.name == GENERAL).flat_map(|section| &section.items);
        if let Some(unknown) = general.map(|item| item.name.as_str()).find(|name| !KNOWN.contains(name)) {
            return Err(format!("{GENERAL} has an item that is none: {unknown}"));
        }
        let required = [
            "reqInternalName",
            "reqDisplayName",
            "reqAdapterUrl",
            "reqUseApi",
            "reqSoftphoneHeight",
            "reqSoftphoneWidth",
        ];
        if let Some(missing) = required.into_iter().find(|name| self.item(GENERAL, name).is_none()) {
            return Err(format!("{GENERAL} lacks {missing}"));
        }
        let size = |name: &str, range: std::ops::RangeInclusive<u32>| match self.number(name) {
            Some(n) if range.contains(&n) => Ok(()),
            _ => Err(format!("{name} is not from {} to {}", range.start(), range.end())),
        };
        size("reqSoftphoneHeight", 240..=2560)?;
        size("reqSoftphoneWidth", 200..=1920)?;
        if !matches!(self.item(GENERAL, "reqSalesforceCompatibilityMode"), Some("Lightning" | "Classic_and_Lightning"))
        {
            return Err("reqSalesforceCompatibilityMode is not one that Lightning takes".into());
        }
        if self.item(GENERAL, "reqStandbyUrl").is_some() != self.item(GENERAL, "reqTimeout").is_some() {
            return Err("reqStandbyUrl and reqTimeout must be given together".into());
        }
        Ok(())
    }

    /// An item's value.
    #[must_use]
    pub fn item(&self, section: &str, name: &str) -> Option<&str> {
        let section = self.sections.iter().find(|s| s.name == section)?;
        section.items.iter().find(|i| i.name == name).map(|i| i.value.as_str())
    }

    /// A number of the general section.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<u32> {
        self.item(GENERAL, name)?.parse().ok()
    }

    /// A value of the general section.
    #[must_use]
    pub fn general(&self, name: &str) -> Option<&str> {
        self.item(GENERAL, name)
    }

    /// Changes an item's value, as an administrator does on the call centre's page. Returns `false` if there is no such item.
    pub fn set(&mut self, section: &str, name: &str, value: &str) -> bool {
        let items = self.sections.iter_mut().filter(|s| s.name == section).flat_map(|s| &mut s.items);
        let found = items.filter(|i| i.name == name).map(|i| value.clone_into(&mut i.value)).count();
        found > 0
    }

    /// What `getCallCenterSettings` returns: all values are strings, sort orders have a decimal.
    #[must_use]
    pub fn settings(&self) -> Map<String, Value> {
        let mut map = Map::new();
        let mut put = |key: String, value: &str| map.insert(key, value.into());
        for (order, section) in self.sections.iter().enumerate() {
            let path = format!("/{}", section.name);
            put(format!("{path}/sortOrder"), &format!("{order}.0"));
            put(format!("{path}/label"), section.label.as_deref().unwrap_or_default());
            for (order, item) in section.items.iter().enumerate() {
                let path = format!("{path}/{}", item.name);
                put(path.clone(), &item.value);
                let label = item.label.as_deref().unwrap_or_default();
                match item.name.as_str() {
                    "reqDisplayName" => {
                        put("/displayNameLabel".into(), label);
                        put("/label".into(), &item.value);
                    }
                    "reqInternalName" => {
                        put("/internalNameLabel".into(), label);
                    }
                    _ => {
                        put(format!("{path}/label"), label);
                        put(format!("{path}/sortOrder"), &format!("{order}.0"));
                    }
                }
            }
        }
        map
    }
}

/// The children of that name in the order of their `sortOrder`, which must count from 0 without gaps.
fn sorted<'a, 'i>(parent: roxmltree::Node<'a, 'i>, tag: &str) -> Result<Vec<roxmltree::Node<'a, 'i>>, String> {
    let mut nodes: Vec<_> = parent.children().filter(|n| n.has_tag_name(tag)).collect();
    let order = |n: &roxmltree::Node| n.attribute("sortOrder").and_then(|o| o.parse::<usize>().ok());
    let orders: BTreeSet<Option<usize>> = nodes.iter().map(order).collect();
    if nodes.is_empty() || orders != (0..nodes.len()).map(Some).collect() {
        return Err(format!("the sort orders of <{tag}> do not count from 0 without gaps"));
    }
    nodes.sort_by_key(order);
    Ok(nodes)
}

fn named(node: roxmltree::Node) -> Result<(String, Option<String>), String> {
    let name = node.attribute("name").unwrap_or_default();
    let reserved = ["label", "sortOrder", "internalNameLabel", "displayNameLabel"];
    let letters = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric());
    if !letters || name.len() > 40 || reserved.contains(&name) {
        return Err(format!("\"{name}\" cannot be the name of a section or item"));
    }
    Ok((name.to_owned(), node.attribute("label").map(str::to_owned)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_becomes_a_flat_map() {
        let mut centre = CallCenter::parse(SAMPLE).unwrap();
        assert!(centre.set("denwa", "eventServerUrl", "ws://127.0.0.1:1/telephony"));
        assert!(!centre.set("denwa", "nonsense", ""));
        let map = centre.settings();
        assert_eq!(map["/denwa/eventServerUrl"], "ws://127.0.0.1:1/telephony");
        assert_eq!(map["/denwa/libraryVersion"], "66.0");
        assert_eq!(map["/denwa/libraryVersion/sortOrder"], "1.0");
        assert_eq!(map["/denwa/sandboxEventServerUrl"], "");
        assert_eq!(map["/denwa/label"], "Denwa");
        assert_eq!(map["/reqGeneralInfo/reqAdapterUrl/sortOrder"], "2.0");
        assert_eq!((&map["/label"], &map["/displayNameLabel"]), (&"Denwa".into(), &"Display Name".into()));
        for absent in ["/reqGeneralInfo/reqDisplayName/label", "/reqGeneralInfo/reqInternalName/sortOrder"] {
            assert!(!map.contains_key(absent), "{absent}");
        }
        assert!(map.values().all(Value::is_string));
    }

    #[test]
    fn files_that_an_import_refuses() {
        let broken = |from: &str, to: &str| CallCenter::parse(&SAMPLE.replacen(from, to, 1)).unwrap_err();
        assert!(broken("sortOrder=\"3\"", "sortOrder=\"9\"").contains("without gaps"));
        assert!(broken("name=\"reqUseApi\"", "name=\"req-use\"").contains("cannot be the name"));
        let misspelt = broken("reqSalesforceCompatibilityMode", "reqSalesforceCompatabilityMode");
        assert!(misspelt.contains("none: reqSalesforceCompatabilityMode"), "{misspelt}");
        assert!(broken("name=\"reqUseApi\"", "name=\"reqTimeout\"").contains("lacks reqUseApi"));
        assert!(broken(">600<", ">200<").contains("240"));
        assert!(broken(">Lightning<", ">Classic<").contains("CompatibilityMode"));
        assert!(broken("reqUseApi", "label").contains("cannot be the name"));
        assert!(CallCenter::parse("<callCentre/>").is_err());
        assert!(CallCenter::parse("<callCenter").is_err());
    }
}
