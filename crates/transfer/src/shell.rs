//! The worker around the library: messages, the file's bytes, the browser's decoders.
//!
//! Messages are answered one after the other. Whoever does not want the answer any more terminates the worker.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use protocol::import::{Encoding, FileError, FromImporter, Mapping, Reject, ToImporter};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use transfer::{Log, Opening, Rejects, limits};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, File, MessageChannel, MessageEvent, TextDecoder, TextDecoderOptions};

/// Messages that wait, and whether somebody is answering them.
#[derive(Default)]
struct Inbox {
    waiting: VecDeque<JsValue>,
    answering: bool,
}

/// What the worker knows between two messages.
#[derive(Default)]
struct Importer {
    log: Option<Log>,
    rejects: Rejects,
    hold: Hold,
}

/// Whether reading waits, and who waits for it to go on.
#[derive(Clone, Default)]
struct Hold(Rc<(Cell<bool>, RefCell<Option<js_sys::Function>>)>);

impl Hold {
    fn set(&self, on: bool) {
        self.0.0.set(on);
        if let Some(waiting) = self.0.1.borrow_mut().take().filter(|_| !on) {
            let _ = waiting.call0(&JsValue::UNDEFINED);
        }
    }

    /// Returns when nothing is held (any more).
    async fn wait(&self) {
        while self.0.0.get() {
            let turn = Promise::new(&mut |resolve, _| drop(self.0.1.borrow_mut().replace(resolve)));
            let _ = JsFuture::from(turn).await;
        }
    }
}

/// Listens, and says so.
pub(crate) fn start() {
    console_error_panic_hook::set_once();
    let inbox = Rc::new(RefCell::new(Inbox::default()));
    let hold = Hold::default();
    let importer = Rc::new(RefCell::new(Some(Importer { hold: hold.clone(), ..Importer::default() })));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        // Whoever reads hears nothing else until it is done, but this.
        if let Ok(ToImporter::Hold(on)) = message(&event.data()) {
            return hold.set(on);
        }
        let mut queue = inbox.borrow_mut();
        queue.waiting.push_back(event.data());
        if !std::mem::replace(&mut queue.answering, true) {
            spawn_local(answer_all(inbox.clone(), importer.clone()));
        }
    });
    let scope = scope();
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    post(&FromImporter::Ready);
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

async fn answer_all(inbox: Rc<RefCell<Inbox>>, importer: Rc<RefCell<Option<Importer>>>) {
    // Nobody else is answering, so the importer is here.
    let mut state = importer.borrow_mut().take().unwrap_or_default();
    loop {
        let next = inbox.borrow_mut().waiting.pop_front();
        let Some(data) = next else { break };
        if let Err(error) = state.answer(&data).await {
            post(&FromImporter::Failed(error));
        }
    }
    *importer.borrow_mut() = Some(state);
    inbox.borrow_mut().answering = false;
}

impl Importer {
    async fn answer(&mut self, data: &JsValue) -> Result<(), FileError> {
        match message(data)? {
            ToImporter::Open { today, currency, zone, fields } => {
                self.open(property(data, "file"), Opening { today, currency, zone: std::rc::Rc::new(zone), fields })
                    .await
            }
            ToImporter::Preview(mapping) => {
                self.rejects = Rejects::default();
                post(&FromImporter::Preview(self.log()?.with(mapping)?));
                Ok(())
            }
            ToImporter::Read(mapping) => self.read(&mapping).await,
            ToImporter::Rejects(later) => self.report(&later),
            ToImporter::Hold(_) => Ok(()),
            ToImporter::Template(template) => {
                post(&FromImporter::Workbook(transfer::template::workbook(&template)?));
                Ok(())
            }
            ToImporter::Sample { customers, seed, today, currency, nonce } => {
                sample(&sample::Plan { customers, seed, today, currency }, nonce).await
            }
        }
    }

    fn log(&mut self) -> Result<&mut Log, FileError> {
        self.log.as_mut().ok_or_else(|| FileError::Unreadable("no file is open".to_owned()))
    }

    fn report(&mut self, later: &[Reject]) -> Result<(), FileError> {
        let rejects = std::mem::take(&mut self.rejects);
        let report = self.log().map(|log| log.rejects_csv(&rejects, later));
        self.rejects = rejects;
        post(&FromImporter::Rejects(report?));
        Ok(())
    }

