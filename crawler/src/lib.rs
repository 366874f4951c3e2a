//! The watched web: plan, robots, pace, fetch, feeds, sitemaps, change.
