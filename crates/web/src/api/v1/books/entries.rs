//! Journal entries.

use crate::extract::{ApiCaller, Json, Key, Paging, Parameters, Path, Problems};
use crate::{Answer, Web, api};
use app::books::BooksShellFacts;
use app::books::entries::{
    DeleteEntry, EntryHistory, EntryPage, EntryPosted, EntryRevision, Journal, JournalEntry, JournalLine,
    PostEntry, ReviseEntry,
};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use kernel::{BooksId, Currency, Day, Memo, Money, Refusal, TransactionId};
use ledger::DraftLine;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(list_entries, post_entry)).routes(routes!(
        show_entry,
        revise_entry,
        delete_entry
    ))
}

/// A line: one of debit and credit, as a decimal text in the base currency.
#[derive(Serialize, Deserialize, ToSchema)]
struct EntryLine {
    /// The account's id.
    account: String,
    /// The account's code; answers only.
    #[serde(skip_serializing_if = "Option::is_none", skip_deserializing)]
    code: Option<String>,
    /// The amount, when it is a debit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "120.00")]
    debit: Option<String>,
    /// The amount, when it is a credit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    credit: Option<String>,
    /// What the line is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    memo: Option<String>,
}

/// An entry to be posted.
#[derive(Deserialize, ToSchema)]
struct NewEntry {
    /// ISO day.
    day: String,
    /// What it is about.
    #[serde(default)]
    memo: Option<String>,
    /// At least two lines whose debits equal their credits.
    lines: Vec<EntryLine>,
}

/// Why an entry is deleted.
#[derive(Default, Deserialize)]
struct Deletion {
    /// In a few words.
    #[serde(default)]
    reason: Option<String>,
}

/// Where an entry stands now.
#[derive(Serialize, ToSchema)]
struct Posted {
    /// The id of the transaction, stable over its revisions.
    id: String,
    /// The number of the entry written last.
    entry_no: i64,
    /// The revision that stands; send it as `If-Match` to change it.
    revision: i64,
}

/// A transaction as it stands.
#[derive(Serialize, ToSchema)]
struct Transaction {
    /// Its id.
    #[schema(example = "txn_01jd0000000000000000000000")]
    id: String,
    /// The revision that stands.
    revision: i64,
    /// The number of the entry that stands.
    entry_no: i64,
    /// ISO day.
    day: String,
    /// What it is about, or empty.
    memo: String,
    /// The sum of its debits.
    amount: String,
    /// Its lines in order.
    lines: Vec<EntryLine>,
}

/// One immutable entry of a transaction.
#[derive(Serialize, ToSchema)]
struct Entry {
    /// Its number in the books.
    entry_no: i64,
    /// Which revision it made, or undid.
    revision: i64,
    /// `journal`, or `reversal` when it undoes an entry.
    kind: String,
    /// ISO day.
    day: String,
    /// What it is about, or empty.
    memo: String,
    /// The sum of its debits.
    amount: String,
    /// When it was written, UTC.
    created_at: String,
    /// By whom.
    created_by: String,
    /// For which firm, when through a connection.
    #[serde(skip_serializing_if = "Option::is_none")]
    firm: Option<String>,
    /// Its lines in order.
    lines: Vec<EntryLine>,
}

/// A transaction with all its entries.
#[derive(Serialize, ToSchema)]
struct History {
    /// Its id.
    id: String,
    /// The revision that stands, or stood.
    revision: i64,
    /// Whether it has been deleted.
    deleted: bool,
    /// All its entries, oldest first.
    entries: Vec<Entry>,
}

/// Which part of the journal.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Part {
    /// From this ISO day.
    from: Option<String>,
    /// To this ISO day.
    to: Option<String>,
    /// Only what touches this account.
    account: Option<String>,
    /// Only what has these words in its description.
    q: Option<String>,
}

fn line(line: &JournalLine) -> EntryLine {
    let written = |money: Money| (!money.is_zero()).then(|| money.plain());
    EntryLine {
        account: line.account.to_string(),
        code: Some(line.code.to_string()),
        debit: written(line.debit),
        credit: written(line.credit),
        memo: (!line.memo.is_empty()).then(|| line.memo.clone()),
    }
}

