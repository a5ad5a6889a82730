//! A company: founded, shown, changed, locked.

use crate::extract::{ApiCaller, IfMatch, Json, Key, Path, Problems};
use crate::{Answer, Web, api};
use app::books::CreateBooks;
use app::books::settings::{CompanyDetails, CompanySettings, SetLockDay, UpdateCompany};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use kernel::{BooksId, CompanyName, Country, Currency, Day, FiscalYearEnd, Refusal, TimeZoneName};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(create_books))
        .routes(routes!(show_company, update_company))
        .routes(routes!(set_lock_day))
}

/// A company to be.
#[derive(Deserialize, ToSchema)]
struct NewCompany {
    /// The trading name.
    name: String,
    /// The name in the register, when it differs.
    #[serde(default)]
    legal_name: Option<String>,
    /// ISO 3166 code.
    #[schema(example = "GB")]
    country: String,
    /// ISO 4217 code of the base currency, which never changes.
    #[schema(example = "GBP")]
    currency: String,
    /// Month and day of the fiscal year's end.
    #[schema(example = "12-31")]
    fiscal_year_end: String,
    /// IANA name; the country's without a wish.
    #[serde(default)]
    time_zone: Option<String>,
}

/// Other details; what is absent stays.
#[derive(Deserialize, ToSchema)]
struct CompanyChange {
    /// The trading name.
    #[serde(default)]
    name: Option<String>,
    /// The name in the register; empty when it does not differ.
    #[serde(default)]
    legal_name: Option<String>,
    /// ISO 3166 code.
    #[serde(default)]
    country: Option<String>,
    /// Month and day of the fiscal year's end.
    #[serde(default)]
    fiscal_year_end: Option<String>,
    /// IANA name.
    #[serde(default)]
    time_zone: Option<String>,
}

/// A company.
#[derive(Serialize, ToSchema)]
struct Company {
    /// The id of its books.
    #[schema(example = "bks_01jd0000000000000000000000")]
    id: String,
    /// The trading name.
    name: String,
    /// The name in the register, when it differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    legal_name: Option<String>,
    /// ISO 3166 code.
    country: String,
    /// ISO 4217 code of the base currency.
    currency: String,
    /// Month and day of the fiscal year's end.
    fiscal_year_end: String,
    /// IANA name.
    time_zone: String,
    /// The last locked day.
    #[serde(skip_serializing_if = "Option::is_none")]
    lock_day: Option<String>,
    /// Which revision of the settings this is.
    revision: i64,
}

/// The id of new books.
#[derive(Serialize, ToSchema)]
struct NewBooks {
    /// The id.
    id: String,
}

/// The last locked day.
#[derive(Deserialize, ToSchema)]
struct Lock {
    /// ISO day; absent or null lifts the lock.
    #[serde(default)]
    lock_day: Option<String>,
}

fn shown(books: BooksId, company: &CompanyDetails) -> Company {
    Company {
        id: books.to_string(),
        name: company.name.clone(),
        legal_name: company.legal_name.clone(),
        country: company.country.code().to_owned(),
        currency: company.currency.code().to_owned(),
        fiscal_year_end: company.fiscal_year_end.to_string(),
        time_zone: company.time_zone.as_str().to_owned(),
        lock_day: company.lock_day.map(|day| day.to_string()),
        revision: company.revision,
    }
}

fn founding(wish: &NewCompany) -> Result<CreateBooks, Refusal> {
    let mut problems = Problems::default();
    let name = problems.take("name", CompanyName::parse(&wish.name));
    let legal_name = wish.legal_name.as_deref().unwrap_or_default();
    let legal_name = problems.take("legal_name", CompanyName::parse_optional(legal_name));
    let country = problems.take("country", Country::from_code(&wish.country));
    let currency = problems.take("currency", Currency::from_code(&wish.currency));
    let year_end = problems.take("fiscal_year_end", FiscalYearEnd::parse(&wish.fiscal_year_end));
    let time_zone = match (&wish.time_zone, country) {
        (Some(zone), _) => problems.take("time_zone", TimeZoneName::parse(zone)),
        (None, country) => country.map(Country::time_zone),
    };
    match (name, legal_name, country, currency, year_end, time_zone) {
        (
            Some(name),
            Some(legal_name),
            Some(country),
            Some(currency),
            Some(fiscal_year_end),
            Some(time_zone),
        ) => Ok(CreateBooks { name, legal_name, country, currency, fiscal_year_end, time_zone }),
        _ => Err(problems.refusal()),
    }
}

