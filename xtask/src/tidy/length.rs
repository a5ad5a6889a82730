//! Files of at most 400 lines, functions of at most 70.

use super::Problem;
use super::scan::is_word;
use super::tree::Tree;

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 70;

/// Complains about Rust files and functions that are too long.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, scan) in tree.rust() {
        let lines = file.text.lines().count();
        if lines > FILE_LINES {
            let what =
                format!("{lines} lines, at most {FILE_LINES}: a noun is missing, split the file by it");
            problems.push(Problem::new(&file.path, 0, what));
        }
        for function in functions(&scan.code) {
            if function.lines > FUNCTION_LINES {
                let what = format!(
                    "`{}` has {} lines, at most {FUNCTION_LINES}: name its parts",
                    function.name, function.lines
                );
                problems.push(Problem::new(&file.path, function.line, what));
            }
        }
    }
    problems
}

/// A function with a body.
#[derive(Debug, PartialEq, Eq)]
struct Function {
    name: String,
    /// Where `fn` stands.
    line: usize,
    /// From `fn` to the closing brace, both included.
    lines: usize,
}

/// Every function with a body in blanked code, nested ones too.
fn functions(code: &str) -> Vec<Function> {
    let chars: Vec<char> = code.chars().collect();
    let mut found = Vec::new();
    for at in 0..chars.len() {
        let starts = chars[at..].starts_with(&['f', 'n', ' ']) && (at == 0 || !is_word(chars[at - 1]));
        if !starts {
            continue;
        }
        let name: String = chars[at + 3..].iter().take_while(|c| is_word(**c) || **c == '#').collect();
        if let (false, Some(end)) = (name.is_empty(), body_end(&chars, at)) {
            let breaks = |range: &[char]| range.iter().filter(|c| **c == '\n').count();
            found.push(Function { name, line: breaks(&chars[..at]) + 1, lines: breaks(&chars[at..end]) + 1 });
        }
    }
    found
}

/// The index of the brace that closes the body of the function at `from`; none when it has no body.
fn body_end(chars: &[char], from: usize) -> Option<usize> {
    let (mut brackets, mut braces) = (0usize, 0usize);
    for (at, c) in chars.iter().enumerate().skip(from) {
        match c {
            '(' | '[' if braces == 0 => brackets += 1,
            ')' | ']' if braces == 0 => brackets = brackets.saturating_sub(1),
            ';' if braces == 0 && brackets == 0 => return None,
            '{' if brackets == 0 => braces += 1,
            '}' if brackets == 0 => {
                braces = braces.checked_sub(1)?;
                if braces == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn long(lines: usize) -> String {
        format!("fn long() {{\n{}}}\n", "    act();\n".repeat(lines - 2))
    }

    #[test]
    fn a_function_of_seventy_lines_passes_and_of_seventy_one_does_not() {
        let problems = |text: &str| check(&Tree::planted(&[("a.rs", text)]));
        assert_eq!(problems(&long(70)), []);
        assert_eq!(problems(&long(71)).len(), 1);
        assert_eq!(problems(&format!("// first\n{}", long(71)))[0].line, 2);
    }

    #[test]
    fn a_file_of_four_hundred_lines_passes_and_one_more_does_not() {
        let problems = |lines: usize| check(&Tree::planted(&[("a.rs", &"//\n".repeat(lines))])).len();
        assert_eq!((problems(400), problems(401)), (0, 1));
    }

    #[test]
    fn braces_in_strings_and_comments_do_not_count() {
        let text = "fn a() {\n    b(\"}\"); // }\n    '}'\n}\nfn c(x: [u8; 4]) -> [u8; 2];\nfn d<T>() where T: Fn(u8) {}\n";
        let scan = super::super::scan::scan(text);
        let found: Vec<(String, usize, usize)> =
            functions(&scan.code).into_iter().map(|f| (f.name, f.line, f.lines)).collect();
        assert_eq!(found, [("a".to_owned(), 1, 4), ("d".to_owned(), 6, 1)]);
    }

    #[test]
    fn function_pointers_are_not_functions() {
        assert_eq!(functions("struct A { f: fn (u8) -> u8 }"), []);
    }
}
