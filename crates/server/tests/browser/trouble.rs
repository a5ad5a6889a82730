//! [`Troubles`]: what a browser complains about while nobody looks: scripts that break, the content policy,
//! answers that are the server's fault. Any of them fails the journey at its end.

use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::log::{EventEntryAdded, LogEntryLevel, LogEntrySource};
use chromiumoxide::cdp::browser_protocol::network::EventResponseReceived;
use chromiumoxide::cdp::js_protocol::runtime::{
    ConsoleApiCalledType, EventConsoleApiCalled, EventExceptionThrown,
};
use futures_util::StreamExt as _;
use std::sync::{Arc, Mutex};

/// Shared by all tabs of a journey.
#[derive(Debug, Clone, Default)]
pub struct Troubles(Arc<Mutex<Vec<String>>>);

impl Troubles {
    fn tell(&self, what: String) {
        self.0.lock().expect("nobody panicked").push(what);
    }

    /// What was told so far.
    pub fn told(&self) -> Vec<String> {
        self.0.lock().expect("nobody panicked").clone()
    }

    /// Listens to a tab as long as it is there.
    pub async fn listen(&self, tab: &Page) {
        let mut thrown = tab.event_listener::<EventExceptionThrown>().await.expect("listening");
        let mut console = tab.event_listener::<EventConsoleApiCalled>().await.expect("listening");
        let mut log = tab.event_listener::<EventEntryAdded>().await.expect("listening");
        let mut answers = tab.event_listener::<EventResponseReceived>().await.expect("listening");
        let troubles = self.clone();
        tokio::spawn(async move {
            loop {
                let trouble = tokio::select! {
                    Some(event) = thrown.next() => of_exception(&event),
                    Some(event) = console.next() => of_console(&event),
                    Some(event) = log.next() => of_log(&event),
                    Some(event) = answers.next() => of_answer(&event),
                    else => return,
                };
                if let Some(trouble) = trouble {
                    troubles.tell(trouble);
                }
            }
        });
    }
}

fn of_exception(event: &EventExceptionThrown) -> Option<String> {
    let details = &event.exception_details;
    let said = details.exception.as_ref().and_then(|thrown| thrown.description.clone());
    let at = details.url.clone().unwrap_or_default();
    Some(format!(
        "a script broke at {at}:{}: {} {}",
        details.line_number,
        details.text,
        said.unwrap_or_default()
    ))
}

fn of_console(event: &EventConsoleApiCalled) -> Option<String> {
    let bad = matches!(event.r#type, ConsoleApiCalledType::Error | ConsoleApiCalledType::Assert);
    let words = event.args.iter().filter_map(|word| word.value.as_ref().map(ToString::to_string));
    bad.then(|| format!("the console: {}", words.collect::<Vec<_>>().join(" ")))
}

/// The content policy reports here. Refusals by the network do too; whether they are faults is told by
/// [`of_answer`], and a lost network is part of some journeys.
fn of_log(event: &EventEntryAdded) -> Option<String> {
    let entry = &event.entry;
    let bad = entry.level == LogEntryLevel::Error && entry.source != LogEntrySource::Network;
    bad.then(|| format!("the browser: {} ({})", entry.text, entry.url.clone().unwrap_or_default()))
}

fn of_answer(event: &EventResponseReceived) -> Option<String> {
    let answer = &event.response;
    (answer.status >= 500).then(|| format!("{} answered {}", answer.url, answer.status))
}