    async fn open(&mut self, file: JsValue, opening: Opening) -> Result<(), FileError> {
        (self.log, self.rejects) = (None, Rejects::default());
        let file: File = file.dyn_into().map_err(|_| FileError::Unreadable("no file came along".to_owned()))?;
        let (size, max_bytes) = (file.size(), limits::FILE_BYTES_MAX);
        if size > max_bytes as f64 {
            return Err(FileError::TooLarge { bytes: size as u64, max_bytes });
        }
        let buffer = JsFuture::from(file.array_buffer()).await.map_err(|error| unreadable(&error))?;
        let bytes = Uint8Array::new(&buffer).to_vec();
        drop(buffer);
        let log = Log::open_any(bytes, opening, decode)?;
        post(&FromImporter::Preview(log.preview()));
        self.log = Some(log);
        Ok(())
    }

    async fn read(&mut self, mapping: &Mapping) -> Result<(), FileError> {
        self.rejects = Rejects::default();
        let (pause, hold) = (Pause::new()?, self.hold.clone());
        let outcome = match &mapping.records {
            None => {
                let mut reader = self.log()?.reader(mapping)?;
                while let Some(rows) = reader.next_chunk(limits::CHUNK_ROWS) {
                    post(&FromImporter::Rows { rows, done: reader.done_bytes(), total: reader.total_bytes() });
                    pause.wait().await;
                    hold.wait().await;
                }
                reader.finish()
            }
            Some(records) => {
                let mut reader = self.log()?.record_reader(mapping, records)?;
                while let Some(rows) = reader.next_chunk(limits::CHUNK_ROWS) {
                    post(&FromImporter::RecordRows { rows, done: reader.done_bytes(), total: reader.total_bytes() });
                    pause.wait().await;
                    hold.wait().await;
                }
                reader.finish()
            }
        };
        self.rejects = outcome.rejects;
        post(&FromImporter::Finished(outcome.summary));
        Ok(())
    }
}

/// Makes sample data and hands it over piece by piece. It lives here and not in the data worker because few people need it, and
/// they need it once.
async fn sample(plan: &sample::Plan, nonce: u128) -> Result<(), FileError> {
    let pause = Pause::new()?;
    let pieces = engine::samples::pieces(&sample::generate(plan), nonce);
    let total = pieces.len() as u32;
    for (at, rows) in pieces.iter().enumerate() {
        post(&FromImporter::Records { rows: rows.to_bytes(), done: at as u32 + 1, total });
        pause.wait().await;
    }
    Ok(())
}

/// Lets the browser do other things between two chunks. Timers would wait four milliseconds each time.
struct Pause(MessageChannel);

impl Pause {
    fn new() -> Result<Pause, FileError> {
        MessageChannel::new().map(Pause).map_err(|error| unreadable(&error))
    }

    async fn wait(&self) {
        let turn = Promise::new(&mut |resolve, _| {
            self.0.port1().set_onmessage(Some(&resolve));
            // Were this to fail there would be no turn to wait for.
            if self.0.port2().post_message(&JsValue::NULL).is_err() {
                let _ = resolve.call0(&JsValue::UNDEFINED);
            }
        });
        let _ = JsFuture::from(turn).await;
    }
}

impl Drop for Pause {
    fn drop(&mut self) {
        self.0.port1().close();
    }
}

/// The browser's own strict decoders.
fn decode(encoding: Encoding, bytes: &[u8]) -> Option<String> {
    let label = match encoding {
        Encoding::Gb18030 => "gb18030",
        Encoding::Windows1252 => "windows-1252",
        Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => return None,
    };
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    TextDecoder::new_with_label_and_options(label, &options).ok()?.decode_with_u8_array(bytes).ok()
}

fn property(data: &JsValue, name: &str) -> JsValue {
    Reflect::get(data, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

fn message(data: &JsValue) -> Result<ToImporter, FileError> {
    let not_ours = |what: &str| FileError::Unreadable(what.to_owned());
    let bytes: Uint8Array = property(data, "bytes").dyn_into().map_err(|_| not_ours("not a message"))?;
    protocol::decode(&bytes.to_vec()).map_err(|_| not_ours("a message of another build"))
}

fn unreadable(error: &JsValue) -> FileError {
    let text = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    FileError::Unreadable(text.unwrap_or_else(|| format!("{error:?}")))
}

/// Sends a message as bytes in a buffer that is handed over, not copied.
fn post(message: &FromImporter) {
    let Ok(bytes) = protocol::encode(message) else { return };
    let bytes = Uint8Array::from(bytes.as_slice());
    let envelope = Object::new();
    let buffer = Array::of1(&bytes.buffer());
    // This only fails when the other end is gone, and then there is nobody to tell.
    let _ = Reflect::set(&envelope, &JsValue::from_str("bytes"), &bytes)
        .and_then(|_| scope().post_message_with_transfer(&envelope, &buffer));
}
