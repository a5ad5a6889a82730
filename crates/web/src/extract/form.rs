//! A posted form.

use crate::asked::Asked;
use crate::extract::body::{known_only, read, unreadable};
use crate::refuse::Turned;
use crate::{Refused, Web};
use app::door::IdempotencyKey;
use axum::extract::{FromRequest, Request};
use kernel::Refusal;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// The name of the hidden field that every form carries.
const KEY: &str = "idempotency_key";
/// How the fields begin that are only carried along.
const KEPT: &str = "kept.";

/// A posted form: the fields of `T`, and the key that travels with it. A field that `T` does not know, a field
/// sent twice where `T` takes one, and a NUL are refused; a field sent several times fills a `Vec`. Fields that
/// the page of closed books sends along come apart, in `kept`.
#[derive(Debug, Clone)]
pub struct Form<T> {
    /// The fields.
    pub input: T,
    /// The key against doing it twice.
    pub key: IdempotencyKey,
    /// What had been typed on a page whose books were closed, sent along by `Open the books`.
    pub kept: Vec<(String, String)>,
}

impl<T: DeserializeOwned> FromRequest<Web> for Form<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, _: &Web) -> Result<Self, Refused> {
        let asked = request.extensions().get::<Arc<Asked>>().cloned();
        let body = read(request, "application/x-www-form-urlencoded").await?;
        let (keys, fields) = split(&body)?;
        let (kept, fields): (Fields, Fields) =
            fields.into_iter().partition(|(name, _)| name.starts_with(KEPT));
        let kept = kept.into_iter().map(|(name, value)| (name[KEPT.len()..].to_owned(), value)).collect();
        if let Some(asked) = asked {
            asked.note_typed(&fields, keys.first());
        }
        let [key] = keys.as_slice() else { return Err(Turned::Malformed.into()) };
        let key = IdempotencyKey::parse(key)?;
        Ok(Self { input: parse(&fields)?, key, kept })
    }
}

type Fields = Vec<(String, String)>;

/// The keys apart from the other fields.
fn split(body: &[u8]) -> Result<(Vec<String>, Fields), Refused> {
    // Lossy decoding would turn bytes that are no text into text that nobody typed.
    let raw = std::str::from_utf8(body).map_err(|_| Turned::Malformed)?;
    let (mut keys, mut fields) = (Vec::new(), Vec::new());
    for (name, value) in form_urlencoded::parse(raw.as_bytes()) {
        if name.contains(['\0', '\u{fffd}']) || value.contains(['\0', '\u{fffd}']) {
            return Err(Turned::Malformed.into());
        }
        if name == KEY {
            keys.push(value.into_owned());
        } else {
            fields.push((name.into_owned(), value.into_owned()));
        }
    }
    Ok((keys, fields))
}

/// Reads fields strictly.
fn parse<T: DeserializeOwned>(fields: &[(String, String)]) -> Result<T, Refusal> {
    let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let deserializer = serde_html_form::Deserializer::from_bytes(text.as_bytes());
    let mut ignored = Vec::new();
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(deserializer, &mut track);
    let input = serde_ignored::deserialize(tracked, |path| ignored.push(path.to_string()));
    let input = input.map_err(|error| unreadable(&track.path().to_string(), &error.to_string()))?;
    known_only(ignored)?;
    Ok(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize, PartialEq)]
    struct Line {
        name: String,
        #[serde(default)]
        amounts: Vec<String>,
        #[serde(default)]
        agreed: Option<String>,
    }

    fn read_form(text: &str) -> Result<Line, String> {
        let (_, fields) = split(text.as_bytes()).map_err(|refused| refused.code().to_owned())?;
        parse(&fields).map_err(|refusal| match refusal {
            Refusal::Invalid(problems) => format!("{} {}", problems[0].field, problems[0].code),
            other => other.code().to_owned(),
        })
    }

    #[test]
    fn known_fields_are_read_and_repeated_ones_fill_a_list() {
        let line = read_form("name=A%20b&amounts=1&amounts=2").expect("fine");
        assert_eq!(line.amounts, ["1", "2"]);
        assert_eq!(line.name, "A b");
        assert_eq!(read_form("name=").map(|line| line.name), Ok(String::new()));
    }

    #[test]
    fn unknown_missing_and_doubled_fields_are_refused() {
        assert_eq!(read_form("name=a&role=owner"), Err("role unknown_field".to_owned()));
        assert_eq!(read_form("amounts=1"), Err("name required".to_owned()));
        assert!(read_form("name=a&name=b").is_err());
        assert!(read_form("name[]=a").is_err());
        assert_eq!(read_form("name=%00"), Err("malformed".to_owned()));
        assert_eq!(read_form("name=%FF"), Err("malformed".to_owned()));
    }
}
