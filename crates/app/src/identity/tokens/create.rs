//! A person makes a token for a program of hers.

use crate::Tenant;
use crate::door::{Command, Door, Work};
use crate::identity::events::IdentityEvent;
use crate::identity::own::OwnSession;
use crate::identity::tokens::store;
use crate::keys::hash_of;
use kernel::{Moment, Refusal, TokenId, TokenName, UserId};
use serde::{Deserialize, Serialize};

/// No token lives longer.
pub const LONGEST_DAYS: u16 = 365;
/// So many live ones a person may have; more are forgotten ones.
const MOST_TOKENS: i64 = 100;
/// So much of the text stays readable in the list.
const TAIL: usize = 4;

/// A token to be. The text itself goes to the person and nowhere else.
#[derive(Debug, Clone, Serialize)]
pub struct NewToken {
    pub(super) name: TokenName,
    pub(super) token_hash: [u8; 32],
    pub(super) tail: String,
    pub(super) days: u16,
}

impl NewToken {
    /// From its text, as [`token_text`](super::token_text) makes it, and how many days it is to live: 1 to 365.
    pub fn new(name: TokenName, text: &str, days: u16) -> Result<Self, Refusal> {
        if !(1..=LONGEST_DAYS).contains(&days) {
            return Err(Refusal::field("days", "out_of_range", "Choose 1 to 365 days."));
        }
        let tail = text.chars().skip(text.chars().count().saturating_sub(TAIL)).collect();
        Ok(Self { name, token_hash: hash_of(text), tail, days })
    }
}

/// Creates a token. It needs a browser and a fresh proof: a stolen token must not make another.
#[derive(Debug, Clone, Serialize)]
pub struct CreateToken {
    /// The token to be.
    pub token: NewToken,
}

/// The new token.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TokenCreated {
    /// Its id.
    pub token: TokenId,
    /// When it ends by itself.
    pub expires_at: Moment,
}

impl Command for CreateToken {
    const NAME: &'static str = "create_token";
    type Handle = OwnSession;
    type Output = TokenCreated;

    async fn tenants(&self, door: &mut Door<'_, '_>) -> Result<Vec<Tenant>, Refusal> {
        Ok(vec![door.user()?.into()])
    }

    async fn open(&self, door: &mut Door<'_, '_>) -> Result<OwnSession, Refusal> {
        let own = door.own_session().await?;
        door.fresh()?;
        Ok(own)
    }

    async fn apply(&self, own: &OwnSession, work: &mut Work<'_, '_>) -> Result<TokenCreated, Refusal> {
        let user = own.mine.user(work.tx());
        create(user, &self.token, work).await
    }
}

/// Writes the token of a person who has proved who she is.
pub(super) async fn create(
    user: UserId,
    new: &NewToken,
    work: &mut Work<'_, '_>,
) -> Result<TokenCreated, Refusal> {
    let now = work.now;
    if store::count_tokens(work.tx(), user, now).await? >= MOST_TOKENS {
        let text = format!("There are {MOST_TOKENS} tokens already. Revoke one that you no longer use.");
        return Err(Refusal::rule("too_many_tokens", text));
    }
    let token: TokenId = work.id();
    let expires_at = now.plus_seconds(i64::from(new.days) * 86_400);
    store::insert_token(work.tx(), (user, token), new, (now, expires_at)).await?;
    work.record(&IdentityEvent::TokenCreated { user, token, name: new.name.as_str(), expires_at });
    Ok(TokenCreated { token, expires_at })
}
