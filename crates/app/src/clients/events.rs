//! What happens to a connection after it was made.

use crate::Tenant;
use crate::audit::LeafDraft;
use crate::clients::DisconnectReason;
use crate::clients::company::Company;
use crate::clients::connect::Colleague;
use crate::clients::store::Connection;
use crate::door::DomainEvent;
use crate::mail::{LetterDraft, LinkTo, moment_words};
use crate::realtime::{Hint, Topic};
use kernel::{Moment, TimeZoneName};

/// Something happened to a connection.
pub(super) enum ClientEvent<'e> {
    /// Either side ended it.
    Ended(Ended<'e>),
}

/// The end of a connection, with everything its consequences need.
pub(super) struct Ended<'e> {
    pub connection: &'e Connection,
    pub company: &'e Company,
    pub branch_email: Option<&'e str>,
    pub firm_zone: &'e TimeZoneName,
    /// Who could enter until now.
    pub people: &'e [Colleague],
    pub side: &'static str,
    pub reason: Option<&'e str>,
    pub note: Option<&'e str>,
    /// Name and address of whoever ended it.
    pub by: (&'e str, &'e str),
    pub at: Moment,
}

impl Ended<'_> {
    fn leaf(&self, tenant: impl Into<Tenant>) -> LeafDraft {
        LeafDraft::new(tenant, "connection.ended")
            .on("connection", self.connection.connection)
            .fact("side", self.side)
            .fact("people", self.people.len())
            .fact("reason", self.reason.unwrap_or(""))
            .text("company", &self.company.name)
            .text("firm", &self.connection.organisation_name)
            .text_opt("note", self.note)
    }

    /// Both sides are told, and whoever did it gets a receipt.
    fn letters(&self) -> Vec<LetterDraft> {
        let (company, organisation) = (&self.company.name, &self.connection.organisation_name);
        let mut letters = self.to_firm();
        if self.side == "firm" {
            letters.extend(self.to_client());
        }
        let (tenant, zone): (Tenant, _) = if self.side == "firm" {
            (self.connection.organisation.into(), self.firm_zone)
        } else {
            (self.connection.books.into(), &self.company.zone)
        };
        letters.push(LetterDraft::new(
            tenant,
            self.by.1,
            mail::letter::ConnectionEndedReceipt {
                company: company.clone(),
                organisation: organisation.clone(),
                when: moment_words(self.at, zone),
            },
        ));
        letters
    }

    fn to_client(&self) -> Vec<LetterDraft> {
        let Some(owner) = &self.company.owner else { return Vec::new() };
        let letter = mail::letter::ClientDisconnectedByFirm {
            company: self.company.name.clone(),
            organisation: self.connection.organisation_name.clone(),
            reason: self.why(),
            note: self.note.map(str::to_owned),
            when: moment_words(self.at, &self.company.zone),
            link: LinkTo::path(format!("/books/{}/external-access", self.connection.books)),
        };
        vec![LetterDraft::new(self.connection.books, &owner.email, letter)]
    }

    /// The reason in words; empty when the client ended it.
    fn why(&self) -> String {
        let reason = self.reason.and_then(|word| word.parse::<DisconnectReason>().ok());
        reason.map_or_else(String::new, |reason| reason.label().to_owned())
    }

    /// The branch and everybody who could enter until now, but for whoever did it: a receipt goes there.
    fn to_firm(&self) -> Vec<LetterDraft> {
        let mut addresses: Vec<&str> = self.branch_email.into_iter().collect();
        let others = self.people.iter().filter(|person| !person.email.eq_ignore_ascii_case(self.by.1));
        for person in others {
            if !addresses.iter().any(|known| known.eq_ignore_ascii_case(&person.email)) {
                addresses.push(&person.email);
            }
        }
        let letter = mail::letter::ClientDisconnected {
            company: self.company.name.clone(),
            organisation: self.connection.organisation_name.clone(),
            by: self.by.0.to_owned(),
            reason: self.why(),
            when: moment_words(self.at, self.firm_zone),
        };
        let to = |address| LetterDraft::new(self.connection.organisation, address, letter.clone());
        addresses.into_iter().map(to).collect()
    }
}

impl DomainEvent for ClientEvent<'_> {
    fn leaves(&self) -> Vec<LeafDraft> {
        match self {
            Self::Ended(ended) => {
                vec![ended.leaf(ended.connection.books), ended.leaf(ended.connection.organisation)]
            }
        }
    }

    fn letters(&self) -> Vec<LetterDraft> {
        match self {
            Self::Ended(ended) => ended.letters(),
        }
    }

    fn hints(&self) -> Vec<Hint> {
        match self {
            Self::Ended(ended) => {
                let mut hints = vec![
                    Hint::new(ended.connection.books, Topic::Access),
                    Hint::new(ended.connection.organisation, Topic::Clients),
                ];
                // Open streams of everybody who could enter end within a second.
                hints.extend(ended.people.iter().map(|person| Hint::new(person.user, Topic::Person)));
                hints
            }
        }
    }
}
