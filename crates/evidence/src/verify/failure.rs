//! What the verifier answers when it does not accept, with the place where it first shows.

use crate::bundle::BundleError;
use crate::checkpoint::CheckpointError;
use crate::proof::ProofError;

/// Why an export, a proof or an opening is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The input is in the right form and is not true.
    #[error("does not verify: {0}")]
    DoesNotVerify(#[from] Mismatch),
    /// The input is not in the right form.
    #[error("malformed: {0}")]
    Malformed(#[from] Malformed),
}

impl Failure {
    /// The exit status of the command line: 1 does not verify, 2 malformed.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::DoesNotVerify(_) => 1,
            Self::Malformed(_) => 2,
        }
    }
}

/// What is untrue, and where it first shows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// The checkpoint is not signed by a key of its log.
    #[error("checkpoint: {0}")]
    Checkpoint(CheckpointError),
    /// An older checkpoint is not signed by a key of its log.
    #[error("older checkpoint {position}: {error}")]
    OlderCheckpoint {
        /// Which of the older checkpoints, from zero.
        position: usize,
        /// What is wrong with it.
        error: CheckpointError,
    },
    /// An older checkpoint speaks of another log.
    #[error("older checkpoint {position} is of log {found}, not {origin}")]
    OtherLog {
        /// Which of the older checkpoints, from zero.
        position: usize,
        /// The log of the export.
        origin: String,
        /// The log of the older checkpoint.
        found: String,
    },
    /// A leaf does not state its position: one was removed, added or moved.
    #[error("wrong seq: the leaf at position {position} says {found}")]
    WrongSeq {
        /// The first position at which this is so.
        position: u64,
        /// The `seq` of the leaf found there.
        found: u64,
    },
    /// A leaf belongs to another log.
    #[error("foreign leaf: seq {seq} belongs to log {found}, not {origin}")]
    ForeignLeaf {
        /// The first position at which this is so.
        seq: u64,
        /// The log of the checkpoint.
        origin: String,
        /// The `log` of the leaf.
        found: String,
    },
    /// The export ends early.
    #[error("missing leaves: the checkpoint has {size}, the export ends before seq {found}")]
    MissingLeaves {
        /// The leaves of the checkpoint.
        size: u64,
        /// The leaves of the export, which is the first seq that is missing.
        found: u64,
    },
    /// The export has leaves that the checkpoint does not speak of.
    #[error("more leaves than the checkpoint's {size}: the first is seq {size}")]
    ExcessLeaves {
        /// The leaves of the checkpoint.
        size: u64,
    },
    /// An older checkpoint has more leaves than the present one.
    #[error("older head of size {older} is not a prefix: the checkpoint has only {size} leaves")]
    OlderIsLarger {
        /// The size of the older checkpoint.
        older: u64,
        /// The size of the checkpoint.
        size: u64,
    },
    /// Two signed checkpoints of one size have different roots: the log has two histories.
    #[error("forked log: two signed heads of size {size} differ")]
    Fork {
        /// The size of both.
        size: u64,
    },
    /// The leaves do not lead to an older root: the history before it was rewritten.
    #[error(
        "older head of size {size} is not a prefix: a leaf from seq {from} to before seq {size} was changed"
    )]
    OlderNotPrefix {
        /// The size of the first older checkpoint that does not fit.
        size: u64,
        /// The leaves before this one are proven by an earlier checkpoint.
        from: u64,
    },
    /// The leaves do not lead to the root.
    #[error("root mismatch at size {size}: a leaf from seq {from} to before seq {size} was changed")]
    Root {
        /// The size of the checkpoint.
        size: u64,
        /// The leaves before this one are proven by an older checkpoint.
        from: u64,
    },
    /// The proof of a single leaf does not lead to the checkpoint.
    #[error("leaf of seq {seq}: {error}")]
    Proof {
        /// The position that the bundle states.
        seq: u64,
        /// What is wrong with the proof.
        error: ProofError,
    },
    /// A text is not the one committed to.
    #[error("opening of {name} at seq {seq} is not what the leaf commits to")]
    Opening {
        /// The leaf.
        seq: u64,
        /// The name of the commitment in it.
        name: String,
    },
    /// A text is offered for a commitment that no leaf holds.
    #[error("opening of {name} at seq {seq}: the leaf has no such commitment")]
    NoCommitment {
        /// The leaf.
        seq: u64,
        /// The name of the commitment.
        name: String,
    },
}

/// What is not in the right form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// The checkpoint cannot be read.
    #[error("checkpoint: {0}")]
    Checkpoint(CheckpointError),
    /// An older checkpoint cannot be read.
    #[error("older checkpoint {position}: {error}")]
    OlderCheckpoint {
        /// Which of the older checkpoints, from zero.
        position: usize,
        /// What is wrong with it.
        error: CheckpointError,
    },
    /// A leaf is not a canonical line.
    #[error("leaf at position {position}: {reason}")]
    Leaf {
        /// The first position at which this is so.
        position: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// The last line of a file has no line feed: the file was cut.
    #[error("{file} does not end with a line feed")]
    Unterminated {
        /// Which file.
        file: &'static str,
    },
    /// The proof bundle cannot be read.
    #[error("{0}")]
    Bundle(BundleError),
    /// A line of the opened commitments cannot be read.
    #[error("opening at line {line}: {reason}")]
    Opening {
        /// The first such line, from one.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
}
