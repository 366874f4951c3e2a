//! The crawler over a web in memory: one host by itself, then whole crawls with a store.

mod turn;

mod answers;
mod chaos;
mod claims;
mod follow;
mod kinds;
mod local;
mod pace;
mod redirect;
mod refuse;
mod robots;

mod world;

mod crawl;
mod kill;
mod network;
