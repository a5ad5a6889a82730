//! Ids of a neighbour, in addresses and in bodies: answered exactly as ids that nobody has.

use super::bodies::body;
use super::identities::{self, Identity};
use super::requests::{Secrets, address, class, names, parameter, query, request};
use super::world::{Ids, Side, side};
use crate::browser::{Answered, Site};
use testkit::{both_engines, user};
use web::Route;

/// Who tries: from the neighbour's house, everybody is a stranger.
const TRIES: [&str; 8] = ["si", "ow", "sv", "su", "vi", "bv", "mr", "ma"];

/// What names nothing of anybody: not to be exchanged.
const PLAIN: [&str; 5] = ["seq", "hash", "*path", "file", "secret"];

/// An id of the same kind that nobody has. An address may join two.
pub fn nobodys(id: &str) -> String {
    let one = |id: &str| {
        let prefix = id.split('_').next().unwrap_or_default();
        format!("{prefix}_01jd{}", "z".repeat(22))
    };
    id.split('.').map(one).collect::<Vec<_>>().join(".")
}

/// An answer without what differs between any two answers: ids of requests, keys, and the ids asked for.
fn masked(answer: &Answered, asked: &[String]) -> String {
    let mut text = format!(
        "{} {} {}\n{}",
        answer.status,
        answer.header("content-type"),
        answer.header("location"),
        answer.body
    );
    for id in asked {
        for part in id.split('.') {
            text = text.replace(part, "ID");
        }
    }
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    let mut shown = String::new();
    let mut word = String::new();
    for letter in text.chars().chain([' ']) {
        if is_word(letter) {
            word.push(letter);
            continue;
        }
        let is_drawn = word.len() == 43 || word.starts_with("req_");
        shown.push_str(if is_drawn { "DRAWN" } else { &word });
        word.clear();
        shown.push(letter);
    }
    shown
}

struct Ask<'a> {
    site: &'a Site,
    route: &'a Route,
    ours: (&'a Ids, &'a Secrets),
}

impl Ask<'_> {
    /// Asks with the parameters for which `foreign` has a value.
    async fn with(&self, who: &Identity, foreign: &[(&str, String)]) -> (Answered, String) {
        let (ids, secrets) = self.ours;
        let value = |name: &str| {
            let exchanged = foreign.iter().find(|(known, _)| *known == name);
            exchanged.map(|(_, id)| id.clone()).or_else(|| parameter(self.route, name, ids, secrets))
        };
        let path = format!("{}{}", address(self.route, value), query(self.route, ids));
        let body = self.route.command.as_ref().map(|_| body(self.route, ids, secrets));
        let answer = self.site.ask(request(self.route, &path, body.as_ref(), who)).await;
        let asked: Vec<String> = foreign.iter().map(|(_, id)| id.clone()).collect();
        let shown = masked(&answer, &asked);
        (answer, shown)
    }
}

/// Every way to exchange ids of an address: each alone, and all together.
fn exchanges(route: &Route) -> Vec<Vec<&str>> {
    let named: Vec<&str> = names(route).into_iter().filter(|name| !PLAIN.contains(name)).collect();
    let mut all: Vec<Vec<&str>> = named.iter().map(|name| vec![*name]).collect();
    if named.len() > 1 {
        all.push(named);
    }
    all
}

async fn people(house: &testkit::House, ours: &Side, theirs: &Side) -> Vec<Identity> {
    let mut all = identities::all(house, ours, theirs).await;
    all.retain(|who| TRIES.contains(&who.mark));
    assert_eq!(all.len(), TRIES.len());
    all
}

/// Two firms with their clients that know nothing of each other, and who tries.
struct Neighbours {
    ours: Side,
    theirs: Side,
    everybody: Vec<Identity>,
    site: Site,
}

impl Neighbours {
    async fn move_in(house: testkit::House) -> Self {
        let (ours, theirs) = (side(&house, "onyx").await, side(&house, "topaz").await);
        let everybody = people(&house, &ours, &theirs).await;
        Self { ours, theirs, everybody, site: Site::over(house) }
    }
}

