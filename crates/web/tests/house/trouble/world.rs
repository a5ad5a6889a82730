//! Two firms with a client each: everything that an address can name, made by commands.

use app::Actor;
use app::access::{BranchRole, ParentRole, Preset};
use app::audit::{ExportFormat, RecordExport};
use app::books::chart::{AddAccount, ArchiveAccount};
use app::clients::EndConnection;
use app::clients::assignments::AssignAccountant;
use app::invitations::{RejectInvitation, RejectReason};
use app::practice::{InviteMember, RemoveFromBranches, RemoveMember, SetParentRole};
use kernel::{
    AccountId, BooksId, BranchId, ConnectionId, EmailAddress, InvitationId, OrganisationId, PersonName,
    SessionId, TeamInvitationId, TokenId, TransactionId, UserId,
};
use testkit::{Company, House, user};

/// Everything of one firm and its client that an address or a body can name.
#[derive(Clone)]
pub struct Ids {
    pub organisation: OrganisationId,
    /// The branch that keeps the client.
    pub branch: BranchId,
    /// A second branch.
    pub other_branch: BranchId,
    /// A third, whose mailbox has not answered.
    pub unconfirmed_branch: BranchId,
    pub connection: ConnectionId,
    /// A member who is not assigned.
    pub member: UserId,
    /// A member who is.
    pub accountant: UserId,
    pub team_invitation: TeamInvitationId,
    /// An invitation that waits for the firm's answer.
    pub waiting: InvitationId,
    /// One whose rejection can still be undone.
    pub rejecting: InvitationId,
    pub books: BooksId,
    /// The company's own request, not answered yet.
    pub request: InvitationId,
    pub account: AccountId,
    pub archived: AccountId,
    /// Two accounts of the chart to post between.
    pub two_accounts: [AccountId; 2],
    pub transaction: TransactionId,
    /// Another session of the company's owner.
    pub session: SessionId,
    /// A token of hers.
    pub token: TokenId,
    /// The size of the company's log that an export was recorded at.
    pub size: u64,
}

/// A firm and its client, and the people around them.
pub struct Side {
    pub ids: Ids,
    /// The company's owner.
    pub zoe: Actor,
    /// The firm's founder: Super Admin, assigned.
    pub asha: Actor,
    /// Admin of the branch; he accepted.
    pub tom: Actor,
    /// Owner of the companies whose invitations wait.
    pub ona: Actor,
    /// Whom the team invitation waits for.
    pub invited: Actor,
    /// Who was in the firm once.
    pub left: Actor,
    tag: &'static str,
}

impl Side {
    /// What keeps its names apart from those of another side.
    pub fn tag(&self) -> &'static str {
        self.tag
    }

    /// The address of the branch.
    pub fn address(&self) -> String {
        format!("bristol.{}@firm.test", self.tag)
    }
}

fn named(name: &str, tag: &str) -> String {
    format!("{name} {tag}")
}

/// A member with one role in one branch, and the name that her column carries.
pub async fn member(
    house: &House,
    side: (&Actor, OrganisationId),
    name: &str,
    at: (BranchRole, BranchId),
) -> Actor {
    house.colleague(side.0, side.1, (name, at.0), &[at.1]).await
}

/// A member with a role in the whole firm and none in a branch.
pub async fn in_whole_firm(house: &House, side: &Side, name: &str, role: ParentRole) -> Actor {
    let (organisation, branch) = (side.ids.organisation, side.ids.branch);
    let actor = member(house, (&side.asha, organisation), name, (BranchRole::Member, branch)).await;
    let set = SetParentRole { organisation, member: user(&actor), role: Some(role) };
    house.app.run(&side.asha, None, set).await.expect("a role in the firm");
    let out = RemoveFromBranches { organisation, member: user(&actor), branches: vec![branch] };
    house.app.run(&side.asha, None, out).await.expect("leaves the branch");
    actor
}

/// Gives a member access to the client.
pub async fn assign(house: &House, side: &Side, to: &Actor, preset: Preset) {
    let assign = AssignAccountant {
        organisation: side.ids.organisation,
        connection: side.ids.connection,
        user: user(to),
        preset: Some(preset),
        last_day: None,
        reason: None,
    };
    house.app.run(&side.asha, None, assign).await.expect("access is given");
}

async fn account(house: &House, zoe: &Actor, books: BooksId, code: &str) -> AccountId {
    let add = AddAccount {
        books,
        code: ledger::AccountCode::parse(code).expect("a code"),
        name: kernel::AccountName::parse(&format!("Account {code}")).expect("a name"),
        group: "operating_expenses".parse().expect("a group"),
    };
    house.app.run(zoe, None, add).await.expect("an account").account
}

/// What the company has by itself.
struct Kept {
    books: BooksId,
    request: InvitationId,
    account: AccountId,
    archived: AccountId,
    two_accounts: [AccountId; 2],
    transaction: TransactionId,
    session: SessionId,
    token: TokenId,
    size: u64,
}

