//! The fixed words of the chart: labels for people, codes for tables and programs, and what a group decides.

use crate::chart::{AccountGroup, AccountKind, AccountType, CashFlow, Side, StatementPlace, SystemRole};
use kernel::FieldError;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::str::FromStr;

impl AccountGroup {
    /// Every group in the order of the statements.
    pub const ALL: [Self; 25] = [
        Self::CashAndCashEquivalents,
        Self::AccountsReceivable,
        Self::Inventory,
        Self::PrepaidExpenses,
        Self::ShortTermLoansReceivable,
        Self::OtherCurrentAssets,
        Self::PropertyPlantAndEquipment,
        Self::OtherLongTermAssets,
        Self::AccountsPayable,
        Self::CreditCards,
        Self::SalesTaxesPayable,
        Self::OtherTaxesPayable,
        Self::PayrollPayable,
        Self::ShortTermLoans,
        Self::OtherCurrentLiabilities,
        Self::LongTermLoan,
        Self::OtherLongTermLiabilities,
        Self::OwnersEquity,
        Self::OperatingIncome,
        Self::OtherIncome,
        Self::UncategorisedIncome,
        Self::CostOfSales,
        Self::OperatingExpenses,
        Self::OtherExpenses,
        Self::UncategorisedExpenses,
    ];

    /// A stable word for tables and programs.
    pub const fn code(self) -> &'static str {
        self.words().0
    }

    /// Its English name, as the statements print it.
    pub const fn label(self) -> &'static str {
        self.words().1
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::CashAndCashEquivalents => ("cash", "Cash & Cash Equivalents"),
            Self::AccountsReceivable => ("accounts_receivable", "Accounts Receivable"),
            Self::Inventory => ("inventory", "Inventory"),
            Self::PrepaidExpenses => ("prepaid_expenses", "Prepaid Expenses"),
            Self::ShortTermLoansReceivable => ("short_term_loans_receivable", "Short-Term Loans Receivable"),
            Self::OtherCurrentAssets => ("other_current_assets", "Other Current Assets"),
            Self::PropertyPlantAndEquipment => ("fixed_assets", "Property, Plant and Equipment"),
            Self::OtherLongTermAssets => ("other_long_term_assets", "Other Long-Term Assets"),
            Self::AccountsPayable => ("accounts_payable", "Accounts Payable"),
            Self::CreditCards => ("credit_cards", "Credit Cards"),
            Self::SalesTaxesPayable => ("sales_taxes_payable", "Sales Taxes Payable"),
            Self::OtherTaxesPayable => ("other_taxes_payable", "Other Taxes Payable"),
            Self::PayrollPayable => ("payroll_payable", "Payroll Payable"),
            Self::ShortTermLoans => ("short_term_loans", "Short-Term Loans"),
            Self::OtherCurrentLiabilities => ("other_current_liabilities", "Other Current Liabilities"),
            Self::LongTermLoan => ("long_term_loan", "Long-Term Loan"),
            Self::OtherLongTermLiabilities => ("other_long_term_liabilities", "Other Long-Term Liabilities"),
            Self::OwnersEquity => ("owners_equity", "Owners Equity"),
            Self::OperatingIncome => ("operating_income", "Operating Income"),
            Self::OtherIncome => ("other_income", "Other Income"),
            Self::UncategorisedIncome => ("uncategorised_income", "Uncategorised Income"),
            Self::CostOfSales => ("cost_of_sales", "Cost of Sales"),
            Self::OperatingExpenses => ("operating_expenses", "Operating Expenses"),
            Self::OtherExpenses => ("other_expenses", "Other Expenses"),
            Self::UncategorisedExpenses => ("uncategorised_expenses", "Uncategorised Expenses"),
        }
    }

    /// Its type.
    pub const fn account_type(self) -> AccountType {
        match self.place() {
            StatementPlace::CurrentAssets | StatementPlace::LongTermAssets => AccountType::Asset,
            StatementPlace::CurrentLiabilities | StatementPlace::LongTermLiabilities => {
                AccountType::Liability
            }
            StatementPlace::Equity => AccountType::Equity,
            StatementPlace::Revenue | StatementPlace::RevenueContra => AccountType::Income,
            StatementPlace::CostOfSales | StatementPlace::Operating => AccountType::Expense,
            StatementPlace::NonOperating => match self {
                Self::OtherIncome => AccountType::Income,
                _ => AccountType::Expense,
            },
        }
    }

    /// Where its accounts stand in the statements.
    pub const fn place(self) -> StatementPlace {
        match self {
            Self::CashAndCashEquivalents
            | Self::AccountsReceivable
            | Self::Inventory
            | Self::PrepaidExpenses
            | Self::ShortTermLoansReceivable
            | Self::OtherCurrentAssets => StatementPlace::CurrentAssets,
            Self::PropertyPlantAndEquipment | Self::OtherLongTermAssets => StatementPlace::LongTermAssets,
            Self::AccountsPayable
            | Self::CreditCards
            | Self::SalesTaxesPayable
            | Self::OtherTaxesPayable
            | Self::PayrollPayable
            | Self::ShortTermLoans
            | Self::OtherCurrentLiabilities => StatementPlace::CurrentLiabilities,
            Self::LongTermLoan | Self::OtherLongTermLiabilities => StatementPlace::LongTermLiabilities,
            Self::OwnersEquity => StatementPlace::Equity,
            Self::OperatingIncome | Self::UncategorisedIncome => StatementPlace::Revenue,
            Self::CostOfSales => StatementPlace::CostOfSales,
            Self::OperatingExpenses | Self::UncategorisedExpenses => StatementPlace::Operating,
            Self::OtherIncome | Self::OtherExpenses => StatementPlace::NonOperating,
        }
    }

    /// In which section of the cash-flow statement its accounts count, unless an account says otherwise.
    pub const fn cash_flow(self) -> CashFlow {
        match self {
            Self::CashAndCashEquivalents => CashFlow::Cash,
            Self::ShortTermLoansReceivable | Self::PropertyPlantAndEquipment | Self::OtherLongTermAssets => {
                CashFlow::Investing
            }
            Self::ShortTermLoans
            | Self::LongTermLoan
            | Self::OtherLongTermLiabilities
            | Self::OwnersEquity => CashFlow::Financing,
            _ => CashFlow::Operating,
        }
    }

    /// Whether its accounts are typed into day by day as money in and money out.
    pub const fn is_money(self) -> bool {
        matches!(self, Self::CashAndCashEquivalents | Self::CreditCards)
    }

    /// Whether its accounts wait to be sorted, so that reports show them as a warning.
    pub const fn is_uncategorised(self) -> bool {
        matches!(self, Self::UncategorisedIncome | Self::UncategorisedExpenses)
    }
}

