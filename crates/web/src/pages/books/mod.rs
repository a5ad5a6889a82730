//! The books of a company: founding, the frame, chart, journal, trial balance, settings, audit log.
//!
//! Owns: [`Frame`], which every page of the books stands in. Promises: whose books they are is said on every
//! page; what was typed survives every refusal. Never: decides who may.

pub(crate) mod audit;
mod chart;
mod company_new;
mod entries;
mod frame;
mod overview;
mod settings;
mod trial_balance;
mod words;

pub(crate) use frame::Frame;
pub(crate) use words::with_weekday;

use crate::Routes;
use app::audit::RecordExport;
use app::books::CreateBooks;
use app::books::chart::{AddAccount, ArchiveAccount, RenameAccount, RestoreAccount};
use app::books::entries::{DeleteEntry, PostEntry, ReviseEntry};
use app::books::settings::{SetLockDay, UpdateCompany};
use app::door::Command as _;

pub(super) fn routes() -> Routes {
    Routes::pages()
        .show("/companies/new", company_new::show)
        .send("/companies/new", CreateBooks::NAME, company_new::send)
        .show("/books/{books}", overview::show)
        .show("/books/{books}/trial-balance", trial_balance::show)
        .join(chart_pages())
        .join(entry_pages())
        .join(settings_pages())
        .join(audit_pages())
}

fn chart_pages() -> Routes {
    Routes::pages()
        .show("/books/{books}/accounts", chart::list::show)
        .show("/books/{books}/accounts/new", chart::add::show)
        .send("/books/{books}/accounts/new", AddAccount::NAME, chart::add::send)
        .show("/books/{books}/accounts/{account}", chart::change::show)
        .send("/books/{books}/accounts/{account}", RenameAccount::NAME, chart::change::rename)
        .send("/books/{books}/accounts/{account}/archive", ArchiveAccount::NAME, chart::change::archive)
        .send("/books/{books}/accounts/{account}/restore", RestoreAccount::NAME, chart::change::restore)
}

fn entry_pages() -> Routes {
    Routes::pages()
        .show("/books/{books}/transactions", entries::list::show)
        .show("/books/{books}/transactions/new", entries::post::show)
        .send("/books/{books}/transactions/new", PostEntry::NAME, entries::post::send)
        .show("/books/{books}/transactions/{transaction}", entries::one::show)
        .show("/books/{books}/transactions/{transaction}/edit", entries::revise::show)
        .send("/books/{books}/transactions/{transaction}/edit", ReviseEntry::NAME, entries::revise::send)
        .show("/books/{books}/transactions/{transaction}/void", entries::void::show)
        .send("/books/{books}/transactions/{transaction}/void", DeleteEntry::NAME, entries::void::send)
}

fn settings_pages() -> Routes {
    Routes::pages()
        .show("/books/{books}/settings", settings::hub::show)
        .show("/books/{books}/settings/company", settings::company::show)
        .send("/books/{books}/settings/company", UpdateCompany::NAME, settings::company::send)
        .show("/books/{books}/settings/lock", settings::lock::show)
        .send("/books/{books}/settings/lock", SetLockDay::NAME, settings::lock::send)
}

fn audit_pages() -> Routes {
    Routes::pages()
        .show("/books/{books}/audit-log", audit::log::show)
        .send("/books/{books}/audit/export", RecordExport::NAME, audit::files::record)
        .show("/books/{books}/audit/export", audit::files::export)
        .show("/books/{books}/audit/openings", audit::files::openings)
        .show("/books/{books}/audit/key", audit::files::key)
        .show("/books/{books}/audit/checkpoint", audit::files::checkpoint)
        .show("/books/{books}/audit/leaf/{seq}", audit::files::leaf)
        .show("/books/{books}/audit/proof/{seq}", audit::files::proof)
        .show("/books/{books}/audit/consistency", audit::files::consistency)
}
