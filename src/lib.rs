//! The `masthead` command.
