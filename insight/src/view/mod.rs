//! Self-contained HTML pages out of computed facts, in English and Chinese.
