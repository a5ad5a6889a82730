//! [`Chromium`]: one browser process, and people in it who do not share cookies.

use chromiumoxide::browser::{Browser, BrowserConfig};
use chromiumoxide::cdp::browser_protocol::target::{CreateBrowserContextParams, CreateTargetParams};
use chromiumoxide::handler::viewport::Viewport;
use chromiumoxide::{Page, cdp::browser_protocol::browser::BrowserContextId};
use futures_util::StreamExt as _;
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

/// The width and height of a desk's window.
pub const DESK: (u32, u32) = (1280, 800);
/// A headless browser has no mouse; a desk has one, which is fine and hovers.
const MOUSE: &str = "primaryPointerType=4,availablePointerTypes=4,primaryHoverType=2,availableHoverTypes=2";
const LAUNCH: Duration = Duration::from_secs(60);

/// A browser.
pub struct Chromium {
    browser: Mutex<Browser>,
    handler: JoinHandle<()>,
    _profile: TempDir,
}

impl Chromium {
    /// Starts the browser that the environment names.
    pub async fn launch() -> Chromium {
        let program = std::env::var("COUNTINGHOUSE_CHROMIUM");
        let program = program.expect("COUNTINGHOUSE_CHROMIUM names no browser: see TESTING.md");
        let profile = tempfile::tempdir().expect("a profile");
        let config = BrowserConfig::builder()
            .chrome_executable(program)
            .user_data_dir(profile.path())
            .no_sandbox()
            .new_headless_mode()
            .arg(("blink-settings", MOUSE))
            .window_size(DESK.0, DESK.1)
            .viewport(Viewport { width: DESK.0, height: DESK.1, ..Viewport::default() })
            .launch_timeout(LAUNCH)
            .build()
            .expect("a sound configuration");
        let (browser, mut handler) = Browser::launch(config).await.expect("the browser starts");
        let handler = tokio::spawn(async move { while handler.next().await.is_some() {} });
        Chromium { browser: Mutex::new(browser), handler, _profile: profile }
    }

    /// Cookies, storage and locks of their own: another person, or another device.
    pub async fn context(&self) -> BrowserContextId {
        let made =
            self.browser.lock().await.create_browser_context(CreateBrowserContextParams::default()).await;
        made.expect("a browser context")
    }

    /// An empty tab.
    pub async fn tab(&self, context: &BrowserContextId) -> Page {
        let mut params = CreateTargetParams::new("about:blank");
        params.browser_context_id = Some(context.clone());
        self.browser.lock().await.new_page(params).await.expect("a tab")
    }

    /// Ends the process and waits for it.
    pub async fn close(&self) {
        let mut browser = self.browser.lock().await;
        browser.close().await.expect("the browser closes");
        browser.wait().await.expect("the browser ends");
        self.handler.abort();
    }
}
