//! What a row of the product looks like: sizes are taken from rows that it wrote.

/// The variable parts of one post, as the product wrote them.
#[derive(Debug, Clone, Default)]
pub struct Sample {
    /// A leaf's line.
    pub line: Vec<u8>,
    /// The texts behind its commitments: name and body.
    pub texts: Vec<(String, String)>,
    /// What it notes as changed, by topic.
    pub topics: Vec<String>,
    /// The stored answer.
    pub output: String,
    /// The author's name.
    pub author: String,
}
