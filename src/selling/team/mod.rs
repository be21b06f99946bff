//! Users and teams.

mod hand_over;
mod words;

use crate::commands::offer_said;
use crate::data;
use crate::format;
use crate::forms::{create, refusing};
use crate::i18n::{label, t, tf};
use crate::selling::{People, me, people, set_me};
use crate::state::{Derived, Slot};
use crate::ui::{Dialog, EmptyState, Field as FieldView, Glyph, Skeleton, button, erase};
use leptos::prelude::*;
use model::schema::{team, user};
use model::{CollectionId, Field, FieldId, RecordId, Value, collection};
use protocol::Request;
use protocol::selling::team::{PeopleAnswer, Person};
use std::sync::Arc;

/// The page.
#[component]
pub fn TeamPage() -> impl IntoView {
    let people = people();
    // Whose records are about to be handed over.
    let giving = Slot::new(None::<RecordId>);
    let open = RwSignal::new(false);
    let start = move |of: RecordId| {
        giving.set(Some(of));
        open.set(true);
    };
    let count = erase::text(move || {
        let n = people.with(|people| people.as_ref().map(|people| people.people.len()));
        n.map_or(String::new(), |n| tf(&words::PEOPLE, &[("n", &format::integer(n as u64))]))
    });
    let shown = Derived::new(move || people.with(|people| people.as_ref().map(|people| people.people.is_empty())));
    let content = erase::view(move || match shown.get() {
        None => view! { <Skeleton lines=6 /> }.into_any(),
        Some(true) => empty(),
        Some(false) => table(people, Arc::new(start)),
    });
    view! {
        <div class="page team-page">
            <header class="page-head">
                <h1>{t(&words::TITLE)}</h1>
                <span class="count muted" role="status">{count}</span>
                <div class="records-end">{adders()}</div>
            </header>
            {hand_over_first(people, Arc::new(start))}
            {warnings(people, Arc::new(start))}
            {content}
            {teams(people)}
            <Dialog open=open title=t(&words::HAND_OVER)>{hand_over::form(people, giving.get_untracked(), open)}</Dialog>
        </div>
    }
    .into_any()
}

fn adders() -> AnyView {
    let nothing = Arc::new(Vec::new);
    view! {
        {create("button quiet", &team::COLLECTION, nothing.clone(), Arc::new(|_| ()))}
        {create("button primary", &user::COLLECTION, nothing, Arc::new(|_| ()))}
    }
    .into_any()
}

fn empty() -> AnyView {
    view! {
        <EmptyState title=t(&words::EMPTY) text=erase::text(|| t(&words::EMPTY_TEXT).to_owned())>
            {create("button", &user::COLLECTION, Arc::new(Vec::new), Arc::new(|_| ()))}
        </EmptyState>
    }
    .into_any()
}

/// "12 customers, 3 leads".
fn counted(owned: &[(CollectionId, u32)]) -> String {
    let one = |(of, n): &(CollectionId, u32)| crate::i18n::counted(*of, *n);
    owned.iter().map(one).collect::<Vec<_>>().join(t(&words::JOIN))
}

type Start = Arc<dyn Fn(RecordId) + Send + Sync>;

/// Offers to hand over where somebody has records: of who has left first, then of who sits here.
fn hand_over_first(people: People, start: Start) -> AnyView {
    let from = Derived::new(move || {
        let me = me();
        people.with(|people| {
            let all = people.iter().flat_map(|people| &people.people);
            let giving = all.filter(|person| hand_over::given(&person.owned).next().is_some());
            let first = giving.min_by_key(|person| (person.active, Some(person.id) != me));
            first.map(|person| person.id)
        })
    });
    let offered = move || {
        let start = start.clone();
        let run = move || from.get_untracked().into_iter().for_each(|of| start(of));
        offer_said("hand-over", &words::HAND_OVER, "transfer yijiao yj", Glyph::Contact, run);
        erase::nothing()
    };
    erase::show(move || from.with(Option::is_some), offered).into_any()
}

/// Records of people who have left.
fn warnings(people: People, start: Start) -> AnyView {
    let content = erase::view(move || {
        let warnings = people.with(|people| {
            let Some(people) = people else { return Vec::new() };
            let gone = people.people.iter().filter(|person| !person.active);
            let left = gone.filter(|person| hand_over::given(&person.owned).next().is_some());
            let mut all: Vec<AnyView> = left.map(|person| left_behind(person, start.clone())).collect();
            if !people.orphans.is_empty() {
                let text = tf(&words::ORPHANS, &[("what", &counted(&people.orphans))]);
                all.push(view! { <p class="team-warning" role="note">{text}</p> }.into_any());
            }
            all
        });
        warnings.into_any()
    });
    content.into_any()
}

fn left_behind(person: &Person, start: Start) -> AnyView {
    let behind: Vec<_> = hand_over::given(&person.owned).collect();
    let text = tf(&words::LEFT, &[("name", &person.name), ("what", &counted(&behind))]);
    let id = person.id;
    view! {
        <div class="team-warning" role="note">
            <span>{text}</span>
            {button("button", &words::HAND_OVER, move || start(id))}
        </div>
    }
    .into_any()
}

