//! Counts what a client sends, on the wire: a byte in a frame's header is a byte, and so are frames that carry nothing.

use crate::{
    bucket::Bucket,
    clock::{Clock, Steady},
};
use std::{
    io,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard},
    task::{Context, Poll, ready},
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// The allowance of a connection. Copies share it.
#[derive(Clone, Debug)]
pub struct Meter(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    clock: Clock,
    /// `None` until the connection becomes a WebSocket: `hyper` limits requests.
    allowance: Option<Bucket>,
    received: u64,
    is_exceeded: bool,
}

impl Meter {
    /// Makes a meter without a limit.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self(Arc::new(Mutex::new(State { clock, allowance: None, received: 0, is_exceeded: false })))
    }

    /// Sets the allowance of what is received from now on.
    pub fn limit(&self, make: impl FnOnce(Steady) -> Bucket) {
        let mut state = self.state();
        let now = state.clock.now().steady;
        state.allowance = Some(make(now));
    }

    /// Returns whether more was received than allowed. Nothing can be received any more then.
    #[must_use]
    pub fn is_exceeded(&self) -> bool {
        self.state().is_exceeded
    }

    /// Returns how many bytes were received since this was last called.
    pub fn take_received(&self) -> u64 {
        std::mem::take(&mut self.state().received)
    }

    /// Counts bytes, and returns whether they are within the allowance.
    fn count(&self, bytes: usize) -> bool {
        let mut state = self.state();
        let now = state.clock.now().steady;
        let bytes = bytes as u64;
        state.received += bytes;
        let is_within = state.allowance.as_mut().is_none_or(|allowance| allowance.take(bytes, now));
        state.is_exceeded |= !is_within;
        is_within
    }

    fn state(&self) -> MutexGuard<'_, State> {
        super::lock(&self.0)
    }
}

/// A connection whose received bytes are counted.
#[derive(Debug)]
pub struct Metered<S> {
    inner: S,
    meter: Meter,
}

impl<S> Metered<S> {
    /// Counts what `inner` receives.
    pub fn new(inner: S, meter: Meter) -> Self {
        Self { inner, meter }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Metered<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        ready!(Pin::new(&mut self.inner).poll_read(cx, buf))?;
        let received = buf.filled().len() - before;
        Poll::Ready(if self.meter.count(received) { Ok(()) } else { Err(io::Error::other("too many bytes")) })
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Metered<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }
}
