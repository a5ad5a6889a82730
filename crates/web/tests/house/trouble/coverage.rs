//! Nothing happens silently: every command, sent once by a page and once by a program, and the leaves it leaves.

use super::bodies::{Body as Sent, body};
use super::identities::Identity;
use super::requests::{Secrets, address, parameter, query, request};
use super::world::{Side, in_whole_firm, side};
use crate::browser::{Answered, Site};
use crate::goldens::check;
use app::Actor;
use app::access::{BranchRole, ParentRole};
use app::keys::Purpose;
use app::practice::InviteMember;
use kernel::{EmailAddress, Id as _, PersonName, UserId};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use testkit::{both_engines, user};
use web::Route;

/// Every command, and who gives it, in an order in which each still can be given.
const ORDER: [(&str, &str); 57] = [
    ("register", "nobody"),
    ("resend_confirmation", "nobody"),
    ("confirm_email", "nobody"),
    ("request_reset", "nobody"),
    ("reset_password", "nobody"),
    ("start_session", "nobody"),
    ("issue_token", "nobody"),
    ("create_organisation", "zoe"),
    ("create_books", "zoe"),
    ("rename_person", "zoe"),
    ("prove_identity", "zoe"),
    ("create_token", "zoe"),
    ("revoke_token", "zoe"),
    ("end_session", "zoe"),
    ("update_organisation", "asha"),
    ("create_branch", "asha"),
    ("update_branch", "asha"),
    ("change_branch_email", "asha"),
    ("resend_branch_confirmation", "asha"),
    ("confirm_branch", "nobody"),
    ("invite_member", "asha"),
    ("resend_team_invitation", "asha"),
    ("join_team", "invited"),
    ("decline_team_invitation", "left"),
    ("ask_inviter", "left"),
    ("ask_sender", "left"),
    ("cancel_team_invitation", "asha"),
    ("add_to_branch", "asha"),
    ("change_role", "asha"),
    ("set_parent_role", "asha"),
    ("assign_accountant", "asha"),
    ("remove_accountant", "asha"),
    ("set_up_access", "sue"),
    ("remove_from_branches", "asha"),
    ("remove_member", "asha"),
    ("undo_rejection", "tom"),
    ("reject_invitation", "tom"),
    ("accept_invitation", "tom"),
    ("open_books", "asha"),
    ("post_entry", "asha"),
    ("revise_entry", "asha"),
    ("delete_entry", "asha"),
    ("add_account", "asha"),
    ("rename_account", "asha"),
    ("archive_account", "asha"),
    ("restore_account", "asha"),
    ("update_company", "asha"),
    ("set_lock_day", "asha"),
    ("close_visit", "asha"),
    ("record_export", "zoe"),
    ("send_invitation", "zoe"),
    ("withdraw_invitation", "zoe"),
    ("end_connection", "zoe"),
    ("disconnect_client", "asha"),
    ("change_password", "zoe"),
    ("end_other_sessions", "zoe"),
    ("sign_out", "zoe"),
];

/// What delegates do, with the connection on every line of the log.
const THROUGH_A_CONNECTION: [&str; 10] = [
    "post_entry",
    "revise_entry",
    "delete_entry",
    "add_account",
    "rename_account",
    "archive_account",
    "restore_account",
    "update_company",
    "set_lock_day",
    "close_visit",
];

struct Stage {
    site: Site,
    side: Side,
    secrets: Secrets,
    unconfirmed: UserId,
    sue: Actor,
    everybody: BTreeMap<&'static str, (Option<UserId>, Identity)>,
    is_api: bool,
}

/// All leaves of all logs, as they are stored.
async fn leaves(site: &Site) -> BTreeSet<String> {
    let dump = site.house.app.db().dump().await.expect("the database can be read");
    let mut found = BTreeSet::new();
    for row in &dump["audit_leaf"] {
        // Both engines show bytes in hexadecimal, and every leaf begins with a brace and a quote.
        let start = row.find("7b22").expect("a leaf");
        let hex: String = row[start..].chars().take_while(char::is_ascii_hexdigit).collect();
        let bytes: Vec<u8> = (0..hex.len() / 2)
            .map(|at| u8::from_str_radix(&hex[at * 2..at * 2 + 2], 16).expect("hexadecimal"))
            .collect();
        found.insert(String::from_utf8(bytes).expect("a leaf is text"));
    }
    found
}

impl Stage {
    async fn route(&self, command: &str) -> Vec<Route> {
        let side = |route: &Route| route.path.starts_with("/api/") == self.is_api;
        let mut routes = web::routes();
        routes.retain(|route| route.command.as_deref() == Some(command) && side(route));
        // `create_branch` has a page for the first and one for the others.
        routes.retain(|route| !route.path.ends_with("/branches/first"));
        routes
    }

