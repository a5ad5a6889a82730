//! Presets inside books: named sets of keys. The documented facts are the oracle `P-01`.

use crate::access::BooksKey as K;
use crate::access::role::stored_words;

stored_words! {
    /// A named set of keys.
    Preset {
        /// Everything. Exactly one person, never a delegate.
        Owner "owner" "Owner",
        /// Everything but the subscription.
        Admin "admin" "Admin",
        /// Full bookkeeping; not the team, the brand or the integrations.
        Accountant "accountant" "Accountant",
        /// Day-to-day entries; no period end, no tax settings.
        Bookkeeper "bookkeeper" "Bookkeeper",
        /// Sales only.
        InvoiceOnly "invoice_only" "Invoice Only",
        /// Hands in expenses.
        ExpenseSubmitter "expense_submitter" "Expense Submitter",
        /// Sees everything, changes nothing.
        ReadOnly "read_only" "Read-only",
    }
}

impl Preset {
    /// Those that a client may grant to a firm.
    pub const GRANTABLE: [Self; 4] = [Self::Admin, Self::Accountant, Self::Bookkeeper, Self::ReadOnly];

    /// Whether the preset holds a key.
    #[must_use]
    pub fn holds(self, key: K) -> bool {
        match self {
            Self::Owner => true,
            Self::Admin => !matches!(key, K::SubscriptionManage | K::SubscriptionDelete),
            Self::Accountant => !is_administration(key),
            Self::Bookkeeper => bookkeeper(key),
            Self::InvoiceOnly => invoice_only(key),
            Self::ExpenseSubmitter => {
                matches!(key, K::ExpenseSubmit | K::BillingItemRead | K::BillingItemWrite | K::DocumentWrite)
            }
            Self::ReadOnly => reads(key),
        }
    }
}

/// Team, brand, integrations, connected firms, interface keys, subscription.
fn is_administration(key: K) -> bool {
    matches!(
        key,
        K::UserInvite
            | K::UserWrite
            | K::UserAssignRole
            | K::UserDelete
            | K::BrandWrite
            | K::IntegrationWrite
            | K::IntegrationDelete
            | K::AccountantWrite
            | K::AccountantDelete
            | K::SubscriptionManage
            | K::SubscriptionDelete
            | K::ApiKeyCreate
            | K::ApiKeyManage
            | K::OauthAppInstall
            | K::OauthAppManage
            | K::PaymentInstructionWrite
    )
}

fn bookkeeper(key: K) -> bool {
    !is_administration(key)
        && !matches!(
            key,
            K::AccountingClose
                | K::TaxWrite
                | K::FxRateWrite
                | K::DocumentDelete
                | K::PurchaseOrderDelete
                | K::InvoiceDelete
                | K::PaymentDelete
                | K::BankConnectionDelete
                | K::CompanyWrite
        )
}

fn invoice_only(key: K) -> bool {
    matches!(
        key,
        K::ClientRead
            | K::ClientWrite
            | K::InvoiceRead
            | K::InvoiceWrite
            | K::InvoiceSend
            | K::QuoteRead
            | K::QuoteWrite
            | K::QuoteSend
            | K::PaymentRead
            | K::PaymentWrite
            | K::ProductRead
            | K::InventoryRead
            | K::DocumentRead
            | K::DocumentWrite
            | K::TaxRead
            | K::BrandRead
            | K::CompanyRead
    )
}

fn reads(key: K) -> bool {
    let word = key.word();
    word.ends_with(".read") || key == K::ReportExport
}

#[cfg(test)]
mod tests {
    use super::*;

    use Preset as S;

    /// The documented facts of oracle P-01, written out.
    const CAN: &[(S, &[K])] = &[
        (
            S::Owner,
            &[
                K::SubscriptionManage,
                K::SubscriptionDelete,
                K::AccountingClose,
                K::TaxWrite,
                K::UserAssignRole,
            ],
        ),
        (S::Admin, &[K::AccountingWrite, K::AccountingClose, K::TaxWrite, K::UserInvite, K::AuditRead]),
        (
            S::Accountant,
            &[
                K::AccountingRead,
                K::AccountingWrite,
                K::AccountingReconcile,
                K::AccountingClose,
                K::TaxWrite,
                K::ReportRead,
                K::ReportExport,
                K::AuditRead,
                K::DocumentDelete,
                K::InventoryAdjust,
                K::PurchaseOrderDelete,
                K::GoodsReceiptPost,
            ],
        ),
        (
            S::Bookkeeper,
            &[
                K::InvoiceWrite,
                K::BillWrite,
                K::PaymentWrite,
                K::AccountingReconcile,
                K::TaxRead,
                K::AuditRead,
                K::DocumentWrite,
                K::InventoryAdjust,
                K::PurchaseOrderSend,
                K::GoodsReceiptPost,
            ],
        ),
        (
            S::InvoiceOnly,
            &[
                K::ClientWrite,
                K::InvoiceWrite,
                K::InvoiceSend,
                K::QuoteWrite,
                K::PaymentWrite,
                K::InventoryRead,
                K::DocumentWrite,
            ],
        ),
        (S::ExpenseSubmitter, &[K::ExpenseSubmit, K::BillingItemWrite, K::DocumentWrite]),
        (
            S::ReadOnly,
            &[
                K::ReportRead,
                K::ReportExport,
                K::AccountingRead,
                K::AuditRead,
                K::DocumentRead,
                K::InventoryRead,
                K::PurchaseOrderRead,
                K::GoodsReceiptRead,
            ],
        ),
    ];
    const CANNOT: &[(S, &[K])] = &[
        (S::Admin, &[K::SubscriptionManage, K::SubscriptionDelete]),
        (
            S::Accountant,
            &[
                K::UserInvite,
                K::UserAssignRole,
                K::BrandWrite,
                K::IntegrationWrite,
                K::ApiKeyCreate,
                K::SubscriptionManage,
            ],
        ),
        (S::Bookkeeper, &[K::TaxWrite, K::AccountingClose, K::DocumentDelete, K::PurchaseOrderDelete]),
        (
            S::InvoiceOnly,
            &[
                K::AccountingRead,
                K::BankConnectionRead,
                K::InventoryWrite,
                K::DocumentDelete,
                K::PurchaseOrderRead,
                K::GoodsReceiptRead,
            ],
        ),
        (S::ExpenseSubmitter, &[K::InventoryRead, K::AccountingRead, K::InvoiceWrite, K::DocumentDelete]),
        (S::ReadOnly, &[K::InvoiceWrite, K::AccountingWrite, K::DocumentWrite, K::TaxWrite]),
    ];
    #[test]
    fn presets_agree_with_every_documented_fact() {
        for (preset, keys) in CAN {
            for key in *keys {
                assert!(preset.holds(*key), "{preset:?} {}", key.word());
            }
        }
        for (preset, keys) in CANNOT {
            for key in *keys {
                assert!(!preset.holds(*key), "{preset:?} {}", key.word());
            }
        }
    }

    #[test]
    fn the_catalogue_has_the_documented_size() {
        assert_eq!(K::ALL.len(), 79);
        assert_eq!(K::ALL.iter().filter(|key| key.is_sensitive()).count(), 11);
    }
}
