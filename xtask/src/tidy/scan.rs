//! A scanner that tells Rust code from its strings and comments.
//!
//! Not a parser: it understands line and nested block comments, plain, byte, C and raw strings, characters
//! and lifetimes, which is all that counting lines and finding words needs.

/// A piece of text and the line it begins on, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub line: usize,
    pub text: String,
}

/// One Rust file taken apart.
pub struct Scan {
    /// The source with every comment and every literal's content blanked; line breaks stay where they were.
    pub code: String,
    /// String literals, without quotes, escapes as written.
    pub strings: Vec<Piece>,
    /// Comments with their marks, doc comments included.
    pub comments: Vec<Piece>,
}

impl Scan {
    /// The blanked code line by line, counted from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// Takes one source apart.
pub fn scan(source: &str) -> Scan {
    let mut scanner = Scanner { chars: source.chars().collect(), at: 0, line: 1, out: Scan::empty() };
    while scanner.at < scanner.chars.len() {
        scanner.step();
    }
    scanner.out
}

impl Scan {
    fn empty() -> Scan {
        Scan { code: String::new(), strings: Vec::new(), comments: Vec::new() }
    }
}

struct Scanner {
    chars: Vec<char>,
    at: usize,
    line: usize,
    out: Scan,
}

impl Scanner {
    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    /// Takes one character, keeping it in the code or blanking it.
    fn take(&mut self, keep: bool) -> char {
        let c = self.chars[self.at];
        self.at += 1;
        if c == '\n' {
            self.line += 1;
        }
        self.out.code.push(if keep || c == '\n' { c } else { ' ' });
        c
    }

    fn step(&mut self) {
        match (self.peek(0), self.peek(1)) {
            ('/', '/') => self.line_comment(),
            ('/', '*') => self.block_comment(),
            ('"', _) => self.string(),
            ('\'', _) => self.quote(),
            (c, _) if is_word(c) => self.word(),
            _ => {
                self.take(true);
            }
        }
    }

    fn line_comment(&mut self) {
        let (line, mut text) = (self.line, String::new());
        while self.at < self.chars.len() && self.peek(0) != '\n' {
            text.push(self.take(false));
        }
        self.out.comments.push(Piece { line, text });
    }

    fn block_comment(&mut self) {
        let (line, mut text, mut depth) = (self.line, String::new(), 0);
        while self.at < self.chars.len() {
            let pair = (self.peek(0), self.peek(1));
            text.push(self.take(false));
            match pair {
                ('/', '*') => depth += 1,
                ('*', '/') => depth -= 1,
                _ => continue,
            }
            text.push(self.take(false));
            if depth == 0 {
                break;
            }
        }
        self.out.comments.push(Piece { line, text });
    }

    /// A string with escapes, from its opening quote.
    fn string(&mut self) {
        self.take(true);
        let (line, mut text) = (self.line, String::new());
        while self.at < self.chars.len() && self.peek(0) != '"' {
            if self.peek(0) == '\\' {
                text.push(self.take(false));
            }
            if self.at < self.chars.len() {
                text.push(self.take(false));
            }
        }
        if self.at < self.chars.len() {
            self.take(true);
        }
        self.out.strings.push(Piece { line, text });
    }

    /// A raw string, from its first hash or quote.
    fn raw_string(&mut self) {
        let mut hashes = 0;
        while self.peek(0) == '#' {
            self.take(false);
            hashes += 1;
        }
        self.take(true);
        let (line, mut text) = (self.line, String::new());
        while self.at < self.chars.len() {
            if self.peek(0) == '"' && (1..=hashes).all(|ahead| self.peek(ahead) == '#') {
                self.take(true);
                (0..hashes).for_each(|_| {
                    self.take(false);
                });
                break;
            }
            text.push(self.take(false));
        }
        self.out.strings.push(Piece { line, text });
    }

    /// A character literal or a lifetime.
    fn quote(&mut self) {
        let is_character = self.peek(1) == '\\' || (self.peek(1) != '\0' && self.peek(2) == '\'');
        self.take(true);
        if !is_character {
            return;
        }
        while self.at < self.chars.len() && self.peek(0) != '\'' {
            if self.peek(0) == '\\' {
                self.take(false);
            }
            if self.at < self.chars.len() {
                self.take(false);
            }
        }
        if self.at < self.chars.len() {
            self.take(true);
        }
    }

    /// A word, which may be the prefix of a string.
    fn word(&mut self) {
        let mut word = String::new();
        while is_word(self.peek(0)) {
            word.push(self.take(true));
        }
        let raw_follows = self.peek(0) == '"' || (self.peek(0) == '#' && matches!(self.peek(1), '"' | '#'));
        match word.as_str() {
            "r" | "br" | "cr" if raw_follows => self.raw_string(),
            "b" if self.peek(0) == '\'' => self.quote(),
            _ => {}
        }
    }
}

/// Whether a character can stand in an identifier.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether `needle` stands in `text` without a word character touching either end.
pub fn has_word(text: &str, needle: &str) -> bool {
    let starts_in_word = needle.starts_with(is_word);
    let ends_in_word = needle.ends_with(is_word);
    text.match_indices(needle).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        let touches =
            (starts_in_word && before.is_some_and(is_word)) || (ends_in_word && after.is_some_and(is_word));
        !touches
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, code: &str, strings: &[&str]) {
        let scan = scan(source);
        assert_eq!(scan.code, code, "code of {source}");
        let found: Vec<&str> = scan.strings.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(found, strings, "strings of {source}");
    }

    #[test]
    fn strings_are_taken_out_with_their_escapes() {
        check(r#"a("b\"}", c)"#, r#"a("    ", c)"#, &[r#"b\"}"#]);
        check("let x = \"{\n}\";", "let x = \" \n \";", &["{\n}"]);
        check(r#"b"{" c"}""#, r#"b" " c" ""#, &["{", "}"]);
    }

    #[test]
    fn raw_strings_end_at_their_own_hashes_only() {
        check(r###"r#"a"{b"# }"###, r###"r "    "  }"###, &["a\"{b"]);
        check(r#"r"\" }"#, r#"r" " }"#, &["\\"]);
        check("r#type {", "r#type {", &[]);
    }

    #[test]
    fn characters_are_not_lifetimes() {
        check("'{' '\\'' b'}' 'a {", "' ' '  ' b' ' 'a {", &[]);
        check("fn f<'a>(x: &'a str) {}", "fn f<'a>(x: &'a str) {}", &[]);
        check("'_'", "' '", &[]);
    }

    #[test]
    fn comments_nest_and_keep_their_line() {
        let scan = scan("a\n/* { /* } */ \" */ b // }\nc");
        assert_eq!(scan.code, "a\n                  b     \nc");
        let lines: Vec<usize> = scan.comments.iter().map(|piece| piece.line).collect();
        assert_eq!(lines, [2, 2]);
        assert_eq!(scan.comments[0].text, "/* { /* } */ \" */");
    }

    #[test]
    fn an_unfinished_literal_ends_with_the_file() {
        for source in ["\"abc", "r#\"abc\"", "/* abc", "'\\", "\"\\"] {
            assert_eq!(scan(source).code.chars().count(), source.chars().count(), "{source}");
        }
    }

    #[test]
    fn words_are_found_whole() {
        assert!(has_word("use tokio::sync;", "tokio"));
        assert!(!has_word("use tokio_postgres;", "tokio"));
        assert!(has_word("app::store::x", "store::"));
        assert!(!has_word("keystore::x", "store::"));
    }
}
