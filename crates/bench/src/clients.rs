//! P7: the list of a firm's clients as a page, and the search as typed.

use crate::figure::{Figure, median, round};
use crate::http::{Connection, request};
use crate::load::{self, Client};
use crate::options::Options;
use crate::post_sqlite::fresh;
use crate::practice::Firm;
use crate::raw::lite::Lite;
use crate::server::Server;
use crate::trouble::Trouble;
use crate::world::World;
use std::path::PathBuf;

/// How many readers ask at once: enough to keep the server busy, few enough to leave it a core.
const CLIENTS: usize = 4;
/// django-ledger's dashboard, CPU of one page.
const DJANGO_LEDGER: f64 = 308_000.0;
/// What is typed into the search, letter by letter.
const TYPED: [&str; 6] = ["j", "ju", "jun", "juni", "juniper", "juniper+bak"];

/// Reads pages of one address after another.
struct Reader {
    connection: Connection,
    requests: Vec<Vec<u8>>,
    turn: usize,
    bytes: usize,
}

impl Client for Reader {
    async fn once(&mut self) -> Result<bool, Trouble> {
        self.turn = (self.turn + 1) % self.requests.len();
        let answer = self.connection.ask(&self.requests[self.turn]).await?;
        if answer.status != 200 {
            return Err(Trouble(format!("the list of clients answered {}", answer.status)));
        }
        self.bytes = answer.body.len();
        Ok(true)
    }
}

async fn readers(server: &Server, paths: &[String], cookie: &str) -> Result<Vec<Reader>, Trouble> {
    let headers = [cookie, "accept-encoding: gzip, br", "accept: text/html"];
    let requests: Vec<_> = paths.iter().map(|path| request("GET", path, &headers, "")).collect();
    let mut readers = Vec::with_capacity(CLIENTS);
    for turn in 0..CLIENTS {
        let connection = Connection::open(server.address).await?;
        readers.push(Reader { connection, requests: requests.clone(), turn, bytes: 0 });
    }
    Ok(readers)
}

/// The folder with the firm, made once and kept; and the address of its list.
async fn firm(options: &Options) -> Result<(PathBuf, String, String), Trouble> {
    let count = options.pace().clients;
    let name = format!("clients-{count}-{}", crate::start::schema());
    let (folder, known) = (options.folder.join(&name), options.folder.join(format!("{name}.firm")));
    if !known.exists() {
        let world = World::on_sqlite(&fresh(options, &name)?).await?;
        let firm = Firm::found(&world).await?;
        firm.take_on(&world, count).await?;
        world.close();
        Lite::open(&folder.join("countinghouse.db"))?.silence()?;
        std::fs::write(&known, format!("{} {}", firm.organisation, firm.founder.email))?;
    }
    let text = std::fs::read_to_string(&known)?;
    let (organisation, founder) = text.split_once(' ').ok_or_else(|| Trouble("the kept firm".into()))?;
    let world = World::on_sqlite(&folder).await?;
    let (_, cookie) = world.sign_in(founder).await?;
    world.close();
    Ok((folder, format!("/portal/{organisation}/clients"), cookie))
}

/// Measures P7.
pub async fn measure(options: &Options) -> Result<Vec<Figure>, Trouble> {
    let (folder, address, cookie) = firm(options).await?;
    let server = Server::start(options, &folder, None).await?;
    let typed: Vec<String> = TYPED.iter().map(|typed| format!("{address}?q={typed}")).collect();
    let mut page = Measured::new(readers(&server, &[address], &cookie).await?);
    let mut search = Measured::new(readers(&server, &typed, &cookie).await?);
    let time = options.pace().time;
    load::run(readers(&server, &typed, &cookie).await?, time / 4).await?;
    for _ in 0..options.rounds() {
        page.round(&server, time / 2).await?;
        search.round(&server, time / 2).await?;
    }
    server.stop()?;
    let what = ("P7", "client list page, 50 rows of 10,000, as HTML");
    let list = page.figure(what, "≤ 2 ms; ≥ 100 × cheaper than django-ledger");
    let search = search.figure(("P7.search", "the same while a search is typed"), "≤ 2 ms");
    Ok(vec![
        list.cheaper_than("django-ledger 0.8.5, dashboard", DJANGO_LEDGER)
            .note("clients", options.pace().clients)
            .note("fixture", "made by commands in process: sign-up, books, invitation, acceptance"),
        search,
    ])
}

/// Readers with what their rounds cost.
struct Measured {
    readers: Vec<Reader>,
    cpu: Vec<f64>,
    p99: Vec<f64>,
}

impl Measured {
    fn new(readers: Vec<Reader>) -> Self {
        Self { readers, cpu: Vec::new(), p99: Vec::new() }
    }

    async fn round(&mut self, server: &Server, time: std::time::Duration) -> Result<(), Trouble> {
        let before = server.cpu_micros()?;
        let (readers, load) = load::run(std::mem::take(&mut self.readers), time).await?;
        self.readers = readers;
        self.cpu.push((server.cpu_micros()? - before) / load.done as f64);
        self.p99.push(load.within(0.99));
        Ok(())
    }

    fn figure(&self, what: (&'static str, &'static str), target: &'static str) -> Figure {
        Figure::new(what, "µs", target, &self.cpu)
            .note("bytes_on_the_wire", self.readers.first().map_or(0, |reader| reader.bytes))
            .note("p99_ms", round(median(&self.p99)))
    }
}