async fn company(house: &House, zoe: &Actor, name: &str) -> (Company, AccountId, AccountId, TransactionId) {
    let company = house.company(zoe, name).await;
    let (books, app) = (company.books, &house.app);
    let kept = account(house, zoe, books, "7901").await;
    let archived = account(house, zoe, books, "7902").await;
    app.run(zoe, None, ArchiveAccount { books, account: archived }).await.expect("archived");
    let posted = house.post(zoe, &company, "2026-11-02", &[("1200", 10_000), ("4000", -10_000)]).await;
    let transaction = posted.expect("an entry is posted").transaction;
    (company, kept, archived, transaction)
}

async fn kept(house: &House, zoe: &Actor, tag: &str) -> Kept {
    let (company, account, archived, transaction) = company(house, zoe, &named("Kestrel", tag)).await;
    let books = company.books;
    let second = house.sign_in(user(zoe)).await.expect("a second session");
    let program = house.program(zoe).await.expect("a token").0;
    let app::Who::Token(token) = &program.who else { panic!("a token is a token") };
    let request = house.invite(zoe, books, &format!("somebody.{tag}@elsewhere.test")).await;
    let record = RecordExport { tenant: books.into(), format: ExportFormat::Jsonl };
    let size = house.app.run(zoe, None, record).await.expect("an export is recorded").size;
    Kept {
        books,
        request,
        account,
        archived,
        two_accounts: [company.account("1200"), company.account("4000")],
        transaction,
        session: second.sign_in().expect("a session"),
        token: token.token,
        size,
    }
}

/// Makes a side. `tag` keeps names and addresses apart.
pub async fn side(house: &House, tag: &'static str) -> Side {
    let app = &house.app;
    let asha = house.person(&named("Asha", tag)).await;
    let organisation = house.firm(&asha, &named("Harbour & Pike", tag)).await;
    let branch = house.branch(&asha, organisation, &named("Bristol", tag)).await;
    let other_branch = house.branch(&asha, organisation, &named("Cardiff", tag)).await;
    let unconfirmed_branch = house.unconfirmed_branch(&asha, organisation, &named("Derby", tag)).await;
    let firm = (&asha, organisation);
    let tom = member(house, firm, &named("Tom", tag), (BranchRole::Admin, branch)).await;
    let plain = member(house, firm, &named("Mina", tag), (BranchRole::Member, branch)).await;
    let assigned = member(house, firm, &named("Milo", tag), (BranchRole::Member, branch)).await;
    let left = member(house, firm, &named("Lena", tag), (BranchRole::Admin, branch)).await;
    let zoe = house.person(&named("Zoe", tag)).await;
    let kept = kept(house, &zoe, tag).await;
    let address = format!("bristol.{tag}@firm.test");
    let accepted = house.invite(&zoe, kept.books, &address).await;
    let connection = house.accept(&tom, organisation, accepted).await;
    let ona = house.person(&named("Ona", tag)).await;
    let heron = house.company(&ona, &named("Heron", tag)).await.books;
    let egret = house.company(&ona, &named("Egret", tag)).await.books;
    let waiting = house.invite(&ona, heron, &address).await;
    let rejecting = house.invite(&ona, egret, &address).await;
    let reason = RejectReason::CapacityFull;
    let reject = RejectInvitation { organisation, invitation: rejecting, reason, message: None };
    app.run(&tom, None, reject).await.expect("a rejection begins");
    let invited = house.person(&named("Nora", tag)).await;
    let invite = InviteMember {
        organisation,
        email: EmailAddress::parse(invited.email()).expect("an address"),
        name: PersonName::parse("Nora").expect("a name"),
        branches: vec![branch],
        role: BranchRole::Member,
    };
    let team_invitation = app.run(&asha, None, invite).await.expect("a colleague is invited").invitation;
    let leave = RemoveMember { organisation, member: user(&left) };
    app.run(&asha, None, leave).await.expect("a member leaves");
    let ids = Ids {
        organisation,
        branch,
        other_branch,
        unconfirmed_branch,
        connection,
        member: user(&plain),
        accountant: user(&assigned),
        team_invitation,
        waiting,
        rejecting,
        books: kept.books,
        request: kept.request,
        account: kept.account,
        archived: kept.archived,
        two_accounts: kept.two_accounts,
        transaction: kept.transaction,
        session: kept.session,
        token: kept.token,
        size: kept.size,
    };
    let side = Side { ids, zoe, asha, tom, ona, invited, left, tag };
    assign(house, &side, &side.asha, Preset::Admin).await;
    assign(house, &side, &assigned, Preset::Admin).await;
    side
}

/// A person of another firm that kept these books once, with a visit open, until the owner ended it.
pub async fn former_delegate(house: &House, side: &Side) -> (Actor, Actor, [String; 2]) {
    let sam = house.person("Sam Former").await;
    let (browser, cookie) = house.sign_in_with_cookie(user(&sam)).await.expect("signs in");
    let (program, token) = house.program(&sam).await.expect("a token");
    let organisation = house.firm(&sam, "Former & Co").await;
    house.branch(&sam, organisation, "Exeter").await;
    let invitation = house.invite(&side.zoe, side.ids.books, "exeter@firm.test").await;
    let connection = house.accept(&sam, organisation, invitation).await;
    house.open_books(&browser, organisation, connection).await;
    house.open_books(&program, organisation, connection).await;
    let end = EndConnection { books: side.ids.books, connection, note: None };
    house.app.run(&side.zoe, None, end).await.expect("the connection ends");
    (browser, program, [cookie, token])
}
