//! Paging by key: a page names where it ended, never how many rows to skip.

use serde::{Deserialize, Serialize};

/// The most rows one page may carry.
pub const MOST_ROWS: u16 = 200;

/// How many rows are wanted, within [`MOST_ROWS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageSize(u16);

impl PageSize {
    /// A wish, brought within 1 to 200.
    #[must_use]
    pub fn new(wish: u16) -> Self {
        Self(wish.clamp(1, MOST_ROWS))
    }
    /// Rows wanted.
    #[must_use]
    pub fn rows(self) -> usize {
        usize::from(self.0)
    }
    /// One more than wanted, to know whether another page follows.
    #[must_use]
    pub fn rows_and_one(self) -> i64 {
        i64::from(self.0) + 1
    }
}

impl Default for PageSize {
    fn default() -> Self {
        Self(50)
    }
}

/// Some rows and the key after which the next ones begin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows, in the order of the list.
    pub rows: Vec<T>,
    /// The key of the last row, when more follow.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Cuts the extra row that told whether more follow.
    pub fn cut(mut rows: Vec<T>, size: PageSize, key: impl FnOnce(&T) -> String) -> Self {
        let more = rows.len() > size.rows();
        rows.truncate(size.rows());
        let next = if more { rows.last().map(key) } else { None };
        Self { rows, next }
    }
    /// The same page with other rows.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { rows: self.rows.into_iter().map(change).collect(), next: self.next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extra_row_becomes_the_key_of_the_next_page() {
        let page = Page::cut(vec![1, 2, 3], PageSize::new(2), ToString::to_string);
        assert_eq!((page.rows, page.next), (vec![1, 2], Some("2".to_owned())));
        let last = Page::cut(vec![1, 2], PageSize::new(2), ToString::to_string);
        assert_eq!(last.next, None);
    }

    #[test]
    fn a_page_never_exceeds_the_cap() {
        assert_eq!(PageSize::new(9_999).rows(), 200);
        assert_eq!(PageSize::new(0).rows(), 1);
    }
}
