//! Whose records a page shows: everybody's, mine, my team's, or one person's. Kept by this browser, as it concerns nobody else.

use super::asked;
use super::{Asker, me};
use crate::commands::offer_said;
use crate::data::prefs;
use crate::i18n::t;
use crate::messages;
use crate::state::{Derived, Slot};
use crate::ui::{Glyph, erase};
use leptos::prelude::*;
use model::RecordId;
use protocol::selling::team::Members;
use protocol::{Owners, SellingAnswer, SellingQuery, TeamAnswer, TeamQuery};
use std::sync::Arc;

messages! {
    pub WHOSE = "Whose", "归属";
    EVERYBODY = "Everybody’s", "全部";
    pub MINE = "Mine", "我的";
    pub OURS = "My team", "我的团队";
    ONLY_MINE = "Show only what is mine", "只看我的";
    MY_TEAMS = "Show what is my team’s", "查看我的团队的";
    EVERYBODYS = "Show what is everybody’s", "查看所有人的";
}

/// Whose records.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Whose {
    /// Everybody's.
    Everybody,
    /// Those of the user at this device.
    Mine,
    /// Those of everybody in the user's team.
    Team,
    /// Those of one user.
    One(RecordId),
}

impl Whose {
    fn name(self) -> String {
        match self {
            Whose::Everybody => "all".to_owned(),
            Whose::Mine => "mine".to_owned(),
            Whose::Team => "team".to_owned(),
            Whose::One(id) => id.to_string(),
        }
    }

    fn named(name: &str) -> Option<Whose> {
        match name {
            "all" => Some(Whose::Everybody),
            "mine" => Some(Whose::Mine),
            "team" => Some(Whose::Team),
            id => id.parse().ok().map(Whose::One),
        }
    }
}

/// Who there is and who is in the team of the user at this device, once that is known.
pub fn members() -> Derived<Option<Arc<Members>>> {
    let answer = asked::ask(|| Some(SellingQuery::Team(TeamQuery::Members { of: me() })));
    Derived::new(move || {
        asked::read(answer, |answer| match answer {
            SellingAnswer::Team(TeamAnswer::Members(known)) if known.of == me() => Some(Arc::new((**known).clone())),
            _ => None,
        })
    })
}

/// The choice of a page.
#[derive(Clone, Copy)]
pub struct Choice {
    key: &'static str,
    kept: Slot<Whose>,
    known: Derived<Option<Arc<Members>>>,
    owners: Derived<Option<Owners>>,
}

impl Choice {
    /// What this browser keeps under a key, else `first`.
    pub fn kept(key: &'static str, first: Whose) -> Choice {
        let kept = Slot::new(prefs::get_text(key).and_then(|name| Whose::named(&name)).unwrap_or(first));
        let known = members();
        let owners = Derived::new(move || match now(kept, known) {
            Whose::Everybody => Some(Owners::ALL),
            Whose::Mine => Some(me().into()),
            Whose::Team => known.with(|known| known.as_ref().map(|known| Owners(known.team.clone()))),
            Whose::One(id) => known.with(Option::is_some).then(|| Owners(vec![id])),
        });
        Choice { key, kept, known, owners }
    }

    /// Who is meant, once that is known; reactive.
    pub fn owners(self) -> Option<Owners> {
        self.owners.get()
    }

    /// Whether they are meant as a team; reactive.
    pub fn is_team(self) -> bool {
        now(self.kept, self.known) == Whose::Team
    }

    fn choose(self, whose: Whose) {
        prefs::set(self.key, &whose.name().as_str().into());
        self.kept.set(whose);
    }

    /// The choice, where there is anybody to choose; what is mine asks who that is.
    pub fn view(self) -> AnyView {
        let asker = Asker::new();
        let take = move |whose: Whose| match whose {
            Whose::Mine | Whose::Team => asker.ask(move |_| self.choose(whose)),
            _ => self.choose(whose),
        };
        let anybody = Derived::new(move || {
            me().is_some() || self.known.with(|known| known.as_ref().is_some_and(|known| !known.people.is_empty()))
        });
        let choice = erase::show(
            move || anybody.get(),
            move || {
                offer_said("mine", &ONLY_MINE, "wode wd", Glyph::Contact, move || take(Whose::Mine));
                offer_said("my-team", &MY_TEAMS, "tuandui td", Glyph::Customers, move || take(Whose::Team));
                offer_said("everybody", &EVERYBODYS, "suoyou sy", Glyph::Customers, move || take(Whose::Everybody));
                let change = move |event: leptos::ev::Targeted<web_sys::Event, web_sys::HtmlSelectElement>| {
                    let chosen = Whose::named(&event.target().value());
                    // Until it is known who asks, what is shown stays.
                    event.target().set_value(&untrack(|| now(self.kept, self.known)).name());
                    chosen.into_iter().for_each(take);
                };
                view! {
                    <select class="select whose" aria-label=t(&WHOSE) on:change:target=change>
                        {erase::view(move || options(self))}
                    </select>
                }
                .into_any()
            },
        );
        view! { {choice} {asker.dialog()} }.into_any()
    }
}

/// What is chosen, as far as it can be: where nobody sits here, nothing is theirs; and who has left can be chosen no more.
fn now(kept: Slot<Whose>, known: Derived<Option<Arc<Members>>>) -> Whose {
    let has_left = |id: RecordId| {
        known.with(|known| known.as_ref().is_some_and(|known| known.people.iter().all(|(person, _)| *person != id)))
    };
    match kept.get() {
        Whose::Mine | Whose::Team if me().is_none() => Whose::Everybody,
        Whose::One(id) if has_left(id) => Whose::Everybody,
        whose => whose,
    }
}

fn options(choice: Choice) -> AnyView {
    let option = |whose: Whose, said: String| {
        let is = erase::flag(move || now(choice.kept, choice.known) == whose);
        view! { <option value=whose.name() prop:selected=is>{said}</option> }.into_any()
    };
    let named = [(Whose::Everybody, &EVERYBODY), (Whose::Mine, &MINE), (Whose::Team, &OURS)];
    let named = named.into_iter().map(|(whose, said)| option(whose, t(said).to_owned()));
    let people = choice.known.get();
    let people = people.iter().flat_map(|known| &known.people).map(|(id, name)| option(Whose::One(*id), name.clone()));
    named.chain(people).collect::<Vec<_>>().into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_kept_by_a_name_that_is_read_again() {
        for whose in [Whose::Everybody, Whose::Mine, Whose::Team, Whose::One(RecordId(77))] {
            assert_eq!(Whose::named(&whose.name()), Some(whose));
        }
        assert_eq!(Whose::named("nobody in particular"), None);
    }
}
