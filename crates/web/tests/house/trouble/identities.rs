//! Who asks: one column of the access matrix each.

use super::world::{Side, assign, former_delegate, in_whole_firm, member};
use app::Actor;
use app::access::{BranchRole, ParentRole, Preset};
use app::identity::RevokeToken;
use testkit::{House, user};

/// Somebody with a browser, a program, both or neither.
pub struct Identity {
    /// Two letters over the column.
    pub mark: &'static str,
    /// Who that is.
    pub words: &'static str,
    pub cookie: Option<String>,
    pub token: Option<String>,
}

struct Makers<'h> {
    house: &'h House,
    side: &'h Side,
    all: Vec<Identity>,
}

impl Makers<'_> {
    /// A person with a browser and a program of her own; with open books in both when `visits`.
    async fn person(&mut self, (mark, words): (&'static str, &'static str), actor: &Actor, visits: bool) {
        let (browser, cookie) = self.house.sign_in_with_cookie(user(actor)).await.expect("signs in");
        let (program, token) = self.house.program(&browser).await.expect("a token");
        if visits {
            for way in [&browser, &program] {
                self.house.open_books(way, self.side.ids.organisation, self.side.ids.connection).await;
            }
        }
        self.all.push(Identity { mark, words, cookie: Some(cookie), token: Some(token) });
    }

    fn with(
        &mut self,
        (mark, words): (&'static str, &'static str),
        cookie: Option<&str>,
        token: Option<&str>,
    ) {
        let owned = |text: Option<&str>| text.map(ToOwned::to_owned);
        self.all.push(Identity { mark, words, cookie: owned(cookie), token: owned(token) });
    }

    async fn member(&self, name: &str, role: BranchRole, branch: kernel::BranchId) -> Actor {
        member(self.house, (&self.side.asha, self.side.ids.organisation), name, (role, branch)).await
    }

    fn last(&self) -> &Identity {
        self.all.last().expect("somebody was made")
    }
}

/// Everybody.
pub async fn all(house: &House, side: &Side, neighbour: &Side) -> Vec<Identity> {
    let mut make = Makers { house, side, all: Vec::new() };
    make.with(("nb", "nobody"), None, None);
    make.person(("si", "signed in, invited to the firm's team, nothing else"), &side.invited, false).await;
    clients(&mut make, side, neighbour).await;
    whole_firm(&mut make, side).await;
    branches(&mut make, side).await;
    outsiders(&mut make, side, neighbour).await;
    make.all
}

async fn clients(make: &mut Makers<'_>, side: &Side, neighbour: &Side) {
    make.person(("ow", "owner of these books"), &side.zoe, false).await;
    let owner = make.last();
    let (cookie, token) = (owner.cookie.clone(), owner.token.clone());
    make.with(("oc", "the owner's cookie, on the API too"), cookie.as_deref(), None);
    make.with(("ot", "the owner's token, on pages too"), None, token.as_deref());
    make.person(("oo", "owner of other books, who asked this firm"), &side.ona, false).await;
    make.person(("of", "owner of books that another firm keeps"), &neighbour.zoe, false).await;
}

async fn whole_firm(make: &mut Makers<'_>, side: &Side) {
    make.person(("sv", "Super Admin, assigned, books open"), &side.asha, true).await;
    let token = make.last().token.clone();
    make.with(("st", "her token, on pages too"), None, token.as_deref());
    make.person(("sa", "Super Admin, assigned, books closed"), &side.asha, false).await;
    let other = in_whole_firm(make.house, side, "Sue Second", ParentRole::SuperAdmin).await;
    make.person(("su", "Super Admin, not assigned"), &other, false).await;
    let billing = in_whole_firm(make.house, side, "Bill Bay", ParentRole::BillingAdmin).await;
    make.person(("bi", "Billing Admin"), &billing, false).await;
    let viewer = in_whole_firm(make.house, side, "Vic Vale", ParentRole::Viewer).await;
    make.person(("vi", "Viewer: View All Clients, not assigned"), &viewer, false).await;
}

async fn branches(make: &mut Makers<'_>, side: &Side) {
    let (here, elsewhere) = (side.ids.branch, side.ids.other_branch);
    let owner = make.member("Olga Owner", BranchRole::Owner, here).await;
    make.person(("bo", "Owner of the branch, not assigned"), &owner, false).await;
    let admin = make.member("Ada Admin", BranchRole::Admin, here).await;
    make.person(("ba", "Admin of the branch: View All Clients, not assigned"), &admin, false).await;
    make.person(("bv", "Admin of the branch, assigned, books open"), &side.tom, true).await;
    for (mark, words, name, preset) in [
        ("mv", "Member of the branch, assigned, books open", "Mara Member", Preset::Admin),
        ("mb", "Member, assigned as Bookkeeper, books open", "Beth Book", Preset::Bookkeeper),
        ("mr", "Member, assigned Read-only, books open", "Rosa Reader", Preset::ReadOnly),
    ] {
        let actor = make.member(name, BranchRole::Member, here).await;
        assign(make.house, side, &actor, preset).await;
        make.person((mark, words), &actor, true).await;
    }
    let closed = make.member("Mo Member", BranchRole::Member, here).await;
    assign(make.house, side, &closed, Preset::Admin).await;
    make.person(("ma", "Member, assigned, books closed"), &closed, false).await;
    let plain = make.member("Max Member", BranchRole::Member, here).await;
    make.person(("mn", "Member, not assigned"), &plain, false).await;
    for (mark, words, name, role) in [
        ("xo", "Owner of another branch of the firm", "Otto Other", BranchRole::Owner),
        ("xa", "Admin of another branch", "Abel Other", BranchRole::Admin),
        ("xm", "Member of another branch", "Milly Other", BranchRole::Member),
    ] {
        let actor = make.member(name, role, elsewhere).await;
        make.person((mark, words), &actor, false).await;
    }
}

async fn outsiders(make: &mut Makers<'_>, side: &Side, neighbour: &Side) {
    make.person(("rm", "Admin of the branch, removed from the firm"), &side.left, false).await;
    let (_, _, [cookie, token]) = former_delegate(make.house, side).await;
    make.with(
        ("de", "delegate of a firm whose connection has ended, books open until then"),
        Some(&cookie),
        Some(&token),
    );
    make.person(("fa", "Super Admin of another firm"), &neighbour.asha, false).await;
    let (program, token) = make.house.program(&side.zoe).await.expect("a token");
    let app::Who::Token(made) = &program.who else { panic!("a token is a token") };
    let revoke = RevokeToken { token: made.token };
    make.house.app.run(&side.zoe, None, revoke).await.expect("a token is revoked");
    make.with(("rt", "a revoked token of the owner"), None, Some(&token));
}
