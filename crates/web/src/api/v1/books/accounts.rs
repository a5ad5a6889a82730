//! The chart of accounts.

use crate::extract::{ApiCaller, Json, Key, Path, Problems};
use crate::{Answer, Web, api};
use app::books::chart::{AddAccount, ArchiveAccount, ChartOfAccounts, RenameAccount, RestoreAccount};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use kernel::{AccountId, AccountName, BooksId};
use ledger::{AccountCode, AccountGroup, Posting};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_accounts, add_account))
        .routes(routes!(rename_account))
        .routes(routes!(archive_account))
        .routes(routes!(restore_account))
}

/// An account with its balance today.
#[derive(Serialize, ToSchema)]
struct Account {
    /// Its id.
    #[schema(example = "acc_01jd0000000000000000000000")]
    id: String,
    /// Its code, unique in the books.
    code: String,
    /// Its name.
    name: String,
    /// `asset`, `liability`, `equity`, `income` or `expense`.
    r#type: String,
    /// Its group, e.g. `cash`.
    group: String,
    /// ISO 4217 code.
    currency: String,
    /// Its balance today, a debit above zero; of income and expenses the fiscal year's.
    #[schema(example = "1234.50")]
    balance: String,
    /// Whether it is closed for new entries.
    archived: bool,
    /// Whether the program needs it, so that it cannot be archived.
    system: bool,
}

/// An account to be.
#[derive(Deserialize, ToSchema)]
struct NewAccount {
    /// Its code.
    code: String,
    /// Its name.
    name: String,
    /// Its group, which decides its type for good.
    group: String,
}

/// Another code and name.
#[derive(Deserialize, ToSchema)]
struct AccountNames {
    /// Its code.
    code: String,
    /// Its name.
    name: String,
}

/// The id of a new account.
#[derive(Serialize, ToSchema)]
struct Added {
    /// The id.
    id: String,
}

/// The chart in the order of the codes, archived accounts included.
#[utoipa::path(get, path = "/api/v1/books/{books}/accounts", tag = "accounts",
    responses((status = 200, body = Vec<Account>)), params(("books" = String, Path)))]
async fn list_accounts(State(web): State<Web>, caller: ApiCaller, Path(books): Path<BooksId>) -> Answer {
    let chart = web.app.read(&caller.actor, ChartOfAccounts { books }).await?;
    let shown: Vec<Account> = chart
        .accounts
        .iter()
        .map(|row| Account {
            id: row.account.id.to_string(),
            code: row.account.code.to_string(),
            name: row.account.name.to_string(),
            r#type: row.account.account_type().code().to_owned(),
            group: row.account.group.code().to_owned(),
            currency: row.account.currency.code().to_owned(),
            balance: row.balance.plain(),
            archived: row.account.posting == Posting::Archived,
            system: row.account.system.is_some(),
        })
        .collect();
    api::shown(&shown)
}

/// Adds an account in the base currency.
#[utoipa::path(post, path = "/api/v1/books/{books}/accounts", tag = "accounts", request_body = NewAccount,
    responses((status = 201, body = Added)),
    params(("books" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("add_account"))))]
async fn add_account(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path(books): Path<BooksId>,
    Json(wish): Json<NewAccount>,
) -> Answer {
    let mut problems = Problems::default();
    let code = problems.take("code", AccountCode::parse(&wish.code));
    let name = problems.take("name", AccountName::parse(&wish.name));
    let group = problems.take("group", wish.group.parse::<AccountGroup>());
    let (Some(code), Some(name), Some(group)) = (code, name, group) else {
        return Err(problems.refusal().into());
    };
    let command = AddAccount { books, code, name, group };
    let added = web.app.run(&caller.actor, Some(key), command).await?;
    let path = format!("/api/v1/books/{books}/accounts/{}", added.account);
    api::created(&path, &Added { id: added.account.to_string() })
}

/// Renames an account.
#[utoipa::path(patch, path = "/api/v1/books/{books}/accounts/{account}", tag = "accounts", request_body = AccountNames,
    responses((status = 204)),
    params(("books" = String, Path), ("account" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("rename_account"))))]
async fn rename_account(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path((books, account)): Path<(BooksId, AccountId)>,
    Json(wish): Json<AccountNames>,
) -> Answer {
    let mut problems = Problems::default();
    let code = problems.take("code", AccountCode::parse(&wish.code));
    let name = problems.take("name", AccountName::parse(&wish.name));
    let (Some(code), Some(name)) = (code, name) else { return Err(problems.refusal().into()) };
    web.app.run(&caller.actor, Some(key), RenameAccount { books, account, code, name }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Closes an account for new entries.
#[utoipa::path(post, path = "/api/v1/books/{books}/accounts/{account}/archive", tag = "accounts",
    responses((status = 204)),
    params(("books" = String, Path), ("account" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("archive_account"))))]
async fn archive_account(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path((books, account)): Path<(BooksId, AccountId)>,
) -> Answer {
    web.app.run(&caller.actor, Some(key), ArchiveAccount { books, account }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Opens an archived account again.
#[utoipa::path(post, path = "/api/v1/books/{books}/accounts/{account}/restore", tag = "accounts",
    responses((status = 204)),
    params(("books" = String, Path), ("account" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("restore_account"))))]
async fn restore_account(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path((books, account)): Path<(BooksId, AccountId)>,
) -> Answer {
    web.app.run(&caller.actor, Some(key), RestoreAccount { books, account }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