impl Site {
    /// The secrets of one side's links; from here on every write is undone.
    fn rehearsed(&self, ours: &Side) -> Secrets {
        let somebody = user(&ours.tom);
        let secrets = self.secrets(&ours.ids, somebody, somebody);
        self.house.app.db().faults().rehearse(true);
        secrets
    }
}

both_engines! {
    async fn a_neighbours_id_in_an_address_is_an_id_that_nobody_has(house: House) {
        let Neighbours { ours, theirs, everybody, site } = Neighbours::move_in(house).await;
        let secrets = site.rehearsed(&ours);
        let mut asked = 0;
        for route in web::routes() {
            for exchanged in exchanges(&route) {
                let theirs: Vec<(&str, String)> = exchanged
                    .iter()
                    .map(|name| (*name, parameter(&route, name, &theirs.ids, &secrets).expect("known")))
                    .collect();
                let nobodys: Vec<(&str, String)> = theirs.iter().map(|(name, id)| (*name, nobodys(id))).collect();
                for who in &everybody {
                    let ask = Ask { site: &site, route: &route, ours: (&ours.ids, &secrets) };
                    let (answer, foreign) = ask.with(who, &theirs).await;
                    let (_, nothing) = ask.with(who, &nobodys).await;
                    assert_eq!(foreign, nothing, "{route:?} {exchanged:?} {}", who.mark);
                    assert_ne!(class(&answer, true), "YES", "{route:?} {exchanged:?} {}", who.mark);
                    assert!(!answer.body.contains("topaz"), "{route:?} {exchanged:?} {}", who.mark);
                    asked += 1;
                }
            }
        }
        assert!(asked > 1_000, "{asked}");
    }

    async fn a_neighbours_id_in_a_body_is_an_id_that_nobody_has(house: House) {
        let Neighbours { ours, theirs, everybody, site } = Neighbours::move_in(house).await;
        let secrets = site.rehearsed(&ours);
        let mut tried = std::collections::BTreeSet::new();
        for route in web::routes().iter().filter(|route| route.command.is_some()) {
            let plain = format!("{:?}", body(route, &ours.ids, &secrets));
            for (name, foreign, nothing) in mixed(&ours.ids, &theirs.ids) {
                let (foreign, nothing) = (body(route, &foreign, &secrets), body(route, &nothing, &secrets));
                if format!("{foreign:?}") == plain {
                    continue;
                }
                let path = address(route, |name| parameter(route, name, &ours.ids, &secrets));
                let path = format!("{path}{}", query(route, &ours.ids));
                let ids = name.ids();
                for who in &everybody {
                    let (with_theirs, with_nobodys) = (
                        site.ask(request(route, &path, Some(&foreign), who)).await,
                        site.ask(request(route, &path, Some(&nothing), who)).await,
                    );
                    let place = format!("{route:?} {} {}", name.field, who.mark);
                    assert_eq!(masked(&with_theirs, &ids), masked(&with_nobodys, &ids), "{place}");
                    // An invitation to a branch is kept by that branch, whatever else is asked for.
                    let done = class(&with_theirs, true);
                    assert_ne!(done, "YES", "{place}");
                    tried.insert((route.command.clone(), name.field));
                }
            }
        }
        assert!(tried.len() >= 8, "{tried:?}");
    }

    async fn lists_go_on_and_filter_within_their_own_house(house: House) {
        let Neighbours { ours, theirs, everybody, site } = Neighbours::move_in(house).await;
        let (theirs, books) = (&theirs.ids, ours.ids.books);
        let organisation = ours.ids.organisation;
        let lists = [
            format!("/books/{books}/transactions"),
            format!("/books/{books}/audit-log"),
            format!("/api/v1/books/{books}/entries"),
            format!("/api/v1/books/{books}/audit/records"),
            format!("/portal/{organisation}/clients"),
            format!("/portal/{organisation}/team"),
            format!("/portal/{organisation}/team-invitations"),
            format!("/portal/{organisation}/audit-trail"),
            format!("/api/v1/organisations/{organisation}/clients"),
            format!("/api/v1/organisations/{organisation}/members"),
            format!("/api/v1/organisations/{organisation}/client-invitations"),
            format!("/api/v1/organisations/{organisation}/team-invitations"),
        ];
        for ask in [
            format!("account={}", theirs.two_accounts[0]),
            format!("branch={}", theirs.branch),
            format!("after={}", theirs.connection),
            format!("after={}", theirs.team_invitation),
            format!("after=2026-11-28.1.{}", theirs.transaction),
            format!("after=Kestrel%20topaz.{}", theirs.connection),
            "q=topaz".to_owned(),
            "search=topaz".to_owned(),
            "who=Zoe%20topaz".to_owned(),
        ] {
            for list in &lists {
                for who in &everybody {
                    let mut request = axum::http::Request::get(format!("{list}?{ask}"));
                    let cookie = who.cookie.as_deref().unwrap_or_default();
                    let token = who.token.as_deref().unwrap_or_default();
                    request = request
                        .header("cookie", format!("__Host-sid={cookie}"))
                        .header("authorization", format!("Bearer {token}"));
                    let answer = site.ask(request.body(axum::body::Body::empty()).expect("a request")).await;
                    assert!(!answer.status.is_server_error(), "{list}?{ask} {}", answer.body);
                    let heard = answer.body.replace("Kestrel topaz.", "").replace("value=\"topaz\"", "");
                    for word in ["Kestrel topaz", "Zoe topaz", "Pike topaz", "zoe.topaz", "Nora topaz"] {
                        let echoed = ask.contains(&word.replace(' ', "%20"));
                        assert!(echoed || !heard.contains(word), "{word} at {list}?{ask} {}", who.mark);
                    }
                }
            }
        }
    }
}

