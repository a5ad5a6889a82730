//! The pages and the API of clients and invitations: the heart of the journey, over HTTP.

use crate::browser::{Answered, Browser, Site};
use app::keys::Purpose;
use axum::http::{Method, StatusCode};
use kernel::{BooksId, BranchId, ConnectionId, Id as _, InvitationId, OrganisationId};
use testkit::founding;

/// A firm with one branch, and a company that may invite it.
pub(crate) struct Journey<'s> {
    pub site: &'s Site,
    pub asha: Browser<'s>,
    pub zoe: Browser<'s>,
    pub organisation: OrganisationId,
    pub branch: BranchId,
    pub books: BooksId,
}

pub(crate) async fn actor(site: &Site, name: &str) -> app::Actor {
    let email =
        kernel::EmailAddress::parse(&format!("{}@example.test", name.to_lowercase())).expect("an address");
    let asked = app::identity::PasswordOf { email };
    let known = site.house.app.read(&site.house.nobody(), asked).await.expect("asks").expect("is there");
    site.house.sign_in(known.user).await.expect("signs in")
}

pub(crate) async fn journey(site: &Site) -> Journey<'_> {
    let (asha, zoe) = (site.signed_in("Asha").await, site.signed_in("Zoe").await);
    let house = &site.house;
    let founder = actor(site, "Asha").await;
    let organisation = house.firm(&founder, "Harbour & Pike LLP").await;
    let branch = house.branch(&founder, organisation, "Bristol").await;
    let owner = actor(site, "Zoe").await;
    let books = house.app.run(&owner, None, founding("Kestrel & Sons")).await.expect("founded").books;
    Journey { site, asha, zoe, organisation, branch, books }
}

impl Journey<'_> {
    pub fn base(&self) -> String {
        format!("/portal/{}", self.organisation)
    }

    pub fn access(&self) -> String {
        format!("/books/{}/external-access", self.books)
    }

    pub async fn invite(&mut self, address: &str) -> Answered {
        let path = format!("{}/invite", self.access());
        self.zoe.send(&path, &[("email", address), ("scope", "admin"), ("message", "Please help.")]).await
    }

    /// Invites a person, and gives the link of her letter.
    pub async fn invite_person(&mut self, address: &str) -> String {
        self.invite(address).await;
        let (invitation, keys) = (self.pending().await, &self.site.house.app.core.keys);
        format!("/invitation/{}", keys.link_secret(Purpose::ClientInvitation, invitation.bytes(), 1))
    }

    pub async fn pending(&self) -> InvitationId {
        let owner = actor(self.site, "Zoe").await;
        let asked = app::invitations::SentRequests { books: self.books };
        self.site.house.app.read(&owner, asked).await.expect("requests")[0].invitation
    }

    pub async fn connected(&mut self) -> ConnectionId {
        self.invite("bristol@firm.test").await;
        let path = format!("{}/client-invitations/{}/accept", self.base(), self.pending().await);
        let accepted = self.asha.send(&path, &[]).await;
        assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.body);
        let id = accepted.header("location").rsplit('/').next().expect("an id");
        id.parse().expect("a connection")
    }
}

fn shows(page: &Answered, words: &[&str]) {
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    for word in words {
        assert!(page.body.contains(word), "{word}\n{}", page.body);
    }
}