/// Gives an enum a stable code for each variant, reads it back, and carries it through serde.
macro_rules! coded {
    ($type:ident { $($variant:ident = $code:literal),+ $(,)? }) => {
        impl $type {
            /// Every value, in order.
            pub const EVERY: &'static [Self] = &[$(Self::$variant),+];

            /// A stable word for tables and programs.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }
        coded!(read $type, Self::EVERY);
    };
    (read $type:ident, $all:expr) => {
        impl FromStr for $type {
            type Err = FieldError;

            fn from_str(code: &str) -> Result<Self, FieldError> {
                $all.iter().copied().find(|value| value.code() == code).ok_or(FieldError::NotAChoice)
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                code.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

coded!(read AccountType, Self::ALL);
coded!(read AccountGroup, Self::ALL);
coded!(read Side, [Side::Debit, Side::Credit]);

coded!(StatementPlace {
    CurrentAssets = "current_assets",
    LongTermAssets = "long_term_assets",
    CurrentLiabilities = "current_liabilities",
    LongTermLiabilities = "long_term_liabilities",
    Equity = "equity",
    Revenue = "revenue",
    RevenueContra = "revenue_contra",
    CostOfSales = "cost_of_sales",
    Operating = "operating",
    NonOperating = "non_operating",
});

coded!(CashFlow {
    Cash = "cash",
    Operating = "operating",
    Investing = "investing",
    Financing = "financing",
    ShownApart = "shown_apart",
    None = "none",
});

coded!(AccountKind {
    Bank = "bank",
    Cash = "cash",
    Card = "card",
    Receivable = "receivable",
    Payable = "payable",
    Tax = "tax",
    Ordinary = "ordinary",
});

coded!(SystemRole {
    AccountsReceivable = "accounts_receivable",
    AccountsPayable = "accounts_payable",
    OpeningBalance = "opening_balance",
    RetainedEarnings = "retained_earnings",
    ProfitForTheYear = "profit_for_the_year",
    UncategorisedIncome = "uncategorised_income",
    UncategorisedExpenses = "uncategorised_expenses",
    RealisedExchange = "realised_exchange",
    UnrealisedExchange = "unrealised_exchange",
});
