//! Parameters and rows: the few types that both engines share.

use bytes::{BufMut as _, BytesMut};
use kernel::{Fault, Id};
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type};

/// A parameter of a statement.
#[derive(Debug, Clone, Copy)]
pub enum P<'a> {
    /// A whole number: counts, minor units, microseconds.
    I(i64),
    /// Text.
    T(&'a str),
    /// Bytes.
    B(&'a [u8]),
    /// A 16-byte id.
    Id([u8; 16]),
    /// Nothing.
    Null,
}

/// An id as a parameter.
pub fn id<T: Id>(id: T) -> P<'static> {
    P::Id(id.bytes())
}

/// An id that may be missing, as a parameter.
pub fn opt_id<T: Id>(id: Option<T>) -> P<'static> {
    id.map_or(P::Null, |id| P::Id(id.bytes()))
}

impl From<i64> for P<'_> {
    fn from(value: i64) -> Self {
        Self::I(value)
    }
}
impl From<kernel::Moment> for P<'_> {
    fn from(value: kernel::Moment) -> Self {
        Self::I(value.micros())
    }
}
impl<'a> From<&'a str> for P<'a> {
    fn from(value: &'a str) -> Self {
        Self::T(value)
    }
}
impl<'a> From<&'a String> for P<'a> {
    fn from(value: &'a String) -> Self {
        Self::T(value)
    }
}
impl<'a> From<&'a [u8]> for P<'a> {
    fn from(value: &'a [u8]) -> Self {
        Self::B(value)
    }
}
impl<'a> From<&'a Vec<u8>> for P<'a> {
    fn from(value: &'a Vec<u8>) -> Self {
        Self::B(value)
    }
}
impl<'a> From<&'a [u8; 32]> for P<'a> {
    fn from(value: &'a [u8; 32]) -> Self {
        Self::B(value)
    }
}
impl<'a, T: Into<P<'a>>> From<Option<T>> for P<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// `p![id(books), amount, &name]`: parameters in order.
#[macro_export]
macro_rules! p {
    ($($value:expr),* $(,)?) => { &[$($crate::P::from($value)),*] };
}

impl rusqlite::ToSql for P<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput::Borrowed, ValueRef};
        Ok(Borrowed(match self {
            P::I(value) => ValueRef::Integer(*value),
            P::T(value) => ValueRef::Text(value.as_bytes()),
            P::B(value) => ValueRef::Blob(value),
            P::Id(value) => ValueRef::Blob(value),
            P::Null => ValueRef::Null,
        }))
    }
}

impl ToSql for P<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match (self, ty) {
            (P::Null, _) => Ok(IsNull::Yes),
            (P::I(value), &Type::INT8) => value.to_sql(ty, out),
            (P::T(value), &Type::TEXT | &Type::VARCHAR) => value.to_sql(ty, out),
            (P::B(value), &Type::BYTEA) => value.to_sql(ty, out),
            (P::Id(value), &Type::UUID | &Type::BYTEA) => {
                out.put_slice(value);
                Ok(IsNull::No)
            }
            (value, ty) => Err(format!("{value:?} cannot be sent as {ty}").into()),
        }
    }
    fn accepts(_: &Type) -> bool {
        true
    }
    tokio_postgres::types::to_sql_checked!();
}

/// Sixteen bytes out of a `uuid` column.
struct Raw16([u8; 16]);
impl<'a> FromSql<'a> for Raw16 {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(raw.try_into()?))
    }
    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::UUID | Type::BYTEA)
    }
}

/// One row of an answer; columns by position.
pub enum Row<'a> {
    #[doc(hidden)]
    Lite(&'a rusqlite::Row<'a>),
    #[doc(hidden)]
    Pg(&'a tokio_postgres::Row),
}

fn bad(column: usize, error: impl std::fmt::Display) -> Fault {
    Fault::internal(format!("column {column}: {error}"))
}

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident, $opt:ident -> $ty:ty;)+) => {$(
        $(#[$doc])*
        pub fn $name(&self, column: usize) -> Result<$ty, Fault> {
            match self {
                Row::Lite(row) => row.get(column).map_err(|error| bad(column, error)),
                Row::Pg(row) => row.try_get(column).map_err(|error| bad(column, error)),
            }
        }
        /// The same, when the column may be null.
        pub fn $opt(&self, column: usize) -> Result<Option<$ty>, Fault> {
            match self {
                Row::Lite(row) => row.get(column).map_err(|error| bad(column, error)),
                Row::Pg(row) => row.try_get(column).map_err(|error| bad(column, error)),
            }
        }
    )+};
}

impl Row<'_> {
    columns! {
        /// A whole number.
        i64, opt_i64 -> i64;
        /// Text.
        text, opt_text -> String;
        /// Bytes.
        bytes, opt_bytes -> Vec<u8>;
    }

    /// A typed id.
    pub fn id<T: Id>(&self, column: usize) -> Result<T, Fault> {
        self.opt_id(column)?.ok_or_else(|| bad(column, "null id"))
    }

    /// A typed id that may be missing.
    pub fn opt_id<T: Id>(&self, column: usize) -> Result<Option<T>, Fault> {
        let raw: Option<[u8; 16]> = match self {
            Row::Lite(row) => row.get(column).map_err(|error| bad(column, error))?,
            Row::Pg(row) => {
                row.try_get::<_, Option<Raw16>>(column).map_err(|error| bad(column, error))?.map(|raw| raw.0)
            }
        };
        Ok(raw.map(T::from_bytes))
    }

    /// An instant.
    pub fn moment(&self, column: usize) -> Result<kernel::Moment, Fault> {
        self.i64(column).map(kernel::Moment::from_micros)
    }

    /// An instant that may be missing.
    pub fn opt_moment(&self, column: usize) -> Result<Option<kernel::Moment>, Fault> {
        Ok(self.opt_i64(column)?.map(kernel::Moment::from_micros))
    }

    /// Anything that is stored as its text and parses back.
    pub fn parsed<T: std::str::FromStr>(&self, column: usize) -> Result<T, Fault>
    where
        T::Err: std::fmt::Display,
    {
        self.text(column)?.parse().map_err(|error| bad(column, error))
    }
}
