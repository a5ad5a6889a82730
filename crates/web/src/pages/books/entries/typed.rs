//! What is typed into the grid of an entry, and what is wrong with it.

use super::super::{Frame, words};
use crate::Refused;
use crate::extract::{Person, Problems};
use crate::views::books::entries::{AccountChoices, EntryForm, TypedLine};
use crate::views::parts::{Choice, FieldError, Form};
use crate::views::shell::BooksNav;
use app::books::chart::{ChartOfAccounts, CompanyChart};
use kernel::{BooksId, Currency, Day, FieldProblem, Memo, Money, Refusal, Total};
use ledger::{AccountType, DraftLine, Posting};
use serde::Deserialize;

/// Empty lines of a fresh grid, and how many more a click brings.
pub(super) const EMPTY_LINES: usize = 6;

/// The fields of the grid.
#[derive(Default, Deserialize)]
pub(in super::super) struct Typed {
    pub date: String,
    pub description: String,
    #[serde(default)]
    account: Vec<String>,
    #[serde(default)]
    memo: Vec<String>,
    #[serde(default)]
    debit: Vec<String>,
    #[serde(default)]
    credit: Vec<String>,
    /// More lines are wanted, and nothing is posted.
    #[serde(default)]
    pub more: Option<String>,
}

/// An entry out of a grid, and the row in which each of its lines stands.
pub(super) struct Read {
    pub day: Day,
    pub memo: Option<Memo>,
    pub lines: Vec<DraftLine>,
    pub rows: Vec<usize>,
}

impl Typed {
    /// A grid to begin with.
    pub(super) fn blank(day: Day) -> Self {
        Self { date: day.to_string(), ..Self::default() }
    }

    /// Adds a line as it is stored.
    pub(super) fn push(&mut self, account: String, memo: String, debit: Money, credit: Money) {
        let written = |money: Money| if money.is_zero() { String::new() } else { money.plain() };
        self.account.push(account);
        self.memo.push(memo);
        self.debit.push(written(debit));
        self.credit.push(written(credit));
    }

    fn rows(&self) -> Vec<TypedLine> {
        let count = [&self.account, &self.memo, &self.debit, &self.credit].map(Vec::len).into_iter().max();
        let at = |list: &[String], row: usize| list.get(row).cloned().unwrap_or_default();
        (0..count.unwrap_or(0))
            .map(|row| TypedLine {
                account: at(&self.account, row),
                memo: at(&self.memo, row),
                debit: at(&self.debit, row),
                credit: at(&self.credit, row),
                error: None,
            })
            .collect()
    }

    /// Reads what was typed; rows that were left empty do not count.
    pub(super) fn read(&self, currency: Currency) -> Result<Read, Refusal> {
        let mut problems = Problems::default();
        let day = problems.take("date", Day::parse(&self.date));
        let memo = problems.take("description", Memo::parse_optional(&self.description));
        let (mut lines, mut rows) = (Vec::new(), Vec::new());
        for (row, typed) in self.rows().iter().enumerate().filter(|(_, typed)| !is_empty(typed)) {
            if let Some(line) = problems.keep(read_line(row, typed, currency))? {
                lines.push(line);
                rows.push(row);
            }
        }
        let refusal = problems.refusal();
        match (day, memo, &refusal) {
            (Some(day), Some(memo), Refusal::Invalid(none)) if none.is_empty() => {
                Ok(Read { day, memo, lines, rows })
            }
            _ => Err(refusal),
        }
    }
}

fn is_empty(typed: &TypedLine) -> bool {
    [&typed.account, &typed.memo, &typed.debit, &typed.credit].iter().all(|field| field.trim().is_empty())
}

fn field(row: usize) -> String {
    format!("lines[{row}]")
}

/// An amount without the marks between its thousands, which the grid itself sets. Marks in any other place stay,
/// so that `1,5` is refused rather than read as fifteen.
fn ungrouped(text: &str) -> String {
    let is_mark = |c: char| matches!(c, ',' | '\'' | '’') || c.is_whitespace();
    let (whole, rest) = text.find('.').map_or((text, ""), |at| text.split_at(at));
    let groups: Vec<&str> = whole.split(is_mark).collect();
    let fits = |(at, group): (usize, &&str)| {
        let digits = group.chars().all(|c| c.is_ascii_digit());
        digits && if at == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 }
    };
    let is_grouped = groups.len() > 1 && groups.iter().enumerate().all(fits);
    if is_grouped { format!("{}{rest}", groups.concat()) } else { text.to_owned() }
}

fn read_line(row: usize, typed: &TypedLine, currency: Currency) -> Result<DraftLine, Refusal> {
    let name = field(row);
    let amount = |text: &str| match text.trim() {
        "" => Ok(None),
        text => Money::parse(&ungrouped(text), currency).map(Some),
    };
    let mut problems = Problems::default();
    let debit = problems.take(&name, amount(&typed.debit));
    let credit = problems.take(&name, amount(&typed.credit));
    let memo = problems.take(&name, Memo::parse_optional(&typed.memo));
    let account = typed
        .account
        .parse()
        .map_err(|_| Refusal::field(name.clone(), "unknown_account", "Choose an account."));
    let account = problems.keep(account)?;
    match (account, debit, credit, memo) {
        (Some(account), Some(debit), Some(credit), Some(memo)) => {
            Ok(DraftLine { account, debit, credit, memo })
        }
        _ => Err(problems.refusal()),
    }
}

