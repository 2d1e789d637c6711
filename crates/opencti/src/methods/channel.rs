//! The Lightning Message Service, in version 47 of the library and later: messages to and from components on record pages.

use core::cell::Cell;
use core::future::Future;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;

use crate::args::Args;
use crate::call::{Call, NOTHING, invoke};
use crate::deadline::Deadline;
use crate::error::CallError;
use crate::fan_out::isolated;
use crate::js;
use crate::open_cti::{Inner, OpenCti};
use crate::request::Request;

/// A subscription to a message channel. Dropping it ends it, without waiting for the host to say so.
#[must_use = "dropping a subscription ends it"]
pub struct ChannelSubscription {
    inner: &'static Inner,
    channel: String,
    /// Whether messages are handed on.
    active: Rc<Cell<bool>>,
    /// What the library knows the subscription by; taken when it has ended.
    token: Option<JsValue>,
}

impl OpenCti {
    /// Hands the messages of a channel to `subscriber`, as they come. The channel has the form `Name__c`, or
    /// `namespace__Name__c` if it came in a package.
    ///
    /// # Errors
    /// As any call.
    pub fn subscribe(
        &self,
        channel: &str,
        subscriber: impl Fn(JsValue) + 'static,
        deadline: Deadline,
    ) -> impl Future<Output = Result<ChannelSubscription, CallError>> + 'static {
        let active = Rc::new(Cell::new(true));
        let mut subscription = ChannelSubscription {
            inner: self.inner,
            channel: channel.to_owned(),
            active: Rc::clone(&active),
            token: None,
        };
        let subscriber = Closure::<dyn Fn(JsValue)>::new(subscriber);
        let listener = move |message: JsValue| {
            if active.get() {
                isolated(&subscriber, &message);
            }
        };
        let listener = Closure::<dyn Fn(JsValue)>::new(listener).into_js_value();
        let args = Args::new().text("channelName", channel).value("listener", &listener);
        let request = Request::new("subscribe", args).checked(!channel.is_empty(), "channelName: not empty");
        let call = self.call(request, deadline, token);
        let inner = self.inner;
        let call = call.when_late(move |late| {
            if let Ok(token) = late {
                let _ = invoke(&inner.cti, "unsubscribe", Args::new().value("subscription", &token));
            }
        });
        async move {
            let token = call.await?;
            inner.channels.borrow_mut().push(subscription.channel.clone());
            subscription.token = Some(token);
            Ok(subscription)
        }
    }

    /// Publishes a message: an object that can be JSON, or `null` for none.
    pub fn publish(&self, channel: &str, message: &JsValue, deadline: Deadline) -> Call<()> {
        let none = message.is_null() || message.is_undefined();
        let args = Args::new().text("channelName", channel);
        let request = Request::new("publish", if none { args } else { args.value("message", message) })
            .checked(
                none || js::is_record(message) && js::json(message).is_some(),
                "message: an object that can be JSON",
            )
            .checked(!channel.is_empty(), "channelName: not empty");
        self.call(request, deadline, NOTHING)
    }
}

impl ChannelSubscription {
    /// The channel.
    #[must_use]
    pub fn channel(&self) -> &str {
        &self.channel
    }

    /// Ends the subscription and waits for the host to say so. The library asks the host only when the last subscription of a
    /// channel goes; for any other there is nothing to wait for.
    ///
    /// # Errors
    /// As any call.
    pub async fn unsubscribe(mut self, deadline: Deadline) -> Result<(), CallError> {
        match self.end() {
            Some((args, true)) => {
                let cti = OpenCti { inner: self.inner };
                cti.call(Request::new("unsubscribe", args), deadline, NOTHING).await
            }
            Some((args, false)) => Ok(invoke(&self.inner.cti, "unsubscribe", args)?),
            None => Ok(()),
        }
    }

    /// Forgets the subscription on this side: what the library is to be told, and whether it was the channel's last.
    fn end(&mut self) -> Option<(Args, bool)> {
        self.active.set(false);
        let token = self.token.take()?;
        let mut channels = self.inner.channels.borrow_mut();
        if let Some(at) = channels.iter().position(|channel| *channel == self.channel) {
            channels.swap_remove(at);
        }
        let is_last = !channels.contains(&self.channel);
        Some((Args::new().value("subscription", &token), is_last))
    }
}

impl Drop for ChannelSubscription {
    fn drop(&mut self) {
        if let Some((args, _)) = self.end() {
            let _ = invoke(&self.inner.cti, "unsubscribe", args);
        }
    }
}

/// What the library knows a subscription by, which stands beside the answer's value.
fn token(response: &JsValue) -> Result<JsValue, CallError> {
    let token = js::get(response, "subscription");
    if token.is_object() { Ok(token) } else { Err(CallError::BadAnswer("subscription")) }
}
