//! The pages and the API of a firm, from signing it up to a colleague who joins.

use crate::browser::{Answered, Browser, Site, form};
use app::identity::{IssueToken, NewToken, PasswordOf, token_text};
use app::keys::Purpose;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use kernel::{BranchId, Id as _, OrganisationId, TeamInvitationId};
use std::str::FromStr;

/// The id of a kind that stands in a text.
fn id_in<T: FromStr>(text: &str, prefix: &str) -> T {
    let at = text.find(prefix).unwrap_or_else(|| panic!("no {prefix} in {text}"));
    let id = &text[at..at + prefix.len() + 26];
    id.parse().unwrap_or_else(|_| panic!("not an id: {id}"))
}

fn secret(site: &Site, purpose: Purpose, subject: [u8; 16], generation: i64) -> String {
    site.house.app.core.keys.link_secret(purpose, subject, generation)
}

const BRANCH: [(&str, &str); 4] =
    [("name", "Bristol"), ("email", "bristol@firm.test"), ("country", "GB"), ("currency", "GBP")];

/// A firm with one branch, as its founder's browser makes it.
async fn firm(browser: &mut Browser<'_>) -> (OrganisationId, BranchId) {
    let made = browser.send("/organisations/new", &[("name", "Harbour & Pike LLP"), ("country", "GB")]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let organisation: OrganisationId = id_in(made.header("location"), "org_");
    let opened = browser.send(made.header("location"), &BRANCH).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    (organisation, id_in(opened.header("location"), "brn_"))
}

async fn invite(browser: &mut Browser<'_>, base: &str, branch: &str, role: &str) -> Answered {
    let fields = [("email", "ben@example.test"), ("name", "Ben"), ("branch", branch), ("role", role)];
    browser.send(&format!("{base}/team-invitations/new"), &fields).await
}

/// The invitation whose buttons stand on the page of invitations.
async fn invitation(browser: &mut Browser<'_>, base: &str) -> TeamInvitationId {
    let list = browser.get(&format!("{base}/team-invitations")).await;
    assert_eq!(list.status, StatusCode::OK);
    id_in(&list.body, "tin_")
}

#[tokio::test]
async fn a_firm_begins_with_proposals_and_permanent_choices_are_called_so() {
    let site = Site::open().await;
    let mut asha = site.signed_in("Asha").await;
    assert_eq!(asha.get("/portal").await.header("location"), "/start");
    let page = asha.get("/organisations/new").await;
    assert!(page.body.contains("You become its Super Admin."));
    let refused = asha.send("/organisations/new", &[("name", " "), ("country", "XX")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let made = asha.send("/organisations/new", &[("name", "Quay SARL"), ("country", "FR")]).await;
    let first = asha.get(made.header("location")).await;
    for said in ["Main office", "asha@example.test", "value=\"FR\" selected", "value=\"EUR\" selected"] {
        assert!(first.body.contains(said), "{said}");
    }
    assert!(first.body.contains("The billing currency is permanent."));
    let typed = [("name", "Lyon"), ("email", "no address"), ("country", "FR"), ("currency", "EUR")];
    let refused = asha.send(made.header("location"), &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("value=\"Lyon\"") && refused.body.contains("value=\"no address\""));
}

#[tokio::test]
async fn the_portal_leads_to_the_only_firm_and_keeps_the_branch_in_the_address() {
    let site = Site::open().await;
    let mut asha = site.signed_in("Asha").await;
    let (organisation, branch) = firm(&mut asha).await;
    assert_eq!(asha.get("/portal").await.header("location"), format!("/portal/{organisation}"));
    let again = asha.get(&format!("/organisations/{organisation}/branches/first")).await;
    assert_eq!(again.header("location"), format!("/portal/{organisation}"));
    let page = asha.get(&format!("/portal/{organisation}.{branch}/team")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains(&format!("href=\"/portal/{organisation}/team\"")), "all branches");
    assert!(page.body.contains("1 in Bristol"));
    let mut other = site.signed_in("Rival").await;
    for path in [
        format!("/portal/{organisation}/team"),
        format!("/portal/{organisation}.{branch}/settings"),
        format!("/portal/{organisation}.{}/settings", BranchId::from_bytes([7; 16])),
        "/portal/nonsense/team".to_owned(),
    ] {
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn every_page_of_the_settings_and_the_team_can_be_read() {
    let site = Site::open().await;
    let mut asha = site.signed_in("Asha").await;
    let (organisation, branch) = firm(&mut asha).await;
    let email = kernel::EmailAddress::parse("asha@example.test").expect("an address");
    let nobody = site.house.nobody();
    let asked = site.house.app.read(&nobody, PasswordOf { email });
    let user = asked.await.expect("asks").expect("is there").user;
    for base in [format!("/portal/{organisation}"), format!("/portal/{organisation}.{branch}")] {
        for page in [
            "/settings".to_owned(),
            "/settings/organisation".to_owned(),
            "/branches/new".to_owned(),
            "/team".to_owned(),
            format!("/team/{user}"),
            "/team-invitations".to_owned(),
            "/team-invitations?view=history".to_owned(),
            "/team-invitations/new".to_owned(),
        ] {
            let answer = asha.get(&format!("{base}{page}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{base}{page}: {}", answer.body);
            assert!(!answer.body.contains("style="), "{page}");
        }
    }
    let one = format!("/portal/{organisation}.{branch}/settings/branch");
    assert_eq!(asha.get(&one).await.status, StatusCode::OK);
    let all = format!("/portal/{organisation}/settings/branch");
    assert_eq!(asha.get(&all).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_mailbox_confirms_without_a_sign_in_and_looking_is_not_confirming() {
    let site = Site::open().await;
    let mut asha = site.signed_in("Asha").await;
    let (organisation, branch) = firm(&mut asha).await;
    let link = format!("/branch-address/{}", secret(&site, Purpose::ConfirmBranch, branch.bytes(), 1));
    let settings = format!("/portal/{organisation}.{branch}/settings/branch");
    let mut mailbox = site.browser();
    for _ in 0..20 {
        let page = mailbox.get(&link).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.header("referrer-policy"), "no-referrer");
    }
    assert!(asha.get(&settings).await.body.contains("None confirmed yet"));
    let done = mailbox.send(&link, &[]).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/sign-in"));
    assert!(!asha.get(&settings).await.body.contains("None confirmed yet"));
    assert_eq!(mailbox.send(&link, &[]).await.status, StatusCode::GONE);
    assert_eq!(mailbox.get(&link).await.status, StatusCode::GONE);
    let unknown = mailbox.get(&format!("/branch-address/{}", "x".repeat(43))).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(unknown.body.contains("This link does not work"));
    // Another address: the first goes on working until the second mailbox answers.
    let changed = asha.send(&format!("{settings}/email"), &[("email", "new@firm.test")]).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
    let page = asha.get(&settings).await.body;
    assert!(page.contains("bristol@firm.test") && page.contains("new@firm.test"));
    let again = asha.send(&format!("{settings}/email/again"), &[]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let saved = asha.send(&settings, &[("name", "Bristol Docks"), ("country", "IE")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    assert!(asha.get(&settings).await.body.contains("Bristol Docks saved."));
}

#[tokio::test]
async fn a_colleague_is_invited_joins_and_is_removed() {
    let site = Site::open().await;
    let mut asha = site.signed_in("Asha").await;
    let (organisation, branch) = firm(&mut asha).await;
    let base = format!("/portal/{organisation}.{branch}");
    let refused = invite(&mut asha, &base, "nowhere", "boss").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = invite(&mut asha, &base, &branch.to_string(), "member").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let twice = invite(&mut asha, &base, &branch.to_string(), "member").await;
    assert!(twice.body.contains("is waiting already"), "{}", twice.body);
    let invitation = invitation(&mut asha, &base).await;
    let resent = asha.send(&format!("{base}/team-invitations/{invitation}/resend"), &[]).await;
    assert_eq!(resent.status, StatusCode::SEE_OTHER);
    let old = format!("/join/{}", secret(&site, Purpose::JoinTeam, invitation.bytes(), 1));
    let link = format!("/join/{}", secret(&site, Purpose::JoinTeam, invitation.bytes(), 2));
    assert_eq!(site.browser().get(&old).await.status, StatusCode::GONE);
    let stranger = site.browser().get(&link).await;
    assert!(stranger.body.contains("Create sign-in") && !stranger.body.contains("ben@example.test"));
    // Signed in as somebody else: the address is named only in part, and nothing changes.
    let mut other = site.signed_in("Other").await;
    let page = other.get(&link).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.body.contains("b•••@e•••.test") && !page.body.contains("ben@example.test"));
    assert_eq!(other.send(&link, &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(other.send(&format!("{link}/decline"), &[]).await.status, StatusCode::FORBIDDEN);
    let mut ben = site.signed_in("Ben").await;
    assert!(ben.get(&link).await.body.contains("Join Harbour &#38; Pike LLP"));
    let excess = ben.send(&link, &[("role", "owner")]).await;
    assert_eq!(excess.status, StatusCode::UNPROCESSABLE_ENTITY);
    let joined = ben.send(&link, &[]).await;
    assert_eq!(joined.header("location"), format!("/portal/{organisation}"), "{}", joined.body);
    assert_eq!(ben.send(&link, &[]).await.status, StatusCode::GONE);
    let team = ben.get(&format!("{base}/team")).await;
    assert!(team.body.contains("Needs Invite Team Members. Ask Asha."), "{}", team.body);
    assert_eq!(ben.get(&format!("{base}/team-invitations/new")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(ben.get(&format!("{base}/branches/new")).await.status, StatusCode::FORBIDDEN);
    removed(&mut asha, &mut ben, (organisation, branch)).await;
}

async fn removed(
    asha: &mut Browser<'_>,
    ben: &mut Browser<'_>,
    (organisation, branch): (OrganisationId, BranchId),
) {
    let base = format!("/portal/{organisation}.{branch}");
    let panel = asha.get(&format!("{base}/team")).await;
    let users: Vec<&str> = panel.body.split("/team/usr_").skip(1).map(|rest| &rest[..26]).collect();
    let bens = format!("{base}/team/usr_{}", users[1]);
    let branch = branch.to_string();
    let changed = asha.send(&format!("{bens}/role"), &[("branch", &branch), ("role", "admin")]).await;
    assert_eq!(changed.header("location"), bens, "{}", changed.body);
    assert!(asha.get(&bens).await.body.contains("Ben saved."));
    let firm_role = asha.send(&format!("{bens}/firm-role"), &[("role", "viewer")]).await;
    assert_eq!(firm_role.status, StatusCode::SEE_OTHER);
    let left = asha.send(&format!("{bens}/leave"), &[("branch", &branch)]).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.body);
    let added = asha.send(&format!("{bens}/add"), &[("branch", &branch), ("role", "member")]).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER);
    let gone = asha.send(&format!("{bens}/remove"), &[]).await;
    assert_eq!(gone.header("location"), format!("{base}/team"));
    assert_eq!(ben.get(&format!("{base}/team")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_invitation_may_be_withdrawn_or_declined() {
    let site = Site::open().await;
    let mut asha = site.signed_in("Asha").await;
    let (organisation, branch) = firm(&mut asha).await;
    let base = format!("/portal/{organisation}");
    invite(&mut asha, &base, &branch.to_string(), "admin").await;
    let first = invitation(&mut asha, &base).await;
    asha.send(&format!("{base}/team-invitations/{first}/withdraw"), &[]).await;
    let mut ben = site.signed_in("Ben").await;
    let link = format!("/join/{}", secret(&site, Purpose::JoinTeam, first.bytes(), 1));
    assert!(ben.get(&link).await.body.contains("This was withdrawn"));
    invite(&mut asha, &base, &branch.to_string(), "admin").await;
    let second = invitation(&mut asha, &base).await;
    let link = format!("/join/{}", secret(&site, Purpose::JoinTeam, second.bytes(), 1));
    assert_eq!(ben.send(&format!("{link}/decline"), &[]).await.header("location"), "/start");
    let past = asha.get(&format!("{base}/team-invitations?view=history")).await;
    assert!(past.body.contains("Declined") && past.body.contains("Withdrawn"));
}

/// What a program sends.
async fn call(site: &Site, token: &str, (method, path): (Method, &str), body: &str) -> Answered {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", form(&[]).split_once('=').expect("a pair").1)
        .body(Body::from(body.to_owned()));
    site.ask(request.expect("a request")).await
}

#[tokio::test]
async fn a_program_does_what_the_pages_do() {
    let site = Site::open().await;
    let token = token(&site, "Asha").await;
    let body = r#"{"name":"Quay","country":"FR"}"#;
    let made = call(&site, &token, (Method::POST, "/api/v1/organisations"), body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let firm = made.header("location").to_owned();
    let branches = format!("{firm}/branches");
    let body = r#"{"name":"Lyon","email":"lyon@quay.test","country":"FR","currency":"EUR"}"#;
    let opened = call(&site, &token, (Method::POST, &branches), body).await;
    assert_eq!(opened.status, StatusCode::CREATED, "{}", opened.body);
    let branch: BranchId = id_in(&opened.body, "brn_");
    let one = format!("{branches}/{branch}");
    let excess = r#"{"name":"Lyon","country":"FR","currency":"USD"}"#;
    let refused = call(&site, &token, (Method::PUT, &one), excess).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "invalid"));
    let renamed = call(&site, &token, (Method::PUT, &one), r#"{"name":"Lyon 2e","country":"FR"}"#).await;
    assert!(renamed.body.contains("Lyon 2e") && renamed.body.contains("EUR"), "{}", renamed.body);
    let sent = format!(r#"{{"secret":"{}"}}"#, secret(&site, Purpose::ConfirmBranch, branch.bytes(), 1));
    let confirmed = call(&site, "", (Method::POST, "/api/v1/branch-addresses/confirm"), &sent).await;
    assert_eq!(confirmed.status, StatusCode::NO_CONTENT, "{}", confirmed.body);
    let invite =
        format!(r#"{{"email":"ben@example.test","name":"Ben","branches":["{branch}"],"role":"admin"}}"#);
    let invitations = format!("{firm}/team-invitations");
    let invited = call(&site, &token, (Method::POST, &invitations), &invite).await;
    assert_eq!(invited.status, StatusCode::CREATED, "{}", invited.body);
    let invitation: TeamInvitationId = id_in(&invited.body, "tin_");
    let sent = format!(r#"{{"secret":"{}"}}"#, secret(&site, Purpose::JoinTeam, invitation.bytes(), 1));
    let wrong = call(&site, &token, (Method::POST, "/api/v1/team-invitations/join"), &sent).await;
    assert_eq!(wrong.code(), "wrong_account");
    let bens = self::token(&site, "Ben").await;
    let joined = call(&site, &bens, (Method::POST, "/api/v1/team-invitations/join"), &sent).await;
    assert_eq!(joined.status, StatusCode::CREATED, "{}", joined.body);
    let members = site.program(&format!("{firm}/members?branch={branch}"), Some(&bens)).await;
    assert!(members.body.contains("ben@example.test"), "{}", members.body);
    let ben: kernel::UserId = id_in(&members.body, "usr_");
    let place = format!("{firm}/members/{ben}/branches/{branch}");
    let owner = call(&site, &bens, (Method::PUT, &place), r#"{"role":"owner"}"#).await;
    assert_eq!(owner.code(), "role_above_own");
    let gone = call(&site, &token, (Method::DELETE, &format!("{firm}/members/{ben}")), "").await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT, "{}", gone.body);
    assert_eq!(site.program(&firm, Some(&bens)).await.code(), "not_found");
}

/// A token of a new person.
async fn token(site: &Site, name: &str) -> String {
    let user = site.person(name).await;
    let (app, nobody) = (&site.house.app, site.house.nobody());
    let email = format!("{}@example.test", name.to_lowercase());
    let email = kernel::EmailAddress::parse(&email).expect("an address");
    let known = app.read(&nobody, PasswordOf { email }).await.expect("asks").expect("is there");
    let text = token_text(app.core.entropy.bytes());
    let name = kernel::TokenName::parse("a program").expect("a name");
    let token = NewToken::new(name, &text, 30).expect("a token");
    let issue = IssueToken { user, checked_hash: known.password_hash, token };
    app.run(&nobody, None, issue).await.expect("a token is issued");
    text.to_string()
}
