//! What a new workspace says until its owner fills it in, and how much that matters.
//!
//! A new workspace builds at once, so its placeholders are only notes. Once the site has an
//! address of its own they are warnings: what is still open then would be read by customers.

use masthead_text::{Finding, Severity};
use url::Url;

use crate::rules;
use crate::schema::Checked;

/// The host that stands for the one a company has not named yet; reserved, so nobody's.
const HOST: &str = "company.example";

/// Where a new site stands.
pub(crate) const ADDRESS: &str = "https://www.company.example";

/// Where questions to a new site go.
pub(crate) const MAIL: &str = "hello@company.example";

/// Whether `address` is still that of a new site.
pub(crate) fn is_new(address: &Url) -> bool {
    address
        .host_str()
        .is_some_and(|host| host.strip_prefix("www.").unwrap_or(host) == HOST)
}

/// The address and the mail of `settings`, where they are still those of a new site.
pub(crate) fn settings(settings: &Checked<'_>) -> Vec<Finding> {
    let steps = ["base_url"];
    let address = settings.text(&steps).and_then(|text| Url::parse(text).ok());
    let address = address.filter(is_new).map(|_| {
        let help = "write where the site will stand; canonical addresses, feeds and the sitemap \
                    are made from it";
        rules::UNFILLED
            .at(
                settings.place(&steps),
                "“base_url” is still to be filled in",
            )
            .help(help)
    });
    let steps = ["extra", "mail"];
    let mail = settings.text(&steps).filter(|mail| {
        let host = mail.rsplit_once('@').map_or("", |(_, host)| host);
        host == HOST
    });
    let mail = mail.map(|_| {
        rules::UNFILLED
            .at(
                settings.place(&steps),
                "“extra.mail” is still to be filled in",
            )
            .help("write the address for readers' questions, or remove the line")
    });
    address.into_iter().chain(mail).collect()
}

/// Gives open questions of settings and sections their weight on a site at `address`: notes on
/// a new one, warnings on any other.
pub(crate) fn weigh(mut findings: Vec<Finding>, address: Option<&Url>) -> Vec<Finding> {
    let severity = match address.is_some_and(is_new) {
        true => Severity::Note,
        false => Severity::Warning,
    };
    for found in &mut findings {
        if found.rule == rules::UNFILLED.name {
            found.severity = severity;
        }
    }
    findings
}