/// A refusal of the product names lines as it got them; the page wants the rows in which they were typed.
pub(super) fn by_row(refusal: Refusal, rows: &[usize]) -> Refusal {
    let Refusal::Invalid(problems) = refusal else { return refusal };
    let in_row = |problem: FieldProblem| {
        let line = problem.field.strip_prefix("lines[").and_then(|rest| rest.strip_suffix(']'));
        let row = line.and_then(|line| line.parse::<usize>().ok()).and_then(|line| rows.get(line));
        match row {
            Some(row) => FieldProblem { field: field(*row), ..problem },
            None => problem,
        }
    };
    Refusal::Invalid(problems.into_iter().map(in_row).collect())
}

/// Where a grid stands.
pub(super) struct Place {
    pub action: String,
    pub back: String,
    pub title: String,
    pub verb: &'static str,
}

/// The page of a grid, with what was typed and what is wrong with it.
pub(super) async fn view(
    person: &Person,
    frame: &Frame,
    place: Place,
    (typed, form): (Typed, Form),
) -> Result<EntryForm, Refused> {
    let books: BooksId = frame.facts.books;
    let chart = person.web.app.read(&person.actor, ChartOfAccounts { books }).await?;
    let mut lines = typed.rows();
    if typed.more.is_some() || lines.is_empty() {
        lines.extend(std::iter::repeat_with(TypedLine::default).take(EMPTY_LINES));
    }
    let form = line_errors(form, &mut lines);
    let (debit, credit) =
        (total(&lines, chart.base, |line| &line.debit), total(&lines, chart.base, |line| &line.credit));
    Ok(EntryForm {
        shell: frame.shell(person, &place.title, BooksNav::Transactions),
        form,
        action: place.action,
        back: place.back,
        title: place.title,
        verb: place.verb.to_owned(),
        date: typed.date,
        description: typed.description,
        currency: chart.base.code().to_owned(),
        scale: chart.base.exponent(),
        accounts: choices(&chart),
        balance: balance(debit, credit),
        debit: debit.grouped(),
        credit: credit.grouped(),
        lines,
    })
}

/// Moves what is wrong with a line beside it; the summary above keeps naming it.
fn line_errors(form: Form, lines: &mut [TypedLine]) -> Form {
    let mut others: Vec<FieldError> = Vec::new();
    for error in form.errors {
        let row = error.name.strip_prefix("lines[").and_then(|rest| rest.strip_suffix(']'));
        match row.and_then(|row| row.parse::<usize>().ok()).and_then(|row| lines.get_mut(row)) {
            Some(line) => {
                line.error.get_or_insert(error.text.clone());
                others.push(FieldError { name: "lines".to_owned(), text: error.text });
            }
            None => others.push(error),
        }
    }
    Form { errors: others, ..form }
}

/// The sum of what can be read as amounts.
fn total(lines: &[TypedLine], currency: Currency, side: impl Fn(&TypedLine) -> &String) -> Total {
    let amounts = lines.iter().filter_map(|line| Money::parse(&ungrouped(side(line).trim()), currency).ok());
    Total::sum(currency, amounts).unwrap_or(Total::zero(currency))
}

fn balance(debit: Total, credit: Total) -> String {
    match debit.checked_sub(credit) {
        Ok(out) if out.is_zero() && debit.is_zero() => "Debits and credits must be equal.".to_owned(),
        Ok(out) if out.is_zero() => "In balance".to_owned(),
        Ok(out) if out.is_negative() => {
            let gap = out.checked_neg().map_or_else(|_| String::new(), Total::grouped);
            format!("Out by {gap}. Add {gap} on the debit side.")
        }
        Ok(out) => {
            let gap = out.grouped();
            format!("Out by {gap}. Add {gap} on the credit side.")
        }
        Err(_) => String::new(),
    }
}

/// Accounts that are open for entries, by type.
fn choices(chart: &CompanyChart) -> Vec<AccountChoices> {
    let open =
        || chart.accounts.iter().map(|row| &row.account).filter(|account| account.posting == Posting::Open);
    AccountType::ALL
        .into_iter()
        .map(|kind| AccountChoices {
            label: words::type_label(kind).to_owned(),
            choices: open()
                .filter(|account| account.account_type() == kind)
                .map(|account| Choice {
                    value: account.id.to_string(),
                    label: account.label(),
                    hint: String::new(),
                    chosen: false,
                })
                .collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::ungrouped;

    #[test]
    fn marks_between_thousands_are_read_and_others_are_not() {
        for (typed, read) in [
            ("1,200.00", "1200.00"),
            ("12 345 678", "12345678"),
            ("1’200.5", "1200.5"),
            ("1200.00", "1200.00"),
            ("1,5", "1,5"),
            ("1,20,000", "1,20,000"),
            (",200", ",200"),
            ("1,200,00", "1,200,00"),
        ] {
            assert_eq!(ungrouped(typed), read);
        }
    }
}