    fn link(&self, purpose: Purpose, id: [u8; 16], generation: i64) -> String {
        self.site.house.app.core.keys.link_secret(purpose, id, generation)
    }

    /// What has to be so before a command can be given.
    async fn prepare(&mut self, command: &str) {
        let house = &self.site.house;
        let organisation = self.side.ids.organisation;
        match command {
            "reset_password" => {
                self.secrets.reset = self.link(Purpose::ResetPassword, user(&self.side.ona).bytes(), 1)
            }
            "confirm_email" => {
                self.secrets.confirm = self.link(Purpose::ConfirmEmail, self.unconfirmed.bytes(), 2)
            }
            "confirm_branch" => {
                self.secrets.branch =
                    self.link(Purpose::ConfirmBranch, self.side.ids.unconfirmed_branch.bytes(), 2);
            }
            "join_team" => {
                self.secrets.join = self.link(Purpose::JoinTeam, self.side.ids.team_invitation.bytes(), 2)
            }
            "decline_team_invitation" | "cancel_team_invitation" => {
                let email =
                    if command.starts_with("cancel") { "later@example.test" } else { self.side.left.email() };
                let invite = InviteMember {
                    organisation,
                    email: EmailAddress::parse(email).expect("an address"),
                    name: PersonName::parse("Nora").expect("a name"),
                    branches: vec![self.side.ids.other_branch],
                    role: BranchRole::Member,
                };
                let invited = house.app.run(&self.side.asha, None, invite).await.expect("invited").invitation;
                self.side.ids.team_invitation = invited;
                self.secrets.join = self.link(Purpose::JoinTeam, invited.bytes(), 1);
            }
            "reject_invitation" | "accept_invitation" => {
                let ids = &mut self.side.ids;
                std::mem::swap(&mut ids.waiting, &mut ids.rejecting);
            }
            "delete_entry" => {
                let company = house.company_at(&self.side.zoe, self.side.ids.books).await;
                let lines = [("1200", 700), ("4000", -700)];
                let posted = house.post(&self.side.zoe, &company, "2026-11-05", &lines).await;
                self.side.ids.transaction = posted.expect("an entry is posted").transaction;
            }
            "disconnect_client" => {
                let address = self.side.address();
                let books = self.side.ids.books;
                let invitation = house.invite(&self.side.zoe, books, &address).await;
                self.side.ids.connection = house.accept(&self.side.asha, organisation, invitation).await;
            }
            _ => {}
        }
    }

    fn sent(&self, route: &Route, command: &str) -> Sent {
        let mut sent = body(route, &self.side.ids, &self.secrets);
        let unconfirmed = format!("una.{}@example.test", self.side.tag());
        let ona = self.side.ona.email();
        let email = match command {
            "register" => Some(format!("neu.{}@example.test", self.side.tag())),
            "resend_confirmation" => Some(unconfirmed),
            "request_reset" => Some(ona.to_owned()),
            "start_session" | "issue_token" => Some(self.side.zoe.email().to_owned()),
            _ => None,
        };
        match (&mut sent, email) {
            (Sent::Form(fields), Some(email)) => {
                fields
                    .iter_mut()
                    .filter(|(name, _)| *name == "email")
                    .for_each(|(_, old)| old.clone_from(&email));
            }
            (Sent::Json(value), Some(email)) => value["email"] = email.into(),
            _ => {}
        }
        sent
    }

    /// A proof and a new password renew the session's cookie.
    fn keep_cookie(&mut self, who: &str, answer: &Answered) {
        let renewed = answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
        let renewed = renewed.filter_map(|text| text.strip_prefix("__Host-sid=")?.split(';').next()).next();
        if let (Some(renewed), Some((Some(_), identity))) = (renewed, self.everybody.get_mut(who)) {
            identity.cookie = Some(renewed.to_owned());
        }
    }

