//! Photos and files: chosen, made smaller, kept on this device by the worker; shown, saved as a file, deleted.

use super::{picture, words};
use crate::data;
use crate::format;
use crate::i18n::{failure, t, tf};
use crate::state::{Derived, Slot};
use crate::ui::erase::{self, Told};
use crate::ui::{Dialog, Glyph, Icon, button, toast};
use leptos::html;
use leptos::prelude::*;
use model::schema::attachment;
use protocol::{Failure, FileAnswer, FilesReply, FilesRequest, NewFile, Reply, Request, Sealed, Target};
use std::cell::RefCell;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Blob, FileList, HtmlInputElement, Url};

/// Larger files are for other places than the memory of a browser.
const FILE_BYTES_MAX: f64 = 100.0 * 1_048_576.0;
/// What a picture is shown as. An SVG may hold anything, so it is a file like others.
const SHOWN: [&str; 5] = ["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"];

/// In which size photos are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Large enough to see everything.
    Smaller,
    /// As they are.
    Full,
}

thread_local! {
    // Pictures that were shown already: the browser holds them by these names for as long as the page stands.
    static SEEN: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

fn is_shown(file: &NewFile) -> bool {
    SHOWN.contains(&file.media_type.as_str())
}

/// Keeps these files and tells of each; `coming` counts those on their way.
pub fn take(list: FileList, size: Size, coming: RwSignal<u32>, told: Told<NewFile>) {
    for file in (0..list.length()).filter_map(|at| list.item(at)) {
        let told = told.clone();
        coming.update(|coming| *coming += 1);
        erase::spawn(async move {
            match keep(&file, size).await {
                Ok(file) => told(file),
                Err(text) => toast::problem(text),
            }
            coming.try_update(|coming| *coming = coming.saturating_sub(1));
        });
    }
}

async fn keep(file: &web_sys::File, size: Size) -> Result<NewFile, String> {
    let small = if size == Size::Smaller { picture::smaller(file).await } else { None };
    let name = match &small {
        Some(_) => format!("{}.jpg", file.name().rsplit_once('.').map_or(file.name(), |(name, _)| name.to_owned())),
        None => file.name(),
    };
    let bytes: &Blob = small.as_ref().unwrap_or(file.as_ref());
    if bytes.size() > FILE_BYTES_MAX {
        let max = format::bytes(FILE_BYTES_MAX as u64);
        return Err(tf(&words::TOO_LARGE, &[("name", &name), ("max", &max)]));
    }
    let request = Request::Files(Sealed::new(&FilesRequest::Keep));
    // What is sent beside a message may be any bytes; only the type of the channel says file.
    let (_, reply) = data::send_job(request, Some(bytes.clone().unchecked_into()));
    let said = |error: &Failure| format!("{name}: {}", failure(error));
    match reply.await {
        Ok(Reply::Files(reply)) => match reply.open() {
            Ok(FilesReply::Kept { hash, bytes: size }) => {
                Ok(NewFile { name, media_type: bytes.type_(), bytes: size, hash })
            }
            Ok(_) => Err(said(&Failure::NotFound)),
            Err(error) => Err(said(&error)),
        },
        Ok(_) => Err(said(&Failure::NotFound)),
        Err(error) => Err(said(&error)),
    }
}

/// The bytes of a file; none where this device does not have them (any more).
async fn bytes_of(hash: String) -> Option<Blob> {
    let reply = data::send(Request::Files(Sealed::new(&FilesRequest::Read(hash)))).await;
    match reply {
        Ok(Reply::Files(reply)) if reply.open() == Ok(FilesReply::Here) => data::take_file()?.dyn_into().ok(),
        _ => None,
    }
}

/// The address of a picture, once its bytes are here; `None` inside: this device does not have them.
fn address(file: &NewFile) -> Slot<Option<Option<String>>> {
    let known = SEEN.with_borrow(|seen| seen.iter().find(|(hash, _)| *hash == file.hash).map(|(_, url)| url.clone()));
    let address = Slot::new(known.clone().map(Some));
    if known.is_none() {
        let hash = file.hash.clone();
        erase::spawn(async move {
            let url = bytes_of(hash.clone()).await.and_then(|blob| Url::create_object_url_with_blob(&blob).ok());
            if let Some(url) = &url {
                SEEN.with_borrow_mut(|seen| seen.push((hash, url.clone())));
            }
            address.set(Some(url));
        });
    }
    address
}

fn download(file: NewFile) {
    erase::spawn(async move {
        match bytes_of(file.hash).await {
            Some(blob) if data::offer(&blob, &file.name).is_ok() => {}
            _ => toast::problem(tf(&words::FILE_GONE, &[("name", &file.name)])),
        }
    });
}

/// How a file looks: a picture, or what it is called.
fn face(file: &NewFile) -> AnyView {
    let (name, size) = (file.name.clone(), format::bytes(file.bytes));
    let plain = {
        let name = name.clone();
        move |gone: bool| {
            let (name, size) = (name.clone(), if gone { t(&words::NOT_HERE).to_owned() } else { size.clone() });
            view! {
                <span class="file-plain" class:gone=gone>
                    <Icon of=Glyph::Note />
                    <span class="file-name">{name}</span>
                    <span class="muted">{size}</span>
                </span>
            }
            .into_any()
        }
    };
    if !is_shown(file) {
        return plain(false);
    }
    let address = address(file);
    erase::view(move || match address.get() {
        None => view! { <span class="file-picture"></span> }.into_any(),
        Some(None) => plain(true),
        Some(Some(url)) => view! { <img class="file-picture" src=url alt=name.clone() loading="lazy" /> }.into_any(),
    })
    .into_any()
}

/// Files of a record: a picture opens large, any file can be saved and deleted.
pub fn row(files: Vec<FileAnswer>) -> AnyView {
    rows(Derived::new(move || files.clone()))
}

/// The same, whose large view stays open while others come and go.
pub(super) fn rows(files: Derived<Vec<FileAnswer>>) -> AnyView {
    let shown = Slot::new(None::<FileAnswer>);
    let open = RwSignal::new(false);
    let one = move |file: FileAnswer| {
        let name = tf(&words::OPEN_FILE, &[("name", &file.file.name)]);
        let face = face(&file.file);
        let show = move |_| {
            shown.set(Some(file.clone()));
            open.set(true);
        };
        view! { <li><button type="button" class="file" aria-label=name on:click=show>{face}</button></li> }.into_any()
    };
    let all = erase::keyed(move || {
        let row = |file: FileAnswer| -> erase::Row {
            (format!("{} {}", file.id, file.file.hash), Box::new(move || one(file)))
        };
        files.get().into_iter().map(row).collect()
    });
    view! {
        <ul class="files" aria-label=t(&words::FILES)>{all}</ul>
        <Dialog open=open title=t(&words::FILE) wide=true>
            {shown.get_untracked().map(|file| large(file, open))}
        </Dialog>
    }
    .into_any()
}

fn large(file: FileAnswer, open: RwSignal<bool>) -> AnyView {
    let what = format!("{} · {}", file.file.name, format::bytes(file.file.bytes));
    let face = face(&file.file);
    let id = file.id;
    let remove = move || {
        open.set(false);
        data::act(Request::Delete(Target::Records(attachment::ID, vec![id])));
    };
    view! {
        <div class="file-large">
            {face}
            <p class="note">{what}</p>
        </div>
        <div class="form-end">
            {button("button quiet danger", &words::DELETE_FILE, remove)}
            {button("button primary", &words::SAVE_FILE, move || download(file.file.clone()))}
        </div>
    }
    .into_any()
}

/// Chooses photos and files for something that is being written; each can be taken out again.
pub fn adder(
    kept: Derived<Vec<NewFile>>,
    size: Slot<Size>,
    coming: RwSignal<u32>,
    add: Told<NewFile>,
    take_out: Told<usize>,
) -> AnyView {
    let shown = erase::view(move || {
        let one = |(at, file): (usize, NewFile)| {
            let take_out = take_out.clone();
            let name = tf(&words::TAKE_OUT, &[("name", &file.name)]);
            view! {
                <li class="file-kept">
                    {face(&file)}
                    <button type="button" class="button icon-only" title=name.clone() aria-label=name on:click=move |_| take_out(at)>
                        <Icon of=Glyph::Close />
                    </button>
                </li>
            }
            .into_any()
        };
        kept.get().into_iter().enumerate().map(one).collect::<Vec<_>>().into_any()
    });
    let busy = erase::maybe(move || {
        (coming.get() > 0).then(|| view! { <p class="note" role="status">{t(&words::KEEPING)}</p> }.into_any())
    });
    let full = move |event| size.set(if event_target_checked(&event) { Size::Full } else { Size::Smaller });
    view! {
        <div class="talk-files">
            <ul class="files">{shown}</ul>
            {busy}
            <div class="talk-file-buttons">
                {chooser(&words::ADD_PHOTO, Glyph::Plus, true, size, coming, add.clone())}
                {chooser(&words::ADD_FILE, Glyph::Import, false, size, coming, add)}
                <label class="talk-full">
                    <input type="checkbox" on:change=full />
                    <span>{t(&words::FULL_SIZE)}</span>
                </label>
            </div>
        </div>
    }
    .into_any()
}

/// A button that opens the camera or the photos, or the files of the device.
pub(super) fn chooser(
    name: &'static crate::i18n::Msg,
    icon: Glyph,
    photos: bool,
    size: Slot<Size>,
    coming: RwSignal<u32>,
    add: Told<NewFile>,
) -> AnyView {
    let node = NodeRef::<html::Input>::new();
    let on_change = move |event: web_sys::Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(list) = input.files() {
            take(list, size.get_untracked(), coming, Arc::clone(&add));
        }
        // The same file may be chosen again.
        input.set_value("");
    };
    let open = move |_| {
        if let Some(input) = node.get_untracked() {
            input.click();
        }
    };
    let (accept, capture) = if photos { (Some("image/*"), Some("environment")) } else { (None, None) };
    view! {
        <input type="file" class="visually-hidden" tabindex="-1" aria-hidden="true" multiple=true accept=accept capture=capture
            node_ref=node on:change=on_change />
        <button type="button" class="button" on:click=open>
            <Icon of=icon />
            {t(name)}
        </button>
    }
    .into_any()
}
