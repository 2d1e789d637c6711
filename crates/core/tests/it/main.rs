//! Scenarios on the whole panel, natively, with a virtual clock: one file for each part of its day.

mod rig;

mod attention;
mod callbacks;
mod calls;
mod channels;
mod chaos;
mod config;
mod control;
mod desk;
mod dialling;
mod doctor;
mod guide;
mod hands;
mod logs;
mod lookup;
mod notes;
mod pages;
mod panels;
mod queues;
mod screen;
mod server_restart;
mod sessions;
mod settings;
mod shortcuts;
mod shown;
mod standalone;
mod starting;
mod status;
mod team;
mod texts;
mod who_it_is;
mod window;
mod wrap_up;
