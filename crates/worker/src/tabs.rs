//! Other tabs: one tells the others that there is something to read.

use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::BroadcastChannel;

/// The channel that all tabs of this book hear.
pub struct Tabs {
    channel: Option<BroadcastChannel>,
}

impl Tabs {
    /// Joins the channel; `poked` is called whenever another tab wrote. A poke carries no data: what was written is read
    /// from storage.
    pub fn join(name: &str, poked: impl Fn() + 'static) -> Tabs {
        let channel = BroadcastChannel::new(name).ok();
        if let Some(channel) = &channel {
            let heard = Closure::<dyn Fn(JsValue)>::new(move |_| poked());
            channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
            // The worker hears for as long as it lives.
            heard.forget();
        }
        Tabs { channel }
    }

    /// Tells the other tabs that there is something to read.
    pub fn poke(&self) {
        if let Some(channel) = &self.channel {
            // A closed channel only means that nobody is told; they read it when they write.
            let _ = channel.post_message(&JsValue::NULL);
        }
    }
}
