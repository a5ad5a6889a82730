//! Pictures of named screens, when `COUNTINGHOUSE_SHOTS` names a folder: light, dark and on a phone.

use crate::axe::{Theme, show};
use crate::chromium::DESK;
use crate::page::Page;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use chromiumoxide::cdp::browser_protocol::emulation::SetDeviceMetricsOverrideParams;
use chromiumoxide::cdp::browser_protocol::page::{CaptureScreenshotParams, Viewport};
use std::path::Path;

const PHONE: (u32, u32) = (390, 844);

/// Gives the page another window.
pub async fn resize(page: &Page, (width, height): (u32, u32), phone: bool) {
    let metrics = SetDeviceMetricsOverrideParams::new(i64::from(width), i64::from(height), 1.0, phone);
    page.tell(metrics).await;
    page.touch(phone).await;
}

/// A phone's window.
pub async fn on_phone(page: &Page) {
    resize(page, PHONE, true).await;
}

/// A desk's window.
pub async fn on_desk(page: &Page) {
    resize(page, DESK, false).await;
}

/// Takes the pictures of one screen.
pub async fn shot(page: &Page, name: &str) {
    let Ok(folder) = std::env::var("COUNTINGHOUSE_SHOTS") else { return };
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder).expect("a folder for pictures");
    for theme in [Theme::Light, Theme::Dark] {
        show(page, theme).await;
        save(page, &folder.join(format!("{name}.{}.png", theme.word()))).await;
    }
    show(page, Theme::Light).await;
    on_phone(page).await;
    save(page, &folder.join(format!("{name}.mobile.png"))).await;
    on_desk(page).await;
}

async fn save(page: &Page, path: &Path) {
    let size = "[document.documentElement.clientWidth, Math.max(innerHeight, document.documentElement.scrollHeight)]";
    let (width, height): (f64, f64) = page.js(size).await;
    let clip = Viewport { x: 0.0, y: 0.0, width, height, scale: 1.0 };
    let params = CaptureScreenshotParams::builder().clip(clip).capture_beyond_viewport(true).build();
    let picture = page.tell(params).await.data;
    let bytes = BASE64.decode(String::from(picture)).expect("a picture");
    std::fs::write(path, bytes).expect("the picture is written");
}
