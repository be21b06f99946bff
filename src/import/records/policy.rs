//! What becomes of rows that match records, and of words that nobody knows.

use super::decide::{any_field, earlier, makes, toggled, with_records};
use super::declared::key_label;
use super::words;
use crate::i18n::{Msg, t, tf};
use crate::import::flow::Flow;
use crate::state::Derived;
use crate::ui::erase;
use leptos::prelude::*;
use protocol::import::{FieldKind, ImportField, MatchKey, OnMatch, RecordMapping, UnknownOption, UnknownReference};

/// The choices; nothing where the file is a purchase log.
#[component]
pub(in crate::import) fn Policy(flow: Flow) -> impl IntoView {
    // Drawn anew when another kind of file, or another set of columns, is meant; the rest keeps the keyboard's place.
    let shape = Derived::new(move || {
        flow.preview.with(|preview| {
            let preview = preview.as_ref()?;
            let records = preview.mapping.records.as_ref()?;
            let options = any_field(records, &preview.fields, |field| field.kind == FieldKind::Option);
            Some((records.collection, records.keys(), options, any_field(records, &preview.fields, makes)))
        })
    });
    erase::maybe(move || {
        let (of, keys, options, references) = shape.get()?;
        let fields: Vec<ImportField> = flow
            .preview
            .with_untracked(|preview| preview.as_ref().map(|known| known.fields.clone()).unwrap_or_default());
        let names = keys.iter().map(|key| (*key, key_label(&fields, of, *key))).collect::<Vec<_>>();
        let matches = (!names.is_empty()).then(|| matches(flow, names));
        let options = options.then(|| {
            let choices =
                [(UnknownOption::Remark, &words::OPTION_REMARK), (UnknownOption::LeaveEmpty, &words::OPTION_EMPTY)];
            let get = |records: &RecordMapping| records.unknown_option;
            radios(flow, &words::UNKNOWN_OPTIONS, "import-options", &choices, get, |records, value| {
                records.unknown_option = value;
            })
        });
        let references = references.then(|| {
            let choices = [
                (UnknownReference::Create, &words::REFERENCE_CREATE),
                (UnknownReference::Reject, &words::REFERENCE_REJECT),
            ];
            let get = |records: &RecordMapping| records.unknown_reference;
            radios(flow, &words::UNKNOWN_REFERENCES, "import-references", &choices, get, |records, value| {
                records.unknown_reference = value;
            })
        });
        let section = view! {
            <section class="import-policy" aria-label=t(&words::POLICY)>
                {matches}
                {references}
                {options}
            </section>
        };
        Some(section.into_any())
    })
}

/// What becomes of matches, and by what rows are matched.
fn matches(flow: Flow, names: Vec<(MatchKey, String)>) -> AnyView {
    let choices = [
        (OnMatch::Update, &words::MATCH_UPDATE),
        (OnMatch::Skip, &words::MATCH_SKIP),
        (OnMatch::Create, &words::MATCH_CREATE),
    ];
    let get = |records: &RecordMapping| records.on_match;
    let what = radios(flow, &words::ON_MATCH, "import-match", &choices, get, |records, value| records.on_match = value);
    let order = Derived::new(move || match_by(flow));
    let list = erase::view(move || {
        let now = order.get();
        let mut sorted = names.clone();
        // Those that count come first, in their order.
        sorted.sort_by_key(|(key, _)| now.iter().position(|known| known == key).unwrap_or(usize::MAX));
        let rows = sorted.into_iter().map(|(key, name)| key_row(flow, key, name, now.first() == Some(&key)));
        rows.collect::<Vec<AnyView>>().into_any()
    });
    view! {
        {what}
        <fieldset class="question">
            <legend>{t(&words::MATCH_BY)}</legend>
            <ol class="match-keys">{list}</ol>
        </fieldset>
    }
    .into_any()
}

fn match_by(flow: Flow) -> Vec<MatchKey> {
    flow.mapping.with(|mapping| {
        mapping.as_ref().and_then(|known| Some(known.records.as_ref()?.match_by.clone())).unwrap_or_default()
    })
}

fn key_row(flow: Flow, key: MatchKey, name: String, first: bool) -> AnyView {
    let on = match_by(flow).contains(&key);
    let change = move |change: fn(&[MatchKey], MatchKey) -> Vec<MatchKey>| {
        flow.remap(|mapping| with_records(mapping, |records| records.match_by = change(&records.match_by, key)));
    };
    let toggle = move |_| {
        change(if on { |keys, key| toggled(keys, key, false) } else { |keys, key| toggled(keys, key, true) });
    };
    let up = (on && !first).then(|| {
        let said = tf(&words::EARLIER, &[("name", &name)]);
        view! {
            <button type="button" class="button quiet" aria-label=said on:click=move |_| change(earlier)>"↑"</button>
        }
        .into_any()
    });
    view! {
        <li>
            <label class="choice">
                <input type="checkbox" prop:checked=on on:change=toggle/>
                <span>{name}</span>
            </label>
            {up}
        </li>
    }
    .into_any()
}

/// One choice among several.
fn radios<T: Copy + PartialEq + Send + Sync + 'static>(
    flow: Flow,
    title: &'static Msg,
    group: &'static str,
    choices: &[(T, &'static Msg)],
    get: fn(&RecordMapping) -> T,
    set: fn(&mut RecordMapping, T),
) -> AnyView {
    let choice = |&(value, msg): &(T, &'static Msg)| {
        let chosen = erase::flag(move || {
            let now = flow.mapping.with(|mapping| mapping.as_ref().and_then(|known| known.records.as_ref().map(get)));
            now == Some(value)
        });
        let choose = move |_| flow.remap(|mapping| with_records(mapping, |records| set(records, value)));
        view! {
            <label class="choice">
                <input type="radio" name=group prop:checked=chosen on:change=choose/>
                <span>{t(msg)}</span>
            </label>
        }
        .into_any()
    };
    let choices: Vec<AnyView> = choices.iter().map(choice).collect();
    view! {
        <fieldset class="question">
            <legend>{t(title)}</legend>
            {choices}
        </fieldset>
    }
    .into_any()
}
