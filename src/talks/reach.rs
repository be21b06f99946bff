//! Ways to call somebody and to write to them. Each is an ordinary link that the reader follows: Rapport itself asks nobody for anything.

use super::{about, words};
use crate::i18n::{Msg, t};
use crate::shell::log::{self, Wanted};
use crate::state::{Derived, Slot};
use crate::ui::erase::{self, Told};
use crate::ui::{Dialog, Glyph, Icon, button, toast};
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use model::input::dialled;
use model::{CollectionId, RecordId};
use protocol::{About, Quiet};
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};

/// A link and its name, while there is one to follow.
pub type Link = Arc<dyn Fn() -> Option<(String, &'static Msg)> + Send + Sync>;

/// A way.
#[derive(Clone)]
struct Way {
    href: String,
    name: &'static Msg,
    icon: Glyph,
    /// What is logged after it.
    kind: &'static str,
    /// Copied first.
    copy: Option<String>,
}

/// WhatsApp knows numbers only with their country.
fn abroad(phone: &str) -> Option<String> {
    let number = dialled(phone);
    number.strip_prefix('+').or_else(|| number.strip_prefix("00")).map(str::to_owned)
}

fn ways(about: &About) -> Vec<Way> {
    let way = |href, name, icon, kind| Way { href, name, icon, kind, copy: None };
    let mut ways = Vec::new();
    if let Some(number) = about.phones.iter().map(|phone| dialled(phone)).find(|number| !number.is_empty()) {
        ways.push(way(format!("tel:{number}"), &words::CALL, Glyph::Call, "call"));
        ways.push(way(format!("sms:{number}"), &words::SMS, Glyph::Message, "message"));
        if let Some(number) = about.phones.iter().find_map(|phone| abroad(phone)) {
            ways.push(way(format!("https://wa.me/{number}"), &words::WHATSAPP, Glyph::Message, "message"));
        }
    }
    if let Some(email) = about.emails.first() {
        ways.push(way(format!("mailto:{email}"), &words::EMAIL, Glyph::Mail, "email"));
    }
    if let Some(wechat) = about.wechats.first() {
        let way = way("weixin://".to_owned(), &words::WECHAT, Glyph::Message, "message");
        ways.push(Way { copy: Some(wechat.clone()), ..way });
    }
    ways
}

/// The ways to reach whom a record is about.
pub fn reach(of: CollectionId, id: Derived<Option<RecordId>>) -> AnyView {
    let about = about(Derived::new(move || id.get().map(|id| (of, id))));
    erase::view(move || about.with(|about| about.as_ref().map_or_else(erase::nothing, links))).into_any()
}

/// The same for what is known already.
pub(super) fn links(about: &About) -> AnyView {
    let all = ways(about);
    if all.is_empty() {
        return erase::nothing();
    }
    let quiet = about.quiet;
    let (of, id) = (about.whom.of, about.whom.id);
    let asked = Slot::new(None::<Way>);
    let warn = RwSignal::new(false);
    let one = |way: Way| {
        let (href, name, icon) = (way.href.clone(), way.name, way.icon);
        let follow = move |event: web_sys::MouseEvent| {
            if quiet.is_some() {
                event.prevent_default();
                asked.set(Some(way.clone()));
                warn.set(true);
            } else {
                after(&way, of, id);
            }
        };
        let target = href.starts_with("https:").then_some("_blank");
        view! {
            <a class="button quiet reach-way" rel="external noopener noreferrer" target=target href=href on:click=follow>
                <Icon of=icon />
                <span>{t(name)}</span>
            </a>
        }
        .into_any()
    };
    let links: Vec<AnyView> = all.into_iter().map(one).collect();
    let mark = quiet.map(|quiet| view! { <p class="reach-quiet">{t(why(quiet))}</p> }.into_any());
    let link = move || asked.get_untracked().map(|way| (way.href, way.name));
    let follow = move || {
        if let Some(way) = asked.get_untracked() {
            after(&way, of, id);
        }
    };
    let ask = quiet.map(|quiet| ask_first(quiet, warn, Arc::new(link), Arc::new(move |()| follow())));
    view! {
        <div class="reach" role="group" aria-label=t(&words::REACH)>{links}</div>
        {mark}
        {ask}
    }
    .into_any()
}

/// Why somebody is better not reached.
fn why(quiet: Quiet) -> &'static Msg {
    match quiet {
        Quiet::Withdrawn => &words::WITHDRAWN,
        Quiet::DoNotCall => &words::DO_NOT_CALL,
    }
}

/// Asks before somebody is reached who does not want to be: the dialog, which is open while `warn` says so, with the link and its name.
/// `follow` is called where it is followed all the same.
pub fn ask_first(quiet: Quiet, warn: RwSignal<bool>, link: Link, follow: Told<()>) -> AnyView {
    let anyway = move || {
        let follow = Arc::clone(&follow);
        link().map_or_else(erase::nothing, |(href, name)| {
            let follow = move |_| {
                warn.set(false);
                follow(());
            };
            let target = href.starts_with("https:").then_some("_blank");
            view! {
                <p>{t(why(quiet))}</p>
                <div class="form-end">
                    {button("button", &words::LEAVE_IT, move || warn.set(false))}
                    <a class="button danger" rel="external noopener noreferrer" target=target href=href on:click=follow>
                        {t(name)} " – " {t(&words::ANYWAY)}
                    </a>
                </div>
            }
            .into_any()
        })
    };
    view! { <Dialog open=warn title=t(&words::ASK_FIRST)>{anyway()}</Dialog> }.into_any()
}

/// What follows: the composer stands ready for what is about to be said.
fn after(way: &Way, of: CollectionId, id: RecordId) {
    if let Some(text) = &way.copy {
        copy(text);
        toast::show(t(&words::COPIED), None);
    }
    log::open(Wanted { kind: Some(way.kind), ..Wanted::with(of, id) });
}

/// Puts a text where the reader can paste it; browsers that do not let us say so in their own way.
fn copy(text: &str) {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into()).unwrap_or(JsValue::UNDEFINED);
    let write = Reflect::get(&clipboard, &"writeText".into()).ok().and_then(|write| write.dyn_into::<Function>().ok());
    if let Some(write) = write {
        let _ = write.call1(&clipboard, &text.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_another_country_are_known() {
        assert_eq!(abroad("+44 20 7946 0958").as_deref(), Some("442079460958"));
        assert_eq!(abroad("0044 20 7946 0958").as_deref(), Some("442079460958"));
        assert_eq!(abroad("138 0013 8000"), None);
    }
}
