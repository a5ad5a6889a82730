//! P10: memory after a sign-in, and of an open stream.

use crate::figure::Figure;
use crate::http::{Connection, request};
use crate::options::Options;
use crate::post_sqlite::fresh;
use crate::raw::lite::Lite;
use crate::server::Server;
use crate::trouble::Trouble;
use crate::world::{PASSWORD, World};
use std::time::Duration;

/// As many streams as the target is about.
const STREAMS: usize = 2_000;
/// No person may have more than 32.
const PER_PERSON: usize = 25;
/// After a sign-in the allocator needs a moment to give back what hashing took.
const REST: Duration = Duration::from_secs(10);

/// Measures P10: one process, so one round.
pub async fn measure(options: &Options) -> Result<Vec<Figure>, Trouble> {
    let folder = fresh(options, "memory")?;
    let world = World::on_sqlite(&folder).await?;
    let mut people = Vec::new();
    for number in 0..STREAMS / PER_PERSON {
        let first = char::from(b'a' + (number / 26) as u8);
        let second = char::from(b'a' + (number % 26) as u8);
        people.push(world.person(&format!("Reader {first}{second}")).await?);
    }
    world.close();
    Lite::open(&folder.join("countinghouse.db"))?.silence()?;
    let server = Server::start(options, &folder, None).await?;
    let idle = server.memory_kib()?;
    sign_in(&server, &people[0].email).await?;
    let rest = if options.quick { REST / 10 } else { REST };
    tokio::time::sleep(rest).await;
    let after = server.memory_kib()?;
    let mut streams = Vec::with_capacity(STREAMS);
    for person in &people {
        let ask = request("GET", "/live", &[&person.cookie, "accept: text/event-stream"], "");
        for _ in 0..PER_PERSON {
            let mut stream = Connection::open(server.address).await?;
            let status = stream.begin(&ask).await?;
            if status != 200 {
                return Err(Trouble(format!("a stream was answered {status}")));
            }
            streams.push(stream);
        }
    }
    tokio::time::sleep(rest / 5).await;
    let open = server.memory_kib()?;
    let each = (open - after) / streams.len() as f64;
    drop(streams);
    server.stop()?;
    Ok(vec![
        Figure::new(("P10", "memory ten seconds after a sign-in"), "MiB", "≤ 32 MiB", &[after / 1_024.0])
            .cheaper_than("LedgerSMB 1.6.33, idle", 582.0)
            .note("before_the_sign_in_mib", crate::figure::round(idle / 1_024.0)),
        Figure::new(("P10.stream", "memory of an open stream"), "KiB", "≤ 20 KiB", &[each])
            .note("streams", STREAMS),
    ])
}

/// Signs in as a browser does: the password is hashed with all its memory.
async fn sign_in(server: &Server, email: &str) -> Result<(), Trouble> {
    let email = email.replace('@', "%40");
    let password = PASSWORD.replace(' ', "+");
    let body = format!("idempotency_key=sign-in-of-the-bench&email={email}&password={password}");
    let origin = format!("origin: http://localhost:{}", server.address.port());
    let headers =
        [&*origin, "sec-fetch-site: same-origin", "content-type: application/x-www-form-urlencoded"];
    let answer =
        Connection::open(server.address).await?.ask(&request("POST", "/sign-in", &headers, &body)).await?;
    if answer.header("set-cookie").is_some_and(|cookie| cookie.contains("sid=")) {
        return Ok(());
    }
    Err(Trouble(format!("the sign-in was answered {}", answer.status)))
}
