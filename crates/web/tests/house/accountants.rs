//! Who of the firm may open a client's books, changed on the client's page.

use crate::browser::Site;
use crate::clients::{actor, journey};
use app::access::BranchRole;
use app::keys::Purpose;
use app::practice::{InviteMember, JoinTeam};
use axum::http::StatusCode;
use kernel::{BranchId, EmailAddress, Id as _, OrganisationId, PersonName, UserId};

/// A person with a browser joins a branch.
pub(crate) async fn joins(
    site: &Site,
    name: &str,
    role: BranchRole,
    (firm, branch): (OrganisationId, BranchId),
) -> UserId {
    let (founder, joiner) = (actor(site, "Asha").await, actor(site, name).await);
    let invite = InviteMember {
        organisation: firm,
        email: EmailAddress::parse(joiner.email()).expect("an address"),
        name: PersonName::parse(name).expect("a name"),
        branches: vec![branch],
        role,
    };
    let invited = site.house.app.run(&founder, None, invite).await.expect("invited");
    let secret = site.house.app.core.keys.link_secret(Purpose::JoinTeam, invited.invitation.bytes(), 1);
    site.house.app.run(&joiner, None, JoinTeam { secret }).await.expect("joins");
    joiner.user().expect("signed in")
}

#[tokio::test]
async fn a_colleague_is_added_and_removed_on_the_clients_page() {
    let site = Site::open().await;
    let mut journey = journey(&site).await;
    let connection = journey.connected().await;
    let client = format!("{}/clients/{connection}", journey.base());
    let add = format!("{client}/accountants/new");
    assert!(journey.asha.get(&add).await.body.contains("has access already"), "nobody else is there yet");
    let mut tom = site.signed_in("Tom").await;
    let member = joins(&site, "Tom", BranchRole::Member, (journey.organisation, journey.branch)).await;
    let id = member.to_string();
    let form = journey.asha.get(&add).await;
    for said in [&id, "Read-only", "Last day", "External Access"] {
        assert!(form.body.contains(said), "{said}\n{}", form.body);
    }
    for (day, user) in [("2020-01-01", id.as_str()), ("not a day", &id), ("", "usr_nobody"), ("", "")] {
        let fields = [("user", user), ("level", "accountant"), ("last_day", day), ("reason", "Covers May")];
        let refused = journey.asha.send(&add, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{day} {user}");
        assert!(refused.body.contains("Covers May") && refused.body.contains(day), "{}", refused.body);
    }
    let fields = [("user", id.as_str()), ("level", "accountant"), ("last_day", "2099-12-31"), ("reason", "")];
    let added = journey.asha.send(&add, &fields).await;
    assert_eq!(added.header("location"), client, "{}", added.body);
    let page = journey.asha.get(&client).await;
    for said in ["Tom", "1 Jan 2100, 00:00 UTC", "got access", &format!("accountants/{id}/remove")] {
        assert!(page.body.contains(said), "{said}\n{}", page.body);
    }
    let opened = tom.send(&format!("{client}/go-to"), &[]).await;
    assert_eq!(opened.header("location"), format!("/books/{}", journey.books), "{}", opened.body);
    let remove = format!("{client}/accountants/{id}/remove");
    let question = journey.asha.get(&remove).await;
    assert!(question.body.contains("loses access at once and is in the books now"), "{}", question.body);
    let removed = journey.asha.send(&remove, &[]).await;
    assert_eq!(removed.header("location"), client, "{}", removed.body);
    assert_eq!(tom.get(&format!("/books/{}", journey.books)).await.status, StatusCode::NOT_FOUND);
    let page = journey.asha.get(&client).await;
    assert!(page.body.contains("lost access, by Asha"), "{}", page.body);
    assert_eq!(journey.asha.get(&remove).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_may_not_change_accountants_reads_which_permission_is_missing() {
    let site = Site::open().await;
    let mut journey = journey(&site).await;
    let connection = journey.connected().await;
    let mut tom = site.signed_in("Tom").await;
    let member = joins(&site, "Tom", BranchRole::Member, (journey.organisation, journey.branch)).await;
    let client = format!("{}/clients/{connection}", journey.base());
    let id = member.to_string();
    let fields = [("user", id.as_str()), ("level", "admin"), ("last_day", ""), ("reason", "")];
    journey.asha.send(&format!("{client}/accountants/new"), &fields).await;
    let page = tom.get(&client).await;
    for said in ["Needs Grant Client Access", "Needs Revoke Client Access", "aria-disabled"] {
        assert!(page.body.contains(said), "{said}\n{}", page.body);
    }
    let remove = format!("{client}/accountants/{id}/remove");
    for path in [&format!("{client}/accountants/new"), &remove] {
        assert!(!page.body.contains(&format!("href=\"{path}\"")), "{path}");
        assert_eq!(tom.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(tom.send(&remove, &[]).await.status, StatusCode::FORBIDDEN);
    let mut stranger = site.signed_in("Rival").await;
    assert_eq!(stranger.get(&remove).await.status, StatusCode::NOT_FOUND);
    let end = journey.asha.send(&format!("{client}/disconnect/reason"), &[("reason", "service_ended")]).await;
    assert_eq!(end.status, StatusCode::SEE_OTHER, "{}", end.body);
    let page = journey.asha.get(&client).await;
    assert!(!page.body.contains("/accountants/"), "an ended connection has no accountants to change");
}
