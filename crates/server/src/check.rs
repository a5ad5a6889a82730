//! `check`: recounts every maintained figure, verifies every tree, lists letters that never went.

use crate::Trouble;
use crate::house::Opened;
use crate::settings::Settings;
use app::audit::{CheckTree, TenantsAfter};
use app::books::RecountBooks;
use app::clients::counts::RecountClients;
use app::mail::DeadLetters;
use app::{Actor, App, Tenant};
use kernel::Refusal;
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
    let counted = check_all(&app, &actor).await.map_err(|refusal| Trouble::new("The check", refusal))?;
    println!(
        "{} logs verified, {} books and {} firms counted again.",
        counted.trees, counted.books, counted.firms
    );
    app.db().close();
    if counted.wrong == 0 {
        println!("Everything agrees.");
        return Ok(ExitCode::SUCCESS);
    }
    println!("{} figures do not agree.", counted.wrong);
    Ok(ExitCode::FAILURE)
}

/// What was looked at, and how much of it does not agree.
#[derive(Default)]
struct Counted {
    trees: u64,
    books: u64,
    firms: u64,
    wrong: usize,
}

/// Every tenant: its tree, and of books every maintained figure.
async fn check_all(app: &App, actor: &Actor) -> Result<Counted, Refusal> {
    let mut counted = Counted::default();
    let mut after = None;
    loop {
        let tenants = app.read(actor, TenantsAfter { after, only_unsigned: false }).await?;
        let Some(last) = tenants.last().copied().filter(|last| Some(*last) != after) else {
            return Ok(counted);
        };
        for tenant in tenants {
            for wrong in app.read(actor, CheckTree { tenant }).await? {
                println!("{tenant}: {wrong}");
                counted.wrong += 1;
            }
            counted.trees += 1;
            if let Tenant::Books(books) = tenant {
                for difference in app.read(actor, RecountBooks { books }).await? {
                    println!("{tenant}: {difference}");
                    counted.wrong += 1;
                }
                counted.books += 1;
            }
            if let Tenant::Organisation(organisation) = tenant {
                for difference in app.read(actor, RecountClients { organisation }).await? {
                    println!("{tenant}: {difference}");
                    counted.wrong += 1;
                }
                counted.firms += 1;
            }
        }
        after = Some(last);
    }
}
