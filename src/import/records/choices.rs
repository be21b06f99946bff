//! Words of the file that are no options: each can be said to mean one, a new one, or nothing.

use super::decide::{field_of, with_records};
use super::declared::{label, option_label};
use super::words;
use crate::fields;
use crate::format;
use crate::i18n::{t, tf};
use crate::import::flow::Flow;
use crate::state::Derived;
use crate::ui::erase;
use leptos::prelude::*;
use model::options::is_closed;
use model::{Kind, OptionId};
use protocol::import::{
    FieldKind, ImportField, Preview, RecordMapping, UnknownOption, UnknownText, WordMeaning, WordTo,
};

/// Rows that are looked at before the whole file is checked.
const LOOKED_AT: u32 = 10_000;

/// A word and the field in which it stands.
type Word = (ImportField, UnknownText);

/// The words that stand in columns of options now: those of the preview, and those that only the whole file showed.
fn words_of(preview: &Preview, later: &[UnknownText]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for text in preview.unknown.iter().chain(later) {
        let field = usize::try_from(text.column).ok().and_then(|column| field_of(preview, column));
        let Some(field) = field.filter(|field| field.kind == FieldKind::Option) else { continue };
        match words.iter_mut().find(|(of, known)| (of.of, of.id, known.key) == (field.of, field.id, text.key)) {
            Some((_, known)) => known.rows = known.rows.max(text.rows),
            None => words.push((field.clone(), text.clone())),
        }
    }
    words
}

/// The mapping with a meaning for a word; `None` leaves it to what holds for all.
fn meant(records: &mut RecordMapping, field: &ImportField, key: u64, to: Option<WordTo>) {
    records.words.retain(|word| (word.of, word.field, word.key) != (field.of, field.id, key));
    records.words.extend(to.map(|to| WordMeaning { of: field.of, field: field.id, key, to }));
}

/// The list of words, each with what becomes of it.
#[component]
pub(in crate::import) fn Words(flow: Flow) -> impl IntoView {
    // Drawn anew with other words; what is chosen for one keeps the keyboard's place.
    let shown = Derived::new(move || {
        let later = flow.unknown.get();
        flow.preview.with(|preview| {
            let preview = preview.as_ref()?;
            let counted = preview.rows <= LOOKED_AT;
            Some((words_of(preview, &later), counted)).filter(|(words, _)| !words.is_empty())
        })
    });
    erase::maybe(move || {
        let (words, counted) = shown.get()?;
        let rows: Vec<AnyView> = words.into_iter().map(|word| row(flow, word, counted)).collect();
        let section = view! {
            <section class="import-words" aria-label=t(&words::WORDS)>
                <h2>{t(&words::WORDS)}</h2>
                <p class="note">{t(&words::WORDS_TEXT)}</p>
                <ul>{rows}</ul>
            </section>
        };
        Some(section.into_any())
    })
}

fn row(flow: Flow, (field, word): Word, counted: bool) -> AnyView {
    let key = word.key;
    let place = (field.of, field.id);
    let now = Derived::new(move || {
        flow.mapping.with(|mapping| {
            let records = mapping.as_ref()?.records.as_ref()?;
            let given = records.words.iter().find(|known| ((known.of, known.field), known.key) == (place, key));
            given.map(|known| known.to.clone())
        })
    });
    let keeps = Derived::new(move || {
        flow.mapping.with(|mapping| {
            let records = mapping.as_ref().and_then(|known| known.records.as_ref());
            records.is_some_and(|records| records.unknown_option == UnknownOption::Remark)
        })
    });
    let choose = {
        let (field, name) = (field.clone(), word.text.clone());
        move |event| {
            let to = match event_target_value(&event).as_str() {
                "" => None,
                "new" => Some(WordTo::New(name.clone())),
                "empty" => Some(WordTo::Empty),
                id => id.parse().ok().map(|id| WordTo::Option(OptionId(id))),
            };
            flow.remap(|mapping| with_records(mapping, |records| meant(records, &field, key, to)));
        }
    };
    let entry = move |value: String, to: Option<WordTo>, text: String| {
        let selected = erase::flag(move || now.with(|now| *now == to));
        view! { <option value=value prop:selected=selected>{text}</option> }.into_any()
    };
    let usual = erase::text(move || t(if keeps.get() { &words::WORD_REMARK } else { &words::WORD_EMPTY }).to_owned());
    let is_usual = erase::flag(move || now.with(Option::is_none));
    let known = field.options.iter().filter_map(|option| {
        let text = option_label(&field, option.id.0)?;
        Some(entry(option.id.0.to_string(), Some(WordTo::Option(option.id)), text))
    });
    let known: Vec<AnyView> = known.collect();
    let new = tf(&words::WORD_NEW, &[("word", &word.text)]);
    let is_closed = match untrack(|| fields::find(field.of, field.id)).map(|field| field.kind) {
        Some(Kind::Option(list)) => is_closed(list.name),
        _ => false,
    };
    let new = (!is_closed).then(|| entry("new".to_owned(), Some(WordTo::New(word.text.clone())), new));
    let n = format::integer(word.rows.into());
    let count = tf(if counted { &words::WORD_ROWS } else { &words::WORD_ROWS_AT_LEAST }, &[("n", &n)]);
    view! {
        <li>
            <span class="import-word">
                <bdi>{word.text.clone()}</bdi>
                <span class="muted">{label(&field)} " · " {count}</span>
            </span>
            <select class="select" aria-label=tf(&words::WORD_BECOMES, &[("word", &word.text)]) on:change=choose>
                <option value="" prop:selected=is_usual>{usual}</option>
                {new}
                {entry("empty".to_owned(), Some(WordTo::Empty), t(&words::WORD_NOTHING).to_owned())}
                <optgroup label=t(&words::WORD_KNOWN)>{known}</optgroup>
            </select>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::decide::tests::mapping;
    use crate::import::records::decide::with_kind;
    use model::schema::customer;

    #[test]
    fn a_word_means_one_thing() {
        let mut mapping = with_kind(&mapping(&[]), Some(customer::ID));
        let records = mapping.records.as_mut().expect("records");
        let field = ImportField {
            of: customer::ID,
            id: customer::LEVEL.id,
            name: "level".into(),
            labels: Vec::new(),
            kind: FieldKind::Option,
            options: Vec::new(),
        };
        meant(records, &field, 7, Some(WordTo::Empty));
        meant(records, &field, 8, Some(WordTo::Empty));
        meant(records, &field, 7, Some(WordTo::New("Gold".into())));
        assert_eq!(records.words.iter().map(|word| word.key).collect::<Vec<_>>(), [8, 7]);
        meant(records, &field, 8, None);
        assert_eq!(records.words.len(), 1);
    }
}
