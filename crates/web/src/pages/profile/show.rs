//! The page, which every form on it comes back to.

use super::device::device;
use crate::extract::{Next, Person};
use crate::views::profile::{ApiToken, Profile, Session};
use crate::when::when;
use crate::{Answer, Refused, answer};
use app::identity::{LiveSession, LiveToken, MySessions, MyTokens};

pub(super) async fn show(person: Person) -> Answer {
    answer::page(&view(&person).await?)
}

/// The page as it stands, with untouched forms.
pub(super) async fn view(person: &Person) -> Result<Profile, Refused> {
    let (app, actor) = (&person.web.app, &person.actor);
    let sessions = app.read(actor, MySessions).await?;
    let tokens = app.read(actor, MyTokens).await?;
    let back =
        person.asked.from.as_deref().filter(|from| !from.starts_with("/profile")).and_then(Next::parse);
    let mut sessions: Vec<Session> = sessions.iter().map(|one| session(person, one)).collect();
    sessions.sort_by_key(|one| !one.current);
    Ok(Profile {
        shell: person.public_shell("Profile and sign-in"),
        back: back.map_or_else(|| "/start".to_owned(), Next::into_path),
        name_form: person.form("name"),
        name: actor.name().to_owned(),
        email: actor.email().to_owned(),
        password_form: person.form("password"),
        sessions,
        end_others_key: person.key(),
        token_form: person.form("token"),
        token_name: String::new(),
        fresh_token: None,
        tokens: tokens.iter().map(|one| token(person, one)).collect(),
    })
}

fn session(person: &Person, one: &LiveSession) -> Session {
    Session {
        device: device(&one.agent),
        address: one.address.clone(),
        since: when(one.started_at),
        used: when(one.seen_at),
        current: one.is_current,
        url: format!("/profile/sessions/{}", one.session),
        key: person.key(),
    }
}

fn token(person: &Person, one: &LiveToken) -> ApiToken {
    ApiToken {
        name: one.name.clone(),
        hint: format!("chs_…{}", one.tail),
        made: when(one.created_at),
        used: one.used_at.map(when),
        url: format!("/profile/tokens/{}", one.token),
        key: person.key(),
    }
}
