//! How values of our types stand in a column: as text that a person can read in any SQLite tool.

use std::{fmt::Display, str::FromStr};

use rusqlite::{
    ToSql,
    types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef},
};
use serde::{Serialize, de::DeserializeOwned};

/// A value that is written and read as text: an address, a day, an instant, an amount.
pub(crate) struct Text<T>(pub(crate) T);

impl<T: Display> ToSql for Text<&T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.to_string()))
    }
}

impl<T: FromStr> FromSql for Text<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        text.parse().map(Self).map_err(|_| foreign(text))
    }
}

/// A value of an enum without data, written as the word that serde has for it.
pub(crate) struct Word<T>(pub(crate) T);

impl<T: Serialize> ToSql for Word<&T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match serde_json::to_value(self.0) {
            Ok(serde_json::Value::String(word)) => Ok(ToSqlOutput::from(word)),
            Ok(other) => Err(unwritable(format!("{other} is no word").into())),
            Err(error) => Err(unwritable(error.into())),
        }
    }
}

impl<T: DeserializeOwned> FromSql for Word<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        let word = serde_json::Value::String(text.to_owned());
        serde_json::from_value(word)
            .map(Self)
            .map_err(|_| foreign(text))
    }
}

/// A structure, written as JSON.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: Serialize> ToSql for Json<&T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        serde_json::to_string(self.0)
            .map(ToSqlOutput::from)
            .map_err(|error| unwritable(error.into()))
    }
}

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        serde_json::from_str(text)
            .map(Self)
            .map_err(|_| foreign(text))
    }
}

/// A count, a length or a place, which SQLite holds as a signed number.
pub(crate) struct Count(pub(crate) u64);

impl ToSql for Count {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        i64::try_from(self.0)
            .map(ToSqlOutput::from)
            .map_err(|error| unwritable(error.into()))
    }
}

impl FromSql for Count {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = value.as_i64()?;
        let count = u64::try_from(number);
        count.map(Self).map_err(|_| foreign(&number.to_string()))
    }
}

/// The error for a stored text that Masthead would not have written.
fn foreign(text: &str) -> FromSqlError {
    let start: String = text.chars().take(60).collect();
    FromSqlError::Other(format!("the value “{start}”").into())
}

/// The error for a value that cannot be written.
fn unwritable(error: Box<dyn std::error::Error + Send + Sync>) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(error)
}
