//! Templates that the strict content policy lets work: nothing inline.

use super::Problem;
use super::tree::Tree;

const ADVICE_STYLE: &str = "inline style: the content policy refuses it, use a class or a data attribute";
const ADVICE_SCRIPT: &str = "inline script: the content policy refuses it, use a module with `src`";
const ADVICE_HANDLER: &str = "inline handler: the content policy refuses it, bind it in a module";

/// Complains about inline style, script and handlers in web templates. Mail templates need inline style and
/// live in another crate.
pub fn check(tree: &Tree) -> Vec<Problem> {
    tree.files
        .iter()
        .filter(|file| file.path.starts_with("crates/web/") && file.path.ends_with(".html"))
        .flat_map(|file| {
            breaches(&file.text).into_iter().map(|(line, what)| Problem::new(&file.path, line, what))
        })
        .collect()
}

fn breaches(text: &str) -> Vec<(usize, &'static str)> {
    let html = blank(text, &[("<!--", "-->"), ("{#", "#}"), ("{%", "%}"), ("{{", "}}")]);
    let lower = html.to_ascii_lowercase();
    let line_of = |at: usize| lower[..at].matches('\n').count() + 1;
    let mut found = Vec::new();
    for (at, _) in lower.match_indices("<style") {
        found.push((line_of(at), ADVICE_STYLE));
    }
    for (at, _) in lower.match_indices("<script") {
        let tag = &lower[at..at + lower[at..].find('>').unwrap_or(lower.len() - at)];
        if !tag.split_whitespace().any(|attribute| attribute.starts_with("src=")) {
            found.push((line_of(at), ADVICE_SCRIPT));
        }
    }
    for (at, _) in lower.match_indices('=') {
        match attribute_before(&lower[..at]) {
            "style" => found.push((line_of(at), ADVICE_STYLE)),
            name if is_handler(name) => found.push((line_of(at), ADVICE_HANDLER)),
            _ => {}
        }
    }
    found.sort_unstable();
    found
}

/// The attribute name that ends where an equals sign stands; empty when no white space precedes it.
fn attribute_before(text: &str) -> &str {
    let name = text.trim_end();
    let start = name.rfind(|c: char| c.is_whitespace() || c == '"' || c == '\'').map_or(0, |at| at + 1);
    &name[start..]
}

fn is_handler(name: &str) -> bool {
    let letters = |rest: &str| rest.len() > 2 && rest.chars().all(|c| c.is_ascii_lowercase());
    name.starts_with("hx-on") || name.strip_prefix("on").is_some_and(letters)
}

/// Replaces what stands between each pair of marks by spaces, keeping line breaks.
fn blank(text: &str, pairs: &[(&str, &str)]) -> String {
    let mut out = text.to_owned();
    for (open, close) in pairs {
        let mut from = 0;
        while let Some(start) = out[from..].find(open).map(|at| from + at) {
            let end = out[start..].find(close).map_or(out.len(), |at| start + at + close.len());
            let spaces: String =
                out[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
            from = start + spaces.len();
            out.replace_range(start..end, &spaces);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_lines(html: &str, lines: &[usize]) {
        let problems = check(&Tree::planted(&[("crates/web/templates/a.html", html)]));
        let found: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
        assert_eq!(found, lines, "{html}");
    }

    #[test]
    fn inline_style_script_and_handlers_are_found() {
        check_lines("<p>\n<b style=\"color:red\">", &[2]);
        check_lines("<b class='a' STYLE = 'x'>", &[1]);
        check_lines("<style>a{}</style>", &[1]);
        check_lines("<script>go()</script>", &[1]);
        check_lines("<script type=\"module\">\n</script>", &[1]);
        check_lines("<a\n  onclick=\"go()\">", &[2]);
        check_lines("<a {% if x > 1 %}onload=\"go()\"{% endif %}>", &[1]);
        check_lines("<a hx-on:click=\"go()\">", &[1]);
    }

    #[test]
    fn sources_comments_and_template_logic_pass() {
        check_lines("<script type=\"module\" src=\"/a.js\"></script>", &[]);
        check_lines("{# <script> #}<!-- <b style=\"\"> -->", &[]);
        check_lines("{% call card(only=\"x\", style=\"wide\") %}{{ row(one=1) }}", &[]);
        check_lines("<a data-style=\"x\" data-on=\"y\" href=\"?once=1\">", &[]);
    }

    #[test]
    fn mail_templates_are_exempt() {
        let tree = Tree::planted(&[("crates/mail/templates/a.html", "<b style=\"x\">")]);
        assert_eq!(check(&tree), []);
    }
}