    /// Gives a command, and tells what the logs say of it.
    async fn give(&mut self, (command, who): (&str, &str), text: &mut String) {
        self.prepare(command).await;
        for route in self.route(command).await {
            // A firm's log is exported by the firm, a company's by its owner.
            let of_firm = route.path.starts_with("/portal/") || route.path.contains("/organisations/");
            let is_firms = command == "record_export" && of_firm;
            let who = if is_firms { "asha" } else { who };
            let before = leaves(&self.site).await;
            let (user, identity) = &self.everybody[who];
            let user = *user;
            let path = address(&route, |name| parameter(&route, name, &self.side.ids, &self.secrets));
            let path = format!("{path}{}", query(&route, &self.side.ids));
            let sent = self.sent(&route, command);
            let answer = self.site.ask(request(&route, &path, Some(&sent), identity)).await;
            self.keep_cookie(who, &answer);
            let is_done = answer.status.is_success() || answer.status.is_redirection();
            assert!(is_done, "{command} {path} by {who}: {} {}", answer.status, answer.body);
            let new: Vec<String> = leaves(&self.site).await.difference(&before).cloned().collect();
            let told = told(&new, (user, THROUGH_A_CONNECTION.contains(&command)));
            let told = told.unwrap_or_else(|why| panic!("{command} by {who}: {why}\n{new:#?}"));
            let kind = if self.is_api { "api" } else { "page" };
            let _ = writeln!(text, "{command:28} {kind:4} {told}");
        }
    }
}

/// The acts by log; refuses two leaves in one log and a leaf of somebody else.
fn told(new: &[String], (user, is_delegate): (Option<UserId>, bool)) -> Result<String, String> {
    let mut by_log = BTreeMap::new();
    for line in new {
        let leaf: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let log = leaf["log"].as_str().unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned();
        let kind = match log.split('_').next() {
            Some("bks") => "books",
            Some("org") => "firm",
            Some("usr") => "person",
            _ => "operator",
        };
        let act = leaf["act"].as_str().unwrap_or_default().to_owned();
        let actor = leaf["actor"]["user"].as_str().unwrap_or_default();
        if let Some(user) = user.filter(|user| actor != user.to_string()) {
            return Err(format!("{act} is said to be of {actor}, not of {user}"));
        }
        if is_delegate && leaf["actor"]["connection"].as_str().is_none() {
            return Err(format!("{act} does not name the connection"));
        }
        // Pages that ask for the password besides sign in or prove first, which is a command of its own.
        if ["session.started", "session.proved"].contains(&act.as_str()) && new.len() > 1 {
            continue;
        }
        if by_log.insert(log, format!("{kind}: {act}")).is_some() {
            return Err(format!("two leaves in one log, one of them {act}"));
        }
    }
    let mut told: Vec<String> = by_log.into_values().collect();
    told.sort();
    Ok(if told.is_empty() { "nothing".to_owned() } else { told.join(", ") })
}

async fn stage(site: Site, tag: &'static str, is_api: bool) -> Stage {
    let house = &site.house;
    let side = side(house, tag).await;
    let sue = in_whole_firm(house, &side, &format!("Sue {tag}"), ParentRole::SuperAdmin).await;
    let unconfirmed = house.unconfirmed(&format!("Una {tag}")).await;
    let mut everybody = BTreeMap::new();
    everybody.insert("nobody", (None, Identity { mark: "nb", words: "", cookie: None, token: None }));
    for (name, actor) in [
        ("zoe", &side.zoe),
        ("asha", &side.asha),
        ("tom", &side.tom),
        ("sue", &sue),
        ("invited", &side.invited),
        ("left", &side.left),
    ] {
        let (browser, cookie) = house.sign_in_with_cookie(user(actor)).await.expect("signs in");
        let (program, token) = house.program(&browser).await.expect("a token");
        if name == "asha" {
            house
                .open_books(
                    if is_api { &program } else { &browser },
                    side.ids.organisation,
                    side.ids.connection,
                )
                .await;
        }
        let identity = Identity { mark: "", words: "", cookie: Some(cookie), token: Some(token) };
        everybody.insert(name, (Some(user(actor)), identity));
    }
    let ids = side.ids.clone();
    let secrets = site.secrets(&ids, unconfirmed, user(&side.ona));
    Stage { site, side, secrets, unconfirmed, sue, everybody, is_api }
}

#[test]
fn every_command_stands_in_the_order() {
    let ordered: BTreeSet<String> = ORDER.iter().map(|(command, _)| (*command).to_owned()).collect();
    let known: BTreeSet<String> = web::routes().into_iter().filter_map(|route| route.command).collect();
    assert_eq!(ordered, known, "give a new command a place in trouble/coverage.rs");
}

both_engines! {
    async fn every_command_leaves_what_the_golden_says(house: House) {
        let mut site = Site::over(house);
        let mut text = String::new();
        for (tag, is_api) in [("onyx", false), ("topaz", true)] {
            let mut stage = stage(site, tag, is_api).await;
            for order in ORDER {
                stage.give(order, &mut text).await;
            }
            assert_eq!(user(&stage.sue), stage.everybody["sue"].0.expect("a person"));
            site = stage.site;
        }
        let mut lines: Vec<&str> = text.lines().collect();
        lines.sort_unstable();
        lines.dedup();
        check("audit_coverage.txt", &format!("{}\n", lines.join("\n")));
    }
}