fn transaction(entry: &JournalEntry) -> Transaction {
    Transaction {
        id: entry.transaction.to_string(),
        revision: entry.revision,
        entry_no: entry.entry_no,
        day: entry.day.to_string(),
        memo: entry.memo.clone(),
        amount: entry.amount.plain(),
        lines: entry.lines.iter().map(line).collect(),
    }
}

fn entry(entry: &EntryRevision) -> Entry {
    Entry {
        entry_no: entry.entry_no,
        revision: entry.revision,
        kind: entry.kind.word().to_owned(),
        day: entry.day.to_string(),
        memo: entry.memo.clone(),
        amount: entry.amount.plain(),
        created_at: entry.created_at.iso_millis(),
        created_by: entry.creator.clone(),
        firm: entry.firm.clone(),
        lines: entry.lines.iter().map(line).collect(),
    }
}

fn posted(posted: EntryPosted) -> Posted {
    Posted { id: posted.transaction.to_string(), entry_no: posted.entry_no, revision: posted.revision }
}

/// The version of a transaction is its revision, so that what was posted can be changed without a look.
fn version(revision: i64) -> String {
    format!("\"{revision}\"")
}

type Typed = (Day, Option<Memo>, Vec<DraftLine>);

fn typed(wish: &NewEntry, currency: Currency) -> Result<Typed, Refusal> {
    let mut problems = Problems::default();
    let day = problems.take("day", Day::parse(&wish.day));
    let memo = problems.take("memo", Memo::parse_optional(wish.memo.as_deref().unwrap_or_default()));
    let mut lines = Vec::with_capacity(wish.lines.len());
    for (place, line) in wish.lines.iter().enumerate() {
        let name = |field: &str| format!("lines[{place}].{field}");
        let amount =
            |text: &Option<String>| text.as_deref().map(|text| Money::parse(text, currency)).transpose();
        let debit = problems.take(&name("debit"), amount(&line.debit));
        let credit = problems.take(&name("credit"), amount(&line.credit));
        let about = Memo::parse_optional(line.memo.as_deref().unwrap_or_default());
        let about = problems.take(&name("memo"), about);
        let account = line.account.parse();
        let account = problems.take(&name("account"), account.map_err(|_| kernel::FieldError::NotAChoice));
        if let (Some(account), Some(debit), Some(credit), Some(memo)) = (account, debit, credit, about) {
            lines.push(DraftLine { account, debit, credit, memo });
        }
    }
    match (day, memo) {
        (Some(day), Some(memo)) if lines.len() == wish.lines.len() => Ok((day, memo, lines)),
        _ => Err(problems.refusal()),
    }
}

async fn base(web: &Web, caller: &ApiCaller, books: BooksId) -> Result<Currency, Refusal> {
    Ok(web.app.read(&caller.actor, BooksShellFacts { books }).await?.currency)
}

/// The revision that a program believes to change: `If-Match: "2"`.
fn believed(headers: &axum::http::HeaderMap) -> Result<i64, Refusal> {
    let value = headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok());
    let revision = value.and_then(|text| text.trim().trim_matches('"').parse().ok());
    revision.ok_or_else(|| {
        Refusal::field("If-Match", "required", "Send the revision that you saw as If-Match, such as \"1\".")
    })
}

/// Transactions that stand, newest first.
#[utoipa::path(get, path = "/api/v1/books/{books}/entries", tag = "entries",
    responses((status = 200, body = api::Listed<Transaction>)),
    params(("books" = String, Path), ("after" = Option<String>, Query), ("limit" = Option<u16>, Query), Part))]
