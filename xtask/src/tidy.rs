//! The project's own rules, those that no compiler knows.

use crate::assets::relative;
use crate::context::{Context, Result, walk};
use std::fs;

/// A file should fit in a head; some cannot, and are only counted.
const LINES_WANTED: usize = 200;
const LINES_MAX: usize = 500;

const SOURCE_DIRS: [&str; 7] = ["src", "crates", "xtask", "tests", "style", "public", "index.html"];
const SOURCE_ENDINGS: [&str; 7] = ["rs", "ts", "js", "css", "html", "webmanifest", "template"];

/// A text that must not occur, the files it is looked for in, and what to do instead.
struct Rule {
    find: fn(&str) -> bool,
    applies: fn(&str) -> bool,
    say: &'static str,
}

// The forbidden words are put together here so that this file does not break its own rules.
const RULES: [Rule; 6] = [
    Rule {
        find: |line| line.contains(concat!("style=", "\"")),
        applies: |name| name.starts_with("src/") || name == "index.html",
        say: "the content security policy blocks style attributes: use a class or style:prop",
    },
    Rule {
        find: has_hex_colour,
        applies: |name| {
            (name.ends_with(".css") && name != "style/tokens.css")
                || (name.starts_with("src/") && name.ends_with(".rs"))
        },
        say: "colours live in style/tokens.css: use a token",
    },
    Rule {
        find: |line| line.contains(concat!("todo", "!(")) || line.contains(concat!("dbg", "!(")),
        applies: |name| name.ends_with(".rs"),
        say: "unfinished or debugging code",
    },
    Rule {
        find: |line| line.contains(concat!(".only", "(")) || line.contains(concat!("waitFor", "Timeout")),
        applies: |name| name.ends_with(".ts"),
        say: "a test that hides others or sleeps: wait for what is to happen",
    },
    Rule {
        find: |line| {
            let line = line.replace("http://www.w3.org/", "");
            line.contains("http://") || line.contains("https://")
        },
        applies: |name| name.starts_with("public/") || name == "index.html",
        say: "the app names no other origin",
    },
    Rule {
        find: |line| [concat!("TO", "DO"), concat!("FIX", "ME")].iter().any(|word| line.contains(word)),
        applies: |_| true,
        say: "write an issue or do it: notes to oneself rot",
    },
];

/// Reads every source file once and fails with the list of what is wrong.
pub fn check(context: &Context) -> Result<()> {
    let mut wrong = 0;
    let mut long = 0;
    for path in SOURCE_DIRS.iter().flat_map(|dir| walk(&context.root.join(dir))) {
        let name = relative(&context.root, &path);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let Some(text) = SOURCE_ENDINGS.contains(&ending).then(|| fs::read_to_string(&path).ok()).flatten() else {
            continue;
        };
        let lines = text.lines().count();
        long += usize::from(lines > LINES_WANTED);
        if lines > LINES_MAX {
            wrong += 1;
            eprintln!("{name}: {lines} lines, at most {LINES_MAX}: split it");
        }
        for rule in RULES.iter().filter(|rule| (rule.applies)(&name)) {
            for (index, _) in text.lines().enumerate().filter(|(_, line)| (rule.find)(line)) {
                wrong += 1;
                eprintln!("{name}:{}: {}", index + 1, rule.say);
            }
        }
    }
    if long > 0 {
        println!("{long} files have more than {LINES_WANTED} lines");
    }
    match wrong {
        0 => Ok(()),
        _ => Err(format!("{wrong} places break a rule, listed above")),
    }
}

/// `#` with 3, 4, 6 or 8 hex digits and nothing word-like after them, after a character that cannot begin an id selector or a URL.
fn has_hex_colour(line: &str) -> bool {
    let starts = line.match_indices('#').map(|(at, _)| at);
    starts.into_iter().any(|at| {
        let before = line[..at].chars().next_back();
        let digits = line[at + 1..].chars().take_while(char::is_ascii_hexdigit).count();
        let after = line[at + 1 + digits..].chars().next();
        let ends = !after.is_some_and(|next| next.is_alphanumeric() || "-_".contains(next));
        [3, 4, 6, 8].contains(&digits) && ends && before.is_some_and(|before| " :,(\"'".contains(before))
    })
}

#[cfg(test)]
mod tests {
    use super::has_hex_colour;

    #[test]
    fn colours_are_told_from_other_hashes() {
        assert!(has_hex_colour("color: #fff;"));
        assert!(has_hex_colour("fill=\"#0f5c5c\""));
        assert!(!has_hex_colour("#[derive(Clone)]"));
        assert!(!has_hex_colour("href=\"#facade-more\""));
        assert!(!has_hex_colour("see Order #1042x"));
    }
}
