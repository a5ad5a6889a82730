//! The firm of the fixtures, and the companies that ask it or are its clients.

use crate::company;
use crate::trouble::{Trouble, doing};
use crate::world::{Person, World};
use app::access::Preset;
use app::invitations::{AcceptInvitation, SendInvitation};
use app::keys::Purpose;
use app::practice::{ConfirmBranch, CreateBranch, CreateOrganisation};
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use kernel::{
    BranchName, CompanyName, Country, Currency, EmailAddress, Id as _, InvitationId, OrganisationId,
};

/// How many companies one owner has.
const COMPANIES: usize = 20;
/// How many owners act at once; the writer groups their commits.
const AT_ONCE: usize = 32;
/// The branch's mailbox.
const MAILBOX: &str = "bristol@bench.example";

/// Words that names are made of, so that a search finds some of the rows.
const FIRST: [&str; 20] = [
    "Harbour",
    "Juniper",
    "Copper",
    "Ashgrove",
    "Marlow",
    "Penrose",
    "Kestrel",
    "Fairlight",
    "Thistle",
    "Orchard",
    "Beacon",
    "Sable",
    "Larkfield",
    "Quayside",
    "Redwood",
    "Summit",
    "Tidewater",
    "Willow",
    "Yarrow",
    "Zephyr",
];
const SECOND: [&str; 10] = [
    "Bakery",
    "Joinery",
    "Studios",
    "Logistics",
    "Ceramics",
    "Roofing",
    "Interiors",
    "Cycles",
    "Gardens",
    "Press",
];

/// A firm with one branch.
#[derive(Clone)]
pub struct Firm {
    /// The firm.
    pub organisation: OrganisationId,
    /// Its Super Admin.
    pub founder: Person,
}

impl Firm {
    /// Founds a firm; its mailbox is confirmed.
    pub async fn found(world: &World) -> Result<Self, Trouble> {
        let founder = world.person("Asha Raman").await?;
        let parsed = |error: kernel::FieldError| Trouble(error.message().to_owned());
        let country: Country = "GB".parse()?;
        let name = CompanyName::parse("Harbour and Pike").map_err(parsed)?;
        let create = CreateOrganisation { name, country };
        let organisation = world.run(&founder.actor, create).await?.organisation;
        let create = CreateBranch {
            organisation,
            name: BranchName::parse("Bristol").map_err(parsed)?,
            email: EmailAddress::parse(MAILBOX).map_err(parsed)?,
            country,
            currency: Currency::GBP,
        };
        let branch = world.run(&founder.actor, create).await?.branch;
        let secret = world.app.core.keys.link_secret(Purpose::ConfirmBranch, branch.bytes(), 1);
        world.run(&founder.actor, ConfirmBranch { secret }).await?;
        Ok(Self { organisation, founder })
    }

    /// So many companies that ask this firm.
    pub async fn ask(&self, world: &World, count: usize) -> Result<Vec<InvitationId>, Trouble> {
        let owners = count.div_ceil(COMPANIES);
        let asked = stream::iter(0..owners).map(|owner| owner_asks(world, owner, count));
        let asked: Vec<Vec<InvitationId>> = asked.buffer_unordered(AT_ONCE).try_collect().await?;
        Ok(asked.into_iter().flatten().collect())
    }

    /// So many clients: companies that asked and were accepted.
    pub async fn take_on(&self, world: &World, count: usize) -> Result<(), Trouble> {
        let asked = self.ask(world, count).await?;
        let accepts = stream::iter(asked).map(|invitation| async move {
            let accept = AcceptInvitation {
                organisation: self.organisation,
                invitation,
                branch: None,
                colleagues: vec![],
            };
            world.run(&self.founder.actor, accept).await.map(drop)
        });
        accepts.buffer_unordered(AT_ONCE).try_collect().await
    }
}

async fn owner_asks(world: &World, number: usize, count: usize) -> Result<Vec<InvitationId>, Trouble> {
    let owner = world.person(&format!("Owner {}", letters(number))).await?;
    let mut asked = Vec::with_capacity(COMPANIES);
    for company in (number * COMPANIES..count).take(COMPANIES) {
        let first = FIRST[company % FIRST.len()];
        let name = format!("{first} {} {company}", SECOND[company / FIRST.len() % SECOND.len()]);
        let books = company::found(world, &owner, &name).await?;
        let email = EmailAddress::parse(MAILBOX).map_err(|error| Trouble(error.message().to_owned()))?;
        let send = SendInvitation { books, email, message: None, preset: Preset::Admin };
        let sent = world.run(&owner.actor, send).await.map_err(|trouble| doing("asking")(trouble.0))?;
        asked.push(sent.invitation);
    }
    Ok(asked)
}

/// A number in letters: names of people hold no digits.
fn letters(mut number: usize) -> String {
    let mut word = String::new();
    loop {
        word.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
        if number == 0 {
            return word;
        }
    }
}
