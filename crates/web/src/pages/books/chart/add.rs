//! A new account.

use super::super::{Frame, words};
use crate::extract::{Form, Path, Person, Problems};
use crate::flash::{Flash, Word};
use crate::views::books::accounts::{GroupChoices, NewAccount};
use crate::views::parts::{self, Choice};
use crate::views::shell::BooksNav;
use crate::{Answer, answer};
use app::access::BooksKey;
use app::books::chart::AddAccount;
use kernel::{AccountName, BooksId, Refusal};
use ledger::{AccountCode, AccountGroup, AccountType};
use serde::Deserialize;

#[derive(Default, Deserialize)]
pub(in super::super) struct Typed {
    code: String,
    name: String,
    group: String,
}

pub(in super::super) async fn show(person: Person, Path(books): Path<BooksId>) -> Answer {
    let frame = Frame::of(&person, books).await?;
    if !frame.may(BooksKey::AccountingWrite) {
        return Err(Refusal::Forbidden { needs: BooksKey::AccountingWrite.word() }.into());
    }
    answer::page(&view(&person, &frame, Typed::default(), person.form("account")))
}

pub(in super::super) async fn send(person: Person, Path(books): Path<BooksId>, form: Form<Typed>) -> Answer {
    let frame = Frame::of(&person, books).await?;
    let outcome = match command(books, &form.input) {
        Ok(command) => person.web.app.run(&person.actor, Some(form.key), command).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(_) => {
            let flash = Flash::about(Word::AccountSaved, form.input.name.trim());
            person.go_with(&format!("{}/accounts", frame.base()), &flash)
        }
        Err(refusal) => {
            let refused = person.refused_form("account", refusal)?;
            answer::refused(&view(&person, &frame, form.input, refused))
        }
    }
}

fn command(books: BooksId, typed: &Typed) -> Result<AddAccount, Refusal> {
    let mut problems = Problems::default();
    let code = problems.take("code", AccountCode::parse(&typed.code));
    let name = problems.take("name", AccountName::parse(&typed.name));
    let group = problems.take("group", typed.group.parse::<AccountGroup>());
    match (code, name, group) {
        (Some(code), Some(name), Some(group)) => Ok(AddAccount { books, code, name, group }),
        _ => Err(problems.refusal()),
    }
}

fn groups(chosen: &str) -> Vec<GroupChoices> {
    let choice = |group: AccountGroup| Choice {
        value: group.code().to_owned(),
        label: group.label().to_owned(),
        hint: String::new(),
        chosen: group.code() == chosen,
    };
    let of =
        |kind: AccountType| AccountGroup::ALL.into_iter().filter(move |group| group.account_type() == kind);
    AccountType::ALL
        .into_iter()
        .map(|kind| GroupChoices {
            label: words::type_label(kind).to_owned(),
            choices: of(kind).map(choice).collect(),
        })
        .collect()
}

fn view(person: &Person, frame: &Frame, typed: Typed, form: parts::Form) -> NewAccount {
    NewAccount {
        shell: frame.shell(person, "New account", BooksNav::Accounts),
        form,
        groups: groups(&typed.group),
        code: typed.code,
        name: typed.name,
    }
}