async fn list_entries(
    State(web): State<Web>,
    caller: ApiCaller,
    paging: Paging,
    Path(books): Path<BooksId>,
    Parameters(part): Parameters<Part>,
) -> Answer {
    let mut problems = Problems::default();
    let day = |text: &Option<String>| text.as_deref().map(Day::parse).transpose();
    let (from, to) = (problems.take("from", day(&part.from)), problems.take("to", day(&part.to)));
    let account = part.account.as_deref().map(str::parse).transpose();
    let account = problems.take("account", account.map_err(|_| kernel::FieldError::NotAChoice));
    let (Some(from), Some(to), Some(account)) = (from, to, account) else {
        return Err(problems.refusal().into());
    };
    let words = part.q.unwrap_or_default();
    let journal = Journal { books, after: paging.after, size: paging.size, from, to, account, words };
    let found = web.app.read(&caller.actor, journal).await?;
    api::listed(found.page.map(|entry| transaction(&entry)))
}

/// Posts an entry in one step; there are no drafts.
#[utoipa::path(post, path = "/api/v1/books/{books}/entries", tag = "entries", request_body = NewEntry,
    responses((status = 201, body = Posted)),
    params(("books" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("post_entry"))))]
async fn post_entry(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path(books): Path<BooksId>,
    Json(wish): Json<NewEntry>,
) -> Answer {
    let (day, memo, lines) = typed(&wish, base(&web, &caller, books).await?)?;
    let done = web.app.run(&caller.actor, Some(key), PostEntry { books, day, memo, lines }).await?;
    api::created(&format!("/api/v1/books/{books}/entries/{}", done.transaction), &posted(done))
}

fn history(found: &EntryHistory) -> History {
    History {
        id: found.transaction.to_string(),
        revision: found.revision,
        deleted: found.is_deleted,
        entries: found.entries.iter().map(entry).collect(),
    }
}

/// A transaction with everything that ever stood for it. Its `ETag` is its revision.
#[utoipa::path(get, path = "/api/v1/books/{books}/entries/{entry}", tag = "entries",
    responses((status = 200, body = History)), params(("books" = String, Path), ("entry" = String, Path)))]
async fn show_entry(
    State(web): State<Web>,
    caller: ApiCaller,
    Path((books, transaction)): Path<(BooksId, TransactionId)>,
) -> Answer {
    let found = web.app.read(&caller.actor, EntryPage { books, transaction }).await?;
    Ok(([(header::ETAG, version(found.revision))], axum::Json(history(&found))).into_response())
}

/// Changes a transaction: its entry is reversed and a new one stands. `If-Match` is its revision.
#[utoipa::path(put, path = "/api/v1/books/{books}/entries/{entry}", tag = "entries", request_body = NewEntry,
    responses((status = 200, body = Posted)),
    params(("books" = String, Path), ("entry" = String, Path), ("If-Match" = String, Header),
        ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("revise_entry"))))]
async fn revise_entry(
    State(web): State<Web>,
    caller: ApiCaller,
    headers: axum::http::HeaderMap,
    Key(key): Key,
    Path((books, transaction)): Path<(BooksId, TransactionId)>,
    Json(wish): Json<NewEntry>,
) -> Answer {
    let expected = believed(&headers)?;
    let (day, memo, lines) = typed(&wish, base(&web, &caller, books).await?)?;
    let command = ReviseEntry { books, transaction, expected, day, memo, lines };
    let done = web.app.run(&caller.actor, Some(key), command).await?;
    Ok(([(header::ETAG, version(done.revision))], axum::Json(posted(done))).into_response())
}

/// Deletes a transaction by a reversal. `If-Match` is its revision.
#[utoipa::path(delete, path = "/api/v1/books/{books}/entries/{entry}", tag = "entries",
    responses((status = 204)),
    params(("books" = String, Path), ("entry" = String, Path), ("reason" = Option<String>, Query),
        ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("delete_entry"))))]
async fn delete_entry(
    State(web): State<Web>,
    caller: ApiCaller,
    headers: axum::http::HeaderMap,
    Key(key): Key,
    Path((books, transaction)): Path<(BooksId, TransactionId)>,
    Parameters(why): Parameters<Deletion>,
) -> Answer {
    let expected = believed(&headers)?;
    let reason = Memo::parse_optional(why.reason.as_deref().unwrap_or_default());
    let reason = reason.map_err(|error| Refusal::Invalid(vec![error.at("reason")]))?;
    web.app.run(&caller.actor, Some(key), DeleteEntry { books, transaction, expected, reason }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
