//! The permission keys inside books, as the interface and the oracle name them.

macro_rules! books_keys {
    ($($variant:ident $word:literal $sensitive:literal),+ $(,)?) => {
        /// What may be done in a client's books.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum BooksKey { $(#[doc = $word] $variant,)+ }
        impl BooksKey {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// The key as stored, in the API and in refusals.
            #[must_use]
            pub fn word(self) -> &'static str { match self { $(Self::$variant => $word,)+ } }
            /// Whether granting it asks for a confirmation and no app may ever hold it.
            #[must_use]
            pub fn is_sensitive(self) -> bool { match self { $(Self::$variant => $sensitive,)+ } }
        }
    };
}

books_keys! {
    ClientRead "client.read" false,
    ClientWrite "client.write" false,
    ClientDelete "client.delete" false,
    VendorRead "vendor.read" false,
    VendorWrite "vendor.write" false,
    VendorDelete "vendor.delete" false,
    BillingItemRead "billing_item.read" false,
    BillingItemWrite "billing_item.write" false,
    BillingItemDelete "billing_item.delete" false,
    InvoiceRead "invoice.read" false,
    InvoiceWrite "invoice.write" false,
    InvoiceSend "invoice.send" false,
    InvoiceVoid "invoice.void" false,
    InvoiceDelete "invoice.delete" false,
    BillRead "bill.read" false,
    BillWrite "bill.write" false,
    BillDelete "bill.delete" false,
    QuoteRead "quote.read" false,
    QuoteWrite "quote.write" false,
    QuoteSend "quote.send" false,
    QuoteDelete "quote.delete" false,
    ExpenseSubmit "expense.submit" false,
    PaymentRead "payment.read" false,
    PaymentWrite "payment.write" false,
    PaymentRefund "payment.refund" false,
    PaymentDelete "payment.delete" false,
    PaymentInstructionRead "payment_instruction.read" false,
    PaymentInstructionWrite "payment_instruction.write" true,
    AccountingRead "accounting.read" false,
    AccountingWrite "accounting.write" true,
    AccountingReconcile "accounting.reconcile" false,
    AccountingClose "accounting.close" true,
    BankConnectionRead "bank_connection.read" false,
    BankConnectionWrite "bank_connection.write" false,
    BankConnectionDelete "bank_connection.delete" false,
    ReportRead "report.read" false,
    ReportExport "report.export" false,
    FxRateRead "fx_rate.read" false,
    FxRateWrite "fx_rate.write" true,
    TaxRead "tax.read" false,
    TaxWrite "tax.write" true,
    ProductRead "product.read" false,
    ProductWrite "product.write" false,
    ProductDelete "product.delete" false,
    InventoryRead "inventory.read" false,
    InventoryWrite "inventory.write" false,
    InventoryAdjust "inventory.adjust" false,
    PurchaseOrderRead "purchase_order.read" false,
    PurchaseOrderWrite "purchase_order.write" false,
    PurchaseOrderSend "purchase_order.send" false,
    PurchaseOrderDelete "purchase_order.delete" false,
    GoodsReceiptRead "goods_receipt.read" false,
    GoodsReceiptWrite "goods_receipt.write" false,
    GoodsReceiptPost "goods_receipt.post" false,
    DocumentRead "document.read" false,
    DocumentWrite "document.write" false,
    DocumentDelete "document.delete" false,
    BrandRead "brand.read" false,
    BrandWrite "brand.write" true,
    IntegrationRead "integration.read" false,
    IntegrationWrite "integration.write" false,
    IntegrationDelete "integration.delete" false,
    UserRead "user.read" false,
    UserInvite "user.invite" true,
    UserWrite "user.write" false,
    UserAssignRole "user.assign_role" true,
    UserDelete "user.delete" false,
    AccountantRead "accountant.read" false,
    AccountantWrite "accountant.write" false,
    AccountantDelete "accountant.delete" false,
    CompanyRead "company.read" false,
    CompanyWrite "company.write" false,
    AuditRead "audit.read" false,
    SubscriptionManage "subscription.manage" false,
    SubscriptionDelete "subscription.delete" true,
    ApiKeyCreate "api_key.create" false,
    ApiKeyManage "api_key.manage" true,
    OauthAppInstall "oauth_app.install" false,
    OauthAppManage "oauth_app.manage" true,
}

impl BooksKey {
    /// Never through a connection: owners and logins, the client's right to revoke, the audit
    /// log's settings, billing, the books' own end.
    #[must_use]
    pub fn is_reserved(self) -> bool {
        matches!(
            self,
            Self::AccountantWrite
                | Self::AccountantDelete
                | Self::SubscriptionManage
                | Self::SubscriptionDelete
        )
    }
}
