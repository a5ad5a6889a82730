//! P11: from the start of the process to its first good answer, over a big database.

use crate::company::Company;
use crate::figure::Figure;
use crate::load;
use crate::options::Options;
use crate::post_sqlite::fresh;
use crate::poster::{Books, DirectPoster};
use crate::raw::lite::Lite;
use crate::server::Server;
use crate::trouble::Trouble;
use crate::world::World;
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How many tasks fill the database; the writer groups their commits.
const WRITERS: usize = 128;
/// How many companies it holds.
const COMPANIES: usize = 16;
/// Filled in such steps, to look at the size in between.
const STEP: Duration = Duration::from_secs(2);

/// A word for the present schema: kept databases of another one are of no use.
pub fn schema() -> String {
    let mut hash = Sha256::new();
    for migration in app::MIGRATIONS {
        hash.update(migration.text);
    }
    hash.finalize()[..4].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn size(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |meta| meta.len())
}

/// The folder with the big database, made once and kept.
async fn filled(options: &Options) -> Result<PathBuf, Trouble> {
    let wanted = options.start_bytes();
    let name = format!("start-{}-{}", wanted / 1_048_576, schema());
    let (folder, done) = (options.folder.join(&name), options.folder.join(format!("{name}.done")));
    if done.exists() {
        return Ok(folder);
    }
    let world = World::on_sqlite(&fresh(options, &name)?).await?;
    let owner = world.person("Olive Owner").await?;
    let mut books = Vec::with_capacity(COMPANIES);
    for number in 0..COMPANIES {
        books.push(Books::new(Company::found(&world, &owner, &format!("Olive Oils {number}")).await?));
    }
    let mut posters: Vec<_> = (0..WRITERS)
        .map(|writer| DirectPoster::new(&world, &owner.actor, books[writer % COMPANIES].clone()))
        .collect();
    let file = folder.join("countinghouse.db");
    while size(&file) < wanted {
        posters = load::run(posters, STEP).await?.0;
        eprintln!("  filling: {} of {} MiB", size(&file) / 1_048_576, wanted / 1_048_576);
    }
    drop(posters);
    world.close();
    Lite::open(&file)?.silence()?;
    std::fs::write(&done, "")?;
    Ok(folder)
}

/// Measures P11.
pub async fn measure(options: &Options) -> Result<Vec<Figure>, Trouble> {
    let folder = filled(options).await?;
    let mut rounds = Vec::with_capacity(options.rounds());
    for _ in 0..options.rounds() {
        let server = Server::start(options, &folder, None).await?;
        rounds.push(server.started_in.as_secs_f64() * 1_000.0);
        server.stop()?;
    }
    let mib = size(&folder.join("countinghouse.db")) / 1_048_576;
    let what = ("P11", "start to first answer, 1 GiB database");
    let figure = Figure::new(what, "ms", "< 500 ms", &rounds).note("database_mib", mib);
    Ok(vec![figure.note("page_cache", "as it happens to be: warm after the first round")])
}
