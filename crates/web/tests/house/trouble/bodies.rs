//! The smallest body that each command takes, from a page and from a program.

use super::requests::Secrets;
use super::world::Ids;
use crate::browser::PASSWORD;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use web::Route;

/// A body.
#[derive(Debug, Clone)]
pub enum Body {
    /// Of a page's form, without its key.
    Form(Vec<(&'static str, String)>),
    /// Of a program.
    Json(Value),
}

/// Another password than [`PASSWORD`].
const NEW_PASSWORD: &str = "seven quiet lanterns upstream";

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A key that no other request has.
pub fn key() -> String {
    format!("key-of-trouble-{}", NUMBER.fetch_add(1, SeqCst))
}

/// The version that a program believes to change. Entries want their revision; anything goes elsewhere.
pub fn version(route: &Route) -> &'static str {
    if route.path.ends_with("/entries/{entry}") { "\"1\"" } else { "*" }
}

/// The body of a route that changes something.
pub fn body(route: &Route, ids: &Ids, secrets: &Secrets) -> Body {
    let command = route.command.as_deref().expect("what changes something names its command");
    let found = if route.path.starts_with("/api/") {
        json_body(command, ids, secrets).map(Body::Json)
    } else {
        form_body(command, ids).map(Body::Form)
    };
    found.unwrap_or_else(|| {
        panic!("{} {}: give {command} a body in trouble/bodies.rs", route.method, route.path)
    })
}

fn fields<const N: usize>(list: [(&'static str, &str); N]) -> Option<Vec<(&'static str, String)>> {
    Some(list.into_iter().map(|(name, value)| (name, value.to_owned())).collect())
}

fn form_body(command: &str, ids: &Ids) -> Option<Vec<(&'static str, String)>> {
    match command {
        "register" => {
            fields([("for", "firm"), ("name", "Neu"), ("email", "neu@example.test"), ("password", PASSWORD)])
        }
        "request_reset" | "resend_confirmation" => fields([("email", "zoe.onyx@example.test")]),
        "start_session" => fields([("email", "zoe.onyx@example.test"), ("password", PASSWORD)]),
        "confirm_email" | "prove_identity" => fields([("password", PASSWORD)]),
        "reset_password" => fields([("password", NEW_PASSWORD)]),
        "change_password" => fields([("current", PASSWORD), ("password", NEW_PASSWORD)]),
        "create_token" => fields([("name", "another"), ("password", PASSWORD)]),
        "rename_person" => fields([("name", "Another Name")]),
        "create_organisation" | "update_organisation" => fields([("name", "Other & Co"), ("country", "GB")]),
        "update_branch" => fields([("name", "Elsewhere"), ("country", "GB")]),
        "create_branch" => fields([
            ("name", "Glasgow"),
            ("email", "glasgow@firm.test"),
            ("country", "GB"),
            ("currency", "GBP"),
        ]),
        "change_branch_email" => fields([("email", "moved@firm.test")]),
        "create_books" => fields([
            ("name", "New Ltd"),
            ("legal_name", ""),
            ("country", "GB"),
            ("currency", "GBP"),
            ("year_end_month", "12"),
            ("year_end_day", "31"),
            ("zone", "Europe/London"),
        ]),
        "end_session"
        | "end_other_sessions"
        | "sign_out"
        | "revoke_token"
        | "resend_branch_confirmation"
        | "confirm_branch"
        | "join_team"
        | "decline_team_invitation"
        | "resend_team_invitation"
        | "cancel_team_invitation"
        | "remove_member"
        | "open_books"
        | "close_visit"
        | "undo_rejection"
        | "withdraw_invitation"
        | "archive_account"
        | "restore_account"
        | "ask_sender"
        | "ask_inviter"
        | "remove_accountant" => fields([]),
        _ => form_of_firm(command, ids).or_else(|| form_of_books(command, ids)),
    }
}

fn form_of_firm(command: &str, ids: &Ids) -> Option<Vec<(&'static str, String)>> {
    let (branch, other) = (ids.branch.to_string(), ids.other_branch.to_string());
    match command {
        "invite_member" => fields([
            ("email", "colleague@example.test"),
            ("name", "Colleague"),
            ("branch", &branch),
            ("role", "member"),
        ]),
        "add_to_branch" => fields([("branch", &other), ("role", "member")]),
        "change_role" => fields([("branch", &branch), ("role", "admin")]),
        "remove_from_branches" => fields([("branch", &branch)]),
        "set_parent_role" => fields([("role", "viewer")]),
        "accept_invitation" => fields([("branch", &branch)]),
        "reject_invitation" => fields([("reason", "capacity_full"), ("message", "")]),
        "disconnect_client" => fields([("reason", "service_ended"), ("note", "")]),
        "set_up_access" => fields([("reason", "Year end")]),
        "assign_accountant" => {
            let member = ids.member.to_string();
            fields([("user", &member), ("level", "admin"), ("last_day", ""), ("reason", "")])
        }
        _ => None,
    }
}

fn form_of_books(command: &str, ids: &Ids) -> Option<Vec<(&'static str, String)>> {
    let [debit, credit] = ids.two_accounts.map(|account| account.to_string());
    match command {
        "record_export" => fields([("format", "jsonl")]),
        "send_invitation" => {
            fields([("email", "new.firm@elsewhere.test"), ("scope", "admin"), ("message", "")])
        }
        "end_connection" => fields([("note", "")]),
        "update_company" => fields([
            ("name", "Renamed Ltd"),
            ("legal_name", ""),
            ("country", "GB"),
            ("year_end_month", "12"),
            ("year_end_day", "31"),
            ("zone", "Europe/London"),
        ]),
        "set_lock_day" => fields([("lock_day", "2026-10-31")]),
        "post_entry" | "revise_entry" => fields([
            ("date", "2026-11-03"),
            ("description", "As agreed"),
            ("account", &debit),
            ("memo", ""),
            ("debit", "25.00"),
            ("credit", ""),
            ("account", &credit),
            ("memo", ""),
            ("debit", ""),
            ("credit", "25.00"),
        ]),
        "delete_entry" => fields([("reason", "Twice")]),
        "add_account" => fields([("code", "7950"), ("name", "New account"), ("group", "operating_expenses")]),
        "rename_account" => fields([("code", "7960"), ("name", "Another name")]),
        _ => None,
    }
}

fn json_body(command: &str, ids: &Ids, secrets: &Secrets) -> Option<Value> {
    Some(match command {
        "register" => json!({ "name": "Neu", "email": "neu@example.test", "password": PASSWORD }),
        "request_reset" | "resend_confirmation" => json!({ "email": "zoe.onyx@example.test" }),
        "issue_token" => json!({ "email": "zoe.onyx@example.test", "password": PASSWORD, "name": "x" }),
        "confirm_email" => json!({ "secret": secrets.confirm, "password": PASSWORD }),
        "reset_password" => json!({ "secret": secrets.reset, "password": NEW_PASSWORD }),
        "confirm_branch" => json!({ "secret": secrets.branch }),
        "join_team" | "decline_team_invitation" | "ask_inviter" => json!({ "secret": secrets.join }),
        "ask_sender" => json!({ "secret": secrets.invitation }),
        "rename_person" => json!({ "name": "Another Name" }),
        "create_organisation" | "update_organisation" => json!({ "name": "Other & Co", "country": "GB" }),
        "update_branch" => json!({ "name": "Elsewhere", "country": "GB" }),
        "create_branch" => {
            json!({ "name": "Glasgow", "email": "glasgow@firm.test", "country": "GB", "currency": "GBP" })
        }
        "change_branch_email" => json!({ "email": "moved@firm.test" }),
        "create_books" => {
            json!({ "name": "New Ltd", "country": "GB", "currency": "GBP", "fiscal_year_end": "12-31" })
        }
        "end_session"
        | "end_other_sessions"
        | "revoke_token"
        | "resend_branch_confirmation"
        | "resend_team_invitation"
        | "cancel_team_invitation"
        | "remove_member"
        | "remove_from_branches"
        | "remove_accountant"
        | "open_books"
        | "close_visit"
        | "undo_rejection"
        | "withdraw_invitation"
        | "archive_account"
        | "restore_account" => json!({}),
        _ => return json_of_firm(command, ids).or_else(|| json_of_books(command, ids)),
    })
}

fn json_of_firm(command: &str, ids: &Ids) -> Option<Value> {
    Some(match command {
        "invite_member" => json!({
            "email": "colleague@example.test", "name": "Colleague", "branches": [ids.branch.to_string()],
            "role": "member"
        }),
        "add_to_branch" => json!({ "branch": ids.other_branch.to_string(), "role": "member" }),
        "change_role" => json!({ "role": "admin" }),
        "set_parent_role" => json!({ "role": "viewer" }),
        "accept_invitation" => json!({ "branch": ids.branch.to_string() }),
        "reject_invitation" => json!({ "reason": "capacity_full" }),
        "disconnect_client" => json!({ "reason": "service_ended" }),
        "set_up_access" => json!({ "reason": "Year end" }),
        "assign_accountant" => json!({ "user": ids.member.to_string() }),
        _ => return None,
    })
}

fn json_of_books(command: &str, ids: &Ids) -> Option<Value> {
    let [debit, credit] = ids.two_accounts.map(|account| account.to_string());
    Some(match command {
        "record_export" => json!({ "format": "jsonl" }),
        "send_invitation" => json!({ "email": "new.firm@elsewhere.test", "level": "admin" }),
        "end_connection" => json!({}),
        "update_company" => json!({ "name": "Renamed Ltd" }),
        "set_lock_day" => json!({ "lock_day": "2026-10-31" }),
        "post_entry" | "revise_entry" => json!({
            "day": "2026-11-03",
            "lines": [{ "account": debit, "debit": "25.00" }, { "account": credit, "credit": "25.00" }]
        }),
        // The reason stands behind the question mark: a `DELETE` has no body.
        "delete_entry" => json!({}),
        "add_account" => json!({ "code": "7950", "name": "New account", "group": "operating_expenses" }),
        "rename_account" => json!({ "code": "7960", "name": "Another name" }),
        _ => return None,
    })
}
