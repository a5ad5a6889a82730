//! [`Page`]: one tab, used by names and labels as a person uses it. Nothing waits a fixed time: everything is
//! looked for until it is there, with a limit.

use crate::house::LOOK;
use crate::keys;
use crate::trouble::Troubles;
use chromiumoxide::cdp::browser_protocol::emulation::{
    SetFocusEmulationEnabledParams, SetTouchEmulationEnabledParams,
};
use chromiumoxide::cdp::browser_protocol::input::{
    DispatchMouseEventParams, DispatchMouseEventType, InsertTextParams, MouseButton,
};
use chromiumoxide::cdp::browser_protocol::page::{BringToFrontParams, NavigateParams};
use chromiumoxide::cdp::js_protocol::runtime::EvaluateParams;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

const PROBE: &str = include_str!("probe.js");
/// How long something may take to appear.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long the debugger may take to answer.
const ANSWER: Duration = Duration::from_secs(15);
const TEXT_SHOWN: usize = 3_000;

/// One tab of one person.
pub struct Page {
    tab: chromiumoxide::Page,
    base: String,
    troubles: Troubles,
}

#[derive(Debug, Deserialize)]
struct Found {
    x: Option<f64>,
    y: Option<f64>,
    done: Option<bool>,
    why: Option<String>,
}

/// Milliseconds since 1970, the clock that the browser shows as `Date.now()`.
pub fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    i64::try_from(since.as_millis()).expect("before the year 292 million")
}

/// Text as a script writes it.
pub fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("text is JSON")
}

impl Page {
    /// Takes over an empty tab.
    pub async fn new(tab: chromiumoxide::Page, base: &str, troubles: Troubles) -> Page {
        troubles.listen(&tab).await;
        let page = Page { tab, base: base.to_owned(), troubles };
        page.tell(SetFocusEmulationEnabledParams::new(true)).await;
        page.touch(false).await;
        page
    }

    /// Sends a command to the tab.
    pub async fn tell<C: chromiumoxide::Command>(&self, command: C) -> C::Response {
        let answer = tokio::time::timeout(ANSWER, self.tab.execute(command)).await;
        answer.expect("the browser answers").expect("the browser obeys").result
    }

    /// The value of an expression; `None` while the page is changing, or when the expression throws.
    pub async fn try_js<T: DeserializeOwned>(&self, expression: &str) -> Option<T> {
        let params = EvaluateParams::builder()
            .expression(expression)
            .await_promise(true)
            .return_by_value(true)
            .user_gesture(true)
            .build()
            .expect("an expression");
        let answer = tokio::time::timeout(ANSWER, self.tab.execute(params)).await.ok()?.ok()?.result;
        match answer.exception_details {
            None => serde_json::from_value(answer.result.value.unwrap_or_default()).ok(),
            Some(_) => None,
        }
    }

    /// The value of an expression on a page that stands still.
    pub async fn js<T: DeserializeOwned>(&self, expression: &str) -> T {
        match self.try_js(expression).await {
            Some(value) => value,
            None => self.fail(&format!("no value of {expression}")).await,
        }
    }

    async fn probe(&self, call: &str) -> Option<Found> {
        self.try_js(&format!("{PROBE}.{call}")).await
    }

