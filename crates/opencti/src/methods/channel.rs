//! The Lightning Message Service, in version 47 of the library and later: messages to and from components on record pages.

use core::cell::Cell;
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
use crate::response::Response;

/// A subscription to a message channel. Dropping it ends it, without waiting for the host to say so.
#[must_use = "dropping a subscription ends it"]
pub struct ChannelSubscription {
    inner: Rc<Inner>,
    channel: String,
    /// Whether messages are handed on.
    active: Rc<Cell<bool>>,
    /// Identifies the subscription to the library; taken when it has ended.
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
            inner: Rc::clone(&self.inner),
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
        let call = match channel {
            "" => Call::bad_argument("channelName: not empty"),
            _ => self.call("subscribe", args, deadline, token),
        };
        let late = Rc::clone(&self.inner);
        let call = call.when_late(move |result| {
            if let Ok(token) = result {
                let _ = invoke(&late.cti, "unsubscribe", Args::new().value("subscription", &token));
            }
        });
        async move {
            let token = call.await?;
            subscription.inner.channels.borrow_mut().push(subscription.channel.clone());
            subscription.token = Some(token);
            Ok(subscription)
        }
    }

    /// Publishes a message: an object that can be JSON, or `null` for none.
    pub fn publish(&self, channel: &str, message: &JsValue, deadline: Deadline) -> Call<()> {
        if channel.is_empty() {
            return Call::bad_argument("channelName: not empty");
        }
        let args = Args::new().text("channelName", channel);
        let args = if message.is_null() || message.is_undefined() {
            args
        } else if js::is_record(message) && js::json(message).is_some() {
            args.value("message", message)
        } else {
            return Call::bad_argument("message: an object that can be JSON");
        };
        self.call("publish", args, deadline, NOTHING)
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
                let cti = OpenCti { inner: Rc::clone(&self.inner) };
                cti.call("unsubscribe", args, deadline, NOTHING).await
            }
            Some((args, false)) => invoke(&self.inner.cti, "unsubscribe", args),
            None => Ok(()),
        }
    }

    /// Forgets the subscription on this side. Returns the arguments of the library's `unsubscribe`, and whether this was the channel's
    /// last subscription.
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

/// Reads the library's token of a subscription, which is a member beside the returned value.
fn token(response: &Response) -> Result<JsValue, CallError> {
    let token = response.member("subscription");
    if token.is_object() { Ok(token) } else { Err(CallError::BadAnswer("subscription")) }
}
