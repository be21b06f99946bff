//! Whom a text speaks of. Names are not unique: the records are kept in the order in which their names stand in the text, one for each time.

use model::mention::{plain_name, write};
use protocol::Whom;

/// The places of names in a text, in their order: where the `@` stands, and the name behind it.
fn places<'a>(text: &str, names: &'a [String]) -> Vec<(usize, &'a str)> {
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('@') {
        let after = &text[at + found + 1..];
        // "@Acme Ltd" is not "@Acme" and something.
        let names = names.iter().filter(|name| !name.is_empty() && after.starts_with(name.as_str()));
        let name = names.max_by_key(|name| name.len());
        places.extend(name.map(|name| (at + found, name.as_str())));
        at += found + 1 + name.map_or(0, String::len);
    }
    places
}

fn names<'a>(of: impl Iterator<Item = &'a Whom>) -> Vec<String> {
    of.map(|whom| plain_name(&whom.name)).collect()
}

/// Who stands where. A name that stands there more often than it was chosen means the last of that name.
fn standing<'a>(text: &str, mentions: &'a [Whom]) -> Vec<(usize, &'a Whom, usize)> {
    let called = names(mentions.iter());
    let places = places(text, &called);
    let whose = |nth: usize, name: &str| {
        let before = places[..nth].iter().filter(|(_, other)| *other == name).count();
        let same = || called.iter().zip(mentions).filter(|(called, _)| *called == name).map(|(_, whom)| whom);
        same().nth(before).or_else(|| same().next_back())
    };
    let all = places.iter().enumerate();
    all.filter_map(|(nth, (at, name))| Some((*at, whose(nth, name)?, at + 1 + name.len()))).collect()
}

/// The text with the records that it speaks of, in their lasting form.
pub(super) fn with_links(text: &str, mentions: &[Whom]) -> String {
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    for (at, whom, end) in standing(text, mentions) {
        out.push_str(&text[from..at]);
        out.push_str(&write(whom.of, whom.id, &whom.name));
        from = end;
    }
    out + &text[from..]
}

/// Whom a text speaks of after it became another one; the cursor stands where that was done. `chosen` was chosen for the `@` at a place of the new text.
pub(super) fn follow(
    (old, mentions): (&str, &[Whom]),
    (new, cursor): (&str, usize),
    chosen: Option<(usize, &Whom)>,
) -> Vec<Whom> {
    // What stands behind the cursor was there before, and what is the same from the beginning.
    let behind = old.bytes().rev().zip(new[cursor..].bytes().rev()).take_while(|(one, other)| one == other).count();
    let most = (old.len() - behind).min(new.len() - behind);
    let before = old.bytes().zip(new.bytes()).take(most).take_while(|(one, other)| one == other).count();
    let stayed = |(at, whom, end): (usize, &'_ Whom, usize)| match at {
        _ if end <= before => Some((at, whom.clone())),
        at if at >= old.len() - behind => Some((at + new.len() - old.len(), whom.clone())),
        _ => None,
    };
    let mut known: Vec<(usize, Whom)> = standing(old, mentions).into_iter().filter_map(stayed).collect();
    if let Some((at, whom)) = chosen {
        known.retain(|(other, _)| *other != at);
        known.push((at, whom.clone()));
    }
    let all: Vec<&Whom> = mentions.iter().chain(chosen.map(|(_, whom)| whom)).collect();
    let called = names(all.iter().copied());
    let places = places(new, &called);
    let whose = |(at, name): &(usize, &str)| {
        let here = known.iter().find(|(place, whom)| place == at && plain_name(&whom.name) == *name);
        // Typed, not chosen: the last of that name.
        let last = || called.iter().zip(&all).rev().find(|(called, _)| called == name).map(|(_, whom)| (*whom).clone());
        here.map(|(_, whom)| whom.clone()).or_else(last)
    };
    // A name that is just being changed may be typed again.
    let gone = mentions.iter().zip(&called).filter(|(_, called)| places.iter().all(|(_, name)| name != called));
    places.iter().filter_map(whose).chain(gone.map(|(whom, _)| whom.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::RecordId;
    use model::schema::customer;

    fn whom(id: u128, name: &str) -> Whom {
        Whom { of: customer::ID, id: RecordId(id), name: name.into(), about: String::new() }
    }

    fn link(id: u128, name: &str) -> String {
        write(customer::ID, RecordId(id), name)
    }

    /// A text as it is being written.
    #[derive(Default)]
    struct Written(String, Vec<Whom>);

    impl Written {
        /// Puts a text in the place of `from`, which stands there once, or at the end.
        fn write(&mut self, from: &str, to: &str) {
            let at = if from.is_empty() { self.0.len() } else { self.0.find(from).expect("it stands there") };
            let now = format!("{}{to}{}", &self.0[..at], &self.0[at + from.len()..]);
            self.1 = follow((&self.0, &self.1), (&now, at + to.len()), None);
            self.0 = now;
        }

        /// Types a sign and chooses somebody, before a text that stands there once or at the end.
        fn choose(&mut self, before: &str, id: u128, name: &str) {
            let at = if before.is_empty() { self.0.len() } else { self.0.find(before).expect("it stands there") };
            for (old, new) in [("", "@"), ("@", &*format!("@{name} "))] {
                let now = format!("{}{new}{}", &self.0[..at], &self.0[at + old.len()..]);
                let chosen = whom(id, name);
                let chosen = (!old.is_empty()).then_some((at, &chosen));
                self.1 = follow((&self.0, &self.1), (&now, at + new.len()), chosen);
                self.0 = now;
            }
        }

        fn read(&self) -> String {
            with_links(&self.0, &self.1)
        }
    }

    #[test]
    fn names_become_links_the_longest_first() {
        let linked = with_links("@Acme Ltd, @Acme and a@b @", &[whom(1, "Acme"), whom(2, "Acme Ltd")]);
        assert_eq!(linked, format!("{}, {} and a@b @", link(2, "Acme Ltd"), link(1, "Acme")));
    }

    #[test]
    fn of_namesakes_the_one_that_was_chosen_is_meant() {
        let mut text = Written::default();
        text.choose("", 1, "王小");
        text.write("@王小 ", "");
        text.choose("", 2, "王小");
        assert_eq!(text.read(), format!("{} ", link(2, "王小")), "the wrong one was taken out");
        text.write("", "和");
        text.choose("", 1, "王小");
        assert_eq!(text.read(), format!("{} 和{} ", link(2, "王小"), link(1, "王小")));
        text.choose("和", 3, "王小");
        text.choose("@王小 @", 4, "王小");
        let all = [4, 2, 3].map(|id| link(id, "王小"));
        assert_eq!(text.read(), format!("{} {} {} 和{} ", all[0], all[1], all[2], link(1, "王小")));
    }

    #[test]
    fn of_two_namesakes_each_stays_who_it_is_while_the_text_is_changed() {
        let mut text = Written::default();
        text.choose("", 1, "Acme");
        text.write("", "then ");
        text.choose("", 2, "Acme");
        text.write("then", "long ago, ");
        text.write("@Acme long", "long");
        assert_eq!(text.read(), format!("long ago,  {} ", link(2, "Acme")), "the first was taken out");
        // Half taken out and typed again, or only typed.
        text.write("cme ", "c");
        text.write("", "me, @Acme");
        assert_eq!(text.read(), format!("long ago,  {}, {}", link(2, "Acme"), link(2, "Acme")));
        text.choose("long", 1, "Acme");
        assert_eq!(text.read(), format!("{} long ago,  {}, {}", link(1, "Acme"), link(2, "Acme"), link(2, "Acme")));
    }
}
