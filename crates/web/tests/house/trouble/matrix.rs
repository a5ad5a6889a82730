//! The access matrix: every route and method, asked by everybody, as a golden.
//!
//! Each write runs to its end and is undone there, so that every cell is asked of the same house.

use super::bodies::body;
use super::identities::{self, Identity};
use super::requests::{address, is_closed, parameter, query, request};
use super::world::side;
use crate::browser::Site;
use crate::goldens::check;
use app::identity::RequestReset;
use std::fmt::Write as _;
use testkit::{both_engines, user};
use web::Route;

const LEGEND: &str = "\
YES   done, had it not been a rehearsal      ok   shown, or nothing to do
      (a GET that signs a log; leaving books that are closed already leads back)
go    led on                                 in   has to sign in
-     not found                              no   found, not permitted
shut  has to open the books first            409 410 412 422   refused by a rule or a state
";

fn head(everybody: &[Identity]) -> String {
    let mut text = String::new();
    for one in everybody {
        let _ = writeln!(text, "{}  {}", one.mark, one.words);
    }
    text.push('\n');
    text.push_str(LEGEND);
    let _ = write!(text, "\n{:102}", "");
    for one in everybody {
        let _ = write!(text, " {:4}", one.mark);
    }
    text.push('\n');
    text
}

fn line(route: &Route, cells: &[String]) -> String {
    let mut text = format!("{:6} {:95}", route.method, route.path);
    for cell in cells {
        let _ = write!(text, " {cell:4}");
    }
    format!("{}\n", text.trim_end())
}

both_engines! {
    async fn every_route_answers_everybody_as_the_golden_says(house: House) {
        let (ours, theirs) = (side(&house, "onyx").await, side(&house, "topaz").await);
        let everybody = identities::all(&house, &ours, &theirs).await;
        let unconfirmed = house.unconfirmed("Una Unconfirmed").await;
        let email = kernel::EmailAddress::parse(ours.tom.email()).expect("an address");
        house.app.run(&house.nobody(), None, RequestReset { email }).await.expect("a reset is asked for");
        let site = Site::over(house);
        let secrets = site.secrets(&ours.ids, unconfirmed, user(&ours.tom));
        site.house.app.db().faults().rehearse(true);
        let mut text = head(&everybody);
        for route in web::routes() {
            let path = address(&route, |name| parameter(&route, name, &ours.ids, &secrets));
            let path = format!("{path}{}", query(&route, &ours.ids));
            let body = route.command.as_ref().map(|_| body(&route, &ours.ids, &secrets));
            let mut cells = Vec::new();
            for who in &everybody {
                let cell = site.judged(&route, request(&route, &path, body.as_ref(), who)).await;
                cells.push(cell);
            }
            assert!(!is_closed(&route) || cells[0] == "in", "{route:?} lets nobody in: {}", cells[0]);
            text.push_str(&line(&route, &cells));
        }
        assert!(!text.contains(" 50"), "something broke:\n{text}");
        check("access_matrix.txt", &text);
    }
}
