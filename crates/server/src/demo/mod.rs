//! `demo`: a believable practice in a folder of its own, made through commands as real people, so
//! that its logs verify; then served like any other.

mod build;
mod cast;
mod months;
mod people;
mod story;

use crate::house::Opened;
use crate::settings::Settings;
use crate::{Trouble, logging, serve};
use std::path::Path;

/// Its presence says that the practice is complete; without it the folder is made anew.
const COMPLETE: &str = "demo-complete";

/// Makes the practice unless it is there, prints how to sign in, and serves it.
pub async fn demo(settings: Settings, anew: bool) -> Result<(), Trouble> {
    if settings.database.is_some() {
        return Err(Trouble(
            "The demonstration lives in an embedded database of its own: leave --database out.".into(),
        ));
    }
    logging::start(&settings);
    let complete = settings.data.join(COMPLETE);
    if anew || !complete.exists() {
        clear(&settings.data)?;
        build::build(&settings).await?;
        std::fs::write(&complete, "")
            .map_err(|error| Trouble::new(&complete.display().to_string(), error))?;
    }
    let app = Opened::open(&settings, None).await?.into_app(&settings);
    let listener = serve::bind(&settings).await?;
    let workers = serve::start_workers(&app, &settings)?;
    let router = serve::router(&app, &settings, true)?;
    greet(&settings);
    serve::run(listener, router, &app, workers).await;
    Ok(())
}

/// Removes an earlier or half-made practice, and nothing that is not one.
fn clear(folder: &Path) -> Result<(), Trouble> {
    if !folder.exists() {
        return Ok(());
    }
    let known = [
        "countinghouse.db",
        "countinghouse.db-wal",
        "countinghouse.db-shm",
        "key",
        "mail",
        "signer",
        COMPLETE,
    ];
    let trouble = |error: std::io::Error| Trouble::new(&folder.display().to_string(), error);
    for entry in std::fs::read_dir(folder).map_err(trouble)? {
        let entry = entry.map_err(trouble)?;
        if !entry.file_name().to_str().is_some_and(|name| known.contains(&name)) {
            return Err(Trouble(format!(
                "{} holds {:?}, which is not of a demonstration: choose another --data",
                folder.display(),
                entry.file_name()
            )));
        }
    }
    std::fs::remove_dir_all(folder).map_err(trouble)
}

fn greet(settings: &Settings) {
    let lead = cast::CLIENTS[9].owner;
    println!();
    println!("  Countinghouse is open at {}", settings.base_url);
    println!();
    println!("  Accountant, Super Admin   {}", cast::FOUNDER.1);
    println!("  Accountant, Admin         {}", cast::TEAM[0].email);
    println!("  Accountant, Member        {}", cast::TEAM[1].email);
    println!("  Owner of a client         {}", cast::address_of(lead));
    println!("  Owner who waits           {}", cast::address_of(cast::ASKING[0].company.owner));
    println!("  Everybody's password      {}", cast::PASSWORD);
    println!();
    println!("  Mails can be read at {}/dev/mail", settings.base_url);
    println!("  The practice is kept in {}; --anew makes it again. Ctrl-C stops.", settings.data.display());
    println!();
}

/// One line of progress.
fn tell(progress: impl std::fmt::Display) {
    println!("  {progress}");
}
