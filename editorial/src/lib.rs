//! Our own content as facts: types, front matter, language pairs, proof, and their checks.