#[tokio::test]
async fn an_invitation_goes_from_external_access_to_the_client_list() {
    let site = Site::open().await;
    let mut journey = journey(&site).await;
    shows(&journey.zoe.get(&journey.access()).await, &["Only you can open these books"]);
    let sent = journey.invite("bristol@firm.test").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    shows(
        &journey.zoe.get(&journey.access()).await,
        &["Harbour &#38; Pike LLP", "Waiting for an answer", "/withdraw"],
    );
    let base = journey.base();
    shows(
        &journey.asha.get(&base).await,
        &["A client is waiting for an answer", "Kestrel &#38; Sons", "/accept"],
    );
    shows(&journey.asha.get(&format!("{base}/client-invitations/badge")).await, &["1 pending"]);
    shows(
        &journey.asha.get(&format!("{base}/client-invitations")).await,
        &["Kestrel &#38; Sons", "Please help."],
    );
    let one = format!("{base}/client-invitations/{}", journey.pending().await);
    let said =
        ["zoe@example.test", "GBP, year to 31 Dec", "Accept Invitation", "Reject Invitation", "Please help."];
    shows(&journey.asha.get(&one).await, &said);
    shows(&journey.asha.get(&format!("{one}/accept")).await, &["Nothing changes in who pays"]);
    let accepted = journey.asha.send(&format!("{one}/accept"), &[]).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.body);
    let client = accepted.header("location").to_owned();
    shows(&journey.asha.get(&client).await, &["Who can open these books", "Asha", "Go To", "Disconnect"]);
    shows(&journey.asha.get(&format!("{base}/clients")).await, &["Kestrel &#38; Sons", "/go-to"]);
    shows(&journey.asha.get(&format!("{base}/clients?q=KESTREL")).await, &["/go-to"]);
    shows(&journey.asha.get(&format!("{base}/clients?q=heron")).await, &["No client matches"]);
    shows(&journey.asha.get(&base).await, &["Showing 1 of 1", "/go-to", "/disconnect"]);
    let badge = journey.asha.get(&format!("{base}/client-invitations/badge")).await;
    assert!(!badge.body.contains("pending"), "{}", badge.body);
    let again = journey.asha.send(&format!("{one}/accept"), &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("answered already"), "{}", again.body);
}

#[tokio::test]
async fn go_to_opens_the_books_and_back_leads_to_where_one_was() {
    let site = Site::open().await;
    let mut journey = journey(&site).await;
    let connection = journey.connected().await;
    let (base, books) = (journey.base(), journey.books);
    let path = format!("{base}/clients/{connection}/go-to");
    let came_from = format!("https://books.test{base}/clients?q=kes");
    let request = journey
        .asha
        .request(Method::POST, &path)
        .header("sec-fetch-site", "same-origin")
        .header("referer", came_from)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(axum::body::Body::from(crate::browser::form(&[])))
        .expect("a request");
    let opened = journey.asha.ask(request).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    assert_eq!(opened.header("location"), format!("/books/{books}"));
    shows(&journey.asha.get(&journey.access()).await, &["Back to Accountant", "Harbour &#38; Pike LLP"]);
    shows(&journey.zoe.get(&journey.access()).await, &["In your books now", "opened the books"]);
    let invite = journey.asha.get(&format!("{}/invite", journey.access())).await;
    assert_eq!(invite.status, StatusCode::FORBIDDEN);
    let left = journey.asha.send(&format!("/books/{books}/leave"), &[]).await;
    assert_eq!(left.header("location"), format!("{base}/clients?q=kes"));
    let closed = journey.asha.get(&journey.access()).await;
    assert_eq!(closed.status, StatusCode::FORBIDDEN);
    assert!(closed.body.contains(&path), "the page of closed books opens them: {}", closed.body);
    let wanted = journey.access();
    let back_in = journey.asha.send(&path, &[("next", &wanted)]).await;
    assert_eq!(back_in.header("location"), wanted);
    for elsewhere in ["https://evil.test", "//evil.test", "/books/other", &format!("/books/{books}//evil")] {
        let opened = journey.asha.send(&path, &[("next", elsewhere)]).await;
        assert_eq!(opened.header("location"), format!("/books/{books}"), "{elsewhere}");
    }
}

