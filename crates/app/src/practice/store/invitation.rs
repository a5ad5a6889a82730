//! Invitations of colleagues.

use crate::access::BranchRole;
use ::store::{Read, Row, Tx, id, p, sql};
use kernel::{
    BranchId, EmailAddress, EmailKey, Fault, Moment, OrganisationId, PersonName, TeamInvitationId, UserId,
};

/// What became of an invitation. That it has expired is judged when it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Nobody has answered.
    Pending,
    /// The person joined.
    Accepted,
    /// The person declined.
    Declined,
    /// The firm took it back.
    Cancelled,
}

impl Answer {
    /// As stored.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
        }
    }
}

impl std::str::FromStr for Answer {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        [Self::Pending, Self::Accepted, Self::Declined, Self::Cancelled]
            .into_iter()
            .find(|known| known.word() == word)
            .ok_or_else(|| format!("unknown answer: {word}"))
    }
}

/// An invitation of a colleague.
#[derive(Debug, Clone)]
pub struct InvitationFacts {
    pub invitation: TeamInvitationId,
    pub email: String,
    pub email_key: String,
    pub name: String,
    pub role: BranchRole,
    pub branches: Vec<BranchId>,
    pub answer: Answer,
    pub generation: i64,
    pub invited_by: UserId,
    pub inviter_name: String,
    pub sent_at: Moment,
    pub expires_at: Moment,
    pub answered_at: Option<Moment>,
}

/// A new invitation.
pub struct NewInvitation<'n> {
    pub organisation: OrganisationId,
    pub invitation: TeamInvitationId,
    pub email: &'n EmailAddress,
    pub name: &'n PersonName,
    pub role: BranchRole,
    pub branches: &'n [BranchId],
    pub inviter: (UserId, &'n str),
}

fn facts(row: &Row<'_>) -> Result<InvitationFacts, Fault> {
    let branches = row.text(5)?;
    let branches = branches.split_whitespace().map(str::parse).collect::<Result<_, _>>();
    Ok(InvitationFacts {
        invitation: row.id(0)?,
        email: row.text(1)?,
        email_key: row.text(2)?,
        name: row.text(3)?,
        role: row.parsed(4)?,
        branches: branches.map_err(Fault::internal)?,
        answer: row.parsed(6)?,
        generation: row.i64(7)?,
        invited_by: row.id(8)?,
        inviter_name: row.text(9)?,
        sent_at: row.moment(10)?,
        expires_at: row.moment(11)?,
        answered_at: row.opt_moment(12)?,
    })
}

/// Writes a new invitation, its first link included in the generation.
pub async fn insert_invitation(
    tx: &mut Tx<'_>,
    new: &NewInvitation<'_>,
    now: Moment,
    until: Moment,
) -> Result<(), Fault> {
    let branches: Vec<String> = new.branches.iter().map(ToString::to_string).collect();
    tx.exec(
        sql!(
            "insert into team_invitation (organisation_id, team_invitation_id, email, email_key, name, role, ",
            "branches, state, generation, invited_by, inviter_name, sent_at, expires_at) ",
            "values ($1, $2, $3, $4, $5, $6, $7, 'pending', 1, $8, $9, $10, $11)"
        ),
        p![
            id(new.organisation),
            id(new.invitation),
            new.email.as_str(),
            new.email.key().as_str(),
            new.name.as_str(),
            new.role.word(),
            &branches.join(" "),
            id(new.inviter.0),
            new.inviter.1,
            now,
            until
        ],
    )
    .await?;
    Ok(())
}

/// One invitation.
pub async fn invitation(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    invitation: TeamInvitationId,
) -> Result<Option<InvitationFacts>, Fault> {
    read.one(
        sql!(
            "select team_invitation_id, email, email_key, name, role, branches, state, generation, invited_by, ",
            "inviter_name, sent_at, expires_at, answered_at from team_invitation ",
            "where organisation_id = $1 and team_invitation_id = $2"
        ),
        p![id(organisation), id(invitation)],
        facts,
    )
    .await
}

/// The invitation that waits at an address, if one does.
pub async fn pending_for(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    address: &EmailKey,
    now: Moment,
) -> Result<Option<TeamInvitationId>, Fault> {
    let found = read
        .rows(
            sql!(
                "select team_invitation_id from team_invitation where organisation_id = $1 ",
                "and state = 'pending' and email_key = $2 and expires_at > $3 order by team_invitation_id"
            ),
            p![id(organisation), address.as_str(), now],
            |row| row.id(0),
        )
        .await?;
    Ok(found.into_iter().next())
}

/// Where a list goes on: before this instant, and this id at the same instant.
#[derive(Debug, Clone, Copy)]
pub struct Before {
    pub sent_at: Moment,
    pub invitation: TeamInvitationId,
}

/// Invitations that wait for an answer, newest first.
pub async fn pending_invitations(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    before: Before,
    (now, limit): (Moment, i64),
) -> Result<Vec<InvitationFacts>, Fault> {
    read.rows(
        sql!(
            "select team_invitation_id, email, email_key, name, role, branches, state, generation, invited_by, ",
            "inviter_name, sent_at, expires_at, answered_at from team_invitation ",
            "where organisation_id = $1 and state = 'pending' and expires_at > $2 ",
            "and (sent_at, team_invitation_id) < ($3, $4) order by sent_at desc, team_invitation_id desc limit $5"
        ),
        p![id(organisation), now, before.sent_at, id(before.invitation), limit],
        facts,
    )
    .await
}

/// Invitations that were answered, taken back or have expired, newest first.
pub async fn past_invitations(
    read: &mut Read<'_>,
    organisation: OrganisationId,
    before: Before,
    (now, limit): (Moment, i64),
) -> Result<Vec<InvitationFacts>, Fault> {
    read.rows(
        sql!(
            "select team_invitation_id, email, email_key, name, role, branches, state, generation, invited_by, ",
            "inviter_name, sent_at, expires_at, answered_at from team_invitation ",
            "where organisation_id = $1 and (state <> 'pending' or expires_at <= $2) ",
            "and (sent_at, team_invitation_id) < ($3, $4) order by sent_at desc, team_invitation_id desc limit $5"
        ),
        p![id(organisation), now, before.sent_at, id(before.invitation), limit],
        facts,
    )
    .await
}

/// The link is sent once more, with another seven days.
pub async fn renew_invitation(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    invitation: TeamInvitationId,
    generation: i64,
    (now, until): (Moment, Moment),
) -> Result<(), Fault> {
    tx.exec(
        sql!(
            "update team_invitation set generation = $3, sent_at = $4, expires_at = $5 ",
            "where organisation_id = $1 and team_invitation_id = $2 and state = 'pending'"
        ),
        p![id(organisation), id(invitation), generation, now, until],
    )
    .await?;
    Ok(())
}

/// The invitation is answered, once.
pub async fn answer_invitation(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    invitation: TeamInvitationId,
    answer: Answer,
    now: Moment,
) -> Result<bool, Fault> {
    let answered = tx
        .exec(
            sql!(
                "update team_invitation set state = $3, answered_at = $4 ",
                "where organisation_id = $1 and team_invitation_id = $2 and state = 'pending'"
            ),
            p![id(organisation), id(invitation), answer.word(), now],
        )
        .await?;
    Ok(answered == 1)
}
