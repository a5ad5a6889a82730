//! Passwords: what we accept, and how they are hashed. Hashing never runs inside a command.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use kernel::{Entropy, Fault, Refusal};
use std::sync::Arc;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

/// Least length without a second factor, in characters (NIST SP 800-63B-4).
const LEAST: usize = 15;
/// Most length, in characters; nothing is ever cut off.
const MOST: usize = 256;

/// A password that we accept for setting. Prints nothing.
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(hidden)")
    }
}

impl Password {
    /// Takes a password as typed: spaces count, nothing is trimmed, no rule about kinds of letters.
    /// `own` are words that the person would use first: her name and address.
    pub fn new(typed: String, own: &[&str]) -> Result<Self, Refusal> {
        let typed = Zeroizing::new(typed);
        let length = typed.chars().count();
        let refuse = |code: &str, message: String| Err(Refusal::field("password", code, message));
        if length < LEAST {
            return refuse(
                "password_too_short",
                format!("Use at least {LEAST} characters. A sentence works well."),
            );
        }
        if length > MOST {
            return refuse("password_too_long", format!("Use at most {MOST} characters."));
        }
        // The library carries lists of leaked and common passwords and judges patterns built on them.
        if zxcvbn::zxcvbn(&typed, own).score() < zxcvbn::Score::Three {
            let text =
                "This one is on a list of known passwords, or close to one. Use several unrelated words.";
            return refuse("password_known", text.to_owned());
        }
        Ok(Self(typed))
    }
}

/// Hashes and checks passwords, as many at once as there are cores.
#[derive(Clone)]
pub struct Passwords {
    permits: Arc<Semaphore>,
    entropy: Arc<dyn Entropy>,
    cost: Params,
    /// Checked when there is no such person, so that the answer takes as long.
    dummy: Arc<str>,
}

fn argon(cost: &Params) -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cost.clone())
}

impl Passwords {
    /// With the cost of the product: 46 MiB, one pass, one lane.
    pub fn new(entropy: Arc<dyn Entropy>) -> Result<Self, Fault> {
        Self::with_cost(entropy, 46 * 1024)
    }

    /// With another amount of memory, in KiB; tests that sign in a lot use little.
    pub fn with_cost(entropy: Arc<dyn Entropy>, memory_kib: u32) -> Result<Self, Fault> {
        let cost = Params::new(memory_kib, 1, 1, None).map_err(Fault::internal)?;
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let dummy = hash(&cost, &entropy.bytes(), b"nobody's password")?;
        Ok(Self { permits: Arc::new(Semaphore::new(cores)), entropy, cost, dummy: dummy.into() })
    }

    /// The text to store for a password.
    pub async fn hash(&self, password: Password) -> Result<String, Fault> {
        let (cost, salt) = (self.cost.clone(), self.entropy.bytes());
        self.blocking(move || hash(&cost, &salt, password.0.as_bytes())).await?
    }

    /// Whether a typed password fits what is stored; takes as long when nothing is stored.
    pub async fn fits(&self, typed: String, stored: Option<String>) -> Result<bool, Fault> {
        let (cost, typed) = (self.cost.clone(), Zeroizing::new(typed));
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.dummy.to_string());
        let fits = self
            .blocking(move || {
                let parsed = PasswordHash::new(&stored).map_err(Fault::internal)?;
                Ok::<_, Fault>(argon(&cost).verify_password(typed.as_bytes(), &parsed).is_ok())
            })
            .await??;
        Ok(fits && known)
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let permit = self.permits.clone().acquire_owned().await.map_err(Fault::internal)?;
        tokio::task::spawn_blocking(move || {
            let _held = permit;
            work()
        })
        .await
        .map_err(Fault::internal)
    }
}

fn hash(cost: &Params, salt: &[u8; 32], password: &[u8]) -> Result<String, Fault> {
    let hashed = argon(cost).hash_password_with_salt(password, &salt[..16]).map_err(Fault::internal)?;
    Ok(hashed.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(typed: &str) -> String {
        match Password::new(typed.to_owned(), &["Asha Raman"]) {
            Err(Refusal::Invalid(problems)) => problems[0].code.clone(),
            Err(other) => other.code().to_owned(),
            Ok(_) => "fine".to_owned(),
        }
    }

    #[test]
    fn length_and_known_lists_decide_and_nothing_else() {
        assert_eq!(code("fourteen chars"), "password_too_short");
        assert_eq!(code("password1234567"), "password_known");
        assert_eq!(code("aaaaaaaaaaaaaaaaaaaa"), "password_known");
        assert_eq!(code("copper ladder tuesday orchard"), "fine");
        assert_eq!(code(&"q7".repeat(200)), "password_too_long");
        assert_eq!(code("  spaces count, mostly violet  "), "fine");
    }

    struct Fixed;
    impl Entropy for Fixed {
        fn bytes(&self) -> [u8; 32] {
            [7; 32]
        }
    }

    #[tokio::test]
    async fn the_last_character_and_a_space_matter() -> Result<(), Fault> {
        let passwords = Passwords::with_cost(Arc::new(Fixed), 64)?;
        let long = format!("{}Z", "copper ladder tuesday orchard ".repeat(6));
        let stored = passwords.hash(Password(Zeroizing::new(long.clone()))).await?;
        assert!(passwords.fits(long.clone(), Some(stored.clone())).await?);
        assert!(!passwords.fits(long.replace('Z', "Y"), Some(stored.clone())).await?);
        assert!(!passwords.fits(format!("{long} "), Some(stored)).await?);
        assert!(!passwords.fits(long, None).await?);
        Ok(())
    }
}
