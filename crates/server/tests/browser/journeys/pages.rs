//! Every page there is, empty and full, in both themes, on a desk and on a phone.

use crate::acts::{self, Connected};
use crate::crawl::{readable, walk};
use crate::stage::journeys;

/// What is fetched by a script or saved as a file rather than read.
const NO_PAGE: [&str; 4] = ["/waiting", "/badge", "/audit/", "/export"];

pub(super) fn missing(seen: &std::collections::BTreeSet<String>, within: &str) -> Vec<String> {
    let wanted = readable().into_iter().filter(|route| route.starts_with(within));
    let read = |route: &String| !NO_PAGE.iter().any(|part| route.contains(part));
    wanted.filter(read).filter(|route| !seen.contains(route)).collect()
}

journeys! {
    #[on(Sqlite)]
    async fn pages_for_strangers(stage: &Stage) {
        let ann = stage.person("Ann Stranger").await;
        let from = ["/", "/begin", "/sign-in", "/signed-out", "/register", "/forgot", "/nothing", "/confirm/x", "/reset/x", "/join/x", "/branch-address/x"];
        let seen = walk(&ann, "stranger", &from[..6], "/").await;
        assert!(seen.len() > 3, "{seen:?}");
    }

    #[on(Sqlite)]
    async fn pages_of_empty_books(stage: &Stage) {
        let carla = stage.person("Carla Weiss").await;
        let page = acts::found_company(stage, &carla, "Sotto Coffee").await;
        walk(&carla, "empty", &[&page.path().await], "/books").await;
    }

    #[on(Sqlite)]
    async fn pages_of_books_at_work(stage: &Stage) {
        let Connected { accountant, firm, dashboard, owner, books, company } = acts::connect(stage).await;
        acts::go_to(&dashboard, &company).await;
        acts::write_entry(&dashboard, "Rent of October", &[("6190", "1200", ""), ("1010", "", "1200")]).await;
        dashboard.follow("Post").await;
        let visited = dashboard.path().await;
        let base = visited.split('/').take(3).collect::<Vec<_>>().join("/");
        walk(&accountant, "delegate", &[&base], &base).await;
        acts::invite(&books, &owner, "post@elsewhere.example", "Perhaps you?").await;
        let seen = walk(&owner, "full", &[&base], &base).await;
        assert!(firm.email.contains('@') && books.path().await.starts_with(&base));
        assert_eq!(missing(&seen, "/books/"), Vec::<String>::new());
    }
}
