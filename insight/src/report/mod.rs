//! One month of content, search, leads and competitors as one set of facts.
