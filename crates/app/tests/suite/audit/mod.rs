//! Laws of the logs: what is written, what can be proved, what cannot be hidden.

mod copies;
mod export;
mod reading;
mod sentences;
mod tampering;
mod views;

use app::audit::{EXPORT_PAGE, ExportFormat, ExportLines, ExportOpenings, KeyText, RecordExport, checkpoint};
use app::{Actor, Tenant};
use evidence::note::VerifierKey;
use kernel::Refusal;
use testkit::House;

/// Everything that an outsider gets.
struct Taken {
    lines: Vec<u8>,
    openings: Vec<u8>,
    checkpoint: String,
    key: VerifierKey,
}

async fn take(house: &House, actor: &Actor, tenant: Tenant) -> Result<Taken, Refusal> {
    let app = &house.app;
    let size = app.run(actor, None, RecordExport { tenant, format: ExportFormat::Jsonl }).await?.size;
    let (mut lines, mut openings) = (Vec::new(), Vec::new());
    for from in (0..size).step_by(EXPORT_PAGE as usize) {
        for line in app.read(actor, ExportLines { tenant, size, from }).await? {
            lines.extend(line);
            lines.push(b'\n');
        }
        for line in app.read(actor, ExportOpenings { tenant, size, from }).await? {
            openings.extend(line);
            openings.push(b'\n');
        }
    }
    let checkpoint = checkpoint(app, actor, tenant, Some(size)).await?.note;
    let key = app.read(actor, KeyText { tenant }).await?;
    Ok(Taken { lines, openings, checkpoint, key: VerifierKey::parse(key.trim_end()).unwrap() })
}

impl Taken {
    fn verify(&self, older: &[&[u8]]) -> Result<evidence::verify::Report<'_>, evidence::verify::Failure> {
        evidence::verify::verify_export(
            &self.lines,
            self.checkpoint.as_bytes(),
            std::slice::from_ref(&self.key),
            older,
        )
    }
}

/// Signs the log as it stands.
async fn note(house: &House, actor: &Actor, tenant: Tenant) -> String {
    checkpoint(&house.app, actor, tenant, None).await.unwrap().note
}

/// What is wrong with a tree.
async fn wrong(house: &House, tenant: Tenant) -> Vec<String> {
    let job = Actor::job("check", house.app.request_id());
    house.app.read(&job, app::audit::CheckTree { tenant }).await.unwrap()
}