/// Founds a company's books with the default chart of accounts.
#[utoipa::path(post, path = "/api/v1/books", tag = "books", request_body = NewCompany,
    responses((status = 201, body = NewBooks)), params(("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("create_books"))))]
async fn create_books(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Json(wish): Json<NewCompany>,
) -> Answer {
    let made = web.app.run(&caller.actor, Some(key), founding(&wish)?).await?;
    api::created(&format!("/api/v1/books/{}", made.books), &NewBooks { id: made.books.to_string() })
}

/// The company of these books.
#[utoipa::path(get, path = "/api/v1/books/{books}", tag = "books", responses((status = 200, body = Company)),
    params(("books" = String, Path)))]
async fn show_company(State(web): State<Web>, caller: ApiCaller, Path(books): Path<BooksId>) -> Answer {
    let company = web.app.read(&caller.actor, CompanySettings { books }).await?;
    api::shown(&shown(books, &company))
}

fn changed(books: BooksId, wish: CompanyChange, company: CompanyDetails) -> Result<UpdateCompany, Refusal> {
    let mut problems = Problems::default();
    let name = problems.take("name", CompanyName::parse(&wish.name.unwrap_or(company.name)));
    let legal_name = wish.legal_name.or(company.legal_name).unwrap_or_default();
    let legal_name = problems.take("legal_name", CompanyName::parse_optional(&legal_name));
    let country = wish.country.as_deref().map_or(Ok(company.country), Country::from_code);
    let country = problems.take("country", country);
    let year_end = wish.fiscal_year_end.as_deref().map_or(Ok(company.fiscal_year_end), FiscalYearEnd::parse);
    let year_end = problems.take("fiscal_year_end", year_end);
    let time_zone = wish.time_zone.as_deref().map_or(Ok(company.time_zone), TimeZoneName::parse);
    let time_zone = problems.take("time_zone", time_zone);
    match (name, legal_name, country, year_end, time_zone) {
        (Some(name), Some(legal_name), Some(country), Some(fiscal_year_end), Some(time_zone)) => {
            let expected = Some(company.revision);
            Ok(UpdateCompany { books, expected, name, legal_name, country, time_zone, fiscal_year_end })
        }
        _ => Err(problems.refusal()),
    }
}

/// Changes the company's details. `If-Match` is honoured.
#[utoipa::path(patch, path = "/api/v1/books/{books}", tag = "books", request_body = CompanyChange,
    responses((status = 204)), params(("books" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("update_company"))))]
async fn update_company(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    version: IfMatch,
    Path(books): Path<BooksId>,
    Json(wish): Json<CompanyChange>,
) -> Answer {
    let company = web.app.read(&caller.actor, CompanySettings { books }).await?;
    version.check(&shown(books, &company))?;
    web.app.run(&caller.actor, Some(key), changed(books, wish, company)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Moves or lifts the lock: nothing dated on or before that day changes any more.
#[utoipa::path(put, path = "/api/v1/books/{books}/lock-day", tag = "books", request_body = Lock,
    responses((status = 204)), params(("books" = String, Path), ("Idempotency-Key" = String, Header)),
    extensions(("x-command" = json!("set_lock_day"))))]
async fn set_lock_day(
    State(web): State<Web>,
    caller: ApiCaller,
    Key(key): Key,
    Path(books): Path<BooksId>,
    Json(wish): Json<Lock>,
) -> Answer {
    let day = wish.lock_day.as_deref().map(Day::parse).transpose();
    let day = day.map_err(|error| Refusal::Invalid(vec![error.at("lock_day")]))?;
    web.app.run(&caller.actor, Some(key), SetLockDay { books, day }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
