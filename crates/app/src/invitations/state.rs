//! Where an invitation stands: what is stored, and what that means at an instant.

use crate::access::stored_words;
use crate::invitations::store::Invitation;
use kernel::Moment;

stored_words! {
    /// Where an invitation stands.
    State {
        /// It waits for an answer.
        Pending "pending" "Pending",
        /// The firm said yes.
        Accepted "accepted" "Accepted",
        /// The firm said no a moment ago and may still take that back.
        Rejecting "rejecting" "Rejecting",
        /// The firm said no.
        Rejected "rejected" "Rejected",
        /// The company took it back.
        Withdrawn "withdrawn" "Withdrawn",
        /// Nobody answered in its time.
        Expired "expired" "Expired",
    }
}

stored_words! {
    /// What the sender may know.
    SentState {
        /// It went to a person or to an unknown address: nothing else is said until it is opened.
        Sent "sent" "Sent",
        /// It waits at a firm that the sender may know by name.
        Waiting "waiting" "Waiting for an answer",
        /// The firm said yes.
        Accepted "accepted" "Accepted",
        /// The firm said no.
        Rejected "rejected" "Rejected",
        /// The sender took it back.
        Withdrawn "withdrawn" "Withdrawn",
        /// Nobody answered in its time.
        Expired "expired" "Expired",
    }
}

impl State {
    /// The stored state at an instant: jobs tidy later, but a life ends when it ends.
    #[must_use]
    pub fn at(stored: Self, expires_at: Moment, final_at: Option<Moment>, now: Moment) -> Self {
        match stored {
            Self::Pending if expires_at <= now => Self::Expired,
            Self::Rejecting if final_at.is_some_and(|at| at <= now) => Self::Rejected,
            other => other,
        }
    }
}

impl Invitation {
    /// Where it stands at an instant.
    pub(super) fn state_at(&self, now: Moment) -> State {
        State::at(self.state, self.expires_at, self.final_at, now)
    }

    /// What its sender may know at an instant. The thirty seconds of a rejection are the firm's own.
    pub(super) fn sent_state(&self, now: Moment) -> SentState {
        match self.state_at(now) {
            State::Pending | State::Rejecting if self.names_firm() => SentState::Waiting,
            State::Pending | State::Rejecting => SentState::Sent,
            State::Accepted => SentState::Accepted,
            // The job that makes it final may be late; the client reads it with its mail.
            State::Rejected if self.state == State::Rejecting => SentState::Waiting,
            State::Rejected => SentState::Rejected,
            State::Withdrawn => SentState::Withdrawn,
            State::Expired => SentState::Expired,
        }
    }

    /// Whether the sender may read who was reached: a branch answers under its firm's name, a person
    /// once she has opened it.
    pub(super) fn names_firm(&self) -> bool {
        self.branch.is_some() || self.opened_at.is_some()
    }
}
