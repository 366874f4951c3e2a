//! Every complaint about TOML, each at its place.
