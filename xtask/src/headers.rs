//! Reads a `_headers` file the way static hosts do, so that what we look at is served with the headers people will get.

/// A path pattern and the headers it adds.
pub struct Rules(Vec<(String, Vec<(String, String)>)>);

impl Rules {
    /// Lines that start with `/` are patterns, indented lines their headers, `#` lines comments.
    pub fn parse(text: &str) -> Rules {
        let mut rules: Vec<(String, Vec<(String, String)>)> = Vec::new();
        for line in text.lines() {
            if line.starts_with('/') {
                rules.push((line.trim().to_string(), Vec::new()));
            } else if let (Some((name, value)), Some(rule)) = (line.trim().split_once(':'), rules.last_mut())
                && !line.starts_with('#')
            {
                rule.1.push((name.trim().to_string(), value.trim().to_string()));
            }
        }
        Rules(rules)
    }

    /// The headers of a path, which starts with `/`.
    pub fn of<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a (String, String)> {
        let matching = self.0.iter().filter(move |(pattern, _)| match pattern.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => pattern == path,
        });
        matching.flat_map(|(_, headers)| headers)
    }
}

#[cfg(test)]
mod tests {
    use super::Rules;

    #[test]
    fn headers_of_every_matching_pattern_are_sent() {
        let rules = Rules::parse("# c: d\n/*\n  A: 1\n/x.js\n  B: 'self'; y: z\n");
        let of = |path| rules.of(path).map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>();
        assert_eq!(of("/"), ["A=1"]);
        assert_eq!(of("/x.js"), ["A=1", "B='self'; y: z"]);
    }
}