/// Which field was exchanged, for what.
#[derive(Clone)]
struct Exchanged {
    field: &'static str,
    theirs: String,
    nobodys: String,
}

impl Exchanged {
    fn ids(&self) -> [String; 2] {
        [self.theirs.clone(), self.nobodys.clone()]
    }
}

/// Our ids with one of theirs, and with one of nobody's, for each that a body can name.
fn mixed(ours: &Ids, theirs: &Ids) -> Vec<(Exchanged, Ids, Ids)> {
    fn no<T: std::str::FromStr + std::fmt::Display>(id: &T) -> T
    where
        T::Err: std::fmt::Debug,
    {
        nobodys(&id.to_string()).parse().expect("an id of the same kind")
    }
    let mut all = Vec::new();
    let mut add = |field, theirs: String, foreign: Ids, nothing: Ids| {
        let nobodys = nobodys(&theirs);
        all.push((Exchanged { field, theirs, nobodys }, foreign, nothing));
    };
    let with = |change: &dyn Fn(&mut Ids)| {
        let mut ids = ours.clone();
        change(&mut ids);
        ids
    };
    add(
        "branch",
        theirs.branch.to_string(),
        with(&|ids| ids.branch = theirs.branch),
        with(&|ids| ids.branch = no(&theirs.branch)),
    );
    add(
        "other branch",
        theirs.other_branch.to_string(),
        with(&|ids| ids.other_branch = theirs.other_branch),
        with(&|ids| ids.other_branch = no(&theirs.other_branch)),
    );
    add(
        "member",
        theirs.member.to_string(),
        with(&|ids| ids.member = theirs.member),
        with(&|ids| ids.member = no(&theirs.member)),
    );
    for (at, field) in [(0, "first account"), (1, "second account")] {
        add(
            field,
            theirs.two_accounts[at].to_string(),
            with(&|ids| ids.two_accounts[at] = theirs.two_accounts[at]),
            with(&|ids| ids.two_accounts[at] = no(&theirs.two_accounts[at])),
        );
    }
    all
}
