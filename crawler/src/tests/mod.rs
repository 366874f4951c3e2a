//! The crawler over a web in memory: one host by itself, then whole crawls with a store.

mod chaos;
mod host;
mod run;
