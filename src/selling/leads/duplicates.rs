//! Who may be the same, each with the reason and the way there.

use super::words;
use crate::i18n::{label, t, tf};
use crate::ui::field::address;
use leptos::prelude::*;
use model::collection;
use model::schema::contact;
use protocol::selling::leads::Duplicate;

/// Why a record may be the same, in words.
pub(super) fn why(duplicate: &Duplicate) -> String {
    tf(words::likeness(duplicate.likeness), &[("text", &duplicate.shared)])
}

/// The list; nothing for nobody.
pub(super) fn list(duplicates: &[Duplicate]) -> Option<AnyView> {
    if duplicates.is_empty() {
        return None;
    }
    let items: Vec<AnyView> = duplicates.iter().map(item).collect();
    let view = view! {
        <section class="duplicates" aria-label=t(&words::DUPLICATES)>
            <p class="strong">{t(&words::DUPLICATES)}</p>
            <ul>{items}</ul>
        </section>
    };
    Some(view.into_any())
}

fn item(duplicate: &Duplicate) -> AnyView {
    let of = collection(duplicate.collection).map_or("", |of| of.name);
    let whose = duplicate.customer.as_ref().filter(|_| duplicate.collection == contact::ID);
    let whose = whose.map(|(_, name)| tf(&words::OF_CUSTOMER, &[("name", name)]));
    let owner = (!duplicate.owner.is_empty()).then(|| tf(&words::OWNED_BY, &[("name", &duplicate.owner)]));
    let about = [Some(label(&format!("collection.{of}"))), whose, Some(why(duplicate)), owner];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <li>
            <a href=address(duplicate.collection, duplicate.id)>{duplicate.name.clone()}</a>
            " "
            <span class="note">{about}</span>
        </li>
    }
    .into_any()
}
