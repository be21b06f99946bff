//! "Who are you?": asked once, where something is done in somebody's name.

use super::{me, set_me};
use crate::data::{self};
use crate::i18n::{failure, t, tf};
use crate::messages;
use crate::selling::asked;
use crate::state::{Derived, Slot};
use crate::ui::{Dialog, button_saying, erase, toast};
use leptos::prelude::*;
use model::schema::user;
use model::{RecordId, Value};
use protocol::selling::team::PeopleAnswer;
use protocol::{Reply, Request, SellingAnswer, SellingQuery, TeamAnswer, TeamQuery};
use std::sync::Arc;

messages! {
    TITLE = "Who are you?", "您是谁？";
    TEXT = "Chosen once for this device: what you make is yours, and lists can show what is yours. You can change it on the Team page.", "在这台设备上只需选择一次：您新建的记录归您，列表可以只看您的。可以在“团队”页更改。";
    CHOOSE = "I am {name}", "我是{name}";
    NAME = "Your name", "您的姓名";
    ADD = "Add me", "添加我";
    OR = "Not in the list?", "不在列表中？";
    NEEDS_NAME = "Write your name first.", "请先填写姓名。";
}

/// Who works with the book, once it is known.
pub type People = Derived<Option<Arc<PeopleAnswer>>>;

/// Everybody, and what they own.
pub fn people() -> People {
    let answer = asked::ask(|| Some(SellingQuery::Team(TeamQuery::People)));
    Derived::new(move || {
        asked::read(answer, |answer| match answer {
            SellingAnswer::Team(TeamAnswer::People(people)) => Some(Arc::new((**people).clone())),
            _ => None,
        })
    })
}

/// What is done once it is known who does it.
type Then = Arc<dyn Fn(RecordId) + Send + Sync>;

/// Asks who sits here before something is done in their name.
#[derive(Clone, Copy)]
pub struct Asker {
    open: RwSignal<bool>,
    then: Slot<Option<Then>>,
}

impl Asker {
    /// One for what is being built; [`Asker::dialog`] has to stand in it.
    pub fn new() -> Asker {
        Asker { open: RwSignal::new(false), then: Slot::new(None) }
    }

    /// Does something in the name of who sits here; asks who that is where nobody said so yet.
    pub fn ask(self, then: impl Fn(RecordId) + Send + Sync + 'static) {
        self.ask_boxed(Arc::new(then));
    }

    fn ask_boxed(self, then: Then) {
        match untrack(me) {
            Some(me) => then(me),
            None => {
                self.then.set(Some(then));
                self.open.set(true);
            }
        }
    }

    fn chosen(self, user: RecordId) {
        set_me(Some(user));
        self.open.set(false);
        if let Some(then) = self.then.get_untracked() {
            self.then.set(None);
            then(user);
        }
    }

    /// The question.
    pub fn dialog(self) -> AnyView {
        view! { <Dialog open=self.open title=t(&TITLE)>{content(self)}</Dialog> }.into_any()
    }
}

fn content(asker: Asker) -> AnyView {
    let people = people();
    let known = erase::view(move || {
        let all = people.get();
        let active = all.iter().flat_map(|all| &all.people).filter(|person| person.active);
        let one = |person: &protocol::selling::team::Person| {
            let id = person.id;
            button_saying("button", tf(&CHOOSE, &[("name", &person.name)]), move || asker.chosen(id))
        };
        active.map(one).collect::<Vec<_>>().into_any()
    });
    let name = RwSignal::new(String::new());
    let trouble = RwSignal::new(false);
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = name.with_untracked(|text| text.trim().to_owned());
        trouble.set(text.is_empty());
        if !text.is_empty() {
            erase::spawn(new_user(text, asker));
        }
    };
    let problem = erase::show(
        move || trouble.get(),
        || view! { <p class="field-error" role="alert">{t(&NEEDS_NAME)}</p> }.into_any(),
    );
    view! {
        <p class="muted">{t(&TEXT)}</p>
        <div class="who-list">{known}</div>
        <form class="form" on:submit=add novalidate>
            <label class="form-row">
                <span>{t(&NAME)}</span>
                <input class="input" type="text" autocomplete="name" prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event)) />
                {problem}
            </label>
            <div class="form-end">
                <span class="muted">{t(&OR)}</span>
                <button type="submit" class="button">{t(&ADD)}</button>
            </div>
        </form>
    }
    .into_any()
}

async fn new_user(name: String, asker: Asker) {
    let fields = vec![(user::NAME.id, Value::Text(name)), (user::ACTIVE.id, Value::Bool(true))];
    match data::send(Request::Create { collection: user::ID, fields }).await {
        Ok(reply) => {
            data::done(&reply);
            if let Reply::Created { id, .. } = reply {
                asker.chosen(id);
            }
        }
        Err(problem) => toast::problem(failure(&problem)),
    }
}
