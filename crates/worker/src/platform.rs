//! What the browser gives a worker: time, chance, storage estimates, a pause.

use futures_channel::oneshot;
use js_sys::{Date, Function, Promise, Reflect};
use model::{Day, DeviceId, RecordId};
use protocol::{StorageAnswer, Zone};
use std::cell::Cell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, StorageEstimate};

/// The worker's global scope.
pub fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Milliseconds since 1970-01-01 UTC.
pub fn now_millis() -> u64 {
    Date::now() as u64
}

/// Minutes east of Greenwich where the reader is.
fn offset_minutes() -> i32 {
    -(Date::new_0().get_timezone_offset() as i32)
}

/// Today where the reader is.
pub fn today() -> Day {
    Day::of_instant(Date::now() as i64, offset_minutes())
}

/// How far back and ahead it is known when clocks are set: beyond, the first and the last rule hold.
const ZONE_DAYS: [i64; 2] = [11_000, 800];

thread_local! {
    static ZONE: Cell<Option<&'static Zone>> = const { Cell::new(None) };
}

/// The reader's time zone: another one once they travelled to where clocks show another time. What asked before may hold on to the one of then.
pub fn zone() -> &'static Zone {
    let now = Date::now() as i64;
    let known = ZONE.get().filter(|zone| zone.offset_at(now) == offset_minutes());
    known.unwrap_or_else(|| {
        let offset = |millis: i64| -(Date::new(&(millis as f64).into()).get_timezone_offset() as i32);
        let zone: &'static Zone = Box::leak(Box::new(Zone::around(now, ZONE_DAYS, offset)));
        ZONE.set(Some(zone));
        zone
    })
}

/// A new record's id, later ones larger.
pub fn new_record_id() -> RecordId {
    RecordId(uuid::Uuid::now_v7().as_u128())
}

/// A random number for a new installation.
pub fn new_device_id() -> DeviceId {
    DeviceId(uuid::Uuid::now_v7().as_u128() as u64)
}

/// A random key for a segment, below 2^52 so that it is exact as a JavaScript number.
pub fn new_segment_id() -> u64 {
    uuid::Uuid::now_v7().as_u128() as u64 & ((1 << 52) - 1)
}

/// Lets the worker hear messages before it goes on. A message to oneself comes at once; a timer would wait 4 ms.
pub async fn pause() {
    let Ok(channel) = MessageChannel::new() else { return };
    let (sender, receiver) = oneshot::channel();
    let heard = Closure::once_into_js(move || {
        let _ = sender.send(());
    });
    channel.port1().set_onmessage(Some(heard.unchecked_ref::<Function>()));
    if channel.port2().post_message(&JsValue::NULL).is_ok() {
        let _ = receiver.await;
    }
    channel.port1().close();
}

/// What an error from the browser says, without the machinery that prints any JavaScript value.
pub fn said(error: &JsValue) -> String {
    let message = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    message.or_else(|| error.as_string()).unwrap_or_default()
}

/// Calls `act` once, after so many milliseconds.
pub fn after(millis: i32, act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    // Without a timer nothing is called: it only ever serves a warning.
    let _ = scope().set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), millis);
}

/// Returns after a while.
pub async fn wait(millis: i32) {
    let (sender, receiver) = oneshot::channel::<()>();
    after(millis, move || drop(sender));
    // Letting go of the sender is the sign.
    let _ = receiver.await;
}

/// What the browser says of storage.
pub async fn storage_answer() -> StorageAnswer {
    let manager = scope().navigator().storage();
    let mut answer = StorageAnswer::default();
    if let Ok(promise) = manager.estimate()
        && let Ok(estimate) = JsFuture::from(promise).await
    {
        let estimate: StorageEstimate = estimate.unchecked_into();
        answer.used_bytes = estimate.get_usage().unwrap_or_default() as u64;
        answer.quota_bytes = estimate.get_quota().unwrap_or_default() as u64;
    }
    if let Ok(promise) = manager.persisted()
        && let Ok(persisted) = JsFuture::from(promise).await
    {
        answer.persisted = persisted.is_truthy();
    }
    answer
}

/// Held while this tab writes in bulk; dropping it lets the next one in.
pub struct LockGuard(Option<Function>);

impl Drop for LockGuard {
    fn drop(&mut self) {
        if let Some(release) = self.0.take() {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Waits for the Web Lock of that name. Browsers without Web Locks go on without: the storage's own checks still hold.
pub async fn lock(name: &str) -> LockGuard {
    let navigator = scope().navigator();
    let Ok(locks) = Reflect::get(&navigator, &"locks".into()) else { return LockGuard(None) };
    let Ok(request) = Reflect::get(&locks, &"request".into()) else { return LockGuard(None) };
    let Ok(request) = request.dyn_into::<Function>() else { return LockGuard(None) };
    let (sender, receiver) = oneshot::channel();
    let granted = Closure::once_into_js(move |_lock: JsValue| -> JsValue {
        // The lock is held until this promise is settled.
        let mut release = None;
        let held = Promise::new(&mut |resolve, _| release = Some(resolve));
        let _ = sender.send(release);
        held.into()
    });
    if request.call2(&locks, &name.into(), &granted).is_err() {
        return LockGuard(None);
    }
    LockGuard(receiver.await.ok().flatten())
}
