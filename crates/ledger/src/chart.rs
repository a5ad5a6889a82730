//! The chart of accounts: types, groups, and the accounts that new books start with.
//!
//! Owns the fixed lists of books.md section 2. A company's own accounts are rows in its books; each belongs to
//! one of these groups, and the group decides type, statement place and cash-flow section.

use crate::chart_table::ROWS;
use kernel::FieldError;
use std::fmt;
use std::str::FromStr;

/// The five types of account, in the order of the statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AccountType {
    /// What the company owns and is owed.
    Asset,
    /// What it owes.
    Liability,
    /// What belongs to its owners.
    Equity,
    /// What it earns.
    Income,
    /// What it spends to earn.
    Expense,
}

/// The side of a line, or of a balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The left one.
    Debit,
    /// The right one.
    Credit,
}

/// The side on which accounts of a type usually stand.
pub type NormalSide = Side;

/// The fixed level between type and account, in the order of the statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the label of each group is its documentation")]
pub enum AccountGroup {
    CashAndCashEquivalents,
    AccountsReceivable,
    Inventory,
    PrepaidExpenses,
    ShortTermLoansReceivable,
    OtherCurrentAssets,
    PropertyPlantAndEquipment,
    OtherLongTermAssets,
    AccountsPayable,
    CreditCards,
    SalesTaxesPayable,
    OtherTaxesPayable,
    PayrollPayable,
    ShortTermLoans,
    OtherCurrentLiabilities,
    LongTermLoan,
    OtherLongTermLiabilities,
    OwnersEquity,
    OperatingIncome,
    OtherIncome,
    UncategorisedIncome,
    CostOfSales,
    OperatingExpenses,
    OtherExpenses,
    UncategorisedExpenses,
}

/// Where an account stands in the balance sheet or the profit and loss account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StatementPlace {
    /// Due or used up within a year.
    CurrentAssets,
    /// Kept for longer.
    LongTermAssets,
    /// To be paid within a year.
    CurrentLiabilities,
    /// To be paid later.
    LongTermLiabilities,
    /// The owners' part.
    Equity,
    /// Sales.
    Revenue,
    /// What is taken off sales: discounts, refunds.
    RevenueContra,
    /// Direct costs, above gross profit.
    CostOfSales,
    /// Running costs, above operating profit.
    Operating,
    /// Below operating profit.
    NonOperating,
}

/// The section of the statement of cash flows in which an account counts, unless the company moved it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CashFlow {
    /// It is the cash itself.
    Cash,
    /// Day-to-day business.
    Operating,
    /// Buying and selling what lasts.
    Investing,
    /// Owners and lenders.
    Financing,
    /// Shown in a line of its own.
    ShownApart,
    /// In no section: the account is computed.
    None,
}

/// What an account is used for, beyond its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AccountKind {
    /// An account at a bank.
    Bank,
    /// Notes, coins and cheques not yet at a bank.
    Cash,
    /// A credit card.
    Card,
    /// The control account of receivables.
    Receivable,
    /// The control account of payables.
    Payable,
    /// The account of one tax agency.
    Tax,
    /// Everything else.
    Ordinary,
}

/// The part an account plays for the program; such an account can be renamed, never archived or deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SystemRole {
    /// Control account of what clients owe.
    AccountsReceivable,
    /// Control account of what is owed to vendors.
    AccountsPayable,
    /// Other side of opening balances; zero once a migration is complete.
    OpeningBalance,
    /// Carries the profit of earlier fiscal years.
    RetainedEarnings,
    /// The profit of the current fiscal year: computed, never posted to.
    ProfitForTheYear,
    /// Income not yet sorted.
    UncategorisedIncome,
    /// Expenses not yet sorted.
    UncategorisedExpenses,
    /// Gains and losses fixed by settling or converting.
    RealisedExchange,
    /// Gains and losses by revaluation, shown by reports.
    UnrealisedExchange,
}

/// The code of an account: 1 to 16 unaccented letters and digits, compared as text.
#[derive(serde::Serialize, serde::Deserialize, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[serde(into = "String", try_from = "String")]
pub struct AccountCode(String);

