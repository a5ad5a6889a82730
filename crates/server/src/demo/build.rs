//! The story: a firm is founded, clients connect, two years pass.

use crate::Trouble;
use crate::clock::MachineClock;
use crate::demo::cast::{ASKING, BRANCHES, CLIENTS, Company, FIRM, FOUNDER, TEAM, address_of};
use crate::demo::people::Player;
use crate::demo::story::Story;
use crate::demo::{months, tell};
use crate::settings::Settings;
use app::access::{BranchRole, Preset};
use app::books::CreateBooks;
use app::books::chart::ChartOfAccounts;
use app::books::entries::PostEntry;
use app::clients::visits::{CloseVisit, OpenBooks, Place};
use app::invitations::{AcceptInvitation, SendInvitation};
use app::keys::Purpose;
use app::practice::{ConfirmBranch, CreateBranch, CreateOrganisation, InviteMember, JoinTeam};
use kernel::{
    AccountId, BooksId, BranchId, BranchName, Clock as _, CompanyName, ConnectionId, Country, Currency, Day,
    EmailAddress, FiscalYearEnd, Id as _, Memo, Money, Month, OrganisationId, PersonName, Text500,
    TimeZoneName,
};
use ledger::DraftLine;
use std::collections::HashMap;

/// How many months of entries the books hold.
const MONTHS: i32 = 24;

/// A value of the cast, which is written by hand and fits.
fn cast<T, E: std::fmt::Display>(text: &str, parsed: Result<T, E>) -> Result<T, Trouble> {
    parsed.map_err(|error| Trouble::new(text, error))
}

fn address(text: &str) -> Result<EmailAddress, Trouble> {
    cast(text, EmailAddress::parse(text))
}

struct Firm {
    organisation: OrganisationId,
    branches: Vec<BranchId>,
    founder: Player,
    team: Vec<Player>,
}

struct Client {
    books: BooksId,
    owner: Player,
    connection: ConnectionId,
    lead: usize,
    currency: Currency,
    codes: HashMap<String, AccountId>,
    place: usize,
}

/// Plays the whole story in the folder of the settings.
pub async fn build(settings: &Settings) -> Result<(), Trouble> {
    let started = MachineClock.now();
    let today = TimeZoneName::utc().today(started);
    let first = today.month().add_months(-MONTHS).ok_or_else(|| Trouble("the calendar ends".into()))?;
    tell("Building a practice of two years, once; it is kept for next time.");
    let begins = first.first_day().add_days(-20).unwrap_or(first.first_day());
    let story =
        Story::set(settings, started.plus_seconds(-i64::from(begins.days_until(today)) * 86_400)).await?;
    let firm = found_firm(&story).await?;
    tell(format!("{FIRM}: {} branches, {} people", firm.branches.len(), firm.team.len() + 1));
    story.at(begins.add_days(6).unwrap_or(begins), 10);
    let mut clients = Vec::new();
    for (place, company) in CLIENTS.iter().enumerate() {
        clients.push(connect(&story, &firm, company, place).await?);
    }
    tell(format!("{} clients connected", clients.len()));
    let mut entries = 0;
    for passed in 0..=MONTHS {
        let Some(month) = first.add_months(passed) else { break };
        entries += pass_month(&story, &firm, &clients, (month, passed == 0), today).await?;
        if passed % 6 == 0 {
            tell(format!("{month}: {entries} entries"));
        }
    }
    for asking in &ASKING {
        story.until(started.plus_seconds(-asking.hours_ago * 3_600));
        ask(&story, asking).await?;
    }
    story.app.db().close();
    let seconds = MachineClock.now().seconds_since(started);
    tell(format!("{entries} entries, {} clients waiting for an answer, {seconds} s", ASKING.len()));
    Ok(())
}

async fn found_firm(story: &Story) -> Result<Firm, Trouble> {
    let founder = story.player(FOUNDER.0, FOUNDER.1).await?;
    let create = CreateOrganisation {
        name: cast(FIRM, CompanyName::parse(FIRM))?,
        country: cast(BRANCHES[0].country, BRANCHES[0].country.parse::<Country>())?,
    };
    let organisation = story.run(&founder.actor, create).await?.organisation;
    let mut branches = Vec::new();
    for office in &BRANCHES {
        let create = CreateBranch {
            organisation,
            name: cast(office.name, BranchName::parse(office.name))?,
            email: address(office.email)?,
            country: cast(office.country, office.country.parse::<Country>())?,
            currency: cast(office.currency, office.currency.parse::<Currency>())?,
        };
        let branch = story.run(&founder.actor, create).await?.branch;
        let secret = story.app.core.keys.link_secret(Purpose::ConfirmBranch, branch.bytes(), 1);
        story.run(&founder.actor, ConfirmBranch { secret }).await?;
        branches.push(branch);
    }
    let mut team = Vec::new();
    for colleague in &TEAM {
        let invite = InviteMember {
            organisation,
            email: address(colleague.email)?,
            name: cast(colleague.name, PersonName::parse(colleague.name))?,
            branches: colleague.branches.iter().map(|place| branches[*place]).collect(),
            role: cast(colleague.role, colleague.role.parse::<BranchRole>())?,
        };
        let invitation = story.run(&founder.actor, invite).await?.invitation;
        let player = story.player(colleague.name, colleague.email).await?;
        let secret = story.app.core.keys.link_secret(Purpose::JoinTeam, invitation.bytes(), 1);
        story.run(&player.actor, JoinTeam { secret }).await?;
        team.push(player);
    }
    Ok(Firm { organisation, branches, founder, team })
}

