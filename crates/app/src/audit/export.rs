//! Taking a log away: the record of it, then its lines and texts page by page.

use crate::Tenant;
use crate::audit::LeafDraft;
use crate::audit::signer::key_of;
use crate::audit::store::reading::{self, Text};
use crate::door::{Command, Door, OnlyLogged, Query, Work};
use evidence::commitment::salt_to_base64;
use kernel::{Fault, Refusal};
use serde::{Deserialize, Serialize};

/// The most leaves in one page of an export.
pub const EXPORT_PAGE: u64 = 500;

/// Writes down that somebody takes the log away. The file is served afterwards.
#[derive(Debug, Clone, Serialize)]
pub struct RecordExport {
    /// Whose log.
    pub tenant: Tenant,
    /// In which form: `jsonl` or `csv`.
    pub format: ExportFormat,
}

/// The forms of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// The lines as they were hashed, for a verifier.
    Jsonl,
    /// A spreadsheet, for people.
    Csv,
}

impl ExportFormat {
    /// As forms and logs spell it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
        }
    }
}

/// What the export covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportRecorded {
    /// The number of leaves, the record of the export included.
    pub size: u64,
}

impl Command for RecordExport {
    const NAME: &'static str = "record_export";
    type Handle = ();
    type Output = ExportRecorded;

    async fn tenants(&self, _: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![self.tenant])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<(), Refusal> {
        door.take_log(self.tenant).await
    }

    async fn apply(&self, (): &(), work: &mut Work<'_, '_>) -> Result<ExportRecorded, Refusal> {
        let head = work.heads.iter().find(|(tenant, _)| *tenant == self.tenant);
        let size = head.map(|(_, head)| head.frontier.size()).ok_or(Refusal::NotFound)? + 1;
        let leaf =
            LeafDraft::new(self.tenant, "log.exported").fact("size", size).fact("format", self.format.word());
        work.record(&OnlyLogged(leaf));
        Ok(ExportRecorded { size })
    }
}

/// Lines `from` to `from + EXPORT_PAGE` of a log of `size` leaves, exactly as they were hashed.
pub struct ExportLines {
    /// Whose log.
    pub tenant: Tenant,
    /// How many leaves the export has.
    pub size: u64,
    /// The first line of this page.
    pub from: u64,
}

/// The texts behind the commitments of the same leaves, as lines of JSON.
pub struct ExportOpenings {
    /// Whose log.
    pub tenant: Tenant,
    /// How many leaves the export has.
    pub size: u64,
    /// The first leaf of this page.
    pub from: u64,
}

fn span(size: u64, from: u64) -> Result<(i64, i64), Refusal> {
    let to = from.saturating_add(EXPORT_PAGE).min(size);
    let whole = |number: u64| i64::try_from(number).map_err(|_| Refusal::NotFound);
    Ok((whole(from)?, whole(to)?))
}

impl Query for ExportLines {
    type Output = Vec<Vec<u8>>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<Vec<u8>>, Refusal> {
        door.take_log(self.tenant).await?;
        let lines = reading::lines(door.read(), self.tenant, span(self.size, self.from)?).await?;
        Ok(lines.into_iter().map(|line| line.line).collect())
    }
}

/// One opened commitment, as the verifier reads it.
#[derive(Serialize)]
struct Opening<'o> {
    seq: i64,
    name: &'o str,
    salt: String,
    text: &'o str,
}

fn opening(text: &Text) -> Result<Vec<u8>, Fault> {
    let salt = text.salt.as_slice().try_into().map_err(Fault::internal)?;
    let opening = Opening { seq: text.seq, name: &text.name, salt: salt_to_base64(&salt), text: &text.body };
    serde_json::to_vec(&opening).map_err(Fault::internal)
}

impl Query for ExportOpenings {
    type Output = Vec<Vec<u8>>;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<Vec<Vec<u8>>, Refusal> {
        door.take_log(self.tenant).await?;
        let texts = reading::texts(door.read(), self.tenant, span(self.size, self.from)?).await?;
        Ok(texts.iter().map(opening).collect::<Result<_, _>>()?)
    }
}

/// The public key of a log, as a verifier reads it: one line per key that ever signed.
pub struct KeyText {
    /// Whose log.
    pub tenant: Tenant,
}

impl Query for KeyText {
    type Output = String;

    async fn answer(&self, door: &mut Door<'_, '_>) -> Result<String, Refusal> {
        door.read_log(self.tenant).await?;
        Ok(format!("{}\n", key_of(door.core(), self.tenant)?.verifier()))
    }
}
