//! The importer: a short-lived worker that reads one file. It is ended when the file is done with, which gives its memory back.

use futures_channel::oneshot;
use js_sys::{Array, Object, Reflect, Uint8Array};
use protocol::Failure;
use protocol::import::{FromImporter, ToImporter};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};
use worker::platform::said;

/// A running importer.
pub struct Importer {
    worker: Worker,
    inbox: Rc<RefCell<Inbox>>,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _broke: Closure<dyn FnMut(JsValue)>,
}

#[derive(Default)]
struct Inbox {
    messages: VecDeque<Result<FromImporter, Failure>>,
    waiting: Option<oneshot::Sender<()>>,
}

impl Inbox {
    fn put(&mut self, message: Result<FromImporter, Failure>) {
        self.messages.push_back(message);
        if let Some(waiting) = self.waiting.take() {
            let _ = waiting.send(());
        }
    }
}

impl Importer {
    /// Starts an importer and waits until it hears.
    ///
    /// # Errors
    /// [`Failure::Protocol`] where its script cannot be loaded.
    pub async fn start(url: &str) -> Result<Importer, Failure> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(url, &options).map_err(|error| Failure::Protocol(said(&error)))?;
        let inbox: Rc<RefCell<Inbox>> = Rc::default();
        let into = inbox.clone();
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let bytes =
                Reflect::get(&event.data(), &"bytes".into()).ok().and_then(|bytes| bytes.dyn_into::<Uint8Array>().ok());
            if let Some(bytes) = bytes {
                into.borrow_mut().put(protocol::decode(&bytes.to_vec()));
            }
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        let into = inbox.clone();
        let broke = Closure::<dyn FnMut(JsValue)>::new(move |_| {
            into.borrow_mut().put(Err(Failure::Protocol("the importer stopped".into())));
        });
        worker.set_onerror(Some(broke.as_ref().unchecked_ref()));
        let importer = Importer { worker, inbox, _heard: heard, _broke: broke };
        match importer.next().await? {
            FromImporter::Ready => Ok(importer),
            _ => Err(Failure::Protocol("the importer did not greet".into())),
        }
    }

    /// Sends a message, a file beside it if need be.
    ///
    /// # Errors
    /// [`Failure::Protocol`] where the browser cannot pass it on.
    pub fn send(&self, message: &ToImporter, file: Option<&JsValue>) -> Result<(), Failure> {
        let bytes = Uint8Array::from(protocol::encode(message)?.as_slice());
        let envelope = Object::new();
        let cannot = |error: JsValue| Failure::Protocol(said(&error));
        Reflect::set(&envelope, &"bytes".into(), &bytes).map_err(cannot)?;
        if let Some(file) = file {
            Reflect::set(&envelope, &"file".into(), file).map_err(cannot)?;
        }
        self.worker.post_message_with_transfer(&envelope, &Array::of1(&bytes.buffer())).map_err(cannot)
    }

    /// The next message. One may wait for it at a time: two would wake each other for ever.
    ///
    /// # Errors
    /// What went wrong in the importer.
    pub async fn next(&self) -> Result<FromImporter, Failure> {
        loop {
            let waiting = {
                let mut inbox = self.inbox.borrow_mut();
                if let Some(message) = inbox.messages.pop_front() {
                    return message;
                }
                let (sender, receiver) = oneshot::channel();
                inbox.waiting = Some(sender);
                receiver
            };
            let _ = waiting.await;
        }
    }
}

impl Drop for Importer {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