/// One account of the default chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChartRow {
    /// Its code.
    pub code: &'static str,
    /// Its English name.
    pub name: &'static str,
    /// Its group.
    pub group: AccountGroup,
    /// Its place in the statements.
    pub place: StatementPlace,
    /// Its section of the cash-flow statement.
    pub cash_flow: CashFlow,
    /// What it is used for.
    pub kind: AccountKind,
    /// Its part for the program, if it is a system account.
    pub system: Option<SystemRole>,
}

/// Every account of the default chart, the computed Profit for the Year included.
pub fn default_chart() -> &'static [ChartRow] {
    &ROWS
}

/// The accounts to create in new books: the default chart without the computed row.
pub fn postable_chart() -> impl Iterator<Item = &'static ChartRow> {
    ROWS.iter().filter(|row| !row.is_computed())
}

impl AccountType {
    /// The five types in the order of the statements.
    pub const ALL: [Self; 5] = [Self::Asset, Self::Liability, Self::Equity, Self::Income, Self::Expense];

    /// A stable word for tables and programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Asset => "asset",
            Self::Liability => "liability",
            Self::Equity => "equity",
            Self::Income => "income",
            Self::Expense => "expense",
        }
    }

    /// Its English name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Asset => "Asset",
            Self::Liability => "Liability",
            Self::Equity => "Equity",
            Self::Income => "Income",
            Self::Expense => "Expense",
        }
    }

    /// The side on which its accounts usually stand.
    pub fn normal_side(self) -> NormalSide {
        match self {
            Self::Asset | Self::Expense => Side::Debit,
            Self::Liability | Self::Equity | Self::Income => Side::Credit,
        }
    }

    /// Whether its accounts start from nothing in each fiscal year.
    pub fn is_profit_and_loss(self) -> bool {
        matches!(self, Self::Income | Self::Expense)
    }
}

impl Side {
    /// A stable word for tables and programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Debit => "debit",
            Self::Credit => "credit",
        }
    }

    /// The other side.
    pub fn opposite(self) -> Self {
        match self {
            Self::Debit => Self::Credit,
            Self::Credit => Self::Debit,
        }
    }
}

impl ChartRow {
    pub(crate) const fn new(code: &'static str, name: &'static str, group: AccountGroup) -> Self {
        let (place, cash_flow) = (group.place(), group.cash_flow());
        Self { code, name, group, place, cash_flow, kind: AccountKind::Ordinary, system: None }
    }

    pub(crate) const fn contra(self) -> Self {
        Self { place: StatementPlace::RevenueContra, ..self }
    }

    pub(crate) const fn flow(self, cash_flow: CashFlow) -> Self {
        Self { cash_flow, ..self }
    }

    pub(crate) const fn kind(self, kind: AccountKind) -> Self {
        Self { kind, ..self }
    }

    pub(crate) const fn role(self, role: SystemRole) -> Self {
        Self { system: Some(role), ..self }
    }

    /// Its type.
    pub fn account_type(self) -> AccountType {
        self.group.account_type()
    }

    /// Whether it is computed by reports and cannot be posted to.
    pub fn is_computed(self) -> bool {
        self.system == Some(SystemRole::ProfitForTheYear)
    }
}

impl AccountCode {
    /// Reads a code as typed, without white space around it.
    pub fn parse(typed: &str) -> Result<Self, FieldError> {
        let code = typed.trim();
        if code.is_empty() {
            return Err(FieldError::Required);
        }
        let fits = code.len() <= 16 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if fits { Ok(Self(code.to_owned())) } else { Err(FieldError::NotAnAccountCode) }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<AccountCode> for String {
    fn from(code: AccountCode) -> Self {
        code.0
    }
}

impl TryFrom<String> for AccountCode {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        Self::parse(&text)
    }
}

impl fmt::Display for AccountCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for AccountCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for AccountCode {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        Self::parse(text)
    }
}

#[cfg(test)]
#[path = "chart_tests.rs"]
mod tests;