#[tokio::test]
async fn a_rejection_carries_its_way_back() {
    let site = Site::open().await;
    let mut journey = journey(&site).await;
    journey.invite("bristol@firm.test").await;
    let base = journey.base();
    let one = format!("{base}/client-invitations/{}", journey.pending().await);
    shows(
        &journey.asha.get(&format!("{one}/reject")).await,
        &["until then you can undo", "Confirm Rejection"],
    );
    let nothing = journey.asha.send(&format!("{one}/reject"), &[("message", "Sorry")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.body.contains("Sorry"), "what was typed is kept: {}", nothing.body);
    let rejected = journey.asha.send(&format!("{one}/reject"), &[("reason", "capacity_full")]).await;
    assert_eq!(rejected.status, StatusCode::SEE_OTHER, "{}", rejected.body);
    let list = journey.asha.get(rejected.header("location")).await;
    shows(&list, &["None waiting", &format!("{one}/undo")]);
    let undone = journey.asha.send(&format!("{one}/undo"), &[]).await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.body);
    shows(&journey.asha.get(&format!("{base}/client-invitations")).await, &["Kestrel &#38; Sons"]);
}

#[tokio::test]
async fn disconnecting_asks_twice_and_ending_once() {
    let site = Site::open().await;
    let mut journey = journey(&site).await;
    let connection = journey.connected().await;
    let client = format!("{}/clients/{connection}", journey.base());
    shows(&journey.asha.get(&format!("{client}/disconnect")).await, &["loses access at once: 1", "Continue"]);
    let reasons = journey.asha.get(&format!("{client}/disconnect/reason")).await;
    shows(&reasons, &["The client asked for it", "Disconnect"]);
    assert!(!reasons.body.contains(" checked"), "no reason is chosen for anybody");
    let unsaid = journey.asha.send(&format!("{client}/disconnect/reason"), &[("note", "Bye")]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("reason", "service_ended"), ("note", "")];
    let ended = journey.asha.send(&format!("{client}/disconnect/reason"), &fields).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.body);
    let list = format!("{}/clients?view=disconnected", journey.base());
    shows(&journey.asha.get(&list).await, &["Kestrel &#38; Sons", "History"]);
    shows(&journey.zoe.get(&journey.access()).await, &["ended the access of Harbour"]);
    let connection = journey.connected().await;
    let end = format!("{}/{connection}/end", journey.access());
    shows(&journey.zoe.get(&end).await, &["is out at once"]);
    let ended = journey.zoe.send(&end, &[("note", "")]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.body);
    let gone = journey.asha.send(&format!("{}/clients/{connection}/go-to", journey.base()), &[]).await;
    assert_eq!(gone.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn letting_somebody_in_asks_for_the_password_when_it_is_long_ago() {
    let site = Site::open().await;
    let mut journey = journey(&site).await;
    let form = format!("{}/invite", journey.access());
    assert!(!journey.zoe.get(&form).await.body.contains("name=\"password\""));
    site.house.clock.pass_seconds(601);
    shows(&journey.zoe.get(&form).await, &["name=\"password\""]);
    let stale = journey.invite("bristol@firm.test").await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    shows_again(&stale, &["name=\"password\"", "bristol@firm.test", "Please help."]);
    let wrong = [("email", "bristol@firm.test"), ("scope", "admin"), ("message", ""), ("password", "wrong")];
    assert_eq!(journey.zoe.send(&form, &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut right = wrong;
    right[3].1 = crate::browser::PASSWORD;
    let sent = journey.zoe.send(&form, &right).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    shows(&journey.zoe.get(&journey.access()).await, &["Waiting for an answer"]);
}

fn shows_again(page: &Answered, words: &[&str]) {
    for word in words {
        assert!(page.body.contains(word), "{word}\n{}", page.body);
    }
}

#[tokio::test]
async fn a_persons_link_leads_her_to_her_firm_and_nobody_else() {
    let site = Site::open().await;
    let mut journey = journey(&site).await;
    let link = journey.invite_person("asha@example.test").await;
    let invitation = journey.pending().await;
    shows(&site.browser().get(&link).await, &["Kestrel &#38; Sons", "Create sign-in"]);
    let mut other = site.signed_in("Other").await;
    let refused = other.get(&link).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.body.contains("a•••@e•••.test"), "{}", refused.body);
    assert!(!refused.body.contains("asha@"), "the address stays masked");
    let led = journey.asha.get(&link).await;
    assert_eq!(led.header("location"), format!("{}/client-invitations/{invitation}", journey.base()));
    let accept = format!("{}/client-invitations/{invitation}/accept", journey.base());
    shows(&journey.asha.get(&accept).await, &["name=\"branch\""]);
    let branch = journey.branch.to_string();
    let accepted = journey.asha.send(&accept, &[("branch", &branch)]).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.body);
    assert_eq!(journey.asha.get(&link).await.status, StatusCode::GONE);
    assert_eq!(site.browser().get("/invitation/unknown").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn strangers_find_nothing() {
    let site = Site::open().await;
    let mut journey = journey(&site).await;
    let connection = journey.connected().await;
    let base = journey.base();
    let mut other = site.signed_in("Other").await;
    let client = format!("{base}/clients/{connection}");
    for path in
        [&base, &format!("{base}/clients"), &client, &format!("{base}/client-invitations"), &journey.access()]
    {
        assert_eq!(other.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(other.send(&format!("{client}/go-to"), &[]).await.status, StatusCode::NOT_FOUND);
    let leave = other.send(&format!("/books/{}/leave", journey.books), &[]).await;
    assert_eq!(leave.header("location"), "/portal");
}

#[tokio::test]
async fn a_program_goes_the_same_way() {
    let site = Site::open().await;
    let journey = journey(&site).await;
    let (asha, zoe) = (site.token("Asha").await, site.token("Zoe").await);
    let (organisation, books) = (journey.organisation, journey.books);
    let wish = serde_json::json!({ "email": "bristol@firm.test", "level": "admin" });
    let sent =
        site.command(Method::POST, &format!("/api/v1/books/{books}/requests"), (Some(&zoe), wish)).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
    assert_eq!(sent.json()["firm"], "Harbour & Pike LLP");
    let list = format!("/api/v1/organisations/{organisation}/client-invitations");
    let waiting = site.program(&list, Some(&asha)).await.json();
    let id = waiting["rows"][0]["id"].as_str().expect("an id").to_owned();
    let nothing = serde_json::json!({});
    let one = format!("{list}/{id}");
    let accepted = site.command(Method::POST, &format!("{one}/accept"), (Some(&asha), nothing.clone())).await;
    assert_eq!(accepted.status, StatusCode::CREATED, "{}", accepted.body);
    let client = accepted.header("location").to_owned();
    assert_eq!(site.program(&client, Some(&asha)).await.json()["accountants"][0]["primary"], true);
    let found = format!("/api/v1/organisations/{organisation}/clients?search=kestrel");
    assert_eq!(site.program(&found, Some(&asha)).await.json()["rows"][0]["way"], "go_to");
    let empty = (Some(asha.as_str()), nothing.clone());
    let opened = site.command(Method::POST, &format!("{client}/open"), empty).await;
    assert_eq!(opened.status, StatusCode::OK, "{}", opened.body);
    let connections = format!("/api/v1/books/{books}/connections");
    assert_eq!(site.program(&connections, Some(&asha)).await.status, StatusCode::OK, "inside, as a delegate");
    let leave = format!("/api/v1/books/{books}/leave");
    let left = site.command(Method::POST, &leave, (Some(&asha), nothing.clone())).await;
    assert_eq!(left.status, StatusCode::NO_CONTENT, "{}", left.body);
    let rows = site.program(&connections, Some(&zoe)).await.json();
    let connection = rows["rows"][0]["id"].as_str().expect("an id");
    let end = format!("{connections}/{connection}/end");
    let ended = site.command(Method::POST, &end, (Some(&zoe), nothing)).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT, "{}", ended.body);
    let ended = format!("/api/v1/organisations/{organisation}/clients?state=ended");
    assert_eq!(site.program(&ended, Some(&asha)).await.json()["rows"][0]["way"], "ended");
}
