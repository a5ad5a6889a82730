//! A small strict reader of HTML: enough to find what breaks a page or the content security policy.

use std::collections::{HashMap, HashSet};

const VOID: [&str; 8] = ["br", "hr", "img", "input", "link", "meta", "col", "wbr"];
const POINTERS: [&str; 5] = ["for", "aria-labelledby", "aria-describedby", "popovertarget", "list"];
const TABLE: [&str; 6] = ["table", "thead", "tbody", "tr", "th", "td"];

struct Tag<'a> {
    name: &'a str,
    attributes: HashMap<&'a str, &'a str>,
    closes: bool,
}

/// What is wrong with a document or fragment, in words.
pub fn faults(html: &str, fragment: bool) -> Vec<String> {
    let mut faults = Vec::new();
    if html.contains("{{") || html.contains("{%") || html.contains("{#") {
        faults.push("template syntax is left over".into());
    }
    let tags = tags(html, &mut faults);
    balance(&tags, &mut faults);
    ids(&tags, &mut faults);
    forms(&tags, &mut faults);
    for tag in tags.iter().filter(|tag| !tag.closes) {
        attributes(tag, &mut faults);
    }
    let titles = tags.iter().filter(|tag| tag.name == "h1" && !tag.closes).count();
    // The list of keys stands in a template and has a title of its own.
    let inert = html.contains("id=\"keys-h\"") as usize;
    if !fragment && titles != 1 + inert {
        faults.push(format!("{} titles", titles - inert));
    }
    faults
}

fn tags<'a>(html: &'a str, faults: &mut Vec<String>) -> Vec<Tag<'a>> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if rest.starts_with('!') {
            rest = &rest[rest.find('>').unwrap_or(0)..];
            continue;
        }
        let Some(end) = end_of_tag(rest) else {
            faults.push("a tag does not end".into());
            break;
        };
        tags.push(tag(&rest[..end], faults));
        rest = &rest[end + 1..];
    }
    tags
}

fn end_of_tag(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, c)| {
        quoted ^= c == '"';
        (c == '>' && !quoted).then_some(at)
    })
}

fn tag<'a>(text: &'a str, faults: &mut Vec<String>) -> Tag<'a> {
    let closes = text.starts_with('/');
    let text = text.trim_start_matches('/').trim_end_matches('/');
    let cut = text.find(char::is_whitespace).unwrap_or(text.len());
    let (name, mut rest) = text.split_at(cut);
    let mut attributes = HashMap::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let cut = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (key, after) = rest.split_at(cut);
        let mut value = "";
        rest = after;
        if let Some(quoted) = after.strip_prefix("=\"") {
            let cut = quoted.find('"').unwrap_or(quoted.len());
            value = &quoted[..cut];
            rest = &quoted[(cut + 1).min(quoted.len())..];
        } else if after.starts_with('=') {
            faults.push(format!("<{name}> has an unquoted {key}"));
            break;
        }
        if attributes.insert(key, value).is_some() {
            faults.push(format!("<{name}> has {key} twice"));
        }
    }
    Tag { name, attributes, closes }
}

fn balance(tags: &[Tag<'_>], faults: &mut Vec<String>) {
    let mut open: Vec<&str> = Vec::new();
    for tag in tags.iter().filter(|tag| !VOID.contains(&tag.name)) {
        if !tag.closes {
            if tag.name == "p" && open.last() == Some(&"p") {
                faults.push("<p> inside <p>".into());
            }
            open.push(tag.name);
            continue;
        }
        match open.pop() {
            Some(name) if name == tag.name => {}
            Some(name) => {
                faults.push(format!("<{name}> is not closed before </{}>", tag.name));
                return;
            }
            None => faults.push(format!("</{}> closes nothing", tag.name)),
        }
    }
    if let Some(name) = open.last() {
        faults.push(format!("<{name}> is not closed"));
    }
}

fn ids(tags: &[Tag<'_>], faults: &mut Vec<String>) {
    let mut seen = HashSet::new();
    for id in tags.iter().filter_map(|tag| tag.attributes.get("id")) {
        if !seen.insert(*id) {
            faults.push(format!("id {id} is used twice"));
        }
        if id.is_empty() || id.contains(char::is_whitespace) {
            faults.push(format!("id {id:?} is not a name"));
        }
    }
    for tag in tags {
        for pointer in POINTERS {
            let Some(value) = tag.attributes.get(pointer) else { continue };
            for target in value.split_whitespace().filter(|target| !seen.contains(target)) {
                faults.push(format!("<{} {pointer}=\"{target}\"> points nowhere", tag.name));
            }
        }
        let anchor = tag.attributes.get("href").and_then(|href| href.strip_prefix('#'));
        if let Some(anchor) = anchor.filter(|anchor| !seen.contains(anchor)) {
            faults.push(format!("#{anchor} points nowhere"));
        }
    }
}

fn forms(tags: &[Tag<'_>], faults: &mut Vec<String>) {
    let mut post: Option<(String, bool)> = None;
    for tag in tags {
        match (tag.name, tag.closes) {
            ("form", false) => {
                if post.is_some() {
                    faults.push("a form inside a form".into());
                }
                let action = tag.attributes.get("action").copied().unwrap_or_default().to_owned();
                post = (tag.attributes.get("method") == Some(&"post")).then_some((action, false));
            }
            ("form", true) => {
                if let Some((action, false)) = post.take() {
                    faults.push(format!("the form for {action:?} has no idempotency key"));
                }
                post = None;
            }
            ("input", _) if tag.attributes.get("name") == Some(&"idempotency_key") => {
                if let Some(form) = post.as_mut() {
                    form.1 = tag.attributes.get("value").is_some_and(|value| !value.is_empty());
                }
            }
            _ => {}
        }
    }
}

fn attributes(tag: &Tag<'_>, faults: &mut Vec<String>) {
    for key in tag.attributes.keys() {
        if *key == "style" || key.starts_with("on") {
            faults.push(format!("<{}> has {key}", tag.name));
        }
    }
    if tag.name == "style" || (tag.name == "script" && !tag.attributes.contains_key("src")) {
        faults.push(format!("an inline <{}>", tag.name));
    }
    if TABLE.contains(&tag.name) && !tag.attributes.contains_key("role") {
        faults.push(format!("<{}> without a role", tag.name));
    }
    let named = ["aria-label", "id", "hidden"].iter().any(|key| tag.attributes.contains_key(key));
    let silent = matches!(tag.attributes.get("type").copied(), Some("hidden" | "radio" | "checkbox"));
    if matches!(tag.name, "input" | "select" | "textarea") && !named && !silent {
        faults.push(format!("<{} name={:?}> has no label", tag.name, tag.attributes.get("name")));
    }
    if tag.name == "button"
        && tag.attributes.contains_key("popovertarget")
        && tag.attributes.get("type") != Some(&"button")
    {
        faults.push("a menu's button that would send a form".into());
    }
}
