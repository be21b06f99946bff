//! Signals and memos of any type that are compiled once.
//!
//! Leptos compiles a `RwSignal<T>` and a `Memo<T>` anew for each `T`, about three kilobytes of WebAssembly each, and a page
//! has many small types. Behind `dyn Any` they share one copy, and each type adds only what differs: how it is compared.

use leptos::prelude::*;
use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

type Held = Arc<dyn Any + Send + Sync>;

/// A value that can be read and written; who reads it runs again when it is written.
pub struct Slot<T>(RwSignal<Held>, PhantomData<fn() -> T>);

impl<T> Clone for Slot<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Slot<T> {}

// Nothing else is ever put in.
fn seen<T: 'static>(held: &Held) -> &T {
    held.downcast_ref().expect("a slot holds what its type says")
}

impl<T: Send + Sync + 'static> Slot<T> {
    /// Lives as long as what is being built.
    pub fn new(value: T) -> Self {
        Slot(new_signal(Arc::new(value)), PhantomData)
    }

    /// Lives as long as the page.
    pub fn lasting(value: T) -> Self {
        Slot(lasting_signal(Arc::new(value)), PhantomData)
    }

    /// Reads it; reactive.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(seen(&tracked(self.0)))
    }

    /// Reads it, without running again.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(seen(&self.0.get_untracked()))
    }

    /// A copy of it; reactive.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy of it.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// A copy of it, unless what it belonged to is gone.
    pub fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        self.0.try_get_untracked().map(|held| seen::<T>(&held).clone())
    }

    /// Whether it is this very one.
    pub fn is(self, other: Self) -> bool {
        self.0 == other.0
    }

    /// Writes it; nothing happens where what it belonged to is gone.
    pub fn set(self, value: T) {
        write(self.0, Arc::new(value));
    }

    /// Changes it in place.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.0.try_update(|held| {
            // Readers hold it only while they look.
            if let Some(value) = Arc::get_mut(held).and_then(|held| held.downcast_mut()) {
                change(value);
            }
        });
    }
}

fn new_signal(held: Held) -> RwSignal<Held> {
    RwSignal::new(held)
}

fn lasting_signal(held: Held) -> RwSignal<Held> {
    let owner = Owner::default();
    let signal = owner.with(|| RwSignal::new(held));
    std::mem::forget(owner);
    signal
}

fn tracked(signal: RwSignal<Held>) -> Held {
    signal.get()
}

fn write(signal: RwSignal<Held>, held: Held) {
    signal.try_set(held);
}

trait Comparable: Any + Send + Sync {
    fn same(&self, other: &dyn Any) -> bool;
}

impl<T: PartialEq + Send + Sync + 'static> Comparable for T {
    fn same(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }
}

#[derive(Clone)]
struct Made(Arc<dyn Comparable>);

impl PartialEq for Made {
    fn eq(&self, other: &Made) -> bool {
        let other: &dyn Any = &*other.0;
        self.0.same(other)
    }
}

impl Made {
    fn seen<T: 'static>(&self) -> &T {
        let made: &dyn Any = &*self.0;
        made.downcast_ref().expect("a memo holds what its type says")
    }
}

/// A value made from others; who reads it runs again when it becomes another one.
pub struct Derived<T>(Memo<Made>, PhantomData<fn() -> T>);

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

impl<T: PartialEq + Send + Sync + 'static> Derived<T> {
    /// Makes it, and makes it again when what it is made from has changed.
    pub fn new(make: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Derived(new_memo(Box::new(move || Made(Arc::new(make())))), PhantomData)
    }

    /// Reads it; reactive.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(memo_tracked(self.0).seen())
    }

    /// Reads it, without running again.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(memo_untracked(self.0).seen())
    }

    /// A copy of it; reactive.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy of it.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// A copy of it, unless what it belonged to is gone.
    pub fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        self.0.try_get_untracked().map(|made| made.seen::<T>().clone())
    }
}

fn new_memo(make: Box<dyn Fn() -> Made + Send + Sync>) -> Memo<Made> {
    Memo::new(move |_| make())
}

fn memo_tracked(memo: Memo<Made>) -> Made {
    memo.get()
}

fn memo_untracked(memo: Memo<Made>) -> Made {
    memo.get_untracked()
}