fn table(people: People, start: Start) -> AnyView {
    let ids = Derived::new(move || {
        people
            .with(|people| people.iter().flat_map(|people| &people.people).map(|person| person.id).collect::<Vec<_>>())
    });
    let rows = erase::keyed(move || {
        let row = |id: RecordId| -> erase::Row {
            let start = start.clone();
            (id.to_string(), Box::new(move || row(people, id, start)))
        };
        ids.get().into_iter().map(row).collect()
    });
    view! { <ul class="team-list" aria-label=crate::i18n::label("collections.user")>{rows}</ul> }.into_any()
}

/// One field of a user, changed where it stands.
fn in_place(
    id: RecordId,
    field: &'static Field,
    value: Derived<Value>,
    names: Derived<Vec<(RecordId, String)>>,
) -> AnyView {
    let save = Callback::new(move |value: Value| {
        Some(Request::Edit { collection: user::ID, record: id, field: field.id, value })
    });
    let name = crate::fields::label(user::ID, field);
    let refuse = refusing(&user::COLLECTION, field);
    let draft = Some(format!("edit/user/{id}/{}", field.id.0));
    view! { <FieldView label=name kind=field.kind value=value on_save=save refuse=refuse names=names draft=draft /> }
        .into_any()
}

fn row(people: People, id: RecordId, start: Start) -> AnyView {
    let person = Derived::new(move || {
        people.with(|people| people.iter().flat_map(|people| &people.people).find(|person| person.id == id).cloned())
    });
    let name = Derived::new(move || {
        person.with(|person| person.as_ref().map(|person| person.name.clone())).unwrap_or_default()
    });
    let owned = erase::text(move || {
        let owned = person.with(|person| person.as_ref().map(|person| counted(&person.owned))).unwrap_or_default();
        if owned.is_empty() { t(&words::NOTHING).to_owned() } else { owned }
    });
    let names = Derived::new(move || team_names(people));
    let value = move |field: FieldId| {
        person.with(|person| match person {
            Some(person) if field == user::TEAM.id => person.team.map_or(Value::Empty, Value::Reference),
            Some(person) => Value::Bool(person.active),
            None => Value::Empty,
        })
    };
    let field = move |id_of: FieldId| {
        let field = crate::fields::find(user::ID, id_of)?;
        Some(in_place(id, field, Derived::new(move || value(id_of)), names))
    };
    let is_me = Derived::new(move || me() == Some(id));
    let who = erase::view(move || {
        let said = name.get();
        match is_me.get() {
            true => view! {
                <span class="pill">{tf(&words::I_AM, &[("name", &said)])}</span>
                {button("button quiet", &words::NOT_ME, || set_me(None))}
            }
            .into_any(),
            false => button("button quiet", &words::THAT_IS_ME, move || set_me(Some(id))),
        }
    });
    let owns = erase::flag(move || person.with(|person| person.as_ref().is_none_or(|person| person.owned.is_empty())));
    view! {
        <li class="team-row" class:gone=move || person.with(|person| person.as_ref().is_some_and(|person| !person.active))>
            <div class="team-who">
                <a href=format!("records?of=user&id={id}")>{erase::text(move || name.get())}</a>
                <p class="note">{owned}</p>
            </div>
            <div class="team-facts">{field(user::TEAM.id)} {field(user::ACTIVE.id)}</div>
            <div class="team-acts">
                {who}
                <button type="button" class="button quiet" disabled=owns on:click=move |_| start(id)>
                    {t(&words::HAND_OVER)}
                </button>
            </div>
        </li>
    }
    .into_any()
}

fn team_names(people: People) -> Vec<(RecordId, String)> {
    people.with(|people| {
        people.iter().flat_map(|people| &people.teams).map(|team| (team.id, team.name.clone())).collect()
    })
}

/// The teams with who is in them.
fn teams(people: People) -> AnyView {
    let content = erase::maybe(move || {
        people.with(|people| {
            let people = people.as_ref().filter(|people| !people.teams.is_empty())?;
            let teams: Vec<AnyView> =
                people.teams.iter().map(|team| one_team(people, team.id, &team.name, team.leader)).collect();
            let view = view! {
                <section class="team-teams" aria-label=t(&words::TEAMS)>
                    <h2>{t(&words::TEAMS)}</h2>
                    <ul>{teams}</ul>
                </section>
            };
            Some(view.into_any())
        })
    });
    content.into_any()
}

fn one_team(people: &PeopleAnswer, id: RecordId, name: &str, leader: Option<RecordId>) -> AnyView {
    let member = |person: &Person| match Some(person.id) == leader {
        true => format!("{} ({})", person.name, t(&words::LEADS_IT)),
        false => person.name.clone(),
    };
    let members = people.people.iter().filter(|person| person.team == Some(id) && person.active);
    let members = members.map(member).collect::<Vec<_>>().join(t(&words::JOIN));
    let name = if name.is_empty() { label("collection.team") } else { name.to_owned() };
    view! {
        <li>
            <a href=format!("records?of=team&id={id}")>{name}</a> " " <span class="note">{members}</span>
        </li>
    }
    .into_any()
}

/// The plural name of a collection.
fn kind(of: CollectionId) -> String {
    label(&format!("collections.{}", collection(of).map_or("", |of| of.name)))
}

/// Gives all of somebody's records away, and goes on once it is done.
fn done(open: RwSignal<bool>, request: Request) {
    let outcome = move |done: bool| {
        if done {
            open.try_set(false);
        }
    };
    data::act_telling(request, Box::new(outcome));
}
