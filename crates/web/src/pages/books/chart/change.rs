//! One account: its code and name, archived or not.

use super::super::Frame;
use crate::extract::{Form, Path, Person, Problems};
use crate::flash::{Flash, Word};
use crate::views::books::accounts::ChangeAccount;
use crate::views::parts;
use crate::views::shell::BooksNav;
use crate::{Answer, Refused, answer};
use app::access::BooksKey;
use app::books::chart::{ArchiveAccount, ChartOfAccounts, RenameAccount, RestoreAccount};
use kernel::{AccountId, AccountName, BooksId, Refusal};
use ledger::{Account, AccountCode, Posting};
use serde::Deserialize;

#[derive(Deserialize)]
pub(in super::super) struct Typed {
    code: String,
    name: String,
}

#[derive(Deserialize)]
pub(in super::super) struct Nothing {}

async fn account(person: &Person, books: BooksId, account: AccountId) -> Result<Account, Refused> {
    let chart = person.web.app.read(&person.actor, ChartOfAccounts { books }).await?;
    let found = chart.accounts.into_iter().find(|row| row.account.id == account);
    Ok(found.ok_or(Refusal::NotFound)?.account)
}

pub(in super::super) async fn show(person: Person, Path((books, id)): Path<(BooksId, AccountId)>) -> Answer {
    let frame = Frame::of(&person, books).await?;
    let account = account(&person, books, id).await?;
    let stored = Typed { code: account.code.to_string(), name: account.name.to_string() };
    answer::page(&view(&person, &frame, &account, (stored, person.form("account"))))
}

pub(in super::super) async fn rename(
    person: Person,
    Path((books, id)): Path<(BooksId, AccountId)>,
    form: Form<Typed>,
) -> Answer {
    let frame = Frame::of(&person, books).await?;
    let account = account(&person, books, id).await?;
    let mut problems = Problems::default();
    let code = problems.take("code", AccountCode::parse(&form.input.code));
    let name = problems.take("name", AccountName::parse(&form.input.name));
    let outcome = match (code, name) {
        (Some(code), Some(name)) => {
            let command = RenameAccount { books, account: id, code, name };
            person.web.app.run(&person.actor, Some(form.key), command).await
        }
        _ => Err(problems.refusal()),
    };
    match outcome {
        Ok(()) => saved(&person, &frame, &form.input.name),
        Err(refusal) => {
            let refused = person.refused_form("account", refusal)?;
            answer::refused(&view(&person, &frame, &account, (form.input, refused)))
        }
    }
}

fn saved(person: &Person, frame: &Frame, name: &str) -> Answer {
    person.go_with(&format!("{}/accounts", frame.base()), &Flash::about(Word::AccountSaved, name.trim()))
}

pub(in super::super) async fn archive(
    person: Person,
    Path((books, id)): Path<(BooksId, AccountId)>,
    form: Form<Nothing>,
) -> Answer {
    let Nothing {} = form.input;
    let (frame, account) = (Frame::of(&person, books).await?, account(&person, books, id).await?);
    person.web.app.run(&person.actor, Some(form.key), ArchiveAccount { books, account: id }).await?;
    saved(&person, &frame, account.name.as_str())
}

pub(in super::super) async fn restore(
    person: Person,
    Path((books, id)): Path<(BooksId, AccountId)>,
    form: Form<Nothing>,
) -> Answer {
    let Nothing {} = form.input;
    let (frame, account) = (Frame::of(&person, books).await?, account(&person, books, id).await?);
    person.web.app.run(&person.actor, Some(form.key), RestoreAccount { books, account: id }).await?;
    saved(&person, &frame, account.name.as_str())
}

fn view(
    person: &Person,
    frame: &Frame,
    account: &Account,
    (typed, form): (Typed, parts::Form),
) -> ChangeAccount {
    ChangeAccount {
        shell: frame.shell(person, &account.label(), BooksNav::Accounts),
        form,
        label: account.label(),
        code: typed.code,
        name: typed.name,
        group: account.group.label().to_owned(),
        url: format!("{}/accounts/{}", frame.base(), account.id),
        entries_url: format!("{}/transactions?account={}", frame.base(), account.id),
        archive_key: person.key(),
        archived: account.posting == Posting::Archived,
        kept: account.system.map(|_| "The program needs this account itself, so it stays.".to_owned()),
        closed: frame.closed(BooksKey::AccountingWrite),
    }
}
