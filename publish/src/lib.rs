//! Running Zola, auditing what it built, exchanging the result.