    /// Looks until the expression is true.
    pub async fn until(&self, expression: &str, what: &str) {
        let deadline = Instant::now() + PATIENCE;
        while self.try_js::<bool>(expression).await != Some(true) {
            if Instant::now() > deadline {
                self.fail(what).await;
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    async fn find(&self, call: &str, what: &str) -> Found {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let found = self.probe(call).await;
            let why = match found {
                Some(Found { why: None, .. }) => return found.expect("just matched"),
                Some(Found { why: Some(why), .. }) => why,
                None => "the page does not answer".to_owned(),
            };
            if Instant::now() > deadline {
                self.fail(&format!("{what}: {why}")).await;
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    // ---- going ----

    /// Opens an address of the house and waits until it is loaded.
    pub async fn open(&self, path: &str) {
        self.mark().await;
        self.tell(NavigateParams::new(format!("{}{path}", self.base))).await;
        self.arrived(path).await;
    }

    /// Presses something that leads to another page, and waits until that is loaded.
    pub async fn follow(&self, name: &str) -> i64 {
        self.mark().await;
        let at = self.press(name).await;
        self.arrived(name).await;
        at
    }

    /// Loads the same page again.
    pub async fn reload(&self) {
        self.mark().await;
        self.try_js::<bool>("location.reload(), true").await;
        self.arrived("the reload").await;
    }

    /// Marks the present document, so that [`Page::arrived`] can tell the next one from it.
    pub async fn mark(&self) {
        self.try_js::<bool>("window.left = true").await;
    }

    /// Waits until another document than the marked one is loaded.
    pub async fn arrived(&self, what: &str) {
        let next = "window.left === undefined && document.readyState === 'complete' && location.href !== 'about:blank'";
        self.until(next, &format!("{what}: no other page came")).await;
    }

    /// The path of the present address, with its query.
    pub async fn path(&self) -> String {
        self.js("location.pathname + location.search").await
    }

    // ---- acting ----

    /// Presses a link, button or choice by its name. Answers when.
    pub async fn press(&self, name: &str) -> i64 {
        let found = self.find(&format!("press({})", quoted(name)), &format!("press {name:?}")).await;
        self.click(&found).await
    }

    /// Moves the pointer over the row that holds the text.
    pub async fn hover(&self, text: &str) {
        let found = self.find(&format!("over({})", quoted(text)), &format!("hover {text:?}")).await;
        self.to_front().await;
        self.mouse(&found, DispatchMouseEventType::MouseMoved).await;
    }

    async fn click(&self, found: &Found) -> i64 {
        self.to_front().await;
        self.mouse(found, DispatchMouseEventType::MouseMoved).await;
        self.mouse(found, DispatchMouseEventType::MousePressed).await;
        let at = now_ms();
        self.mouse(found, DispatchMouseEventType::MouseReleased).await;
        at
    }

    async fn mouse(&self, found: &Found, r#type: DispatchMouseEventType) {
        let (Some(x), Some(y)) = (found.x, found.y) else { return };
        let moves = r#type == DispatchMouseEventType::MouseMoved;
        let button = if moves { MouseButton::None } else { MouseButton::Left };
        let event = DispatchMouseEventParams::builder().r#type(r#type).x(x).y(y).button(button);
        self.tell(event.click_count(i64::from(!moves)).build().expect("an event")).await;
    }

    /// Replaces what a field holds.
    pub async fn fill(&self, label: &str, text: &str) {
        let call = format!("take({}, {})", quoted(label), quoted(text));
        let found = self.find(&call, &format!("fill {label:?}")).await;
        if found.done == Some(true) {
            return;
        }
        if text.is_empty() {
            self.keys("Delete").await;
        } else {
            self.tell(InsertTextParams::new(text)).await;
        }
    }

    /// Chooses in a list by the words of the choice, or by how they begin.
    pub async fn choose(&self, label: &str, option: &str) {
        let call = format!("choose({}, {})", quoted(label), quoted(option));
        self.find(&call, &format!("choose {option:?} in {label:?}")).await;
    }

    /// Presses keys one after another: `g i`, `Ctrl+K`, `Enter`.
    pub async fn keys(&self, sequence: &str) {
        self.to_front().await;
        for chord in sequence.split(' ') {
            for event in keys::events(chord) {
                self.tell(event).await;
            }
        }
    }

    /// Moves the focus by Tab until it is on what has that name.
    pub async fn tab_to(&self, name: &str) {
        const MOST: usize = 60;
        let focused = format!("{PROBE}.focused({})", quoted(name));
        for _ in 0..MOST {
            if self.js::<bool>(&focused).await {
                return;
            }
            self.keys("Tab").await;
        }
        self.fail(&format!("Tab never comes to {name:?}")).await;
    }

    /// Types into whatever has the focus.
    pub async fn type_text(&self, text: &str) {
        for letter in text.chars() {
            for event in keys::letter(letter) {
                self.tell(event).await;
            }
        }
    }

    /// Whether there is a touch screen, and no mouse.
    pub async fn touch(&self, there: bool) {
        self.tell(SetTouchEmulationEnabledParams::new(there)).await;
    }

    /// Makes this the tab in front: a browser hands no input to tabs behind it, and paints none.
    pub async fn to_front(&self) {
        self.tell(BringToFrontParams::default()).await;
    }

    /// Takes the network away, or gives it back.
    // Its successor works by rules of addresses, which a network that is gone has not.
    #[allow(deprecated)]
    pub async fn offline(&self, gone: bool) {
        use chromiumoxide::cdp::browser_protocol::network::EmulateNetworkConditionsParams;
        self.tell(EmulateNetworkConditionsParams::new(gone, 0, -1, -1)).await;
    }

    // ---- seeing ----

    /// Waits until the page shows the text; case and line breaks do not matter.
    pub async fn sees(&self, text: &str) {
        self.until(&format!("{PROBE}.says({})", quoted(text)), &format!("it never says {text:?}")).await;
    }

    /// Waits until the page does not show the text.
    pub async fn sees_not(&self, text: &str) {
        let says = format!("!{PROBE}.says({})", quoted(text));
        self.until(&says, &format!("it goes on saying {text:?}")).await;
    }

    /// Waits for a heading of exactly these words.
    pub async fn heading(&self, text: &str) {
        let shows = format!("{PROBE}.heading({})", quoted(text));
        self.until(&shows, &format!("there is no heading {text:?}")).await;
    }

    /// What a field holds.
    pub async fn value(&self, label: &str) -> String {
        match self.js::<Option<String>>(&format!("{PROBE}.value({})", quoted(label))).await {
            Some(value) => value,
            None => self.fail(&format!("no field {label:?}")).await,
        }
    }

    /// Whether there is such a field at this moment.
    pub async fn has_field(&self, label: &str) -> bool {
        self.js(&format!("{PROBE}.has({})", quoted(label))).await
    }

    /// The text of the first element that the selector finds; empty when there is none.
    pub async fn text(&self, selector: &str) -> String {
        let text = format!("(document.querySelector({})?.innerText || '')", quoted(selector));
        self.js(&format!("{text}.replace(/\\s+/g, ' ').trim()")).await
    }

    /// Starts to watch for an element's text; `wanted` empty means until it is empty.
    pub async fn watch(&self, selector: &str, wanted: &str) {
        let call = format!("{PROBE}.watch({}, {})", quoted(selector), quoted(wanted));
        assert!(self.js::<bool>(&call).await);
        let seen = self.js::<i64>("window.watched").await;
        assert_eq!(seen, 0, "{selector} shows {wanted:?} before anything happened");
    }

    /// When what is watched for was shown, in milliseconds since 1970.
    pub async fn watched(&self, what: &str) -> i64 {
        self.until("window.watched > 0", &format!("{what}: what is watched for never came")).await;
        self.js("window.watched").await
    }

    /// Closes the tab.
    pub async fn close(self) {
        self.tab.close().await.expect("the tab closes");
    }

    /// Ends the journey with everything that helps to understand why.
    pub async fn fail(&self, why: &str) -> ! {
        let at = self.try_js::<String>("location.href").await.unwrap_or_default();
        let text = self.try_js::<String>("document.body.innerText").await.unwrap_or_default();
        let shown: String = text.chars().take(TEXT_SHOWN).collect();
        let picture = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("failure.png");
        let params = chromiumoxide::page::ScreenshotParams::builder().build();
        // The picture is help only; without it the words must do.
        let _missing = tokio::time::timeout(ANSWER, self.tab.save_screenshot(params, &picture)).await;
        let told = self.troubles.told().join("\n");
        panic!("{why}\nat {at} ({})\n-- troubles --\n{told}\n-- the page --\n{shown}", picture.display());
    }
}
