//! Audit logs for programs, whosever they are: books', a firm's, a person's own.
//!
//! Promises: the same answers for each. Never: asks who may; the queries do.

use crate::extract::{ApiCaller, Key, Paging};
use crate::{Answer, Web, api};
use app::Tenant;
use app::audit::{
    Consistency, ExportFormat, ExportLines, ExportOpenings, KeyText, LogFilter, LogPage, Record, RecordExport,
};
use axum::http::header;
use axum::response::IntoResponse as _;
use kernel::{FieldError, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A record in words.
#[derive(Serialize, ToSchema)]
pub(super) struct LogRecord {
    /// Its place in the log.
    seq: u64,
    /// When, UTC.
    at: String,
    /// The act, e.g. `entry.posted`.
    act: String,
    /// Who acted.
    who: String,
    /// The firm for which it was done, when through a connection.
    #[serde(skip_serializing_if = "Option::is_none")]
    firm: Option<String>,
    /// What was done, in words.
    did: String,
    /// To what, or empty.
    to: String,
    /// Whether the attempt was refused.
    denied: bool,
    /// The stay by which it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    visit: Option<String>,
    /// The hash of the leaf.
    hash: String,
}

/// What an export covers.
#[derive(Serialize, ToSchema)]
pub(super) struct Recorded {
    /// The number of leaves, the record of the export included.
    size: u64,
}

/// In which form.
#[derive(Deserialize, ToSchema)]
pub(super) struct ExportForm {
    /// `jsonl` or `csv`.
    format: String,
}

/// How much of the log.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Sizes {
    /// The number of leaves.
    size: Option<u64>,
    /// The first leaf of the page, or the smaller size.
    from: Option<u64>,
    /// The larger size.
    to: Option<u64>,
}

const TEXT: [(header::HeaderName, &str); 1] = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
const NDJSON: [(header::HeaderName, &str); 1] = [(header::CONTENT_TYPE, "application/x-ndjson")];

fn needed(value: Option<u64>, field: &str) -> Result<u64, Refusal> {
    value.ok_or_else(|| Refusal::Invalid(vec![FieldError::Required.at(field)]))
}

fn record(record: Record) -> LogRecord {
    LogRecord {
        seq: record.seq,
        at: record.at,
        act: record.act,
        who: record.who.name,
        firm: record.who.side,
        did: record.did,
        to: record.to,
        denied: record.is_denied,
        visit: record.visit,
        hash: record.hash,
    }
}

/// A log, and the program that asks for it.
pub(super) struct Log {
    pub web: Web,
    pub caller: ApiCaller,
    pub tenant: Tenant,
}

impl Log {
    pub async fn records(self, paging: Paging) -> Answer {
        let filter = LogFilter::default();
        let page = LogPage { tenant: self.tenant, after: paging.after, size: paging.size, filter };
        api::listed(self.web.app.read(&self.caller.actor, page).await?.page.map(record))
    }

    pub async fn key(self) -> Answer {
        let key = self.web.app.read(&self.caller.actor, KeyText { tenant: self.tenant }).await?;
        Ok((TEXT, key).into_response())
    }

    pub async fn checkpoint(self, wish: Sizes) -> Answer {
        let signed =
            app::audit::checkpoint(&self.web.app, &self.caller.actor, self.tenant, wish.size).await?;
        Ok((TEXT, signed.note).into_response())
    }

    /// `path` is where the lines are served.
    pub async fn export(self, key: Key, wish: ExportForm, path: &str) -> Answer {
        let format = match wish.format.as_str() {
            "jsonl" => ExportFormat::Jsonl,
            "csv" => ExportFormat::Csv,
            _ => return Err(Refusal::Invalid(vec![FieldError::NotAChoice.at("format")]).into()),
        };
        let command = RecordExport { tenant: self.tenant, format };
        let size = self.web.app.run(&self.caller.actor, Some(key.0), command).await?.size;
        api::created(&format!("{path}?size={size}"), &Recorded { size })
    }

    pub async fn lines(self, wish: Sizes) -> Answer {
        let (size, from) = (needed(wish.size, "size")?, wish.from.unwrap_or(0));
        let asked = ExportLines { tenant: self.tenant, size, from };
        Ok((NDJSON, joined(self.web.app.read(&self.caller.actor, asked).await?)).into_response())
    }

    pub async fn openings(self, wish: Sizes) -> Answer {
        let (size, from) = (needed(wish.size, "size")?, wish.from.unwrap_or(0));
        let asked = ExportOpenings { tenant: self.tenant, size, from };
        Ok((NDJSON, joined(self.web.app.read(&self.caller.actor, asked).await?)).into_response())
    }

    pub async fn proof(self, seq: u64, wish: Sizes) -> Answer {
        let found =
            app::audit::proof(&self.web.app, &self.caller.actor, self.tenant, (seq, wish.size)).await?;
        Ok((TEXT, found.bundle).into_response())
    }

    pub async fn consistency(self, wish: Sizes) -> Answer {
        let (from, to) = (needed(wish.from, "from")?, needed(wish.to, "to")?);
        let asked = Consistency { tenant: self.tenant, from, to };
        let hashes = self.web.app.read(&self.caller.actor, asked).await?;
        let text: String = hashes.iter().map(|hash| format!("{}\n", hash.to_base64())).collect();
        Ok((TEXT, text).into_response())
    }
}

fn joined(lines: Vec<Vec<u8>>) -> Vec<u8> {
    lines.into_iter().flat_map(|line| line.into_iter().chain([b'\n'])).collect()
}
