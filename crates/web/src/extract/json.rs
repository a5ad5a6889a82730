//! A JSON body.

use crate::extract::body::{known_only, read, unreadable};
use crate::refuse::Turned;
use crate::{Refused, Web};
use axum::extract::{FromRequest, Request};
use kernel::Refusal;
use serde::de::DeserializeOwned;

/// A JSON body, strictly: `Content-Type: application/json`, no unknown field, no field twice, nothing after it.
/// Asking for the content type also keeps forms of other sites away from addresses that need no token.
#[derive(Debug, Clone)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Web> for Json<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, _: &Web) -> Result<Self, Refused> {
        let body = read(request, "application/json").await?;
        parse(&body).map(Self)
    }
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refused> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let mut ignored = Vec::new();
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(&mut deserializer, &mut track);
    let input = serde_ignored::deserialize(tracked, |path| ignored.push(path.to_string()));
    let input = input.map_err(|error| refuse(&error, &track.path().to_string()))?;
    deserializer.end().map_err(|_| Turned::Malformed)?;
    known_only(ignored)?;
    Ok(input)
}

fn refuse(error: &serde_json::Error, path: &str) -> Refused {
    if error.is_data() {
        let refusal: Refusal = unreadable(path, &error.to_string());
        refusal.into()
    } else {
        Turned::Malformed.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    struct Line {
        memo: String,
    }
    #[derive(Debug, Deserialize)]
    struct Entry {
        lines: Vec<Line>,
    }

    fn outcome(text: &str) -> String {
        match parse::<Entry>(text.as_bytes()) {
            Ok(entry) => entry.lines.into_iter().map(|line| line.memo).collect(),
            Err(Refused::By(Refusal::Invalid(problems))) => {
                format!("{} {}", problems[0].field, problems[0].code)
            }
            Err(other) => other.code().to_owned(),
        }
    }

    #[test]
    fn a_body_is_read_strictly_at_every_depth() {
        assert_eq!(outcome(r#"{"lines":[{"memo":"a"}]}"#), "a");
        assert_eq!(outcome(r#"{"lines":[{"memo":"a","seq":1}]}"#), "lines.0.seq unknown_field");
        assert_eq!(outcome(r#"{"lines":[{}]}"#), "lines[0].memo required");
        assert_eq!(outcome(r#"{"lines":[{"memo":null}]}"#), "lines[0].memo malformed");
        assert_eq!(outcome(r#"{"lines":[],"lines":[]}"#), "lines repeated");
        assert_eq!(outcome("{"), "malformed");
        assert_eq!(outcome(r#"{"lines":[]} x"#), "malformed");
    }
}
