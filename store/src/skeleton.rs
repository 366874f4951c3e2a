//! The signatures of the store, until their parts are in place.

use crate::*;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use url::Url;

/// The database and the bodies beside it.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
}
#[allow(unused_variables, missing_docs, clippy::missing_errors_doc)]
impl Store {
    fn no<T>(&self) -> Result<T, StoreError> {
        Err(StoreError::Foreign {
            path: self.path.clone(),
        })
    }
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        Ok(Self { path: dir.into() })
    }
    pub fn begin(&mut self, now: Timestamp, sources: &[SourceRow]) -> Result<Run, StoreError> {
        self.no()
    }
    pub fn commit(&mut self, run: &Run, records: &[Record]) -> Result<(), StoreError> {
        self.no()
    }
    pub fn pending(&self, run: &Run) -> Result<Vec<Task>, StoreError> {
        self.no()
    }
    pub fn seen(&self, run: &Run) -> Result<BTreeSet<(String, Url)>, StoreError> {
        self.no()
    }
    pub fn hosts(&self) -> Result<BTreeMap<String, HostState>, StoreError> {
        self.no()
    }
    pub fn known(&self) -> Result<Vec<Known>, StoreError> {
        self.no()
    }
    pub fn finish(&mut self, run: &Run) -> Result<(), StoreError> {
        self.no()
    }
    pub fn tally(&self, run: &Run) -> Result<Vec<SourceTally>, StoreError> {
        self.no()
    }
    pub fn pages_at(&self, at: Timestamp) -> Result<Vec<PageAt>, StoreError> {
        self.no()
    }
    pub fn problems(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Problem>, StoreError> {
        self.no()
    }
    pub fn body(&self, url: &Url, at: Timestamp) -> Result<Option<Vec<u8>>, StoreError> {
        self.no()
    }
    pub fn import(&mut self, file: &ImportFile, rows: &ImportRows) -> Result<Imported, StoreError> {
        self.no()
    }
    pub fn search(&self, month: Month) -> Result<Vec<SearchRow>, StoreError> {
        self.no()
    }
    pub fn ads(&self, month: Month) -> Result<Vec<AdRow>, StoreError> {
        self.no()
    }
    pub fn leads(&self, month: Month) -> Result<Vec<LeadRow>, StoreError> {
        self.no()
    }
    pub fn tables(&self) -> Result<Vec<Table>, StoreError> {
        self.no()
    }
}
