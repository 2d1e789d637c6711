//! Who could hear whom, and when: derived from the channels' stays in bridges, so that it does not matter in which order
//! Asterisk moved the channels.

use super::{
    Micros, Tracker,
    channel::{Channel, Period},
};

/// The most Local channels between two devices. Only wrong events make a longer chain.
const MAX_CHAIN: usize = 16;

/// A period in which two devices could hear each other.
#[derive(Debug)]
pub(super) struct Meeting<'a> {
    pub(super) with: &'a Channel,
    pub(super) period: Period,
}

impl Tracker {
    /// Returns a channel's meetings with devices, looking through Local channels.
    pub(super) fn meetings<'a>(&'a self, channel: &'a Channel) -> Vec<Meeting<'a>> {
        let mut meetings = Vec::new();
        let mut chain = vec![channel];
        self.collect_meetings(&mut chain, Period { from: 0, to: None }, &mut meetings);
        meetings
    }

    /// Returns when a channel first met a device.
    pub(super) fn first_meeting(&self, channel: &Channel) -> Option<Micros> {
        self.meetings(channel).iter().map(|meeting| meeting.period.from).min()
    }

    /// Returns the device that a channel met last.
    pub(super) fn last_companion<'a>(&'a self, channel: &'a Channel) -> Option<&'a Channel> {
        let last =
            self.meetings(channel).into_iter().max_by_key(|m| (m.period.to.unwrap_or(Micros::MAX), m.period.from));
        last.map(|meeting| meeting.with)
    }

    /// Adds the meetings of the last channel in `chain` within a period.
    fn collect_meetings<'a>(&'a self, chain: &mut Vec<&'a Channel>, within: Period, meetings: &mut Vec<Meeting<'a>>) {
        let Some(&at) = chain.last().filter(|_| chain.len() <= 2 * MAX_CHAIN) else { return };
        for stay in &at.stays {
            let Some(ours) = stay.period.intersection(within) else { continue };
            let guests = self.guests.get(&stay.bridge).into_iter().flatten();
            for guest in guests.filter_map(|guest| self.channel(guest)) {
                if chain.iter().any(|known| known.uniqueid == guest.uniqueid) {
                    continue;
                }
                let stays = guest.stays.iter().filter(|theirs| theirs.bridge == stay.bridge);
                for period in stays.filter_map(|theirs| theirs.period.intersection(ours)) {
                    if self.is_party(guest) {
                        meetings.push(Meeting { with: guest, period });
                    } else if let Some(end) = self.other_end(guest)
                        && !chain.iter().any(|known| known.uniqueid == end.uniqueid)
                    {
                        chain.extend([guest, end]);
                        self.collect_meetings(chain, period, meetings);
                        chain.truncate(chain.len() - 2);
                    }
                }
            }
        }
    }

    /// Returns whether a channel is a party of calls: a device, or a Local channel whose other end is itself the party,
    /// because an application of the dialplan talks there.
    pub(super) fn is_party(&self, channel: &Channel) -> bool {
        if !channel.is_local() {
            return true;
        }
        self.other_end(channel).is_none_or(|end| {
            end.is_running_end()
                && end.is_up()
                && end.stays.is_empty()
                && end.dialled.is_empty()
                && end.queue.is_none()
                && end.conferenced.is_none()
                && end.take_over.is_none()
        })
    }
}

/// Returns the total length of periods, counting overlaps once. An open period ends `now`.
pub(super) fn union_length(periods: &[Period], now: Micros) -> Micros {
    let mut periods: Vec<_> = periods.iter().map(|p| (p.from, p.to.unwrap_or(now))).collect();
    periods.sort_unstable();
    let (mut sum, mut until) = (0, 0);
    for (from, to) in periods.into_iter().filter(|(from, to)| from < to) {
        sum += to.saturating_sub(from.max(until));
        until = until.max(to);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlaps_count_once() {
        let period = |from, to| Period { from, to: Some(to) };
        let open = Period { from: 20, to: None };
        let periods = [period(1, 5), period(3, 7), period(9, 10), period(4, 4), period(8, 2), open];
        assert_eq!(union_length(&periods, 23), 10);
    }
}
