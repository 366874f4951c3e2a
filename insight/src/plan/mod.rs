//! From target keywords to campaigns, ad groups, bids and ads.
