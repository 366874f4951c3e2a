//! What makes a page believable: the customer, measured results, a quote, and the permission.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

/// The facts of a case study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseStudy {
    /// Who measured it.
    pub customer: Customer,
    /// What hurt, in one or two sentences.
    pub challenge: String,
    /// What was done, in one or two sentences.
    pub solution: String,
    /// What was measured before and after; at least one.
    pub results: Vec<Outcome>,
    /// What a named person of the customer says.
    pub quote: Option<Quote>,
    /// The customer's leave to publish.
    pub permission: Permission,
}

/// A customer named in a case study.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// The company's name as it writes it.
    pub name: String,
    /// The industry, in the words of its buyers.
    pub industry: String,
}

/// One number, before and after, with its source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// What was measured.
    pub measure: String,
    /// The unit of both numbers.
    pub unit: String,
    /// The value before.
    pub before: f64,
    /// The value after.
    pub after: f64,
    /// Where the numbers come from.
    pub source: String,
}

impl Outcome {
    /// The change in whole per cent of the value before, half away from zero: -64 for 14 to 5;
    /// `None` from 0. The one rounding of a change, wherever it is told.
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        let change = 100.0 * (self.after - self.before) / self.before.abs();
        (self.before != 0.0).then(|| change.round())
    }
}

/// What a named person says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words, as approved.
    pub text: String,
    /// Who says it.
    pub name: String,
    /// The person's post.
    pub post: String,
}

/// A named party's leave to publish, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permission {
    /// Who gave it.
    pub by: String,
    /// The day on which it was given.
    #[serde(deserialize_with = "day")]
    pub granted: Date,
    /// The last day on which the page may stand.
    #[serde(deserialize_with = "day")]
    pub expires: Date,
}

/// The facts of a whitepaper; its authors stand at the top level of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whitepaper {
    /// Which edition this is, and of when.
    pub edition: String,
    /// What a reader will know after reading, in a few sentences.
    #[serde(rename = "abstract")]
    pub summary: String,
}

/// The facts of an interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interview {
    /// Who answers.
    pub person: Person,
    /// That person's leave to publish.
    pub permission: Permission,
}

/// A person named in an interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name as the person writes it.
    pub name: String,
    /// The post held when the interview was given.
    pub post: String,
    /// The company.
    pub company: String,
}

/// The facts of a product page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct Product {
    /// The product's short name, as on its type plate.
    pub name: String,
    /// Technical data, in the order in which they are shown; at least one.
    pub specs: Vec<Spec>,
}

/// The facts of a product page as front matter writes them.
#[derive(Deserialize)]
struct Written {
    product: Named,
    specs: Vec<Spec>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

impl From<Written> for Product {
    fn from(written: Written) -> Self {
        Self {
            name: written.product.name,
            specs: written.specs,
        }
    }
}

/// One line of technical data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// What is stated.
    pub name: String,
    /// The value with its unit, as shown.
    pub value: String,
}

/// Reads a TOML day.
pub(crate) fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let written = toml::value::Datetime::deserialize(from)?.to_string();
    written.parse().map_err(serde::de::Error::custom)
}
