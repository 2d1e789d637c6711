//! Tables of messages: an enum whose variants are words in both languages.

/// Makes an enum of messages from a table `Name: "日本語", "English";`. A message without one of the languages does not compile.
macro_rules! messages {
    ($(#[$doc:meta])* $messages:ident { $($name:ident: $ja:literal, $en:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "each message says what it means")]
        pub enum $messages { $($name),* }

        impl $messages {
            /// Every message.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its words.
            #[must_use]
            pub fn t(self, language: $crate::text::Language) -> &'static str {
                match self { $(Self::$name => language.pick($ja, $en)),* }
            }
        }
    };
}

pub(crate) use messages;