/// An owner signs up and makes her company.
async fn open_company(story: &Story, company: &Company) -> Result<(Player, BooksId, Currency), Trouble> {
    let office = &BRANCHES[company.branch];
    let owner = story.player(company.owner, &address_of(company.owner)).await?;
    let country = cast(office.country, office.country.parse::<Country>())?;
    let currency = cast(office.currency, office.currency.parse::<Currency>())?;
    let year_end = if company.branch == 0 { "03-31" } else { "12-31" };
    let create = CreateBooks {
        name: cast(company.name, CompanyName::parse(company.name))?,
        legal_name: None,
        country,
        currency,
        fiscal_year_end: cast(year_end, FiscalYearEnd::parse(year_end))?,
        time_zone: country.time_zone(),
    };
    let books = story.run(&owner.actor, create).await?.books;
    Ok((owner, books, currency))
}

async fn connect(story: &Story, firm: &Firm, company: &Company, place: usize) -> Result<Client, Trouble> {
    let (owner, books, currency) = open_company(story, company).await?;
    let send = SendInvitation {
        books,
        email: address(BRANCHES[company.branch].email)?,
        message: None,
        preset: if place % 7 == 3 { Preset::Accountant } else { Preset::Admin },
    };
    let invitation = story.run(&owner.actor, send).await?.invitation;
    // Those who may answer take turns; a colleague of the branch is named in the same step.
    let (answers, lead) = match company.branch {
        0 if place.is_multiple_of(3) => (&firm.founder, 0),
        0 => (&firm.team[0], 1 + place % 2),
        1 => (&firm.team[3], 4),
        _ => (&firm.team[5], 2),
    };
    let actor = story.sign_in(answers.user).await?;
    let colleagues =
        if firm.team[lead].user == answers.user { Vec::new() } else { vec![firm.team[lead].user] };
    let accept = AcceptInvitation { organisation: firm.organisation, invitation, branch: None, colleagues };
    let connection = story.run(&actor, accept).await?.connection;
    let chart = story.app.read(&owner.actor, ChartOfAccounts { books }).await;
    let chart = chart.map_err(|refusal| Trouble::new("The chart", refusal))?;
    let codes = chart.accounts.iter().map(|row| (row.account.code.to_string(), row.account.id)).collect();
    Ok(Client { books, owner, connection, lead, currency, codes, place })
}

/// One month of all clients, several clients at a time.
async fn pass_month(
    story: &Story,
    firm: &Firm,
    clients: &[Client],
    (month, is_first): (Month, bool),
    today: Day,
) -> Result<usize, Trouble> {
    // Work ends three days ago: the clients who wait asked after that.
    let last = month.last_day().min(today.add_days(-3).unwrap_or(today));
    story.at(last, 8);
    let mut leads = Vec::new();
    for colleague in &firm.team {
        leads.push(story.sign_in(colleague.user).await?);
    }
    let work = clients
        .iter()
        .map(|client| work_on(story, firm, client, (&leads[client.lead], month, last, is_first)));
    let done = futures_util::future::join_all(work).await;
    let mut entries = 0;
    for posted in done {
        entries += posted?;
    }
    Ok(entries)
}

async fn work_on(
    story: &Story,
    firm: &Firm,
    client: &Client,
    (lead, month, last, is_first): (&app::Actor, Month, Day, bool),
) -> Result<usize, Trouble> {
    let came_from = Place::within(firm.organisation, "");
    let open = OpenBooks { organisation: firm.organisation, connection: client.connection, came_from };
    story.run(lead, open).await?;
    let owner = story.sign_in(client.owner.user).await?;
    let company = &CLIENTS[client.place];
    let mut posted = 0;
    for sketch in months::month(company.trade, month, client.place as u64 + 1, is_first) {
        if sketch.day > last {
            continue;
        }
        let lines = sketch.lines.iter().map(|line| draft(client, line)).collect::<Result<Vec<_>, _>>()?;
        let memo = Some(cast(&sketch.memo, Memo::parse(&sketch.memo))?);
        let post = PostEntry { books: client.books, day: sketch.day, memo, lines };
        // The owner enters her own rent; the rest is the accountant's work.
        let actor = if posted == 0 { &owner } else { lead };
        story.run(actor, post).await?;
        posted += 1;
    }
    story.run(lead, CloseVisit { books: client.books }).await?;
    Ok(posted)
}

fn draft(client: &Client, (code, debit, credit): &(&'static str, i64, i64)) -> Result<DraftLine, Trouble> {
    let account = *client.codes.get(*code).ok_or_else(|| Trouble(format!("no account {code}")))?;
    let money = |minor: i64| (minor > 0).then(|| Money::from_minor(minor, client.currency));
    Ok(DraftLine { account, debit: money(*debit), credit: money(*credit), memo: None })
}

async fn ask(story: &Story, asking: &crate::demo::cast::Asking) -> Result<(), Trouble> {
    let company = &asking.company;
    let (owner, books, _) = open_company(story, company).await?;
    let message = asking.message.map(|text| cast(text, Text500::parse(text))).transpose()?;
    let email = address(BRANCHES[company.branch].email)?;
    story.run(&owner.actor, SendInvitation { books, email, message, preset: Preset::Admin }).await?;
    Ok(())
}
