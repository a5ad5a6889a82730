//! The trial balance.

use crate::extract::{ApiCaller, Parameters, Path};
use crate::{Answer, Web, api};
use app::books::reports::TrialBalance;
use axum::extract::State;
use kernel::{BooksId, Day, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(trial_balance))
}

/// The day of a report.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct On {
    /// ISO day; today where the company is without a wish.
    on: Option<String>,
}

/// One account on one side.
#[derive(Serialize, ToSchema)]
struct TrialBalanceRow {
    /// The account's id.
    account: String,
    /// Its code.
    code: String,
    /// Its name.
    name: String,
    /// `asset`, `liability`, `equity`, `income` or `expense`.
    r#type: String,
    /// Its group.
    group: String,
    /// Its balance if it is a debit, else zero.
    debit: String,
    /// Its balance if it is a credit, else zero.
    credit: String,
}

/// A trial balance.
#[derive(Serialize, ToSchema)]
struct TrialBalanceReport {
    /// The day at whose end the figures stand.
    on: String,
    /// The first day of its fiscal year.
    year_start: String,
    /// ISO 4217 code of the base currency.
    currency: String,
    /// Accounts with a balance, by type, group and code.
    rows: Vec<TrialBalanceRow>,
    /// The sum of the debits.
    total_debit: String,
    /// The sum of the credits, the same.
    total_credit: String,
    /// Profit (above zero) or loss of the fiscal year to date.
    profit_for_the_year: String,
    /// How many records the audit log had when the report was read.
    log_size: u64,
}

/// The trial balance at the end of a day.
#[utoipa::path(get, path = "/api/v1/books/{books}/reports/trial-balance", tag = "reports",
    responses((status = 200, body = TrialBalanceReport)), params(("books" = String, Path), On))]
async fn trial_balance(
    State(web): State<Web>,
    caller: ApiCaller,
    Path(books): Path<BooksId>,
    Parameters(wish): Parameters<On>,
) -> Answer {
    let day = wish.on.as_deref().map(Day::parse).transpose();
    let day = day.map_err(|error| Refusal::Invalid(vec![error.at("on")]))?;
    let report = web.app.read(&caller.actor, TrialBalance { books, day }).await?;
    let row = |row: &app::books::reports::ReportRow| TrialBalanceRow {
        account: row.account.id.to_string(),
        code: row.account.code.to_string(),
        name: row.account.name.to_string(),
        r#type: row.account.account_type().code().to_owned(),
        group: row.account.group.code().to_owned(),
        debit: row.debit.plain(),
        credit: row.credit.plain(),
    };
    api::shown(&TrialBalanceReport {
        on: report.day.to_string(),
        year_start: report.year_start.to_string(),
        currency: report.base.code().to_owned(),
        rows: report.rows.iter().map(row).collect(),
        total_debit: report.total.plain(),
        total_credit: report.total.plain(),
        profit_for_the_year: report.profit_for_the_year.plain(),
        log_size: report.log_size,
    })
}
