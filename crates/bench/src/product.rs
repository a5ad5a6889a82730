//! The product as it is measured: the server in a process of its own, or its commands in this process.

use crate::options::Options;
use crate::poster::{Books, DirectPoster, HttpPoster, Poster};
use crate::server::{Server, cpu_micros};
use crate::trouble::Trouble;
use crate::world::{Person, World};
use std::path::Path;
use std::sync::Arc;

/// Something that takes commands and whose processor time can be read.
pub enum Product {
    /// Through HTTP: what the figures are about.
    Server(Server),
    /// Without HTTP: what the skins cost is the difference. The load's own work counts as the product's.
    Here(Box<World>),
}

impl Product {
    /// Over a folder, and over a PostgreSQL database when one is named.
    pub async fn start(options: &Options, folder: &Path, database: Option<&str>) -> Result<Self, Trouble> {
        if !options.in_process {
            return Ok(Self::Server(Server::start(options, folder, database).await?));
        }
        let world = match database {
            None => World::on_sqlite(folder).await?,
            Some(url) => World::on_postgres(folder, url).await?,
        };
        Ok(Self::Here(Box::new(world)))
    }

    /// A client that posts into books of this person.
    pub async fn poster(&self, owner: &Person, token: &str, books: &Arc<Books>) -> Result<Poster, Trouble> {
        Ok(match self {
            Self::Server(server) => {
                Poster::Http(HttpPoster::open(server.address, token, books.clone()).await?)
            }
            Self::Here(world) => Poster::Direct(DirectPoster::new(world, &owner.actor, books.clone())),
        })
    }

    /// Processor time used so far, in microseconds.
    pub fn cpu_micros(&self) -> Result<f64, Trouble> {
        match self {
            Self::Server(server) => server.cpu_micros(),
            Self::Here(_) => cpu_micros(std::process::id()),
        }
    }

    /// How it is reached, for the notes.
    pub fn reached(&self) -> &'static str {
        match self {
            Self::Server(_) => "HTTP, keep-alive, the release binary in a process of its own",
            Self::Here(_) => "commands in this process, without HTTP",
        }
    }

    /// Stops it and lets go of its files.
    pub fn stop(self) -> Result<(), Trouble> {
        match self {
            Self::Server(server) => server.stop(),
            Self::Here(world) => {
                world.close();
                Ok(())
            }
        }
    }
}
