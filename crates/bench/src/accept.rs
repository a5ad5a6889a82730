//! P4: accepting invitations, beside posting.

use crate::figure::{Beside, Figure, Source, median, round};
use crate::http::{Connection, request};
use crate::load::{self, Client};
use crate::options::Options;
use crate::post_sqlite::fresh;
use crate::practice::Firm;
use crate::product::Product;
use crate::raw::lite::Lite;
use crate::trouble::{Trouble, doing};
use crate::world::World;
use app::Actor;
use app::door::IdempotencyKey;
use app::invitations::AcceptInvitation;
use kernel::{InvitationId, OrganisationId};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How many clients keep accepting.
const CLIENTS: usize = 16;
/// No round takes longer; it ends when its invitations are answered.
const LONGEST: Duration = Duration::from_secs(60);

type Waiting = Arc<Mutex<VecDeque<InvitationId>>>;

/// Accepts what is waiting.
struct Accepter {
    way: Way,
    organisation: OrganisationId,
    waiting: Waiting,
}

/// How an acceptance reaches the product.
enum Way {
    Http { connection: Connection, token: String },
    Direct { world: Box<World>, actor: Box<Actor> },
}

impl Client for Accepter {
    async fn once(&mut self) -> Result<bool, Trouble> {
        let next = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let Some(invitation) = next else { return Ok(false) };
        match &mut self.way {
            Way::Http { connection, token } => {
                let organisation = self.organisation;
                let path =
                    format!("/api/v1/organisations/{organisation}/client-invitations/{invitation}/accept");
                let key = format!("idempotency-key: accept-{invitation}");
                let headers = [&**token, &*key, "content-type: application/json"];
                let answer = connection.ask(&request("POST", &path, &headers, "{}")).await?;
                answer.good().map_err(|trouble| doing("accepting")(trouble.0))?;
            }
            Way::Direct { world, actor } => {
                let key = IdempotencyKey::parse(&format!("accept-{invitation}"))?;
                let organisation = self.organisation;
                let accept = AcceptInvitation { organisation, invitation, branch: None, colleagues: vec![] };
                world.app.run(actor, Some(key), accept).await.map_err(doing("accepting"))?;
            }
        }
        Ok(true)
    }
}

/// Measures P4; `sofar` holds P1 when it was measured.
pub async fn measure(options: &Options, sofar: &[Figure]) -> Result<Vec<Figure>, Trouble> {
    let folder = fresh(options, "accept")?;
    let pace = options.pace();
    let world = World::on_sqlite(&folder).await?;
    let firm = Firm::found(&world).await?;
    let warm_up = CLIENTS * 2;
    let mut invitations = firm.ask(&world, warm_up + pace.accepts * options.rounds()).await?;
    let token = world.token(&firm.founder).await?;
    world.close();
    Lite::open(&folder.join("countinghouse.db"))?.silence()?;
    let product = Product::start(options, &folder, None).await?;
    let waiting = Waiting::default();
    let mut accepters = Vec::with_capacity(CLIENTS);
    for _ in 0..CLIENTS {
        let way = match &product {
            Product::Server(server) => {
                Way::Http { connection: Connection::open(server.address).await?, token: token.clone() }
            }
            Product::Here(world) => {
                Way::Direct { world: world.clone(), actor: Box::new(firm.founder.actor.clone()) }
            }
        };
        accepters.push(Accepter { way, organisation: firm.organisation, waiting: waiting.clone() });
    }
    let fill = |count: usize, invitations: &mut Vec<InvitationId>| {
        let kept = invitations.len() - count.min(invitations.len());
        waiting.lock().unwrap_or_else(PoisonError::into_inner).extend(invitations.drain(kept..));
    };
    fill(warm_up, &mut invitations);
    accepters = load::run(accepters, LONGEST).await?.0;
    let (mut rates, mut cpu, mut p99) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..options.rounds() {
        fill(pace.accepts, &mut invitations);
        let before = product.cpu_micros()?;
        let (again, load) = load::run(accepters, LONGEST).await?;
        accepters = again;
        cpu.push((product.cpu_micros()? - before) / load.done as f64);
        rates.push(load.rate());
        p99.push(load.within(0.99));
    }
    let reached = product.reached();
    product.stop()?;
    let what = ("P4", "accept invitation, 16 clients, SQLite");
    let mut rate = Figure::new(what, "accepts/s", "≥ 0.5 of P1", &rates)
        .note("reached", reached)
        .note("p99_ms", round(median(&p99)));
    if let Some(posting) = sofar.iter().find(|figure| figure.id == "P1") {
        rate.ratio = Some(round(rate.value / posting.value));
        let name = "P1 of this run, entries per s";
        rate.ceiling_or_peer = Some(Beside { name, value: posting.value, source: Source::Measured });
    }
    Ok(vec![rate, Figure::new(("P4.cpu", "server CPU for each of them"), "µs", "none", &cpu)])
}
