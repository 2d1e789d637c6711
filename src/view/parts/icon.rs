//! Icons of the design system.

use leptos::prelude::*;

macro_rules! icons {
    ($($name:ident: $symbol:literal;)*) => {
        /// The symbols of the sprite (`static/icons.svg`), which stands in the page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each is a picture by its name in the design system")]
        pub enum IconName { $($name),* }

        impl IconName {
            /// Every symbol.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The symbol's name in the design system.
            #[must_use]
            pub fn symbol(self) -> &'static str {
                match self { $(Self::$name => $symbol),* }
            }
        }
    };
}

icons! {
    ArrowDown: "arrowdown";
    ArrowUp: "arrowup";
    Call: "call";
    Case: "case";
    ChangeOwner: "change_owner";
    Check: "check";
    ChevronDown: "chevrondown";
    Close: "close";
    Comments: "comments";
    Company: "company";
    Contact: "contact";
    EndCall: "end_call";
    Error: "error";
    Forward: "forward";
    Groups: "groups";
    Info: "info";
    Keypad: "keypad";
    Lead: "lead";
    Lock: "lock";
    Muted: "muted";
    Pause: "pause";
    PauseAlt: "pause_alt";
    Pin: "pin";
    Play: "play";
    Problem: "problem";
    Record: "record";
    RecordAlt: "record_alt";
    Reply: "reply";
    Search: "search";
    Settings: "settings";
    Success: "success";
    Switch: "switch";
    Undo: "undo";
    Unlock: "unlock";
    User: "user";
    VolumeHigh: "volume_high";
    VolumeOff: "volume_off";
    Warning: "warning";
}

/// An icon. A word beside it, or the label of its button, says the same.
#[component]
pub fn Icon(
    /// Its symbol.
    #[prop(into)]
    name: Signal<IconName>,
) -> impl IntoView {
    view! {
        <svg class="dw-icon" aria-hidden="true">
            <use href=move || format!("#icon-{}", name.get().symbol())></use>
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::IconName;

    #[test]
    fn the_sprite_holds_these_icons_and_no_others() {
        let listed = include_str!("../../../static/slds/icons.txt").lines().filter(|line| !line.starts_with('#'));
        assert!(listed.eq(IconName::ALL.iter().map(|name| name.symbol())));
    }
}
