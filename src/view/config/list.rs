//! A list of settings: of its rows the page that is shown, and how rows are added.

use denwa_core::config::RowView;
use denwa_core::settings::schema::ColumnKind;
use denwa_core::settings::{Key, Kind, List};

use super::{Shown, level_word, offer, wrong};
use crate::view::value::{Map, Value};

/// So many rows are shown at a time.
const PAGE: usize = 25;

/// What of a list is shown, and what is typed to be added.
#[derive(Default)]
pub struct Rows {
    pub page: usize,
    pub filter: String,
    pub typed: String,
}

impl Shown<'_> {
    pub fn list(&self, list: List) -> Value {
        let view = self.panel.config_list(list);
        let rows = &self.local.lists[list as usize];
        let object = list.row().object;
        // Of the rows that the filter leaves, a page.
        let mut left = Vec::new();
        for place in 0..view.len() {
            if view.row(place).has(&rows.filter) {
                left.push(place);
            }
        }
        let pages = left.len().div_ceil(PAGE).max(1);
        let page = rows.page.min(pages - 1);
        let (from, to) = (page * PAGE, left.len().min((page + 1) * PAGE));
        let mut shown = Vec::new();
        for place in &left[from..to] {
            shown.push(self.row(list, *place, &view.row(*place)));
        }
        let mut map = Map::default();
        map.put("key", object);
        map.put("object", object);
        map.number("list", list as usize);
        map.flag("is_set", view.is_set);
        map.flag("unsaved", view.unsaved);
        map.flag("editable", view.editable);
        map.flag("has_room", view.has_room);
        map.put("origin", level_word(view.origin));
        wrong(&mut map, "reason", view.reason, (0, 500));
        map.flag("is_long", view.len() > PAGE);
        map.put("filter", &rows.filter);
        map.flag("has_pages", pages > 1);
        map.number("page", page);
        map.flag("is_first", page == 0);
        map.flag("is_last", page + 1 == pages);
        map.number("from", from + 1);
        map.number("to", to);
        map.number("left", left.len());
        map.flag("is_ordered", matches!(list, List::Targets | List::Results));
        map.list("rows", shown);
        // How a row is added: by a number, by anything that names an object, or empty.
        map.put("typed", &rows.typed);
        if list == List::Lines {
            map.put("adds", "config.addLine");
            map.put("tick_all", if view.all_ticked { "config.untickAll" } else { "config.tickAll" });
        }
        if list == List::Targets {
            map.put("adds", "config.addTarget");
            map.put("add_offers", "config-objects");
            wrong(&mut map, "add_wrong", self.view.target_error(), (0, 0));
        }
        map.done()
    }

    fn row(&self, list: List, place: usize, row: &RowView<'_>) -> Value {
        let columns = list.row().columns;
        let first = row.cell(0);
        let mut map = Map::default();
        map.number("key", place);
        map.put("first", first);
        if list == List::Lines {
            map.put("kind", "line");
            map.flag("on", row.cell(1) == "on");
            map.put("name", row.name);
            map.put("origin", level_word(row.level));
            map.flag("is_own", row.level == Some(self.view.level()));
            return map.done();
        }
        map.put("kind", "row");
        map.number("number", place + 1);
        let mut cells = Vec::new();
        for column in 0..columns.len() {
            cells.push(self.cell(list, row, (list as usize, place, column)));
        }
        map.list("cells", cells);
        wrong(&mut map, "wrong", row.fault(columns.len()), (0, 80));
        map.done()
    }

    fn cell(&self, list: List, row: &RowView<'_>, at: (usize, usize, usize)) -> Value {
        let column = at.2;
        let definition = &list.row().columns[column];
        let text = row.cell(column);
        let mut map = Map::default();
        map.number("column", column);
        map.put("field", definition.field);
        map.put("text", text);
        wrong(&mut map, "wrong", row.fault(column), (0, 80));
        let kind = match definition.kind {
            ColumnKind::Of(Kind::Choice(_)) => "part",
            ColumnKind::Of(kind) => {
                if kind == Kind::Object {
                    map.put("offers", "config-objects");
                }
                "cell"
            }
            ColumnKind::Field | ColumnKind::Fields => {
                let object = self.object(list, row.cell(0));
                map.put("of", &object);
                if self.local.asked == at {
                    map.list(
                        "offers",
                        self.fields(&object, text, definition.kind, list == List::Targets && column == 1),
                    );
                }
                "fields"
            }
        };
        map.put("kind", kind);
        map.done()
    }

    /// The object whose fields a row names.
    fn object(&self, list: List, first: &str) -> String {
        if list == List::Targets {
            return first.to_owned();
        }
        let target = self.panel.config_field(Key::LogTarget);
        if target.text.is_empty() { target.above } else { target.text }
    }

    /// What the org offers for a cell. For several fields, each offer is what is there already with one more.
    fn fields(&self, object: &str, typed: &str, kind: ColumnKind, phones: bool) -> Vec<Value> {
        let before = if kind == ColumnKind::Fields {
            typed.bytes().rposition(|byte| byte == b',').map_or("", |at| &typed[..=at])
        } else {
            ""
        };
        let mut offers = Vec::new();
        for (of, told) in self.view.fields() {
            for field in told.list("fields") {
                if of == object && (!phones || field.get("type").text() == "phone") {
                    offers.push(offer(&[before, field.get("name").text()].concat(), field.get("label").text()));
                }
            }
        }
        offers
    }
}

#[cfg(test)]
mod tests {
    use denwa_core::settings::schema::LOG_PARTS;

    #[test]
    fn every_part_of_a_call_can_be_chosen() {
        let views = include_str!("../../../static/views/config.html");
        let (_, part) = views.split_once("id=\"t-config-part\"").unwrap();
        let options = part.split("</select>").next().unwrap().split("<option value=\"").skip(1);
        assert_eq!(options.map(|option| option.split('"').next().unwrap()).collect::<Vec<_>>(), LOG_PARTS);
    }
}
